"""Checks before anything is written: what is an error, what a warning, and at which cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_files import Row, changed, councils_rows, of, payback_file

from cjdata.ingest.checking.series_outliers import far_outside
from cjdata.ingest.remarks import Remark
from cjdata.publishing.load_workbooks import check_files
from cjdata.reference.areas import Areas

Check = Callable[[Sequence[Row]], list[Remark]]


@pytest.fixture(scope="module")
def check(home: Path) -> Check:
    return lambda rows: list(check_files(home, [payback_file(rows, "2025-26")]).remarks)


@pytest.fixture(scope="module")
def rows(areas: Areas) -> list[Row]:
    """Sound rows, newer than any that is held, so that only what a test changes is told."""
    return councils_rows(areas, ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26"))


@pytest.fixture(scope="module")
def plain(areas: Areas) -> list[Row]:
    return councils_rows(areas, ("2023-24", "2024-25", "2025-26"), with_rate=False)


def only(remarks: Sequence[Remark], kind: str) -> Remark:
    found = [remark for remark in remarks if remark.kind == kind]
    assert len(found) == 1, [str(remark) for remark in remarks]
    return found[0]


def own(remarks: Sequence[Remark]) -> set[tuple[str, str]]:
    """Give what is told of the file itself, not of what is held beside it."""
    beside = {"revised", "differs from the publication’s text", "far outside its history"}
    return {(r.level, r.kind) for r in remarks if r.kind not in beside}


def test_sound_figures_have_nothing_told_of_them(check: Check, rows: list[Row]) -> None:
    assert own(check(rows)) == set()


# Errors


def test_a_misspelt_council_is_an_error_with_its_cell_and_a_guess(
    check: Check, rows: list[Row]
) -> None:
    remark = only(check(changed(rows, of("Fife", "2025-26"), area="Fyfe")), "unknown area")
    assert (remark.level, remark.cell, remark.file) == ("error", "B149", "payback.csv")
    assert "Fyfe" in remark.found
    assert "Fife" in remark.fix


def test_a_row_that_comes_twice_is_an_error_that_names_both(check: Check, rows: list[Row]) -> None:
    copied = [*rows, next(row for row in rows if of("Fife", "2025-26")(row))]
    remarks = [r for r in check(copied) if r.kind == "duplicate"]
    assert {r.level for r in remarks} == {"error"}
    assert remarks[0].cell == "C169"
    assert "C149" in remarks[0].found


def test_a_duplicated_year_is_an_error(check: Check, plain: list[Row]) -> None:
    copied = [row | {"year": "2024-25"} if row["year"] == "2025-26" else row for row in plain]
    assert ("error", "duplicate") in own(check(copied))


@pytest.mark.parametrize("text", ["about 60", "60*", "?", "sixty", "6O", "#VALUE"])
def test_a_text_among_figures_is_an_error_that_shows_it(
    check: Check, rows: list[Row], text: str
) -> None:
    remarks = check(changed(rows, of("Fife", "2025-26"), cpo_completed=text))
    remark = only(remarks, "not understood")
    assert (remark.level, remark.cell) == ("error", "D149")
    assert text in remark.found


def test_a_dash_is_no_nil_in_a_new_edition(check: Check, rows: list[Row]) -> None:
    remarks = check(changed(rows, of("Fife", "2025-26"), cpo_early_discharge="-"))
    assert "nil only in editions to 2020-21" in only(remarks, "not understood").expected


@pytest.mark.parametrize("value", [-3, "-3", "−3"])
def test_a_negative_count_is_an_error(check: Check, rows: list[Row], value: object) -> None:
    remark = only(check(changed(rows, of("Fife", "2025-26"), cpo_completed=value)), "negative")
    assert (remark.level, remark.cell) == ("error", "D149")


def test_a_count_with_decimals_is_an_error(check: Check, rows: list[Row]) -> None:
    remark = only(check(changed(rows, of("Fife", "2025-26"), cpo_completed="60.5")), "not whole")
    assert (remark.level, remark.cell) == ("error", "D149")


def test_a_percentage_over_100_is_an_error(check: Check, rows: list[Row]) -> None:
    for row in rows:
        assert float(str(row["cpo_completion_percent"])) < 1
    whole = [r | {"cpo_completion_percent": _percent(r)} for r in rows]
    remarks = check(changed(whole, of("Fife", "2025-26"), cpo_completion_percent="104.0"))
    remark = only(remarks, "percentage out of range")
    assert (remark.level, remark.cell) == ("error", "G149")


def _percent(row: Row) -> str:
    return f"{100 * float(str(row['cpo_completion_percent'])):.1f}"


def test_more_completed_than_finished_is_an_error_that_names_both_cells(
    check: Check, rows: list[Row]
) -> None:
    remark = only(
        check(changed(rows, of("Fife", "2025-26"), cpo_completed=9999)), "more than its total"
    )
    assert (remark.level, remark.cell) == ("error", "D149")
    assert "C149" in remark.expected


# Warnings


def test_a_missing_council_is_a_warning_that_names_it(check: Check, rows: list[Row]) -> None:
    fewer = [row for row in rows if not of("Moray", "2025-26")(row)]
    remark = only(check(fewer), "councils missing")
    assert remark.level == "warning"
    assert remark.found.startswith("31 of 32 councils in 2025-26")
    assert "missing: Moray" in remark.found


def test_councils_that_do_not_add_up_are_told_with_year_and_amount(
    check: Check, plain: list[Row]
) -> None:
    remark = only(
        check(changed(plain, of("Fife", "2025-26"), cpo_early_discharge=8)),
        "councils do not add up",
    )
    assert remark.level == "warning"
    assert "2025-26: 96 against 101, −5" in remark.found


def test_rows_shifted_against_their_councils_do_not_pass(check: Check, plain: list[Row]) -> None:
    last = [row for row in plain if row["year"] == "2025-26"]
    measures = [name for name in last[0] if name not in ("area", "year")]
    moved = [
        row | {m: before[m] for m in measures}
        for row, before in zip(last, [last[-1], *last[:-1]], strict=True)
    ]
    rest = [row for row in plain if row["year"] != "2025-26"]
    assert ("warning", "councils do not add up") in own(check([*rest, *moved]))


def test_swapped_columns_do_not_pass(check: Check, rows: list[Row]) -> None:
    swapped = [
        r | {"cpo_completed": r["cpo_terminated"], "cpo_terminated": r["cpo_completed"]}
        for r in rows
    ]
    assert ("error", "more than its total") in own(check(swapped))
    smaller = [
        r | {"cpo_completed": r["cpo_transfer_out"], "cpo_transfer_out": r["cpo_completed"]}
        for r in rows
    ]
    assert ("warning", "rate and counts differ") in own(check(smaller))


def test_a_column_out_of_place_is_told_once_however_many_columns_there_are(
    check: Check, plain: list[Row]
) -> None:
    shifted = [
        r | {"cpo_transfer_out": 9 * int(str(r["cpo_transfer_out"]))}
        if r["year"] == "2025-26"
        else r
        for r in plain
    ]
    remark = only(check(shifted), "columns out of place")
    assert "2025-26" in remark.found
    assert "other pairs of columns" in remark.found


def test_a_council_with_more_than_scotland_is_an_error(check: Check, plain: list[Row]) -> None:
    remark = only(
        check(changed(plain, of("Fife", "2025-26"), cpo_terminated=99_999)), "more than Scotland"
    )
    assert (remark.level, remark.file) == ("error", "payback.csv")
    assert "Fife" in remark.found


def test_nothing_is_counted_more_often_than_people_live_there(
    check: Check, rows: list[Row]
) -> None:
    times = [
        r
        | {m: str(9_000 * int(str(r[m]))) for m in r if m.startswith("cpo_") and "percent" not in m}
        for r in rows
    ]
    found = [r for r in check(times) if r.kind == "not of the people there"]
    assert {r.level for r in found} == {"error"}
    assert "people live" in found[0].found


def test_a_year_left_out_is_a_warning(check: Check, rows: list[Row]) -> None:
    remark = only(check([r for r in rows if r["year"] != "2023-24"]), "gap in the years")
    assert remark.level == "warning"
    assert "2023-24" in remark.found


def test_a_published_rate_that_its_row_does_not_give_is_a_warning(
    check: Check, rows: list[Row]
) -> None:
    remark = only(
        check(changed(rows, of("Fife", "2025-26"), cpo_completion_percent="0.9")),
        "rate and counts differ",
    )
    assert (remark.level, remark.cell) == ("warning", "G149")


def test_a_rate_that_is_only_rounded_is_no_warning(check: Check, rows: list[Row]) -> None:
    rates = [100 * float(str(row["cpo_completion_percent"])) for row in rows]
    whole = [r | {"cpo_completion_percent": f"{p:.0f}%"} for r, p in zip(rows, rates, strict=True)]
    assert ("warning", "rate and counts differ") not in own(check(whole))


def test_a_figure_far_outside_its_history_is_a_warning_that_says_how_it_was_judged(
    check: Check, plain: list[Row], areas: Areas
) -> None:
    years = ("2021-22", "2022-23", "2023-24", "2024-25", "2025-26")
    slip = changed(
        councils_rows(areas, years, with_rate=False), of("Fife", "2025-26"), cpo_terminated=1170
    )
    remark = only([r for r in check(slip) if r.cell == "C149"], "far outside its history")
    assert "more than three times the highest" in remark.found


# The rule for a figure far outside its history


@given(st.lists(st.integers(0, 500), min_size=3, max_size=12), st.integers(0, 2000))
def test_a_figure_within_the_range_of_the_others_is_never_far_outside(
    others: list[int], value: int
) -> None:
    inside = min(others) <= value <= max(others)
    if inside:
        assert not far_outside(float(value), [float(o) for o in others], "number")


@given(st.lists(st.integers(0, 6), min_size=3, max_size=9), st.integers(0, 20))
def test_single_figures_are_never_far_outside(others: list[int], value: int) -> None:
    assert not far_outside(float(value), [float(o) for o in others], "number")
