"""Notes that say that figures lack something, and rows that are not of the area they stand for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_needless_questions import RATES
from test_unseen_layouts import HEADINGS, ONE, TITLE, Line, councils, held, is_asked
from test_unseen_meanings import OF_SCOTLAND, ROWS, check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


def noted(
    held: PublishedState, areas: Areas, note: str, where: str, fife: object = ""
) -> CheckedUpload:
    """Check a true table with a note above or below it, on the cover or on a sheet of notes."""
    rows = councils(areas)
    for row in rows:
        row[1] = fife if row[0] == "Fife" and fife else row[1]
    above = [note] if where == "above" else []
    table: list[Line] = [f"Table 1: {TITLE}", *above, HEADINGS, *rows, ""]
    sheets: dict[str, list[Line]] = {"Cover": [ONE], "Table 1": table}
    if where != "above":
        sheets.setdefault(where, [where]).append(note)
    return check_sheets(held, sheets)


WHERE = ("above", "Table 1", "Cover", "Notes")
INCOMPLETE = (
    "Fife data are incomplete",
    "Data for Fife and Falkirk are incomplete.",
    "The figures for Fife are partial.",
    "Fife: incomplete",
    "Fife has returned part of its data.",
    "Some data for Fife are missing",
    "Fife figures are undercounted.",
    "Fife could not provide complete data.",
    "Data for Fife in 2025-26 are not complete.",
    "Figures for 2025-26 are incomplete.",
    "Data are incomplete.",
    "3. Fife data are incomplete.",
)


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("note", INCOMPLETE)
def test_a_note_that_figures_are_incomplete_is_asked_about(
    held: PublishedState, areas: Areas, note: str, where: str
) -> None:
    assert is_asked(noted(held, areas, note, where))


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    "note",
    [
        "Fife did not submit a return.",
        "Fife did not submit a return in 2025-26.",
        "Figures for Fife were not provided.",
    ],
)
def test_a_note_that_a_council_has_no_figure_is_asked_about_where_it_has_one(
    held: PublishedState, areas: Areas, note: str, where: str
) -> None:
    assert is_asked(noted(held, areas, note, where))
    without = noted(held, areas, note, where, "[x]")
    assert (without.questions, without.errors) == ([], [])


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize(
    "note",
    [
        "Data for Fife in 2019-20 were incomplete.",
        "Fife figures are not comparable with earlier years.",
        "Fife introduced a new case management system in 2020-21.",
        "Some local authorities were unable to provide complete data.",
    ],
)
def test_a_note_of_another_year_or_of_something_else_is_no_question(
    held: PublishedState, areas: Areas, note: str, where: str
) -> None:
    checked = noted(held, areas, note, where)
    assert (checked.questions, checked.errors) == ([], [])


HOMES = f"{RATES}, by local authority based on residence: 2020-21 cohort"
HEADS = (
    "Local authority", "Number of offenders", "Reconviction rate",
    "Average number of reconvictions per offender",
)  # fmt: skip


def homes(held: PublishedState, areas: Areas, *first: str) -> CheckedUpload:
    """Check reconvictions by the council where people live, with further rows above those."""
    rows: list[Sequence[object]] = [(name, 36_700, 26.3, 0.46) for name in first]
    rows += [(a.name, 900 + n, 20.1 + n % 9, 0.41) for n, a in enumerate(areas.councils)]
    cover = "Reconviction Rates in Scotland: 2020-21 Offender Cohort"
    return check_sheets(held, {"Cover": [cover], "Table 13": [f"Table 13: {HOMES}", HEADS, *rows]})


def test_scotland_in_place_of_a_row_of_all_that_a_recipe_leaves_out_is_asked_about(
    held: PublishedState, areas: Areas
) -> None:
    assert is_asked(homes(held, areas, "Scotland"))
    assert is_asked(homes(held, areas, "All", "Scotland"))
    assert homes(held, areas, "All").questions == []


@pytest.mark.parametrize(("label", "asked"), [("Fife", True), ("Scotland", False)])
def test_the_name_of_a_council_over_rows_of_scotland_is_asked_about(
    held: PublishedState, label: str, *, asked: bool
) -> None:
    table = [OF_SCOTLAND, ("", "2024-25", "2025-26"), label, *ROWS]
    checked = check_sheets(held, {"Cover": [ONE], "Table 1": table})
    assert is_asked(checked) is asked
