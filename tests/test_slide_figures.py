"""Every figure of a deck is that of the query: in charts, their labels, the tables, the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from pptx_checks import cached, charts_in, dots_in, error_bars_in, opened, sheet_of, title_of
from slide_decks import AREAS, SETS, Make, each, each_area, made, signed_names, slide_of
from sums_of_years import of_lines

from cjdata import queries
from cjdata.library import FigureSet, Library
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.periods import last_year
from cjdata.reference.statuses import STATUSES
from cjdata.views.glance.data import GlanceView, glance_view
from cjdata.views.trend.data import ThemeView
from cjdata.views.view import View
from cjdata.wording import slides as words

FIGURE = re.compile(r"(?:about )?(−?\d[\d,]*(?:\.\d+)?)(%?)")
Answer = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def make(library: Library, today: date) -> Make:
    return lambda name, area: made(library, name, area, today)


def answer(figures: FigureSet, measure: str, area: str) -> Answer:
    rows = queries.observations(figures.database, [measure], [area], [], None)
    return {row["period"]: row for row in (*rows, *of_lines(figures, measure, [area]))}


def check_figure(shown: str, row: Mapping[str, Any] | None, where: str) -> None:
    """A figure is that of the query, to the decimal that is shown; a missing one is no number."""
    found = FIGURE.match(shown)
    if shown.endswith(" for all Scotland"):
        assert row is None, "it is held under another measure"
        return
    if row is None or row["value"] is None:
        assert found is None, f"{where}: {shown}"
        return
    assert found, f"{where}: {shown}"
    digits = found[1].replace(",", "").replace("−", "-")
    places = len(digits.partition(".")[2])
    assert abs(float(digits) - row["value"]) <= 0.5 * 10**-places + 1e-9, f"{where}: {shown}"
    assert f"{float(digits):,.{places}f}".replace("-", "−") == found[1], "thousands have commas"
    assert ("%" in found[2]) == (row["unit"] == "percent"), f"{where}: {shown}"


def notes_rows(slide: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """The table in the notes of a slide: the first cell of each row, the others by header."""
    text = slide.notes_slide.notes_text_frame.text
    part = text.partition(f"\n{words.TEXTS.notes_figures}\n")[2].partition("\n\n")[0]
    for line in part.split("\n")[1:]:
        first, dash, rest = line.partition(" – ")
        if dash:
            pairs = (cell.partition(": ") for cell in rest.split("; "))
            yield first, {header: text for header, _, text in pairs}


def trends(views: list[View]) -> Iterator[ThemeView]:
    yield from (view for view in views if isinstance(view, ThemeView))


@each
def test_the_table_in_the_notes_is_that_of_the_query(make: Make, name: str, area: str) -> None:
    figures, views, content = make(name, area)
    for view in trends(views):
        rows = dict(notes_rows(slide_of(content, view)))
        assert list(rows) == [row[0].text for row in view.table.rows]
        for series in (one for one in view.series if one.area.kind != "group"):
            held = answer(figures, view.measure.id, series.area.code)
            for year, cells in rows.items():
                (shown,) = (t for h, t in cells.items() if h.partition(" (")[0] == series.area.name)
                check_figure(shown, held.get(year), f"{view.measure.id}, {year}")


@each
def test_the_table_of_all_indicators_is_that_of_the_query(
    make: Make, name: str, area: str, today: date
) -> None:
    figures, _, content = make(name, area)
    glance = glance_view(figures, area, today)
    shown = list(glance_rows(content, glance))
    lines = [line for entry in glance.entries for line in entry.lines]
    assert len(shown) == len(lines)
    for cells, line in zip(shown, lines, strict=True):
        codes = [area] if area == SCOTLAND else [area, SCOTLAND]
        for text, code in zip(cells[1:], codes, strict=False):
            year = re.search(r"\b20\d\d-\d\d\b(?: to 20\d\d-\d\d\b)?", text)
            held = answer(figures, line.measure_id, code)
            check_figure(text, held.get(year[0]) if year else None, f"{line.measure_id}, {code}")
            if code == area and FIGURE.match(text):
                assert year
                shown = [p for p, row in held.items() if row["value"] is not None]
                assert not any(last_year(p) > last_year(year[0]) for p in shown)


def glance_rows(content: bytes, glance: GlanceView) -> Iterator[list[str]]:
    for slide in opened(content).slides:
        if title_of(slide).startswith(glance.summary.rstrip(".")[:60]):
            for table in (shape.table for shape in slide.shapes if shape.has_table):
                if table.cell(0, 1).text == glance.area.name:
                    yield from ([c.text for c in row.cells] for row in list(table.rows)[1:])


@each
def test_a_title_gives_the_newest_figure_of_the_query(make: Make, name: str, area: str) -> None:
    figures, views, content = make(name, area)
    for view in trends(views):
        latest = view.series[0].latest
        if latest is None:
            continue
        said = title_of(slide_of(content, view)).partition(latest.period)[2]
        value = answer(figures, view.measure.id, area)[latest.period]["value"]
        found = [float(n.replace(",", "")) for n, _ in FIGURE.findall(said)]
        assert any(abs(n - value) <= 0.5 * 10**-latest.decimals + 1e-9 for n in found), said


@each
def test_intervals_reach_from_their_points_to_the_limits(make: Make, name: str, area: str) -> None:
    _, views, content = make(name, area)
    for view in (v for v in views if v.charts):
        limits = {
            (row["area"], row["period"]): (row["lower_95"].rounded, row["upper_95"].rounded)
            for row in rows_of(view)
            if row["lower_95"]
        }
        names = {signed: name for name, signed in signed_names(view).items()}
        for chart in charts_in(slide_of(content, view)):
            for series, category, value, low, high in error_bars_in(chart):
                key = (re.sub(r", (from|to|\d{4}).*", "", series), category)
                if not isinstance(view, ThemeView):
                    key = (names.get(category, category), view_period(view))
                assert (value - low, value + high) == pytest.approx(limits[key], abs=0.001)


def rows_of(view: View) -> list[dict[str, Any]]:
    columns = view.download.columns
    return [dict(zip(columns, row, strict=True)) for row in view.download.rows]


def view_period(view: View) -> str:
    return str(rows_of(view)[0]["period"])


@each_area
def test_dots_show_what_their_workbook_holds(make: Make, area: str) -> None:
    _, views, content = make("illustrative", area)
    (view,) = (v for v in views if v.kind == "scatter")
    (chart,) = charts_in(slide_of(content, view))
    rows = [row[:2] for row in sheet_of(chart) if isinstance(row[0], int | float)]
    assert sorted(dots_in(chart)) == sorted(rows)
    assert len(rows) == 33


@each
def test_a_chart_writes_its_figures_as_the_table_does(make: Make, name: str, area: str) -> None:
    _, views, content = make(name, area)
    for view in trends(views):
        cells = {
            (header.partition(" (")[0], row[0].text): cell.text
            for row in view.table.rows
            for header, cell in zip(view.table.header[1:], row[1:], strict=True)
        }
        for chart in charts_in(slide_of(content, view)):
            for series, values in cached(chart).items():
                one = re.sub(r", (from|to|\d{4}).*", "", series)
                for year, value in values.items():
                    shown = FIGURE.match(cells[one, year])
                    assert shown
                    places = len(shown[1].partition(".")[2])
                    assert f"{value:,.{places}f}" == shown[1]


def test_the_areas_are_what_they_are_chosen_for(library: Library) -> None:
    for name in SETS:
        figures = library.figures(name)
        ids = list(figures.catalogue.measures)
        breaks = queries.breaks_of(figures.database, ids)
        assert any(row["area_code"] in ("", AREAS["a break"]) for row in breaks)
    rows = queries.observations(figures.database, ids, [AREAS["restricted"]], [], None)
    assert any(row["status"] == "restricted" for row in rows)
    own = library.figures("published")
    rows = queries.observations(own.database, ids, [AREAS["Clackmannanshire"]], [], None)
    assert [row["status"] for row in rows if row["status"] in STATUSES].count("restricted") == 1
