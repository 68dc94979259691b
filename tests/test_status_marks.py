"""Marks that say how firm a figure is, in its cell, at its year, over it or in its title."""

from __future__ import annotations

import pytest
from commenced import TITLE, read_commenced
from hypothesis import given
from hypothesis import strategies as st
from reading_sheets import Rows, errors

from cjdata.ingest.cells.cell_texts import reading_of
from cjdata.ingest.cells.status_marks import (
    TELLING,
    is_mark_alone,
    status_in,
    telling,
    without_marks,
)
from cjdata.ingest.labels.written_years import period_of
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

MARKS = {
    "(p)": "provisional",
    "[p]": "provisional",
    "p": "provisional",
    " p": "provisional",
    "ᵖ": "provisional",
    " provisional": "provisional",
    ", provisional": "provisional",
    " (Provisional)": "provisional",
    " [provisional]": "provisional",
    " (provisional figures)": "provisional",
    " [p, note 2]": "provisional",
    " [note 2] [r]": "revised",
    "r [note 2]": "revised",
    " (revised)": "revised",
    "ʳ": "revised",
    " [e]": "estimated",
    " est.": "estimated",
    " (est.)": "estimated",
    " prov": "provisional",
    ", prov.": "provisional",
    " rev.": "revised",
    " (p, e)": "estimated",
    " (revised, provisional)": "provisional",
}
"""Every way of writing a mark, and what it makes of a figure."""


def statuses(rows: Rows, areas: Areas, catalogue: Catalogue) -> dict[tuple[str, str], str]:
    """Read rows, and give the status of each figure by area and year."""
    found = read_commenced(rows, areas, catalogue)
    assert not errors(found), errors(found)
    return {(datum.area.name, datum.period): datum.status for datum in found.data}


@pytest.mark.parametrize(("mark", "status"), MARKS.items())
def test_a_mark_at_a_year_is_the_status_of_every_figure_of_that_year(
    mark: str, status: str, areas: Areas, catalogue: Catalogue
) -> None:
    down = [
        [TITLE],
        ["Year", "Local authority", "Cases commenced"],
        ["2023-24", "Falkirk", 50],
        ["2023-24", "Fife", 60],
        [f"2024-25{mark}", "Falkirk", 51],
        [f"2024-25{mark}", "Fife", 61],
    ]
    across = [
        [f"{TITLE}: cases commenced"],
        ["Local authority", "2023-24", f"2024-25{mark}"],
        ["Falkirk", 50, 51],
        ["Fife", 60, 61],
    ]
    for rows in (down, across):
        assert statuses(rows, areas, catalogue) == {
            ("Falkirk", "2023-24"): "published",
            ("Fife", "2023-24"): "published",
            ("Falkirk", "2024-25"): status,
            ("Fife", "2024-25"): status,
        }


@pytest.mark.parametrize(("mark", "status"), MARKS.items())
def test_a_mark_in_a_cell_is_the_status_of_its_figure_alone(mark: str, status: str) -> None:
    reading = reading_of(f"1,234{mark}", {})
    assert reading is not None
    assert (reading.value, reading.status) == (1234, status)


def test_a_year_printed_once_gives_its_mark_to_all_rows_below_it(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [
        [TITLE],
        ["Year", "Local authority", "Cases commenced"],
        ["2023-24", "Falkirk", 50],
        ["", "Fife", 60],
        ["", "Moray", 70],
        ["2024-25 (p)", "Falkirk", 51],
        ["", "Fife", 61],
        ["", "Moray", 71],
    ]
    found = statuses(rows, areas, catalogue)
    assert {s for (_, year), s in found.items() if year == "2024-25"} == {"provisional"}
    assert {s for (_, year), s in found.items() if year == "2023-24"} == {"published"}


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Cases commenced (provisional)", "provisional"),
        ("Cases commenced [r]", "revised"),
        ("Cases commenced (p) [note 3]", "provisional"),
        ("Cases commenced", "published"),
    ],
)
def test_a_mark_behind_a_heading_is_the_status_of_its_column(
    heading: str, status: str, areas: Areas, catalogue: Catalogue
) -> None:
    rows = [[f"{TITLE}, 2024-25"], ["Local authority", heading], ["Falkirk", 50], ["Fife", "[c]"]]
    found = statuses(rows, areas, catalogue)
    assert found == {("Falkirk", "2024-25"): status, ("Fife", "2024-25"): "suppressed"}


@pytest.mark.parametrize("mark", ["Provisional", "(p)", "[provisional]", "(provisional figures)"])
@pytest.mark.parametrize("below", [True, False])
def test_a_mark_alone_above_or_below_a_heading_is_the_status_of_its_column(
    mark: str, below: bool, areas: Areas, catalogue: Catalogue
) -> None:
    lines = [["Local authority", "2023-24", "2024-25"], ["", "", mark]]
    rows = [[f"{TITLE}: cases commenced"], *(lines if below else lines[::-1]), ["Falkirk", 50, 51]]
    assert statuses(rows, areas, catalogue) == {
        ("Falkirk", "2023-24"): "published",
        ("Falkirk", "2024-25"): "provisional",
    }


def test_letters_that_count_the_headings_are_no_marks(areas: Areas, catalogue: Catalogue) -> None:
    rows = [
        [f"{TITLE}, 2024-25"],
        ["Local authority", "Referrals (a)", "Assessments (b)", "Cases commenced (e)"],
        ["Falkirk", 52, 51, 50],
    ]
    assert set(statuses(rows, areas, catalogue).values()) == {"published"}


def test_a_mark_in_the_title_is_of_all_figures_that_have_their_year_from_it(
    areas: Areas, catalogue: Catalogue
) -> None:
    rows = [[f"{TITLE}, 2024-25 (provisional)"], ["Local authority", "Cases commenced"]]
    found = statuses([*rows, ["Falkirk", 50], ["Fife", "60 [r]"]], areas, catalogue)
    assert set(found.values()) == {"provisional"}


def test_of_several_marks_the_most_telling_one_counts(areas: Areas, catalogue: Catalogue) -> None:
    rows = [
        [TITLE],
        ["Year", "Local authority", "Cases commenced (r)"],
        ["2024-25 (p)", "Falkirk", 50],
        ["2024-25 (p)", "Fife", "60 [e]"],
        ["2023-24", "Fife", 61],
    ]
    assert statuses(rows, areas, catalogue) == {
        ("Falkirk", "2024-25"): "provisional",
        ("Fife", "2024-25"): "estimated",
        ("Fife", "2023-24"): "revised",
    }


@given(st.text(max_size=20))
def test_taking_marks_off_leaves_none_and_a_text_without_a_mark_as_it_is(text: str) -> None:
    bare = without_marks(text, bare=True)
    assert is_mark_alone(text) <= (bare == "")
    if not status_in(text, bare=True):
        assert not is_mark_alone(text)


@given(st.lists(st.sampled_from([*TELLING, "published", "suppressed"]), min_size=1))
def test_the_most_telling_status_is_one_of_those_given(given_statuses: list[str]) -> None:
    assert telling(*given_statuses) in given_statuses
    assert telling(*given_statuses) == telling(*sorted(given_statuses, key=given_statuses.index))


@given(st.integers(1960, 2090), st.sampled_from(sorted(MARKS)), st.sampled_from("-/–"))
def test_a_mark_changes_no_year(start: int, mark: str, dash: str) -> None:
    year = f"{start}-{(start + 1) % 100:02}"
    assert period_of(year.replace("-", dash) + mark) == year


@pytest.mark.parametrize("text", ["2025-26 estab.", "Est. 1996", "West 12", "44 revolutions"])
def test_a_word_that_only_begins_like_one_cut_short_is_no_status(text: str) -> None:
    assert status_in(text, bare=True) == ""
    assert without_marks(text, bare=True) == text
