"""Figures of a wrong size that another column or table of the file, or what is held, can tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_official_layouts import COHORTS
from test_unseen_layouts import Line, councils, held
from test_unseen_meanings import check_sheets
from test_unseen_reconvictions import RECONVICTION, bulletin

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState, read_held
from cjdata.reference.areas import Areas

__all__ = ["held"]

CRIMES = "Recorded Crime in Scotland, 2025-26"


def kinds(checked: CheckedUpload) -> set[str]:
    return {remark.kind for remark in (*checked.errors, *checked.warnings)}


def asks(checked: CheckedUpload) -> list[str]:
    return [remark.question.asks for remark in checked.questions if remark.question]


def cohorts(held: PublishedState, rate: float, average: float) -> CheckedUpload:
    rows = [[year, 40_000 - n, rate + n / 10, average] for n, year in enumerate(COHORTS)]
    return bulletin(held, "Table 1", RECONVICTION, "Cohort", rows)


@pytest.mark.parametrize(
    ("rate", "average", "is_likely"),
    [(26.3, 0.46, True), (26.3, 0.05, False), (26.3, 4.6, False), (1.5, 26.3, False)],
)
def test_an_average_per_person_is_held_against_the_share_of_persons(
    held: PublishedState, rate: float, average: float, is_likely: bool
) -> None:
    assert ("out of proportion" in kinds(cohorts(held, rate, average))) is not is_likely


def crimes(held: PublishedState, areas: Areas, *, scale: float, counts: bool) -> CheckedUpload:
    """Check recorded crime, its rates by what the count and the population give times a scale."""
    people = {
        area.name: years[max(years)]
        for area in areas.councils
        if (years := held.populations["all ages", area.code])
    }
    people = {"Scotland": sum(people.values()), **people}
    heads = ("Local Authority", "Crime group", "Crime type", "2024-25", "2025-26")
    of_rates = tuple(head.replace("Crime type", "Crime/offence type") for head in heads)
    every = ("Total Crimes", "Total")
    number = {name: round(own / 20) for name, own in people.items()}
    rate = {name: round(scale * 1e4 * number[name] / own, 1) for name, own in people.items()}
    sheets: dict[str, list[Line]] = {"Cover": [CRIMES]}
    if counts:
        rows = [(name, *every, n - 7, n) for name, n in number.items()]
        sheets["Table_1"] = ["Table 1: Crimes recorded by the police, Scotland", heads, *rows]
    title = "Table 4: Crimes and offences recorded in Scotland per 10,000 population"
    rates = [(name, *every, one - 0.1, one) for name, one in rate.items()]
    return check_sheets(held, {**sheets, "Table_4": [title, of_rates, *rates]})


def test_rates_are_held_against_the_counts_of_another_table(
    held: PublishedState, areas: Areas
) -> None:
    differ = "rate and population differ"
    assert differ not in kinds(crimes(held, areas, scale=1, counts=True))
    assert differ in kinds(crimes(held, areas, scale=0.1, counts=True))


def test_rates_alone_are_held_against_the_counts_that_are_held(home: Path, areas: Areas) -> None:
    wrong = crimes(read_held(home), areas, scale=0.1, counts=False)
    assert "rate and population differ" in kinds(wrong)


HOMELESS = "Homelessness in Scotland: 2025-26"
PROPERTY = "Table 12: Property from which the main applicant became homeless, Scotland"


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ([("Prison", 1_800, 1_900), ("Hospital", 300, 350), ("All", 39_000, 40_000)], False),
        ([("Prison", 5, 5), ("Hospital", 1, 1), ("All", 100, 100)], True),
        ([("Prison", 5, 6), ("Hospital", 1, 1), ("Other", 94, 93)], True),
    ],
)
def test_rows_that_make_a_hundred_are_asked_about_where_counts_are_read(
    held: PublishedState, rows: list[Line], is_told: bool
) -> None:
    heads = ("Property type", "2024-25", "2025-26")
    checked = check_sheets(held, {"Cover": [HOMELESS], "T12": [PROPERTY, heads, *rows]})
    assert asks(checked) == (["counts"] if is_told else [])


NUMBERS: list[Line] = [("Prison", 180, 190), ("Hospital", 30, 35), ("All", 3_900, 4_000)]
SHARES: list[Line] = [("Prison", 5, 5), ("Hospital", 1, 1), ("All", 100, 100)]


@pytest.mark.parametrize(
    ("blocks", "is_told"),
    [
        ([("Number",), *NUMBERS, ("Percentage",), *SHARES], False),
        ([("Percentage",), *SHARES, ("Number",), *NUMBERS], False),
        ([("Applicants",), *SHARES], True),
    ],
)
def test_a_block_of_percentages_is_asked_about_only_where_its_rows_are_read(
    held: PublishedState, blocks: list[Line], is_told: bool
) -> None:
    """Publishers print shares that make 100 below the numbers, or above them."""
    heads = ("Property type", "2024-25", "2025-26")
    checked = check_sheets(held, {"Cover": [HOMELESS], "T12": [PROPERTY, heads, *blocks]})
    read = [observation.value for one in checked.reads for observation in one.data]
    assert read == ([5, 5, 100, 100] if is_told else [180, 190, 3_900, 4_000])
    assert asks(checked) == (["counts"] if is_told else [])


@pytest.mark.parametrize("counted", [(100, 101), (100, 100)])
def test_a_hundred_everywhere_in_one_year_is_no_total_and_in_every_year_is_asked_about(
    held: PublishedState, areas: Areas, counted: tuple[int, int]
) -> None:
    table = [
        "Table 1: Homelessness applications by local authority",
        ("Local authority", "2024-25", "2025-26"),
        *((area.name, *counted) for area in areas.councils),
    ]
    checked = check_sheets(held, {"Cover": [HOMELESS], "T1": table})
    assert asks(checked) == (["counts"] if set(counted) == {100} else [])


APPLICATIONS = "Table 1: Homelessness applications by local authority, 2025-26"


def beside(
    held: PublishedState, areas: Areas, share: Callable[[int, int], float], heading: str
) -> CheckedUpload:
    """Check applications by council with a column of percentages beside them."""
    rows = councils(areas)
    total = int(str(rows[-1][1]))
    shared = [(*row, round(share(int(str(row[1])), total), 1)) for row in rows]
    heads = ("Local authority", "Applications", heading)
    return check_sheets(held, {"Cover": [HOMELESS], "T1": [APPLICATIONS, heads, *shared]})


@pytest.mark.parametrize("heading", ["Percentage", "% of Scotland", "Applications (%)"])
def test_percentages_beside_counts_must_follow_from_some_of_them(
    held: PublishedState, areas: Areas, heading: str
) -> None:
    right = beside(held, areas, lambda count, total: 100 * count / total, heading)
    assert (right.questions, right.errors) == ([], [])
    wrong = beside(held, areas, lambda count, total: 170 * count / total, heading)
    assert asks(wrong) == ["counts"]


@pytest.mark.parametrize("heading", ["% change", "% of households with children"])
def test_percentages_of_something_else_beside_counts_are_no_question(
    held: PublishedState, areas: Areas, heading: str
) -> None:
    assert asks(beside(held, areas, lambda count, _: count % 17, heading)) == []


def test_councils_that_make_a_hundred_together_are_asked_about(
    held: PublishedState, areas: Areas
) -> None:
    rows = [(a.name, 4 if n < 4 else 3) for n, a in enumerate(areas.councils)]
    table = [APPLICATIONS, ("Local authority", "Applications"), *rows, ("Scotland", 100)]
    assert asks(check_sheets(held, {"Cover": [HOMELESS], "T1": table})) == ["counts"]


@pytest.mark.parametrize(
    ("pair", "asked"),
    [
        (("Counts", "People"), True),
        (("Units", "Number of people"), True),
        (("Figures", "Days"), True),
        (("Counting unit", "Households"), True),
        (("Counts", "Applications"), False),
        (("Population", "All people"), False),
    ],
)
def test_a_pair_on_a_cover_says_what_is_counted(
    held: PublishedState, areas: Areas, pair: tuple[str, str], *, asked: bool
) -> None:
    table = [APPLICATIONS, ("Local authority", "Applications"), *councils(areas)]
    checked = check_sheets(held, {"Cover": [HOMELESS, pair], "T1": table})
    assert bool(checked.questions) is asked


PRISON = "Scottish Prison Population Statistics, 2025-26"
SOURCES = "SPS Aggregation"


@pytest.mark.parametrize(
    ("average", "other", "kind"),
    [
        ((8_110.4, 8_255.7), (8_102, 8_260), ""),
        ((4_055.2, 4_127.9), (8_102, 8_260), "columns differ"),
        ((8.1, 8.3), (8.1, 8.3), "out of proportion"),
        ((81_104.2, 82_557.1), (81_020, 82_600), "more than its total"),
    ],
)
def test_the_prison_population_is_held_against_its_other_series_and_people(
    held: PublishedState, average: tuple[float, ...], other: tuple[float, ...], kind: str
) -> None:
    heads = ("Financial Year", "Source", "Average Population", "Average Population (cellwise)")
    years = ("2024-25", "2025-26")
    rows = [(y, SOURCES, b, a) for y, a, b in zip(years, average, other, strict=True)]
    of_people = (
        "Financial Year", "Total People", "Total Departures", "People Departing",
    )  # fmt: skip
    checked = check_sheets(
        held,
        {
            "Cover": [PRISON],
            "A1": ["A1: Average Daily Populations by Source", heads, *rows],
            "E1": [
                "E1: People in Prison, Full- and Part-Year individuals",
                of_people,
                ("2024-25", 15_500, 11_400, 9_100),
                ("2025-26", 15_900, 11_900, 9_300),
            ],
        },
    )
    assert not checked.questions
    assert kinds(checked) == ({kind} if kind else set())
