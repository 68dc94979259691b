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
from cjdata.statistics.slopes import POINTS, NumericReason, Slope, TrendClass, weighted_trend

TrendReason = (
    NumericReason
    | Literal[
        "not a proportion or rate",
        "a figure is missing",
        "counted together",
        "a break lies between",
        "the years do not follow each other",
        "a count is unavailable",
        "the events are not independent",
    ]
)
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
        The change a year in the measure's unit, and the test statistic.
    why
        Why the trend cannot be calculated.
    missing
        The figures among them that have no value, with their reasons, or no counts behind them.
    breaks
        The breaks among them.
    pandemic
        The years among them that the pandemic affected, where the series says that it did.
    """

    result: TrendClass
    judgement: Judgement = ""
    periods: tuple[str, ...] = ()
    slope: float | None = None
    chi_square: float | None = None
    why: TrendReason | None = None
    missing: tuple[Figure, ...] = ()
    breaks: tuple[Break, ...] = ()
    pandemic: tuple[str, ...] = ()


def trend_of(
    series: Series,
    counts: Mapping[str, Counts],
    at: Figure | None = None,
    direction: Direction = "none",
) -> Trend:
    """Give the trend of the five years up to a figure, by default up to the newest of the series.

    The values and their 95% intervals are worked out, unrounded, from the counts of each period.
    A year without a value is never stepped over: it makes the trend impossible, even where four
    good years stand round it.
    """
    last = at or (series.figures[-1] if series.figures else None)
    end = series.figures.index(last) + 1 if last else 0
    points = series.figures[max(0, end - POINTS) : end]
    refused = _refused(series, points, counts)
    if refused:
        return refused
    periods = tuple(figure.period for figure in points)
    slope = _slope(series.measure, [counts[period] for period in periods])
    return Trend(
        slope.result,
        judgement_of(slope.result, direction),
        periods,
        slope.slope,
        slope.chi_square,
        slope.why,
        pandemic=_pandemic(series, periods),
    )


def judgement_of(result: TrendClass, direction: Direction) -> Judgement:
    """Say whether a trend is for better or worse; nothing where no direction is desired."""
    if direction == "none" or result not in ("increasing", "decreasing"):
        return ""
    is_wanted = (result == "increasing") == (direction == "up")
    return "getting better" if is_wanted else "getting worse"


def _refused(
    series: Series, points: Sequence[Figure], counts: Mapping[str, Counts]
) -> Trend | None:
    """Give the first reason for which there is no trend, that of the measure before all."""

    def cannot(
        why: TrendReason, missing: tuple[Figure, ...] = (), breaks: tuple[Break, ...] = ()
    ) -> Trend:
        periods = tuple(figure.period for figure in points)
        return Trend("cannot be calculated", "", periods, None, None, why, missing, breaks)

    if series.measure.unit not in PER:
        return cannot("not a proportion or rate")
    if not series.measure.independent:
        return cannot("the events are not independent")
    if len(points) < POINTS:
        return cannot("fewer than five points")
    if gaps := tuple(figure for figure in points if figure.value is None):
        shared = any(figure.status == "counted_together" for figure in gaps)
        return cannot("counted together" if shared else "a figure is missing", missing=gaps)
    if any(start_year(b.period) != start_year(a.period) + 1 for a, b in pairwise(points)):
        return cannot("the years do not follow each other")
    if breaks := _breaks(series, points):
        return cannot("a break lies between", breaks=breaks)
    if bare := _without_interval(series.measure, points, counts):
        return cannot("a count is unavailable", missing=bare)
    if any(counts[figure.period].count == counts[figure.period].out_of for figure in points):
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


def _slope(measure: Measure, held: Sequence[Counts]) -> Slope:
    intervals = [interval_of(measure, counts) for counts in held]
    known = [interval for interval in intervals if isinstance(interval, Interval)]
    return weighted_trend(
        [counts.value_in(measure) for counts in held],
        [interval.lower for interval in known],
        [interval.upper for interval in known],
    )


def _pandemic(series: Series, periods: Sequence[str]) -> tuple[str, ...]:
    if not any(b.kind == "pandemic" for b in series.breaks):
        return ()
    return tuple(period for period in periods if period in PANDEMIC)
