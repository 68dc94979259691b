"""How firm figures are, by notes with a sign: of what leads to them, and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_needless_questions import statuses
from test_unseen_layouts import AREA, HEADINGS, ONE, TITLE, Line, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

TWO = ("Local authority", "Cases commenced", "Cases completed")
PROVISIONAL, PUBLISHED = {"provisional"}, {"published"}


def noted(
    held: PublishedState,
    areas: Areas,
    note: Line,
    *,
    title: str = TITLE,
    headings: Sequence[str] = HEADINGS,
    where: str = "Notes",
    further: dict[str, Sequence[Line]] | None = None,
) -> CheckedUpload:
    """Check a true table with a note on a sheet of notes, or another one."""
    rows = [[*row, *([int(str(row[1])) - 5] * (len(headings) - 2))] for row in councils(areas)]
    if len(headings) > 2:
        rows[-1][2] = sum(int(str(row[2])) for row in rows[:-1])
    table: list[Line] = [f"Table 1: {title}", headings, *rows, ""]
    sheets: dict[str, list[Line]] = {"Cover": [ONE], "Table 1": table}
    sheets.setdefault(where, [where]).append(note)
    return check_sheets(held, {**sheets, **(further or {})})


def of_measures(checked: CheckedUpload) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for figure in (figure for read in checked.reads for figure in read.data):
        found.setdefault(figure.measure, set()).add(figure.status)
    return found


NOTES: tuple[Line, ...] = (
    ("note 1", "Provisional."),
    ("[note 1]", "Provisional figures"),
    ("1", "Figures for 2025-26 are provisional."),
    "1. These figures are provisional and subject to revision.",
    "[note 1] Figures are rounded. Data for 2025-26 are provisional.",
)


@pytest.mark.parametrize("where", ["Notes", "Table 1"])
@pytest.mark.parametrize("note", NOTES, ids=str)
def test_a_column_has_the_status_of_the_note_that_its_heading_leads_to(
    held: PublishedState, areas: Areas, note: Line, where: str
) -> None:
    headings = ("Local authority", "Cases commenced [note 1]", "Cases completed")
    checked = noted(held, areas, note, headings=headings, where=where)
    assert (checked.questions, checked.errors) == ([], [])
    assert of_measures(checked) == {
        "diversion_cases_commenced": PROVISIONAL,
        "diversion_cases_completed": PUBLISHED,
    }


@pytest.mark.parametrize("note", NOTES, ids=str)
def test_all_figures_have_the_status_of_the_note_that_the_title_leads_to(
    held: PublishedState, areas: Areas, note: Line
) -> None:
    assert statuses(noted(held, areas, note, title=f"{TITLE} [note 1]")) == PROVISIONAL


def test_one_council_has_the_status_of_the_note_that_its_name_leads_to(
    held: PublishedState, areas: Areas
) -> None:
    rows = [[f"{r[0]} [note 1]" if r[0] == "Fife" else r[0], r[1]] for r in councils(areas)]
    table = [f"Table 1: {TITLE}", HEADINGS, *rows]
    notes = ["Notes", ("note 1", "Provisional.")]
    checked = check_sheets(held, {"Cover": [ONE], "Table 1": table, "Notes": notes})
    data = [figure for read in checked.reads for figure in read.data]
    assert {d.area.name for d in data if d.status == "provisional"} == {"Fife"}
    assert {d.status for d in data if d.area.name != "Fife"} == PUBLISHED


def test_a_note_that_nothing_leads_to_is_of_all_figures_of_the_year_that_it_names(
    held: PublishedState, areas: Areas
) -> None:
    for note, expected in (
        (("note 1", "Figures for 2025-26 are provisional."), PROVISIONAL),
        (("note 1", "Figures for 2024-25 are provisional."), PUBLISHED),
        (("note 1", "Provisional figures are revised a year later."), PUBLISHED),
    ):
        assert statuses(noted(held, areas, note)) == expected


def test_a_note_that_another_table_leads_to_is_not_of_this_one(
    held: PublishedState, areas: Areas
) -> None:
    note = ("note 1", "Figures for 2025-26 are provisional.")
    other = {"Table 9": ["Table 9: Staff in post [note 1]", ("Grade", "Posts"), ("A", 4)]}
    assert statuses(noted(held, areas, note, further=other)) == PUBLISHED


@pytest.mark.parametrize(("table", "status"), [("Table 1", PROVISIONAL), ("Table 9", PUBLISHED)])
def test_a_status_in_a_list_of_notes_by_table_is_of_the_table_that_is_named(
    held: PublishedState, areas: Areas, table: str, status: set[str]
) -> None:
    listed = [("Table", "Note"), (table, "Figures for 2025-26 are provisional.")]
    sheets = {"Cover": [ONE], "Table 1": [f"Table 1: {TITLE}", HEADINGS, *councils(areas)]}
    checked = check_sheets(held, {**sheets, "Notes": ["Notes", *listed]})
    assert (checked.questions, statuses(checked)) == ([], status)


@pytest.mark.parametrize("legend", ["[p] provisional", "[p] = provisional", "(p) Provisional"])
def test_what_a_mark_means_is_the_status_of_the_figures_that_have_it_alone(
    held: PublishedState, areas: Areas, legend: str
) -> None:
    for where in ("Cover", "Notes", "Table 1"):
        assert statuses(noted(held, areas, legend, where=where)) == PUBLISHED
        marked = noted(held, areas, legend, headings=("Local authority", "Cases commenced [p]"))
        assert statuses(marked) == PROVISIONAL


@pytest.mark.parametrize(
    "text",
    [
        "Partly estimated from returns of earlier years.",
        "Preliminary.",
        "Imputed for some councils.",
        "The returns are not yet final everywhere.",
    ],
)
def test_a_note_on_how_firm_figures_are_in_words_not_known_is_asked_about(
    held: PublishedState, areas: Areas, text: str
) -> None:
    headings = ("Local authority", "Cases commenced [note 1]")
    assert is_asked(noted(held, areas, ("note 1", text), headings=headings))


@pytest.mark.parametrize(
    "text", ["Totals may differ because of rounding.", "Rounded to the nearest 5."]
)
def test_a_note_on_something_else_is_no_question(
    held: PublishedState, areas: Areas, text: str
) -> None:
    headings = ("Local authority", "Cases commenced [note 1]")
    checked = noted(held, areas, ("note 1", text), headings=headings)
    assert (checked.questions, statuses(checked)) == ([], PUBLISHED)


@pytest.mark.parametrize(("label", "asked"), [("Provisional", True), ("Council areas", False)])
def test_a_status_in_a_row_among_the_figures_is_asked_about(
    held: PublishedState, areas: Areas, label: str, *, asked: bool
) -> None:
    rows: list[Line] = [*councils(areas)]
    rows.insert(5, label)
    table = [f"Table 1: {TITLE}", HEADINGS, *rows]
    assert is_asked(check_sheets(held, {"Cover": [ONE], "Table 1": table})) is asked


CASELOAD = "Statutory throughcare caseload by local authority"
TWO_DAYS = (AREA, "31 March 2025", "31 March 2026")


def on_a_day(
    held: PublishedState, areas: Areas, title: str, cover: str = "", below: str = ""
) -> dict[str, str]:
    """Give the status of each day on which a caseload is counted, as it is read without a word."""
    is_of_one = "2026" in title and "2025 " not in title
    heads = (AREA, "Caseload") if is_of_one else TWO_DAYS
    rows = [[a.name, 20 + n, 21 + n][: len(heads)] for n, a in enumerate(areas.councils)]
    sheets = {"Cover": [ONE, cover], "Table 1": [title, heads, *rows, "", below]}
    checked = check_sheets(held, sheets)
    assert not is_asked(checked)
    return {d.period: d.status for read in checked.reads for d in read.data}


def test_the_title_of_what_is_counted_on_a_day_says_how_firm_it_is(
    held: PublishedState, areas: Areas
) -> None:
    newest = {"2025-03-31": "published", "2026-03-31": "provisional"}
    for title in (f"{CASELOAD}, 31 March 2026 [p]", f"{CASELOAD} [p], 31 March 2026"):
        assert on_a_day(held, areas, title) == {"2026-03-31": "provisional"}
    title = f"{CASELOAD}, 31 March 2025 and 31 March 2026 [p]"
    assert on_a_day(held, areas, title) == newest
    for title in (f"{CASELOAD} [p]", f"{CASELOAD}, 31 March [p]"):
        assert on_a_day(held, areas, title) == dict.fromkeys(newest, "provisional")
    assert on_a_day(held, areas, CASELOAD) == dict.fromkeys(newest, "published")


@pytest.mark.parametrize("when", ["2025-26", "31 March 2026", "the latest year"])
def test_a_sentence_says_how_firm_is_what_is_counted_on_the_last_day_of_a_year(
    held: PublishedState, areas: Areas, when: str
) -> None:
    said, title = f"Figures for {when} are provisional.", f"{CASELOAD}, 31 March 2026"
    for texts in ({"cover": said}, {"below": said}):
        assert on_a_day(held, areas, title, **texts) == {"2026-03-31": "provisional"}
    other = "Figures for 2024-25 are provisional."
    assert on_a_day(held, areas, title, cover=other) == {"2026-03-31": "published"}
