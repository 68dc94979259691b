"""Intervals, held against published numbers and against a second way of working them out."""

from __future__ import annotations

import math
from decimal import Decimal, getcontext
from functools import lru_cache

import pytest
from build_series import HOURS, ORDERS, RATE, SHARE, figure
from hypothesis import given
from hypothesis import strategies as st

from cjdata.reference.catalogue import Measure
from cjdata.statistics import (
    Counts,
    Interval,
    NoInterval,
    count_interval,
    counts_of,
    crude_rate_interval,
    figure_interval,
    interval_of,
    poisson_interval,
    proportion_interval,
    rate_interval,
    wilson_interval,
)

getcontext().prec = 60
CONFIDENCES = ("0.5", "0.8", "0.9", "0.95", "0.99", "0.998", "0.9999", "0.999999")
FOUR_DECIMALS = 5.1e-5


# The worked numbers of standards.md, section 4


@pytest.mark.parametrize(
    ("successes", "trials", "confidence", "lower", "upper"),
    [
        (43, 61, 0.95, 58.1106, 80.4450),
        (43, 61, 0.998, 50.7106, 84.7255),
        (6, 8, 0.95, 40.9275, 92.8521),
        (6, 8, 0.998, 26.6784, 96.1143),
        (0, 7, 0.95, 0, 35.4330),
        (0, 7, 0.998, 0, 57.7027),
    ],
)
def test_the_limits_of_a_percentage_are_those_of_the_standard(
    successes: int, trials: int, confidence: float, lower: float, upper: float
) -> None:
    limits = [100 * limit for limit in wilson_interval(successes, trials, confidence)]
    assert limits == pytest.approx([lower, upper], abs=FOUR_DECIMALS)


@pytest.mark.parametrize(
    ("count", "confidence", "lower", "upper"),
    [
        (94, 0.95, 75.9596, 115.0334),
        (94, 0.998, 66.8436, 128.0081),
        (23, 0.95, 14.5754, 34.5128),
        (23, 0.998, 10.9308, 42.0589),
        (7, 0.95, 2.8144, 14.4227),
        (7, 0.998, 1.5203, 19.6262),
    ],
)
def test_the_limits_of_a_count_are_those_of_the_standard(
    count: int, confidence: float, lower: float, upper: float
) -> None:
    assert poisson_interval(count, confidence) == pytest.approx((lower, upper), abs=FOUR_DECIMALS)


@pytest.mark.parametrize(("count", "limits"), [(94, (20.8109, 31.5160)), (7, (0.7711, 3.9514))])
def test_the_limits_of_a_rate_are_those_of_the_standard(
    count: int, limits: tuple[float, float]
) -> None:
    assert rate_interval(count, 36_500) == pytest.approx(limits, abs=FOUR_DECIMALS)


def test_byar_is_the_formula_without_the_half() -> None:
    # With x + 0.5 in both limits the count 23 would have 14.97 to 33.91.
    lower, upper = poisson_interval(23)
    assert lower < 14.6
    assert upper > 34.5


# The same in another way: roots and sums, with sixty digits


@lru_cache
def exact_z(confidence: str) -> Decimal:
    """The normal quantile, from the series of the distribution function."""
    wanted = Decimal(confidence) / 2
    low, high = Decimal(0), Decimal(10)
    root_of_two_pi = (2 * pi()).sqrt()
    for _ in range(180):
        z = (low + high) / 2
        term = total = z
        k = 1
        while abs(term) > Decimal("1e-58"):
            k += 2
            term *= z * z / k
            total += term
        inside = (-z * z / 2).exp() / root_of_two_pi * total
        low, high = (z, high) if inside < wanted else (low, z)
    return low


@lru_cache
def pi() -> Decimal:
    """By Machin's formula."""

    def arctan_of_one_over(n: int) -> Decimal:
        term = total = 1 / Decimal(n)
        k = 1
        while abs(term) > Decimal("1e-65"):
            k += 2
            term = -term / (n * n)
            total += term / k
        return total

    return 16 * arctan_of_one_over(5) - 4 * arctan_of_one_over(239)


def wilson_by_roots(x: int, n: int, confidence: str) -> tuple[Decimal, Decimal]:
    """The two proportions p for which the observed one lies z standard errors away."""
    z, share = exact_z(confidence), Decimal(x) / n
    a, b, c = 1 + z * z / n, -2 * share - z * z / n, share * share
    root = (b * b - 4 * a * c).sqrt()
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def byar_by_hand(x: int, confidence: str) -> tuple[Decimal, Decimal]:
    z, count, more = exact_z(confidence), Decimal(x), Decimal(x + 1)
    lower = count * (1 - 1 / (9 * count) - z / (9 * count).sqrt()) ** 3
    upper = more * (1 - 1 / (9 * more) + z / (9 * more).sqrt()) ** 3
    return lower, upper


def chance_of_fewer(count: int, mean: Decimal) -> Decimal:
    """P(X < count) for a Poisson mean."""
    terms = (mean**k / math.factorial(k) for k in range(count))
    return sum(terms, Decimal(0)) * (-mean).exp()


def exact_by_hand(x: int, confidence: str) -> tuple[Decimal, Decimal]:
    tail = (1 - Decimal(confidence)) / 2

    def solve(fewer_than: int, wanted: Decimal) -> Decimal:
        low, high = Decimal(0), Decimal(200)
        for _ in range(120):
            mean = (low + high) / 2
            if chance_of_fewer(fewer_than, mean) > wanted:
                low = mean
            else:
                high = mean
        return low

    return (solve(x, 1 - tail) if x else Decimal(0)), solve(x + 1, tail)


def agree(limits: tuple[float, float], other: tuple[Decimal, Decimal]) -> bool:
    return limits == pytest.approx([float(limit) for limit in other], rel=1e-9, abs=1e-12)


def test_the_second_way_gives_the_quantiles_of_the_standard() -> None:
    assert f"{exact_z('0.95'):.15f}" == "1.959963984540054"
    assert f"{exact_z('0.998'):.15f}" == "3.090232306167814"


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("n", [1, 2, 8, 61, 100, 12_345, 10_000_000])
def test_wilson_limits_are_the_roots_of_their_equation(confidence: str, n: int) -> None:
    for x in {0, 1, 2, n // 3, n // 2, n - 1, n} & set(range(n + 1)):
        limits = wilson_interval(x, n, float(confidence))
        assert agree(limits, wilson_by_roots(x, n, confidence)), (x, n)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_exact_limits_are_those_of_the_poisson_sum(confidence: str) -> None:
    for x in range(10):
        assert agree(poisson_interval(x, float(confidence)), exact_by_hand(x, confidence)), x


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_byar_limits_are_those_of_the_formula(confidence: str) -> None:
    for x in (10, 11, 19, 94, 12_345, 999_999, 10_000_000):
        assert agree(poisson_interval(x, float(confidence)), byar_by_hand(x, confidence)), x


def test_the_upper_limit_of_nil_is_the_logarithm_of_the_tail() -> None:
    assert poisson_interval(0) == pytest.approx((0, -math.log(0.025)), rel=1e-12)
    assert poisson_interval(0)[0] == 0.0


# What always holds

confidences = st.floats(min_value=0.5, max_value=0.999999)
counts = st.integers(min_value=0, max_value=10_000_000)


@st.composite
def proportions(draw: st.DrawFn) -> tuple[int, int]:
    trials = draw(st.integers(min_value=1, max_value=10_000_000))
    return draw(st.integers(min_value=0, max_value=trials)), trials


@given(proportions(), confidences)
def test_a_proportion_lies_within_its_limits_and_they_within_nil_and_one(
    pair: tuple[int, int], confidence: float
) -> None:
    x, n = pair
    lower, upper = wilson_interval(x, n, confidence)
    assert 0 <= lower <= x / n <= upper <= 1
    assert (lower == 0) == (x == 0)
    assert (upper == 1) == (x == n)


@given(proportions(), confidences)
def test_the_limits_of_success_mirror_those_of_failure(
    pair: tuple[int, int], confidence: float
) -> None:
    x, n = pair
    lower, upper = wilson_interval(x, n, confidence)
    mirrored = wilson_interval(n - x, n, confidence)
    assert (1 - upper, 1 - lower) == pytest.approx(mirrored, abs=1e-12)


@given(counts, confidences)
def test_a_count_lies_within_its_limits(count: int, confidence: float) -> None:
    lower, upper = poisson_interval(count, confidence)
    assert 0 <= lower <= count < upper
    assert (lower == 0) == (count == 0)


@given(st.integers(min_value=0, max_value=60), confidences)
def test_more_events_have_higher_limits_across_the_change_of_method(
    count: int, confidence: float
) -> None:
    here, next_ = poisson_interval(count, confidence), poisson_interval(count + 1, confidence)
    assert here[1] < next_[1]
    assert here[0] < next_[0]


@given(counts, st.floats(min_value=0.5, max_value=0.99))
def test_more_confidence_needs_a_wider_interval(count: int, confidence: float) -> None:
    narrow, wide = poisson_interval(count, confidence), poisson_interval(count, confidence + 0.005)
    assert wide[0] <= narrow[0]
    assert wide[1] > narrow[1]


@given(proportions(), st.sampled_from([1, 100, 10_000, 100_000]), confidences)
def test_the_limits_of_a_rate_are_those_of_its_count_over_the_people(
    pair: tuple[int, int], per: int, confidence: float
) -> None:
    count, people = pair
    scaled = [limit * per / people for limit in poisson_interval(count, confidence)]
    assert rate_interval(count, people, per, confidence) == pytest.approx(scaled, rel=1e-12)


# What is refused


@pytest.mark.parametrize(
    ("successes", "trials"),
    [
        (8, 7),
        (-1, 7),
        (1, -7),
        (0, 0),
        (1.5, 7),
        (1, 7.5),
        (math.nan, 7),
        (1, math.nan),
        (math.inf, 7),
        (1, math.inf),
        (True, 7),
        (1, True),
        (None, 7),
        ("1", 7),
    ],
)
def test_impossible_counts_have_no_limits(successes: float, trials: float) -> None:
    for refused in (wilson_interval, rate_interval):
        with pytest.raises(ValueError, match=r"[A-Z].+\.$"):
            refused(successes, trials)


@pytest.mark.parametrize("count", [-1, 0.5, math.nan, math.inf, True, None, "7"])
def test_an_impossible_count_has_no_limits(count: float) -> None:
    with pytest.raises(ValueError, match=r"count.+\.$"):
        poisson_interval(count)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.95, math.nan, True, None])
def test_a_confidence_lies_between_nil_and_one(confidence: float) -> None:
    for limits in (
        lambda: wilson_interval(1, 2, confidence),
        lambda: poisson_interval(3, confidence),
        lambda: rate_interval(30, 400, confidence=confidence),
    ):
        with pytest.raises(ValueError, match="between 0 and 1"):
            limits()


@pytest.mark.parametrize("per", [0, -100, math.nan, math.inf, True, None])
def test_a_rate_is_per_some_number_of_people(per: float) -> None:
    with pytest.raises(ValueError, match="per a number of people"):
        rate_interval(1, 100, per)


def test_a_whole_number_may_be_held_as_a_fraction() -> None:
    assert wilson_interval(6.0, 8.0) == wilson_interval(6, 8)
    assert poisson_interval(7.0) == poisson_interval(7)


# The name of the method travels with the number


@pytest.mark.parametrize(("count", "method"), [(0, "exact"), (9, "exact"), (10, "Byar")])
def test_an_interval_says_which_method_made_it(count: int, method: str) -> None:
    assert count_interval(count).method == method
    assert crude_rate_interval(count, 36_500).method == method
    assert proportion_interval(count, 100).method == "Wilson"


def test_an_interval_carries_its_limits_and_its_confidence() -> None:
    found = proportion_interval(6, 8, confidence=0.998)
    limits = wilson_interval(6, 8, 0.998)
    assert (found.lower, found.upper) == pytest.approx([100 * limit for limit in limits])
    assert found.confidence == 0.998
    rate = crude_rate_interval(7, 36_500, 100_000)
    assert (rate.lower, rate.upper) == rate_interval(7, 36_500, 100_000)


def test_intervals_that_touch_overlap() -> None:
    def span(lower: float, upper: float) -> Interval:
        return Interval(lower, upper, "Byar")

    assert span(1, 2).overlaps(span(2, 3))
    assert span(2, 3).overlaps(span(1, 2))
    assert not span(1, 2).overlaps(span(2.5, 3))


@pytest.mark.parametrize(
    ("measure", "counts", "method", "limits"),
    [
        (SHARE, Counts(43, 61), "Wilson", (58.1106, 80.4450)),
        (RATE, Counts(94, 36_500), "Byar", (20.8109, 31.5160)),
        (RATE, Counts(7, 36_500), "exact", (0.7711, 3.9514)),
        (ORDERS, Counts(23), "Byar", (14.5754, 34.5128)),
    ],
)
def test_a_measure_has_the_interval_of_its_unit(
    measure: Measure, counts: Counts, method: str, limits: tuple[float, float]
) -> None:
    found = interval_of(measure, counts)
    assert isinstance(found, Interval)
    assert found.method == method
    assert (found.lower, found.upper) == pytest.approx(limits, abs=FOUR_DECIMALS)


@pytest.mark.parametrize(
    ("measure", "counts", "why"),
    [
        (SHARE, None, "count unavailable"),
        (SHARE, Counts(43), "count unavailable"),
        (ORDERS, Counts(43, 61), "count unavailable"),
        (SHARE, Counts(62, 61), "count impossible"),
        (RATE, Counts(1, 0), "count impossible"),
        (HOURS, Counts(7), "not a count, proportion or rate"),
    ],
)
def test_without_good_counts_there_is_a_reason_and_no_interval(
    measure: Measure, counts: Counts | None, why: str
) -> None:
    assert interval_of(measure, counts) == NoInterval(why)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "why"),
    [("restricted", "restricted"), ("suppressed", "suppressed"), ("not_loaded", "no value")],
)
def test_a_figure_that_is_not_shown_has_no_interval_even_where_its_counts_are_known(
    status: str, why: str
) -> None:
    hidden = figure("2023-24", None, status=status)
    assert figure_interval(SHARE, hidden, Counts(43, 61)) == NoInterval(why)  # type: ignore[arg-type]
    shown = figure_interval(SHARE, figure("2023-24", 70), Counts(43, 61))
    assert isinstance(shown, Interval)


# Counts come from published counts


def test_the_counts_of_a_percentage_are_sums_with_what_is_taken_away() -> None:
    parts = [(1, figure("2023-24", 40)), (1, figure("2023-24", 3))]
    wholes = [(1, figure("2023-24", 70)), (-1, figure("2023-24", 9))]
    assert counts_of(parts, wholes) == Counts(43, 61)
    assert counts_of(parts) == Counts(43)


@pytest.mark.parametrize(
    ("part", "whole", "precision", "why"),
    [
        (None, 61, "exact", "count unavailable"),
        (43, None, "exact", "count unavailable"),
        (43, 61, "rounded", "count rounded"),
        (62, 61, "exact", "count impossible"),
        (0, 0, "exact", "count impossible"),
        (4.5, 61, "exact", "count impossible"),
        (-1, 61, "exact", "count impossible"),
    ],
)
def test_missing_rounded_and_contradicting_counts_are_no_counts(
    part: float | None, whole: float | None, precision: str, why: str
) -> None:
    found = counts_of(
        [(1, figure("2023-24", part))], [(1, figure("2023-24", whole, precision=precision))]
    )
    assert isinstance(found, NoInterval)
    assert found.why == why


def test_counts_give_their_value_unrounded() -> None:
    assert Counts(43, 61).value_in(SHARE) == 43 / 61 * 100
    assert Counts(94, 36_500).value_in(RATE) == 94 / 36_500 * 10_000
    assert Counts(94).value_in(ORDERS) == 94
