"""Files that nobody has seen yet, each with a word that says something else: all are asked about.

Each is a true file but for one line, heading, column or row. None is read without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from cjdata import importing
from cjdata.areas import Areas
from cjdata.importing import Checked, Upload, check_against
from cjdata.ingest.issues import Said
from cjdata.ingest.wholes import wholes_of
from cjdata.publishing import Held, read_held

SAID = Said(published="2026-09-10")
Line = Sequence[object] | str

ONE = "Justice Social Work Statistics in Scotland: 2025-26 - Part 1"
TWO = "Justice Social Work Statistics in Scotland: 2025-26 - Part 2"
DIVERSION = "Diversion from prosecution by local authority"
TITLE = f"{DIVERSION}, 2025-26"
AREA, CASES = "Local authority", "Cases commenced"
HEADINGS = (AREA, CASES)


@pytest.fixture(scope="module")
def held(home) -> Iterator[Held]:
    """Nothing is held but what says what measures, areas and recipes there are."""
    whole = read_held(home)
    recipes = importing.recipes_of(home, whole)
    nothing = replace(whole.text, observations=())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "recipes_of", lambda _home, _held: recipes)
        yield replace(whole, text=nothing, figures=nothing)


def check(held: Held, lines: Sequence[Line], name: str = "figures.csv") -> Checked:
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


def is_asked(checked: Checked) -> bool:
    return bool(checked.questions or checked.errors)


def test_the_true_file_is_read_without_a_question(held: Held, areas: Areas) -> None:
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
    f"{DIVERSION}, as at 30 June 2025, 2025-26", f"{DIVERSION}, as at 30 September 2025, 2025-26",
)  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_says_something_else_is_asked_about(
    held: Held, areas: Areas, title: str
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
)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_line_above_a_table_that_says_something_else_is_asked_about(
    held: Held, areas: Areas, line: Line
) -> None:
    assert is_asked(check(held, [ONE, TITLE, line, HEADINGS, *councils(areas)]))


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
    held: Held, areas: Areas, line: Line
) -> None:
    assert is_asked(check(held, [ONE, TITLE, HEADINGS, *councils(areas), "", line]))


@pytest.mark.parametrize(
    "line",
    ["Rates are per 1,000 population.", ("Unit", "per 1,000 population"), "Per 100,000 people"],
    ids=str,
)
def test_rates_per_another_number_of_people_are_refused_wherever_it_says_so(
    held: Held, areas: Areas, line: Line
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
    held: Held, areas: Areas, heading: str
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
    held: Held, areas: Areas, heading: str, texts: tuple[object, ...]
) -> None:
    rows = beside(areas, *texts)
    assert is_asked(check(held, [ONE, TITLE, (AREA, heading, CASES), *rows]))


@pytest.mark.parametrize(("heading", "text"), [("Gender", "All"), ("Health board", "NHS Fife")])
def test_a_further_column_of_everybody_or_of_places_is_no_question(
    held: Held, areas: Areas, heading: str, text: str
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
    held: Held, areas: Areas, label: str
) -> None:
    for row in ((label, ""), ("", label)):
        assert is_asked(check(held, [ONE, TITLE, HEADINGS, row, *councils(areas)]))


def test_a_table_of_councils_among_others_and_nothing_else_is_not_scotlands(
    held: Held, areas: Areas
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
    held: Held, lines: list[Line], name: str
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
    held: Held, areas: Areas, cover: str, title: str, heading: str
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
    held: Held, areas: Areas, cover: str
) -> None:
    checked = check(held, [cover, TITLE, HEADINGS, *councils(areas)])
    kinds = {remark.kind for remark in checked.remarks}
    assert is_asked(checked) or "publication not named" in kinds
    assert "the file says it is" not in " ".join(remark.found for remark in checked.remarks)


@pytest.mark.parametrize("text", ["12.000", "150.000"])
def test_a_point_that_may_part_thousands_is_refused(held: Held, areas: Areas, text: str) -> None:
    rows = [[name, text if name == "Fife" else value] for name, value in councils(areas)]
    checked = check(held, [ONE, TITLE, HEADINGS, *rows])
    assert "thousands unclear" in {error.kind for error in checked.errors}


@pytest.mark.parametrize("text", ["All under 21", "All females", "Total 16-17"])
def test_all_of_a_part_is_not_the_whole(text: str) -> None:
    assert wholes_of([text]) == frozenset()


def test_what_a_pivot_table_has_by_itself_is_no_question(held: Held, areas: Areas) -> None:
    heads = ("Row Labels", "Sum of Cases commenced")
    checked = check(held, [ONE, TITLE, heads, *councils(areas, total="Grand Total")])
    assert (checked.questions, checked.errors) == ([], [])
    assert sum(len(read.data) for read in checked.reads) == 33


def test_a_year_that_stands_in_the_headings_alone_is_the_tables(held: Held, areas: Areas) -> None:
    lines = ["Justice Social Work Statistics in Scotland", DIVERSION]
    checked = check(held, [*lines, (AREA, "Cases commenced 2025-26"), *councils(areas)])
    assert {d.period for read in checked.reads for d in read.data} == {"2025-26"}
    assert (checked.questions, checked.errors) == ([], [])


def test_a_line_above_that_says_how_firm_figures_are_is_of_all_of_them(
    held: Held, areas: Areas
) -> None:
    checked = check(held, [ONE, TITLE, "Provisional", HEADINGS, *councils(areas)])
    assert {d.status for read in checked.reads for d in read.data} == {"provisional"}
    assert (checked.questions, checked.errors) == ([], [])


def test_a_further_table_that_is_not_read_is_named(held: Held, areas: Areas) -> None:
    part = [[area.name, 3] for area in areas.councils]
    checked = check(held, [ONE, TITLE, HEADINGS, *councils(areas), "", "Women", HEADINGS, *part])
    assert sum(len(read.data) for read in checked.reads) == 33
    assert any("below “Women”" in note.found for note in checked.notes)


@pytest.mark.parametrize("corner", ["Women", "Sheriff courts", "Young people"])
def test_a_word_over_the_labels_of_a_table_for_scotland_is_asked_about(
    held: Held, corner: str
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
    held: Held, areas: Areas, line: Line
) -> None:
    for lines in ([line, HEADINGS, *councils(areas)], [HEADINGS, *councils(areas), "", line]):
        checked = check(held, [ONE, TITLE, *lines])
        assert (checked.questions, checked.errors) == ([], [])
