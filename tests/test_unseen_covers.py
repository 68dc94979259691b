"""What a cover says in pairs, at its top, and of one of its tables: none is passed over in silence.

A pair is judged by what stands beside its key, unless the key speaks of the file itself.
"""

from __future__ import annotations

import pytest
from test_unseen_layouts import HEADINGS, ONE, TITLE, Line, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]


def covered(
    held: PublishedState, areas: Areas, *lines: Line, name: str = "Cover", title: str = TITLE
) -> CheckedUpload:
    """Check a true table whose cover, or another sheet about the file, has further lines."""
    sheets: dict[str, list[Line]] = {"Cover": [ONE]}
    sheets.setdefault(name, [name]).extend(lines)
    return check_sheets(
        held, {**sheets, "Table 1": [f"Table 1: {title}", HEADINGS, *councils(areas)]}
    )


@pytest.mark.parametrize("name", ["Cover", "Information"])
@pytest.mark.parametrize(
    "lines",
    [
        [("Data", "Attempted cases")],
        [("Title", "Solemn cases")],
        ["Title: Solemn cases"],
        [("Contents", "Youth courts")],
        [("Caseload", "Solemn")],
        [("Applies to", "Solemn cases")],
        [("Prepared for", "Falkirk")],
        [("Approved for release", "No")],
        ["Approved for release: No"],
        [("Signed off", "Pending")],
        [("Status", "Not approved")],
        [("Final", "No")],
        [("Provisional", "Yes")],
        [("Financial year", "2024-25")],
        [("To", "31 December 2025")],
        [("Start date", "1 June 2025")],
        ["Time period", "April to December 2025"],
        ["Coverage", "Solemn cases"],
    ],
    ids=str,
)
def test_a_pair_whose_key_is_not_of_the_file_is_asked_about(
    held: PublishedState, areas: Areas, lines: list[Line], name: str
) -> None:
    assert is_asked(covered(held, areas, *lines, name=name))


@pytest.mark.parametrize(
    "lines",
    [
        [("Title", ONE)],
        [("Approved for release", "Yes")],
        [("National Statistics", "Yes")],
        [("Number of tables", "12")],
        [("Lowest level of geography", "Local authority")],
        [("Data source", "Local authorities")],
        [("Last updated by", "A Person")],
        [("Financial year", "2025-26")],
        [("To", "31 March 2026")],
        [("Date", "13 January 2027")],
        [("CPO", "Community payback order")],
        [("x", "not available")],
        [("Tab", "Title")],
        [("Term", "Definition")],
        ["Geographic coverage", "Scotland"],
        ["An Accredited Official Statistics publication for Scotland"],
        ["Justice Analytical Services"],
    ],
    ids=str,
)
def test_a_pair_that_speaks_of_the_file_is_no_question(
    held: PublishedState, areas: Areas, lines: list[Line]
) -> None:
    checked = covered(held, areas, *lines)
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize("subtitle", ["Solemn cases", "Youth courts", "Falkirk"])
def test_a_subtitle_on_the_cover_is_asked_about(
    held: PublishedState, areas: Areas, subtitle: str
) -> None:
    assert is_asked(covered(held, areas, subtitle))


SOLEMN = "Solemn cases only."
LISTS: tuple[tuple[Line, ...], ...] = (
    (("Table", "Note"), ("%", SOLEMN)),
    (("Sheet", "Notes"), ("Table %", SOLEMN)),
    (("Tab", "Comment"), ("Table %", SOLEMN)),
    (("Note number", "Note text", "Related tables"), ("note 8", SOLEMN, "Tables % and 19")),
    (("Applies to", "Caveat"), ("Tables 20 to 30, %", SOLEMN)),
    (("Tables % and 40", SOLEMN),),
    (("Table %", SOLEMN),),
    ("Tables % and 9: women",),
    ("Table %: women",),
)


def of_table(lines: tuple[Line, ...], number: str) -> list[Line]:
    """Give the lines, each about the table of that number."""
    return [
        line.replace("%", number)
        if isinstance(line, str)
        else [str(cell).replace("%", number) for cell in line]
        for line in lines
    ]


@pytest.mark.parametrize("lines", LISTS, ids=str)
def test_a_note_on_a_sheet_of_notes_is_of_the_table_that_it_names(
    held: PublishedState, areas: Areas, lines: tuple[Line, ...]
) -> None:
    own = covered(held, areas, *of_table(lines, "1"), name="Notes")
    assert is_asked(own)
    other = covered(held, areas, *of_table(lines, "6"), name="Notes")
    assert (other.questions, other.errors) == ([], [])


def test_a_line_on_the_cover_about_several_tables_is_asked_about(
    held: PublishedState, areas: Areas
) -> None:
    assert is_asked(covered(held, areas, "Tables 1 to 5: draft"))
    assert not is_asked(covered(held, areas, "Tables 2 to 5: draft"))
