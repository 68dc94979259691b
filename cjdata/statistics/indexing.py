"""A series as an index: its figure in a base year is 100, and the others follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cjdata.amounts import half_up
from cjdata.series import Break, Figure, Series
from cjdata.statistics.change_between_years import floor_of
from cjdata.statistics.counts import Counts
from cjdata.statistics.rounding import printed

BASE = 100


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """A year of an index: its value, or why it has none."""

    period: str
    value: int | None
    why: Literal["", "no value", "break", "rounded"] = ""
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """A series with one year as 100; ``breaks`` are those that it spans on request."""

    base: Figure
    points: tuple[IndexPoint, ...]
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class NoIndex:
    """Why a year cannot be the base of an index."""

    why: Literal[
        "no value", "small base", "nil", "rounded", "count unavailable", "outside the series"
    ]
    base: Figure | None = None


def index_of(
    series: Series,
    period: str,
    counts: Mapping[str, Counts] | None = None,
    floor: int | None = None,
    *,
    across_breaks: bool = False,
) -> Index | NoIndex:
    """Give a series as an index with a year as 100, to whole numbers.

    It is worked out from the figures as printed, so that figures printed alike have the same
    index. Years on the other side of a break have none, unless the reader asks to look across.

    Parameters
    ----------
    period
        The base year.
    counts
        The counts behind percentages and rates, by period: without that of the base year, it
        is not known whether the base is large enough.
    floor
        The least base: of a number the number itself, of a percentage its denominator, of a rate
        its count. By default that of the measure.
    """
    base = series.by_period.get(period)
    if base is None:
        return NoIndex("outside the series")
    refusal = _refusal(series, base, (counts or {}).get(period), floor)
    if refusal:
        return refusal
    points = tuple(_point(series, base, figure, across=across_breaks) for figure in series.figures)
    breaks = dict.fromkeys(b for point in points if point.value is not None for b in point.breaks)
    return Index(base, points, tuple(breaks))


def possible_bases(
    series: Series, counts: Mapping[str, Counts] | None = None, floor: int | None = None
) -> tuple[str, ...]:
    """List the years that can be the base of an index, oldest first."""
    known = counts or {}
    return tuple(
        figure.period
        for figure in series.figures
        if _refusal(series, figure, known.get(figure.period), floor) is None
    )


def _refusal(
    series: Series, base: Figure, counts: Counts | None, floor: int | None
) -> NoIndex | None:
    measure = series.measure
    if base.value is None:
        return NoIndex("no value", base)
    least = floor_of(measure) if floor is None else floor
    if measure.is_count:
        size: float | None = base.value
    elif counts is None or counts.out_of is None:
        size = None
    else:
        size = counts.out_of if measure.form == "percent" else counts.count
    if size is None:
        return NoIndex("count unavailable", base)
    if size < least:
        return NoIndex("small base", base)
    if measure.is_whole and base.is_rounded:
        return NoIndex("rounded", base)
    return NoIndex("nil", base) if printed(base.value, base.decimals) <= 0 else None


def _point(series: Series, base: Figure, figure: Figure, *, across: bool) -> IndexPoint:
    if figure.value is None or base.value is None:
        return IndexPoint(figure.period, None, "no value")
    earlier, later = sorted((base, figure), key=lambda f: f.period)
    breaks = series.breaks_between(earlier, later)
    if breaks and not across:
        return IndexPoint(figure.period, None, "break", breaks)
    if series.measure.is_whole and figure.is_rounded:
        return IndexPoint(figure.period, None, "rounded", breaks)
    value = printed(figure.value, figure.decimals) / printed(base.value, base.decimals)
    return IndexPoint(figure.period, int(half_up(BASE * value)), "", breaks)
