"""Recent trends: the published method, and everything that makes one impossible."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
import statsmodels.api as sm
from build_series import (
    HOURS,
    ORDERS,
    RATE,
    SHARE,
    any_series,
    break_at,
    figure,
    series,
)
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cjdata.reference.catalogue import Direction, Measure
from cjdata.reference.periods import PANDEMIC, financial_year
from cjdata.series import NOTED_KINDS, SPLITTING_KINDS, Series
from cjdata.statistics import (
    Counts,
    judgement_of,
    least_visible_count,
    least_visible_move,
    least_visible_share,
    poisson_trend,
    proportions_trend,
    rate_interval,
    recent_trend,
    trend_of,
    weighted_trend,
    wilson_interval,
)
from cjdata.statistics.slopes import CRITICAL

PEOPLE = 36_500
CLASSES = {"increasing", "decreasing", "no clear change", "cannot be calculated"}
Points = tuple[list[float], list[float], list[float]]


def rates(counts: Sequence[int]) -> Points:
    limits = [rate_interval(count, PEOPLE) for count in counts]
    values = [count / PEOPLE * 10_000 for count in counts]
    return values, [lower for lower, _ in limits], [upper for _, upper in limits]


# The worked numbers of standards.md, section 6


@pytest.mark.parametrize(
    ("counts", "slope", "chi_square", "is_stable", "result"),
    [
        ((181, 196, 214, 229, 252), 4.7652, 13.6582, True, "increasing"),
        ((18, 22, 19, 27, 31), 0.8077, 3.2505, True, "no clear change"),
        ((150, 146, 141, 138, 268), 4.3745, 13.4060, False, "no clear change"),
    ],
)
def test_the_trend_of_rates_is_that_of_the_standard(
    counts: tuple[int, ...], slope: float, chi_square: float, is_stable: bool, result: str
) -> None:
    found = weighted_trend(*rates(counts))
    assert found.slope == pytest.approx(slope, abs=5.1e-5)
    assert found.chi_square == pytest.approx(chi_square, abs=5.1e-5)
    assert (found.is_stable, found.result) == (is_stable, result)
    assert recent_trend(*rates(counts)) == result


def test_the_trend_of_proportions_is_that_of_the_standard() -> None:
    found = proportions_trend([38, 44, 52, 58, 66], [74, 71, 74, 72, 76])
    assert found.chi_square == pytest.approx(28.4960, abs=5.1e-5)
    assert (found.is_stable, found.result) == (True, "increasing")


def test_without_its_last_point_the_third_example_falls() -> None:
    values, weights = exactly((150, 146, 141, 138, 268))
    assert float(slope_by_the_book(values, weights, without=4)[0]) == pytest.approx(
        -1.1219, abs=5.1e-5
    )


# The same in exact fractions, by the formulas as published


def slope_by_the_book(
    values: Sequence[Fraction], weights: Sequence[Fraction], without: int = -1
) -> tuple[Fraction, Fraction]:
    """b and chi-square from the sums of w, wt, wtt, wy and wty."""
    points = [
        (n + 1, y, w) for n, (y, w) in enumerate(zip(values, weights, strict=True)) if n != without
    ]
    w, wt = sum(p[2] for p in points), sum(p[2] * p[0] for p in points)
    wtt, wy = sum(p[2] * p[0] ** 2 for p in points), sum(p[2] * p[1] for p in points)
    wty = sum(p[2] * p[0] * p[1] for p in points)
    d = w * wtt - wt**2
    b = (w * wty - wt * wy) / d
    return b, b * b * d / w


def exactly(counts: Sequence[int]) -> tuple[list[Fraction], list[Fraction]]:
    """The rates of some counts, and the weights of their intervals."""
    _, lowers, uppers = rates(counts)
    widths = [Fraction(b) - Fraction(a) for a, b in zip(lowers, uppers, strict=True)]
    values = [Fraction(count * 10_000, PEOPLE) for count in counts]
    return values, [(Fraction(392, 100) / width) ** 2 for width in widths]


def class_by_the_book(counts: Sequence[int]) -> str:
    values, weights = exactly(counts)
    b, chi_square = slope_by_the_book(values, weights)
    others = [slope_by_the_book(values, weights, without=n)[0] for n in range(5)]
    if chi_square <= Fraction("9.54953570608324") or any(other * b <= 0 for other in others):
        return "no clear change"
    return "increasing" if b > 0 else "decreasing"


@given(st.lists(st.integers(min_value=0, max_value=400), min_size=5, max_size=5))
def test_the_slope_and_the_class_are_those_of_the_published_formulas(counts: list[int]) -> None:
    b, chi_square = slope_by_the_book(*exactly(counts))
    found = weighted_trend(*rates(counts))
    assert found.slope == pytest.approx(float(b), rel=1e-9, abs=1e-9)
    assert found.chi_square == pytest.approx(float(chi_square), rel=1e-9, abs=1e-9)
    assert found.result == class_by_the_book(counts)


def test_a_slope_that_is_level_without_one_point_has_no_stable_sign() -> None:
    # Without the first, 46, 1, 1 and 46 are the same backwards: no rise and no fall.
    found = weighted_trend(*rates([44, 46, 1, 1, 46]))
    assert not found.is_stable
    assert found.result == class_by_the_book([44, 46, 1, 1, 46]) == "no clear change"


@given(
    st.lists(
        st.tuples(st.integers(1, 200), st.integers(1, 200)).map(lambda p: (p[0], p[0] + p[1])),
        min_size=5,
        max_size=5,
    )
)
@example([(1, 2), (1, 2), (1, 2), (1, 150), (15, 31)])  # Log odds fall, and the score rises.
def test_the_proportions_form_is_the_chi_square_for_trend_in_two_by_five_tables(
    pairs: list[tuple[int, int]],
) -> None:
    # Armitage's statistic: the squared score against its variance, with the observed share.
    x, n = [Fraction(a) for a, _ in pairs], [Fraction(b) for _, b in pairs]
    share = sum(x) / sum(n)
    score = sum(t * (a - b * share) for t, a, b in zip(range(1, 6), x, n, strict=True))
    mean = sum(t * b for t, b in zip(range(1, 6), n, strict=True)) / sum(n)
    spread = sum(b * (t - mean) ** 2 for t, b in zip(range(1, 6), n, strict=True))
    expected = score**2 / (share * (1 - share) * spread)
    found = proportions_trend([a for a, _ in pairs], [b for _, b in pairs])
    assert found.chi_square == pytest.approx(float(expected), rel=1e-9, abs=1e-9)
    if found.result != "no clear change":
        assert expected > 9.5
        assert (found.result == "increasing") == (score > 0)


# What always holds

points = st.lists(st.integers(min_value=0, max_value=400), min_size=5, max_size=9)


@given(points)
def test_only_the_five_latest_points_matter(counts: list[int]) -> None:
    values, lowers, uppers = rates(counts)
    assert recent_trend(values, lowers, uppers) == recent_trend(
        values[-5:], lowers[-5:], uppers[-5:]
    )


@given(st.lists(st.integers(min_value=0, max_value=400), min_size=5, max_size=5))
def test_the_same_figures_backwards_have_the_opposite_trend(counts: list[int]) -> None:
    turned = {"increasing": "decreasing", "decreasing": "increasing"}
    result = recent_trend(*rates(counts))
    assert recent_trend(*rates(counts[::-1])) == turned.get(result, result)


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5), st.sampled_from([0.01, 100.0]))
def test_the_unit_makes_no_difference_to_the_class(counts: list[int], scale: float) -> None:
    limits = [wilson_interval(count, 60) for count in counts]
    columns = [count / 60 for count in counts], [a for a, _ in limits], [b for _, b in limits]
    scaled = ([scale * number for number in column] for column in columns)
    assert recent_trend(*scaled) == recent_trend(*columns)


@given(st.lists(st.floats(), max_size=8), st.data())
def test_any_numbers_give_one_of_four_classes(values: list[float], data: st.DataObject) -> None:
    size = len(values)
    lowers, uppers = (
        data.draw(st.lists(st.floats() | st.none(), min_size=size, max_size=size)) for _ in "lu"
    )
    assert recent_trend(values, lowers, uppers) in CLASSES


# R8 and R9: cannot be calculated


def test_r8_five_values_without_intervals_cannot_be_calculated() -> None:
    values, lowers, uppers = rates((181, 196, 214, 229, 252))
    none = [None] * 5
    assert recent_trend(values, none, none) == "cannot be calculated"
    assert recent_trend(values, None, None) == "cannot be calculated"
    assert recent_trend(values, [], []) == "cannot be calculated"
    assert recent_trend(values, lowers, none) == "cannot be calculated"
    assert weighted_trend(values, none, uppers).why == "a point is missing"


@pytest.mark.parametrize("gap", range(5))
@pytest.mark.parametrize("missing", [None, math.nan, math.inf])
def test_r9_four_usable_points_of_five_are_not_enough(gap: int, missing: float | None) -> None:
    for column in range(3):
        columns: list[list[float | None]] = [[*c] for c in rates((181, 196, 214, 229, 252))]
        columns[column][gap] = missing
        assert recent_trend(*columns) == "cannot be calculated"


def test_a_point_missing_before_the_five_latest_does_no_harm() -> None:
    values, lowers, uppers = rates((181, 196, 214, 229, 252))
    assert recent_trend([None, *values], [None, *lowers], [None, *uppers]) == "increasing"


def test_fewer_than_five_points_cannot_be_calculated() -> None:
    found = weighted_trend(*rates((181, 196, 214, 229)))
    assert (found.result, found.why) == ("cannot be calculated", "fewer than five points")


def test_an_interval_without_width_cannot_be_weighed() -> None:
    values, lowers, uppers = rates((181, 196, 214, 229, 252))
    lowers[2] = uppers[2]
    found = weighted_trend(values, lowers, uppers)
    assert (found.result, found.why) == ("cannot be calculated", "an interval has no width")
    uppers[2] -= 1
    assert weighted_trend(values, lowers, uppers).why == "the numbers contradict each other"


@pytest.mark.parametrize(
    ("counts", "bases", "why"),
    [
        ((0, 44, 52, 58, 66), (74, 71, 74, 72, 76), "a count is nil"),
        ((38, 44, 52, 58, 76), (74, 71, 74, 72, 76), "a count is all of its base"),
        ((38, 44, 52, 58, 77), (74, 71, 74, 72, 76), "the numbers contradict each other"),
        ((38, 44, 52, 58), (74, 71, 74, 72), "fewer than five points"),
        ((38, 44, 52, 58, None), (74, 71, 74, 72, 76), "a point is missing"),
        ((38, 44, 52, 58, 66), (74, 71, 74, 72), "a point is missing"),
    ],
)
def test_the_proportions_form_needs_five_shares_between_none_and_all(
    counts: tuple[int | None, ...], bases: tuple[int, ...], why: str
) -> None:
    found = proportions_trend(counts, bases)
    assert (found.result, found.why) == ("cannot be calculated", why)


# The trend of a series


def counted(one: Series, counts: Sequence[int | None], base: int = PEOPLE) -> dict[str, Counts]:
    return {
        f.period: Counts(count, base)
        for f, count in zip(one.figures, counts, strict=True)
        if count is not None
    }


RISING = (181, 196, 214, 229, 252)


def rising(measure: Measure = RATE, **more: object) -> tuple[Series, dict[str, Counts]]:
    one = series([count / 3.65 for count in RISING], measure, decimals=1, **more)  # type: ignore[arg-type]
    return one, counted(one, RISING)


def test_the_trend_of_a_series_is_that_of_its_unrounded_counts() -> None:
    trend = trend_of(*rising())
    assert trend.result == "increasing"
    assert trend.slope == pytest.approx(0.08186, abs=5.1e-6)
    assert trend.chi_square == pytest.approx(175**2 / (1072 * 2))
    assert trend.periods == ("2015-16", "2016-17", "2017-18", "2018-19", "2019-20")
    assert trend.why is None


def test_a_percentage_has_a_trend_too() -> None:
    counts, bases = (138, 144, 152, 158, 186), (274, 271, 274, 272, 276)
    one = series([100 * c / b for c, b in zip(counts, bases, strict=True)], SHARE)
    held = {f.period: Counts(c, b) for f, c, b in zip(one.figures, counts, bases, strict=True)}
    assert trend_of(one, held).result == "increasing"


@pytest.mark.parametrize(
    ("direction", "judgement"),
    [("up", "getting better"), ("down", "getting worse"), ("none", "")],
)
def test_r19_better_and_worse_are_said_only_with_a_direction(
    direction: Direction, judgement: str
) -> None:
    one, counts = rising()
    assert trend_of(one, counts, direction=direction).judgement == judgement


@pytest.mark.parametrize("direction", ["up", "down", "none"])
def test_no_clear_change_is_neither_better_nor_worse(direction: Direction) -> None:
    assert judgement_of("no clear change", direction) == ""
    assert judgement_of("cannot be calculated", direction) == ""


def test_falling_is_worse_where_up_is_wanted() -> None:
    assert judgement_of("decreasing", "up") == "getting worse"
    assert judgement_of("decreasing", "down") == "getting better"


def test_a_number_has_the_trend_of_a_poisson_count() -> None:
    one = series(list(RISING), ORDERS)
    trend = trend_of(one, {f.period: Counts(c) for f, c in zip(one.figures, RISING, strict=True)})
    assert trend.result == "increasing"
    assert trend.chi_square == pytest.approx(175**2 / (1072 * 2))


def test_hours_and_means_have_no_trend() -> None:
    one, counts = rising(HOURS)
    trend = trend_of(one, counts)
    assert (trend.result, trend.why) == ("cannot be calculated", "not a count, proportion or rate")


@pytest.mark.parametrize("status", ["restricted", "suppressed", "not_loaded", "low"])
@pytest.mark.parametrize("gap", range(5))
def test_a_figure_that_is_missing_or_restricted_makes_the_trend_impossible(
    status: str, gap: int
) -> None:
    one, counts = rising()
    hidden = figure(one.figures[gap].period, None, status=status)
    figures = tuple(hidden if n == gap else f for n, f in enumerate(one.figures))
    trend = trend_of(Series(one.area, one.measure, figures), counts)
    assert (trend.result, trend.why) == ("cannot be calculated", "a figure is missing")
    assert trend.missing == (hidden,)


@pytest.mark.parametrize("kind", SPLITTING_KINDS)
def test_r7_a_break_within_the_five_years_makes_the_trend_impossible_and_is_named(
    kind: str,
) -> None:
    b = break_at("2017-18", kind)
    trend = trend_of(*rising(breaks=[b]))
    assert (trend.result, trend.why) == ("cannot be calculated", "a break lies between")
    assert trend.breaks == (b,)


def test_r10_what_lies_before_the_break_does_not_move_the_mark() -> None:
    marks = []
    for before in (0, 5, 900):
        one = series([before / 3.65, *(c / 3.65 for c in RISING)], RATE, first=2014)
        one = Series(one.area, one.measure, one.figures, (break_at("2015-16"),))
        marks.append(trend_of(one, counted(one, (before, *RISING))))
    assert marks[0].result == "increasing"
    assert marks[0] == marks[1] == marks[2]


@pytest.mark.parametrize("kind", NOTED_KINDS)
def test_what_is_noted_of_a_year_stops_no_trend(kind: str) -> None:
    editions = ["2016-17"] * 2 + ["2023-24"] * 3
    trend = trend_of(*rising(breaks=[break_at("2017-18", kind)], editions=editions))
    assert trend.result == "increasing"


def test_a_year_without_counts_is_named() -> None:
    one, counts = rising()
    del counts["2017-18"]
    trend = trend_of(one, counts)
    assert trend.why == "a count is unavailable"
    assert [f.period for f in trend.missing] == ["2017-18"]


def test_a_count_that_is_all_of_its_base_has_no_trend() -> None:
    one = series([50, 60, 70, 80, 100], SHARE)
    trend = trend_of(one, counted(one, (50, 60, 70, 80, 100), base=100))
    assert trend.why == "a count is all of its base"


def test_a_short_series_has_no_trend() -> None:
    one = series([1, 2, 3, 4], RATE)
    trend = trend_of(one, counted(one, (1, 2, 3, 4)))
    assert trend.why == "fewer than five points"
    assert trend_of(series([], RATE), {}).why == "fewer than five points"


def test_a_trend_may_end_at_an_earlier_year_and_says_which_years_it_covers() -> None:
    one = series([*(c / 3.65 for c in RISING), None], RATE, first=2010)
    counts = counted(one, (*RISING, None))
    assert trend_of(one, counts).why == "a figure is missing"
    trend = trend_of(one, counts, at=one.latest)
    assert trend.result == "increasing"
    assert trend.periods[-1] == "2014-15"


def test_no_trend_contains_a_year_of_the_pandemic() -> None:
    one = series([c / 3.65 for c in (181, 196, 214, 5, 5, 229, 252)], RATE, first=2017)
    trend = trend_of(one, counted(one, (181, 196, 214, 5, 5, 229, 252)))
    assert trend.result == "increasing"
    assert trend.periods == ("2017-18", "2018-19", "2019-20", "2022-23", "2023-24")
    assert trend.left_out == ("2020-21", "2021-22")


def test_the_years_around_the_pandemic_stand_at_their_real_distances() -> None:
    one = series([c / 3.65 for c in (181, 196, 214, 5, 5, 229, 252)], RATE, first=2017)
    trend = trend_of(one, counted(one, (181, 196, 214, 5, 5, 229, 252)))
    by_hand = poisson_trend(RISING, [PEOPLE] * 5, (0, 1, 2, 5, 6))
    assert trend.chi_square == pytest.approx(by_hand.chi_square)
    assert trend.chi_square != pytest.approx(
        poisson_trend(RISING, [PEOPLE] * 5, range(5)).chi_square
    )


def test_a_record_may_name_earlier_years_of_the_pandemic() -> None:
    # Of a cohort it is the year after that matters: those of 2019-20 were followed into 2020-21.
    counts = (181, 196, 214, 5, 5, 5, 229, 252)
    one = series([c / 3.65 for c in counts], RATE, first=2016)
    one = Series(one.area, one.measure, one.figures, (break_at("2019-20", "pandemic"),))
    assert trend_of(one, counted(one, counts)).left_out == ("2019-20", "2020-21", "2021-22")


def test_too_few_years_outside_the_pandemic_are_no_trend() -> None:
    one, counts = rising(first=2019)
    assert trend_of(one, counts).why == "too few years outside the pandemic"


@given(any_series(RATE), st.data())
def test_a_trend_is_given_within_five_years_of_one_stretch_and_nowhere_else(
    one: Series, data: st.DataObject
) -> None:
    assume(one.figures)
    end = data.draw(st.sampled_from(one.figures))
    counts = {f.period: Counts(int(f.value or 0), PEOPLE) for f in one.figures}
    trend = trend_of(one, counts, at=end)
    calm = [f for f in one.figures if f.period <= end.period]
    calm = [f for f in calm if f.period not in {*PANDEMIC, *one.pandemic_years}][-5:]
    is_whole = len(calm) == 5 and all(f.value is not None for f in calm)
    is_one = is_whole and not one.breaks_between(calm[0], calm[-1])
    has_events = any(f.value for f in calm)
    assert (trend.result != "cannot be calculated") == (is_one and has_events)
    assert (trend.why is None) == (is_one and has_events)
    assert trend.periods == tuple(f.period for f in calm)


# Counts and rates


def test_poisson_counts_are_tested_as_by_statsmodels() -> None:
    numbers = np.random.default_rng(5)
    for _ in range(300):
        times = np.sort(numbers.choice(np.arange(2005, 2025), numbers.integers(5, 10), False))
        people = numbers.integers(50, 100_000, len(times))
        rate = 10 ** numbers.uniform(-4, -1) * np.exp(numbers.normal(0, 0.05) * (times - 2015))
        counts = numbers.poisson(people * rate)
        if counts.sum() == 0:
            continue
        centred = times - (people @ times) / people.sum()
        score = counts @ centred
        chi_square = score**2 / (counts.sum() * (people @ centred**2) / people.sum())
        found = poisson_trend(counts.tolist(), people.tolist(), times.tolist())
        if chi_square <= CRITICAL:
            assert found.chi_square == pytest.approx(chi_square)
            assert found.result == "no clear change"
            continue
        fit = sm.GLM(
            counts, sm.add_constant(centred), family=sm.families.Poisson(), exposure=people
        ).fit(tol=1e-12)
        dispersion = max(1.0, fit.pearson_chi2 / (len(times) - 2))
        assert found.chi_square == pytest.approx(chi_square / dispersion, rel=1e-6)
        assert found.slope == pytest.approx(fit.params[1], rel=1e-6)
        if found.result != "no clear change":
            assert found.result == ("increasing" if fit.params[1] > 0 else "decreasing")


def test_counts_that_vary_more_than_chance_need_a_clearer_trend() -> None:
    # The same rise, once smooth and once with the years between thrown about.
    smooth = poisson_trend((100, 120, 140, 160, 180), [1] * 5, range(5))
    rough = poisson_trend((100, 200, 60, 240, 180), [1] * 5, range(5))
    assert smooth.result == "increasing"
    assert rough.result == "no clear change"
    assert rough.chi_square is not None
    assert rough.chi_square < CRITICAL


@pytest.mark.parametrize(
    ("counts", "people", "why"),
    [
        ((0, 0, 0, 0, 0), (1,) * 5, "no events"),
        ((1, 2, 3, 4), (1,) * 4, "fewer than five points"),
        ((1, 2, 3, 4, 5), (1,) * 4, "a point is missing"),
        ((1, 2, 3, 4, 5), (1, 1, 0, 1, 1), "the numbers contradict each other"),
        ((1, 2, -3, 4, 5), (1,) * 5, "the numbers contradict each other"),
    ],
)
def test_counts_without_a_trend_say_why(
    counts: tuple[int, ...], people: tuple[int, ...], why: str
) -> None:
    assert poisson_trend(counts, people, range(len(counts))).why == why


def test_events_in_one_year_alone_are_no_trend() -> None:
    found = poisson_trend((0, 0, 0, 0, 90), [1000] * 5, range(5))
    assert found.result == "no clear change", "it hangs on a single point"


def test_the_least_move_that_would_be_seen_is_seen_four_times_in_five() -> None:
    numbers = np.random.default_rng(7)
    times = (0, 1, 2, 5, 6)
    move = least_visible_count([400] * 5, times)
    level = 400 + move * (np.array(times) - np.mean(times)) / 6
    seen = [
        abs(score) / np.sqrt(counts.mean() * np.var(times) * 5) > 3.09
        for counts in numbers.poisson(level, (2000, 5))
        for score in [counts @ (np.array(times) - np.mean(times))]
    ]
    assert np.mean(seen) == pytest.approx(0.8, abs=0.04)


def test_the_least_move_of_a_share_follows_its_base() -> None:
    few = least_visible_share([50] * 5, 0.7, range(5))
    many = least_visible_share([5000] * 5, 0.7, range(5))
    assert few == pytest.approx(10 * many)
    assert few == pytest.approx(3.93 * (0.7 * 0.3 / (50 * 10)) ** 0.5 * 4)


def test_the_least_move_is_told_in_the_unit_of_the_measure() -> None:
    one, counts = rising()
    move = least_visible_move(RATE, counts, trend_of(one, counts))
    assert move == pytest.approx(least_visible_count(RISING, range(5)) / PEOPLE * 10_000)
    assert least_visible_move(RATE, counts, trend_of(series([], RATE), {})) is None


def test_the_years_of_a_trend_are_financial_years() -> None:
    trend = trend_of(*rising())
    assert trend.periods == tuple(financial_year(2015 + n) for n in range(5))
