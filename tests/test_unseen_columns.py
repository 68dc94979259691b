"""Columns beside the figures that nothing is read from: each is named, and some are asked about.

One that says of what part, of how many months or how sound figures are changes what they mean.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reading_sheets import book, read, sheet
from test_tidy_tables import HEADS as COLUMNS
from test_tidy_tables import OPEN_DATA, row
from test_unseen_layouts import CASES, HEADINGS, ONE, TITLE, check, councils, held, is_asked

from cjdata.ingest.remarks import of_level
from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

__all__ = ["held"]

OF_SCOTLAND = "Diversion from prosecution, Scotland, 2020-21 to 2025-26"
YEARS = [[f"20{year}-{year + 1}", 900 + 13 * year] for year in range(20, 26)]
SOME = [["Falkirk", 210], ["Fife", 330], ["Stirling", 120]]


def tables(
    held: PublishedState, areas: Areas, heading: str, texts: Sequence[object]
) -> list[CheckedUpload]:
    """Check tables of all councils, of some, and of six years, with a column right of each."""

    def wider(rows: Sequence[Sequence[object]]) -> list[list[object]]:
        return [[*row, texts[n % len(texts)]] for n, row in enumerate(rows)]

    every = [TITLE, (*HEADINGS, heading), *wider(councils(areas))]
    some = [TITLE, (*HEADINGS, heading), *wider(SOME)]
    over_time = [OF_SCOTLAND, ("Year", CASES, heading), *wider(YEARS)]
    return [check(held, [ONE, *lines]) for lines in (every, some, over_time)]


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("Set", [57]),
        ("Change of method", [100]),
        ("Multiplier", [500]),
        ("Scale factor", [0.5]),
        ("Months", [9]),
        ("Months of data", [12, 9]),
        ("Months", ["12", "9 of 12"]),
        ("Quarters included", [3, 4]),
        ("Completeness (%)", [85, 100, 97]),
        ("Completeness", ["85%", "100%"]),
        ("Coverage", [0.75, 1.0]),
        ("Confidence", [1, 2, 3]),
        ("Confidence", ["High", "Low"]),
    ],
)
def test_a_column_right_of_figures_that_may_change_them_is_asked_about_in_tables_of_any_length(
    held: PublishedState, areas: Areas, heading: str, texts: Sequence[object]
) -> None:
    for checked in tables(held, areas, heading, texts):
        assert len(checked.questions) == 1
        assert heading in checked.questions[0].found


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("Months", [12]),
        ("Quarters included", [4]),
        ("Completeness (%)", [100]),
        ("Coverage", [1.0]),
        ("Referrals rejected", [400, 410, 420]),
        ("Total (%)", [100]),
        ("Lower confidence limit", [3.1, 3.4]),
        ("Months in custody", [14, 9]),
        ("Not known", [0]),
        ("Change", [100]),
        ("Change 2022-23 to 2023-24", [102]),
        ("Change in cases commenced", [100]),
        ("Year on year change", [30]),
        ("Increase on the previous year", [30]),
    ],
)
def test_a_column_right_of_figures_that_says_the_whole_or_counts_is_named_and_not_asked_about(
    held: PublishedState, areas: Areas, heading: str, texts: Sequence[object]
) -> None:
    for checked in tables(held, areas, heading, texts):
        assert not is_asked(checked)
        assert [table.left for one in checked.reads for table in one.tables] == [(heading,)]
        assert any(f"“{heading}”" in note.found for note in checked.notes)


def of_measures(held: PublishedState, heading: str, *texts: object) -> CheckedUpload:
    rows = [("Referrals", 210, 230, texts[0]), (CASES, 90, 99, texts[1])]
    title = "Diversion from prosecution, Scotland"
    return check(held, [ONE, title, ("", "2024-25", "2025-26", heading), *rows])


def test_where_rows_say_what_is_counted_columns_beside_them_are_named_too(
    held: PublishedState,
) -> None:
    checked = of_measures(held, "Change", 20, 9)
    assert not is_asked(checked)
    assert checked.reads[0].tables[0].left == ("Change",)
    assert is_asked(of_measures(held, "Months", 12, 9))


@pytest.mark.parametrize(("text", "asks"), [("9", 1), ("12", 0)])
def test_a_download_says_of_how_many_months_its_values_are(
    areas: Areas, catalogue: Catalogue, text: str, asks: int
) -> None:
    rows = [(*row(area.code, value=str(9 + n)), text) for n, area in enumerate(areas.councils)]
    table = sheet([(*COLUMNS, "Months"), *rows], "social-work-orders-commenced")
    found = read(book(table, cover=""), areas, catalogue, OPEN_DATA)
    assert len(of_level(found.remarks, "question")) == asks


def test_measures_that_may_stand_under_a_heading_that_is_not_read_are_named_with_it(
    held: PublishedState, areas: Areas
) -> None:
    rows = [[*row, 20 + n] for n, row in enumerate(councils(areas))]
    checked = check(held, [ONE, TITLE, (*HEADINGS, "Diverted offenders"), *rows])
    [note] = [one for one in checked.notes if one.kind == "not read"]
    individuals = held.catalogue.measures["diversion_individuals"].name
    assert "“Diverted offenders”; under no heading here: " in note.found
    assert f"“{individuals}”" in note.found
    read = held.catalogue.measures["diversion_cases_commenced"].name
    assert f"“{read}”" not in note.found
