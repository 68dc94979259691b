"""Files that nobody has seen yet, each with a word that says something else: all are asked about.

Each is a true file but for one line, heading, column or row. None is read without a word.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
import xlsxwriter

from cjdata.ingest.edition_dates import StatedEdition
from cjdata.ingest.rows.total_rows import wholes_of
from cjdata.publishing import load_workbooks
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_against
from cjdata.publishing.published_state import PublishedState, read_held
from cjdata.reference.areas import Areas

SAID = StatedEdition(published="2026-09-10")
Line = Sequence[object] | str

ONE = "Justice Social Work Statistics in Scotland: 2025-26 - Part 1"
TWO = "Justice Social Work Statistics in Scotland: 2025-26 - Part 2"
DIVERSION = "Diversion from prosecution by local authority"
TITLE = f"{DIVERSION}, 2025-26"
AREA, CASES = "Local authority", "Cases commenced"
HEADINGS = (AREA, CASES)


@pytest.fixture(scope="module")
def held(home) -> Iterator[PublishedState]:
    """Nothing is held but what says what measures, areas and recipes there are."""
    whole = read_held(home)
    recipes = load_workbooks.recipes_of(home, whole)
    nothing = replace(whole.text, observations=())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load_workbooks, "recipes_of", lambda _home, _held: recipes)
        yield replace(whole, text=nothing, figures=nothing)


def check(held: PublishedState, lines: Sequence[Line], name: str = "figures.csv") -> CheckedUpload:
    rows = [[line] if isinstance(line, str) else line for line in lines]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    return check_against(held, [Upload(name, text.encode())], said=SAID)


def councils(areas: Areas, *, total: str = "Scotland") -> list[list[object]]:
    rows: list[list[object]] = [[a.name, 30 + 7 * n] for n, a in enumerate(areas.councils)]
    return [*rows, [total, sum(int(str(row[1])) for row in rows)]]


def rates(areas: Areas) -> list[list[object]]:
    return [[name, f"{4 + n % 5}.3"] for n, (name, _) in enumerate(councils(areas))]


def beside(areas: Areas, *texts: object) -> list[list[object]]:
    """Give the rows with a further column, whose texts take turns."""
    return [[r[0], texts[n % len(texts)], r[1]] for n, r in enumerate(councils(areas))]


def is_asked(checked: CheckedUpload) -> bool:
    return bool(checked.questions or checked.errors)


def test_the_true_file_is_read_without_a_question(held: PublishedState, areas: Areas) -> None:
    checked = check(held, [ONE, TITLE, HEADINGS, *councils(areas)])
    assert (checked.questions, checked.errors) == ([], [])
    assert sum(len(read.data) for read in checked.reads) == 33


TITLES = (
    f"Under 21: {TITLE}", f"SIMD 1: {TITLE}", f"U21: {TITLE}", f"Level 1: {TITLE}",
    f"{DIVERSION}, quarter 1, 2025-26", f"{DIVERSION}, Q1 2025-26",
    f"{DIVERSION}, April to June 2025, 2025-26", f"{DIVERSION}, year to June 2026, 2025-26",
    f"{DIVERSION}, month ending 31 March 2026, 2025-26", f"{DIVERSION}, quarterly, 2025-26",
    f"{DIVERSION}, annual average, 2025-26", f"{DIVERSION}: cases completed, 2025-26",
    f"{DIVERSION}, 2025-26, year to date", "Diversion from prosecution in Falkirk, 2025-26",
    "Individuals with diversion from prosecution commenced by local authority, 2025-26",
    f"{DIVERSION}: rate per 1,000 population, 2025-26",
    f"H1 2025-26: {TITLE}", f"Table Q1: {TITLE}",
    f"{DIVERSION}, part time, 2025-26", f"{DIVERSION}, all time, 2025-26",
    f"{DIVERSION} since 2019-20", f"{DIVERSION} within a year, 2025-26",
    f"{DIVERSION} of which final, 2025-26", f"{DIVERSION} estimate, 2025-26",
    f"Social work: {TITLE}", f"Change in {DIVERSION}, 2025-26",
    f"{DIVERSION} as at 31 March 2026",
    f"{DIVERSION}, as at 30 June 2025, 2025-26", f"{DIVERSION}, as at 30 September 2025, 2025-26",
)  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_says_something_else_is_asked_about(
    held: PublishedState, areas: Areas, title: str
) -> None:
    assert is_asked(check(held, [ONE, title, HEADINGS, *councils(areas)]))


LINES: tuple[Line, ...] = (
    "These figures cover domestic abuse cases only.",
    "The figures are for October to December 2025 only.",
    "Source: Police referrals only",
    "Published for Falkirk only",
    "Filter: Offence group is Shoplifting",
    ("Filters", "Offence", "Shoplifting"),
    ("Sheriff court:", "Glasgow"),
    ("Select area:", "Falkirk"),
    ("Police division", "Stirling"),
    ("Year of referral", "2019-20"),
    "Quarter 3",
    "December 2025",
    "Falkirk",
    "Number of days",
    "£",
    "Data for 2024-25",
    "Numbers are in hundreds.",
)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_line_above_a_table_that_says_something_else_is_asked_about(
    held: PublishedState, areas: Areas, line: Line
) -> None:
    assert is_asked(check(held, [ONE, TITLE, line, HEADINGS, *councils(areas)]))


SCOPES = (
    "These figures cover sheriff court cases.",
    "Data covers April to September",
    "Figures relate to 2024-25",
    "Excludes drug cases.",
    "Values are averages over three years.",
    "As at 30 September",
    "Figures relate to the period 1 April 2024 to 31 March 2025.",
    "Cases where the accused was under supervision.",
    "This table shows first offenders.",
    "Data for 2024-25",
    "Covers 28 local authorities",
    "Numbers relate to cases started between January and June 2025.",
    "Figures for 2025-26 are for April to June.",
    "1. These figures count drug-related cases.",
    "Cases are of individuals.",
    "Figures do not include cases in Glasgow.",
    "Figures are cumulative since 2019-20.",
)


@pytest.mark.parametrize("note", SCOPES)
def test_a_note_that_says_of_what_all_figures_are_is_asked_about(
    held: PublishedState, areas: Areas, note: str
) -> None:
    for lines in ([note, HEADINGS, *councils(areas)], [HEADINGS, *councils(areas), "", note]):
        assert is_asked(check(held, [ONE, TITLE, *lines]))


REMARKS = (
    "[c] = confidential, [x] = not available",
    "Shorthand used: [c] confidential; [x] not available",
    "ISBN 978-1-83601-234-5",
    "Some local authorities were unable to provide figures for young people.",
    "Figures include both males and females.",
    "Numbers may not sum to totals because of rounding.",
    "Figures for 2019-20 and 2020-21 were affected by the coronavirus pandemic.",
    "Figures relate to the financial year 1 April 2025 to 31 March 2026.",
    "Figures are for the financial year.",
    "This table shows the number of cases commenced in each local authority.",
    "Rates are per 10,000 population aged 16 to 70.",
    "Data are from local authority case management systems.",
    "This publication is available at www.gov.scot",
    "An individual may have more than one case in the year.",
    "Women made up 15% of cases.",
    "Rate is per 10,000 population using NRS mid-2025 population estimates.",
)


@pytest.mark.parametrize("note", REMARKS)
def test_a_note_that_limits_no_figure_is_no_question(
    held: PublishedState, areas: Areas, note: str
) -> None:
    for lines in ([note, HEADINGS, *councils(areas)], [HEADINGS, *councils(areas), "", note]):
        checked = check(held, [ONE, TITLE, *lines])
        assert (checked.questions, checked.errors) == ([], [])
        assert sum(len(read.data) for read in checked.reads) == 33


@pytest.mark.parametrize(
    ("lines", "statuses"),
    [
        (["Figures are estimates.", HEADINGS], {"estimated"}),
        (["Figures for 2025-26 are provisional.", HEADINGS], {"provisional"}),
        (["Figures for 2024-25 are provisional.", HEADINGS], {"published"}),
    ],
)
def test_a_note_that_says_how_firm_figures_are_is_of_those_that_it_names(
    held: PublishedState, areas: Areas, lines: list[Line], statuses: set[str]
) -> None:
    checked = check(held, [ONE, TITLE, *lines, *councils(areas)])
    assert (checked.questions, checked.errors) == ([], [])
    assert {d.status for read in checked.reads for d in read.data} == statuses


def test_a_column_of_statuses_says_how_firm_each_row_is(held: PublishedState, areas: Areas) -> None:
    rows = beside(areas, "Estimate", "")
    checked = check(held, [ONE, TITLE, (AREA, "Status", CASES), *rows])
    assert (checked.questions, checked.errors) == ([], [])
    said = {d.area.name: d.status for read in checked.reads for d in read.data}
    assert said["Aberdeen City"] == "estimated"
    assert said["Aberdeenshire"] == "published"


@pytest.mark.parametrize(
    "name",
    [
        "women.csv",
        "Part 1 women.csv",
        "diversion_young_people_2025-26.csv",
        "Quarter 1 release.csv",
        "diversion-individuals-2025-26.csv",
    ],
)
def test_a_file_whose_name_says_a_part_is_asked_about(
    held: PublishedState, areas: Areas, name: str
) -> None:
    assert is_asked(check(held, [ONE, TITLE, HEADINGS, *councils(areas)], name))


@pytest.mark.parametrize("is_first", [True, False])
def test_a_table_of_ages_on_the_same_sheet_is_another_table(
    held: PublishedState, areas: Areas, is_first: bool
) -> None:
    ages = ["Diversion from prosecution by age, 2025-26", ("Age", CASES), ("16-17", 9), ("21+", 7)]
    own = [TITLE, HEADINGS, *councils(areas)]
    lines = [*ages, "", *own] if is_first else [*own, "", *ages]
    checked = check(held, [ONE, "", *lines])
    assert (checked.questions, checked.errors) == ([], [])
    assert sum(len(read.data) for read in checked.reads) == 33


def test_a_row_of_no_area_is_left_out_and_told(held: PublishedState, areas: Areas) -> None:
    rows = [*councils(areas)[:-1], ["Unknown", 4], ["Scotland", 5000]]
    checked = check(held, [ONE, TITLE, HEADINGS, *rows])
    assert checked.errors == []
    assert sum(len(read.data) for read in checked.reads) == 33
    assert any("Unknown" in note.found for note in checked.notes)


@pytest.mark.parametrize(
    "line",
    [
        "Figures are for women only.",
        "Figures are for summary procedure only.",
        ("Gender", "Female"),
    ],
    ids=str,
)
def test_a_line_below_a_table_that_says_something_else_is_asked_about(
    held: PublishedState, areas: Areas, line: Line
) -> None:
    assert is_asked(check(held, [ONE, TITLE, HEADINGS, *councils(areas), "", line]))


@pytest.mark.parametrize(
    "line",
    ["Rates are per 1,000 population.", ("Unit", "per 1,000 population"), "Per 100,000 people"],
    ids=str,
)
def test_rates_per_another_number_of_people_are_refused_wherever_it_says_so(
    held: PublishedState, areas: Areas, line: Line
) -> None:
    for lines in ([line, (AREA, "Rate"), *rates(areas)], [(AREA, "Rate"), *rates(areas), "", line]):
        assert check(held, [ONE, TITLE, *lines]).errors


@pytest.mark.parametrize(
    "heading",
    [
        "SIMD 1 cases commenced", "Court 1 cases commenced", "Stage 2: cases commenced",
        "Cases commenced in Glasgow", "Cases commenced, 2023-24", "Cases commenced 2016",
        "Cases commenced per month", "Cases commenced: quarter 1", "Cases commenced or referred",
        "Cases commenced this year to date", "Cases commenced April to June",
    ],
)  # fmt: skip
def test_a_heading_that_says_something_else_is_asked_about(
    held: PublishedState, areas: Areas, heading: str
) -> None:
    assert is_asked(check(held, [ONE, TITLE, (AREA, heading), *councils(areas)]))


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("Offence type", ("Shoplifting",)),
        ("Series", ("Young people", "Adults")),
        ("Quarter", ("Q1",)),
        ("Court type", ("Summary",)),
        ("Status", ("Target",)),
        ("SIMD quintile", (1,)),
        ("Unit", ("Percent",)),
        ("Measurement", ("Rate per 1,000",)),
        ("Notes", ("Women only",)),
        ("Region", ("Women",)),
        ("Police division", ("Remand",)),
    ],
)
def test_a_further_column_that_says_something_else_is_asked_about(
    held: PublishedState, areas: Areas, heading: str, texts: tuple[object, ...]
) -> None:
    rows = beside(areas, *texts)
    assert is_asked(check(held, [ONE, TITLE, (AREA, heading, CASES), *rows]))


@pytest.mark.parametrize(("heading", "text"), [("Gender", "All"), ("Health board", "NHS Fife")])
def test_a_further_column_of_everybody_or_of_places_is_no_question(
    held: PublishedState, areas: Areas, heading: str, text: str
) -> None:
    checked = check(held, [ONE, TITLE, (AREA, heading, CASES), *beside(areas, text)])
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize(
    "label",
    [
        "Women",
        "Young people",
        "Aged 16 and 17",
        "£",
        "Excluding remand",
        "Without custody",
    ],
)
def test_a_label_among_the_rows_that_says_something_else_is_asked_about(
    held: PublishedState, areas: Areas, label: str
) -> None:
    for row in ((label, ""), ("", label)):
        assert is_asked(check(held, [ONE, TITLE, HEADINGS, row, *councils(areas)]))


def test_a_table_of_councils_among_others_and_nothing_else_is_not_scotlands(
    held: PublishedState, areas: Areas
) -> None:
    """“Total” is of those that stand above it; Scotland is all 32, or is called so."""
    some = councils(areas)[:29]
    total = sum(int(str(row[1])) for row in some)
    checked = check(held, [ONE, TITLE, HEADINGS, *some, ["Total", total]])
    assert "total of a part" in {error.kind for error in checked.errors}
    named = check(held, [ONE, TITLE, HEADINGS, *some, ["Scotland", total]])
    assert "total of a part" not in {error.kind for error in named.errors}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([ONE, "Diversion from prosecution", ("Falkirk", "2024-25", "2025-26")], "figures.csv"),
        ([ONE, "Diversion from prosecution", ("", "2024-25", "2025-26")], "Falkirk extract.csv"),
        (
            [ONE, "Profile for Falkirk", "Diversion from prosecution", ("", "2024-25", "2025-26")],
            "figures.csv",
        ),
    ],
    ids=["in the corner", "in the name of the file", "on the cover"],
)
def test_a_table_of_one_council_is_never_taken_for_scotlands(
    held: PublishedState, lines: list[Line], name: str
) -> None:
    rows: list[Line] = [("Referrals", 210, 230), ("Cases commenced", 90, 99)]
    checked = check(held, [*lines, *rows], name)
    data = [d for read in checked.reads for d in read.data if d.area.name == "Scotland"]
    assert not data or is_asked(checked)


@pytest.mark.parametrize(
    ("cover", "title", "heading"),
    [
        (TWO, "Community payback orders commenced for sex offences, by local authority, 2025-26",
         "Total orders"),
        (TWO, "Individuals with community payback orders commenced by local authority, 2025-26",
         "Total"),
        (ONE, "Bail supervision cases ended by local authority, 2025-26",
         "Bail supervision cases"),
        ("No One Left Behind statistical summary 2025-26",
         "Participants with convictions by local authority, 2025-26", "Participants"),
    ],
)  # fmt: skip
def test_another_measure_in_the_title_is_asked_about(
    held: PublishedState, areas: Areas, cover: str, title: str, heading: str
) -> None:
    assert is_asked(check(held, [cover, title, (AREA, heading), *councils(areas)]))


@pytest.mark.parametrize(
    "cover",
    [
        "Falkirk Council annual report 2025-26 part 1: diversion from prosecution",
        "Falkirk Council: Justice Social Work Statistics 2025-26",
        "Prosecution diversion part 1: bail part 1 2025-26",
    ],
)
def test_a_councils_own_paper_is_never_taken_for_the_publication(
    held: PublishedState, areas: Areas, cover: str
) -> None:
    checked = check(held, [cover, TITLE, HEADINGS, *councils(areas)])
    kinds = {remark.kind for remark in checked.remarks}
    assert is_asked(checked) or "publication not named" in kinds
    assert "the file says it is" not in " ".join(remark.found for remark in checked.remarks)


@pytest.mark.parametrize("text", ["12.000", "150.000"])
def test_a_point_that_may_part_thousands_is_refused(
    held: PublishedState, areas: Areas, text: str
) -> None:
    rows = [[name, text if name == "Fife" else value] for name, value in councils(areas)]
    checked = check(held, [ONE, TITLE, HEADINGS, *rows])
    assert "thousands unclear" in {error.kind for error in checked.errors}


@pytest.mark.parametrize("text", ["All under 21", "All females", "Total 16-17"])
def test_all_of_a_part_is_not_the_whole(text: str) -> None:
    assert wholes_of([text]) == frozenset()


def test_what_a_pivot_table_has_by_itself_is_no_question(
    held: PublishedState, areas: Areas
) -> None:
    heads = ("Row Labels", "Sum of Cases commenced")
    checked = check(held, [ONE, TITLE, heads, *councils(areas, total="Grand Total")])
    assert (checked.questions, checked.errors) == ([], [])
    assert sum(len(read.data) for read in checked.reads) == 33


def test_a_year_that_stands_in_the_headings_alone_is_the_tables(
    held: PublishedState, areas: Areas
) -> None:
    lines = ["Justice Social Work Statistics in Scotland", DIVERSION]
    checked = check(held, [*lines, (AREA, "Cases commenced 2025-26"), *councils(areas)])
    assert {d.period for read in checked.reads for d in read.data} == {"2025-26"}
    assert (checked.questions, checked.errors) == ([], [])


def test_a_line_above_that_says_how_firm_figures_are_is_of_all_of_them(
    held: PublishedState, areas: Areas
) -> None:
    checked = check(held, [ONE, TITLE, "Provisional", HEADINGS, *councils(areas)])
    assert {d.status for read in checked.reads for d in read.data} == {"provisional"}
    assert (checked.questions, checked.errors) == ([], [])


def test_a_further_table_that_is_not_read_is_named(held: PublishedState, areas: Areas) -> None:
    part = [[area.name, 3] for area in areas.councils]
    checked = check(held, [ONE, TITLE, HEADINGS, *councils(areas), "", "Women", HEADINGS, *part])
    assert sum(len(read.data) for read in checked.reads) == 33
    assert any("below “Women”" in note.found for note in checked.notes)


@pytest.mark.parametrize("corner", ["Women", "Sheriff courts", "Young people"])
def test_a_word_over_the_labels_of_a_table_for_scotland_is_asked_about(
    held: PublishedState, corner: str
) -> None:
    rows: list[Line] = [("Referrals", 210, 230), ("Cases commenced", 90, 99)]
    lines = [ONE, "Diversion from prosecution, Scotland", (corner, "2024-25", "2025-26"), *rows]
    assert is_asked(check(held, lines))


@pytest.mark.parametrize(
    "line",
    [
        "Accredited official statistics",
        ("Coverage", "Scotland"),
        "Note 1: numbers below 5 are suppressed to protect young people.",
        "3. Includes women and men of all ages.",
        "Source: Scottish Government",
        "Back to contents",
    ],
    ids=str,
)
def test_what_official_tables_say_beside_is_no_question(
    held: PublishedState, areas: Areas, line: Line
) -> None:
    for lines in ([line, HEADINGS, *councils(areas)], [HEADINGS, *councils(areas), "", line]):
        checked = check(held, [ONE, TITLE, *lines])
        assert (checked.questions, checked.errors) == ([], [])


def test_a_spreadsheet_that_drops_the_zero_of_a_rate_has_it_all_the_same(
    held: PublishedState, areas: Areas
) -> None:
    rows = [[name, "4" if name == "Fife" else text] for name, text in rates(areas)]
    title = "Diversion from prosecution by local authority: rate per 10,000 population, 2025-26"
    checked = check(held, [ONE, title, (AREA, "Rate per 10,000 population"), *rows])
    decimals = {d.area.name: d.decimals for read in checked.reads for d in read.data}
    assert decimals["Fife"] == decimals["Falkirk"] == 1


def test_a_table_may_be_of_another_kind_of_statistics_than_its_publication(
    held: PublishedState, areas: Areas
) -> None:
    heads = (AREA, "Bail supervision cases commenced")
    title = "Bail supervision cases by local authority, 2025-26"
    for lines, is_bail in (([title, heads], True), ([TITLE, HEADINGS], False)):
        load = next(iter(check(held, [ONE, *lines, *councils(areas)]).loads))
        [source] = load.sources
        assert ("in development" in source["designation"]) is is_bail


# Orders, whose notes, units, years and people say something else

ORDERS = "Community payback orders commenced by local authority"
ORDER_HEADS = (AREA, "Orders commenced")


def two_years(areas: Areas) -> list[list[object]]:
    return [[area.name, 7 + n, 38 + n] for n, area in enumerate(areas.councils)]


def statuses(checked: CheckedUpload) -> set[str]:
    return {d.status for read in checked.reads for d in read.data}


FRAGMENTS = (
    "April to September 2025.",
    "Half-year figures.",
    "Years run from July to June.",
    "Calendar year 2025.",
    "Rate per 1,000.",
    "Percentages.",
    "Aged 16 and 17.",
    "Number of hours imposed.",
    "Sheriff courts",
    "Does not include orders imposed by justice of the peace courts.",
    "Includes drug treatment and testing orders.",
    "Figures are quarterly averages.",
    "Individuals",
)


@pytest.mark.parametrize("note", FRAGMENTS)
def test_a_few_words_above_or_below_a_table_are_explained_or_asked_about(
    held: PublishedState, areas: Areas, note: str
) -> None:
    title = f"{ORDERS}, 2025-26"
    for lines in (
        [note, ORDER_HEADS, *councils(areas)],
        [ORDER_HEADS, *councils(areas), "", note],
    ):
        assert is_asked(check(held, [TWO, title, *lines]))


@pytest.mark.parametrize(
    "note",
    ["Under 21s only", "Excludes Glasgow City.", "Level 1 orders only.", "Counts of individuals."],
)
@pytest.mark.parametrize(
    ("heading", "number"), [("Orders commenced [note 1]", "[note 1]"), ("Orders commenced1", "1.")]
)
def test_a_note_that_a_heading_leads_to_is_asked_about(
    held: PublishedState, areas: Areas, note: str, heading: str, number: str
) -> None:
    rows = councils(areas)
    title = f"{ORDERS}, 2025-26"
    lines = [TWO, title, (AREA, heading), *rows, "", f"{number} {note}"]
    assert is_asked(check(held, lines))


@pytest.mark.parametrize("unit", ["(rate per 1,000)", "£", "%", "Hours", "(thousands)"])
def test_a_unit_over_the_areas_is_of_the_whole_table(
    held: PublishedState, areas: Areas, unit: str
) -> None:
    heads = (f"Local authority {unit}", "2024-25", "2025-26")
    assert is_asked(check(held, [TWO, ORDERS, heads, *two_years(areas)]))


@pytest.mark.parametrize("text", ["Women only", "Falkirk", "Sheriff courts", "% of total"])
def test_a_text_in_the_header_over_no_figures_is_asked_about(
    held: PublishedState, areas: Areas, text: str
) -> None:
    heads = (*ORDER_HEADS, "", "", text)
    assert is_asked(check(held, [TWO, f"{ORDERS}, 2025-26", heads, *councils(areas)]))


def test_people_are_not_taken_for_orders(held: PublishedState, areas: Areas) -> None:
    title = f"{ORDERS}, 2025-26"
    heads = (AREA, "Unit", "Orders commenced")
    assert is_asked(check(held, [TWO, title, heads, *beside(areas, "Individuals")]))


@pytest.mark.parametrize(
    ("title", "line"),
    [
        (ORDERS + ", 2025-26, by calendar year", ""),
        (ORDERS + ", 2025-26", "Calendar year 2025"),
        (ORDERS + ", 2025-26", "Year: 2025"),
        (ORDERS + ", 2025-26", "2025"),
    ],
)
def test_a_calendar_year_is_no_financial_year(
    held: PublishedState, areas: Areas, title: str, line: str
) -> None:
    assert is_asked(check(held, [TWO, title, line, ORDER_HEADS, *councils(areas)]))


def test_a_title_of_another_year_than_the_column_of_years_is_asked_about(
    held: PublishedState, areas: Areas
) -> None:
    rows = [["2025-26", *row] for row in councils(areas)]
    heads = ("Year", *ORDER_HEADS)
    assert is_asked(check(held, [TWO, f"{ORDERS}, 2024-25", heads, *rows]))
    assert not is_asked(check(held, [TWO, f"{ORDERS}, 2025-26", heads, *rows]))


def test_no_is_an_answer_and_no_number(held: PublishedState, areas: Areas) -> None:
    title = "Diversion from prosecution cases commenced by local authority, 2025-26"
    assert is_asked(check(held, [ONE, title, (AREA, "Yes", "No"), *two_years(areas)]))


@pytest.mark.parametrize(
    "line",
    [
        "Provisional figures",
        "Figures are provisional and may be revised.",
        "2025-26 figures are provisional.",
        "Figures are not final.",
    ],
)
def test_figures_are_provisional_however_a_line_says_so(
    held: PublishedState, areas: Areas, line: str
) -> None:
    checked = check(held, [TWO, f"{ORDERS}, 2025-26", line, ORDER_HEADS, *councils(areas)])
    assert not is_asked(checked)
    assert statuses(checked) == {"provisional"}


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        (f"{ORDERS}, 2025-26: provisional figures", "Orders commenced"),
        (f"{ORDERS}, 2025-26", "Orders commenced - provisional"),
    ],
)
def test_figures_are_provisional_where_title_or_heading_ends_so(
    held: PublishedState, areas: Areas, title: str, heading: str
) -> None:
    checked = check(held, [TWO, title, (AREA, heading), *councils(areas)])
    assert not is_asked(checked)
    assert statuses(checked) == {"provisional"}


def test_parts_below_each_other_under_a_year_each_are_read(
    held: PublishedState, areas: Areas
) -> None:
    first = ["2025-26", ORDER_HEADS, *councils(areas)]
    second = ["2024-25", ORDER_HEADS, *[[name, int(str(n)) + 1] for name, n in councils(areas)]]
    rows = [*first, "", *second[:-1], ["Scotland", sum(int(str(r[1])) for r in second[2:-1])]]
    checked = check(held, [TWO, ORDERS, *rows])
    assert not checked.errors
    assert not checked.questions
    read = {(d.period, d.area.name): d.value for r in checked.reads for d in r.data}
    assert read["2024-25", "Fife"] == (read["2025-26", "Fife"] or 0) + 1
    assert len(read) == 66


@pytest.mark.parametrize(
    "title", [f"{ORDERS}, 2024–25 and 2025–26", f"{ORDERS}: 2024-25 to 2025-26"]
)
def test_years_with_long_dashes_are_years(held: PublishedState, areas: Areas, title: str) -> None:
    for heads in ((AREA, "2024-25", "2025-26"), (AREA, "FY2024-25", "FY2025-26")):
        checked = check(held, [TWO, title, heads, *two_years(areas)])
        assert not is_asked(checked)
        assert sum(len(read.data) for read in checked.reads) == 64


@pytest.mark.parametrize(
    ("legend", "symbol", "value", "status"),
    [
        ("* = nil", "*", 0.0, "published"),
        ("[x] = zero", "[x]", 0.0, "published"),
        ("[z] = suppressed", "[z]", None, "suppressed"),
        ("- = nil; [c] = confidential", "-", 0.0, "published"),
        ("“[x]” not collected", "[x]", None, "not_collected"),
        ("[x]: not available", "[x]", None, "not_available"),
    ],
)
def test_a_symbol_means_what_the_table_says_that_it_means(
    held: PublishedState, areas: Areas, legend: str, symbol: str, value: float | None, status: str
) -> None:
    rows = [[name, symbol if name == "Fife" else n] for name, n in councils(areas)]
    title = f"{ORDERS}, 2025-26"
    for lines in ([legend, ORDER_HEADS, *rows], [ORDER_HEADS, *rows, "", legend]):
        checked = check(held, [TWO, title, *lines])
        assert not is_asked(checked)
        [fife] = [d for r in checked.reads for d in r.data if d.area.name == "Fife"]
        assert (fife.value, fife.status) == (value, status)


@pytest.mark.parametrize(
    ("note", "asks"),
    [
        ("Figures cover women only.", True),
        ("April to September 2025.", True),
        ("Under 21s", True),
        ("Orders may be counted more than once.", False),
    ],
)
def test_a_note_on_a_sheet_of_notes_counts_where_a_heading_leads_to_it(
    held: PublishedState, areas: Areas, note: str, asks: bool
) -> None:
    sheets = {
        "Cover": [[TWO]],
        "Notes": [["Note number", "Note text"], ["note 1", note], ["note 2", "Other women."]],
        "CPO_4": [[f"{ORDERS}, 2025-26"], [AREA, "Orders commenced [note 1]"], *councils(areas)],
    }
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    checked = check_against(held, [Upload("orders.xlsx", content.getvalue())], said=SAID)
    assert is_asked(checked) is asks


@pytest.mark.parametrize(("factor", "is_right"), [(1, True), (1000, False)])
def test_a_population_is_near_the_one_that_is_held(
    held: PublishedState, areas: Areas, factor: int, is_right: bool
) -> None:
    people = held.populations
    rows: list[list[object]] = [
        [area.name, max(people["all ages", area.code].items())[1] // factor]
        for area in (*areas.councils, areas.scotland)
    ]
    title = "Population by council area, mid-2024"
    lines = ["Mid-year population estimates, Scotland", title, ("Council area", "All ages"), *rows]
    kinds = {error.kind for error in check(held, lines, "mid-year-population-estimates.csv").errors}
    assert ("not of the people there" not in kinds) is is_right
