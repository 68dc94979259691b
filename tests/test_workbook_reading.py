"""Every layout of the official workbooks: what is read is what went in, cell by cell."""

from __future__ import annotations

from datetime import date

import pytest
from reading_sheets import (
    CLACKS,
    FALKIRK,
    Rows,
    assert_same,
    book,
    made_book,
    read,
    read_rows,
    sheet,
    values,
)
from workbook_builders.changes import moved_right, printed_once, with_columns, with_footnotes
from workbook_builders.front import Made, made
from workbook_builders.places import AREA_STYLES
from workbook_builders.samples import LAYOUTS, sample
from workbook_builders.style import PERIOD_STYLES, Style

from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

LONG = "a row per year and area"
COMMENCED, COMPLETED = "diversion_cases_commenced", "diversion_cases_completed"
REFERRALS, RATE = "diversion_referrals", "diversion_rate_per_10000"
TITLE = "Table 1: Diversion from prosecution, by local authority"
HEADER = ["Year", "Local authority", "Cases commenced", "Cases completed"]


def check(built: Made, areas: Areas, catalogue: Catalogue) -> None:
    found = read(made_book(built), areas, catalogue)
    assert found.remarks == ()
    assert_same(found, built.numbers)


# Layouts, names, years and numbers


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_read_cell_by_cell(layout: str, areas: Areas, catalogue: Catalogue) -> None:
    check(sample(layout), areas, catalogue)


@pytest.mark.parametrize("style", AREA_STYLES)
@pytest.mark.parametrize("layout", [LONG, "areas across", "years across"])
def test_areas_go_by_every_name_and_code(
    layout: str, style: str, areas: Areas, catalogue: Catalogue
) -> None:
    check(sample(layout, style=Style(area=style)), areas, catalogue)


@pytest.mark.parametrize("style", PERIOD_STYLES)
@pytest.mark.parametrize("layout", [LONG, "years across", "measures side by side"])
def test_years_come_in_every_form(
    layout: str, style: str, areas: Areas, catalogue: Catalogue
) -> None:
    check(sample(layout, style=Style(period=style)), areas, catalogue)


@pytest.mark.parametrize("name", ["Scotland", "SCOTLAND2", "Total", "Scotland total", "All areas"])
@pytest.mark.parametrize("place", ["first", "last", "alphabetical"])
def test_scotland_stands_among_the_councils_by_any_name(
    name: str, place: str, areas: Areas, catalogue: Catalogue
) -> None:
    style = Style(scotland=name, scotland_at=place)
    check(sample(LONG, style=style), areas, catalogue)
    check(sample("years across", style=style), areas, catalogue)


@pytest.mark.parametrize("count", ["number", "float", "shown", "text"])
def test_counts_are_numbers_or_texts_with_thousands_separators(
    count: str, areas: Areas, catalogue: Catalogue
) -> None:
    check(sample(LONG, style=Style(count=count)), areas, catalogue)


def test_hidden_rows_are_data(areas: Areas, catalogue: Catalogue) -> None:
    built = sample(LONG)
    assert any(spec.hidden for spec in built.sheets)
    check(built, areas, catalogue)


def test_a_table_may_begin_anywhere_and_have_its_columns_in_any_order(
    areas: Areas, catalogue: Catalogue
) -> None:
    built = sample(LONG)
    (table,) = (spec for spec in built.sheets if spec.at)
    for spec in (moved_right(table, 2), with_columns(table, [3, 1, 5, 0, 2, 4])):
        check(made("tables", "xlsx", [*built.sheets[:2], spec], built.numbers), areas, catalogue)


def test_footnotes_below_the_table_are_no_data(areas: Areas, catalogue: Catalogue) -> None:
    built = sample("a year a sheet")
    notes = ("1. Figures for 2019-20 have been revised.", "Scotland includes 12 cases.", "Fife: 3.")
    sheets = [with_footnotes(s, *notes) if s.at else s for s in built.sheets]
    check(made("tables", "xlsx", sheets, built.numbers), areas, catalogue)


def test_a_name_may_be_printed_once_a_block_over_merged_or_blank_cells(
    areas: Areas, catalogue: Catalogue
) -> None:
    built = sample(LONG)
    (table,) = (spec for spec in built.sheets if spec.at)
    for merge in (True, False):
        once = printed_once(table, 0, merge=merge)
        check(made("tables", "xlsx", [*built.sheets[:2], once], built.numbers), areas, catalogue)


# Headers


def two_years(*figures: float) -> list[list[float | str]]:
    """Two councils in two years, with two figures each."""
    places = [(y, a) for y in ("2022-23", "2023-24") for a in ("Clackmannanshire", "Falkirk")]
    return [[*place, *figures] for place in places]


def test_lines_above_a_table_are_no_header(areas: Areas, catalogue: Catalogue) -> None:
    rows = [
        [TITLE, "Back to contents"],
        ["Year:", "2022-23 to 2023-24"],
        ["Local authority:", "All"],
        ["Filter", "To see other years, use the arrow in cell A5"],
        HEADER,
        *two_years(7, 5),
    ]
    found = read_rows(rows, areas, catalogue)
    assert found.remarks == ()
    assert values(found)[COMPLETED, CLACKS, "2022-23"] == 5
    assert len(found.data) == 8


@pytest.mark.parametrize("merged", [[(1, 2, 1, 3)], []], ids=["merged", "not merged"])
def test_a_header_of_two_rows_has_labels_over_its_names(
    merged: list[tuple[int, int, int, int]], areas: Areas, catalogue: Catalogue
) -> None:
    rows = [[TITLE], ["", "", "Cases", ""], ["Year", "Local authority", "Commenced", "Completed"]]
    found = read_rows([*rows, *two_years(7, 5)], areas, catalogue, merged=merged)
    assert found.remarks == ()
    assert values(found)[COMMENCED, FALKIRK, "2023-24"] == 7


def test_labels_may_be_merged_down_over_both_rows_of_a_header(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [TITLE],
        ["Year", "Local authority", "Cases commenced", "Cases", "", "Gender", ""],
        ["", "", "", "Completed", "Not completed", "Males", "Females"],
        *([*row, 2 + n, 4 + n, 3 + n] for n, row in enumerate(two_years(7, 5))),
    ]
    merged = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)]
    found = read_rows(rows, areas, catalogue, merged=merged)
    assert {remark.kind for remark in found.remarks} == {"not read"}
    assert {d.column for d in found.data} == {2, 3}


def test_units_may_stand_in_a_row_below_the_names(areas: Areas, catalogue: Catalogue) -> None:
    rows = [[TITLE], HEADER, ["", "", "Number", "Number"], *two_years(7, 5)]
    assert len(read_rows(rows, areas, catalogue).data) == 8


@pytest.mark.parametrize("years_on_top", [True, False])
def test_years_stand_over_measures_or_measures_over_years(
    years_on_top: bool, areas: Areas, catalogue: Catalogue
) -> None:
    years, measures = ["2022-23", "2023-24"], ["Cases commenced", "Cases completed"]
    outer, inner = (years, measures) if years_on_top else (measures, years)
    rows = [
        [TITLE],
        ["", outer[0], "", outer[1], ""],
        ["Local authority", *inner, *inner],
        ["Clackmannanshire", 1, 2, 3, 4],
        ["Falkirk", 5, 6, 7, 8],
    ]
    merged = [(1, 1, 1, 2), (1, 3, 1, 4)]
    found = read_rows(rows, areas, catalogue, merged=merged)
    assert found.remarks == ()
    second = (COMPLETED, CLACKS, "2022-23") if years_on_top else (COMMENCED, CLACKS, "2023-24")
    assert values(found)[second] == 2
    assert values(found)[COMPLETED, FALKIRK, "2023-24"] == 8


def test_parts_by_gender_or_age_are_never_read_as_the_whole(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [TITLE],
        [*HEADER, "Cases commenced: males", "Cases commenced, aged 16-17"],
        *([*row, 6, 1] for row in two_years(7, 5)),
    ]
    assert {d.column for d in read_rows(rows, areas, catalogue).data} == {2, 3}


def test_a_heading_of_number_alone_is_what_the_title_names(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        ["Table 5: Diversion from prosecution: cases commenced, number and rate per 10,000"],
        ["Year", "Local authority", "Number", "Commenced per 10,000 population"],
        *two_years(7, 5.5),
    ]
    held = values(read_rows(rows, areas, catalogue))
    assert held[COMMENCED, CLACKS, "2023-24"] == 7
    assert held[RATE, CLACKS, "2023-24"] == 5.5


def test_several_tables_stand_on_one_sheet(areas: Areas, catalogue: Catalogue) -> None:
    def table(number: int, year: str, figure: int) -> Rows:
        title = f"Table {number}: Diversion from prosecution, {year}"
        councils = [["Clackmannanshire", figure, 1], ["Falkirk", figure + 1, 2]]
        header = ["Local authority", "Cases commenced", "Cases completed"]
        return [[title], [], header, *councils, [], [f"Note: {year} is provisional."], []]

    rows = [row for n, y in enumerate(("2022-23", "2023-24")) for row in table(n, y, 10 * n)]
    found = read_rows(rows, areas, catalogue)
    assert found.remarks == ()
    assert [len(t.data) for t in found.tables] == [4, 4]
    assert values(found)[COMMENCED, FALKIRK, "2023-24"] == 11
    assert values(found)[COMMENCED, FALKIRK, "2022-23"] == 1


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2023-24", "Diversion from prosecution"),
        ("Table 1", "Diversion from prosecution, 2023/24"),
        ("Table 1", "Diversion from prosecution, year ending 31 March 2024"),
        ("Table 1", "Diversion from prosecution, April 2023 to March 2024"),
    ],
)
def test_one_year_stands_in_the_title_or_the_sheets_name(
    name: str, title: str, areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [title],
        ["Published 10 September 2025"],
        ["Local authority", "Cases commenced", "Cases completed"],
        ["Clackmannanshire", 7, 5],
    ]
    found = read_rows(rows, areas, catalogue, name=name)
    assert values(found)[COMMENCED, CLACKS, "2023-24"] == 7


def test_a_title_may_stand_in_the_list_of_contents_alone(
    areas: Areas, catalogue: Catalogue
) -> None:
    contents = sheet([["Sheet", "Title"], ["D_1", "Diversion from prosecution"]], "Contents")
    found = read(book(contents, sheet([HEADER, *two_years(7, 5)], "D_1")), areas, catalogue)
    assert len(found.data) == 8


def test_a_years_column_may_hold_dates(areas: Areas, catalogue: Catalogue) -> None:
    rows = [[TITLE], HEADER, [date(2024, 3, 31), "Falkirk", 7, 5], ["31/03/2023", "Falkirk", 6, 4]]
    held = values(read_rows(rows, areas, catalogue))
    assert held[COMMENCED, FALKIRK, "2023-24"] == 7
    assert held[COMMENCED, FALKIRK, "2022-23"] == 6


def test_rows_of_other_genders_are_passed_over(areas: Areas, catalogue: Catalogue) -> None:
    header = ["Year", "Local authority", "Gender", "Cases commenced", "Cases completed"]
    body = [
        ["2023-24", area, gender, n, 1]
        for area in ("Clackmannanshire", "Falkirk")
        for n, gender in ((9, "All"), (6, "Male"), (3, "Female"))
    ]
    found = read_rows([[TITLE], header, *body], areas, catalogue)
    assert found.remarks == ()
    assert values(found)[COMMENCED, FALKIRK, "2023-24"] == 9
    assert len(found.data) == 4
