"""The view of the first page: every indicator in one list, with the figure or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjdata import wording
from cjdata.areas import Area
from cjdata.catalogue import Indicator, Measure, Publication
from cjdata.library import FigureSet
from cjdata.series import Figure, Series
from cjdata.statistics import change_since_year_before
from cjdata.text import upper_first
from cjdata.views.assemble import Assembler, years_of


@dataclass(frozen=True, slots=True)
class GlanceFigure:
    """The newest figure of an area, or why there is none."""

    value: str
    detail: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class GlanceLine:
    """One measure of an indicator: the area's figure, Scotland's, the change, the direction."""

    label: str
    measure_id: str
    area: GlanceFigure
    scotland: GlanceFigure | None
    change: str
    direction: str


@dataclass(frozen=True)
class GlanceEntry:
    """An indicator in the list."""

    indicator: Indicator
    heading: str
    lines: tuple[GlanceLine, ...]
    freshness: str
    where_missing: str


@dataclass(frozen=True)
class GlanceView:
    """All that the first page shows."""

    area: Area
    is_illustrative: bool
    summary: str
    entries: tuple[GlanceEntry, ...]


def glance_view(figures: FigureSet, area_code: str, today: date) -> GlanceView:
    """Give the view of an area, from memory if it was made before."""
    return figures.remember(("glance", area_code, today), lambda: _make(figures, area_code, today))


def _make(figures: FigureSet, area_code: str, today: date) -> GlanceView:
    catalogue, area = figures.catalogue, figures.areas.by_code[area_code]
    measures = [m for indicator in catalogue.indicators for m in indicator.headline]
    assembler = Assembler(figures, measures)
    entries = tuple(
        _entry(figures, indicator, area, assembler, today) for indicator in catalogue.indicators
    )
    held = sum(any(not line.area.is_missing for line in entry.lines) for entry in entries)
    return GlanceView(
        area,
        figures.is_illustrative,
        wording.glance_summary(area, held, len(entries), illustrative=figures.is_illustrative),
        entries,
    )


def _entry(
    figures: FigureSet, indicator: Indicator, area: Area, assembler: Assembler, today: date
) -> GlanceEntry:
    catalogue = figures.catalogue
    publication = catalogue.publication_by_id[indicator.publication]
    outcome = next((o for o in catalogue.outcomes if o.number == indicator.outcome), None)
    lines = tuple(
        _line(figures, catalogue.measures[m], area, assembler) for m in indicator.headline
    )
    missing = any(line.area.is_missing for line in lines)
    return GlanceEntry(
        indicator,
        wording.outcome_line(outcome),
        lines,
        "" if figures.is_illustrative else wording.freshness(publication, f"{today:%Y-%m}"),
        _where(publication, lines) if missing and not figures.is_illustrative else "",
    )


def _line(figures: FigureSet, measure: Measure, area: Area, assembler: Assembler) -> GlanceLine:
    years = years_of(figures, measure)
    own = assembler.series(measure, area, years)
    scotland = assembler.series(measure, figures.areas.scotland, years)
    change = change_since_year_before(own, own.latest)
    direction = figures.catalogue.direction_of(measure.id)
    return GlanceLine(
        measure.label,
        measure.id,
        _figure(own),
        None if area.kind == "scotland" else _figure(scotland),
        upper_first(wording.change_words(measure, change)) if own.latest else "",
        wording.direction_of_measure(measure, direction),
    )


def _figure(series: Series) -> GlanceFigure:
    latest = series.latest
    if latest is not None:
        detail = wording.marked(latest.period, latest)
        return GlanceFigure(wording.about_text(series.measure, latest), detail, False)
    newest = series.figures[-1] if series.figures else None
    absent = "none_held" if series.area.kind == "scotland" else "not_loaded"
    short = wording.absence_short(newest or Figure("", None, 0, absent))
    return GlanceFigure(short, newest.period if newest and newest.edition else "", True)


def _where(publication: Publication, lines: tuple[GlanceLine, ...]) -> str:
    """Name the workbook that holds what is not loaded."""
    if not any(line.area.value == "Not loaded yet" for line in lines):
        return ""
    return wording.where_published(publication)
