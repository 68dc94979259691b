"""How all councils stand in a measure in one year: what bars, funnel, map and table are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import financial_years
from cjdata.series import Figure
from cjdata.statistics import (
    ChangeBetweenYears,
    Comparison,
    Evidence,
    Interval,
    NoChange,
    NoInterval,
    NoRank,
    Rank,
    RankingEntry,
    Trend,
    change_since_year_before,
    floor_of,
    is_clear_difference,
    rank_of,
    trend_of,
)
from cjdata.views.shared.assemble import Assembler, years_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How one area stands in a measure in one year.

    Attributes
    ----------
    figure
        Its figure of the year, with a value or with the reason why there is none.
    interval
        The figure's 95% interval, or why it has none.
    comparison
        How it stands beside Scotland in that year.
    trend
        That of the five years up to the year.
    change
        Since the year before.
    rank
        Its place among the councils; None for Scotland and for groups, which are not ranked.
    """

    evidence: Evidence
    figure: Figure
    interval: Interval | NoInterval
    comparison: Comparison
    trend: Trend
    change: ChangeBetweenYears | NoChange
    rank: Rank | NoRank | None = None

    @property
    def area(self) -> Area:
        """The council, Scotland or the group."""
        return self.evidence.series.area

    @property
    def has_value(self) -> bool:
        """Whether there is a figure."""
        return self.figure.value is not None


def standings(figures: FigureSet, measure_id: str, period: str) -> tuple[Standing, ...]:
    """Give the standing of the 32 councils, by name, and then of Scotland.

    They are worked out once for a measure and a year, and serve every area.
    """
    key = ("standings", measure_id, period)
    return figures.remember(key, lambda: _make(figures, measure_id, period))


def has_places(figures: FigureSet, measure_id: str, period: str) -> bool:
    """Say whether the place of any council among the others can be told.

    Where it cannot, councils stand in no order of their figures.
    """
    return any(isinstance(one.rank, Rank) for one in standings(figures, measure_id, period))


def standings_by_court(figures: FigureSet, measure_id: str, period: str) -> tuple[Standing, ...]:
    """Give the standing of every court area in which councils are counted together in a year.

    None of a measure that is not counted by court area.
    """
    if not figures.catalogue.measures[measure_id].is_by_court:
        return ()
    courts = (court for court in figures.areas.court_areas if court.is_in_force(period))
    return tuple(standing_of_group(figures, measure_id, period, court) for court in courts)


def standing_of_group(figures: FigureSet, measure_id: str, period: str, group: Area) -> Standing:
    """Give the standing of a group taken as one: the sum of counts, or the ratio of sums."""
    key = ("standing of group", measure_id, period, group.code)
    return figures.remember(key, lambda: _of_group(figures, measure_id, period, group))


def councils_held(figures: FigureSet, measure_id: str) -> Mapping[str, int]:
    """Give how many councils have a figure in each year of a measure."""
    measure = figures.catalogue.measures[measure_id]
    years = years_of(figures, measure)
    return figures.remember(
        ("councils held", measure_id),
        lambda: {year: _held(figures, measure, year, years) for year in years},
    )


def opening_year(figures: FigureSet, measure_id: str) -> str:
    """Give the newest year that is well held, else the newest of all.

    Well held is a year of which nearly as many councils have a figure as of the best year. A
    measure of which nothing is held has the newest year of the catalogue’s measures.
    """
    held = councils_held(figures, measure_id)
    best = max(held.values(), default=0)
    well_held = [year for year, councils in held.items() if is_well_held(councils, best)]
    return max(well_held or held, default="") or _newest_year(figures)


def is_well_held(councils: int, best: int) -> bool:
    """Say whether so many councils are nearly as many as in the best year.

    They are where one fewer has a figure, or at most one in ten fewer; never where none has.

    >>> is_well_held(29, 32), is_well_held(28, 32), is_well_held(4, 5), is_well_held(3, 5)
    (True, False, True, False)
    """
    return councils > 0 and best - councils <= max(1, best // 10)


def _newest_year(figures: FigureSet) -> str:
    known = (years_of(figures, m)[-1:] for m in figures.catalogue.measures.values())
    return figures.remember(
        ("newest year",), lambda: max((year for years in known for year in years), default="")
    )


def _held(figures: FigureSet, measure: Measure, year: str, years: list[str]) -> int:
    every = _evidence(figures, measure, tuple(years))[:-1]
    return sum(one.series.by_period[year].value is not None for one in every)


def _evidence(figures: FigureSet, measure: Measure, years: tuple[str, ...]) -> tuple[Evidence, ...]:
    """Give the evidence of all councils and of Scotland, once for a measure and its years."""

    def make() -> tuple[Evidence, ...]:
        assembler = Assembler(figures, [measure.id])
        return tuple(assembler.evidence(measure, area, years) for area in figures.areas.single)

    return figures.remember(("evidence of all", measure.id, years), make)


def _years(figures: FigureSet, measure: Measure, period: str) -> tuple[str, ...]:
    """List the years of a measure up to the one asked for, in which a trend then ends."""
    first = min([*years_of(figures, measure), period])
    return tuple(financial_years(first, period))


def _make(figures: FigureSet, measure_id: str, period: str) -> tuple[Standing, ...]:
    measure = figures.catalogue.measures[measure_id]
    every = _evidence(figures, measure, _years(figures, measure, period))
    *councils, scotland = every
    entries = {one.series.area.code: one.entry(period) for one in councils}
    ranks = _ranks(figures, measure, entries)
    return tuple(_standing(one, scotland, period, ranks.get(one.series.area.code)) for one in every)


def _ranks(
    figures: FigureSet, measure: Measure, entries: Mapping[str, RankingEntry]
) -> dict[str, Rank | NoRank]:
    theme = figures.catalogue.theme_of(measure.id)
    allowed = bool(theme and theme.rank_allowed) and not measure.grows_with_size
    floor = floor_of(measure)
    is_clear = partial(is_clear_difference, measure)
    return {
        code: rank_of(code, entries, is_clear=is_clear, allowed=allowed, floor=floor)
        for code in entries
    }


def _of_group(figures: FigureSet, measure_id: str, period: str, group: Area) -> Standing:
    measure = figures.catalogue.measures[measure_id]
    years = _years(figures, measure, period)
    scotland = _evidence(figures, measure, years)[-1]
    evidence = Assembler(figures, [measure_id]).evidence(measure, group, years)
    return _standing(evidence, scotland, period, None)


def _standing(
    evidence: Evidence, scotland: Evidence, period: str, rank: Rank | NoRank | None
) -> Standing:
    series = evidence.series
    figure = series.by_period[period]
    return Standing(
        evidence,
        figure,
        evidence.intervals[period],
        evidence.against(scotland, period),
        trend_of(series, evidence.counts, figure, evidence.direction),
        change_since_year_before(series, figure),
        rank,
    )
