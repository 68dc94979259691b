"""Sentences with the words of a limit that limit nothing of what is read ask nothing, wherever they
stand and with or without a full stop; each like one that limits something is asked about.
"""

from __future__ import annotations

import pytest
from test_unseen_layouts import HEADINGS, ONE, TITLE, Line, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

WHERE = ("above", "below", "cover", "notes")
HARMLESS = (
    "Data for 1975 are incomplete",
    "Scotland is the sum of the 32 local authorities",
    "The Scotland total is the sum of all councils",
    "Data were collected on a new system",
    "Figures exclude cases which did not commence",
    "Figures do not include cases that have not commenced",
    "Numbers of 1 to 4 are not shown",
    "Numbers below five have been suppressed to avoid disclosure",
    "Counts are of cases, not individuals",
    "Counts are of cases rather than people",
    "Includes all ages",
    "Figures are for all ages",
    "Cases commenced",
    "Number of cases",
)
TELLING = (
    "Data for 2025 are incomplete",
    "Data for 2025-26 are incomplete",
    "Scotland is the sum of the 31 local authorities",
    "Scotland is the sum of the sheriff courts",
    "Data were collected from women",
    "Data were collected in sheriff courts",
    "Data are taken from one prison",
    "Figures exclude cases which did not complete",
    "Figures exclude cases which commenced",
    "Figures exclude cases which did not commence in court",
    "Numbers of 1 to 4 are shown as 2",
    "Numbers of 1 to 40 are not shown",
    "Numbers of women are not shown",
    "Counts are of individuals, not cases",
    "Counts are of charges, not individuals",
    "Counts are of cases, not women",
    "Counts are of cases, not only individuals",
    "Includes all ages under 21",
    "Includes all women",
    "Excludes all ages",
    "Closed cases",
    "Proved cases",
)


def said(held: PublishedState, areas: Areas, line: Line, where: str) -> CheckedUpload:
    """Check a true table with a line above or below it, on the cover or on a sheet of notes."""
    above, below, cover, notes = ([line] if where == one else [] for one in WHERE)
    table = [f"Table 1: {TITLE}", *above, HEADINGS, *councils(areas), "", *below]
    sheets = {"Cover": [ONE, "", *cover], "Table 1": table}
    return check_sheets(held, sheets | ({"Notes": ["Notes", *notes]} if notes else {}))


@pytest.mark.parametrize("stop", ["", "."])
@pytest.mark.parametrize("line", HARMLESS)
@pytest.mark.parametrize("where", WHERE)
def test_a_sentence_that_limits_nothing_is_no_question(
    held: PublishedState, areas: Areas, line: str, where: str, stop: str
) -> None:
    checked = said(held, areas, line + stop, where)
    assert (checked.questions, checked.errors, checked.warnings) == ([], [], [])


@pytest.mark.parametrize("stop", ["", "."])
@pytest.mark.parametrize("line", TELLING)
@pytest.mark.parametrize("where", WHERE)
def test_a_sentence_like_those_that_limits_something_is_asked_about(
    held: PublishedState, areas: Areas, line: str, where: str, stop: str
) -> None:
    assert is_asked(said(held, areas, line + stop, where))
