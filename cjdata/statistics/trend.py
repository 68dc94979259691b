"""The recent trend of a series: which points it rests on, and why it cannot be calculated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cjdata.reference.catalogue import Direction, Measure
from cjdata.reference.periods import PANDEMIC, start_year
from cjdata.series import Break, Figure, Series
from cjdata.statistics.counts import PER, Counts, NoInterval, interval_of
from cjdata.statistics.intervals import Interval
from cjdata.statistics.slopes import (
    POINTS,
    NumericReason,
    Slope,
    TrendClass,
    least_visible_count,
    least_visible_share,
    poisson_trend,
    weighted_trend,
)

TrendReason = (
    NumericReason
    | Literal[
        "not a count, proportion or rate",
        "too few years outside the pandemic",
        "a figure is missing",
        "counted together",
        "a break lies between",
        "a count is unavailable",
        "the events are not independent",
        "several years together",
    ]
)
NOT_SOUGHT: tuple[TrendReason, ...] = (
    "not a count, proportion or rate",
    "several years together",
)
"""Why there is no trend where nobody looks for one."""
Judgement = Literal["", "getting better", "getting worse"]


@dataclass(frozen=True, slots=True)
class Trend:
    """The recent trend of a series.

    Attributes
    ----------
    result
        The class.
    judgement
        Whether that is better or worse; empty unless the change is clear and a direction is
        desired of the measure.
    periods
        The years looked at, oldest first: five wherever the trend could be calculated.
    slope, chi_square
        The change a year and the test statistic: see ``slopes``.
    why
        Why the trend cannot be calculated.
    missing
        The figures among them that have no value, with their reasons, or no counts behind them.
    breaks
        The breaks among them.
    left_out
        The years between them that the pandemic affected.
    """

    result: TrendClass
    judgement: Judgement = ""
    periods: tuple[str, ...] = ()
    slope: float | None = None
    chi_square: float | None = None
    why: TrendReason | None = None
    missing: tuple[Figure, ...] = ()
    breaks: tuple[Break, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether it has gone up or down by more than chance would move it."""
        return self.result in ("increasing", "decreasing")

    @property
    def word(self) -> str:
        """Better or worse where that can be said, else which way it went."""
        went = {"increasing": "risen", "decreasing": "fallen"}
        return self.judgement or went.get(self.result, self.result)


def trend_of(
    series: Series,
    counts: Mapping[str, Counts],
    at: Figure | None = None,
    direction: Direction = "none",
) -> Trend:
    """Give the trend of the latest five years up to a figure, those of the pandemic left out.

    By default up to the newest of the series, which is one of single years. Shares are tested by
    their intervals, numbers and rates by the counts behind them. No trend is given over a missing
    year or a break.
    """
    last = at or series.newest
    if last is None:
        return Trend("cannot be calculated", why="fewer than five points")
    if series.years_each > 1:
        return Trend("cannot be calculated", why="several years together")
    up_to = [figure for figure in series.figures if figure.period <= last.period]
    left_out = {*PANDEMIC, *series.pandemic_years}
    points = [figure for figure in up_to if figure.period not in left_out][-POINTS:]
    if refused := _refused(series, points, counts, all_years=len(up_to)):
        return refused
    periods = tuple(figure.period for figure in points)
    slope = _slope(series.measure, periods, [counts[period] for period in periods])
    inside = (figure.period for figure in up_to if periods[0] < figure.period < periods[-1])
    return Trend(
        slope.result,
        judgement_of(slope.result, direction),
        periods,
        slope.slope,
        slope.chi_square,
        slope.why,
        left_out=tuple(period for period in inside if period in left_out),
    )


def judgement_of(result: TrendClass, direction: Direction) -> Judgement:
    """Say whether a trend is for better or worse; nothing where no direction is desired."""
    if direction == "none" or result not in ("increasing", "decreasing"):
        return ""
    is_wanted = (result == "increasing") == (direction == "up")
    return "getting better" if is_wanted else "getting worse"


def _refused(
    series: Series, points: Sequence[Figure], counts: Mapping[str, Counts], all_years: int
) -> Trend | None:
    """Give the first reason for which there is no trend, that of the measure before all."""

    def cannot(
        why: TrendReason, missing: tuple[Figure, ...] = (), breaks: tuple[Break, ...] = ()
    ) -> Trend:
        periods = tuple(figure.period for figure in points)
        return Trend("cannot be calculated", "", periods, None, None, why, missing, breaks)

    measure = series.measure
    if measure.unit != "count" and measure.unit not in PER:
        return cannot("not a count, proportion or rate")
    if not measure.independent:
        return cannot("the events are not independent")
    if len(points) < POINTS:
        is_pandemic = all_years >= POINTS
        return cannot(
            "too few years outside the pandemic" if is_pandemic else "fewer than five points"
        )
    if gaps := tuple(figure for figure in points if figure.value is None):
        shared = any(figure.status == "counted_together" for figure in gaps)
        return cannot("counted together" if shared else "a figure is missing", missing=gaps)
    if breaks := _breaks(series, points):
        return cannot("a break lies between", breaks=breaks)
    if bare := _without_interval(measure, points, counts):
        return cannot("a count is unavailable", missing=bare)
    held = [counts[figure.period] for figure in points]
    if measure.form == "percent" and any(one.count == one.out_of for one in held):
        return cannot("a count is all of its base")
    return None


def _breaks(series: Series, points: Sequence[Figure]) -> tuple[Break, ...]:
    found = (b for pair in pairwise(points) for b in series.breaks_between(*pair))
    return tuple(dict.fromkeys(found))


def _without_interval(
    measure: Measure, points: Sequence[Figure], counts: Mapping[str, Counts]
) -> tuple[Figure, ...]:
    return tuple(
        figure
        for figure in points
        if isinstance(interval_of(measure, counts.get(figure.period)), NoInterval)
    )


def _slope(measure: Measure, periods: Sequence[str], held: Sequence[Counts]) -> Slope:
    times = [float(start_year(period)) for period in periods]
    if measure.form != "percent":
        people = [float(counts.out_of or 1) for counts in held]
        return poisson_trend([counts.count for counts in held], people, times)
    intervals = [interval_of(measure, counts) for counts in held]
    known = [interval for interval in intervals if isinstance(interval, Interval)]
    return weighted_trend(
        [counts.value_in(measure) for counts in held],
        [interval.lower for interval in known],
        [interval.upper for interval in known],
        times,
    )


def least_visible_move(
    measure: Measure, counts: Mapping[str, Counts], found: Trend
) -> float | None:
    """Give the least move, in the measure's unit, that the years of a trend would have shown.

    It is the one that is found clear in 4 of 5 cases; None where no trend was worked out.
    """
    held = [counts[period] for period in found.periods if period in counts]
    if found.why is not None or len(held) < POINTS:
        return None
    times = [float(start_year(period)) for period in found.periods]
    if measure.form == "percent":
        bases = [one.out_of or 0 for one in held]
        share = sum(one.count for one in held) / sum(bases)
        return 100 * least_visible_share(bases, share, times)
    move = least_visible_count([one.count for one in held], times)
    if measure.unit == "count":
        return move
    return move * PER[measure.unit] * len(held) / sum(one.out_of or 0 for one in held)
