"""Comparisons: with a fixed value, between areas and between years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from build_series import (
    CLACKS,
    FALKIRK,
    ORDERS,
    RATE,
    SCOTLAND,
    SHARE,
    VALLEY,
    break_at,
    figure,
    series,
)
from hypothesis import given
from hypothesis import strategies as st

from cjdata.amounts import Amount
from cjdata.formats import plain
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Direction
from cjdata.series import Series
from cjdata.statistics import (
    Comparison,
    Counts,
    compare,
    compare_areas,
    compare_years,
    crude_rate_interval,
    printed,
)

directions = st.sampled_from(["up", "down", "none"])
YEAR = "2015-16"


# With a fixed value: the table of standards.md, section 5


@pytest.mark.parametrize(
    ("benchmark", "direction", "word"),
    [
        (20.0, "none", "higher"),
        (20.0, "up", "better"),
        (20.0, "down", "worse"),
        (33.0, "none", "lower"),
        (33.0, "up", "worse"),
        (33.0, "down", "better"),
        (25.0, "none", "similar"),
        (25.0, "up", "similar"),
        (25.0, "down", "similar"),
        (20.8, "none", "similar"),
        (31.5, "down", "similar"),
    ],
)
def test_a_fixed_value_is_held_against_the_interval(
    benchmark: float, direction: Direction, word: str
) -> None:
    assert compare(25.8, 20.8, 31.5, benchmark, direction).word == word


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ((None, 1.0, 2.0, 3.0), "no value"),
        ((1.5, 1.0, 2.0, None), "no benchmark"),
        ((1.5, None, 2.0, 3.0), "count unavailable"),
        ((1.5, 1.0, None, 3.0), "count unavailable"),
    ],
)
def test_without_a_number_nothing_is_compared_and_the_reason_is_given(
    numbers: tuple[float | None, ...], why: str
) -> None:
    found = compare(*numbers, "up")  # type: ignore[arg-type]
    assert (found.standing, found.judgement, found.why) == ("not compared", "", why)
    assert found.word == "not compared"


numbers = st.floats(min_value=0, max_value=200)


@given(numbers, numbers, numbers, numbers, directions, st.integers(0, 2))
def test_r21_figures_printed_alike_are_never_called_different(
    value: float, below: float, above: float, benchmark: float, direction: Direction, decimals: int
) -> None:
    lower, upper = value - below, value + above
    found = compare(value, lower, upper, benchmark, direction, decimals)
    mine, other = (float(plain(Amount(number, decimals))) for number in (value, benchmark))
    if mine == other or lower <= benchmark <= upper:
        assert found.standing == "similar"
    else:
        assert found.standing == ("higher" if mine > other else "lower")


@given(numbers, numbers, numbers, numbers, st.integers(0, 2))
def test_rounding_takes_differences_away_and_never_adds_one(
    value: float, below: float, above: float, benchmark: float, decimals: int
) -> None:
    limits = value - below, value + above
    rounded = compare(value, *limits, benchmark, "none", decimals).standing
    assert rounded in ("similar", compare(value, *limits, benchmark).standing)


@given(numbers, numbers, numbers, numbers, st.integers(0, 2))
def test_r19_without_a_direction_there_is_no_judgement(
    value: float, below: float, above: float, benchmark: float, decimals: int
) -> None:
    found = compare(value, value - below, value + above, benchmark, "none", decimals)
    assert found.judgement == ""
    assert found.word in ("higher", "lower", "similar")


@given(numbers, numbers, numbers, numbers)
def test_up_and_down_judge_opposite_ways(
    value: float, below: float, above: float, benchmark: float
) -> None:
    wanted, unwanted = (
        compare(value, value - below, value + above, benchmark, direction).judgement
        for direction in ("up", "down")
    )
    opposite = {"better": "worse", "worse": "better", "": ""}
    assert opposite[wanted] == unwanted


def test_numbers_are_rounded_as_they_are_printed() -> None:
    assert printed(0.125, 2) == float(plain(Amount(0.125, 2))) == 0.13
    assert printed(32.96, 1) == 33.0
    assert printed(32.96, None) == 32.96


# Areas


def rate_series(count: int, area: Area, people: int = 36_500) -> tuple[Series, Counts]:
    value = round(count / people * 10_000, 1)
    return series([value], RATE, area, decimals=1), Counts(count, people)


def areas_compared(
    mine: int = 94, other: int = 12_000, area: Area = SCOTLAND, people: int = 3_640_000
) -> Comparison:
    one, counts = rate_series(mine, CLACKS)
    two, other_counts = rate_series(other, area, people)
    return compare_areas(one, two, YEAR, counts, other_counts)


def test_the_example_of_the_standard_is_lower_than_scotland() -> None:
    found = areas_compared()
    assert (found.word, found.is_fixed) == ("lower", False)


def test_scotland_without_counts_is_a_fixed_value_and_that_is_known() -> None:
    one, counts = rate_series(94, CLACKS)
    two, _ = rate_series(12_000, SCOTLAND, 3_640_000)
    found = compare_areas(one, two, YEAR, counts, None)
    assert (found.word, found.is_fixed) == ("lower", True)


def test_an_area_is_held_against_scotland_without_itself() -> None:
    # All 40 of Scotland's events lie in the area: the rest of Scotland has none, and that is clear,
    # though the area's interval would hold the figure of the whole.
    one, counts = rate_series(40, CLACKS, 36_500)
    two, of_all = rate_series(40, SCOTLAND, 42_000)
    assert compare_areas(one, two, YEAR, counts, None).word == "similar"
    assert compare_areas(one, two, YEAR, counts, of_all).word == "higher"


def test_scotland_is_fixed_where_its_counts_cannot_hold_the_area() -> None:
    one, counts = rate_series(94, CLACKS)
    two, _ = rate_series(12_000, SCOTLAND, 3_640_000)
    assert compare_areas(one, two, YEAR, counts, Counts(90, 3_640_000)).is_fixed


def test_a_council_is_compared_by_the_counts_of_both() -> None:
    assert areas_compared(94, 120, FALKIRK, 36_500).word == "similar"
    # The two 95% intervals overlap, and yet the difference is clear.
    assert areas_compared(94, 131, FALKIRK, 36_500).word == "lower"
    assert crude_rate_interval(94, 36_500).overlaps(crude_rate_interval(131, 36_500))
    one, counts = rate_series(94, CLACKS)
    two, _ = rate_series(131, FALKIRK)
    found = compare_areas(one, two, YEAR, counts, None)
    assert (found.word, found.why) == ("not compared", "benchmark without interval")


@given(st.integers(0, 300), st.integers(0, 300), directions)
def test_the_other_way_round_the_answer_is_the_other_one(
    mine: int, other: int, direction: Direction
) -> None:
    turned = {"higher": "lower", "lower": "higher", "better": "worse", "worse": "better"}
    (one, counts), (two, others) = rate_series(mine, CLACKS), rate_series(other, FALKIRK)
    there = compare_areas(one, two, YEAR, counts, others, direction)
    back = compare_areas(two, one, YEAR, others, counts, direction)
    assert back.standing == turned.get(there.standing, there.standing)
    assert back.judgement == turned.get(there.judgement, "")


def test_a_council_is_compared_with_the_rest_of_its_group() -> None:
    one, counts = rate_series(94, CLACKS)
    two, of_all = rate_series(300, VALLEY, 109_500)
    there = compare_areas(one, two, YEAR, counts, of_all)
    _, of_the_rest = rate_series(206, FALKIRK, 73_000)
    assert of_all.without(counts) == of_the_rest
    assert there.word == areas_compared(94, 206, FALKIRK, 73_000).word == "similar"
    assert compare_areas(two, one, YEAR, of_all, counts).word == "similar"


def test_groups_that_share_councils_are_not_compared() -> None:
    other = replace(VALLEY, code="another", members=(CLACKS.code, "S12000015"))
    one, counts = rate_series(300, VALLEY, 109_500)
    two, others = rate_series(200, other, 109_500)
    assert compare_areas(one, two, YEAR, counts, others).why == "areas share councils"


def test_a_group_of_one_council_is_that_council() -> None:
    alone = replace(VALLEY, code="alone", members=(CLACKS.code,))
    one, counts = rate_series(94, CLACKS)
    two, others = rate_series(94, alone)
    assert compare_areas(one, two, YEAR, counts, others).why == "same area"


@given(st.integers(0, 300), directions)
def test_an_area_is_never_compared_with_itself(count: int, direction: Direction) -> None:
    one, counts = rate_series(count, CLACKS)
    found = compare_areas(one, one, YEAR, counts, counts, direction)
    assert (found.word, found.why) == ("not compared", "same area")


def test_numbers_are_not_compared_because_they_grow_with_the_area() -> None:
    one, two = series([94], ORDERS), series([12_000], ORDERS, SCOTLAND)
    found = compare_areas(one, two, YEAR, Counts(94), Counts(12_000))
    assert found.why == "number depends on size"


def test_rates_on_different_bases_are_not_compared() -> None:
    one, counts = rate_series(94, CLACKS)
    two, _ = rate_series(12_000, SCOTLAND, 3_640_000)
    per_adult = RATE.model_copy(update={"population": "16 to 70"})
    other = Series(two.area, per_adult, two.figures)
    assert compare_areas(one, other, YEAR, counts, None).why == "different basis"


Damage = Callable[[Series], Series]


def with_status(status: str) -> Damage:
    return lambda one: Series(one.area, one.measure, (figure(YEAR, None, status=status),))


@pytest.mark.parametrize(
    ("status", "mine", "theirs"),
    [
        ("restricted", "restricted", "benchmark restricted"),
        ("suppressed", "suppressed", "benchmark restricted"),
        ("not_loaded", "no value", "no benchmark"),
    ],
)
def test_a_figure_that_is_not_shown_is_not_compared(status: str, mine: str, theirs: str) -> None:
    one, counts = rate_series(94, CLACKS)
    two, others = rate_series(12_000, SCOTLAND, 3_640_000)
    damage = with_status(status)
    assert compare_areas(damage(one), two, YEAR, counts, others).why == mine
    assert compare_areas(one, damage(two), YEAR, counts, others).why == theirs


def test_r15_only_figures_of_the_same_year_are_compared() -> None:
    one, counts = rate_series(94, CLACKS)
    later = series([30.0], RATE, SCOTLAND, first=2016, decimals=1)
    assert compare_areas(one, later, YEAR, counts, None).why == "no benchmark"
    assert compare_areas(one, later, "2016-17", counts, None).why == "no value"


def test_without_counts_there_is_no_comparison() -> None:
    one, _ = rate_series(94, CLACKS)
    two, _ = rate_series(12_000, SCOTLAND, 3_640_000)
    found = compare_areas(one, two, YEAR, None, None)
    assert (found.word, found.why) == ("not compared", "count unavailable")


def test_figures_printed_alike_are_similar_however_many_cases_tell_them_apart() -> None:
    one = series([71], SHARE, decimals=0)
    two = series([71.0], SHARE, SCOTLAND, decimals=1)
    counts = Counts(142_500, 200_000)
    assert compare(71.25, 71.05, 71.45, 71.0).word == "higher"
    assert compare_areas(one, two, YEAR, counts, None).word == "similar"


def test_the_test_is_made_on_unrounded_counts() -> None:
    # 10.49% and 12.51% of 2,500 differ clearly; of 10% and 13%, as printed, nobody would doubt it,
    # and of 10.4% and 10.6%, both printed as they are, nobody would say it.
    def shares(first: int, second: int) -> str:
        one = series([100 * first / 2500], SHARE, decimals=1)
        two = series([100 * second / 2500], SHARE, FALKIRK, decimals=1)
        counts = Counts(first, 2500), Counts(second, 2500)
        return compare_areas(one, two, YEAR, *counts).word

    assert shares(262, 313) == "lower"
    assert shares(260, 265) == "similar"


# Years


def two_years(earlier: int, later: int) -> tuple[Series, Counts, Counts]:
    return series([earlier, later]), Counts(earlier), Counts(later)


def years_compared(
    one: Series, before: Counts | None, after: Counts | None, **more: bool
) -> Comparison:
    return compare_years(one, one.figures[0], one.figures[1], before, after, **more)


def test_7_to_12_is_no_clear_change() -> None:
    assert years_compared(*two_years(7, 12)).word == "similar"
    assert years_compared(*two_years(7, 40)).word == "higher"
    assert years_compared(*two_years(40, 7)).word == "lower"


def test_a_year_is_not_compared_with_itself() -> None:
    one, before, _ = two_years(7, 12)
    assert compare_years(one, one.figures[0], one.figures[0], before, before).why == "same year"


def test_r7_years_are_compared_over_a_break_only_on_request_and_then_it_is_named() -> None:
    one, before, after = two_years(7, 40)
    b = break_at("2016-17")
    one = replace(one, breaks=(b,))
    refused = years_compared(one, before, after)
    assert (refused.word, refused.why, refused.breaks) == (
        "not compared",
        "a break lies between",
        (b,),
    )
    asked = years_compared(one, before, after, across_breaks=True)
    assert (asked.word, asked.breaks) == ("higher", (b,))


def test_a_missing_year_is_not_compared() -> None:
    one = series([None, 12])
    assert years_compared(one, None, Counts(12)).why == "no benchmark"
    assert years_compared(series([12, None]), Counts(12), None).why == "no value"
    assert years_compared(series([7, 12]), None, Counts(12)).why == "benchmark without interval"
