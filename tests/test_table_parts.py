"""Tables in several parts: label rows inside them, repeated headers, areas in several columns."""

from __future__ import annotations

import pytest
from commenced import RECIPE, TITLE, figures, read_commenced
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_sheets import book, errors, read, sheet, warnings

from cjdata.ingest.checking.year_coverage import years_out_of_order
from cjdata.ingest.rows.label_rows import texts_behind, without_label_rows
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, Value
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

Row = list[Value]
HEADS: Row = ["Area code1", "Area name", "Cases commenced", "", "Area"]


def body(areas: Areas, first: int = 1) -> list[Row]:
    return [[a.code, a.name, first + n, "", a.name] for n, a in enumerate(areas.councils)]


def scotland(value: int = 9_000) -> Row:
    return ["S92000003", "Scotland", value, "", "Scotland"]


@pytest.mark.parametrize(
    "label",
    [
        ["", "Council areas", "", "", "Council areas"],
        ["", "Council areas", "", "", ""],
        ["Council areas", "", "", "", "Local authority"],
        ["", "Local authority", "", "", "Local authority"],
        ["Area", "Area", "", "", "Area"],
    ],
)
@pytest.mark.parametrize("place", [0, 1, 5])
def test_a_label_row_among_the_rows_drops_no_council(
    label: Row, place: int, areas: Areas, catalogue: Catalogue
) -> None:
    rows = [scotland(), *body(areas)]
    rows.insert(place, label)
    found = read_commenced([[f"{TITLE}, 2023-24"], HEADS, *rows], areas, catalogue)
    assert len(figures(found)) == 33
    assert not warnings(found)


def test_parts_of_a_table_that_are_of_health_boards_are_passed_over(
    areas: Areas, catalogue: Catalogue
) -> None:
    boards: list[Row] = [
        ["", "NHS Board areas", "", "", "NHS Board areas"],
        ["S08000029", "Fife", 70, "", "Fife"],
        ["S08000022", "Highland", 71, "", "Highland"],
    ]
    rows = [[f"{TITLE}, 2023-24"], HEADS, scotland(), *body(areas), *boards]
    assert len(figures(read_commenced(rows, areas, catalogue))) == 33


def test_one_code_of_a_health_board_among_councils_is_told(
    areas: Areas, catalogue: Catalogue
) -> None:
    councils = body(areas)
    councils[7][0] = "S08000029"
    label: Row = ["", "Council areas", "", "", "Council areas"]
    rows = [[f"{TITLE}, 2023-24"], HEADS, scotland(), label, *councils]
    [error] = errors(read_commenced(rows, areas, catalogue))
    assert (error.kind, error.cell) == ("unknown area", "A12")


def test_many_councils_among_more_other_names_are_still_the_areas_of_the_table(
    areas: Areas, catalogue: Catalogue
) -> None:
    others: list[Row] = [[f"Place {n}", n] for n in range(60)]
    councils: list[Row] = [[a.name, n] for n, a in enumerate(areas.councils)]
    rows = [[f"{TITLE}, 2023-24"], ["Name of place", "Cases commenced"], *councils, *others]
    found = read_commenced(rows, areas, catalogue)
    assert {error.kind for error in errors(found)} == {"unknown area"}


def years(first: str, second: str) -> Row:
    return ["Local authority", first, second]


def counts(areas: Areas, first: int) -> list[Row]:
    return [[a.name, first + n, first + n + 1] for n, a in enumerate(areas.single)]


@pytest.mark.parametrize("between", [[], [["", "", ""]], [[""], [""], [""]]])
def test_a_header_repeated_with_other_years_goes_on_with_the_table(
    between: list[Row], areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [f"{TITLE}: cases commenced"],
        years("2023-24", "2024-25"),
        *counts(areas, 100),
        *between,
        years("2021-22", "2022-23"),
        *counts(areas, 50),
        *between,
        years("2019-20", "2020-21"),
        *counts(areas, 10),
    ]
    found = figures(read_commenced(rows, areas, catalogue))
    assert len(found) == 33 * 6
    [table] = read_commenced(rows, areas, catalogue).tables
    assert not list(years_out_of_order(table))
    assert found["Aberdeen City", "2021-22"] == 50
    assert found["Aberdeen City", "2020-21"] == 11


def test_years_that_change_places_within_a_part_are_told(
    areas: Areas, catalogue: Catalogue
) -> None:
    heads: Row = ["Local authority", "2020-21", "2022-23", "2021-22"]
    four: list[Row] = [[a.name, n, n + 1, n + 2] for n, a in enumerate(areas.single)]
    rows = [[f"{TITLE}: cases commenced"], years("2023-24", "2024-25"), *counts(areas, 9)]
    [table] = read_commenced([*rows, heads, *four], areas, catalogue).tables
    assert [doubt.at.cell for doubt in years_out_of_order(table)] == ["D37"]


def test_one_year_a_part_goes_on_with_the_table_as_well(areas: Areas, catalogue: Catalogue) -> None:
    rows = [
        [f"{TITLE}: cases commenced"],
        *(row[:2] for row in [years("2023-24", ""), *counts(areas, 100)]),
        [""],
        *(row[:2] for row in [years("2022-23", ""), *counts(areas, 50)]),
    ]
    assert len(figures(read_commenced(rows, areas, catalogue))) == 66


def test_a_repeated_header_below_a_text_that_no_recipe_knows_is_refused_with_both(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [f"{TITLE}: cases commenced"],
        years("2023-24", "2024-25"),
        *counts(areas, 100),
        ["Earlier years, on another basis"],
        years("2021-22", "2022-23"),
        *counts(areas, 50),
    ]
    [error] = errors(read_commenced(rows, areas, catalogue))
    assert (error.kind, error.sheet, error.cell) == ("further part not read", "Table 1", "A37")
    assert "“Earlier years, on another basis”" in error.found
    assert "2021-22, 2022-23" in error.found


def test_a_table_below_with_a_title_and_headings_of_its_own_is_no_part_of_the_one_above(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [f"{TITLE}: cases commenced"],
        years("2023-24", "2024-25"),
        *counts(areas, 100),
        [""],
        ["Table 2: Bail supervision by local authority"],
        years("2023-24", "2024-25"),
        *counts(areas, 50),
    ]
    found = figures(read_commenced(rows, areas, catalogue))
    assert len(found) == 66
    assert found["Aberdeen City", "2023-24"] == 100


def test_areas_and_figures_with_nothing_over_them_are_refused(
    areas: Areas, catalogue: Catalogue
) -> None:
    good: list[Row] = [[f"{TITLE}, 2024-25"], ["Local authority", "Cases commenced"], ["Fife", 5]]
    bare: list[Row] = [[f"{TITLE}, 2023-24"], ["Local authority", "", "Area"]]
    bare += [[a.name, n, a.name] for n, a in enumerate(areas.councils)]
    both = book(sheet(good), sheet(bare, name="DFP_2"))
    told = errors(read(both, areas, catalogue, RECIPE))
    assert {(error.sheet, error.cell[0]) for error in told} <= {("DFP_2", "A"), ("DFP_2", "B")}
    assert told


cells = st.sampled_from(["", "Area", "Local authority", "Number", 5, 7.5])


@settings(max_examples=60)
@given(st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=9), st.data())
def test_leaving_out_label_rows_never_loses_the_first_header_nor_adds_one(
    rows: list[Row], data: st.DataObject
) -> None:
    made = SourceSheet("S", rows)
    numbers = data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1))
    headers = [(number,) for number in sorted(numbers)]
    kept = without_label_rows(made, headers)
    assert kept[0] == headers[0]
    assert set(kept) <= set(headers)
    # “5 | Local authority” may be a note behind its sign.
    behind = [rows[row] for row in texts_behind(made, range(len(rows)))]
    notes = ([5, "Local authority"],)
    plain = (row for row in behind if [v for v in row if v != ""] not in notes)
    assert all(not isinstance(value, float | int) for row in plain for value in row)
