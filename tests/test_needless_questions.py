"""Right files as publishers make them: what says nothing of the figures asks nothing.

For each such text there is one beside it that says something, and that is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_unseen_layouts import (
    AREA,
    CASES,
    HEADINGS,
    ONE,
    TITLE,
    Line,
    beside,
    check,
    councils,
    held,
    is_asked,
)
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

RATES = "Reconviction rates and average number of reconvictions per offender"
COHORTS = (
    "Cohort", "Number of offenders", "Reconviction rate",
    "Average number of reconvictions per offender",
)  # fmt: skip
YEARS = (("2019-20", 40000, 24.1, 0.41), ("2020-21", 30000, 25.9, 0.43))
SURVEY = "Scottish Crime and Justice Survey 2025/26: Main Findings"
STATEMENT = "Only those who have committed the most serious crimes should be put in prison"


def is_read(checked: CheckedUpload) -> bool:
    told = (*checked.errors, *checked.questions, *checked.warnings)
    return not told and any(read.data for read in checked.reads)


def statuses(checked: CheckedUpload) -> set[str]:
    return {figure.status for read in checked.reads for figure in read.data}


def reconvictions(
    held: PublishedState,
    above: Sequence[Line] = (),
    headings: Sequence[str] = COHORTS,
    rows: Sequence[Sequence[object]] = YEARS,
) -> CheckedUpload:
    title = f"Table 1: {RATES}: 2019-20 to 2020-21 cohorts"
    cover = ["Reconviction Rates in Scotland: 2020-21 Offender Cohort"]
    return check_sheets(held, {"Cover": cover, "Table 1": [title, *above, headings, *rows]})


def survey(held: PublishedState, above: Sequence[Line] = ()) -> CheckedUpload:
    headings = ("Statement", "% Strongly/slightly agree", "Number of respondents")
    rows = [(STATEMENT, 55, 4990)]
    title = "Table 10.1: Attitudes to prisons, 2025/26"
    return check_sheets(held, {"Cover": [SURVEY], "T10.1": [title, *above, headings, *rows]})


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("Geography type", ["Council Area"]),
        ("ADP", ["Fife ADP", "Lothian ADP"]),
        ("Trend", ["Increase", "Decrease"]),
        ("Trend", ["▲", "▼"]),
        ("Status", ["Final"]),
    ],
)
def test_a_column_beside_the_figures_asks_nothing(
    held: PublishedState, areas: Areas, heading: str, texts: Sequence[str]
) -> None:
    rows = beside(areas, *texts)
    assert is_read(check(held, [ONE, TITLE, (AREA, heading, CASES), *rows]))


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("Geography type", ["Prison"]),
        ("Trend", ["Women"]),
        ("Trend", ["Increase of men", "Decrease of men"]),
        ("Status", ["Draft"]),
    ],
)
def test_a_column_that_splits_the_figures_is_asked_about(
    held: PublishedState, areas: Areas, heading: str, texts: Sequence[str]
) -> None:
    rows = beside(areas, *texts)
    assert is_asked(check(held, [ONE, TITLE, (AREA, heading, CASES), *rows]))


def test_a_column_of_drawn_trends_and_one_of_people_are_not_read_and_not_asked_about(
    held: PublishedState, areas: Areas
) -> None:
    rows = [(*row, "", 50_000 + n) for n, row in enumerate(councils(areas))]
    checked = check(held, [ONE, TITLE, (*HEADINGS, "Trend", "Population"), *rows])
    assert is_read(checked)
    assert checked.reads[0].tables[0].left == ("Population",)
    assert is_asked(check(held, [ONE, TITLE, (*HEADINGS, "Women only", "Population"), *rows]))


def test_each_area_may_say_of_which_kind_it_is(held: PublishedState, areas: Areas) -> None:
    kinds = ("Country" if name == "Scotland" else "Council Area" for name, _ in councils(areas))
    rows = [(row[0], kind, row[1]) for row, kind in zip(councils(areas), kinds, strict=True)]
    checked = check(held, [ONE, TITLE, (AREA, "Geography type", CASES), *rows])
    assert is_read(checked)
    assert len(checked.reads[0].data) == 33


@pytest.mark.parametrize("line", ["Status: Provisional", ("Status", "Provisional")])
def test_a_status_above_a_table_is_that_of_its_figures(
    held: PublishedState, areas: Areas, line: Line
) -> None:
    checked = check(held, [ONE, TITLE, line, HEADINGS, *councils(areas)])
    assert is_read(checked)
    assert statuses(checked) == {"provisional"}
    assert is_asked(check(held, [ONE, TITLE, "Status: Draft", HEADINGS, *councils(areas)]))


@pytest.mark.parametrize(
    ("harmless", "telling"),
    [
        ("Filter: Age = All; Gender = All", "Filter: Age = All; Gender = Female"),
        (
            "Note: filters are available for age, gender and ethnicity.",
            "Note: filters are available for women only.",
        ),
        ("There is a filter available for each council.", "Filters are applied for women."),
    ],
)
def test_filters_that_choose_everybody_ask_nothing(
    held: PublishedState, areas: Areas, harmless: str, telling: str
) -> None:
    assert is_read(check(held, [ONE, TITLE, harmless, HEADINGS, *councils(areas)]))
    assert is_asked(check(held, [ONE, TITLE, telling, HEADINGS, *councils(areas)]))


def test_what_a_council_could_not_provide_is_asked_once(held: PublishedState, areas: Areas) -> None:
    note = "Fife could not provide data for quarter 4."
    table = [TITLE, HEADINGS, *councils(areas), "", note]
    other = ["Bail supervision cases by local authority, 2025-26", *table[1:]]
    checked = check_sheets(held, {"Cover": [ONE], "Table 1": table, "Table 2": other})
    assert [question.kind for question in checked.questions] == ["not explained"]


@pytest.mark.parametrize(
    ("tab", "named", "asked"),
    [("C2", "B2", False), ("T1", "T2", False), ("T1", "T1", True), ("Arrivals", "B2", True)],
)
def test_a_note_under_the_name_of_a_table_is_of_that_table(
    held: PublishedState, areas: Areas, tab: str, named: str, *, asked: bool
) -> None:
    notes = ["Notes", ("Table", "Note"), (named, "Figures for women only.")]
    sheets = {"Cover": [ONE], tab: [TITLE, HEADINGS, *councils(areas)], "Notes": notes}
    assert is_asked(check_sheets(held, sheets)) is asked


@pytest.mark.parametrize(
    ("heading", "text", "asked"),
    [
        ("Date first published", "28/10/2026", False),
        ("Source", "Justice social work return", False),
        ("Filters", AREA, False),
        ("Source", "Women only", True),
        ("Coverage", "Women", True),
        ("Filters", "Sheriff court", True),
        ("Unit", "Per 1,000", True),
    ],
)
def test_further_columns_of_a_list_of_contents(
    held: PublishedState, areas: Areas, heading: str, text: str, *, asked: bool
) -> None:
    contents = ["Contents", ("Sheet", "Title", heading), ("Table 1", TITLE, text)]
    table = [TITLE, HEADINGS, *councils(areas)]
    checked = check_sheets(held, {"Cover": [ONE], "Contents": contents, "Table 1": table})
    assert is_asked(checked) is asked


def test_a_list_of_contents_is_no_table_whose_title_has_changed(held: PublishedState) -> None:
    title = f"{RATES}: 2019-20 to 2020-21 cohorts"
    rows = [
        ("Table 1", title, 12),
        *((f"Table {n}", f"{RATES}, by gender", n) for n in range(2, 16)),
    ]
    sheets = {
        "Cover": ["Reconviction Rates in Scotland: 2020-21 Offender Cohort"],
        "Contents": ["Contents", ("Table", "Title", "Page"), *rows],
        "Table 1": [f"Table 1: {title}", COHORTS, *YEARS],
        **{f"Table {n}": [f"{RATES}, by gender"] for n in range(2, 16)},
    }
    assert is_read(check_sheets(held, sheets))


@pytest.mark.parametrize(
    ("harmless", "telling"),
    [
        (
            "Rates are for a follow-up period of one year.",
            "Rates are for a follow-up period of two years.",
        ),
        (("Area code", "S92000003"), ("Area code", "S12000014")),
    ],
)
def test_lines_above_reconvictions(held: PublishedState, harmless: Line, telling: Line) -> None:
    assert is_read(reconvictions(held, [harmless]))
    assert is_asked(reconvictions(held, [telling]))


@pytest.mark.parametrize("area", ["S92000003", "Scotland"])
def test_a_table_of_scotland_may_say_so_in_every_row(held: PublishedState, area: str) -> None:
    headings, rows = ("Area code", *COHORTS), [(area, *row) for row in YEARS]
    assert is_read(reconvictions(held, headings=headings, rows=rows))
    rows = [("S12000014", *YEARS[0]), (area, *YEARS[1])]
    assert is_asked(reconvictions(held, headings=headings, rows=rows))


@pytest.mark.parametrize(
    ("written", "read"),
    [("{} cohort", True), ("Cohort {}", True), ("{} young cohort", False), ("{} women", False)],
)
def test_a_year_may_say_what_heads_its_column(
    held: PublishedState, written: str, *, read: bool
) -> None:
    rows = [(written.format(row[0]), *row[1:]) for row in YEARS]
    assert is_read(reconvictions(held, rows=rows)) is read


@pytest.mark.parametrize(
    ("harmless", "telling"),
    [
        ("Base: All respondents (4,990)", "Base: Women (2,500)"),
        (("Base", "All adults (n=4,990)"), ("Base", "All adults aged 16-24")),
        ("Unweighted base: 4,990", "Base: People who had been victims"),
        ("Percentage of adults", "Percentage of women"),
    ],
)
def test_whom_a_survey_asked(held: PublishedState, harmless: Line, telling: Line) -> None:
    assert is_read(survey(held))
    assert is_read(survey(held, [harmless]))
    assert is_asked(survey(held, [telling]))


def test_a_file_that_names_its_publication_is_told_which_table_was_looked_for(
    held: PublishedState,
) -> None:
    sheets = {
        "Cover": ["Mid-2025 Population Estimates Scotland"],
        "1": [("a", "b"), (1, 2), (3, 4)],
    }
    [error] = check_sheets(held, sheets).errors
    assert error.found.startswith("the file says it is Mid-year population estimates")
    assert error.expected == "the table “Population by council”"


def test_areas_may_be_named_by_their_address(held: PublishedState, areas: Areas) -> None:
    address = "http://statistics.gov.scot/id/statistical-geography/"
    lines = [
        ("FeatureCode", "DateCode", "Measurement", "Units", "Value", "Order Type"),
        *(
            (address + area.code, "2024/2025", "Count", "Orders", 40 + n, "Community payback")
            for n, area in enumerate(areas.councils)
        ),
    ]
    checked = check(held, lines, "social-work-orders-commenced.csv")
    assert not checked.questions
    assert len([figure for read in checked.reads for figure in read.data]) == 32
    other = (address + "S12999999", *lines[1][1:])
    assert is_asked(check(held, [*lines, other], "social-work-orders-commenced.csv"))


@pytest.mark.parametrize(
    ("harmless", "telling"),
    [
        ("Figures are as at 1 October 2026.", "Figures are as at 1 October 2025."),
        (
            "Figures are correct as at 1 October 2026.",
            "Figures for women are as at 1 October 2026.",
        ),
        ("A breakdown by sex is available on request", "A breakdown by sex is given here"),
        ("Data for women can be provided on request.", "Data for women are provided."),
    ],
)
@pytest.mark.parametrize("where", ["above", "below", "cover"])
def test_the_day_of_an_extract_and_what_can_be_asked_for_say_nothing(
    held: PublishedState, areas: Areas, harmless: str, telling: str, where: str
) -> None:
    for line, asked in ((harmless, False), (telling, True)):
        lines = {place: [line] if place == where else [] for place in ("above", "below", "cover")}
        table = [TITLE, *lines["above"], HEADINGS, *councils(areas), "", *lines["below"]]
        checked = check_sheets(held, {"Cover": [ONE, *lines["cover"]], "Table 1": table})
        assert is_asked(checked) is asked, line


def legal_status(held: PublishedState, definition: str) -> CheckedUpload:
    """Check a table of people in prison by legal status, with a definition below it."""
    heads = ("Legal Status", "Measurement", "Age", "2024-25", "2025-26")
    rows = [
        ("Sentenced", "average", "All", 6470.3, 6407.8),
        ("Sentenced", "individuals", "All", 15537, 14858),
    ]
    title = "M1: Legal Status Population Attributes"
    cover = ["Scottish Prison Population Statistics, 2025-26"]
    return check_sheets(held, {"Cover": cover, "M1": [title, "", heads, *rows, "", definition]})


@pytest.mark.parametrize(
    ("definition", "asked"),
    [
        ("Average: The average number of people in prison on any one day in the year.", False),
        ("Individuals: The number of different people who spent any time in prison.", False),
        ("Average: The average number of women in prison on any one day.", True),
        ("Average: The number of people in prison on 30 June.", True),
        ("Individuals: The number of people who were on remand for at least a night.", True),
    ],
)
def test_a_definition_in_other_words_that_means_the_same_is_no_question(
    held: PublishedState, definition: str, *, asked: bool
) -> None:
    assert is_asked(legal_status(held, definition)) is asked


SHORT = {
    "N. Ayrshire": "North Ayrshire",
    "Ayrshire, North": "North Ayrshire",
    "S Lanarkshire": "South Lanarkshire",
    "E.Renfrewshire": "East Renfrewshire",
    "W. Dunbartonshire": "West Dunbartonshire",
    "Sth Ayrshire": "South Ayrshire",
    "E Lothian Council": "East Lothian",
    "Edinburgh, City of": "City of Edinburgh",
    "Glasgow, City of": "Glasgow City",
    "Perth & Kinross": "Perth and Kinross",
    "Argyll/Bute": "Argyll and Bute",
    "Orkney Isles": "Orkney Islands",
    "W. Isles": "Na h-Eileanan Siar",
}


def named(held: PublishedState, areas: Areas, **other: str) -> CheckedUpload:
    rows = [[other.get(str(row[0]).replace(" ", "_"), row[0]), row[1]] for row in councils(areas)]
    return check(held, [ONE, TITLE, HEADINGS, *rows])


@pytest.mark.parametrize(("short", "name"), SHORT.items())
def test_a_council_may_be_named_in_short_or_turned(
    held: PublishedState, areas: Areas, short: str, name: str
) -> None:
    checked = named(held, areas, **{name.replace(" ", "_"): short})
    assert (checked.questions, checked.errors) == ([], [])
    assert len(checked.reads[0].data) == 33


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("Ayrshire", "East Ayrshire"),
        ("Dunbartonshire", "West Dunbartonshire"),
        ("N. Dunbartonshire", "East Dunbartonshire"),
        ("E/W Lothian", "West Lothian"),
        ("Ayrshire E. and N.", "East Ayrshire"),
    ],
)
def test_a_name_that_may_be_of_two_councils_or_of_none_is_refused_and_not_guessed(
    held: PublishedState, areas: Areas, short: str, name: str
) -> None:
    [error] = named(held, areas, **{name.replace(" ", "_"): short}).errors
    assert error.kind == "unknown area"
    assert "Did you mean" not in error.fix


def test_the_heading_over_the_areas_may_be_empty(held: PublishedState, areas: Areas) -> None:
    checked = check(held, [ONE, TITLE, ("", CASES), *councils(areas)])
    assert (checked.questions, checked.errors) == ([], [])
    assert len(checked.reads[0].data) == 33
    assert is_asked(check(held, [ONE, TITLE, ("", f"{CASES}: women"), *councils(areas)]))


@pytest.mark.parametrize("where", ["above", "below", "cover"])
@pytest.mark.parametrize(
    "line",
    [
        ("Sorted by", "Rate"),
        ("Sorted by", AREA),
        ("Sort order", "Alphabetical"),
        ("Ordered by", "Number"),
        "Sorted by: Rate",
        "Rows are sorted by council.",
    ],
)
def test_in_which_order_rows_stand_says_nothing_of_their_figures(
    held: PublishedState, areas: Areas, line: Line, where: str
) -> None:
    assert is_read(check_sheets(held, noted(areas, line, where)))


@pytest.mark.parametrize(
    "line", [("Sorted by", "Women"), ("Order type", "Restriction of liberty"), "Listed in courts"]
)
def test_a_line_that_only_begins_like_an_order_of_rows_is_asked_about(
    held: PublishedState, areas: Areas, line: Line
) -> None:
    assert is_asked(check_sheets(held, noted(areas, line, "above")))


def noted(areas: Areas, line: Line, where: str) -> dict[str, Sequence[Line]]:
    """Give a true table with a line above or below it, or on the cover."""
    above, below, cover = ([line] if where == one else [] for one in ("above", "below", "cover"))
    table = [TITLE, *above, HEADINGS, *councils(areas), "", *below]
    return {"Cover": [ONE, "", *cover], "Table 1": table}
