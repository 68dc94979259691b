"""Slides say what the views say: every number is read back, and nothing is missing or amiss."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from one_chart import one_chart
from pptx_checks import (
    cached,
    charts_in,
    check_marks,
    check_package,
    check_slides,
    in_workbook,
    opened,
    sheet_of,
    texts_of,
    title_of,
)
from slide_decks import CLACKS, Make, deck_of, each, each_area, made, signed_names, slide_of
from sums_of_years import of_lines

from cjdata import queries
from cjdata.cli.data_tool import main
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.slides import deck
from cjdata.exports.slides.finding_slides import foot_of
from cjdata.exports.slides.fitting import Box
from cjdata.exports.slides.line_charts import plot_of
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import SCOTLAND
from cjdata.text import join_and
from cjdata.views.glance.data import glance_view
from cjdata.views.table import Cell
from cjdata.views.trend.data import ThemeView
from cjdata.views.view import View
from cjdata.wording import slides as words
from cjdata.wording.licences import STATEMENT

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def make(library: Library, today: date) -> Make:
    return lambda name, area: made(library, name, area, today)


# The figures


@each
def test_every_figure_of_a_line_is_that_of_the_query(make: Make, name: str, area: str) -> None:
    figures, views, content = make(name, area)
    for view in (v for v in views if isinstance(v, ThemeView) and v.drawing):
        shown: dict[tuple[str, str], float] = {}
        for chart in charts_in(slide_of(content, view)):
            assert in_workbook(chart) == cached(chart), "the workbook holds what is shown"
            for series, values in cached(chart).items():
                one = re.sub(r", (from|to|\d{4}).*", "", series)
                shown |= {(one, year): value for year, value in values.items()}
        assert shown == asked(figures, view)


def asked(figures: FigureSet, view: ThemeView) -> dict[tuple[str, str], float]:
    """What the query answers for the lines that a view draws, and for points of other measures."""
    apart = {
        (series.area.name, figure.period): figure.elsewhere.figure.value
        for series in view.series
        for figure in series.figures
        if figure.elsewhere
    }
    codes = [series.area.code for series in view.series]
    rows = queries.observations(figures.database, [view.measure.id], codes)
    if view.series[0].years_each > 1:
        rows = of_lines(figures, view.measure.id, codes)
    return {
        (row["area_name"], row["period"]): row["value"]
        for row in rows
        if row["value"] is not None and row["period"] in view.years
    } | apart


@each
def test_every_bar_and_dot_is_that_of_the_query(make: Make, name: str, area: str) -> None:
    figures, views, content = make(name, area)
    for view in (v for v in views if v.kind in ("bars", "scatter") and v.drawing):
        slide = slide_of(content, view)
        measures = dict.fromkeys(r[3] for r in view.download.rows)
        period = view.download.rows[0][6]
        rows = queries.observations(figures.database, list(measures), [], [period])
        known = {(r["measure"], r["area_name"]): r["value"] for r in rows}
        for chart in charts_in(slide):
            if view.kind == "bars":
                assert in_workbook(chart) == cached(chart)
                shown = next(iter(cached(chart).values()))
                names = {signed: name for name, signed in signed_names(view).items()}
                assert shown.keys() - {"Scotland"} <= names.keys()
                assert shown == {n: known[next(iter(measures)), names.get(n, n)] for n in shown}
            else:
                across, up = measures
                dots = [row for row in sheet_of(chart) if isinstance(row[0], int | float)]
                assert len(dots) == 33
                for x, y, named in dots:
                    assert (x, y) == (known[across, named], known[up, named])


@each
def test_every_number_on_slides_and_in_notes_is_said_by_a_view(
    make: Make, name: str, area: str, today: date
) -> None:
    figures, views, content = make(name, area)
    glance = glance_view(figures, area, today)
    standing = f"{words.TEXTS.unavailable_lead} Thin line: 95% interval {STATEMENT} {today:%-d %Y}"
    everywhere = set(numbers(standing)) | {str(n) for n in range(1, 100)}
    every = {number for view in (glance, *views) for text in told(view) for number in numbers(text)}
    for view in views:
        own = {number for text in told(view) for number in numbers(text)}
        absent = [row for row in view.table.rows if is_absent(row)]
        own |= {str(sum(row[0].text != view.area.name for row in absent))}
        for text in texts_of(slide_of(content, view)):
            assert set(numbers(text)) <= own | set(numbers(standing)) | place_numbers(text), text
    for slide in opened(content).slides:
        for text in texts_of(slide):
            assert set(numbers(text)) <= every | everywhere, text


def is_absent(row: Sequence[Cell]) -> bool:
    return all(cell.is_missing for cell in row[1:])


def place_numbers(text: str) -> set[str]:
    """The numbers of slides: alone, or in a title that is continued."""
    if text.isdecimal():
        return {text}
    return set(numbers(" ".join(re.findall(r"\(\d+(?: of \d+)?\)$", text))))


def told(view: View) -> Iterator[str]:
    yield from (view.finding.text, view.heading, view.description, view.source_line)
    yield from (*view.how_to_read, *view.notes, *view.drawing_notes, view.snapshot_id)
    if view.absence:
        yield from (view.absence.heading, *view.absence.sentences)
    table = view.table
    yield from (table.caption, *table.header, *table.notes)
    for row in table.rows:
        yield from (f"{cell.text} {cell.qualifier}" for cell in row)
    for source in view.sources:
        yield f"{source.title} {source.publisher} {source.url} {source.licence} {source.published}"
        yield source.read_at
    yield figures_csv(view).decode("utf-8-sig")


def numbers(text: str) -> Iterator[str]:
    yield from (found.rstrip(",") for found in NUMBER.findall(text))


@each
def test_the_table_at_a_glance_holds_the_newest_figures(
    make: Make, name: str, area: str, today: date
) -> None:
    figures, _, content = make(name, area)
    glance = glance_view(figures, area, today)
    rows = [
        [cell.text for cell in row.cells]
        for slide in list(opened(content).slides)[1:4]
        for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 0).text == "Measure"
        for row in list(shape.table.rows)[1:]
    ]
    wanted = [row[0].text for row in glance.table.rows]
    assert [row[0] for row in rows][: len(wanted)] == wanted
    for shown, row in zip(rows, glance.table.rows, strict=False):
        assert shown[1].startswith(row[1].text)


@each_area
def test_a_missing_figure_is_empty_and_never_nil(make: Make, area: str) -> None:
    _, views, content = make("published", area)
    gaps = 0
    for view in (v for v in views if isinstance(v, ThemeView) and v.drawing):
        data = one_chart(view)
        assert data is not None
        for chart in charts_in(slide_of(content, view)):
            for row in sheet_of(chart)[1:]:
                gaps += row[1:].count(None)
                place = data.categories.index(str(row[0]))
                drawn = [s for s in data.series if any(n.startswith(s.name) for n in cached(chart))]
                held = sorted(v for s in drawn if (v := s.values[place]) is not None)
                assert sorted(cell for cell in row[1:] if cell is not None) == held
            assert next(chart._chartSpace.iter("{*}dispBlanksAs")).get("val") == "gap"
    assert gaps


def test_a_break_parts_a_line_into_series_of_one_colour(make: Make) -> None:
    _, views, content = make("published", SCOTLAND)
    view = next(v for v in views if "cpo_completion_percent" in v.file_stem)
    (chart,) = charts_in(slide_of(content, view))
    shown = cached(chart)
    assert len(shown) > 1
    years = [year for values in shown.values() for year in values]
    assert len(years) == len(set(years)), "no year stands in two parts"
    colours = {s.format.line.color.rgb for s in chart.plots[0].series}
    assert len(colours) == 1
    assert any(name.startswith("Scotland, from ") for name in shown)


def test_counts_of_scotland_stand_in_a_chart_of_their_own(make: Make) -> None:
    _, views, content = make("illustrative", CLACKS)
    view = next(v for v in views if "people_convicted_custody" in v.file_stem)
    upper, lower = charts_in(slide_of(content, view))
    assert all(name.startswith("Clackmannanshire") for name in cached(upper))
    assert all(name.startswith("Scotland") for name in cached(lower))


# What slides say


@each
def test_every_finding_is_a_title_and_whole_in_the_notes(make: Make, name: str, area: str) -> None:
    _, views, content = make(name, area)
    slides = list(opened(content).slides)
    for view in views:
        slide = slide_of(content, view)
        title = re.sub(r" \(\d+( of \d+)?\)$", "", title_of(slide))
        assert title.endswith(view.finding.lead), "whole, behind the name of what is missing"
        said = "\n".join(texts_of(slide))
        assert all(caveat in said for caveat in view.finding.caveats)
        assert words.footer(view.source_line_on_slides, ()) in said
    titles = [title_of(slide) for slide in slides]
    last = [t for t in titles if t.startswith((words.TEXTS.unavailable, words.TEXTS.sources))]
    assert titles[-len(last) :] == last
    assert last[0].startswith(words.TEXTS.unavailable)
    assert last[-1].startswith(words.TEXTS.sources)


def test_a_title_says_in_few_words_what_is_missing_and_is_never_cut(make: Make) -> None:
    for name in ("published", "illustrative"):
        _, _, content = make(name, CLACKS)
        titles = [title_of(slide) for slide in opened(content).slides]
        assert not [title for title in titles if "…" in title]
    _, _, content = make("published", CLACKS)
    titles = [title_of(slide) for slide in opened(content).slides]
    assert (
        "Attitudes: agree with community sentence. This is measured for Scotland as a whole only: "
        "no council has a figure."
    ) in titles
    [treatment] = [title for title in titles if "the series is too new" in title]
    assert treatment.startswith("Treatment transfers per 10,000. No figure has been printed for")


def test_the_foot_of_a_list_leads_to_the_slides_of_sources_and_not_to_the_file(make: Make) -> None:
    _, views, content = make("published", CLACKS)
    [profile] = [view for view in views if view.kind == "profile"]
    said = "\n".join(texts_of(slide_of(content, profile)))
    assert len(profile.sources) > 2
    assert ", in the file" in profile.source_line
    assert f"{len(profile.sources) - 2} more, on the slides of sources" in said
    assert "in the file" not in said


def test_the_foot_of_a_slide_lists_editions_of_several_publications_by_name(make: Make) -> None:
    _, views, _ = make("published", CLACKS)
    trends = [view for view in views if isinstance(view, ThemeView)]
    held = [f for view in trends for one in view.series for f in one.with_values if f.edition]
    labels = sorted({figure.edition for figure in held})
    assert len(labels) > 3
    assert foot_of(replace(trends[0], leading=tuple(held))).startswith(
        f"Editions: {join_and(labels)}."
    )


@each
def test_caveats_stand_on_the_slide_itself(make: Make, name: str, area: str) -> None:
    _, views, content = make(name, area)
    for view in (v for v in views if v.drawing):
        shapes = slide_of(content, view).shapes
        said = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
        assert all(c in said for c in view.finding.caveats if "illustrative" not in c)


@each
def test_what_is_missing_is_listed_with_its_reason(make: Make, name: str, area: str) -> None:
    _, views, content = make(name, area)
    said = "\n".join(
        text
        for slide in opened(content).slides
        if title_of(slide).startswith(words.TEXTS.unavailable)
        for text in texts_of(slide)
    )
    for view in (v for v in views if isinstance(v, ThemeView) and v is not views[-1]):
        for figure in view.series[0].figures:
            if figure.value is None:
                begun = figure.reason.partition(figure.period)[0]
                assert begun in said or begun.replace("figure for", "figures for") in said


@each
def test_a_deck_is_whole_and_marked(make: Make, name: str, area: str) -> None:
    _, _, content = make(name, area)
    check_package(content)
    check_slides(content)
    check_marks(content, illustrative=name == "illustrative")


def test_the_file_says_what_it_is(make: Make) -> None:
    figures, _, content = make("published", CLACKS)
    properties = opened(content).core_properties
    assert properties.title == "Community justice in Clackmannanshire"
    assert (properties.author, properties.language) == ("Community Justice Dashboard", "en-GB")
    assert figures.snapshot_id in properties.comments


@pytest.mark.usefixtures("drawn_anew")
def test_the_same_views_give_the_same_bytes(make: Make, today: date) -> None:
    figures, views, content = make("published", CLACKS)
    assert deck_of(figures, views, CLACKS, today) == content


def test_on_a_slide_breaks_are_named_above_the_highest_tick_where_no_line_runs(
    make: Make,
) -> None:
    _, views, content = make("published", CLACKS)
    broken = 0
    for view in views:
        slide = slide_of(content, view)
        frames = [shape for shape in slide.shapes if shape.has_chart]
        for data, frame in zip(view.charts, frames, strict=False):
            names = [s for s in slide.shapes if s.name in [text for _, text in data.breaks]]
            assert len(names) == len(data.breaks), "each break has its name, whatever ends there"
            axis = frame.chart.value_axis
            highest = axis.maximum_scale // axis.major_unit * axis.major_unit
            drawn = [v for s in frame.chart.plots[0].series for v in s.values if v is not None]
            assert max(drawn, default=0) <= highest + 1e-9
            box = Box(frame.left, frame.top, frame.width, frame.height)
            plot = plot_of(data, box)
            tick = plot.top + plot.height * (1 - highest / axis.maximum_scale)
            assert all(name.top + name.height < tick for name in names)
            assert all(name.left >= plot.left for name in names)
            broken += len(names)
    assert broken > 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_workbook_is_a_formula(make: Make, today: date, start: str) -> None:
    figures, views, _ = make("illustrative", CLACKS)
    area = replace(figures.areas.by_code[CLACKS], name=f'{start}HYPERLINK("https://example.org")')
    view = next(v for v in views if isinstance(v, ThemeView) and v.charts)
    first, *others = view.charts
    named = replace(first, series=tuple(replace(one, name=area.name) for one in first.series))
    changed = replace(view, make_charts=lambda: (named, *others))
    content = deck([changed], title="", area=area, today=today)
    charts = [chart for slide in opened(content).slides for chart in charts_in(slide)]
    assert sheet_of(charts[0])[0][1].startswith(f"{start}HYPERLINK")
    blob = charts[0].part.chart_workbook.xlsx_part.blob
    assert b"<f>" not in blob_text(blob)


def blob_text(blob: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(blob)) as book:
        return b"".join(book.read(n) for n in book.namelist() if "worksheets" in n)


# The command


def test_the_command_writes_the_ten_indicators(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    result = CliRunner(env={"CJDATA_HOME": str(home)}).invoke(
        main, ["pack", "--area", "Falkirk", "-o", str(target)]
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert "13 views" in result.stdout
    check_slides(target.read_bytes())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--area", "Atlantis"], "Atlantis"),
        (["--view", "nowhere/trend"], "nowhere"),
        (["--template", "{home}/reference/areas.csv"], "no PowerPoint presentation"),
        (["--template", "{home}/none.pptx"], "cannot be read"),
    ],
)
def test_the_command_refuses_with_a_reason(
    home: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    target = tmp_path / "deck.pptx"
    given = [text.format(home=home) for text in arguments]
    result = CliRunner(env={"CJDATA_HOME": str(home)}).invoke(
        main, ["pack", "-o", str(target), *given]
    )
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not target.exists()
