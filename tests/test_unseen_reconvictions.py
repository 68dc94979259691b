"""Reconviction bulletins that say, in labels, notes or sizes, something else than what is read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_official_layouts import COHORTS, HEADS, RECONVICTION, cohorts
from test_unseen_layouts import Line, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState

__all__ = ["held"]

COVER = "Reconviction rates in Scotland: 2017-18 offender cohort"
BY_DISPOSAL = f"{RECONVICTION}, by index disposal"
BY_LENGTH = f"{RECONVICTION}, by custodial sentence length one year or less"
CUSTODY, ORDER = ["Discharged from Custody"], ["Community Payback Order"]


def bulletin(
    held: PublishedState, sheet: str, title: str, first: str, rows: Sequence[Line]
) -> CheckedUpload:
    title = f"{sheet}: {title}: {COHORTS[0]} to {COHORTS[-1]} cohorts"
    return check_sheets(held, {"Cover": [COVER], sheet: [title, (first, *HEADS), *rows]})


def by_disposal(held: PublishedState, *rows: Line) -> CheckedUpload:
    return bulletin(held, "Table 9", BY_DISPOSAL, "Index disposal", rows)


@pytest.mark.parametrize("label", ["Men", "Under 21", "Two-year follow-up", "First offenders"])
def test_a_label_over_the_label_of_a_block_is_asked_about(held: PublishedState, label: str) -> None:
    custody, orders = [CUSTODY, *cohorts(1_000)], [ORDER, *cohorts(2_000)]
    other = [["Extended Sentences"], *cohorts(90)]
    assert not is_asked(by_disposal(held, *custody, *orders))
    assert is_asked(by_disposal(held, [label], *custody, *orders))
    assert is_asked(by_disposal(held, *custody, [label], [], *orders))
    assert is_asked(by_disposal(held, [label], *other, *custody, *orders))
    one_year: list[Line] = [[label], ["1 year or less"], *cohorts(4_000)]
    assert is_asked(bulletin(held, "Table 10b", BY_LENGTH, "Custodial sentence length", one_year))


def over_time(held: PublishedState, *notes: str) -> CheckedUpload:
    return bulletin(held, "Table 1", RECONVICTION, "Cohort", [*cohorts(40_000), *notes])


@pytest.mark.parametrize(
    "note",
    [
        "Reconvictions are counted within two years of the index conviction.",
        "1. Reconvictions are counted within two years.",
        "The follow-up period is two years.",
        "A reconviction is a conviction within six months.",
        "Offenders are followed for 24 months.",
        "Reconviction rate: the percentage reconvicted in two years.",
        "Number of offenders: women in the cohort.",
    ],
)
def test_a_note_that_counts_otherwise_than_the_measure_is_asked_about(
    held: PublishedState, note: str
) -> None:
    assert is_asked(over_time(held, note))


def test_a_note_that_says_how_the_measure_counts_is_no_question(held: PublishedState) -> None:
    notes = (
        "Reconvictions are counted within one year of the index conviction.",
        "The follow-up period is one year.",
    )
    checked = over_time(held, *notes)
    assert (checked.questions, checked.errors) == ([], [])


@pytest.mark.parametrize("heading", ["Follow-up period (years)", "Years followed", "SIMD"])
def test_a_number_that_stands_in_every_row_and_may_choose_a_part_is_asked_about(
    held: PublishedState, heading: str
) -> None:
    title = f"Table 1: {RECONVICTION}: {COHORTS[0]} to {COHORTS[-1]} cohorts"
    for place in (1, len(HEADS) + 1):
        rows = [[*row[:place], 2, *row[place:]] for row in cohorts(40_000)]
        heads = ["Cohort", *HEADS]
        heads.insert(place, heading)
        assert is_asked(check_sheets(held, {"Cover": [COVER], "Table 1": [title, heads, *rows]}))
