"""The builders of test workbooks write what they say: numbers, layouts, symbols, hidden rows."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from workbook_builders import changes
from workbook_builders.front import Made
from workbook_builders.jsw_one import jsw_part_1
from workbook_builders.jsw_two import jsw_part_2_cpo, jsw_part_2_dtto, jsw_part_2_reports
from workbook_builders.known import NOT_APPLICABLE, SUPPRESSED, Symbol, unit_of
from workbook_builders.older import cjsw_old, revision_case
from workbook_builders.open_data import big_orders_csv, orders_csv
from workbook_builders.others import (
    homelessness,
    no_one_left_behind,
    scjs,
    treatment_transfers,
)
from workbook_builders.places import AREA_STYLES, COUNCILS, SCOTLAND
from workbook_builders.population import population, population_series
from workbook_builders.proceedings import criminal_proceedings
from workbook_builders.revisions import revised
from workbook_builders.samples import LAYOUTS, sample
from workbook_builders.seeded import TEN_YEARS, known
from workbook_builders.sheets import Cell, Formula, SheetSpec, Shown
from workbook_builders.style import OLD_STYLE, PERIOD_STYLES, PLAIN, Style

from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

CLACKS = "S12000005"
KINDS = ("xlsx", "xls", "ods")
PUBLICATIONS: tuple[Callable[..., Made], ...] = (
    jsw_part_1,
    jsw_part_2_cpo,
    jsw_part_2_dtto,
    jsw_part_2_reports,
    cjsw_old,
    criminal_proceedings,
    homelessness,
    no_one_left_behind,
    treatment_transfers,
    scjs,
    population,
    population_series,
)


def read(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def printed(cell: Cell) -> Any:
    """Give what a cell holds; of a number the 15 digits that every kind of workbook keeps."""
    if isinstance(cell, Formula | Shown):
        return printed(cell.value)
    if isinstance(cell, int | float):
        return f"{cell:.15g}"
    return "" if cell is None else cell


def assert_holds(rows: list[list[Any]], spec: SheetSpec) -> None:
    for number, row in enumerate(spec.rows):
        found = rows[number] if number < len(rows) else []
        found = found + [""] * (len(row) - len(found))
        assert [printed(cell) for cell in found[: len(row)]] == [printed(cell) for cell in row]
        assert not any(found[len(row) :])


def number_in(cell: Any, unit: str, style: Style) -> Any:
    """Give the number that a cell states, in the unit of known numbers."""
    if unit == "percent":
        return {
            "fraction": lambda: 100 * cell,
            "shown": lambda: 100 * cell,
            "number": lambda: cell,
            "text": lambda: float(cell.removesuffix("%")),
        }[style.percent]()
    return int(cell.replace(",", "")) if isinstance(cell, str) else cell


@pytest.fixture(scope="module")
def cpo() -> Made:
    return jsw_part_2_cpo()


# The files


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("build", PUBLICATIONS)
def test_every_cell_reads_back_as_described(build: Callable[..., Made], kind: str) -> None:
    book = build(kind=kind)
    sheets = read(book.content)
    assert list(sheets) == [spec.name for spec in book.sheets]
    for spec in book.sheets:
        assert_holds(sheets[spec.name], spec)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("build", [jsw_part_1, cjsw_old, treatment_transfers])
def test_the_same_call_gives_the_same_bytes(build: Callable[..., Made], kind: str) -> None:
    assert build(kind=kind).content == build(kind=kind).content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_holds_its_known_numbers_where_it_says(layout: str, kind: str) -> None:
    book = sample(layout, kind=kind)
    sheets = read(book.content)
    areas = 1 if layout.startswith("Scotland") else 33
    assert len(book.numbers) == 4 * 5 * areas
    for spec in book.sheets:
        for key in spec.at:
            row, column = spec.place(key)
            assert sheets[spec.name][row][column] == book.numbers[key]


STYLES = (
    PLAIN,
    OLD_STYLE,
    Style(percent="shown", count="shown"),
    Style(percent="number", count="text"),
    Style(percent="text", count="float", scotland="Total", scotland_at="alphabetical"),
)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_style_prints_the_same_numbers(kind: str, style: Style) -> None:
    book = jsw_part_2_dtto(kind=kind, style=style)
    rows = read(book.content)["DTTO_3"]
    spec = book.sheet("DTTO_3")
    for key, value in book.numbers.only([m for m, _, _ in spec.at]).items():
        row, column = spec.place(key)
        found = rows[row][column]
        if isinstance(value, Symbol):
            assert found == style.symbols[value.meaning]
        elif value == 0 and style.nil:
            assert found == "-"
        else:
            assert number_in(found, unit_of(key[0]), style) == pytest.approx(value, rel=1e-12)


def test_a_sheet_exports_to_csv_in_every_encoding_and_delimiter() -> None:
    book = jsw_part_1()
    for encoding, delimiter in (("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", "\t")):
        exported = book.exported("TC_1", encoding=encoding, delimiter=delimiter)
        text = exported.content.decode(encoding)
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        spec = book.sheet("TC_1")
        assert len(rows) == len(spec.rows)
        for key, value in exported.numbers.items():
            row, column = spec.place(key)
            assert rows[row][column] == str(value)


@pytest.mark.parametrize("style", AREA_STYLES)
def test_every_way_of_naming_an_area_is_one_the_dashboard_knows(style: str, areas: Areas) -> None:
    for code in COUNCILS:
        *_, name = Style(area=style).areas(code)
        assert areas.find(str(name)).code == code


def test_years_are_printed_in_nine_ways() -> None:
    printed = [Style(period=style).year("2023-24") for style in PERIOD_STYLES]
    assert len(set(printed)) == len(PERIOD_STYLES)
    assert date(2024, 3, 31) in printed
    assert date(2023, 4, 1) in printed
    assert Style(period="2023/2024").year("2022") == "2022"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("period", ["end date", "start date"])
def test_dates_read_back_as_dates(kind: str, period: str) -> None:
    book = sample("a row per year and area", kind=kind, style=Style(period=period))
    rows = read(book.content)["DFP_1"]
    found = rows[book.sheet("DFP_1").first_body_row][0]
    assert found == Style(period=period).year("2020-21")


@pytest.mark.parametrize("kind", KINDS)
def test_untidy_spaces_read_back_as_written(kind: str) -> None:
    book = sample("a row per year and area", kind=kind, style=Style(area="untidy"))
    assert_holds(read(book.content)["DFP_1"], book.sheet("DFP_1"))
    assert " Dumfries\xa0and  Galloway  " in [row[1] for row in book.sheet("DFP_1").body]


# Hidden rows, formulas, merged cells


def test_all_but_the_latest_year_is_hidden(cpo: Made) -> None:
    spec = cpo.sheet("CPO_23")
    assert (len(spec.body), len(spec.hidden)) == (330, 297)
    shown = {row[0] for number, row in enumerate(spec.body) if number not in spec.hidden}
    assert shown == {"2024-25"}


@pytest.mark.parametrize(
    ("kind", "path", "mark"),
    [
        ("xlsx", "xl/worksheets/sheet3.xml", 'hidden="1"'),
        ("ods", "content.xml", 'table:visibility="filter"'),
    ],
)
def test_hidden_rows_are_marked_in_the_file(kind: str, path: str, mark: str) -> None:
    content = sample("a row per year and area", kind=kind).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read(path).decode().count(mark) == 4 * 33


@pytest.mark.parametrize("kind", KINDS)
def test_a_formula_holds_its_value_or_none(kind: str) -> None:
    book = jsw_part_1(kind=kind)
    key = ("fiscal_work_orders_completion_percent", SCOTLAND, "2023-24")
    spec = book.sheet("FWO_1")
    row, column = spec.place(key)
    assert 100 * read(book.content)["FWO_1"][row][column] == pytest.approx(book.numbers[key])
    empty = book.changed(changes.uncalculated)
    assert read(empty.content)["FWO_1"][row][column] == ""


def test_a_formula_names_the_cells_of_its_own_row(cpo: Made) -> None:
    spec = cpo.sheet("CPO_23")
    row, column = spec.at["cpo_completion_percent", CLACKS, "2024-25"]
    cell = spec.body[row][column]
    assert isinstance(cell, Formula)
    assert spec.cell_name(("cpo_completed", CLACKS, "2024-25")) in cell.text
    assert re.fullmatch(r"=\(D(\d+)\+E\1\)/\(C\1-H\1\)", cell.text)


def test_labels_are_merged_over_their_group(cpo: Made) -> None:
    reader = CalamineWorkbook.from_filelike(io.BytesIO(cpo.content))
    merged = reader.get_sheet_by_name("CPO_10").merged_cell_ranges
    assert sorted(merged or ()) == [((3, 3), (3, 4)), ((3, 5), (3, 10))]


# Changes that keep the numbers


@pytest.mark.parametrize(
    "change",
    [
        changes.moved_right,
        lambda spec: changes.with_blank_rows(spec, range(2, len(spec.body), 33)),
        lambda spec: changes.with_footnotes(spec, "1. A note with 2,024 in it."),
        lambda spec: changes.with_headings(spec, {"Custody": "In custody [note 9]"}),
    ],
)
def test_changes_keep_every_known_number(change: changes.Change) -> None:
    book = jsw_part_1().changed(change)
    sheets = read(book.content)
    for spec in book.sheets:
        assert_holds(sheets[spec.name], spec)
        for key in spec.at.keys() & book.numbers.keys():
            row, column = spec.place(key)
            assert spec.rows[row][column] == PLAIN.value(book.numbers, key) or isinstance(
                spec.rows[row][column], Formula
            )


def test_columns_change_places_with_their_labels(cpo: Made) -> None:
    spec = cpo.sheet("CPO_10")
    mixed = changes.with_columns(spec, [1, 0, 4, 3, 5, 2, 6, 7, 8, 9, 10])
    assert mixed.header[1][:6] == [
        "Local authority",
        "Year",
        "Females",
        "Males",
        "16-17",
        "Total orders",
    ]
    assert mixed.header[0] == [None, None, "Gender", None, "Age", None, "Age", *[None] * 4]
    assert mixed.header_merged == [(0, 2, 0, 3), (0, 6, 0, 10)]
    key = ("cpo_commenced", CLACKS, "2019-20")
    row, column = mixed.place(key)
    assert (mixed.rows[row][column], column) == (known()[key], 5)


def test_an_area_printed_once_stands_over_merged_cells() -> None:
    spec = sample("area printed once").sheet("DFP_1")
    assert len(spec.body_merged) == 33
    assert sum(row[0] is not None for row in spec.body) == 33


# The numbers


def test_the_measures_are_those_of_the_catalogue(catalogue: Catalogue) -> None:
    for build in PUBLICATIONS[:-2]:
        for measure, _, _ in build().numbers:
            unit = catalogue.measures[measure].unit
            assert {"per_10000": "rate"}.get(unit, unit) == unit_of(measure)


def test_councils_add_up_to_scotland_in_every_count() -> None:
    numbers = known()
    for (measure, area, period), value in numbers.items():
        if area == SCOTLAND and isinstance(value, int) and (measure, CLACKS, period) in numbers:
            assert sum(numbers[measure, c, period] for c in COUNCILS) == value


def test_parts_fit_into_their_whole_and_rates_follow_from_counts() -> None:
    numbers = known()
    for area in (*COUNCILS, SCOTLAND):
        for period in TEN_YEARS:

            def n(measure: str, at: tuple[str, str] = (area, period)) -> Any:
                return numbers[measure, *at]

            assert n("diversion_cases_completed") <= n("diversion_cases_commenced")
            assert n("cpo_completed") <= n("cpo_terminated")
            assert n("jsw_reports_full") + n("jsw_reports_supplementary") == n(
                "jsw_reports_submitted"
            )
            ended = n("cpo_terminated") - n("cpo_transfer_out")
            share = n("cpo_completed") + n("cpo_early_discharge")
            assert n("cpo_completion_percent") == pytest.approx(100 * share / ended)


def test_small_councils_have_small_numbers_and_noughts() -> None:
    numbers = known()
    clacks = [v for (m, a, _), v in numbers.held().items() if a == CLACKS and m == "dtto_commenced"]
    assert max(clacks) < 15
    assert 0 in [v for (m, _, _), v in numbers.items() if m == "dtto_commenced"]
    assert NOT_APPLICABLE in [v for (m, *_), v in numbers.items() if m == "dtto_completion_percent"]


def test_a_year_is_the_same_in_every_edition() -> None:
    newer, older = known(), known("2010-11", "2016-17")
    shared = newer.keys() & older.keys()
    assert len(shared) > 10_000
    assert all(newer[key] == older[key] for key in shared)


def test_the_revised_year_reads_differently_in_three_editions() -> None:
    key = ("cpo_commenced", SCOTLAND, "2016-17")
    assert [book.numbers[key] for book in revision_case()] == [19136, 19206, 19202]


def test_a_revision_names_what_it_changed_and_still_adds_up() -> None:
    numbers, changed = revised(known())
    assert 10 < len(changed) < 400
    assert {m for m, _, _ in changed} >= {"cpo_commenced", "cpo_rate_per_10000"}
    for period in TEN_YEARS:
        assert (
            sum(numbers["cpo_commenced", c, period] for c in COUNCILS)
            == (numbers["cpo_commenced", SCOTLAND, period])
        )


def test_small_counts_of_treatment_are_suppressed_but_not_noughts() -> None:
    values = list(treatment_transfers().numbers.values())
    assert SUPPRESSED in values
    assert min(v for v in values if isinstance(v, int) and v) >= 5


# The older era and open data


def test_the_older_editions_print_dashes_dots_and_glued_notes() -> None:
    book = cjsw_old("2016-17")
    summary = read(book.content)["Table 2"]
    assert summary[2][1:3] == ["2010-116,7", "2011-12"]
    assert ".." in [cell for row in summary for cell in row]
    assert "-" in [cell for row in read(book.content)["Table 3"] for cell in row]


def test_open_data_keeps_counts_of_the_measures_among_rows_to_skip() -> None:
    order = ("Order Type", "Value", "Measurement", "DateCode", "Units", "FeatureCode")
    book = orders_csv(order=order, encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(book.content.decode("utf-8-sig"))))
    assert tuple(rows[0]) == order
    assert {row["Measurement"] for row in rows} == {"Count", "Ratio"}
    wanted = {
        (row["FeatureCode"], row["DateCode"]): row["Value"]
        for row in rows
        if row["Order Type"] == "Community Payback" and row["Measurement"] == "Count"
    }
    assert wanted[CLACKS, "2019/2020"] == str(book.numbers["cpo_commenced", CLACKS, "2019-20"])


def test_a_large_download_has_the_rows_asked_for() -> None:
    book = big_orders_csv(5_000)
    assert book.content.count(b"\n") == 5_001
    assert book.content.count(b",All\n") == len(book.numbers) == 33 * 9
