"""What changed between two states: every cell accounted for once, and rounding no revision."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow as pa
import pytest
from change_rows import SHARE, Row, cell, only, rank_of, report, row, states
from hypothesis import given

from cjdata.changes.figure_changes import KINDS, FigureChange, make_report, rounding_step
from cjdata.observations import OBSERVATIONS
from cjdata.reference.editions import STATISTICS

BESIDE = ("older", "older_removed")


# What kind of change


def test_a_value_where_none_was_is_new() -> None:
    change = only([], [row(26)])
    assert (change.kind, change.old_value, change.new_value) == ("new", None, 26)
    assert (change.old_edition, change.new_edition) == ("", "2018-19")
    assert only([row(None, edition="2017-18")], [row(26)]).kind == "new"


def test_another_value_of_a_newer_edition_is_a_revision() -> None:
    older = row(19206, edition="2017-18")
    change = only([older], [older, row(19202)])
    assert (change.kind, change.old_value, change.new_value) == ("revised", 19206, 19202)
    assert (change.old_edition, change.new_edition) == ("2017-18", "2018-19")


def test_a_value_that_a_newer_edition_does_not_give_is_withdrawn() -> None:
    older = row(26, edition="2017-18")
    change = only([older], [older, row(None, status="suppressed")])
    assert (change.kind, change.old_value, change.new_status) == ("withdrawn", 26, "suppressed")


def test_a_cell_that_is_held_no_more_is_removed_whether_it_had_a_value_or_not() -> None:
    assert only([row(26)], []).kind == "removed"
    assert only([row(None)], []).kind == "removed"


def test_a_reason_where_nothing_was_is_missing() -> None:
    assert only([], [row(None)]).kind == "missing"
    assert only([row(None)], [row(None, status="restricted")]).kind == "missing"


def test_the_same_value_of_a_newer_edition_is_confirmed() -> None:
    older = row(26, edition="2017-18")
    assert only([older], [older, row(26)]).kind == "confirmed"


def test_a_figure_of_an_older_edition_is_kept_beside_the_current_one() -> None:
    newer, older = row(19202), row(19206, edition="2017-18")
    change = only([newer], [older, newer])
    assert (change.kind, change.new_value, change.old_value) == ("older", 19206, 19202)
    assert report([newer], [older, newer]).unchanged == 1
    assert only([older, newer], [newer]).kind == "older_removed"


def test_a_corrected_figure_of_an_older_edition_is_told_once() -> None:
    newer, older = row(19202), row(19206, edition="2017-18")
    change = only([older, newer], [older | {"value": 19207}, newer])
    assert (change.kind, change.new_value) == ("older", 19207)


def test_two_editions_loaded_at_once_are_one_new_figure_and_one_older() -> None:
    made = report([], [row(19206, edition="2017-18"), row(19202)])
    assert [(c.kind, c.new_value) for c in made.changes] == [("new", 19202), ("older", 19206)]


def test_another_status_of_the_same_value_is_told() -> None:
    assert only([row(26)], [row(26, status="provisional")]).kind == "status_changed"


def test_a_note_or_a_source_is_no_change_of_figures() -> None:
    made = report([row(26, note="a", source_id="x")], [row(26, note="b", source_id="y")])
    assert (made.changes, made.unchanged) == ((), 1)


def test_a_value_that_is_not_a_number_counts_as_none() -> None:
    assert only([row(26)], [row(float("nan"), edition="2019-20")]).kind == "withdrawn"


def test_areas_without_a_code_are_told_apart_by_name() -> None:
    one, other = row(1, area="", area_name="One"), row(2, area="", area_name="Other")
    assert report([one], [one, other]).unchanged == 1
    assert only([one], [one, other]).area_name == "Other"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ((19200, 0, "rounded"), (19202, 0, "exact"), "made_exact"),
        ((19200, 0, "rounded"), (19250, 0, "exact"), "made_exact"),
        ((19200, 0, "rounded"), (19251, 0, "exact"), "revised"),
        ((20000, 0, "rounded"), (20400, 0, "exact"), "revised"),
        ((1840, 0, "rounded"), (1846, 0, "exact"), "revised"),
        ((2600, 0, "rounded"), (2600, 0, "exact"), "made_exact"),
        ((19202, 0, "exact"), (19200, 0, "rounded"), "confirmed"),
        ((19202, 0, "exact"), (19300, 0, "rounded"), "revised"),
        ((19200, 0, "rounded"), (19200, 0, "rounded"), "confirmed"),
        ((19200, 0, "exact"), (19202, 0, "exact"), "revised"),
    ],
)
def test_rounding_a_count_is_no_revision(old: Any, new: Any, kind: str) -> None:
    names = ("value", "decimals", "precision")
    before = row(0, edition="2017-18") | dict(zip(names, old, strict=True))
    after = row(0) | dict(zip(names, new, strict=True))
    assert only([before], [before, after]).kind == kind


@pytest.mark.parametrize(("unit", "value", "decimals"), [("mean", 0.49, 2), ("percent", 26.3, 1)])
def test_the_same_decimal_is_not_given_more_exactly_whatever_its_precision(
    unit: str, value: float, decimals: int
) -> None:
    """A reader would be told to quote a finer figure, and it is the one that he has."""
    rest = {"measure": SHARE, "unit": unit, "decimals": decimals}
    before = row(value, edition="2017-18") | rest | {"precision": "rounded"}
    after = row(value) | rest | {"precision": "exact"}
    assert only([before], [before, after]).kind == "confirmed"


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ((71, 0), (70.8, 1), "made_exact"),
        ((71, 0), (70.5, 1), "made_exact"),
        ((71, 0), (70.4, 1), "revised"),
        ((70, 0), (72, 0), "revised"),
        ((70.8, 1), (71, 0), "confirmed"),
        ((2, 1), (2, 0), "confirmed"),
    ],
)
def test_rounding_a_percentage_is_no_revision(old: Any, new: Any, kind: str) -> None:
    rest = {"measure": SHARE, "precision": "rounded"}
    before = row(old[0], edition="2017-18", **rest) | {"decimals": old[1]}
    after = row(new[0], **rest) | {"decimals": new[1]}
    assert only([before], [before, after]).kind == kind


def test_the_step_of_a_rounded_value_is_that_of_its_zeros_as_far_as_publishers_round() -> None:
    assert rounding_step("count", 26, 0) == 1
    assert rounding_step("count", 40, 0) == 10
    assert rounding_step("count", 900, 0) == 10
    assert rounding_step("count", 20000, 0) == 100
    assert rounding_step("hours", 1_200_000, 0) == 1000
    assert rounding_step("per_10000", 50, 0) == 1


def test_the_three_editions_of_one_figure_end_the_same_in_any_order() -> None:
    first, second, third = (
        row(value, edition=edition)
        for value, edition in ((19136, "2016-17"), (19206, "2017-18"), (19202, "2018-19"))
    )
    in_turn = [report([], [first]), report([first], [first, second])]
    in_turn.append(report([first, second], [first, second, third]))
    assert [r.changes[0].kind for r in in_turn] == ["new", "revised", "revised"]
    backwards = [report([third], [second, third]), report([second, third], [first, second, third])]
    assert [r.changes[0].kind for r in backwards] == ["older", "older"]
    assert all(r.changes[0].old_value == 19202 for r in backwards)


# Whatever the figures


def current(rows: list[Row]) -> dict[tuple[str, str, str], Row]:
    return {cell(one): one for one in sorted(rows, key=rank_of)}


def change_cell(change: FigureChange) -> tuple[str, str, str]:
    return (change.measure, change.area_code or change.area_name, change.period)


@given(states, states)
def test_every_current_cell_is_accounted_for_exactly_once(old: list[Row], new: list[Row]) -> None:
    made = report(old, new)
    before, after = current(old), current(new)
    cells = [change_cell(c) for c in made.changes if c.kind not in BESIDE]
    assert len(cells) == len(set(cells))
    assert set(cells) <= before.keys() | after.keys()
    assert len(cells) + made.unchanged == len(before.keys() | after.keys())


@given(states, states)
def test_each_kind_means_what_it_says(old: list[Row], new: list[Row]) -> None:
    before, after = current(old), current(new)
    for change in report(old, new).changes:
        if change.kind in BESIDE:
            continue
        was, now = before.get(change_cell(change)), after.get(change_cell(change))
        assert change.old_value == (was["value"] if was else None)
        assert change.new_value == (now["value"] if now else None)
        had, has = change.old_value is not None, change.new_value is not None
        expected = {
            (False, True): {"new"},
            (True, False): {"withdrawn"} if now else {"removed"},
            (False, False): {"missing"} if now else {"removed"},
            (True, True): {"revised", "made_exact", "confirmed", "status_changed"},
        }
        assert change.kind in expected[had, has]
        if change.kind in ("revised", "made_exact") and change.old_precision == "exact":
            assert change.old_value != change.new_value
        if change.kind == "status_changed":
            assert change.old_value == change.new_value
            assert change.old_status != change.new_status


@given(states, states)
def test_what_stands_beside_the_current_figures_is_accounted_for(
    old: list[Row], new: list[Row]
) -> None:
    def key(one: Row) -> tuple[str, ...]:
        return (*cell(one), one["edition"])

    def beside(rows: list[Row]) -> dict[tuple[str, ...], Row]:
        top = {key(one) for one in current(rows).values()}
        return {key(one): one for one in rows if key(one) not in top}

    def figure(one: Row) -> tuple[Any, ...]:
        return (one["value"], one["status"], one["precision"])

    held_before, held_after = {key(r): r for r in old}, {key(r): r for r in new}
    came = Counter(
        k
        for k, one in beside(new).items()
        if k not in held_before or figure(held_before[k]) != figure(one)
    )
    went = Counter(k for k in beside(old) if k not in held_after)
    changes = report(old, new).changes
    for kind, expected in (("older", came), ("older_removed", went)):
        told_of = [(*change_cell(c), c.new_edition) for c in changes if c.kind == kind]
        assert Counter(told_of) == expected


@given(states)
def test_a_state_does_not_differ_from_itself_in_any_order(rows: list[Row]) -> None:
    made = report(rows, rows[::-1])
    assert (made.changes, made.unchanged) == ((), len(current(rows)))


def test_the_kinds_are_told_in_order_of_urgency() -> None:
    assert KINDS[:3] == ("withdrawn", "revised", "removed")


# Size


def test_a_hundred_thousand_figures_are_compared_each_with_its_own() -> None:
    count = 100_000

    def big(edition: str, shift: int) -> pa.Table:
        columns: dict[str, Any] = {name: [""] * count for name in OBSERVATIONS.names}
        columns |= {
            "measure": [f"measure_{n // 330}" for n in range(count)],
            "area_code": [f"S12{n % 33:06d}" for n in range(count)],
            "period": [f"{2000 + n // 33 % 10}" for n in range(count)],
            "value": [float(n % 977 + (n % 10 == 0) * shift) for n in range(count)],
            "decimals": [0] * count,
            "precision": ["exact"] * count,
            "edition": [edition] * count,
            "standing": [STATISTICS] * count,
            "edition_rank": [1] * count,
            "is_current": [True] * count,
        }
        return pa.table(columns, schema=OBSERVATIONS)

    old, new = big("2017-18", 0), big("2018-19", 1)
    made = make_report(old, new)
    assert made.counts == {"revised": count // 10, "confirmed": count - count // 10}
