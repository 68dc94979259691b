"""The workbook of figures: every number as the query gives it, and anybody can read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from query_answers import AREAS, CLACKS, SCOTLAND, SETS, area_code, disagreements
from query_answers import held as values_of
from some import both_ways, some
from sums_of_years import sums_of_three_years
from xlsx_checks import MAIN, Table, Value, Xlsx, place_of

from cjdata import queries, wording
from cjdata.amounts import Amount, AmountRange, Content, Share
from cjdata.cli.data_tool import main
from cjdata.errors import CjdataError
from cjdata.exports.workbook import figures_workbook
from cjdata.exports.workbook_cells import clean, unlike
from cjdata.exports.workbook_names import LONGEST, sheet_names, table_name
from cjdata.exports.workbook_notes import notes_of
from cjdata.exports.workbook_tables import grid_of
from cjdata.library import FigureSet, Library
from cjdata.reference.statuses import STATUSES
from cjdata.series import Figure
from cjdata.views.addressed import read_view_address, view_at, views_of_area
from cjdata.views.registry import type_of
from cjdata.views.table import Cell
from cjdata.views.table import Table as ViewTable
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view import Download, View
from cjdata.wording import workbook as words
from cjdata.wording.asking import help_line
from cjdata.wording.licences import ADDRESS, NOT_REAL, has_open

EVERY_KIND = (
    "at-a-glance/glance",
    "at-a-glance/worse",
    "at-a-glance/moved",
    "at-a-glance/new",
    "area-profile/profile",
    "area-profile/years",
    "local-plan/plan",
    "local-plan/local-evidence",
    "housing/trend",
    "compare-areas/bars?measure=cpo_completion_percent",
    "compare-areas/scatter?measure=cpo_completion_percent&versus=custody_percent",
)
Made = tuple[Xlsx, tuple[View, ...], FigureSet]
Make = Callable[[str, str], Made]


@pytest.fixture(scope="module")
def make(library: Library, today: date) -> Make:
    """The workbook of an area, as the command writes it when no view is named."""

    @cache
    def made(name: str, which: str) -> Made:
        figures = library.figures(name)
        code = area_code(figures, which)
        views = views_of_area(figures, code, "files of an area", today)
        area = figures.areas.by_code[code]
        return Xlsx(figures_workbook(views, area=area, today=today)), views, figures

    return made


@pytest.fixture(scope="module")
def every_kind(library: Library, today: date) -> list[tuple[Xlsx, tuple[View, ...]]]:
    """A workbook with a view of every kind that lists or draws, on both sets."""
    found = []
    for name in SETS:
        figures = library.figures(name)
        views = tuple(view_at(figures, read_view_address(text), today) for text in EVERY_KIND)
        area = figures.areas.by_code[CLACKS]
        found.append((Xlsx(figures_workbook(views, area=area, today=today)), views))
    return found


@pytest.fixture(scope="module")
def everything(
    make: Make, every_kind: list[tuple[Xlsx, tuple[View, ...]]]
) -> list[tuple[Xlsx, tuple[View, ...]]]:
    defaults = [make(name, which)[:2] for name in SETS for which in AREAS]
    return [*defaults, *every_kind]


def held(figures: FigureSet) -> dict[tuple[str, str, str], dict[str, object]]:
    """What the query says, by measure, area and period, each by name."""
    names = {m.id: m.name for m in figures.catalogue.measures.values()}
    rows = queries.observations(figures.database, [], [], [], None)
    every = [*rows, *sums_of_three_years(figures)]
    return {(names[r["measure"]], r["area_name"], r["period"]): r for r in every}


def sheets_of(book: Xlsx, views: tuple[View, ...]) -> list[tuple[str, View, Table]]:
    names = [name for name in book.sheets if name[0].isdigit()]
    found = []
    for name, view in zip(names, views, strict=True):
        table = book.table(name)
        assert table is not None
        found.append((name, view, table))
    return found


def texts(book: Xlsx) -> list[str]:
    return [v for name in book.sheets for v in book.cells(name).values() if isinstance(v, str)]


def whole(text: str) -> str:
    return re.sub(r", (?:per cent|number|index.*|per 1,000 people|per 10,000 people)$", "", text)


each = pytest.mark.parametrize(("name", "which"), some(both_ways(SETS, AREAS), 2))
each_set = pytest.mark.parametrize("name", SETS)
each_area = pytest.mark.parametrize("which", AREAS)


# Every number is the query's


@each
def test_every_figure_of_the_list_is_the_query_s(make: Make, name: str, which: str) -> None:
    book, _, figures = make(name, which)
    answers, table = held(figures), book.table(words.TEXTS.all_figures)
    assert table is not None
    checked = 0
    for row in table.rows:
        answer = answers.get((str(row["Measure"]), str(row["Area"]), str(row["Period"])))
        if answer and row["Status"] != "computed":
            assert row["Value"] == answer["value"], row
            assert row["Status"] == str(answer["status"]).replace("_", " ")
            assert row["Edition"] == answer["edition"]
            checked += 1
        else:
            assert row["Value"] is None or row["Status"] == "computed"
    assert checked > (40 if name == "published" else 250)


@each
def test_every_figure_of_a_measure_over_the_years_is_the_query_s(
    make: Make, name: str, which: str
) -> None:
    book, views, figures = make(name, which)
    answers, checked = held(figures), 0
    for _, view, table in sheets_of(book, views):
        if not isinstance(view, ThemeView):
            continue
        for row in table.rows:
            for header, value in row.items():
                area = re.sub(r" \(.*\)$", "", whole(header))
                period = str(row.get("Year") or row.get("Years"))
                answer = answers.get((view.measure.name, area, period))
                if isinstance(value, float) and not header.startswith("95%"):
                    assert answer is not None, (header, row)
                    assert value == answer["value"], (header, row)
                    checked += 1
                elif answer and answer["value"] is not None:
                    assert header.endswith("marker and words")
    assert checked > 30


@each
def test_every_figure_of_the_grid_of_years_is_the_query_s(
    make: Make, name: str, which: str
) -> None:
    book, views, figures = make(name, which)
    answers = held(figures)
    for _, view, table in sheets_of(book, views):
        for row in table.rows if view.kind == "years" else ():
            for header, value in row.items():
                answer = answers.get((str(row["Measure"]), view.area.name, whole(header)))
                if isinstance(value, float):
                    assert answer is not None
                    assert value == answer["value"]
                elif answer and "marker" not in header:
                    assert answer["value"] is None


@each
def test_every_figure_of_all_councils_is_the_query_s(make: Make, name: str, which: str) -> None:
    book, views, figures = make(name, which)
    answers, checked = held(figures), 0
    for _, view, table in sheets_of(book, views):
        for row in table.rows if view.kind == "bars" else ():
            figure = next(h for h in row if h.startswith("Figure, ") and "marker" not in h)
            measure = next(str(r[2]) for r in view.download.rows)
            period = whole(figure).removeprefix("Figure, ")
            answer = answers.get((measure, str(row["Area"]).split(" (")[0], period))
            if answer:
                assert row[figure] == answer["value"]
                checked += 1
    assert checked > (60 if name == "published" else 400)


@each
def test_every_figure_of_the_profile_is_the_query_s(make: Make, name: str, which: str) -> None:
    book, views, figures = make(name, which)
    answers, checked = values_of(figures), 0
    for _, view, table in sheets_of(book, views):
        if view.kind != "profile":
            continue
        header = [whole(head) for head in table.headers]
        shown = [[_as_read(value) for value in row.values()] for row in table.rows]
        kept = [n for n, head in enumerate(header) if "marker" not in head]
        rows = [[row[n] for n in kept] for row in (header, *shown)]
        for row, told in zip(rows[1:], table.rows, strict=True):
            _with_own_year(rows[0], row, told)
        wrong, right = disagreements(answers, view, rows)
        assert wrong == []
        checked += right
    assert checked > 3


def _as_read(value: Value) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value or "")


def _with_own_year(header: list[str], row: list[str], told: dict[str, Value]) -> None:
    """Put the year of Scotland's figure behind it, where it is another one than the row's."""
    for head in ("Scotland, same year",):
        said = next((str(v) for h, v in told.items() if h.startswith(f"{head}: marker")), "")
        if head in header and (year := re.search(r"\d{4}-\d{2}", said)):
            row[header.index(head)] += f" {year[0]}"


@each
def test_every_printed_number_of_every_table_stands_in_its_sheet(
    make: Make, name: str, which: str
) -> None:
    book, views, _ = make(name, which)
    for sheet, view, _ in sheets_of(book, views):
        cells = [cell for row in view.table.rows for cell in row if not cell.is_missing]
        held = [amount.rounded for cell in cells for amount in amounts_in(cell.content)]
        assert sorted(book.numbers(sheet)) == sorted(held)
        printed = re.compile(r"−?\d{1,3}(,\d{3})*(\.\d+)?%?")
        assert not [
            c.text for c in cells if isinstance(c.content, str) and printed.fullmatch(c.text)
        ]


def amounts_in(content: Content) -> tuple[Amount, ...]:
    match content:
        case Amount():
            return (content,)
        case AmountRange():
            return content.lower, content.upper
        case Share():
            return content.part, content.whole
        case _:
            return ()


@each
def test_a_spreadsheet_reads_the_same_numbers(make: Make, name: str, which: str) -> None:
    book, views, _ = make(name, which)
    for sheet, _, _ in sheets_of(book, views):
        read = [v for row in book.as_a_spreadsheet_reads_it(sheet) for v in row]
        assert sorted(v for v in read if isinstance(v, float)) == sorted(book.numbers(sheet))


# Missing is never 0, and says why


@each
def test_a_missing_figure_is_no_number_and_says_why(make: Make, name: str, which: str) -> None:
    book, _, _ = make(name, which)
    table = book.table(words.TEXTS.all_figures)
    assert table is not None
    missing = [row for row in table.rows if row["Value"] is None]
    assert all(str(row["Reason if missing"]).endswith(".") for row in missing)
    assert missing or name == "illustrative"


def test_every_empty_cell_of_a_table_has_its_marker_beside_it(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, views in everything:
        for sheet, view, table in sheets_of(book, views):
            if type_of(view).hints.is_packed:
                assert words.TEXTS.all_blank_allowed in book.lines(sheet) or full(table)
                continue
            for row in table.rows:
                for header, value in row.items():
                    if value is None and not header.endswith("marker and words"):
                        assert explained(row, header), (sheet, header, row)
            assert (words.TEXTS.blank_allowed in book.lines(sheet)) == (not full(table))


def full(table: Table) -> bool:
    return all(value is not None for row in table.rows for value in row.values())


def explained(row: dict[str, Value], header: str) -> bool:
    """Whether the next column of markers says why a cell is empty."""
    names = list(row)
    beside = next(n for n in names[names.index(header) :] if n.endswith("marker and words"))
    return bool(row[beside])


def test_a_restricted_figure_is_marked_as_confidential_and_named(make: Make) -> None:
    book, views, _ = make("published", "restricted")
    shown = [t for _, v, t in sheets_of(book, views) if isinstance(v, ThemeView)]
    assert any("[c] Restricted" in row.values() for table in shown for row in table.rows)


SPLITS = ("definition", "collection", "area")


def changes(earlier: Figure, later: Figure) -> bool:
    return earlier.edition != later.edition


def test_a_break_is_marked_at_the_first_figure_after_it(make: Make) -> None:
    book, views, _ = make("published", "Scotland")
    for _, view, table in sheets_of(book, views):
        if isinstance(view, ThemeView):
            marked = {
                r.get("Year") or r.get("Years")
                for r in table.rows
                if any("[b]" in str(v) for v in r.values())
            }
            main = view.series[0]
            parted = zip(main.with_values, main.with_values[1:], strict=False)
            wanted = {
                later.period
                for earlier, later in parted
                if any(
                    earlier.period < b.period <= later.period
                    and (b.kind in SPLITS or (b.kind == "revision" and changes(earlier, later)))
                    for b in main.breaks
                )
            }
            assert marked == wanted, view.heading


def test_the_pandemic_is_not_marked_as_a_break(make: Make) -> None:
    """No line stops there, so no figure before it is called not comparable."""
    told = 0
    book, views, _ = make("published", "Scotland")
    for _, view, table in sheets_of(book, views):
        if isinstance(view, ThemeView):
            kinds = {b.kind for b in view.series[0].breaks if b.period == "2020-21"}
            for row in table.rows if kinds == {"pandemic"} else ():
                if row.get("Year") in ("2020-21", "2020-21 cohort"):
                    assert "[b]" not in str(row), view.heading
                    told += 1
    assert told


def test_every_marker_in_a_sheet_is_explained(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, views in everything:
        listed = book.table(words.TEXTS.markers)
        assert listed is not None
        known = {str(row["Marker"]) for row in listed.rows}
        for _, _, table in sheets_of(book, views):
            cells = [str(v) for row in table.rows for v in row.values()]
            used = {m for text in cells for m in re.findall(r"\[[a-z]+\]", text)}
            assert used <= known
    assert {s.marker for s in STATUSES.values() if s.marker} <= known


# The checklist of accessible spreadsheets


def test_every_sheet_but_the_cover_has_one_table_with_a_header_row_and_nothing_below(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, _ in everything:
        for sheet in book.sheets:
            table = book.table(sheet)
            if sheet == words.TEXTS.cover:
                assert table is None
                continue
            assert table is not None, sheet
            (_, left), (bottom, right) = place_of(table.ref)
            assert left == 1, "tables start in column A"
            assert table.rows
            assert all(row <= bottom and column <= right for row, column in book.cells(sheet))


def test_no_cell_is_merged(everything: list[tuple[Xlsx, tuple[View, ...]]]) -> None:
    for book, _ in everything:
        assert all(not list(s.iter(f"{MAIN}mergeCell")) for s in book.sheets.values())


def test_no_row_and_no_column_is_blank(everything: list[tuple[Xlsx, tuple[View, ...]]]) -> None:
    for book, _ in everything:
        for sheet in book.sheets:
            cells = book.cells(sheet)
            assert {row for row, _ in cells} == set(range(1, max(r for r, _ in cells) + 1)), sheet
            table = book.table(sheet)
            for header in table.headers if table else ():
                assert any(row[header] not in (None, "") for row in table.rows if table), header


def test_tables_have_meaningful_names_all_different(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, _ in everything:
        names = [table.name for _, table in book.tables()]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"table_[a-z0-9_]{4,}", name) for name in names)


def test_sheets_have_different_short_names_and_titles_in_a1(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, _ in everything:
        assert list(book.sheets)[:4] == ["Cover", "Contents", "Notes", "Markers"]
        titles = [str(book.cells(sheet)[1, 1]) for sheet in book.sheets]
        assert len(set(titles)) == len(titles)
        assert len({name.casefold() for name in book.sheets}) == len(book.sheets)
        assert all(len(name) <= LONGEST for name in book.sheets)


def test_a_sheet_has_no_filter_frozen_pane_hidden_row_fill_image_or_page_header(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, _ in everything:
        for name, sheet in book.sheets.items():
            tags = {node.tag.removeprefix(MAIN) for node in sheet.iter()}
            assert not tags & {"autoFilter", "pane", "drawing", "headerFooter", "legacyDrawing"}
            assert all(node.get("hidden") is None for node in sheet.iter())
            assert {kind for kind, _ in book.rels(name)} <= {"table", "hyperlink"}
        assert not any("autoFilter" in str(book.parts[p]) for p in book.parts if "tables/" in p)
        assert not any("media" in p or "drawing" in p or "vba" in p for p in book.parts)
        fills = book.xml("xl/styles.xml").iter(f"{MAIN}patternFill")
        assert {fill.get("patternType") for fill in fills} <= {"none", "gray125"}


def test_the_cursor_is_in_a1_of_the_first_sheet(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, _ in everything:
        selected = [n for n, s in book.sheets.items() if _view_of(s).get("tabSelected") == "1"]
        assert selected == [words.TEXTS.cover]
        assert not list(book.sheets[words.TEXTS.cover].iter(f"{MAIN}selection")), "none means A1"
        assert not next(book.xml("xl/workbook.xml").iter(f"{MAIN}workbookView")).get("activeTab")


def _view_of(sheet: object) -> dict[str, str]:
    return next(iter(sheet.iter(f"{MAIN}sheetView"))).attrib  # type: ignore[attr-defined]


def test_title_and_language_are_filled_in(make: Make) -> None:
    book, _, _ = make("published", "Clackmannanshire")
    said = {n.tag.rsplit("}", 1)[-1]: n.text for n in book.xml("docProps/core.xml")}
    assert said["title"] == "Community justice figures: Clackmannanshire"
    assert said["language"] == "en-GB"
    assert said["creator"]
    assert (said["created"] or "").startswith("2026-11-22")


def test_every_text_is_wrapped_and_its_row_is_high_enough(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, _ in everything:
        styles = next(book.xml("xl/styles.xml").iter(f"{MAIN}cellXfs"))
        wraps = [
            any(a.get("wrapText") == "1" for a in xf.iter(f"{MAIN}alignment")) for xf in styles
        ]
        for name, sheet in book.sheets.items():
            cells, widths = book.cells(name), _widths(sheet)
            for row in sheet.iter(f"{MAIN}row"):
                points = float(row.get("ht", "15"))
                for node in row:
                    (place, _), value = place_of(node.attrib["r"]), None
                    value = cells.get(place)
                    if isinstance(value, str) and len(value) > widths[place[1]]:
                        assert wraps[int(node.get("s", "0"))], (name, value)
                        needed = len(value) / widths[place[1]]
                        assert points >= 15 * min(needed, 25) * 0.9, (name, value)


def _widths(sheet: object) -> dict[int, float]:
    nodes = sheet.iter(f"{MAIN}col")  # type: ignore[attr-defined]
    return {
        column: float(node.get("width", "9"))
        for node in nodes
        for column in range(int(node.attrib["min"]), int(node.attrib["max"]) + 1)
    }


def test_notes_are_numbered_and_every_number_is_listed(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, views in everything:
        listed = book.table(words.TEXTS.notes)
        assert listed is not None
        by_text = {str(row["Text"]): str(row["Note"]) for row in listed.rows}
        assert [*by_text.values()] == [f"[note {n}]" for n in range(1, len(by_text) + 1)]
        assert set(words.TEXTS.listed("methods")) <= set(by_text)
        for sheet, view, table in sheets_of(book, views):
            named = set(re.findall(r"\[note \d+\]", " ".join(book.lines(sheet))))
            assert named == {by_text[clean(text)] for text in notes_of(view)}
            cells = [str(v) for row in table.rows for v in row.values()]
            assert not any("[note" in text for text in cells), "no note in a data cell"


def test_links_say_where_they_go_and_go_there(make: Make) -> None:
    book, views, _ = make("illustrative", "Clackmannanshire")
    links = list(book.sheets[words.TEXTS.cover].iter(f"{MAIN}hyperlink"))
    places = [node.get("location") for node in links if node.get("location")]
    assert places == [f"'{name}'!A1" for name in book.sheets if name != words.TEXTS.cover]
    cells = book.cells(words.TEXTS.cover)
    for node in links:
        text = str(cells[place_of(node.attrib["ref"])[0]])
        assert text.startswith(("Sheet ", "Open Government Licence"))
    is_open = has_open(source for view in views for source in view.sources)
    assert (("hyperlink", ADDRESS) in book.rels(words.TEXTS.cover)) == is_open


# What it says


@each
def test_the_cover_says_what_it_is_whose_from_when_and_under_which_licence(
    make: Make, name: str, which: str
) -> None:
    book, views, figures = make(name, which)
    said = " ".join(map(str, book.cells(words.TEXTS.cover).values()))
    area = views[0].area.name
    for text in (
        f"Community justice figures: {area}",
        f"Area: {area}",
        "22 November 2026",
        figures.snapshot_id,
        help_line(None),
        NOT_REAL if figures.is_illustrative else "Open Government Licence v3.0",
        "Editions: ",
    ):
        assert text in said


@each
def test_every_sheet_says_what_its_view_says(make: Make, name: str, which: str) -> None:
    book, views, _ = make(name, which)
    for sheet, view, _ in sheets_of(book, views):
        lines = book.lines(sheet)
        assert lines[0] == f"{view.area.name}: {view.heading}"
        finding = view.finding
        said = (finding.lead, *finding.rest, *finding.caveats, view.source_line)
        assert [line for line in lines if line in said] == [t for t in said if t]


def test_illustrative_figures_are_marked_on_every_sheet_that_holds_any(
    everything: list[tuple[Xlsx, tuple[View, ...]]],
) -> None:
    for book, views in everything:
        every = any(view.is_illustrative for view in views)
        for sheet in (name for name in book.sheets if not name[0].isdigit()):
            assert (book.cells(sheet)[2, 1] == wording.ILLUSTRATIVE) == every
        for sheet, view, _ in sheets_of(book, views):
            marked = book.cells(sheet)[2, 1] == wording.ILLUSTRATIVE
            assert marked == view.is_illustrative
        title = book.parts["docProps/core.xml"].decode("utf-8")
        assert (wording.ILLUSTRATIVE in title) == every


def test_a_workbook_of_both_sets_marks_the_illustrative_sheets_alone(
    library: Library, today: date
) -> None:
    views = [one_view(library.figures(name), today) for name in SETS]
    book = Xlsx(figures_workbook(views, area=views[0].area, today=today))
    real, made_up = sheets_of(book, tuple(views))
    assert book.cells(real[0])[2, 1] != wording.ILLUSTRATIVE
    assert book.cells(made_up[0])[2, 1] == wording.ILLUSTRATIVE
    cover = " ".join(map(str, book.cells(words.TEXTS.cover).values()))
    assert f"the figures of the sheets {made_up[0]}." in cover


def one_view(figures: FigureSet, today: date, **changes: object) -> ThemeView:
    measure = "homelessness_applications_from_prison"
    selection = Selection(CLACKS, (SCOTLAND,), measure, "number")
    return theme_view(figures, "housing", replace(selection, **changes), today)


def test_an_index_is_headed_as_one_and_never_as_a_number(
    illustrative: FigureSet, today: date
) -> None:
    view = one_view(illustrative, today, is_index=True)
    numbers = [h for h in grid_of(view).headers if "index" in h]
    assert all(re.search(r", index, \d{4}-\d{2} is 100$", h) for h in numbers)
    assert len(numbers) == len([i for i in view.indices if hasattr(i, "points")])


def test_percentages_are_numbers_with_their_unit_in_the_header(make: Make) -> None:
    book, views, _ = make("illustrative", "Clackmannanshire")
    view, table = next((v, t) for _, v, t in sheets_of(book, views) if v.kind == "trend")
    assert view.table.rows[0][1].text.endswith("%")
    assert "Clackmannanshire, per cent" in table.headers
    assert not any("%" in str(v) for row in table.rows for v in row.values())


def test_a_view_without_a_row_has_a_table_that_says_so(published: FigureSet, today: date) -> None:
    view = one_view(published, today)
    empty = replace(view, table=replace(view.table, rows=()))
    book = Xlsx(figures_workbook([empty], area=view.area, today=today))
    (_, _, table), *_ = sheets_of(book, (empty,))
    assert [set(row.values()) for row in table.rows] == [{words.NO_ROWS}]


def test_no_view_makes_no_workbook(published: FigureSet, today: date) -> None:
    with pytest.raises(CjdataError, match="no view to write"):
        figures_workbook([], area=published.areas.scotland, today=today)


def test_the_same_views_make_the_same_workbook(published: FigureSet, today: date) -> None:
    view = one_view(published, today)
    first, second = (
        Xlsx(figures_workbook([view], area=view.area, today=today)).parts for _ in range(2)
    )
    assert first == second


# Texts that nobody expects


STARTS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_starts_a_formula(published: FigureSet, today: date, start: str) -> None:
    evil = f'{start}HYPERLINK("https://example.org";"1")'
    view = one_view(published, today)
    rows = tuple((Cell(evil), *row[1:]) for row in view.table.rows)
    columns = view.download.columns
    changed = replace(
        view,
        heading=evil,
        notes=(evil,),
        source_line=evil,
        table=ViewTable(evil, (evil, *view.table.header[1:]), rows),
        make_download=lambda: Download(
            columns,
            tuple(
                tuple(
                    evil if c in ("note", "area", "edition") else v
                    for c, v in zip(columns, row, strict=True)
                )
                for row in view.download.rows
            ),
        ),
    )
    book = Xlsx(figures_workbook([changed], area=view.area, today=today))
    assert not any(list(sheet.iter(f"{MAIN}f")) for sheet in book.sheets.values())
    assert not [text for text in texts(book) if text.startswith(STARTS)]
    assert any(text == f"'{evil}".replace("\r", " ") for text in texts(book))


@given(st.sampled_from(STARTS), st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_no_text_of_any_part_starts_a_formula(
    published: FigureSet, today: date, start: str, rest: str
) -> None:
    evil = f"{start}{rest}"
    view = one_view(published, today)
    finding = replace(view.finding, lead=evil, rest=(evil,), caveats=(evil,))
    area = replace(view.area, name=evil)
    rows = tuple(tuple(Cell(evil, qualifier=evil) for _ in row) for row in view.table.rows)
    changed = replace(
        view,
        name=evil,
        heading=evil,
        area=area,
        finding=finding,
        notes=(evil,),
        source_line=evil,
        table=ViewTable(evil, (evil,) * len(view.table.header), rows, (evil,)),
        sources=tuple(replace(s, title=evil, publisher=evil, url=evil) for s in view.sources),
    )
    book = Xlsx(figures_workbook([changed], area=area, today=today))
    assert not any(list(sheet.iter(f"{MAIN}f")) for sheet in book.sheets.values())
    assert not [text for text in texts(book) if text.startswith(STARTS)]


@given(st.text(max_size=60), st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_text_makes_a_sound_workbook(
    published: FigureSet, today: date, heading: str, cell: str
) -> None:
    view = one_view(published, today)
    rows = tuple((*row[:-1], Cell(cell)) for row in view.table.rows)
    table = ViewTable(heading, (*view.table.header[:-1], heading), rows)
    changed = replace(view, heading=heading, notes=(cell,), table=table)
    book = Xlsx(figures_workbook([changed, changed], area=view.area, today=today))
    assert len(book.sheets) == len({n.casefold() for n in book.sheets})
    for name in book.sheets:
        assert book.as_a_spreadsheet_reads_it(name)
    assert not any(list(sheet.iter(f"{MAIN}f")) for sheet in book.sheets.values())


@given(st.lists(st.text(max_size=80), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_headings_name_sheets_that_spreadsheets_take(
    published: FigureSet, today: date, headings: list[str]
) -> None:
    view = one_view(published, today)
    names = sheet_names([replace(view, heading=h) for h in headings], [words.TEXTS.cover])
    assert len({name.casefold() for name in (*names, words.TEXTS.cover)}) == len(headings) + 1
    for name in names:
        assert 0 < len(name) <= LONGEST
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("' ") == name
        assert re.fullmatch(r"[a-z_][a-z0-9_]*", table_name(name))


@given(st.lists(st.sampled_from(["Area", "area", "AREA", "x" * 300, ""]), max_size=8))
def test_headers_never_repeat_whatever_their_case(names: list[str]) -> None:
    made = unlike(names)
    assert len({name.casefold() for name in made}) == len(names)
    assert all(len(name) <= 255 for name in made)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    assert len(clean("x" * 40_000)) < 32_767
    assert clean("x" * 40_000).endswith(" …")


# The command


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, opened_once: None) -> Callable[..., object]:
    monkeypatch.setenv("CJDATA_HOME", str(home))
    return lambda *arguments: CliRunner().invoke(main, ["workbook", *map(str, arguments)])


@each_set
def test_the_command_writes_the_workbook_of_an_area(
    run: Callable[..., object], tmp_path: Path, name: str
) -> None:
    path = tmp_path / "figures.xlsx"
    result = run("--area", "Falkirk", "--set", name, "-o", path)
    assert result.exit_code == 0, result.output
    assert str(path) in result.output
    assert "1 Profile" in Xlsx(path.read_bytes()).sheets


def test_the_command_writes_the_views_that_are_named(
    run: Callable[..., object], tmp_path: Path
) -> None:
    path = tmp_path / "figures.xlsx"
    views = ("--view", "housing/trend?area=Falkirk", "--view", "area-profile/years?area=Falkirk")
    assert run("--area", "Falkirk", *views, "-o", path).exit_code == 0
    sheets = [n for n in Xlsx(path.read_bytes()).sheets if n[0].isdigit()]
    assert sheets == ["1 Homelessness applications", "2 Years"]


def test_every_wrong_address_is_named_and_nothing_is_written(
    run: Callable[..., object], tmp_path: Path
) -> None:
    path = tmp_path / "figures.xlsx"
    result = run("--view", "housing/trnd", "--view", "hosing/trend", "-o", path)
    assert result.exit_code == 1
    assert "trnd" in result.stderr
    assert "hosing" in result.stderr
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_named(
    run: Callable[..., object], tmp_path: Path
) -> None:
    result = run("-o", tmp_path / "no folder" / "figures.xlsx")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_area_is_refused_with_the_nearest(
    run: Callable[..., object], tmp_path: Path
) -> None:
    result = run("--area", "Clackmananshir", "-o", tmp_path / "figures.xlsx")
    assert result.exit_code == 1
    assert "Clackmannanshire" in result.stderr


def test_a_group_of_councils_is_refused_in_words(
    run: Callable[..., object], tmp_path: Path
) -> None:
    result = run("--area", "Forth Valley", "-o", tmp_path / "figures.xlsx")
    assert result.exit_code == 1
    assert "Forth Valley" in result.stderr
    assert not (tmp_path / "figures.xlsx").exists()
