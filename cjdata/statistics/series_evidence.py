"""A series with what it rests on, and all that can be said of it by its intervals.

Views make evidence once for an area; tables, marks, sentences and charts then ask it, so that
they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cjdata.reference.catalogue import Desired, Direction, Measure
from cjdata.series import Figure, Series
from cjdata.statistics.change_between_years import floor_of
from cjdata.statistics.comparison import Comparison, compare_areas, compare_years, side_of
from cjdata.statistics.counts import Counts, NoInterval, figure_interval
from cjdata.statistics.intervals import Interval
from cjdata.statistics.long_record import LongRecord, long_record
from cjdata.statistics.ranking import RankingEntry
from cjdata.statistics.trend import Trend, trend_of

NOT_YET = ("not_loaded", "none_held", "newer_edition", "held_elsewhere")
"""Statuses of years that are still to come; a trend ends before them."""


@dataclass(frozen=True)
class Evidence:
    """A series, the counts behind each of its figures, and the direction that is desired.

    Attributes
    ----------
    behind
        By period, the counts, or why there are none.
    counted
        The nouns, for one and for many, of what a figure rests on: arrivals in prison, say.
    direction
        By which a figure may be called better or worse; ``none`` where it may not.
    desired
        Which way is desired and who states it; None where nobody does.
    """

    series: Series
    behind: Mapping[str, Counts | NoInterval]
    direction: Direction = "none"
    counted: tuple[str, str] = ("case", "cases")
    desired: Desired | None = None

    @property
    def measure(self) -> Measure:
        """The measure of the series."""
        return self.series.measure

    @cached_property
    def counts(self) -> dict[str, Counts]:
        """The counts by period, where they are known."""
        return {p: held for p, held in self.behind.items() if isinstance(held, Counts)}

    @cached_property
    def intervals(self) -> dict[str, Interval | NoInterval]:
        """The 95% interval of every figure, or why it has none."""
        return {figure.period: self.interval_or_why(figure) for figure in self.series.figures}

    @cached_property
    def trend(self) -> Trend:
        """The recent trend, up to the newest year; years not loaded yet are no part of it."""
        newest = self.series.newest
        if newest is not None and newest.value is None and newest.status in NOT_YET:
            newest = self.series.latest or newest
        return trend_of(self.series, self.counts, newest, self.direction)

    def interval(self, period: str) -> Interval | None:
        """Give the interval of a year, if it has one."""
        held = self.intervals.get(period)
        return held if isinstance(held, Interval) else None

    def base(self, figure: Figure) -> float | None:
        """Give how many cases a figure rests on: a number on itself, a rate on its count, and a
        percentage on what it is out of. None where that is not known.

        It may be known of figures that have no interval: no population is needed to see that a
        rate rests on few cases.
        """
        if self.measure.unit == "count":
            return figure.value
        held = self.behind.get(figure.period)
        if isinstance(held, Counts):
            return held.out_of if self.measure.form == "percent" else held.count
        return held.base if held else None

    def is_rounded(self, figure: Figure) -> bool:
        """Say whether the publisher rounded the count on which a figure rests."""
        held = self.behind.get(figure.period)
        return isinstance(held, NoInterval) and held.about is not None

    def is_small(self, figure: Figure) -> bool:
        """Say whether a figure rests on fewer cases than the floor of its measure."""
        base = self.base(figure)
        return base is not None and base < floor_of(self.measure)

    def against(self, other: Evidence, period: str) -> Comparison:
        """Compare with another area in a year."""
        return compare_areas(
            self.series,
            other.series,
            period,
            self.counts.get(period),
            other.counts.get(period),
            self.direction,
        )

    def record_against(self, other: Evidence) -> LongRecord | None:
        """Say how it stood beside another area in all years in which both have a figure.

        None of years taken together, which would count a year several times.
        """
        if self.series.years_each > 1:
            return None
        theirs = {figure.period: figure for figure in other.series.with_values}
        return long_record(
            (side_of(mine, theirs[mine.period]), self.against(other, mine.period))
            for mine in self.series.with_values
            if mine.period in theirs
        )

    def since(self, earlier: Figure, later: Figure, *, across_breaks: bool = False) -> Comparison:
        """Compare a year with an earlier one, by the counts behind both."""
        return compare_years(
            self.series,
            earlier,
            later,
            self.counts.get(earlier.period),
            self.counts.get(later.period),
            self.direction,
            across_breaks=across_breaks,
        )

    def entry(self, period: str) -> RankingEntry:
        """Give what enters a ranking of a year: a number, which grows with size, has none."""
        figure, counts = self.series.by_period.get(period), self.counts.get(period)
        is_ranked = self.measure.unit != "count" and self.interval(period) is not None
        if figure is None or counts is None or not is_ranked:
            return RankingEntry(figure.value if figure else None, None)
        base = counts.out_of if self.measure.form == "percent" else counts.count
        return RankingEntry(figure.value, counts, base)

    def interval_or_why(self, figure: Figure) -> Interval | NoInterval:
        """Give the interval of one figure of the series, or why it has none."""
        held = self.behind.get(figure.period)
        if figure.value is not None and self.measure.independent and isinstance(held, NoInterval):
            return held
        counts = held if isinstance(held, Counts) else None
        return figure_interval(self.measure, figure, counts)
