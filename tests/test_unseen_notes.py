"""Notes that change what figures mean: of which months a year is, whose figures an area has, how
firm they are, and what a word of the table means.
"""

from __future__ import annotations

import pytest
from test_unseen_layouts import HEADINGS, ONE, TITLE, Line, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


def noted(
    held: PublishedState,
    areas: Areas,
    note: Line,
    *,
    name: str = "Stirling",
    figure: object = "",
    where: str = "Table 1",
) -> CheckedUpload:
    """Check a true table with a note below it, on the cover or on a sheet of notes."""
    rows = councils(areas)
    for row in rows:
        if row[0] == "Stirling":
            row[0], row[1] = name, figure or row[1]
    sheets: dict[str, list[Line]] = {
        "Cover": [ONE],
        "Table 1": [f"Table 1: {TITLE}", HEADINGS, *rows],
    }
    sheets.setdefault(where, [where]).append(note)
    return check_sheets(held, sheets)


@pytest.mark.parametrize(
    "note",
    [
        "Years are to the end of June.",
        "Financial years run from July to June.",
        "The year ends in December.",
        "Years are from 1 January.",
    ],
)
def test_a_note_on_other_months_of_a_year_is_asked_about(
    held: PublishedState, areas: Areas, note: str
) -> None:
    assert is_asked(noted(held, areas, note))


def test_a_note_on_the_months_of_a_financial_year_is_no_question(
    held: PublishedState, areas: Areas
) -> None:
    checked = noted(held, areas, "Financial years run from 1 April to 31 March.")
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize(
    ("name", "figure", "note"),
    [
        ("Stirling [note 1]", "", "[note 1] Includes Clackmannanshire."),
        ("Stirling¹", "", "1. Includes Clackmannanshire."),
        ("Stirling", "44 [note 1]", "[note 1] Includes cases from Clackmannanshire."),
        ("Stirling [note 1]", "", "[note 1] Stirling and Clackmannanshire."),
        ("Stirling [note 1]", "", "[note 1] Combined with Falkirk."),
        ("Stirling [note 1]", "", "[note 1] Some Falkirk cases are counted here."),
        ("Stirling [note 1]", "", "[note 1] Excludes the justice of the peace court."),
        ("Stirling [note 1]", "", "[note 1] Quarter 4 is not included."),
        ("Stirling [note 1]", "", "[note 1] April to December only."),
        ("Stirling", "44 [note 1]", "[note 1] April to December."),
        ("Stirling [note 1]", "", "[note 1] Sheriff court cases only."),
    ],
)
def test_a_note_of_one_area_that_adds_or_leaves_out_is_asked_about(
    held: PublishedState, areas: Areas, name: str, figure: str, note: str
) -> None:
    assert is_asked(noted(held, areas, note, name=name, figure=figure))
    if "[note 1]" in note:
        pair = ("note 1", note.removeprefix("[note 1] "))
        assert is_asked(noted(held, areas, pair, name=name, figure=figure, where="Notes"))


def test_a_note_of_one_area_that_says_anything_else_is_no_question(
    held: PublishedState, areas: Areas
) -> None:
    for note in ("A late return affected figures.", "A new system was introduced in 2019-20."):
        checked = noted(held, areas, f"[note 1] {note}", name="Stirling [note 1]")
        assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize("where", ["Table 1", "Cover"])
@pytest.mark.parametrize(
    ("note", "status", "names"),
    [
        ("Figures for Fife are provisional.", "provisional", ("Fife",)),
        ("Fife and Falkirk figures are still provisional", "provisional", ("Fife", "Falkirk")),
        ("Data for Fife in 2025-26 are estimates.", "estimated", ("Fife",)),
        ("Figures for Fife for 2024-25 are provisional.", "", ()),
        ("Fife: provisional", "provisional", ("Fife",)),
    ],
    ids=str,
)
def test_the_status_of_some_areas_is_theirs_alone(
    held: PublishedState, areas: Areas, note: Line, status: str, names: tuple[str, ...], where: str
) -> None:
    checked = noted(held, areas, note, where=where)
    assert (checked.questions, checked.errors) == ([], [])
    data = [datum for read in checked.reads for datum in read.data]
    assert {d.area.name for d in data if d.status == status} == {*names}
    assert {d.status for d in data if d.area.name not in names} == {"published"}


@pytest.mark.parametrize("where", ["Table 1", "Cover"])
@pytest.mark.parametrize(
    "note",
    [
        "Figures for Fife are estimated from the return of the year before.",
        "The Fife figures are provisional because of a late return.",
        "Figures for women in Fife are provisional.",
    ],
)
def test_a_status_of_an_area_in_words_not_known_is_asked_about(
    held: PublishedState, areas: Areas, note: str, where: str
) -> None:
    assert is_asked(noted(held, areas, note, where=where))
