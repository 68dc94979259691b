"""Whole editions with all that publishers put around their tables: nothing of it is asked about.

Each line of the furniture has a neighbour here that looks like it and says something.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from meanings import File, files
from test_needless_questions import COHORTS, RATES, YEARS, is_read
from test_unseen_layouts import HEADINGS, ONE, TITLE, Line, check, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

ABOVE: tuple[Line, ...] = (
    "This worksheet contains one table, with notes below it.",
    "Some cells refer to notes which can be found on the notes worksheet.",
    "Notes are located below the table, starting in cell A42.",
    "Freeze panes are turned on. To turn off freeze panes select the 'View' ribbon then 'Freeze "
    "Panes' then 'Unfreeze Panes' or use [Alt,W,F].",
    "Some shorthand is used in this table. [c] = confidential; [z] = not applicable.",
    "[x] not available",
    "[low] = less than half the final digit shown",
    "Back to contents",
    "Date published: 28 October 2026",
    "Next published: October 2027",
    "Please note: figures may not add up to the total due to rounding.",
    "This table has filters. Use the arrows in the heading row to filter.",
    "Column headings have notes in square brackets.",
    "Cells with no data are left blank.",
)
BELOW: tuple[Line, ...] = (
    "Notes",
    "Note 1: Totals may differ from the sum of their parts because of rounding.",
    "Figures in this table have been updated to reflect revisions made since the last publication.",
    "You may use this data under the terms of the Open Government Licence v3.0: "
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "For queries contact justice_analysts@gov.scot",
    "© Crown copyright 2026",
)
COVER: tuple[Line, ...] = (
    "This workbook contains tables in worksheets 3 to 12.",
    "Accredited official statistics were called National Statistics before June 2024.",
    ("Geographic level", "Local authority"),
    "Contact details",
    "Telephone: 0131 244 2147",
    "The tables are marked up and have filters where possible.",
    "This document has been designed to be accessible in line with guidance on releasing "
    "statistics in spreadsheets.",
    "ISBN 978-1-83521-000-1 (web only)",
    ("Last updated", "24 June 2026"),
    "Symbols used",
    "[z] not applicable",
)
NOTES: tuple[Line, ...] = (
    "Notes",
    "This worksheet contains one table.",
    ("Note number", "Note text", "Tables"),
    ("note 1", "Totals may differ from the sum of their parts because of rounding.", "All"),
    ("note 2", "Women only.", "Table 99"),
)


def furnished(file: File, *, above: Sequence[Line] = ()) -> dict[str, Sequence[Line]]:
    """Give the sheets of a new edition, furnished as publishers do."""
    link = ("Table 1", file.title, "Go to Table 1")
    contents: list[Line] = [
        "Table of contents",
        ("Worksheet number", "Worksheet title", "Link"),
        link,
    ]
    table = [file.title, *ABOVE, *above, file.headings, *file.rows, "", *BELOW]
    return {"Cover": [file.cover, *COVER], "Contents": contents, "Table 1": table, "Notes": NOTES}


KINDS = ("diversion", "bail", "orders", "ended", "homelessness", "convicted")


@pytest.mark.parametrize("kind", KINDS)
def test_a_furnished_edition_asks_nothing(held: PublishedState, areas: Areas, kind: str) -> None:
    file = files(areas)[kind]
    assert is_read(check_sheets(held, furnished(file)))
    assert is_asked(check_sheets(held, furnished(file, above=["These figures are for women."])))


def test_a_furnished_edition_for_scotland_asks_nothing(held: PublishedState) -> None:
    rows = tuple(tuple(map(str, row)) for row in YEARS)
    title = f"Table 1: {RATES}: 2019-20 to 2020-21 cohorts"
    cover = "Reconviction Rates in Scotland: 2020-21 Offender Cohort"
    assert is_read(check_sheets(held, furnished(File(cover, title, COHORTS, rows))))


LINES = (
    ("Ages are shown in table 5.", "Women are not in table 5."),
    ("Breakdowns by age and gender are in tables 5 to 8.", "Figures by gender are in this table."),
    ("Gender is as recorded by the local authority.", "Gender is female."),
    (
        "Rates use NRS mid-year population estimates, 2025.",
        "Rates use population estimates, 2025, for women.",
    ),
    ("Corrected version published 12 September 2026", "Corrected women published 2026"),
    ("Please see Notes tab for further information", "See notes: women only"),
    (
        "Numbers fewer than 5 have been suppressed and replaced with *.",
        "Numbers of women have been replaced with *.",
    ),
    ("Scottish Government: Justice Directorate", "Scottish Government: women only"),
    ("Cases commenced rose in 20 local authorities.", "Cases commenced by women."),
    ("List of tables", "List of women"),
    ("[low] = less than half the final digit shown", "[a] less than half of all cases"),
)


@pytest.mark.parametrize(("harmless", "telling"), LINES)
def test_lines_above_a_table(
    held: PublishedState, areas: Areas, harmless: str, telling: str
) -> None:
    table = [HEADINGS, *councils(areas)]
    for line, asked in ((harmless, False), (telling, True)):
        sheets = {"Cover": [ONE], "Table 1": [f"Table 1: {TITLE}", line, *table]}
        assert is_asked(check_sheets(held, sheets)) is asked, line


def test_a_table_is_led_to_by_its_own_number(held: PublishedState, areas: Areas) -> None:
    line = "Figures of women are shown in table 1."
    assert is_asked(check(held, [ONE, f"Table 1: {TITLE}", line, HEADINGS, *councils(areas)]))


def test_a_list_on_a_cover_is_no_table_that_is_not_read(held: PublishedState, areas: Areas) -> None:
    cover: list[Line] = [
        "Mid-2025 Population Estimates Scotland",
        ("Geographic level", "Council area"),
    ]
    rows = [(row[0], 20_000 + int(str(row[1]))) for row in councils(areas)[:-1]]
    total = ("Scotland", sum(int(str(row[1])) for row in rows))
    table = [
        "Table 1: Estimated population by council area, mid-2025",
        ("Council area", "All ages"),
    ]
    sheets = {"Cover": [*cover, ("Telephone", "0300 244 4000")], "Table 1": [*table, total, *rows]}
    assert not check_sheets(held, sheets).questions
    assert "table not read" not in {r.kind for r in check_sheets(held, sheets).warnings}


def estimates(held: PublishedState) -> list[list[object]]:
    """Give rows of population by area and sex, as the newer tables of estimates have them."""
    people = [
        (area.name, area.code, "Council area", _newest(held, area.code))
        for area in held.areas.councils
    ]
    total = ("Scotland", "S92000003", "Country", sum(row[3] for row in people))
    return [
        [kind, code, name, sex, count // part, count // part // 2, count // part // 2]
        for name, code, kind, count in (total, *people)
        for sex, part in (("Persons", 1), ("Females", 2), ("Males", 2))
    ]


def _newest(held: PublishedState, code: str) -> int:
    by_year = held.populations["all ages", code]
    return by_year[max(by_year)]


def population(held: PublishedState, rows: Sequence[Line]) -> CheckedUpload:
    title = (
        "Table 1: Estimated population by sex, single year of age and administrative area, mid-2025"
    )
    headings = ("Area type", "Area code", "Area name", "Sex", "All ages", 0, 1)
    cover = ["Mid-2025 Population Estimates Scotland", "Published", "14 August 2026"]
    return check_sheets(held, {"Cover": cover, "Table 1": [title, headings, *rows]})


def test_population_by_sex_and_single_years_is_that_of_persons(
    held: PublishedState,
) -> None:
    board = ["NHS Board area", "S08000015", "Ayrshire and Arran", "Persons", 365_000, 4_000, 4_100]
    checked = population(held, [*estimates(held), board])
    assert is_read(checked)
    [read] = checked.reads
    aberdeen = next(area for area in held.areas.councils if area.name == "Aberdeen City")
    found = {figure.value for figure in read.data if figure.area.name == "Aberdeen City"}
    assert found == {_newest(held, aberdeen.code)}
    assert len(read.data) == 33
    strange = ["Council area", *board[1:]]
    assert is_asked(population(held, [*estimates(held), strange]))
    women = [row for row in estimates(held) if row[3] == "Females"]
    assert is_asked(population(held, women))


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (("Published", "10 September 2026"), False),
        (("Published:", "10 September 2026"), False),
        (("Published", "Women only"), True),
        (("Snapshot", "10 September 2025"), True),
    ],
)
def test_a_day_below_published_on_a_cover_is_that_of_issue(
    held: PublishedState, areas: Areas, lines: Sequence[str], *, asked: bool
) -> None:
    table = [TITLE, HEADINGS, *councils(areas)]
    assert is_asked(check_sheets(held, {"Cover": [ONE, *lines], "Table 1": table})) is asked


def test_limits_of_intervals_beside_open_data_split_nothing(
    held: PublishedState, areas: Areas
) -> None:
    headings = ("FeatureCode", "DateCode", "Measurement", "Units", "Value", "Order Type")
    rows = [
        (area.code, "2024/2025", "Count", "Orders", 40 + n, "Community payback", 30 + n)
        for n, area in enumerate(areas.councils)
    ]
    name = "social-work-orders-commenced.csv"
    limits = check(held, [(*headings, "Lower 95% confidence limit"), *rows], name)
    assert not limits.questions
    assert not limits.errors
    assert is_asked(check(held, [(*headings, "SIMD decile"), *rows], name))


@pytest.mark.parametrize(
    ("heading", "number", "asked"),
    [("High Court", 0, False), ("Age", 0, True), ("Follow-up period (years)", 2, True)],
)
def test_a_court_without_any_case_selects_nothing(
    held: PublishedState, areas: Areas, heading: str, number: int, *, asked: bool
) -> None:
    rows = [(*row, number) for row in councils(areas)]
    assert is_asked(check(held, [ONE, TITLE, (*HEADINGS, heading), *rows])) is asked
