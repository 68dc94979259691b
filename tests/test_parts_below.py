"""Parts of a table below one header, each below its year, unit or title, are read by themselves."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from test_unseen_layouts import DIVERSION, HEADINGS, ONE, TITLE, Line, councils, held, is_asked
from test_unseen_meanings import check_sheets

from cjdata.publishing.load_workbooks import CheckedUpload
from cjdata.publishing.published_state import PublishedState
from cjdata.reference.areas import Areas

__all__ = ["held"]

UNDATED = f"Table 1: {DIVERSION}"


def parts(held: PublishedState, title: str, *lines: Sequence[Line]) -> CheckedUpload:
    rows = [line for part in lines for line in part]
    return check_sheets(held, {"Cover": [ONE], "Table 1": [title, HEADINGS, *rows]})


def other(areas: Areas) -> list[Line]:
    rows: list[Line] = [(name, int(str(n)) + 3) for name, n in councils(areas)[:-1]]
    return [*rows, ("Scotland", sum(int(str(row[1])) for row in rows))]


def counted(checked: CheckedUpload) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for figure in (figure for read in checked.reads for figure in read.data):
        key = (figure.measure, figure.period)
        found[key] = found.get(key, 0) + 1
    return found


COMMENCED = "diversion_cases_commenced"


@pytest.mark.parametrize("between", [[], [""], ["", "Note: figures are rounded.", ""]])
def test_each_year_may_stand_over_its_rows_below_one_header(
    held: PublishedState, areas: Areas, between: list[Line]
) -> None:
    checked = parts(held, UNDATED, ["2024-25"], councils(areas), between, ["2025-26"], other(areas))
    assert (checked.questions, checked.errors, checked.warnings) == ([], [], [])
    assert counted(checked) == {(COMMENCED, "2024-25"): 33, (COMMENCED, "2025-26"): 33}
    fife = {d.period: d.value for d in checked.reads[0].data if d.area.name == "Fife"}
    assert fife["2025-26"] == (fife["2024-25"] or 0) + 3


def test_a_title_of_its_own_may_stand_over_a_part(held: PublishedState, areas: Areas) -> None:
    below = [f"Table 1b: {DIVERSION}, 2024-25"]
    checked = parts(held, f"Table 1: {TITLE}", councils(areas), [""], below, other(areas))
    assert (checked.questions, checked.errors) == ([], [])
    assert counted(checked) == {(COMMENCED, "2024-25"): 33, (COMMENCED, "2025-26"): 33}


@pytest.mark.parametrize(
    "lines", [["Women", "2024-25"], ["2024-25", "Women"], ["Sheriff courts", "2024-25"]]
)
def test_what_else_stands_over_a_part_is_asked_about(
    held: PublishedState, areas: Areas, lines: list[Line]
) -> None:
    assert is_asked(parts(held, UNDATED, lines, councils(areas), ["2025-26"], other(areas)))


def test_a_year_over_a_part_that_is_not_the_one_of_the_title_is_asked_about(
    held: PublishedState, areas: Areas
) -> None:
    checked = parts(held, f"Table 1: {TITLE}", councils(areas), ["2024-25"], other(areas))
    assert [q.question.asks for q in checked.questions if q.question] == ["years"]
    assert counted(checked) == {(COMMENCED, "2024-25"): 33, (COMMENCED, "2025-26"): 33}


def test_areas_that_come_again_below_nothing_are_refused(
    held: PublishedState, areas: Areas
) -> None:
    assert parts(held, f"Table 1: {TITLE}", councils(areas), [""], other(areas)).errors


def test_rates_below_the_numbers_are_not_read_as_numbers(
    held: PublishedState, areas: Areas
) -> None:
    rates: list[Line] = [(name, 4) for name, _ in councils(areas)]
    checked = parts(held, f"Table 1: {TITLE}", councils(areas), ["Rate per 10,000"], rates)
    assert counted(checked) == {(COMMENCED, "2025-26"): 33}
    assert [warning.kind for warning in checked.warnings] == ["table not read"]
