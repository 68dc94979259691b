from __future__ import annotations

from dataclasses import replace

import pytest
from build_series import (
    CLACKS,
    FALKIRK,
    HOURS,
    ORDERS,
    RATE,
    SHARE,
    STIRLING,
    VALLEY,
    any_series,
    break_at,
    figure,
    series,
    values,
)
from hypothesis import given
from hypothesis import strategies as st

from cjdata.amounts import Amount
from cjdata.formats import plain
from cjdata.reference.catalogue import Measure
from cjdata.series import Elsewhere, Series, Together
from cjdata.statistics import (
    FLOOR,
    ChangeBetweenYears,
    NoChange,
    change_between,
    change_since_year_before,
    floor_of,
    group_ratio,
    group_sum,
)


def change_of(one: Series) -> ChangeBetweenYears | NoChange:
    return change_since_year_before(one, one.latest)


def the_change(one: Series) -> ChangeBetweenYears:
    change = change_of(one)
    assert isinstance(change, ChangeBetweenYears)
    return change


def refusal(one: Series) -> str:
    change = change_of(one)
    assert isinstance(change, NoChange)
    return change.why


def test_a_change_is_after_less_before() -> None:
    change = the_change(series([35, 25]))
    assert (change.difference, change.percent) == (-10, -29)


def test_no_change_is_given_over_a_missing_year() -> None:
    assert refusal(series([35, None, 25])) == "year before missing"


def test_no_change_is_given_over_a_break_and_the_break_is_named() -> None:
    b = break_at("2016-17")
    change = change_of(series([35, 25], breaks=[b]))
    assert isinstance(change, NoChange)
    assert (change.why, change.breaks) == ("break", (b,))


def test_no_change_is_given_for_a_first_year() -> None:
    assert refusal(series([25])) == "first year"
    assert refusal(series([None, None, 25])) == "first year"


def test_a_year_before_that_is_published_otherwise_is_neither_missing_nor_the_first() -> None:
    """Scotland’s under another measure, say; or that of several councils together."""
    one, of_all = series([None, 25]), figure("2015-16", 30)
    for told, why in (
        (replace(one.figures[0], elsewhere=Elsewhere(SHARE, of_all)), "year before elsewhere"),
        (replace(one.figures[0], together=Together(VALLEY, (), of_all)), "year before together"),
    ):
        assert refusal(replace(one, figures=(told, one.figures[1]))) == why


def test_no_change_is_given_without_a_value() -> None:
    assert refusal(series([None])) == "no value"
    assert refusal(series([])) == "no value"


def test_the_pandemic_alone_does_not_refuse_a_change() -> None:
    one = series([100, 50], first=2019, breaks=[break_at("2020-21", "pandemic")])
    assert the_change(one).percent == -50


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [(20, 20, 0), (20, 30, 50), (19, 40, None), (40, 19, None), (100, 20, -80), (0, 40, None)],
)
def test_a_change_in_per_cent_needs_both_years_at_the_floor(
    before: float, after: float, percent: int | None
) -> None:
    assert FLOOR == 20
    assert the_change(series([before, after])).percent == percent


def test_rounded_counts_and_rates_have_no_change_in_per_cent() -> None:
    assert the_change(series([3400, 3600], precision="rounded")).percent is None
    assert the_change(series([40, 60], SHARE)).percent is None
    assert the_change(series([40, 60], RATE)).percent is None
    assert the_change(series([40, 60], HOURS)).percent == 50


def test_a_change_is_worked_out_after_rounding_to_what_is_printed() -> None:
    one = series([71.04, 71.0], SHARE, decimals=1)
    assert the_change(one).difference == 0


def test_a_change_has_the_decimals_of_the_coarser_figure() -> None:
    one = Series(CLACKS, SHARE, (figure("2022-23", 70.6, 1), figure("2023-24", 72, 0)))
    change = the_change(one)
    assert (change.decimals, change.difference) == (0, 1)


@pytest.mark.parametrize("measure", [ORDERS, SHARE, RATE])
@given(data=st.data())
def test_a_change_never_contradicts_its_two_figures(measure: Measure, data: st.DataObject) -> None:
    decimals = data.draw(st.integers(min_value=0, max_value=2))
    old, new = (data.draw(st.floats(min_value=0, max_value=1000)) for _ in range(2))
    change = the_change(series([old, new], measure, decimals=decimals))
    printed = [float(plain(Amount(value, decimals))) for value in (old, new)]
    assert (change.difference > 0) == (printed[1] > printed[0])
    assert (change.difference < 0) == (printed[1] < printed[0])
    assert change.difference == pytest.approx(printed[1] - printed[0], abs=1e-9)
    if change.percent:
        assert (change.percent > 0) == (change.difference > 0)


@given(any_series())
def test_a_change_is_given_within_a_segment_and_nowhere_else(one: Series) -> None:
    for at in one.with_values:
        change = change_since_year_before(one, at)
        inside = any(at in segment[1:] for segment in one.segments)
        assert isinstance(change, ChangeBetweenYears) == inside


@pytest.mark.parametrize(
    ("before", "after", "is_small"),
    [(9, 14, True), (19, 40, True), (40, 19, True), (20, 20, False)],
)
def test_under_the_floor_only_from_and_to_may_be_said(
    before: float, after: float, *, is_small: bool
) -> None:
    change = the_change(series([before, after]))
    assert change.is_small == is_small
    assert (change.percent is None) == is_small
    assert (change.before.value, change.after.value) == (before, after)


def test_the_catalogue_may_set_another_floor() -> None:
    low, high = (ORDERS.model_copy(update={"floor": floor}) for floor in (5, 50))
    assert (floor_of(ORDERS), floor_of(low), floor_of(high)) == (FLOOR, 5, 50)
    assert the_change(series([8, 12], low)).percent == 50
    assert the_change(series([40, 60], high)).percent is None
    assert the_change(series([40, 60], high)).is_small
    change = change_since_year_before(series([40, 60], high), series([40, 60], high).latest, 10)
    assert isinstance(change, ChangeBetweenYears)
    assert change.percent == 50


def test_a_percentage_is_never_under_the_floor_of_counts() -> None:
    assert not the_change(series([4, 6], SHARE)).is_small


def test_two_named_years_are_compared_over_a_gap_but_not_over_a_break() -> None:
    one = series([40, None, 50])
    first, _, last = one.figures
    change = change_between(one, first, last)
    assert isinstance(change, ChangeBetweenYears)
    assert (change.difference, change.percent) == (10, 25)
    parted = series([40, None, 50], breaks=[break_at("2016-17")])
    assert isinstance(change_between(parted, first, last), NoChange)


def test_r7_a_change_crosses_a_break_only_on_request_and_then_names_it() -> None:
    b = break_at("2016-17")
    one = series([40, 50], breaks=[b])
    first, last = one.figures
    asked = change_between(one, first, last, across_breaks=True)
    assert isinstance(asked, ChangeBetweenYears)
    assert (asked.difference, asked.breaks) == (10, (b,))
    assert the_change(series([40, 50])).breaks == ()


def test_r5_years_that_do_not_follow_each_other_have_no_change_from_the_year_before() -> None:
    assert refusal(series([35, None, None, 25])) == "year before missing"


# Groups


def members(*rows: list[float | None], precision: str = "exact") -> list[Series]:
    areas = (CLACKS, FALKIRK, STIRLING)
    return [
        series(row, area=area, precision=precision) for row, area in zip(rows, areas, strict=True)
    ]


def test_a_group_s_count_is_the_sum_of_its_councils() -> None:
    (figure_,) = group_sum(members([1], [20], [300]))
    assert (figure_.value, figure_.status, figure_.precision) == (321, "computed", "exact")
    assert figure_.note == "Sum of Clackmannanshire, Falkirk and Stirling, computed here."


def test_a_group_without_one_of_its_councils_has_no_figure_and_names_it() -> None:
    first, second = group_sum(members([1, 2], [20, None], [300, None]))
    assert first.value == 321
    assert (second.value, second.status) == (None, "group_incomplete")
    assert second.missing_from == ("Falkirk", "Stirling")


def test_a_sum_of_rounded_counts_is_rounded() -> None:
    (figure_,) = group_sum(members([10], [20], [30], precision="rounded"))
    assert figure_.is_rounded


@given(st.lists(st.tuples(values, values, values), min_size=1, max_size=8))
def test_a_group_sum_is_whole_or_missing(rows: list[tuple[float | None, ...]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    for row, got in zip(rows, group_sum(members(*columns)), strict=True):
        if None in row:
            assert got.value is None
            assert len(got.missing_from) == row.count(None)
        else:
            assert got.value == sum(row)


def ratio(tops: list[float | None], bottoms: list[float | None]) -> tuple[float | None, int, str]:
    top = group_sum(members(*[[v] for v in tops]))
    bottom = group_sum(members(*[[v] for v in bottoms]))
    (got,) = group_ratio(VALLEY, [(1, top)], [(1, bottom)])
    return got.value, got.decimals, got.status


def test_a_group_s_percentage_is_the_ratio_of_sums_and_never_the_mean() -> None:
    # 1 of 2, 10 of 100, 90 of 898: the mean would be 23%, the ratio of sums is 10.1%
    assert ratio([1, 10, 90], [2, 100, 898]) == (10.1, 1, "computed")


def test_a_group_s_percentage_on_a_small_base_has_no_decimals() -> None:
    assert ratio([1, 1, 1], [10, 10, 12]) == (9.0, 0, "computed")


def test_a_group_s_percentage_of_nothing_is_not_applicable() -> None:
    assert ratio([0, 0, 0], [0, 0, 0]) == (None, 0, "not_applicable")


def test_a_group_s_percentage_without_a_council_is_missing_and_names_it() -> None:
    top = group_sum(members([1], [None], [1]))
    bottom = group_sum(members([10], [10], [10]))
    (got,) = group_ratio(VALLEY, [(1, top)], [(1, bottom)])
    assert (got.value, got.status, got.missing_from) == (None, "group_incomplete", ("Falkirk",))


def test_a_group_s_percentage_names_every_council_that_is_missing_from_either_sum() -> None:
    top = group_sum(members([1], [None], [1]))
    bottom = group_sum(members([10], [None], [None]))
    (got,) = group_ratio(VALLEY, [(1, top)], [(1, bottom)])
    assert got.missing_from == ("Falkirk", "Stirling")


def test_a_group_s_rate_is_its_count_over_its_people() -> None:
    # 9 in 10,000 and 1 in 90,000 make 1.0 per 10,000 together; the mean of the rates is 4.6.
    areas = members([9], [1], [0])
    people = members([10_000], [90_000], [0])
    (got,) = group_ratio(VALLEY, [(1, group_sum(areas))], [(1, group_sum(people))], per=10_000)
    assert (got.value, got.decimals) == (1.0, 1)


def test_what_is_taken_away_leaves_the_denominator() -> None:
    top, bottom, away = (
        group_sum(members([a], [b], [c])) for a, b, c in ((50, 50, 50), (80, 80, 80), (5, 5, 30))
    )
    (got,) = group_ratio(VALLEY, [(1, top)], [(1, bottom), (-1, away)])
    assert got.value == 75.0


def test_a_group_s_figure_is_of_the_newest_edition_among_its_parts() -> None:
    one = series([10], area=CLACKS, editions=["2019-20"])
    two = series([30], area=FALKIRK, editions=["2021-22"])
    (total,) = group_sum([one, two])
    assert total.edition == "2021-22"
    (older,) = group_sum([one])
    (share,) = group_ratio(VALLEY, [(1, [older])], [(1, [total])])
    assert (share.value, share.edition) == (25.0, "2021-22")


def test_a_ratio_of_rounded_sums_says_that_it_is_rounded() -> None:
    top = group_sum(members([100], [100], [100], precision="rounded"))
    bottom = group_sum(members([200], [200], [200], precision="rounded"))
    (got,) = group_ratio(VALLEY, [(1, top)], [(1, bottom)])
    assert got.is_rounded


counts = st.integers(min_value=1, max_value=500)


@given(st.lists(st.tuples(counts, counts), min_size=3, max_size=3))
def test_a_group_s_percentage_lies_between_those_of_its_councils(
    pairs: list[tuple[int, int]],
) -> None:
    tops = [float(min(pair)) for pair in pairs]
    bottoms = [float(max(pair)) for pair in pairs]
    value, decimals, _ = ratio(tops, bottoms)
    shares = [100 * t / b for t, b in zip(tops, bottoms, strict=True)]
    half = 0.5 * 10**-decimals
    assert value is not None
    assert min(shares) - half - 1e-9 <= value <= max(shares) + half + 1e-9
