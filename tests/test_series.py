from __future__ import annotations

import itertools

import pytest
from build_series import (
    FALKIRK,
    SCOTLAND,
    YEARS,
    any_series,
    break_at,
    figure,
    following,
    series,
)
from hypothesis import given

from cjdata.series import NOTED_KINDS, SPLITTING_KINDS, Series, shared_breaks


def periods(one: Series) -> list[list[str]]:
    return [[f.period for f in segment] for segment in one.segments]


def test_a_line_stops_at_a_missing_year() -> None:
    assert periods(series([1, 2, None, 4])) == [["2015-16", "2016-17"], ["2018-19"]]


def test_a_true_zero_is_a_value_and_does_not_stop_a_line() -> None:
    assert periods(series([1, 0, 4])) == [["2015-16", "2016-17", "2017-18"]]


@pytest.mark.parametrize("kind", SPLITTING_KINDS)
def test_a_line_stops_at_a_break(kind: str) -> None:
    one = series([1, 2, 3, 4], breaks=[break_at("2017-18", kind)])
    assert periods(one) == [["2015-16", "2016-17"], ["2017-18", "2018-19"]]


def test_a_break_at_the_first_year_parts_nothing() -> None:
    assert len(series([1, 2], breaks=[break_at("2015-16")]).segments) == 1


def test_a_break_inside_a_gap_is_not_forgotten() -> None:
    one = series([1, None, 3], breaks=[break_at("2016-17")])
    first, last = one.with_values
    assert one.breaks_between(first, last)
    assert len(one.segments) == 2


def test_the_pandemic_does_not_stop_a_line() -> None:
    one = series([1, 2, 3], first=2019, breaks=[break_at("2020-21", "pandemic")])
    assert len(one.segments) == 1


@pytest.mark.parametrize("kind", NOTED_KINDS)
def test_a_note_on_a_year_parts_nothing_and_is_listed(kind: str) -> None:
    note = break_at("2016-17", kind)
    one = series([1, 2, 3], breaks=[note], editions=["2016-17", "2016-17", "2020-21"])
    assert len(one.segments) == 1
    assert one.remarks == (note,)
    assert series([1, None, 3], breaks=[note]).remarks == (), "there is no figure to note it of"


def test_a_break_between_two_series_is_one_too() -> None:
    b = break_at("2016-17")
    before = series([5, None, None], area=SCOTLAND, breaks=[b])
    after = series([None, None, 7], breaks=[b])
    assert shared_breaks([before, after]) == (b,)
    assert shared_breaks([before]) == ()
    other = series([5, 6, 7], breaks=[])
    assert shared_breaks([other, after]) == (), "the other series has no such break"


def test_the_latest_figure_is_the_newest_with_a_value() -> None:
    one = series([1, 2, None])
    assert one.latest is not None
    assert one.latest.period == "2016-17"
    assert series([None, None]).latest is None
    assert series([]).latest is None


def test_the_figure_before_is_that_of_the_year_before_with_or_without_a_value() -> None:
    one = series([None, 2])
    before = one.before(one.figures[1])
    assert before is not None
    assert before.value is None
    assert one.before(one.figures[0]) is None


@given(any_series())
def test_segments_hold_every_value_once_and_in_order(one: Series) -> None:
    joined = [f for segment in one.segments for f in segment]
    assert joined == list(one.with_values)
    assert all(segment for segment in one.segments)


@given(any_series())
def test_no_segment_spans_a_gap_or_a_break(one: Series) -> None:
    for segment in one.segments:
        for earlier, later in itertools.pairwise(segment):
            assert following(earlier.period) == later.period
            assert not one.breaks_between(earlier, later)
        spanned = [
            b
            for b in one.breaks
            if b.kind in SPLITTING_KINDS and segment[0].period < b.period <= segment[-1].period
        ]
        assert spanned == []


@given(any_series())
def test_a_line_stops_only_where_there_is_a_reason(one: Series) -> None:
    for left, right in zip(one.segments, one.segments[1:], strict=False):
        is_gap = following(left[-1].period) != right[0].period
        assert is_gap or one.breaks_between(left[-1], right[0])


@given(any_series(), any_series(area=FALKIRK))
def test_shared_breaks_are_told_once_each_in_order(one: Series, two: Series) -> None:
    found = shared_breaks([one, two])
    assert [b.period for b in found] == sorted(b.period for b in found)
    assert len({(b.period, b.text) for b in found}) == len(found)
    known = {*one.breaks, *two.breaks}
    assert all(b in known and b.kind != "pandemic" and b.period in YEARS for b in found)


def test_a_break_that_parts_no_figures_shown_is_not_told() -> None:
    b = break_at("2017-18")
    assert shared_breaks([series([None, None, None, 4, 5], breaks=[b])]) == ()
    assert shared_breaks([series([1, 2, 3], breaks=[b])]) == (b,)
    scotland = series([1, 2, 3], area=SCOTLAND, breaks=[b])
    assert shared_breaks([series([None, None, 3], breaks=[b]), scotland]) == (b,)


def test_a_figure_knows_whether_it_was_rounded() -> None:
    assert figure("2023-24", 5, precision="rounded").is_rounded
    assert not figure("2023-24", 5).is_rounded
