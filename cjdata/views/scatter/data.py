"""Two measures of every council against each other, in one and the same year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjdata import wording
from cjdata.charts.drawing import Drawing
from cjdata.reference.catalogue import Measure
from cjdata.series import Figure
from cjdata.views.comparison import words
from cjdata.views.comparison.chart_data import dots_data
from cjdata.views.comparison.compared import Compared, Form
from cjdata.views.comparison.standings import Standing
from cjdata.views.comparison.table_words import AREA_COLUMN
from cjdata.views.scatter import words as said
from cjdata.views.scatter.chart import ScatterPoint, scatter_drawing
from cjdata.views.shared.said import Said
from cjdata.views.shared.sources import Named, named_sources
from cjdata.views.table import Cell, Table, figure_cell, legend_of
from cjdata.views.view import Download, View

FORM = Form("scatter", said.SCATTER_NAME, said.SCATTER_HEADING)
Pair = tuple[Standing, Standing]


def two_measures_view(shown: Compared, measure: Measure) -> View:
    """Lay a second measure against the one that is shown, council by council."""
    other = replace(shown, measure=measure)
    heading = said.scatter_heading(shown.measure, measure, shown.period)
    pairs = _pairs(shown, other)
    sentences = _said(shown, other)
    description = words.areas_description(
        "A dot for each council, by two figures", heading, [one.text for one in sentences]
    )
    drawing = _drawing(shown, other, pairs, description)
    read = wording.how_to_read_scatter()
    caveats = _caveats(shown, other)
    view = shown.view(FORM, sentences, drawing, description, read, caveats=caveats)
    named = _named(shown, other, pairs, view.leading)
    return replace(
        view,
        heading=heading,
        short_name=words.short_name(heading),
        file_stem=(shown.measure.id, "and", measure.id, shown.area.name, shown.period),
        table=_table(shown, other, pairs),
        notes=tuple(dict.fromkeys((*shown.notes, *other.notes))),
        sources=named.sources,
        source_line=named.line,
        make_download=lambda: _download(shown, other),
        make_charts=lambda: dots_data(shown, other),
    )


def _pairs(shown: Compared, other: Compared) -> list[Pair]:
    """Pair what each area has of both measures: Scotland, the group, those listed, in order.

    A court area has its pair where both are counted by court area.
    """
    second = {one.area.code: one for one in other.rows}
    return [(one, second[one.area.code]) for one in shown.rows if one.area.code in second]


def _named(shown: Compared, other: Compared, pairs: list[Pair], leading: Sequence[Figure]) -> Named:
    """Name the sources: of what the area has of both, or else of a pair that is drawn."""
    drawn = [pair for pair in pairs if all(one.has_value for one in pair)]
    listed = [pair for pair in drawn if pair[0].area.kind != "scotland"]
    led = leading or [one.figure for pair in listed[:1] for one in pair]
    figures = [one.figure for pair in pairs for one in pair]
    own = (*shown.own_figures, *other.own_figures)
    return named_sources(shown.figures, led, figures, own, shown.measure, other.measure)


def _said(shown: Compared, other: Compared) -> list[Said]:
    """Say what the area has of both; then which councils are left out."""
    first, second = shown.own or shown.scotland, other.own or other.scotland
    lead = said.scatter_lead(
        first.area.name, shown.period, shown.measure, first.figure, other.measure, second.figure
    )
    gaps = [said.gaps_of(one.measure, one.gaps) for one in (shown, other) if one.gaps]
    both = (first.figure, second.figure)
    missing = tuple(figure for figure in both if figure.value is None)
    return [Said(lead, missing[:1] or both), *map(Said, gaps)]


def _caveats(shown: Compared, other: Compared) -> tuple[str, ...]:
    """Give the caveats of both measures."""
    caveats = dict.fromkeys((*shown.caveats, *other.caveats))
    illustrative = [c for c in caveats if c == wording.ILLUSTRATIVE_SENTENCE]
    known = [c for c in caveats if c != wording.ILLUSTRATIVE_SENTENCE]
    return (*known, said.SCATTER_CAVEAT, *illustrative)


def _drawing(
    shown: Compared, other: Compared, pairs: list[Pair], description: str
) -> Drawing | None:
    is_beside_scotland = shown.has_benchmark and other.has_benchmark
    listed = {one.area.code for one in shown.listed}
    drawn = [pair for pair in pairs if pair[0].area.code in listed]
    if is_beside_scotland:
        drawn.append((shown.scotland, other.scotland))
    return scatter_drawing(
        [_point(shown, pair) for pair in drawn],
        x_title=said.axis_title(shown.measure),
        y_title=said.axis_title(other.measure),
        x_suffix=shown.suffix,
        y_suffix=other.suffix,
        description=description,
        key=shown.key | ({"scotland": shown.scotland.area.name} if is_beside_scotland else {}),
    )


def _point(shown: Compared, pair: Pair) -> ScatterPoint:
    first, second = pair
    area = first.area
    texts = [words.quoted(one.evidence.measure, one.figure) for one in pair]
    named = zip((one.evidence.measure for one in pair), texts, strict=True)
    return ScatterPoint(
        code=area.code,
        name=area.name,
        short=area.short_name,
        x=first.figure.value,
        y=second.figure.value,
        x_text=texts[0],
        y_text=texts[1],
        part="scotland" if area.kind == "scotland" else shown.part_of(area.code),
        description=said.point_words(area.name, list(named)),
    )


def _table(shown: Compared, other: Compared, pairs: list[Pair]) -> Table:
    rows = tuple(
        (
            Cell(pair[0].area.name, words.PART_WORDS[shown.part_of(pair[0].area.code)]),
            *(figure_cell(one.evidence.series, one.figure) for one in pair),
        )
        for pair in pairs
    )
    header = (AREA_COLUMN, shown.measure.name, other.measure.name)
    caption = said.scatter_heading(shown.measure, other.measure, shown.period)
    return Table(
        caption,
        header,
        rows,
        legend_of([(one.evidence.measure, one.figure) for pair in pairs for one in pair]),
    )


def _download(shown: Compared, other: Compared) -> Download:
    return replace(shown.download, rows=(*shown.download.rows, *other.download.rows))
