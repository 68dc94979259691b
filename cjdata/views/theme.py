"""The view of a theme page: one measure, an area, what it is compared with, and all about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from cjdata import queries, wording
from cjdata.areas import Area
from cjdata.catalogue import Choice, Indicator, Measure, Outcome, Publication
from cjdata.charts.drawing import Drawing, Plot
from cjdata.charts.trend import Panel, numbered_breaks, picture_spec, trend_panels
from cjdata.library import FigureSet, Source
from cjdata.periods import month_in_words
from cjdata.series import Figure, Series
from cjdata.statistics import Evidence, change_since_year_before
from cjdata.statuses import STATUSES
from cjdata.text import upper_first, value_text
from cjdata.views.assemble import Assembler, years_of
from cjdata.views.records import figures_download, records_of
from cjdata.views.selection import Selection
from cjdata.views.table import Cell, Table, figures_table
from cjdata.views.view import View


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the compact facts under a chart."""

    label: str
    value: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class ThemeView(View):
    """All that a theme page shows for a selection; exports print the same."""

    selection: Selection
    indicator: Indicator
    outcome: Outcome | None
    choice: Choice
    measure: Measure
    evidence: tuple[Evidence, ...]
    """That of the area, then that of each comparator."""
    years: tuple[str, ...]
    panels: tuple[Panel, ...]
    facts: tuple[Fact, ...]
    editions: Table | None
    context: Table | None
    publication: Publication

    @property
    def series(self) -> tuple[Series, ...]:
        """The series drawn: that of the area, then that of each comparator."""
        return tuple(one.series for one in self.evidence)


def theme_view(figures: FigureSet, page: str, selection: Selection, today: date) -> ThemeView:
    """Give the view of a selection on an indicator's page, from memory if it was made before."""
    key = ("theme", page, selection, today)
    return figures.remember(key, lambda: _make(figures, page, selection, today))


def _make(figures: FigureSet, page: str, selection: Selection, today: date) -> ThemeView:
    catalogue, areas = figures.catalogue, figures.areas
    indicator = catalogue.indicator_by_page[page]
    measure = catalogue.measures[selection.measure]
    choice = indicator.choice_of(measure.id) or indicator.choice[0]
    area = areas.by_code[selection.area]
    others = [areas.by_code[code] for code in selection.comparators if code != selection.area]
    publication = catalogue.publication_by_id[indicator.publication]
    measures = [m.id for m in indicator.measure]
    assembler = Assembler(figures, measures, as_at=selection.as_at)
    years = _span(years_of(figures, measure), selection)
    evidence = tuple(assembler.evidence(measure, one, years) for one in (area, *others))
    series = tuple(one.series for one in evidence)
    scotland = assembler.evidence(measure, areas.scotland, years)
    heading = wording.chart_heading(measure, selection.form)
    illustrative = figures.is_illustrative
    panels = trend_panels(series, years)
    sources = _sources(figures, series)
    span = f"{years[0]}-to-{years[-1]}" if years else "no-years"
    return ThemeView(
        kind="trend",
        name="Trend",
        file_stem=(measure.id, area.name, span),
        figures_set=figures.name,
        snapshot_id=figures.snapshot_id,
        is_illustrative=illustrative,
        drawn_on=today,
        area=area,
        heading=heading,
        finding=wording.finding(evidence[0], evidence[1:], illustrative=illustrative),
        absence=wording.absence_note(series[0], indicator, publication, illustrative=illustrative),
        drawing=_drawing(panels, heading),
        description=wording.chart_description(series, heading),
        how_to_read=tuple(wording.how_to_read(measure, series)),
        drawing_notes=tuple(wording.break_note(n, b) for n, b in numbered_breaks(series)),
        table=figures_table(series, f"{measure.name}: figures by year"),
        notes=_notes(measure, series),
        source_line=_source_line(sources, publication, indicator, illustrative=illustrative),
        sources=sources,
        download=figures_download(
            figures, [record for one in evidence for record in records_of(one, scotland)]
        ),
        selection=selection,
        indicator=indicator,
        outcome=next((o for o in catalogue.outcomes if o.number == indicator.outcome), None),
        choice=choice,
        measure=measure,
        evidence=evidence,
        years=tuple(years),
        panels=panels,
        facts=_facts(figures, indicator, publication, series, assembler, today),
        editions=_editions(figures, measure, [area, *others]),
        context=_context(figures, indicator, choice, area, assembler),
        publication=publication,
    )


def _drawing(panels: Sequence[Panel], heading: str) -> Drawing | None:
    if not panels:
        return None
    plots = tuple(
        Plot(panel.spec, wording.chart_description(panel.series, heading), panel.title)
        for panel in panels
    )
    return Drawing(plots, partial(picture_spec, panels))


def _span(years: Sequence[str], selection: Selection) -> list[str]:
    first, last = selection.first or "", selection.last or "9999"
    return [year for year in years if first <= year <= last]


def _sources(figures: FigureSet, series: Sequence[Series]) -> tuple[Source, ...]:
    """List the sources of the figures shown, that of the newest figure first."""
    held = sorted(
        (f for s in series for f in s.figures if f.source_id),
        key=lambda f: (f.value is not None, f.period, f.edition),
        reverse=True,
    )
    return tuple(figures.sources[i] for i in dict.fromkeys(f.source_id for f in held))


def _source_line(
    sources: Sequence[Source], publication: Publication, indicator: Indicator, *, illustrative: bool
) -> str:
    counted = f"Counted by: {indicator.counted_by}."
    if illustrative:
        return f"{wording.ILLUSTRATIVE}, made by this dashboard’s generator. {counted}"
    if not sources:
        return f"Source: {publication.title}, {publication.publisher}; not loaded yet. {counted}"
    first = sources[0]
    published = f", published {month_in_words(first.published)}" if first.published else ""
    more = len(sources) - 1
    others = f" and {more} other source{'s' if more > 1 else ''}" if more else ""
    return (
        f"Source: {first.title}, {first.publisher}{published} ({first.designation}){others}. "
        f"{counted}"
    )


def _facts(
    figures: FigureSet,
    indicator: Indicator,
    publication: Publication,
    series: Sequence[Series],
    assembler: Assembler,
    today: date,
) -> tuple[Fact, ...]:
    main, measure = series[0], series[0].measure
    facts = [_latest_fact(main)]
    if main.area.kind != "scotland":
        scotland = assembler.series(
            measure, figures.areas.scotland, [f.period for f in main.figures]
        )
        facts.append(_scotland_fact(main, scotland))
    direction = figures.catalogue.direction_of(measure.id)
    facts.append(
        Fact(
            "Desired direction",
            wording.direction_of_measure(measure, direction),
            indicator.direction_note,
        )
    )
    facts.append(_due_fact(publication, today))
    return tuple(facts)


def _latest_fact(main: Series) -> Fact:
    latest = main.latest
    if latest is None:
        shown = main.figures[-1] if main.figures else None
        value = wording.absence_short(shown) if shown else "Not loaded yet"
        return Fact(main.area.name, value, wording.area_absence(main))
    words = wording.change_words(main.measure, change_since_year_before(main, latest))
    text = value_text(main.measure, latest.value or 0.0, latest.decimals)
    detail = _marked(upper_first(words), latest)
    return Fact(f"{main.area.name}, {latest.period}", text, detail)


def _marked(detail: str, figure: Figure) -> str:
    mark = upper_first(wording.mark_of(figure))
    return ". ".join(text for text in (mark, detail) if text)


def _scotland_fact(main: Series, scotland: Series) -> Fact:
    period = main.latest.period if main.latest else None
    same = scotland.by_period.get(period) if period else None
    figure = same if same and same.value is not None else scotland.latest
    if figure is None:
        return Fact("Scotland", "No figure", wording.area_absence(scotland))
    text = value_text(scotland.measure, figure.value or 0.0, figure.decimals)
    change = change_since_year_before(scotland, figure)
    detail = upper_first(wording.change_words(scotland.measure, change))
    if period and figure.period != period:
        detail = f"No figure is held for {period}; this is the latest."
    return Fact(f"Scotland, {figure.period}", text, _marked(detail, figure))


def _due_fact(publication: Publication, today: date) -> Fact:
    month = f"{today:%Y-%m}"
    if publication.next_due:
        value = month_in_words(publication.next_due)
        label = "Next was due" if wording.is_overdue(publication, month) else "Next due"
    else:
        label, value = "Next due", "Not known"
    newest = publication.newest_known
    detail = f"Newest known: {newest}" if newest else "Not published"
    if publication.newest_published:
        detail += f", published {month_in_words(publication.newest_published)}"
    if wording.is_overdue(publication, month):
        detail += ". Look for a newer edition"
    return Fact(label, value, detail + ".")


def _notes(measure: Measure, series: Sequence[Series]) -> tuple[str, ...]:
    """List what must be known of the figures shown: editions, bases, notes of the rows."""
    groups = [s.area.rule for s in series if s.area.kind == "group"]
    notes = [wording.editions_note(series), measure.note, *groups]
    notes += [
        f"{s.area.name}, {s.latest.period}: {s.latest.note.rstrip('.')}."
        for s in series
        if s.latest and s.latest.note and s.latest.status != "illustrative"
    ]
    return tuple(dict.fromkeys(note for note in notes if note))


def _editions(figures: FigureSet, measure: Measure, areas: Sequence[Area]) -> Table | None:
    """List the years for which more than one edition is held."""
    reprinted = figures.remember(("reprinted",), lambda: _reprinted(figures))
    codes = [area.code for area in areas if (measure.id, area.code) in reprinted]
    if not codes:
        return None
    rows = queries.editions_of(figures.database, [measure.id], codes)
    printed: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["area_name"], row["period"])
        printed[key] = printed.get(key, 0) + 1
    cells = tuple(
        (
            Cell(row["period"]),
            Cell(row["area_name"]),
            Cell(row["edition"], "newest" if row["is_current"] else ""),
            Cell(_printed(measure, row)),
        )
        for row in rows
        if printed[row["area_name"], row["period"]] > 1
    )
    if not cells:
        return None
    header = ("Year", "Area", "Edition", "Figure")
    return Table(f"{measure.name}: what each edition printed", header, cells)


def _reprinted(figures: FigureSet) -> set[tuple[str, str]]:
    return {(r["measure"], r["area_code"]) for r in queries.reprinted(figures.database)}


def _printed(measure: Measure, row: dict[str, object]) -> str:
    value = row["value"]
    if not isinstance(value, float):
        return STATUSES[str(row["status"])].short
    return value_text(measure, value, int(str(row["decimals"])))


def _context(
    figures: FigureSet, indicator: Indicator, choice: Choice, area: Area, assembler: Assembler
) -> Table | None:
    """List the newest figure of every other measure of the indicator, for area and Scotland."""
    shown = set(choice.forms.values())
    places = [area] if area.kind == "scotland" else [area, figures.areas.scotland]
    rows = []
    for measure in indicator.measure:
        if measure.id in shown or not measure.plot:
            continue
        latest = [assembler.latest(measure, place) for place in places]
        if any(latest):
            name = Cell(measure.name, _role(measure))
            rows.append((name, *(_dated(measure, figure) for figure in latest)))
    if not rows:
        return None
    header = ("Figure", *(place.name for place in places))
    return Table(f"{indicator.name}: other figures, the newest held", header, tuple(rows))


def _role(measure: Measure) -> str:
    return "local evidence, not the indicator" if measure.role == "local" else ""


def _dated(measure: Measure, figure: Figure | None) -> Cell:
    if figure is None or figure.value is None:
        return Cell("None held", is_missing=True)
    text = value_text(measure, figure.value, figure.decimals)
    if measure.role == "local":  # The row says it already.
        return Cell(text, figure.period)
    return Cell(text, ", ".join(t for t in (figure.period, wording.mark_of(figure)) if t))
