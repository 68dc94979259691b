"""Files that say beside their figures what these are of: each kind of place is looked at.

A row over the years, a row that is a year, a note that a mark leads to, a choice below a table, a
sentence about all figures, a date that is another publication's: none changes what is read in
silence.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
import xlsxwriter
from test_unseen_layouts import (
    AREA,
    CASES,
    DIVERSION,
    HEADINGS,
    ONE,
    SAID,
    TITLE,
    Line,
    beside,
    check,
    councils,
    held,
    is_asked,
)

from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_against
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

OF_SCOTLAND = "Diversion from prosecution, Scotland"
ROWS = (("Referrals", 210, 230), (CASES, 90, 99))


def check_sheets(
    held: PublishedState, sheets: dict[str, Sequence[Line]], published: str = ""
) -> CheckedUpload:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, [row] if isinstance(row, str) else list(row))
    said = replace(SAID, published=published or SAID.published)
    return check_against(held, [Upload("figures.xlsx", content.getvalue())], said=said)


@pytest.mark.parametrize(
    "text", ["Males", "Under 21", "Sheriff court", "Forecast", "Per 1,000", "Q1", "£"]
)
def test_a_text_over_or_under_the_years_of_scotlands_table_is_asked_about(
    held: PublishedState, text: str
) -> None:
    years, texts = ("", "2024-25", "2025-26"), ("", text, text)
    for header in ((texts, years), (years, texts)):
        assert is_asked(check(held, [ONE, OF_SCOTLAND, *header, *ROWS]))
    plain = check(held, [ONE, OF_SCOTLAND, years, *ROWS])
    assert (plain.questions, plain.errors) == ([], [])


@pytest.mark.parametrize("title", [TITLE, DIVERSION])
def test_a_row_that_is_another_year_is_asked_about(
    held: PublishedState, areas: Areas, title: str
) -> None:
    for year in ("2024-25", "2024"):
        assert is_asked(check(held, [ONE, title, HEADINGS, (year, ""), *councils(areas)]))
    own = check(held, [ONE, title, HEADINGS, ("2025-26", ""), *councils(areas)])
    assert own.questions == []


SENTENCES = (
    "Women are not included in this table.",
    "This table does not show cases for people under 18.",
    "Under 18s are counted elsewhere.",
    "Each figure is the total of the last three years.",
    "The figures are rolling averages.",
    "Figures are given as a share of Scotland.",
    "Figures are the change since 2024-25.",
    "Values shown are ranks.",
    "Columns have been mislabelled.",
    "Figures have been multiplied by 10.",
    "Numbers have been divided by 1,000.",
    "The unit is hours.",
    "Amounts are in pounds.",
    "Figures are by court area.",
    "Local authority is where the offence took place.",
    "Numbers are random and for testing purposes.",
    "These statistics were withdrawn.",
    "These figures should not be used.",
    "Figures for Fife include Clackmannanshire.",
    "Drug cases are shown separately.",
    "An error was found in this table; see corrected version.",
    "This table gives first offenders.",
    "The table ranks councils.",
    "This is last year’s table.",
    "The latest data available are for 2024-25.",
    "The most recent figures held are for 2024-25.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_about_all_figures_is_asked_about(
    held: PublishedState, areas: Areas, sentence: str
) -> None:
    for lines in (
        [sentence, HEADINGS, *councils(areas)],
        [HEADINGS, *councils(areas), "", sentence],
    ):
        assert is_asked(check(held, [ONE, TITLE, *lines]))


@pytest.mark.parametrize(
    "sentence",
    [
        "The data was published at 9:30am on 20 August 2026.",
        "These tables have been updated with the latest population estimates.",
        "All figures are rounded to the nearest 10.",
        "Figures should be seen as a broad estimate.",
        "These tables were previously included in the main report.",
        "This table is compiled on a different basis to table 2.",
        "The additional tables present revised rates for previous years.",
        "Figures have been rebased to the 2022 Census.",
        "The presumption against short sentences was extended to 12 months in July 2019.",
        "HMP Glasgow replaces HMP Barlinnie.",
    ],
)
def test_a_remark_on_all_figures_is_no_question(
    held: PublishedState, areas: Areas, sentence: str
) -> None:
    checked = check(held, [ONE, TITLE, HEADINGS, *councils(areas), "", sentence])
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (" (1)", "1. First offenders"),
        (" [1]", "[1] Excludes Glasgow City."),
        ("\u00b9", "1. First offenders"),
        (" [note 1]", "[note 1] First offenders"),
        (" [a]", "[a] First offenders"),
        (" [Note A]", "Note A: First offenders"),
        ("1", ("1.", "First offenders")),
    ],
)
def test_a_note_that_a_mark_leads_to_is_explained_or_asked_about(
    held: PublishedState, areas: Areas, mark: str, note: Line
) -> None:
    rows = [*councils(areas), "", note]
    assert is_asked(check(held, [ONE, TITLE, (AREA, f"{CASES}{mark}"), *rows]))
    assert is_asked(check(held, [ONE, f"{TITLE}{mark}", HEADINGS, *rows]))


@pytest.mark.parametrize("place", ["the areas", "Scotland", "every cell"])
def test_a_note_that_all_of_a_table_leads_to_is_asked_about(
    held: PublishedState, areas: Areas, place: str
) -> None:
    heading = f"{AREA} [note 1]" if place == "the areas" else AREA
    rows = councils(areas, total="Scotland [note 1]" if place == "Scotland" else "Scotland")
    if place == "every cell":
        rows = [[name, f"{value} [note 1]"] for name, value in rows]
    sheets: dict[str, Sequence[Line]] = {
        "Cover": [ONE],
        "Table 1": [TITLE, (heading, CASES), *rows],
        "Notes": [("note 1", "Women only")],
    }
    assert is_asked(check_sheets(held, sheets))


CHOICES = (
    ("Crime type", "Crimes of dishonesty"),
    ("Disposal", "Custody"),
    ("Local authority:", "Fife"),
    ("Period", "2024-25"),
    ("Series", "Seasonally adjusted"),
    ("Provider", "Sacro"),
    ("Coverage", "Glasgow City"),
    ("Select local authority", "Fife"),
)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_a_choice_below_a_table_is_asked_about_as_one_above_it_is(
    held: PublishedState, areas: Areas, choice: Line
) -> None:
    assert is_asked(check(held, [ONE, TITLE, choice, HEADINGS, *councils(areas)]))
    assert is_asked(check(held, [ONE, TITLE, HEADINGS, *councils(areas), "", choice]))


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("Sentence length", ("2 years",)),
        ("Provider", ("Sacro",)),
        ("Court", ("Glasgow",)),
        ("Group", ("A",)),
        ("Comments", ("Estimated by council",)),
    ],
)
def test_a_further_column_of_something_else_is_asked_about(
    held: PublishedState, areas: Areas, heading: str, texts: tuple[str, ...]
) -> None:
    rows = beside(areas, *texts)
    assert is_asked(check(held, [ONE, TITLE, (AREA, heading, CASES), *rows]))


def test_a_remark_that_one_figure_is_an_estimate_is_its_status(
    held: PublishedState, areas: Areas
) -> None:
    rows = [[*row, "Estimate" if row[0] == "Fife" else ""] for row in councils(areas)]
    checked = check(held, [ONE, TITLE, (AREA, CASES, "Remarks"), *rows])
    said = {d.area.name: d.status for read in checked.reads for d in read.data}
    assert (said["Fife"], said["Moray"]) == ("estimated", "published")


@pytest.mark.parametrize("heading", [f"{CASES} as at 31 March 2026", "Cases to be commenced"])
def test_a_heading_of_a_day_or_of_what_is_to_come_is_asked_about(
    held: PublishedState, areas: Areas, heading: str
) -> None:
    assert is_asked(check(held, [ONE, TITLE, (AREA, heading), *councils(areas)]))


@pytest.mark.parametrize(
    "title", [f"{DIVERSION}, 2025-26 Part 2", f"{DIVERSION}: 2 years, 2025-26"]
)
def test_a_title_of_another_part_or_of_several_years_is_asked_about(
    held: PublishedState, areas: Areas, title: str
) -> None:
    assert is_asked(check(held, [ONE, title, HEADINGS, *councils(areas)]))


@pytest.mark.parametrize(
    "file",
    ["diversion-u18s.csv", "diversion_q1.csv", "diversion-percentages.csv", "remand.csv"],
)
def test_a_file_name_of_a_part_or_a_unit_is_asked_about(
    held: PublishedState, areas: Areas, file: str
) -> None:
    assert is_asked(check(held, [ONE, TITLE, HEADINGS, *councils(areas)], file))


@pytest.mark.parametrize("sheet", ["Rates", "Thousands"])
def test_a_sheet_name_that_is_another_unit_is_asked_about(
    held: PublishedState, areas: Areas, sheet: str
) -> None:
    sheets: dict[str, Sequence[Line]] = {
        "Cover": [ONE],
        sheet: [TITLE, HEADINGS, *councils(areas)],
    }
    assert is_asked(check_sheets(held, sheets))


@pytest.mark.parametrize("name", ["", "Total"])
def test_a_column_of_areas_without_a_name_is_not_scotlands(held: PublishedState, name: str) -> None:
    rows = [(AREA, "Year", CASES), (name, "2024-25", 90), (name, "2025-26", 99)]
    assert is_asked(check(held, [ONE, "Diversion from prosecution", *rows]))


@pytest.mark.parametrize(
    "line",
    [
        "This supersedes the tables published on 3 March 2019.",
        "First published 1 February 2012",
        "Population estimates published 25 June 2026 were used.",
        "Published 31 February 2026",
    ],
)
def test_a_date_that_is_no_date_of_publication_is_not_taken_for_one(
    held: PublishedState, areas: Areas, line: str
) -> None:
    sheets: dict[str, Sequence[Line]] = {
        "Cover": [ONE, line],
        "Table 1": [TITLE, HEADINGS, *councils(areas)],
    }
    assert [r.published for r in check_sheets(held, sheets, "2026-09-10").reads] == ["2026-09-10"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Released: 10th September, 2026"],
        ["Publication date:", "10 September 2026"],
        ["Date published: 10/09/2026"],
        ["The data was published at 9:30am on 10 September 2026"],
    ],
    ids=str,
)
def test_a_date_of_publication_is_read_as_covers_write_it(
    held: PublishedState, areas: Areas, lines: list[str]
) -> None:
    sheets: dict[str, Sequence[Line]] = {
        "Cover": [ONE, *lines],
        "Table 1": [TITLE, HEADINGS, *councils(areas)],
    }
    assert [r.published for r in check_sheets(held, sheets, "2020-01-01").reads] == ["2026-09-10"]


def test_a_cover_says_that_figures_are_provisional(held: PublishedState, areas: Areas) -> None:
    sheets: dict[str, Sequence[Line]] = {
        "Cover": [ONE, "Figures for 2025-26 are provisional."],
        "Table 1": [TITLE, HEADINGS, *councils(areas)],
    }
    checked = check_sheets(held, sheets)
    assert {d.status for read in checked.reads for d in read.data} == {"provisional"}


@pytest.mark.parametrize(
    "name",
    [
        "Justice Social Work Statistics in England: 2025-26 - Part 1",
        "Response to FOI: Justice Social Work Statistics in Scotland: 2025-26 - Part 1",
        "Extract from Justice Social Work Statistics in Scotland: 2025-26 - Part 1",
    ],
)
def test_a_cover_of_another_publication_is_asked_about(
    held: PublishedState, areas: Areas, name: str
) -> None:
    sheets: dict[str, Sequence[Line]] = {
        "Cover": [name],
        "Table 1": [TITLE, HEADINGS, *councils(areas)],
    }
    assert is_asked(check_sheets(held, sheets))


def test_a_table_that_alone_has_a_year_is_not_passed_over(
    held: PublishedState, areas: Areas
) -> None:
    """A table with a word that nothing explains is asked about, where it has figures of its own."""
    sheets: dict[str, Sequence[Line]] = {
        "Cover": [ONE],
        "Table 1": [TITLE, HEADINGS, *councils(areas)],
        "Archive": [f"{DIVERSION}, 2024-25", HEADINGS, *councils(areas)],
    }
    checked = check_sheets(held, sheets)
    assert is_asked(checked)
    again = sheets | {"Archive": [f"Under 21: {TITLE}", HEADINGS, *councils(areas)]}
    passed = check_sheets(held, again)
    assert passed.questions == []
    assert "passed over" in {note.kind for note in passed.notes}


def test_a_table_whose_title_has_a_new_word_is_told_on_a_first_load(
    held: PublishedState, areas: Areas
) -> None:
    header = ("Main penalty", "2024-25", "2025-26")
    rows = (
        ("Total", 70000, 71000),
        ("Custody", 9000, 9100),
        ("Community sentence", 14000, 14200),
        ("Financial penalty", 33000, 33300),
        ("Other sentence", 14000, 14400),
    )
    percent = (
        ("Total", 100, 100), ("Custody", 13, 13), ("Community sentence", 20, 20),
        ("Financial penalty", 47, 47), ("Other sentence", 20, 20),
    )  # fmt: skip
    years = "2024-25 to 2025-26"
    sheets: dict[str, Sequence[Line]] = {
        "Cover": ["Criminal Proceedings in Scotland 2025-26"],
        "7a": [f"Table 7a: People convicted by main penalty and sex, {years}", header, *rows],
        "7b": [
            f"Table 7b: Percentage of people convicted by main penalty, {years}",
            header,
            *percent,
        ],
    }
    checked = check_sheets(held, sheets)
    assert [r.sheet for r in checked.remarks if r.kind == "title changed"] == ["7a"]


@pytest.mark.parametrize("title", [f"{DIVERSION}, published 2025-26", f"{TITLE} (issued 2025)"])
def test_a_year_of_publication_is_not_taken_for_the_year_of_the_figures(
    held: PublishedState, areas: Areas, title: str
) -> None:
    assert is_asked(check(held, [ONE, title, HEADINGS, *councils(areas)]))


@pytest.mark.parametrize("text", ["Falkirk", "S12000005"])
def test_one_council_in_every_row_of_a_further_column_is_asked_about(
    held: PublishedState, areas: Areas, text: str
) -> None:
    rows = beside(areas, text)
    assert is_asked(check(held, [ONE, TITLE, (AREA, "Code", CASES), *rows]))
    assert not check(
        held, [ONE, TITLE, (AREA, "Code", CASES), *beside(areas, "Scotland")]
    ).questions


def test_a_mark_behind_a_figure_that_is_not_kept_is_told(
    held: PublishedState, areas: Areas
) -> None:
    rows = [[name, f"{value} [u]"] for name, value in councils(areas)]
    checked = check(held, [ONE, TITLE, HEADINGS, *rows])
    assert [len(read.data) for read in checked.reads] == [33]
    (told,) = (note for note in checked.notes if note.kind == "mark not kept")
    assert "“[u]” behind figures" in told.found


def test_a_note_whose_sign_stands_in_a_cell_of_its_own_is_weighed_as_any_note(
    held: PublishedState, areas: Areas
) -> None:
    noted = ("1", "First offenders")
    rows = [HEADINGS, *councils(areas), "", noted]
    assert is_asked(check(held, [ONE, f"{TITLE} [note 1]", *rows]))
    assert not is_asked(check(held, [ONE, TITLE, *rows]))


@pytest.mark.parametrize("name", ["Other councils", "Elsewhere", "England"])
def test_a_row_of_no_one_council_is_not_said_to_be_a_councils_misspelt(
    held: PublishedState, areas: Areas, name: str
) -> None:
    rows = councils(areas)
    checked = check(held, [ONE, TITLE, HEADINGS, *rows[:-2], [name, 44], rows[-1]])
    (error,) = checked.errors
    assert error.kind == "unknown area"
    assert "Did you mean" not in error.fix
    assert "leave_out" in error.fix


def test_a_column_that_says_that_figures_are_final_is_no_question(
    held: PublishedState, areas: Areas
) -> None:
    checked = check(held, [ONE, TITLE, (AREA, "Status", CASES), *beside(areas, "Final")])
    assert (checked.questions, checked.errors) == ([], [])


def test_the_line_that_tells_spreadsheet_programs_the_delimiter_says_nothing_else(
    held: PublishedState, areas: Areas
) -> None:
    lines = [(ONE,), (TITLE,), HEADINGS, *councils(areas)]
    text = "sep=;\r\n" + "".join(f"{';'.join(map(str, line))}\r\n" for line in lines)
    checked = check_against(held, [Upload("figures.csv", text.encode())], said=SAID)
    assert (checked.questions, checked.errors) == ([], [])
    assert [len(read.data) for read in checked.reads] == [33]


def test_sheets_of_one_council_each_have_all_councils_together(
    held: PublishedState, areas: Areas
) -> None:
    sheets: dict[str, Sequence[Line]] = {"Cover": [ONE]}
    for n, area in enumerate(areas.councils):
        lines = [f"{DIVERSION}: {area.name}", ("Year", CASES), ("2024-25", 30 + n)]
        sheets[area.name] = [*lines, ("2025-26", 32 + n)]
    whole = check_sheets(held, sheets)
    assert (whole.questions, whole.warnings, whole.errors) == ([], [], [])
    assert any(note.kind == "Scotland missing" for note in whole.notes)
    del sheets["Fife"]
    (warning,) = check_sheets(held, sheets).warnings
    assert (warning.kind, "missing: Fife" in warning.found) == ("councils missing", True)
