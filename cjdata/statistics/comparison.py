"""Comparing a figure with Scotland, with another area or with another year.

A difference is clear where a test of the counts behind the two figures finds it, see
``differences``; else the two are similar, which is to say that the difference could be chance. What
an area is part of is compared without it. Where Scotland’s counts are not held its figure is taken
as a fixed value and held against the area’s interval. Better and worse are said only where the
catalogue states a desired direction. Tests are made on unrounded counts; yet two figures that are
printed alike are never called different.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Direction, Measure
from cjdata.series import Break, Figure, Series
from cjdata.statistics.counts import Counts, NoInterval, figure_interval, why_missing
from cjdata.statistics.counts import Reason as IntervalReason
from cjdata.statistics.differences import ratio_test, share_difference
from cjdata.statistics.rounding import printed

Standing = Literal["higher", "lower", "similar", "not compared"]
Judgement = Literal["", "better", "worse"]
NotCompared = (
    IntervalReason
    | Literal[
        "same area",
        "same year",
        "no benchmark",
        "benchmark restricted",
        "benchmark counted together",
        "benchmark without interval",
        "areas share councils",
        "different basis",
        "number depends on size",
        "a break lies between",
        "years shared",
    ]
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a figure stands beside another.

    Attributes
    ----------
    standing
        Where it lies; “similar” where the difference could be chance.
    judgement
        Whether that is better or worse; empty where no direction is desired.
    why
        Why the two are not compared.
    breaks
        The breaks that lie between two years.
    is_fixed
        Whether the other figure was taken as it stands, because the counts behind it are not held.
    """

    standing: Standing
    judgement: Judgement = ""
    why: NotCompared | None = None
    breaks: tuple[Break, ...] = ()
    is_fixed: bool = False

    @property
    def word(self) -> str:
        """Better or worse where that can be said, else where the figure lies."""
        return self.judgement or self.standing


def compare(
    value: float | None,
    lower: float | None,
    upper: float | None,
    benchmark: float | None,
    direction: Direction = "none",
    decimals: int | None = None,
) -> Comparison:
    """Hold a figure's 95% interval against a fixed value: similar to it where it holds it.

    Limits that touch the value hold it. With ``decimals``, those of the coarser of the two figures,
    two that are printed alike are similar whatever the limits.
    """
    if value is None:
        return not_compared("no value")
    if benchmark is None:
        return not_compared("no benchmark")
    if lower is None or upper is None:
        return not_compared("count unavailable")
    is_clear = lower > benchmark or upper < benchmark
    return _placed(_side(value, benchmark, decimals) if is_clear else 0, direction)


def is_clear_difference(measure: Measure, here: Counts, there: Counts) -> bool:
    """Say whether the figures that two counts make differ by more than chance, at 95%."""
    if measure.form == "percent" and here.out_of and there.out_of:
        lower, upper = share_difference(here.count, here.out_of, there.count, there.out_of)
        return lower > 0 or upper < 0
    return ratio_test(here.count, here.out_of or 1, there.count, there.out_of or 1).is_clear


def compare_areas(
    series: Series,
    other: Series,
    period: str,
    counts: Counts | None,
    other_counts: Counts | None,
    direction: Direction = "none",
) -> Comparison:
    """Compare an area with Scotland, a council or a group in one and the same year.

    Of two areas one of which is part of the other, the larger is compared without it. Scotland’s
    figure needs no counts: without them it is fixed. Numbers, which grow with the size of an area,
    are not compared.
    """
    shared = _shared(series.area, other.area)
    if shared == "every one":
        return not_compared("same area")
    if shared == "some":
        return not_compared("areas share councils")
    if _basis(series) != _basis(other):
        return not_compared("different basis")
    if series.measure.grows_with_size:
        return not_compared("number depends on size")
    here, there = series.by_period.get(period), other.by_period.get(period)
    refusal = _without_values(here, there)
    if refusal or here is None or there is None:
        return refusal or not_compared("no value")
    rest, other_rest = counts, other_counts
    if shared == "all of the first" and counts and other_counts:
        other_rest = other_counts.without(counts)
    elif shared == "all of the second" and counts and other_counts:
        rest = counts.without(other_counts)
    if other.area.kind == "scotland" and not other_rest:
        return _with_fixed(series, here, there, counts, direction)
    return _with_counts(series.measure, here, there, rest, other_rest, direction)


def compare_years(
    series: Series,
    earlier: Figure,
    later: Figure,
    earlier_counts: Counts | None,
    later_counts: Counts | None,
    direction: Direction = "none",
    *,
    across_breaks: bool = False,
) -> Comparison:
    """Compare a year with an earlier one of the same series, by the counts behind both.

    A break between the two refuses it, unless the reader has asked to look across: then the
    breaks come with the answer and are to be named beside it.
    """
    if earlier.period == later.period:
        return not_compared("same year")
    if earlier.shares_a_year(later):
        return not_compared("years shared")
    refusal = _without_values(later, earlier)
    if refusal:
        return refusal
    breaks = series.breaks_between(earlier, later)
    if breaks and not across_breaks:
        return Comparison("not compared", why="a break lies between", breaks=breaks)
    found = _with_counts(series.measure, later, earlier, later_counts, earlier_counts, direction)
    return replace(found, breaks=breaks)


def not_compared(why: NotCompared) -> Comparison:
    """Say that two figures are not compared, and why."""
    return Comparison("not compared", why=why)


def side_of(here: Figure, there: Figure) -> int:
    """Say whether a figure is printed higher than another (1), lower (-1) or alike (0)."""
    return _side(here.value or 0.0, there.value or 0.0, min(here.decimals, there.decimals))


def _placed(side: int, direction: Direction) -> Comparison:
    """Say what it means to lie above (1), below (-1) or near the other figure (0)."""
    if side == 0:
        return Comparison("similar")
    standing: Standing = "higher" if side > 0 else "lower"
    if direction == "none":
        return Comparison(standing)
    return Comparison(standing, "better" if (side > 0) == (direction == "up") else "worse")


def _side(here: float, there: float, decimals: int | None) -> int:
    """Say on which side of another a figure is printed; 0 where the two are printed alike."""
    first, second = printed(here, decimals), printed(there, decimals)
    return (first > second) - (first < second)


Shared = Literal["none", "all of the first", "all of the second", "some", "every one"]


def _shared(first: Area, second: Area) -> Shared:
    """Say which councils two areas have in common."""
    if first.code == second.code:
        return "every one"
    if second.kind == "scotland":
        return "all of the first"
    if first.kind == "scotland":
        return "all of the second"
    ours, theirs = (set(area.members) or {area.code} for area in (first, second))
    if not ours & theirs:
        return "none"
    if ours == theirs:
        return "every one"
    if ours < theirs:
        return "all of the first"
    return "all of the second" if theirs < ours else "some"


def _basis(series: Series) -> tuple[object, ...]:
    """Give what two figures must share to be laid side by side."""
    measure = series.measure
    return measure.id, measure.unit, measure.population, measure.basis


def _without_values(here: Figure | None, there: Figure | None) -> Comparison | None:
    if here is None:
        return not_compared("no value")
    if here.value is None:
        return not_compared(why_missing(here))
    if there is not None and there.elsewhere:
        return not_compared("different basis")
    if there is None or (there.value is None and why_missing(there) == "no value"):
        return not_compared("no benchmark")
    if there.value is None and why_missing(there) == "counted together":
        return not_compared("benchmark counted together")
    return not_compared("benchmark restricted") if there.value is None else None


def _with_fixed(
    series: Series, here: Figure, there: Figure, counts: Counts | None, direction: Direction
) -> Comparison:
    interval = figure_interval(series.measure, here, counts)
    if isinstance(interval, NoInterval):
        return not_compared(interval.why)
    decimals = min(here.decimals, there.decimals)
    limits = interval.lower, interval.upper
    found = compare(here.value, *limits, there.value, direction, decimals)
    return replace(found, is_fixed=True)


def _with_counts(
    measure: Measure,
    here: Figure,
    there: Figure,
    counts: Counts | None,
    other_counts: Counts | None,
    direction: Direction,
) -> Comparison:
    mine = figure_interval(measure, here, counts)
    if isinstance(mine, NoInterval):
        return not_compared(mine.why)
    if isinstance(figure_interval(measure, there, other_counts), NoInterval):
        return not_compared("benchmark without interval")
    if counts is None or other_counts is None:
        raise TypeError("an interval without counts")
    if not is_clear_difference(measure, counts, other_counts):
        return _placed(0, direction)
    return _placed(side_of(here, there), direction)
