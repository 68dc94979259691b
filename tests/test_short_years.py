"""Years that are written short, “24-25”, “2024/5”, “FY26”, are years; ages and tables are none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_unseen_layouts import (
    AREA,
    CASES,
    DIVERSION,
    HEADINGS,
    ONE,
    Line,
    councils,
    held,
    is_asked,
)
from test_unseen_meanings import check_sheets

from cjdata.ingest.labels.short_years import years_together
from cjdata.ingest.labels.written_years import period_of, without_periods, years_in
from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

SHORT = (
    "25-26",
    "25/26",
    "25\u201326",
    "2025/6",
    "2025-6",
    "FY26",
    "FY2026",
    "FY25/26",
    "FY 2025-26",
)
UNDATED = "Justice Social Work Statistics in Scotland - Part 1"


def read(
    held: PublishedState,
    areas: Areas,
    above: Sequence[Line],
    cover: str = ONE,
    tab: str = "Table 1",
    year: str = "",
) -> CheckedUpload:
    headings = ("Year", *HEADINGS) if year else HEADINGS
    rows = [(year, *row) if year else row for row in councils(areas)]
    return check_sheets(held, {"Cover": [cover], tab: [*above, headings, *rows]})


def years(checked: CheckedUpload) -> set[str]:
    assert (checked.questions, checked.errors, checked.warnings) == ([], [], [])
    return {figure.period for one in checked.reads for figure in one.data}


@pytest.mark.parametrize("short", SHORT)
def test_a_short_year_is_a_year_wherever_a_year_may_stand(
    held: PublishedState, areas: Areas, short: str
) -> None:
    tab = short.replace("/", "-")
    assert years(read(held, areas, [f"Table 1: {DIVERSION}, {short}"])) == {"2025-26"}
    assert years(read(held, areas, [f"Table 1: {DIVERSION}", ("Year", short)])) == {"2025-26"}
    assert years(read(held, areas, [f"Table 1: {DIVERSION}"], tab=f"T1_{tab}")) == {"2025-26"}
    assert years(read(held, areas, [f"Table 1: {DIVERSION}"], year=short)) == {"2025-26"}
    cover = ONE.replace("2025-26", short)
    assert years(read(held, areas, [f"{DIVERSION}, 2025-26"], cover=cover)) == {"2025-26"}


@pytest.mark.parametrize("short", ["24-25", "2024/5", "FY25"])
def test_a_short_year_that_is_not_the_one_read_is_asked_about(
    held: PublishedState, areas: Areas, short: str
) -> None:
    tab = short.replace("/", "-")
    assert is_asked(read(held, areas, [f"Table 1: {DIVERSION}, 2025-26"], tab=f"T1_{tab}"))
    assert is_asked(read(held, areas, [f"Table 1: {DIVERSION}, 2025-26", ("Year", short)]))


@pytest.mark.parametrize("text", ["16-17", "18-19", "20-21", "25-27", "2025/9", "aged 25-26"])
def test_what_may_be_ages_or_other_spans_is_no_year(
    held: PublishedState, areas: Areas, text: str
) -> None:
    assert is_asked(read(held, areas, [f"Table 1: {DIVERSION}, {text}, 2025-26"]))


def test_a_year_named_by_its_end_is_asked_about_where_nothing_says_it_in_full(
    held: PublishedState, areas: Areas
) -> None:
    for above, year in (([f"{DIVERSION}, FY26"], ""), ([DIVERSION], "FY26")):
        checked = read(held, areas, above, cover=UNDATED, year=year)
        assert [q.question.asks for q in checked.questions if q.question] == ["years"]
        assert years(read(held, areas, above, year=year)) == {"2025-26"}


def test_years_of_two_digits_are_told_from_ages_by_those_beside_them(
    held: PublishedState, areas: Areas
) -> None:
    spans = [f"{year}-{year + 1}" for year in range(15, 26)]
    headings = (AREA, *spans)
    rows = [(name, *(int(str(n)) + year for year in range(11))) for name, n in councils(areas)[:-1]]
    title = f"Table 1: {DIVERSION}: {CASES.lower()}, 15-16 to 25-26"
    checked = check_sheets(held, {"Cover": [ONE], "Table 1": [title, headings, *rows]})
    assert (checked.questions, checked.errors) == ([], [])
    found = {figure.period for one in checked.reads for figure in one.data}
    assert (min(found), max(found), len(found)) == ("2015-16", "2025-26", 11)
    assert years_together(["Total", "16-17", "18-20", "21-25"]) == {}


@pytest.mark.parametrize(
    "text",
    ["See tables 25-26.", "aged 25-26", "25-26 years", "25-26 March", "£25-26", "25-26%", "24/7"],
)
def test_two_numbers_are_no_year_beside_what_they_count(text: str) -> None:
    assert years_in(text) == []
    assert without_periods(text) == text


@pytest.mark.parametrize("text", ["2025-06", "2025/7", "2025-7", "26", "FY", "16-17"])
def test_a_month_or_a_number_is_no_short_year(text: str) -> None:
    assert period_of(text) is None


@pytest.mark.parametrize(("tab", "asked"), [("T1_24-25", True), ("T1_25-26", False), ("T1", False)])
def test_a_sheet_called_after_one_year_is_no_sheet_of_several_but_of_its_newest(
    held: PublishedState, areas: Areas, tab: str, *, asked: bool
) -> None:
    rows = [(name, n, int(str(n)) + 5) for name, n in councils(areas)[:-1]]
    title = f"Table 1: {DIVERSION}: {CASES.lower()}"
    headings = (AREA, "2024-25", "2025-26")
    checked = check_sheets(held, {"Cover": [ONE], tab: [title, headings, *rows]})
    assert is_asked(checked) is asked
