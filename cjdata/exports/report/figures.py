"""The figures of a report: of each indicator its views, as they stood at the reporting year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cjdata import wording
from cjdata.library import FigureSet, Source
from cjdata.reference.areas import SCOTLAND, Area
from cjdata.reference.catalogue import Catalogue, Indicator, Measure, Outcome, Theme
from cjdata.reference.periods import financial_year, last_year, start_year
from cjdata.reference.report_outlines import HIGH_LEVEL
from cjdata.series import Figure, Series
from cjdata.views.measure_view import MeasureView
from cjdata.views.registry import VIEW_TYPES
from cjdata.views.shared.assemble import absent_status
from cjdata.views.view import View

YEARS_IN_TABLE = 5


@dataclass(frozen=True)
class Part:
    """An outcome, or an indicator that measures none: its indicator, and a view a measure.

    Attributes
    ----------
    key
        What words are kept under: the outcome's number as text, ``H`` for the high-level
        indicator, or the id of another that measures no outcome.
    theme
        The indicator. None where no record is of the outcome, or its record has a mistake.
    """

    key: str
    outcome: Outcome | None
    theme: Indicator | None
    views: tuple[MeasureView, ...]


@dataclass(frozen=True)
class ContextPart:
    """A subject that is read beside the national indicators, and a view a measure."""

    theme: Theme
    views: tuple[MeasureView, ...]


@dataclass(frozen=True)
class Missing:
    """A measure without a figure for the reporting year: why, and where it is published."""

    measure: Measure
    reason: str
    where: str
    url: str


@dataclass(frozen=True)
class ReportFigures:
    """All figures that a report shows, none of them later than its year."""

    figures: FigureSet
    area: Area
    year: str
    parts: tuple[Part, ...]
    contexts: tuple[ContextPart, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self.figures.catalogue

    @property
    def has_scotland(self) -> bool:
        """Whether Scotland stands beside the area: never beside itself."""
        return self.area.code != SCOTLAND

    @property
    def views(self) -> tuple[MeasureView, ...]:
        """The views of all indicators, in the order of the framework."""
        return tuple(view for part in self.parts for view in part.views)

    @property
    def every_view(self) -> tuple[MeasureView, ...]:
        """The views of all indicators, then of what is context."""
        return (*self.views, *(view for part in self.contexts for view in part.views))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all figures shown, each once, by title."""
        known = (view.known for view in self.views if view.known)
        shown = (*self.every_view, *known)
        found = {s.source_id: s for view in shown for s in view.sources}
        return tuple(sorted(found.values(), key=lambda s: (s.title, s.source_id)))

    @property
    def glance_sources(self) -> tuple[Source, ...]:
        """The sources of the figures of the year, of the year before, or of older ones for them."""
        years = (year_before(self.year), self.year)
        series = [one for view in self.every_view for one in view.series]
        figures = [self.figure(one, year) for one in series for year in years]
        figures += map(self.year_before, series)
        figures += filter(None, map(self.older, series))
        ids = {source_id for figure in figures for source_id in figure.source_ids}
        return tuple(source for source in self.sources if source.source_id in ids)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """The measures for which the area has no figure for the year."""
        return tuple(self._missing())

    def figure(self, series: Series, year: str) -> Figure:
        """Give the figure of a year, or one that says why there is none.

        Of years taken together, that of those which end with the year.
        """
        ending = (figure for figure in series.figures if last_year(figure.period) == year)
        if (held := next(ending, None)) is not None:
            return held
        status = absent_status(self.figures, series.measure, series.area, year)
        return Figure(year, None, 0, status)

    def year_before(self, series: Series) -> Figure:
        """Give the figure of the year before the reporting year, as ``figure`` does.

        Of years taken together, that of as many years before them, which shares none with it.
        """
        newest = self.figure(series, self.year)
        before = series.before(newest) if newest.parts else None
        return before or self.figure(series, year_before(self.year))

    def older(self, series: Series) -> Figure | None:
        """Give the newest figure of a series, where it is older than the year before."""
        latest = series.latest
        is_older = latest is not None and last_year(latest.period) < year_before(self.year)
        return latest if is_older else None

    def _missing(self) -> Iterator[Missing]:
        for view in self.views:
            series = view.series[0]
            figure = self.figure(series, self.year)
            if figure.value is None:
                reason = wording.absence_reason(self.area, view.measure, figure)
                where = f"{view.publication.title}, {view.publication.publisher}"
                yield Missing(view.measure, reason, where, view.publication.url or "")


def report_figures(figures: FigureSet, area: Area, year: str, today: date) -> ReportFigures:
    """Gather the figures of an area up to a reporting year."""
    held = [key for key, place in _places(figures.catalogue).items() if any(place)]
    parts = tuple(part_of(figures, area, year, key, today) for key in held)
    contexts = tuple(
        ContextPart(theme, _views(figures, area, year, theme, today))
        for theme in figures.catalogue.contexts
    )
    return ReportFigures(figures, area, year, parts, contexts)


def part_of(figures: FigureSet, area: Area, year: str, key: str, today: date) -> Part:
    """Gather the figures on one outcome, or on an indicator of none, up to a reporting year.

    Raises
    ------
    KeyError
        When there is no such outcome or indicator.
    """
    outcome, theme = _places(figures.catalogue)[key]
    views = _views(figures, area, year, theme, today) if theme else ()
    return Part(key, outcome, theme, views)


def _places(catalogue: Catalogue) -> dict[str, tuple[Outcome | None, Indicator | None]]:
    """Give the outcomes by the key of their words, in the order of the report."""
    places: dict[str, tuple[Outcome | None, Indicator | None]] = {
        HIGH_LEVEL: (None, catalogue.over_all)
    }
    for outcome in catalogue.outcomes:
        places[str(outcome.number)] = (outcome, catalogue.indicator_of(outcome))
    return places | {further.id: (None, further) for further in catalogue.further_indicators}


def newest_shown(view: MeasureView) -> str:
    """Give the newest year of which any area shown has a figure; empty where none has."""
    newest = (one.latest for one in view.series)
    return max((last_year(figure.period) for figure in newest if figure), default="")


def is_drawn(view: MeasureView) -> bool:
    """Whether a chart says more than its sentence: a line needs two points."""
    return view.drawing is not None and any(len(s.with_values) > 1 for s in view.series)


def has_figures(view: View) -> bool:
    """Whether the small table holds any figure."""
    rows = view.table.rows[:YEARS_IN_TABLE]
    return any(not cell.is_missing for row in rows for cell in row[1:])


def is_later(text: str, year: str) -> bool:
    """Whether a text speaks of a year after the reporting year.

    >>> is_later("A new service began on 1 April 2025.", "2023-24")
    True
    """
    return any(int(found) > start_year(year) + 1 for found in re.findall(r"\b20[0-9]{2}\b", text))


def year_before(year: str) -> str:
    """Give the financial year before."""
    return financial_year(start_year(year) - 1)


def _views(
    figures: FigureSet, area: Area, year: str, theme: Theme, today: date
) -> tuple[MeasureView, ...]:
    measures = [figures.catalogue.measures[m] for m in theme.headline_of(area.kind)]
    return tuple(
        one.of_measure(figures, theme, measure, area, year, today)
        for one in VIEW_TYPES
        if one.of_measure
        for measure in measures
    )
