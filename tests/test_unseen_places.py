"""What a file says elsewhere than in its table: on covers and sheets of notes, in names, in units.

Each is a true file but for what it says there. None is read without a word, and what says nothing
of the figures asks nothing.
"""

from __future__ import annotations

from datetime import date

import pytest
from test_unseen_layouts import (
    AREA,
    CASES,
    DIVERSION,
    HEADINGS,
    ONE,
    TITLE,
    beside,
    check,
    councils,
    held,
    is_asked,
)
from test_unseen_meanings import check_sheets

from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

PAIRS = (
    ("Sex", "Female"),
    ("Age", "16-17"),
    ("Units", "Thousands"),
    ("Coverage", "Solemn procedure"),
    ("Time period", "April to December 2025"),
    ("Reference period", "Calendar year 2025"),
    ("Court", "JP"),
    ("Police force", "British Transport Police"),
    ("Legal status", "Remand"),
    ("Period covered", "2016-17 to 2024-25"),
)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
@pytest.mark.parametrize("name", ["Cover", "Notes", "Information", "Read me", "Metadata"])
def test_a_pair_on_a_sheet_about_the_file_is_asked_about(
    held: PublishedState, areas: Areas, pair: tuple[str, str], name: str
) -> None:
    table = [TITLE, HEADINGS, *councils(areas)]
    for line in (pair, f"{pair[0]}: {pair[1]}"):
        cover = [ONE, line] if name == "Cover" else [ONE]
        sheets = {"Cover": cover} | ({} if name == "Cover" else {name: [name, line]})
        assert is_asked(check_sheets(held, {**sheets, "Table 1": table}))


@pytest.mark.parametrize(
    "pair",
    [
        ("Coverage", "Scotland"),
        ("Units", "Number of cases"),
        ("Geographic level", "Local authority and Scotland"),
        ("Measure", "Number of cases commenced"),
        ("Contact", "justice statistics"),
        ("Publisher", "Scottish Government"),
        ("Version", "1.0"),
        ("Period covered", "2016-17 to 2025-26"),
    ],
    ids=str,
)
def test_a_pair_that_limits_nothing_is_no_question(
    held: PublishedState, areas: Areas, pair: tuple[str, str]
) -> None:
    sheets = {"Cover": [ONE, pair], "Table 1": [TITLE, HEADINGS, *councils(areas)]}
    checked = check_sheets(held, sheets)
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        "Table 1: figures are for women.",
        "Table 1 covers solemn procedure.",
        "Tables 1 to 5: females only.",
        "All tables except Table 7 are for females only.",
        "1. All figures exclude Glasgow City.",
        ("1", "All tables exclude Glasgow City."),
        ("Note 1", "Figures in Table 1 are for women."),
        ("Data quality", "Data for 2025-26 covers April to December."),
    ],
    ids=str,
)
def test_a_note_on_all_tables_or_on_this_one_is_asked_about(
    held: PublishedState, areas: Areas, line: str | tuple[str, str]
) -> None:
    table = [f"Table 1: {TITLE}", HEADINGS, *councils(areas)]
    sheets = {"Cover": [ONE], "Notes": ["Notes", line], "Table 1": table}
    assert is_asked(check_sheets(held, sheets))


def test_a_note_on_another_table_is_no_question(held: PublishedState, areas: Areas) -> None:
    table = [f"Table 1: {TITLE}", HEADINGS, *councils(areas)]
    notes = [
        "Notes",
        "Table 5: figures are for women.",
        "2. Figures in Table 7 are for women.",
        "Tables 2-6 are for females only.",
    ]
    checked = check_sheets(held, {"Cover": [ONE], "Notes": notes, "Table 1": table})
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize(
    "name",
    [": sheriff courts", ": hate crime", " (superseded)", " interim", " (mock-up)", ": monthly"],
)
def test_more_words_in_the_name_of_the_publication_are_asked_about(
    held: PublishedState, areas: Areas, name: str
) -> None:
    sheets = {"Cover": [f"{ONE}{name}"], "Table 1": [TITLE, HEADINGS, *councils(areas)]}
    assert is_asked(check_sheets(held, sheets))


@pytest.mark.parametrize(
    "name",
    [
        "", " - additional datasets", ": supporting data tables", ", diversion and bail",
        ", September 2026", " (September 2026)",
    ],
)  # fmt: skip
def test_a_publication_may_say_of_its_name_that_it_is_of_tables(
    held: PublishedState, areas: Areas, name: str
) -> None:
    sheets = {"Cover": [f"{ONE}{name}"], "Table 1": [TITLE, HEADINGS, *councils(areas)]}
    checked = check_sheets(held, sheets)
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize("day", ["31 December 2025", "30/09/2025", "2025-09-30", "1 January 2026"])
def test_a_day_within_a_year_is_no_year(held: PublishedState, areas: Areas, day: str) -> None:
    rows = [[day, *row] for row in councils(areas)]
    assert is_asked(check(held, [ONE, DIVERSION, ("Year", *HEADINGS), *rows]))


@pytest.mark.parametrize("day", ["31 March 2026", "1 April 2025", date(2026, 3, 31).isoformat()])
def test_the_first_and_the_last_day_of_a_year_are_that_year(
    held: PublishedState, areas: Areas, day: str
) -> None:
    rows = [[day, *row] for row in councils(areas)]
    checked = check(held, [ONE, DIVERSION, ("Period", *HEADINGS), *rows])
    assert {datum.period for read in checked.reads for datum in read.data} == {"2025-26"}


def test_a_column_right_of_rows_that_are_measures_is_asked_about(held: PublishedState) -> None:
    years = ("", "2024-25", "2025-26")
    rows = (("Referrals", 210, 230), (CASES, 90, 99))
    plain = [ONE, f"{DIVERSION.removesuffix(' by local authority')}, Scotland"]
    assert not is_asked(check(held, [*plain, years, *rows]))
    for heading, text in (("Unit", "Thousands"), ("Court", "High Court"), ("", "solemn")):
        beside_rows = [(*row, text) for row in rows]
        assert is_asked(check(held, [*plain, (*years, heading), *beside_rows]))


@pytest.mark.parametrize("year", ["2025-26 [note 1]", "2025-26 [1]", "2025-261"])
def test_a_note_behind_a_year_is_weighed(held: PublishedState, areas: Areas, year: str) -> None:
    rows = [[name, value, value] for name, value in map(tuple, councils(areas))]
    lines = [ONE, f"{DIVERSION}: cases commenced", (AREA, "2024-25", year), *rows, ""]
    assert is_asked(check(held, [*lines, "1. April to December."]))
    checked = check(held, [*lines, "1. Rounded to the nearest five."])
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize(
    "title",
    [
        f"{DIVERSION}: revisions, 2025-26",
        f"{DIVERSION}, year on year, 2025-26",
        f"{DIVERSION}: number of local authorities, 2025-26",
        f"{DIVERSION}, all years to 2025-26",
        f"{DIVERSION}, % of Scotland, 2025-26",
        f"{DIVERSION}, <21, 2025-26",
    ],
)
def test_plain_words_that_say_another_figure_together_are_asked_about(
    held: PublishedState, areas: Areas, title: str
) -> None:
    assert is_asked(check(held, [ONE, title, HEADINGS, *councils(areas)]))


@pytest.mark.parametrize("heading", ["released", "per area", "in year before", "- revision", "‰"])
def test_a_heading_of_another_figure_is_asked_about(
    held: PublishedState, areas: Areas, heading: str
) -> None:
    headings = (AREA, f"{CASES} ({heading})")
    assert is_asked(check(held, [ONE, TITLE, headings, *councils(areas)]))


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Nationality", "Scottish"),
        ("Data", "Revisions"),
        ("Victim type", "Individuals"),
        ("Year of offence", "2019-20"),
        ("Remarks", "April to December"),
    ],
)
def test_a_further_column_says_something_else_though_its_words_are_plain(
    held: PublishedState, areas: Areas, heading: str, text: str
) -> None:
    assert is_asked(check(held, [ONE, TITLE, (AREA, heading, CASES), *beside(areas, text)]))


@pytest.mark.parametrize(
    "line",
    [
        "Court: JP", "Offence: Theft", "Level: 1", "Subset: repeat orders",
        "Applied filters: Procedure is Solemn", "Date range: 01/04/2025 - 30/09/2025",
        "Period covered: 1 April 2025 - 31 December 2025", "Population: care experienced",
    ],
)  # fmt: skip
def test_a_choice_in_one_cell_below_a_table_is_asked_about(
    held: PublishedState, areas: Areas, line: str
) -> None:
    assert is_asked(check(held, [ONE, TITLE, HEADINGS, *councils(areas), "", line]))


def test_a_label_centred_over_columns_may_be_of_those_left_of_it_too(
    held: PublishedState, areas: Areas
) -> None:
    headings = (AREA, "Referrals", CASES, "Assessments")
    rows = [[name, value, value // 3, value // 2] for name, value in map(tuple, councils(areas))]
    for label in ("Females", "Sheriff court"):
        assert is_asked(check(held, [ONE, TITLE, ("", "", label, ""), headings, *rows]))


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("All figures are provisional until March 2027.", "provisional"),
        ("2025-26 is provisional.", "provisional"),
        ("2025-26: provisional", "provisional"),
        ("The latest year is provisional.", "provisional"),
        ("Provisional statistics", "provisional"),
        ("Figures marked p are provisional.", "published"),
        ("Figures in italics are provisional.", "published"),
    ],
)
def test_a_status_is_of_the_figures_that_it_is_said_of(
    held: PublishedState, areas: Areas, line: str, status: str
) -> None:
    rows = [[year, *row] for year in ("2024-25", "2025-26") for row in councils(areas)]
    checked = check(held, [ONE, DIVERSION, ("Year", *HEADINGS), *rows, "", line])
    (read,) = checked.reads
    assert {datum.status for datum in read.data if datum.period == "2025-26"} == {status}
    if "year" in line or "2025" in line:
        assert {datum.status for datum in read.data if datum.period == "2024-25"} == {"published"}


@pytest.mark.parametrize("name", ["Scottish total", "Whole of Scotland", "Scotland as a whole"])
def test_scotland_goes_by_other_names_among_councils(
    held: PublishedState, areas: Areas, name: str
) -> None:
    checked = check(held, [ONE, TITLE, HEADINGS, *councils(areas, total=name)])
    assert (checked.questions, checked.errors) == ([], [])
    assert [len(read.data) for read in checked.reads] == [33]


def test_a_council_may_be_called_a_council_area(held: PublishedState, areas: Areas) -> None:
    rows = [[f"{name} council area", value] for name, value in councils(areas)[:-1]]
    checked = check(held, [ONE, TITLE, HEADINGS, *rows])
    assert [len(read.data) for read in checked.reads] == [32]


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("Table 5: Estimated population, council areas, 2023 to 2025", ("2023", "2024", "2025")),
        ("Table 5: Population estimates by council area", ("mid-2023", "mid-2024", "mid-2025")),
        (
            "Table 5: Population estimates by council area, mid-2025",
            ("Persons", "Males", "Females"),
        ),
    ],
)
def test_a_series_of_populations_and_one_by_sex_are_read(
    held: PublishedState, areas: Areas, title: str, headings: tuple[str, ...]
) -> None:
    rows = [[name, 90_000, 45_000, 45_000] for name, _ in councils(areas)[:-1]]
    table = [title, ("Area name", *headings), *rows]
    sheets = {"Cover": ["Mid-2025 Population Estimates Scotland"], "Table 5": table}
    (read,) = check_sheets(held, sheets).reads
    years = len(headings) if headings[0] != "Persons" else 1
    assert len(read.data) == 32 * years
    assert {datum.measure for datum in read.data} == {"population_all_ages"}


@pytest.mark.parametrize("line", [("Status", "Provisional"), "Data status: Provisional"], ids=str)
def test_a_status_on_a_cover_is_that_of_all_figures(
    held: PublishedState, areas: Areas, line: str | tuple[str, str]
) -> None:
    sheets = {"Cover": [ONE, line], "Table 1": [TITLE, HEADINGS, *councils(areas)]}
    (read,) = check_sheets(held, sheets).reads
    assert {datum.status for datum in read.data} == {"provisional"}


def test_a_label_among_rows_that_a_recipe_chooses_is_asked_about(
    held: PublishedState, areas: Areas
) -> None:
    rows = [
        row
        for name, value in map(tuple, councils(areas, total="All known LA"))
        for row in ([name, "Arrivals", value], [name, "per 1000 pop.", 1.5])
    ]
    title = "C2: Arrivals by Local Authority"
    headings = ("Local Authority", "Measurement", "2025-26")
    cover = ["Scottish Prison Population Statistics 2025-26"]
    plain = check_sheets(held, {"Cover": cover, "C2": [title, headings, *rows]})
    assert plain.questions == []
    labelled = {"Cover": cover, "C2": [title, headings, ("Women", "", ""), *rows]}
    assert check_sheets(held, labelled).questions


def test_a_column_of_notes_that_has_none_is_no_question(held: PublishedState, areas: Areas) -> None:
    rows = [[*row, ""] for row in councils(areas)]
    checked = check(held, [ONE, TITLE, (*HEADINGS, "Notes"), *rows])
    assert (checked.questions, checked.errors) == ([], [])
