"""Names of sheets and files, words over a column, and covers that call the figures made up.

Each says something of the figures that their table does not; the likeness beside it says nothing.
"""

from __future__ import annotations

import pytest
from test_unseen_layouts import AREA, HEADINGS, ONE, TITLE, Line, check, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


@pytest.mark.parametrize(
    "heading",
    [
        "Cases to commence", "~ Cases commenced", "≈ Cases commenced", "Of which cases commenced",
        "Cases commenced, of which", "Of which: commenced", "Cases since commenced",
        "Including cases commenced",
    ],
)  # fmt: skip
def test_small_words_and_signs_that_change_a_heading_are_asked_about(
    held: PublishedState, areas: Areas, heading: str
) -> None:
    checked = check(held, [ONE, TITLE, (AREA, heading), *councils(areas)])
    assert [one.cell for one in checked.questions] == ["B3"]


@pytest.mark.parametrize(
    "heading",
    ["Cases that commenced", "Cases commenced in the year", "Cases that have been commenced"],
)
def test_small_words_that_change_nothing_of_a_heading_are_no_question(
    held: PublishedState, areas: Areas, heading: str
) -> None:
    assert not is_asked(check(held, [ONE, TITLE, (AREA, heading), *councils(areas)]))


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("Per1000", True), ("per_1000", True), ("PerCent", True), ("Solemn", True),
        ("Table 1", False), ("DIV_1", False), ("Div_LA", False),
    ],
)  # fmt: skip
def test_the_name_of_a_sheet_may_say_a_unit_or_a_part_however_it_is_run_together(
    held: PublishedState, areas: Areas, name: str, *, asks: bool
) -> None:
    sheets = {"Cover": [ONE], name: [TITLE, HEADINGS, *councils(areas)]}
    assert is_asked(check_sheets(held, sheets)) is asks


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("diversion-solemn", True), ("diversion-charges", True), ("diversion-per-1000", True),
        ("diversion_Per1000", True), ("diversion-pct", True), ("diversion-calendar-year", True),
        ("dummy-data", True), ("test", True), ("simulated", True), ("offences", True),
        ("main-tables", False), ("diversion-by-council", False), ("copy of figures (1)", False),
        ("additional-datasets", False), ("Diversion_LA_final", False),
    ],
)  # fmt: skip
def test_the_name_of_a_file_may_say_a_unit_a_part_or_that_it_is_made_up(
    held: PublishedState, areas: Areas, name: str, *, asks: bool
) -> None:
    lines = [ONE, TITLE, HEADINGS, *councils(areas)]
    assert is_asked(check(held, lines, f"{name}.csv")) is asks


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        (("Data type", "Simulated"), True), ("Data type: Simulated", True), ("Dummy data", True),
        (("Status", "Dummy"), True), ("Figures are illustrative.", True), ("TEST", True),
        ("Made-up numbers", True), ("Test data", True), ("Figures are for illustration only", True),
        (("Data type", "Official statistics"), False), (("Type of data", "Counts"), False),
        ("Drug treatment and testing orders are in table 5.", False),
    ],
    ids=str,
)  # fmt: skip
def test_a_cover_that_calls_figures_made_up_is_asked_about(
    held: PublishedState, areas: Areas, line: Line, *, asks: bool
) -> None:
    sheets = {"Cover": [ONE, line], "Table 1": [TITLE, HEADINGS, *councils(areas)]}
    assert is_asked(check_sheets(held, sheets)) is asks
