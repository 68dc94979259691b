"""Comparing a figure with Scotland, with another area or with another year.

Scotland is taken as a fixed value and held against the area's interval, as ScotPHO and
Fingertips do. Two areas, or two years, differ only where their intervals lie apart: a cautious
rule that misses some real differences. Better and worse are said only where the catalogue states
a desired direction. All words are chosen after rounding to what is printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cjdata.reference.catalogue import Direction
from cjdata.series import Break, Figure, Series
from cjdata.statistics.counts import Counts, NoInterval, figure_interval, why_missing
from cjdata.statistics.counts import Reason as IntervalReason
from cjdata.statistics.intervals import Interval
from cjdata.statistics.rounding import printed

Standing = Literal["higher", "lower", "similar", "no clear difference", "not compared"]
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
        "different basis",
        "number depends on size",
        "a break lies between",
    ]
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a figure stands beside another.

    Attributes
    ----------
    standing
        Where it lies. “Similar” is said of an interval that holds a fixed value, “no clear
        difference” of two intervals that overlap.
    judgement
        Whether that is better or worse; empty where no direction is desired.
    why
        Why the two are not compared.
    interval
        The interval of the figure that was held against the other.
    breaks
        The breaks that lie between two years.
    """

    standing: Standing
    judgement: Judgement = ""
    why: NotCompared | None = None
    interval: Interval | None = None
    breaks: tuple[Break, ...] = ()

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
    """Hold a figure's 95% interval against a fixed value.

    Limits that touch the value are similar to it. With ``decimals``, those of the coarser of the
    two figures, everything is rounded as printed first, so that figures printed alike, and an
    interval that is printed as touching the value, are never called different.
    """
    if value is None:
        return not_compared("no value")
    if benchmark is None:
        return not_compared("no benchmark")
    if lower is None or upper is None:
        return not_compared("count unavailable")
    here, low, high, there = (printed(n, decimals) for n in (value, lower, upper, benchmark))
    if low > there and here > there:
        return _placed("higher", direction)
    if high < there and here < there:
        return _placed("lower", direction)
    return Comparison("similar")


def compare_intervals(
    value: float,
    interval: Interval,
    other_value: float,
    other: Interval,
    direction: Direction = "none",
    decimals: int | None = None,
) -> Comparison:
    """Hold two figures against each other: different only where their intervals lie apart."""
    here, there = printed(value, decimals), printed(other_value, decimals)
    if printed(interval.lower, decimals) > printed(other.upper, decimals) and here > there:
        return _placed("higher", direction, interval)
    if printed(interval.upper, decimals) < printed(other.lower, decimals) and here < there:
        return _placed("lower", direction, interval)
    return Comparison("no clear difference", interval=interval)


def compare_areas(
    series: Series,
    other: Series,
    period: str,
    counts: Counts | None,
    other_counts: Counts | None,
    direction: Direction = "none",
) -> Comparison:
    """Compare an area with Scotland, a council or a group in one and the same year.

    Scotland's figure is a fixed value and needs no counts. Every other area is compared by its
    interval. Numbers, which grow with the size of an area, are not compared.
    """
    if series.area.code == other.area.code:
        return not_compared("same area")
    if _basis(series) != _basis(other):
        return not_compared("different basis")
    if series.measure.grows_with_size:
        return not_compared("number depends on size")
    here, there = series.by_period.get(period), other.by_period.get(period)
    refusal = _without_values(here, there)
    if refusal or here is None or there is None:
        return refusal or not_compared("no value")
    if other.area.kind == "scotland":
        return _with_fixed(series, here, there, counts, direction)
    return _with_interval(series, here, there, counts, other_counts, direction)


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
    """Compare a year with an earlier one of the same series, by both intervals.

    A break between the two refuses it, unless the reader has asked to look across: then the
    breaks come with the answer and are to be named beside it.
    """
    if earlier.period == later.period:
        return not_compared("same year")
    refusal = _without_values(later, earlier)
    if refusal:
        return refusal
    breaks = series.breaks_between(earlier, later)
    if breaks and not across_breaks:
        return Comparison("not compared", why="a break lies between", breaks=breaks)
    found = _with_interval(series, later, earlier, later_counts, earlier_counts, direction)
    return replace(found, breaks=breaks)


def not_compared(why: NotCompared) -> Comparison:
    """Say that two figures are not compared, and why."""
    return Comparison("not compared", why=why)


def _placed(
    standing: Literal["higher", "lower"], direction: Direction, interval: Interval | None = None
) -> Comparison:
    if direction == "none":
        return Comparison(standing, interval=interval)
    is_wanted = (standing == "higher") == (direction == "up")
    return Comparison(standing, "better" if is_wanted else "worse", interval=interval)


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
    lower, upper = interval.lower, interval.upper
    found = compare(here.value, lower, upper, there.value, direction, decimals)
    return replace(found, interval=interval)


def _with_interval(
    series: Series,
    here: Figure,
    there: Figure,
    counts: Counts | None,
    other_counts: Counts | None,
    direction: Direction,
) -> Comparison:
    mine = figure_interval(series.measure, here, counts)
    if isinstance(mine, NoInterval):
        return not_compared(mine.why)
    other = figure_interval(series.measure, there, other_counts)
    if isinstance(other, NoInterval):
        return not_compared("benchmark without interval")
    decimals = min(here.decimals, there.decimals)
    value, other_value = here.value or 0.0, there.value or 0.0
    return compare_intervals(value, mine, other_value, other, direction, decimals)
