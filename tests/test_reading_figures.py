"""The figures themselves: symbols, percentages, marks; and the tables for Scotland alone."""

from __future__ import annotations

import pytest
from reading_sheets import SCOTLAND, book, errors, read, read_rows, sheet, values
from workbook_builders.known import LOW, NOT_APPLICABLE, NOT_COLLECTED, SUPPRESSED
from workbook_builders.style import BRACKETED, LETTERS

from cjdata.ingest.figures_read import ReadWorkbook
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

COMMENCED, COMPLETED = "diversion_cases_commenced", "diversion_cases_completed"
REFERRALS = "diversion_referrals"
TITLE = "Table 1: Diversion from prosecution, by local authority"
HEADER = ["Year", "Local authority", "Cases commenced", "Cases completed"]


# Symbols and percentages


@pytest.mark.parametrize("symbols", [LETTERS, BRACKETED], ids=["letters", "brackets"])
def test_symbols_are_reasons_and_never_nought(
    symbols: dict[str, str], areas: Areas, catalogue: Catalogue
) -> None:
    reasons = [LOW, NOT_APPLICABLE, NOT_COLLECTED, SUPPRESSED]
    rows = [[TITLE], HEADER]
    rows += [
        [f"20{n}-{n + 1}", "Falkirk", symbols[r.meaning], 5] for n, r in enumerate(reasons, 20)
    ]
    found = read_rows(rows, areas, catalogue)
    assert errors(found) == []
    given = {d.period: (d.value, d.status) for d in found.data if d.measure == COMMENCED}
    assert list(given.values()) == [(None, reason.meaning) for reason in reasons]


def test_a_dash_is_nought_in_an_old_edition_and_an_error_in_a_new_one(
    areas: Areas, catalogue: Catalogue
) -> None:
    def table(year: str) -> ReadWorkbook:
        rows = [[TITLE], HEADER, [year, "Falkirk", "-", "*"], [year, "Fife", "", ".."]]
        cover = f"Justice Social Work Statistics in Scotland: {year}"
        return read(book(sheet(rows), cover=cover), areas, catalogue)

    old = table("2019-20")
    assert old.remarks == ()
    assert [(d.value, d.status) for d in old.data] == [
        (0.0, "published"),
        (None, "low"),
        (None, "not_applicable"),
        (None, "not_available"),
    ]
    (error,) = errors(table("2023-24"))
    assert (error.kind, error.cell) == ("not understood", "C3")
    assert "only in editions to 2020-21" in error.expected


ORDERS = ["Year", "Local authority", "Orders ended", "Completed", "Completion rate"]
PERCENT = "fiscal_work_orders_completion_percent"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((0.7077381777839412, 1, 0), (70.77381777839412, 100, 0)),
        ((70.77, 100, 0), (70.77, 100, 0)),
        (("70.8%", "100%", "0%"), (70.8, 100, 0)),
        (("0.5", "0.25", "1"), (50, 25, 100)),
        ((0.71, "64%", 0.5), (71, 64, 50)),
    ],
)
def test_percentages_are_fractions_numbers_or_texts(
    cells: tuple[object, ...],
    expected: tuple[float, ...],
    areas: Areas,
    catalogue: Catalogue,
) -> None:
    names = ("Clackmannanshire", "Falkirk", "Fife")
    rows = [["2023-24", n, 8, 5, v] for n, v in zip(names, cells, strict=True)]
    found = read_rows([["Fiscal work orders"], ORDERS, *rows], areas, catalogue)  # type: ignore[list-item]
    assert found.remarks == ()
    assert [d.value for d in found.data if d.measure == PERCENT] == list(expected)


def test_figures_keep_their_full_precision_and_say_how_many_decimals_to_show(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [["Fiscal work orders"], ORDERS, ["2023-24", "Falkirk", 8.0000000001, 5, 2 / 3]]
    found = {d.measure: (d.value, d.decimals) for d in read_rows(rows, areas, catalogue).data}
    assert found[PERCENT] == (pytest.approx(200 / 3, rel=1e-15), 1)
    assert found["fiscal_work_orders_terminated"] == (8.0, 0)


def test_a_mark_is_a_status_and_every_figure_knows_its_cell(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [[TITLE], HEADER, ["2023-24", "Falkirk", "1,234 [r]", "5p"]]
    revised, provisional = read_rows(rows, areas, catalogue).data
    assert (revised.value, revised.status, revised.cell) == (1234, "revised", "C3")
    assert (provisional.value, provisional.status, provisional.sheet) == (
        5,
        "provisional",
        "Table 1",
    )


# Scotland


def test_measures_stand_down_the_rows_of_a_table_for_scotland(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        ["Table 4: Diversion from prosecution, 2022-23 to 2023-24"],
        ["", "2022-236,7", "2023-24", "Change"],
        ["Diversion from prosecution"],
        ["Referrals1", "2,700", 2800, 100],
        ["Cases commenced", 1900, 2000, 100],
        ["Cases completed", 1400, 1500, 100],
    ]
    found = read_rows(rows, areas, catalogue)
    (note,) = found.remarks
    assert (note.kind, note.cell) == ("not read", "D2")
    assert "“Change”" in note.found
    held = values(found)
    assert held[REFERRALS, SCOTLAND, "2022-23"] == 2700
    assert held[COMPLETED, SCOTLAND, "2023-24"] == 1500
    assert len(held) == 6


BLOCKS = """
title = "Justice Social Work Statistics"
publication = "jsw-one-part"
workbook = ["justice social work statistics"]

[[table]]
name = "Social work orders"
titles = ["social work orders"]
areas = "scotland"
column = [
  { id = "cpo_commenced", headings = ["orders commenced community payback"], unless = ["people"] },
  { id = "cpo_individuals", headings = ["individuals community payback"] },
  { id = "cpo_in_force", headings = ["orders in force community payback"], on_day = true },
  { id = "dtto_commenced", headings = ["commenced drug treatment testing"], unless = ["people"] },
]
"""


def test_the_same_name_in_several_blocks_is_told_by_its_block(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        ["Table 2: Social work orders, 2022-23 to 2023-24"],
        ["", "2022-23", "2023-24"],
        ["Orders commenced", 30, 40],
        ["Community payback orders", 21, 31],
        ["Community service orders", "[z]", "[z]"],
        ["Drug treatment and testing orders", 9, 9],
        ["Individuals with orders commenced", 28, 38],
        ["Community payback orders", 20, 30],
        ["Drug treatment and testing orders", 8, 8],
        ["Orders in force at 31 March"],
        ["Community payback orders", 15, 16],
    ]
    found = read(book(sheet(rows)), areas, catalogue, BLOCKS)
    assert {remark.kind for remark in found.remarks} == {"not read"}
    assert {key: value for key, value in values(found).items() if key[2] > "2023"} == {
        ("cpo_commenced", SCOTLAND, "2023-24"): 31,
        ("dtto_commenced", SCOTLAND, "2023-24"): 9,
        ("cpo_individuals", SCOTLAND, "2023-24"): 30,
        ("cpo_in_force", SCOTLAND, "2024-03-31"): 16,
        ("cpo_in_force", SCOTLAND, "2023-03-31"): 15,
    }


def test_counts_are_not_read_from_a_block_of_percentages(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        ["Table 4: Diversion from prosecution"],
        ["Stage", "2022-23", "2023-24"],
        ["Number"],
        *(["Cases commenced", 19, 20], ["Cases completed", 14, 15]),
        ["Percentage"],
        *(["Cases commenced", 100, 100], ["Cases completed", 73.7, 75]),
    ]
    found = read_rows(rows, areas, catalogue)
    assert {remark.kind for remark in found.remarks} == {"not read"}
    assert values(found)[COMPLETED, SCOTLAND, "2023-24"] == 15


ATTITUDES = """
title = "Scottish Crime and Justice Survey"
publication = "scjs"
workbook = ["crime and justice survey"]

[[table]]
name = "Attitudes"
titles = ["attitudes to prison"]
areas = "scotland"
value = ["agree"]

[[table.column]]
id = "scjs_agree_homeless_prisoners_should_be_helped"
headings = ["homeless prisoners should be helped"]
"""


def test_statements_down_and_answers_across_are_of_the_titles_year(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        ["Table 10.1: Attitudes to prison, 2023/24"],
        ["", "Agree", "Neither", "Disagree"],
        ["Homeless prisoners should be helped", 0.91, 0.05, 0.04],
    ]
    cover = "Scottish Crime and Justice Survey 2023/24"
    found = read(book(sheet(rows), cover=cover), areas, catalogue, ATTITUDES)
    (note,) = found.remarks
    assert (note.kind, note.cell) == ("not read", "C2")
    assert "“Neither”, “Disagree”" in note.found
    (datum,) = found.data
    assert (datum.value, datum.period, datum.area.code) == (91, "2023-24", SCOTLAND)
