"""What a file says of one council: in a note that leads from it, in its row, or by its name."""

from __future__ import annotations

import pytest
from test_unseen_layouts import HEADINGS, ONE, TITLE, Line, check, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


def said_of_stirling(held: PublishedState, areas: Areas, text: str) -> list[CheckedUpload]:
    """Check a file that says it in a note to the name, in one to the figure, and beside it."""

    def table(name: str, figure: str, beside: str = "") -> list[Line]:
        return [
            [name.format(a), figure.format(n), beside] if a == "Stirling" else [a, n, ""]
            for a, n in councils(areas)
        ]

    note = f"[note 1] {text}"
    by_name = [ONE, TITLE, HEADINGS, *table("{} [note 1]", "{}"), "", note]
    remarks = [ONE, TITLE, (*HEADINGS, "Notes"), *table("{}", "{}", text)]
    by_figure = {
        "Cover": [ONE],
        "Notes": [("Note number", "Note text"), ("note 1", text)],
        "Table 1": [TITLE, HEADINGS, *table("{}", "{} [note 1]")],
    }
    checked = [check(held, by_name), check(held, remarks), check_sheets(held, by_figure)]
    assert all(sum(len(read.data) for read in one.reads) == 33 for one in checked)
    return checked


@pytest.mark.parametrize(
    "text",
    [
        "See Falkirk", "See Falkirk.", "Figures are for Falkirk.", "Includes Clackmannanshire",
        "Rounded to the nearest 50", "Figures are rounded to the nearest 50.",
    ],
)  # fmt: skip
def test_another_council_or_coarse_rounding_is_asked_about_wherever_it_is_said_of_one_area(
    held: PublishedState, areas: Areas, text: str
) -> None:
    assert all(map(is_asked, said_of_stirling(held, areas, text)))


@pytest.mark.parametrize(
    "text", ["See note 3.", "See the background notes.", "Rounded to the nearest 5."]
)
def test_what_leads_to_notes_or_says_fine_rounding_of_one_area_is_no_question(
    held: PublishedState, areas: Areas, text: str
) -> None:
    assert not any(map(is_asked, said_of_stirling(held, areas, text)))


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("Stirling: see Falkirk.", True),
        ("For Stirling, see Falkirk.", True),
        ("See Table 3 for Stirling and Falkirk.", False),
        ("For Stirling and Falkirk, see also the table below.", False),
        ("Stirling figures are rounded to the nearest 50.", True),
        ("Stirling figures are rounded to the nearest 5.", False),
        ("Figures are rounded to the nearest 50.", False),
    ],
)
def test_a_sentence_that_names_a_council_is_of_that_one(
    held: PublishedState, areas: Areas, line: str, *, asks: bool
) -> None:
    lines = [TITLE, HEADINGS, *councils(areas)]
    assert is_asked(check(held, [ONE, *lines, "", line])) is asks
    assert is_asked(check_sheets(held, {"Cover": [ONE, line], "Table 1": lines})) is asks
