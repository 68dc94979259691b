"""Damage inside a sheet: an error that names the cell, never figures read quietly wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading_sheets import (
    FALKIRK,
    Rows,
    book,
    errors,
    read,
    read_rows,
    sheet,
    told,
    values,
    warnings,
)

from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

COMMENCED, COMPLETED = "diversion_cases_commenced", "diversion_cases_completed"
TITLE = "Table 1: Diversion from prosecution, by local authority"
PLACES = ("Clackmannanshire", "Falkirk", "Stirling", "Scotland")
Table = list[list[Value]]


def table() -> Table:
    """Rows 1 to 10: title, blank, header, then four areas in two years from A4 to F11."""
    header: list[Value] = [
        *("Year", "Local authority", "Referrals", "Assessments"),
        *("Cases commenced", "Cases completed"),
    ]
    body: Table = [
        [year, area, 400 + n, 300 + n, 200 + n, 150 + n]
        for n, (year, area) in enumerate((y, a) for y in ("2022-23", "2023-24") for a in PLACES)
    ]
    return [[TITLE], [], header, *body]


def put(row: int, column: int, value: Value) -> Callable[[Table], None]:
    def change(rows: Table) -> None:
        rows[row][column] = value

    return change


def shift_down(rows: Table) -> None:
    """Shift every figure one row down against its area and year."""
    figures = [row[2:] for row in rows[3:]]
    rows.append(["", ""])
    for row, own in zip(rows[3:], [[""] * 4, *figures], strict=True):
        row[2:] = own


def shift_up(rows: Table) -> None:
    figures = [row[2:] for row in rows[4:]]
    for row, own in zip(rows[3:], [*figures, [""] * 4], strict=True):
        row[2:] = own


def shift_right(rows: Table) -> None:
    for row in rows[3:]:
        row.insert(2, "")


def shift_all_right(rows: Table) -> None:
    for row in rows[3:]:
        row.insert(0, "")


def shift_left(rows: Table) -> None:
    for row in rows[3:]:
        del row[0]


def shift_column_down(rows: Table) -> None:
    column = [row[4] for row in rows[3:]]
    rows.append(["", "", "", "", "", ""])
    for row, value in zip(rows[3:], ["", *column], strict=True):
        row[4] = value


def shift_column_up(rows: Table) -> None:
    column = [row[3] for row in rows[3:]]
    for row, value in zip(rows[2:], [*column, ""], strict=True):
        row[3] = value


def no_header(rows: Table) -> None:
    del rows[2]


DAMAGES: dict[str, tuple[Callable[[Table], None], str, str]] = {
    "a misspelt area in the first row": (put(3, 1, "Clackmananshire"), "unknown area", "B4"),
    "a misspelt area": (put(5, 1, "Sterling"), "unknown area", "B6"),
    "an area that is none": (put(4, 1, "Narnia"), "unknown area", "B5"),
    "no area": (put(4, 1, ""), "unknown area", "B5"),
    "a year that is none": (put(4, 0, "2022-32"), "unknown year", "A5"),
    "a letter in a year": (put(4, 0, "2O22-23"), "unknown year", "A5"),
    "no year": (put(4, 0, ""), "unknown year", "A5"),
    "letters in a number": (put(4, 4, "2O1"), "not understood", "E5"),
    "words among numbers": (put(4, 4, "see note"), "not understood", "E5"),
    "a decimal comma": (put(4, 4, "20,1"), "not understood", "E5"),
    "a dash in a new edition": (put(4, 4, "-"), "not understood", "E5"),
    "a truth value": (put(4, 4, True), "not understood", "E5"),
    "a part of a case": (put(4, 4, 201.5), "not whole", "E5"),
    "fewer than none": (put(4, 4, -201), "negative", "E5"),
    "a percent sign on a count": (put(4, 4, "20%"), "unit contradicts", "E5"),
    "a misspelt heading": (put(2, 5, "Cases complted"), "heading not understood", "F3"),
    "a misspelt heading of a measure that need not be there": (
        put(2, 3, "Asessments"),
        "heading not understood",
        "D3",
    ),
    "a wrecked heading of a measure that must be there": (
        put(2, 5, "Qwxz"),
        "heading missing",
        "A3",
    ),
    "a heading twice": (put(2, 5, "Cases commenced"), "heading twice", "F3"),
    "a count headed as a rate": (put(2, 5, "Cases completed (%)"), "unit contradicts", "F3"),
    "a column without a heading": (put(2, 3, ""), "figures without a heading", "D4"),
    "a column of figures beside the table": (
        lambda rows: [row.append(1) for row in rows[3:]] and None,
        "figures without a heading",
        "G4",
    ),
}
MOVES: dict[str, tuple[Callable[[Table], None], str, str]] = {
    "figures one row down": (shift_down, "unknown area", "B12"),
    "figures one row up": (shift_up, "empty row", "C11"),
    "figures one column to the right": (shift_right, "figures without a heading", "G4"),
    "everything one column to the right": (shift_all_right, "column shifted", "B3"),
    "everything one column to the left": (shift_left, "column shifted", "A3"),
    "a column one row down": (shift_column_down, "unknown area", "B12"),
    "a column one row up": (shift_column_up, "no heading", "D3"),
}


@pytest.mark.parametrize("name", [*DAMAGES, *MOVES])
def test_damage_is_an_error_that_names_its_cell(
    name: str, areas: Areas, catalogue: Catalogue
) -> None:
    change, kind, cell = (DAMAGES | MOVES)[name]
    rows = table()
    assert told(read_rows(rows, areas, catalogue)) == set()
    change(rows)
    found = read_rows(rows, areas, catalogue)
    assert ("error", kind, cell) in told(found)
    to_do = [remark for remark in found.remarks if remark.level != "note"]
    assert all(remark.sheet == "Table 1" and remark.fix for remark in to_do)


@pytest.mark.parametrize("name", DAMAGES)
def test_what_damage_leaves_alone_is_read_right(
    name: str, areas: Areas, catalogue: Catalogue
) -> None:
    """An error names one cell; it must not let the others move."""
    change, _, _ = DAMAGES[name]
    whole = values(read_rows(table(), areas, catalogue))
    rows = table()
    change(rows)
    data = [d for d in read_rows(rows, areas, catalogue).data if d.column != 5]
    assert len(data) >= len(whole) / 2
    assert [d for d in data if whole[d.key] != d.value] == []


def test_no_header_at_all_is_refused(areas: Areas, catalogue: Catalogue) -> None:
    rows = table()
    no_header(rows)
    found = read(book(sheet(rows), sheet(table(), "DFP_2")), areas, catalogue)
    assert told(found) == {("error", "table not found", "C3")}


# Formulas, faults and merged cells


def test_cells_without_a_value_are_errors(areas: Areas, catalogue: Catalogue) -> None:
    found = read_rows(
        table(), areas, catalogue, unvalued=[(4, 4)], faults={(5, 4): "#N/A", (6, 4): "#REF!"}
    )
    assert told(found) == {
        ("error", "formula without a value", "E5"),
        ("error", "spreadsheet error", "E6"),
        ("error", "spreadsheet error", "E7"),
    }
    assert "#N/A" in str(errors(found)[1])


def test_a_formula_over_a_table_that_was_never_calculated_is_an_error(
    areas: Areas, catalogue: Catalogue
) -> None:
    """It may give “Women only”."""
    found = read_rows(table(), areas, catalogue, unvalued=[(0, 3)])
    assert ("error", "formula without a value", "D1") in told(found)


def test_a_row_of_formulas_without_values_is_no_footnote(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = table()
    rows[4] = ["", "", "", "", "", ""]
    found = read_rows(rows, areas, catalogue, unvalued=[(4, c) for c in range(6)])
    assert ("error", "unknown area", "B5") in told(found)


def test_one_figure_over_merged_rows_is_no_figure_of_either(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = table()
    rows[4][4] = ""
    found = read_rows(rows, areas, catalogue, merged=[(3, 4, 4, 4)])
    assert ("error", "merged figures", "E5") in told(found)


# Years and areas side by side


def across(*heads: Value) -> Rows:
    body = [[name, *range(100, 100 + len(heads))] for name in PLACES]
    return [["Diversion from prosecution: cases commenced"], ["Local authority", *heads], *body]


@pytest.mark.parametrize("wrong", ["2O22-23", "2022-24", "n/a", "20222-23", "Qwxz"])
def test_a_wrong_year_among_years_is_an_error(
    wrong: str, areas: Areas, catalogue: Catalogue
) -> None:
    found = read_rows(across("2021-22", wrong, "2023-24"), areas, catalogue)
    assert ("error", "unknown year", "C2") in told(found)


def test_a_change_beside_the_years_is_no_year(areas: Areas, catalogue: Catalogue) -> None:
    found = read_rows(across("2022-23", "2023-24", "Change 2022-23 to 2023-24"), areas, catalogue)
    assert {remark.kind for remark in found.remarks} == {"not read"}
    assert {d.column for d in found.data} == {1, 2}


def test_a_year_twice_among_years_is_an_error(areas: Areas, catalogue: Catalogue) -> None:
    found = read_rows(across("2022-23", "2023-24", "2023/24"), areas, catalogue)
    assert ("error", "heading twice", "D2") in told(found)


def test_a_shifted_column_of_areas_is_an_error_where_years_stand_across(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [list(row) for row in across("2021-22", "2022-23", "2023-24")]
    found = read_rows([*rows[:2], *([*row[1:2], *row] for row in rows[2:])], areas, catalogue)
    assert ("error", "column shifted", "B2") in told(found)


def test_a_heading_that_stands_under_one_year_alone_is_an_error(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [TITLE],
        ["", "2022-23", "", "2023-24", ""],
        ["Local authority", "Cases commenced", "Cases completed", "Cases commenced", "Qwxz"],
        ["Falkirk", 4, 3, 6, 5],
        ["Fife", 5, 4, 7, 6],
    ]
    merged = [(1, 1, 1, 2), (1, 3, 1, 4)]
    found = read_rows(rows, areas, catalogue, merged=merged)
    assert ("error", "heading not understood", "E3") in told(found)


def councils_across(second: str, code: str = "S12000014") -> Rows:
    return [
        ["Diversion from prosecution: cases commenced"],
        ["", "S12000005", code, "S12000030", "S92000003"],
        ["Year", "Clackmannanshire", second, "Stirling", "Scotland"],
        ["2022-23", 1, 2, 3, 6],
        ["2023-24", 4, 5, 6, 15],
    ]


def test_an_unknown_area_among_areas_is_an_error(areas: Areas, catalogue: Catalogue) -> None:
    assert read_rows(councils_across("Falkirk"), areas, catalogue).remarks == ()
    (error,) = errors(read_rows(councils_across("Falkrik"), areas, catalogue))
    assert (error.kind, error.cell) == ("unknown area", "C3")
    assert "Did you mean “Falkirk”?" in error.fix
    (error,) = errors(read_rows(councils_across("Fife"), areas, catalogue))
    assert (error.kind, error.cell) == ("two areas in a heading", "C3")


def test_a_code_and_a_name_that_disagree_are_an_error(areas: Areas, catalogue: Catalogue) -> None:
    header = ["Area code", "Area name", "Year", "Cases commenced", "Cases completed"]
    rows = [[TITLE], header, ["S12000014", "Falkirk", "2023-24", 2, 1]]
    assert read_rows(rows, areas, catalogue).remarks == ()
    found = read_rows([*rows, ["S12000005", "Fife", "2023-24", 2, 1]], areas, catalogue)
    assert told(found) == {("error", "two areas in a row", "A4")}
    assert values(found)[COMMENCED, FALKIRK, "2023-24"] == 2


# Scotland, measures down


def down() -> Table:
    return [
        ["Table 4: Diversion from prosecution"],
        ["", "2021-22", "2022-23", "2023-24"],
        ["Referrals", 26, 27, 28],
        ["Cases commenced", 18, 19, 20],
        ["Cases completed", 13, 14, 15],
    ]


@pytest.mark.parametrize(
    ("row", "column", "value", "kind", "cell"),
    [
        (2, 0, "", "figures without a label", "B3"),
        (2, 0, "Referals", "heading not understood", "A3"),
        (2, 0, "Cases commenced", "heading twice", "A4"),
        (4, 0, "Qwxz", "heading missing", "A2"),
        (1, 3, "", "figures without a heading", "D3"),
        (1, 1, "", "figures without a heading", "B3"),
        (1, 3, "2022-23", "heading twice", "D2"),
        (1, 3, "2023", "unknown year", "D2"),
        (1, 2, "n/a", "unknown year", "C2"),
    ],
)
def test_damage_to_a_table_for_scotland_is_an_error(
    row: int,
    column: int,
    value: str,
    kind: str,
    cell: str,
    areas: Areas,
    catalogue: Catalogue,
) -> None:
    rows = down()
    assert read_rows(rows, areas, catalogue).remarks == ()
    rows[row][column] = value
    assert ("error", kind, cell) in told(read_rows(rows, areas, catalogue))


def test_rows_shifted_against_their_labels_are_an_error(areas: Areas, catalogue: Catalogue) -> None:
    rows = down()
    figures: list[list[Value]] = [["", "", ""], *(row[1:] for row in rows[2:])]
    rows.append([""])
    for row, own in zip(rows[2:], figures, strict=True):
        row[1:] = own
    assert ("error", "figures without a label", "B6") in told(read_rows(rows, areas, catalogue))


# Percentages and parts


def test_a_fraction_among_percentages_is_an_error(areas: Areas, catalogue: Catalogue) -> None:
    header = ["Year", "Local authority", "Orders ended", "Completed", "Completion rate"]
    body: Table = [["2023-24", name, 10, 7, 70 + n] for n, name in enumerate(PLACES)]
    rows = [["Fiscal work orders"], header, *body]
    assert read_rows(rows, areas, catalogue).remarks == ()
    for wrong, kind in ((0.7077, "percentage unclear"), (101, "percentage out of range")):
        body[1][4] = wrong
        assert ("error", kind, "E4") in told(read_rows(rows, areas, catalogue))


def test_a_table_of_one_gender_is_not_read_as_that_of_all(
    areas: Areas, catalogue: Catalogue
) -> None:
    header = ["Year", "Local authority", "Sex", "Cases commenced", "Cases completed"]
    rows = [[TITLE], header, ["2023-24", "Falkirk", "Male", 6, 5]]
    assert ("error", "parts without a whole", "C2") in told(read_rows(rows, areas, catalogue))


# Empty cells


def emptied(*cells: tuple[int, int]) -> Table:
    rows = table()
    for row, column in cells:
        rows[row][column] = ""
    return rows


def test_an_empty_cell_has_no_reason_and_asks_for_a_yes(areas: Areas, catalogue: Catalogue) -> None:
    found = read_rows(emptied((4, 4)), areas, catalogue)
    assert told(found) == {("warning", "empty cell", "E5")}
    assert [d.status for d in found.data if d.value is None] == ["not_available"]


@pytest.mark.parametrize(
    ("cells", "kind", "cell"),
    [
        ([(row, 4) for row in range(3, 11)], "empty column", "E4"),
        ([(row, 4) for row in range(3, 7)], "empty year", "E4"),
        ([(4, column) for column in range(2, 6)], "empty row", "C5"),
    ],
)
def test_a_whole_column_year_or_row_of_empty_cells_is_one_remark(
    cells: list[tuple[int, int]], kind: str, cell: str, areas: Areas, catalogue: Catalogue
) -> None:
    (remark,) = read_rows(emptied(*cells), areas, catalogue).remarks
    assert (remark.kind, remark.cell) == (kind, cell)


def test_an_empty_cell_of_an_old_edition_means_not_applicable(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = emptied((4, 4))
    for row in rows[3:]:
        row[0] = {"2022-23": "2012-13", "2023-24": "2013-14"}[str(row[0])]
    cover = "Justice Social Work Statistics: 2013-14"
    found = read(book(sheet(rows), cover=cover), areas, catalogue)
    assert found.remarks == ()
    assert [d.status for d in found.data if d.value is None] == ["not_applicable"]


# Many equal findings


def test_what_is_said_of_many_cells_is_said_once(areas: Areas, catalogue: Catalogue) -> None:
    header = ["Year", "Local authority", "Cases commenced", "Cases completed"]
    body = [["2023-24", "Narnia", n, 1] for n in range(500)]
    (error,) = errors(read_rows([[TITLE], header, *body], areas, catalogue))
    assert error.cell == "B3"
    assert error.found == ("“Narnia” in a row of figures (also in B4, B5, B6 and 496 more cells)")


def test_many_different_findings_of_a_kind_end_in_a_sum(areas: Areas, catalogue: Catalogue) -> None:
    header = ["Year", "Local authority", "Cases commenced", "Cases completed"]
    body = [["2023-24", f"S0100{n:04d}", n, 1] for n in range(500)]
    found = errors(read_rows([[TITLE], header, *body], areas, catalogue))
    assert len(found) == 26
    assert "as many as 475 more cells of the kind" in found[-1].found


# Titles


def test_a_misspelt_title_is_an_error_and_an_unknown_heading_a_warning(
    areas: Areas, catalogue: Catalogue
) -> None:
    misspelt = [["Table 2: Diversoin from prosecution"], *table()[1:]]
    found = read(book(sheet(table()), sheet(misspelt, "DFP_2")), areas, catalogue)
    assert [(r.kind, r.sheet, r.cell) for r in errors(found)] == [
        ("title not understood", "DFP_2", "A3")
    ]
    other = [["Fiscal work orders by length"], ["Year", "Local authority", "To 25 hours"]]
    found = read(
        book(sheet(table()), sheet([*other, ["2023-24", "Fife", 3]], "FWO_9")), areas, catalogue
    )
    assert [(r.kind, r.sheet, r.cell) for r in warnings(found)] == [
        ("table not read", "FWO_9", "A2")
    ]


def test_figures_under_a_known_title_without_any_header_are_told(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [["Fiscal work orders"], *([n, n + 1, n + 2] for n in range(10))]
    found = read(book(sheet(table()), sheet(rows, "FWO_1")), areas, catalogue)
    assert [(r.kind, r.sheet, r.cell) for r in warnings(found)] == [
        ("table not found", "FWO_1", "A2")
    ]
