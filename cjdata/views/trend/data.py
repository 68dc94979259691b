"""The view of a theme page: one measure, an area, what it is compared with, and all about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from cjdata import wording
from cjdata.charts.signs import KeyEntry, key_of
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure, MeasureChoice, Outcome, Theme
from cjdata.reference.periods import first_year, last_year
from cjdata.series import Break, Elsewhere, shared_breaks
from cjdata.statistics import YEARS_TOGETHER, Index, Interval, NoIndex, index_of
from cjdata.views.measure_view import MeasureView
from cjdata.views.shared.assemble import Assembler
from cjdata.views.shared.records import figures_download, records_of
from cjdata.views.shared.sources import named_sources
from cjdata.views.table import Table
from cjdata.views.trend import words as themes
from cjdata.views.trend.chart import drawing_of, figures_chart, index_chart
from cjdata.views.trend.chart_data import lines_data
from cjdata.views.trend.context import (
    OtherFigures,
    context_of,
    editions_of,
    notes_of,
    other_editions,
    runs_on,
)
from cjdata.views.trend.facts import Fact, facts_of
from cjdata.views.trend.figures import ThemeFigures, theme_figures, theme_options
from cjdata.views.trend.finding import earlier_figure, finding_of, leading_figures
from cjdata.views.trend.lines import TrendChart, numbered_breaks
from cjdata.views.trend.panel import Panel
from cjdata.views.trend.panels import trend_panels
from cjdata.views.trend.selection import Selection
from cjdata.views.trend.table import index_columns, index_table, interval_table
from cjdata.views.view import Download
from cjdata.wording import slides


@dataclass(frozen=True, kw_only=True)
class ThemeView(MeasureView):
    """All that a theme page shows for a selection; exports print the same.

    Attributes
    ----------
    indices
        That of each of them, or why it has none; empty where figures are shown as they are.
    crossed
        The breaks that lines and changes cross because the reader asked for it.
    reading_notes
        What helps to read the chart besides ``how_to_read``.
    runs_on
        Scotland’s newest figure under another measure, where that is newer than all shown.
    counted_by
        That of the measure, where it has its own, else that of its theme.
    """

    selection: Selection
    theme: Theme
    outcome: Outcome | None
    choice: MeasureChoice
    indices: tuple[Index | NoIndex, ...]
    crossed: tuple[Break, ...]
    panels: tuple[Panel, ...]
    facts: tuple[Fact, ...]
    reading_notes: tuple[str, ...]
    editions: Table | None
    context: OtherFigures | None
    counted_by: str
    runs_on: Elsewhere | None = None
    known: ThemeView | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """All sentences that its page says, which nothing else on that page says again."""
        found = self.finding
        told = (found.lead, *found.rest, *found.caveats, *self.drawing_notes, *self.notes)
        return (*told, *self.table.notes, *self.caveats, *self.reading_notes)

    @property
    def title(self) -> str:
        """What it says; without a figure also of what, for it could be of anything."""
        lead = self.finding.lead
        return lead if self.leading else themes.title_of_absence(self.theme, self.measure, lead)


def theme_view(figures: FigureSet, page: str, selection: Selection, today: date) -> ThemeView:
    """Give the view of a selection on an indicator's page, from memory if it was made before."""
    key = ("theme", page, selection, today)
    return figures.remember(key, lambda: _make(figures, page, selection, today))


@dataclass(frozen=True)
class _Look:
    """How the figures are looked at: as they are or as an index, and across which breaks."""

    base: str
    indices: tuple[Index | NoIndex, ...]
    crossed: tuple[Break, ...]
    ringed: tuple[str, ...]

    @property
    def drawn(self) -> list[Index | None]:
        return [index if isinstance(index, Index) else None for index in self.indices]


def _make(figures: FigureSet, page: str, selection: Selection, today: date) -> ThemeView:
    catalogue = figures.catalogue
    held = theme_figures(figures, page, selection)
    theme, measure, series = held.theme, held.measure, held.series
    look = _look(figures, page, selection, held)
    heading = _heading(measure, look)
    if selection.is_together:
        heading = themes.together_heading(heading)
    chart = _chart(held, look)
    panels = trend_panels(chart)
    illustrative = figures.is_illustrative
    publication = (
        catalogue.publication_of(measure.id) or catalogue.publication_by_id[theme.publication]
    )
    leading = leading_figures(held.evidence, look.indices)
    found = finding_of(held, selection, look.indices, look.crossed, illustrative=illustrative)
    shown = [figure for one in series for figure in one.figures]
    places = figures.areas.names_within(one.area for one in series)
    named = named_sources(figures, leading, shown, series[0].figures, measure)
    drawn = {line.area.code for line in chart.lines if line.points} or {held.area.code}
    how_to_read = partial(
        wording.how_to_read_trend,
        measure,
        series,
        has_own=held.area.code in drawn,
        has_others=bool(drawn - {held.area.code}),
        has_band=any(line.has_band and line.bands for line in chart.lines),
        has_index=bool(look.indices),
    )
    return ThemeView(
        kind="trend",
        name="Trend",
        short_name=themes.short_name(heading),
        file_stem=_file_stem(held, look),
        figures_set=figures.name,
        snapshot_id=figures.snapshot_id,
        is_illustrative=illustrative,
        drawn_on=today,
        area=held.area,
        heading=heading,
        finding=found,
        absence=wording.absence_note(
            series[0],
            series[1:],
            catalogue.counted_by(measure.id),
            publication,
            illustrative=illustrative,
        ),
        drawing=drawing_of(
            panels, [_description(held, look, heading, p) for p in panels], _key(held, look, chart)
        ),
        description=_description(held, look, heading),
        table_holds_all=True,
        how_to_read=how_to_read(),
        redrawn_how_to_read=how_to_read(band=slides.TEXTS.thin_bars),
        drawing_notes=_drawing_notes(held, look, chart),
        table=_table(held, look),
        notes=(
            *notes_of(series, catalogue.notes_of(measure.id, places)),
            *other_editions(held),
        ),
        leading=leading,
        source_line=named.line,
        sources=named.sources,
        make_download=lambda: _download(figures, held, look),
        make_charts=lambda: lines_data(measure, series, held.years, panels, look.indices),
        selection=selection,
        theme=theme,
        outcome=catalogue.outcome_of(theme),
        choice=held.choice,
        measure=measure,
        evidence=held.evidence,
        indices=look.indices,
        crossed=look.crossed,
        years=held.years,
        panels=panels,
        facts=facts_of(
            held,
            publication,
            catalogue.direction_of(measure.id),
            today,
            (found.lead, *found.rest),
            across_breaks=selection.across_breaks,
            newer=figures.newer_editions.get(publication.id),
        ),
        reading_notes=tuple(_reading_notes(held)),
        editions=editions_of(figures, measure, [s.area for s in series]),
        context=context_of(held),
        publication=publication,
        runs_on=runs_on(held, selection),
        known=known_instead(figures, held.theme, selection, today),
        counted_by=catalogue.counted_by(measure.id),
        caveats=catalogue.caveats_of(measure.id, places),
    )


def has_figure(figures: FigureSet, theme: Theme, area: Area) -> bool:
    """Say whether an area has a figure of any measure that a theme's page lets a reader choose."""
    own = Assembler(figures, [m.id for m in theme.measure])
    chosen = (theme.measures[m] for choice in theme.choice for m in choice.forms.values())
    return any(own.latest(measure, area) for measure in chosen)


def leading_measure(
    figures: FigureSet, theme: Theme, area: Area, as_at: str | None = None
) -> Measure | None:
    """Give the measure that leads a theme’s page as context, as the area has no figure there."""
    home = figures.catalogue.theme_of(theme.leads_with) if theme.leads_with else None
    if theme.leads_with is None or home is None or as_at or area.kind == "scotland":
        return None
    return None if has_figure(figures, theme, area) else home.measures[theme.leads_with]


@dataclass(frozen=True)
class YearsOffered:
    """The years that can be chosen on a theme’s page, oldest first: those of all that it shows.

    Whatever is chosen, the page’s own measure has a year in it.
    """

    first: tuple[str, ...]
    last: tuple[str, ...]

    @property
    def whole(self) -> tuple[str, str]:
        """The oldest and the newest; empty where there is none."""
        return (self.first[0], self.last[-1]) if self.first and self.last else ("", "")

    @property
    def of_together(self) -> YearsOffered:
        """The same where years are taken together: none can be the last with too few before it."""
        beyond = YEARS_TOGETHER - 1
        return YearsOffered(self.first[:-beyond], self.last[beyond:])


def years_offered(own: Sequence[str], leading: Sequence[str]) -> YearsOffered:
    """Give the years to choose of a page’s own measure and of the context that leads it.

    >>> years_offered(["2021-22", "2022-23"], ["2022-23", "2023-24"])
    YearsOffered(first=('2021-22', '2022-23'), last=('2021-22', '2022-23', '2023-24'))
    """
    every = sorted({*own, *leading})
    return YearsOffered(
        tuple(year for year in every if not own or year <= own[-1]),
        tuple(year for year in every if not own or year >= own[0]),
    )


def known_instead(
    figures: FigureSet, theme: Theme, selection: Selection, today: date
) -> ThemeView | None:
    """Give the view of the context that leads, where an area has no figure of a theme at all.

    None where it has one, where the record names no such measure, or where of that, too, the
    area has no figure; and none as at an older edition, which says nothing of other publications.
    """
    measure = leading_measure(
        figures, theme, figures.areas.by_code[selection.area], selection.as_at
    )
    home = figures.catalogue.theme_of(measure.id) if measure else None
    if measure is None or home is None:
        return None
    leading = Selection(
        selection.area,
        selection.comparators,
        measure.id,
        measure.form,
        first=selection.first,
        last=selection.last,
    )
    view = theme_view(figures, home.page, leading, today)
    return view if view.series[0].latest else None


def _look(figures: FigureSet, page: str, selection: Selection, held: ThemeFigures) -> _Look:
    across = selection.across_breaks
    options = theme_options(figures, page, selection)
    possible = [year for year in options.bases if year == selection.base] or options.bases
    base = next(iter(possible or held.years), "")
    indices = (
        index_of(one.series, base, one.counts, across_breaks=across) for one in held.evidence
    )
    earlier, later = earlier_figure(held, selection), held.main.series.latest
    return _Look(
        base,
        tuple(indices) if selection.is_index else (),
        shared_breaks(held.series) if across else (),
        (earlier.period, later.period) if earlier and later else (),
    )


def _reading_notes(held: ThemeFigures) -> list[str]:
    counted = {
        one.series.area.kind
        for one in held.evidence
        if any(isinstance(found, Interval) for found in one.intervals.values())
    }
    return wording.reading_notes(
        held.measure,
        held.series,
        has_intervals=bool(counted - {"scotland"}),
        has_trend=bool(counted) and held.main.series.years_each == 1,
    )


def _heading(measure: Measure, look: _Look) -> str:
    if look.indices:
        return themes.index_heading(measure, look.base)
    return wording.chart_heading(measure)


def _chart(held: ThemeFigures, look: _Look) -> TrendChart:
    if look.indices:
        return index_chart(held.evidence, look.drawn, held.years, ringed=look.ringed)
    return figures_chart(
        held.evidence, held.years, across_breaks=bool(look.crossed), ringed=look.ringed
    )


def _description(held: ThemeFigures, look: _Look, heading: str, panel: Panel | None = None) -> str:
    """Describe the chart in words, or one of its panels."""
    codes = {line.area.code for line in panel.lines} if panel else None
    shown = [s for s in held.series if codes is None or s.area.code in codes]
    if not look.indices:
        return wording.chart_description(shown, heading)
    return themes.index_description(heading, tuple(_index_points(held, look)))


def _index_points(held: ThemeFigures, look: _Look) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    for series, index in zip(held.series, look.drawn, strict=True):
        if index:
            points = [(p.period, str(p.value)) for p in index.points if p.value is not None]
            yield series.area.name, points


def _drawing_notes(held: ThemeFigures, look: _Look, chart: TrendChart) -> tuple[str, ...]:
    """Explain breaks and notes, and say which areas the index leaves out and why."""
    notes = [themes.TOGETHER_NOTE] if chart.is_joined else []
    notes += [wording.break_note(n, b) for n, b in numbered_breaks(chart.breaks)]
    notes += [wording.remark_note(n, b) for n, b in numbered_breaks(chart.remarks)]
    if not look.indices:
        notes += wording.apart_notes(held.series)
    notes += [
        wording.index_sentence(series.area, index, look.base)
        for series, index in zip(held.series, look.indices or (), strict=False)
        if isinstance(index, NoIndex) and series.latest
    ]
    return tuple(notes)


def _key(held: ThemeFigures, look: _Look, chart: TrendChart) -> tuple[KeyEntry, ...]:
    """Give the key of the chart: what the signs mean that it uses."""
    earlier, later = look.ringed or ("", "")
    said = wording.small_base_words(held.main)
    return key_of(chart.signs, earlier=earlier, later=later, **said)


def _table(held: ThemeFigures, look: _Look) -> Table:
    if look.indices:
        caption = themes.table_caption(held.measure, look.base)
        return index_table(held.evidence, look.indices, caption)
    is_together = held.main.series.years_each > 1
    caption = themes.table_caption(held.measure, is_together=is_together)
    return interval_table(held.evidence, caption)


def _download(figures: FigureSet, held: ThemeFigures, look: _Look) -> Download:
    """Give the figures as they are printed, and beside them the index where that is shown."""
    records = [r for one in held.evidence for r in records_of(one, held.scotland)]
    download = figures_download(figures, records)
    if held.as_at:
        download = download.with_columns((themes.AS_AT_COLUMN,), [(held.as_at,)] * len(records))
    if not look.indices:
        return download
    index = index_columns(held.evidence, look.drawn)
    cells = [index[record.evidence.series.area.code, record.figure.period] for record in records]
    return download.with_columns(themes.INDEX_COLUMNS, cells)


def _file_stem(held: ThemeFigures, look: _Look) -> tuple[str, ...]:
    years: Sequence[str] = held.years
    span = f"{first_year(years[0])}-to-{last_year(years[-1])}" if years else "no-years"
    together = ("three-years-together",) if held.main.series.years_each > 1 else ()
    index = (f"index-{look.base}",) if look.indices else ()
    as_at = (f"up-to-edition-{held.as_at}",) if held.as_at else ()
    return (held.measure.id, *index, *together, held.area.name, span, *as_at)
