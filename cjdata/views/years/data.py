"""The view of years by indicators: what every measure was, and where it clearly moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from cjdata import wording
from cjdata.amounts import Content, Share
from cjdata.formats import text_of
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.series import Figure
from cjdata.statistics import Comparison, Evidence
from cjdata.views.profile import words as profile_words
from cjdata.views.profile.evidence import (
    Headline,
    headlines_of,
    profile_years,
)
from cjdata.views.shared.records import Record, figures_download
from cjdata.views.shared.sources import sources_of
from cjdata.views.table import Cell, Table, figure_cell, legend_of, year_cell
from cjdata.views.view import View
from cjdata.views.years import words as years_words
from cjdata.wording import slides
from cjdata.wording.sources import list_source_line


@dataclass(frozen=True, slots=True)
class YearCell:
    """A cell of the grid.

    Attributes
    ----------
    content, words
        The figure, or a word or two that say why there is none; and that in a sentence.
    qualifier, count
        What qualifies the figure, such as “rounded”; the cases behind a percentage of few.
    symbol, moved
        Of a figure that clearly moved against the year before: a triangle, and so in words.
    break_before
        Whether the figure is not comparable with the one before it, and why.
    span
        How many years the cell stands for: neighbours without a figure for the same reason are one.
    """

    year: str
    content: Content
    is_missing: bool
    status: str
    words: str = ""
    qualifier: str = ""
    count: Share | None = None
    symbol: str = ""
    moved: str = ""
    break_before: str = ""
    span: int = 1

    @property
    def text(self) -> str:
        """The printed figure, or why there is none."""
        return text_of(self.content)


@dataclass(frozen=True)
class YearsRow:
    """A measure of the grid, with a cell for each year or stretch of years."""

    name: str
    label: str
    cells: tuple[YearCell, ...]
    is_national: bool = True


@dataclass(frozen=True, kw_only=True)
class YearsView(View):
    """A grid of years by indicators for an area; exports print the same."""

    years: tuple[str, ...]
    rows: tuple[YearsRow, ...]


def years_view(figures: FigureSet, area_code: str, today: date) -> YearsView:
    """Give the grid of a council or of Scotland, from memory if it was made before."""
    key = ("profile years", area_code, today)
    return figures.remember(key, lambda: _make(figures, area_code, today))


def _make(figures: FigureSet, area_code: str, today: date) -> YearsView:
    area, years = figures.areas.by_code[area_code], tuple(profile_years(figures))
    headlines = headlines_of(figures, area)
    rows = tuple(
        YearsRow(
            one.theme.short_name,
            one.measure.label,
            tuple(_joined(cells_of(one.shown))),
            one.theme.is_national,
        )
        for one in headlines
    )
    has_breaks = any(cell.break_before for row in rows for cell in row.cells)
    shown = [f for one in headlines for f in one.shown.series.figures]
    sources = sources_of(figures, [one.shown.series.latest for one in headlines], shown)
    return YearsView(
        kind="years",
        name="Years",
        file_stem=("area-profile-years", area.name, _span(years)),
        figures_set=figures.name,
        snapshot_id=figures.snapshot_id,
        is_illustrative=figures.is_illustrative,
        drawn_on=today,
        area=area,
        heading=years_words.years_heading(years),
        finding=_finding(figures, area, headlines),
        drawing=None,
        description=years_words.years_description(area, len(rows), years),
        how_to_read=wording.how_to_read_years(),
        drawing_notes=years_words.years_legend(years, has_breaks=has_breaks),
        table=_table(area, headlines, years),
        notes=legend_of([(o.measure, f) for o in headlines for f in o.shown.series.figures]),
        source_line=list_source_line(sources, illustrative=figures.is_illustrative),
        slides_source_line=list_source_line(
            sources, illustrative=figures.is_illustrative, where=slides.TEXTS.see_sources
        ),
        sources=sources,
        make_download=lambda: figures_download(
            figures, [Record(one.shown, f) for one in headlines for f in one.shown.series.figures]
        ),
        years=years,
        rows=rows,
    )


def cells_of(shown: Evidence) -> list[YearCell]:
    """Give a cell for each year of a measure."""
    figures = shown.series.figures
    return [_cell(shown, figures[n - 1] if n else None, figure) for n, figure in enumerate(figures)]


def _cell(shown: Evidence, before: Figure | None, figure: Figure) -> YearCell:
    if figure.value is None:
        short = years_words.grid_absence(figure)
        return YearCell(figure.period, short, True, figure.status, figure.reason)
    plain = figure_cell(shown.series, figure)
    found = _move(shown, before, figure)
    return YearCell(
        figure.period,
        plain.content,
        False,
        figure.status,
        qualifier=plain.qualifier,
        count=_small_base(shown, figure),
        symbol=years_words.moved_symbol(found) if found else "",
        moved=years_words.moved_words(found) if found else "",
        break_before=" ".join(b.text for b in shown.series.breaks_before(figure)),
    )


def _move(shown: Evidence, before: Figure | None, figure: Figure) -> Comparison | None:
    """Compare a figure with the year before; never over a gap or a break."""
    if before is None or before.value is None or figure.value is None:
        return None
    return shown.since(before, figure)


def _small_base(shown: Evidence, figure: Figure) -> Share | None:
    """Give the cases behind a percentage where they are under the floor."""
    is_small = shown.is_small(figure)
    return profile_words.count_behind(shown.counts.get(figure.period)) if is_small else None


def _joined(cells: Sequence[YearCell]) -> list[YearCell]:
    """Make neighbours that lack a figure for the same reason one cell."""
    joined = []
    runs = groupby(
        enumerate(cells), key=lambda p: (p[1].status, p[1].content) if p[1].is_missing else p[0]
    )
    for _, run in runs:
        first, *more = (cell for _, cell in run)
        joined.append(replace(first, span=1 + len(more)) if more else first)
    return joined


def _table(area: Area, headlines: Sequence[Headline], years: Sequence[str]) -> Table:
    """Lay the grid out as plain cells, a year each."""
    rows = tuple(
        (
            Cell(one.measure.name),
            *(year_cell(one.shown.series, f) for f in one.shown.series.figures),
        )
        for one in headlines
    )
    caption = f"{area.name}: the indicators by year"
    return Table(caption, ("Measure", *years), rows)


def _finding(figures: FigureSet, area: Area, headlines: Sequence[Headline]) -> wording.Finding:
    """Say which measures clearly moved into their newest year."""
    moved: list[tuple[Measure, str, str]] = []
    shown = 0
    for one in headlines:
        latest = one.shown.series.latest
        if latest is None:
            continue
        shown += 1
        found = _move(one.shown, one.shown.series.before(latest), latest)
        if found is not None and found.standing in ("higher", "lower"):
            moved.append((one.measure, f"{found.standing}", latest.period))
    return years_words.years_finding(area, moved, shown, illustrative=figures.is_illustrative)


def _span(years: Sequence[str]) -> str:
    return f"{years[0]}-to-{years[-1]}" if years else "no-years"
