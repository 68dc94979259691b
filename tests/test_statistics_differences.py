"""Tests of differences, against SciPy and statsmodels."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import test_poisson_2indep as poisson_2indep

from cjdata.statistics import ratio_limits, ratio_test, share_difference
from cjdata.statistics.binomial import at_least, at_most, clopper_pearson

CASES = 2000
COUNTS = st.integers(0, 5000)
BASES = st.integers(1, 1_000_000)


def drawn(seed: int) -> Iterator[tuple[int, int, float]]:
    """Draw trials of every size, successes, and a share near to theirs or far off."""
    numbers = random.Random(seed)
    for _ in range(CASES):
        trials = int(10 ** numbers.uniform(0, 6.3))
        successes = numbers.choice((0, trials, numbers.randint(0, trials)))
        spread = math.sqrt((successes + 1) * (trials - successes + 1) / trials**3)
        near = successes / trials + numbers.gauss(0, 2) * spread
        yield successes, trials, min(max(near, 1e-9), 1 - 1e-9)


def test_binomial_tails_are_those_of_scipy() -> None:
    for successes, trials, share in drawn(1):
        upper, lower = at_least(successes, trials, share), at_most(successes, trials, share)
        assert upper == pytest.approx(binom.sf(successes - 1, trials, share), rel=1e-6, abs=1e-12)
        assert lower == pytest.approx(binom.cdf(successes, trials, share), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize(
    ("successes", "trials"), [(0, 1), (1, 1), (0, 40), (40, 40), (3, 7), (8923, 68_067)]
)
def test_exact_limits_of_a_proportion_are_those_of_scipy(successes: int, trials: int) -> None:
    expected = binomtest(successes, trials).proportion_ci(method="exact")
    found = clopper_pearson(successes, trials, 0.95)
    assert found == pytest.approx((expected.low, expected.high), rel=1e-7, abs=1e-12)


@given(COUNTS, BASES, COUNTS, BASES)
def test_two_rates_are_tested_by_the_binomial_of_one_given_both(
    count: int, base: int, other: int, other_base: int
) -> None:
    found = ratio_test(count, base, other, other_base)
    total, share = count + other, base / (base + other_base)
    if total == 0:
        assert (found.p_value, found.is_clear) == (1.0, False)
        return
    tails = binom.cdf(count, total, share), binom.sf(count - 1, total, share)
    assert found.p_value == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-6, abs=1e-12)


@given(COUNTS, BASES, COUNTS, BASES)
def test_a_ratio_is_clear_just_where_its_limits_leave_out_one(
    count: int, base: int, other: int, other_base: int
) -> None:
    lower, upper = ratio_limits(count, base, other, other_base)
    is_clear = ratio_test(count, base, other, other_base).is_clear
    if 1 - 1e-9 < lower < 1 + 1e-9 or 1 - 1e-9 < upper < 1 + 1e-9:
        return
    assert is_clear == (lower > 1 or upper < 1)


RATES = st.integers(1, 400), st.integers(100, 100_000)


@given(*RATES, *RATES)
def test_the_exact_test_of_statsmodels_seldom_decides_otherwise(
    count: int, base: int, other: int, other_base: int
) -> None:
    # It adds up all that is as unlikely, where ours takes the smaller tail twice.
    theirs = poisson_2indep(count, base, other, other_base, method="exact-cond").pvalue
    ours = ratio_test(count, base, other, other_base).p_value
    assert theirs == pytest.approx(ours, abs=0.05) or min(ours, theirs) > 0.05


@given(COUNTS, BASES, COUNTS, BASES)
def test_the_ratio_of_two_rates_turned_round_is_its_inverse(
    count: int, base: int, other: int, other_base: int
) -> None:
    lower, upper = ratio_limits(count, base, other, other_base)
    low, high = ratio_limits(other, other_base, count, base)
    if count and other:
        assert (1 / high, 1 / low) == pytest.approx((lower, upper), rel=1e-6)
    elif other:
        assert (lower, high) == (0.0, math.inf)


def test_two_shares_differ_as_newcombe_has_it_in_statsmodels() -> None:
    numbers = random.Random(2)
    for _ in range(CASES):
        trials, others = (int(10 ** numbers.uniform(0, 5)) for _ in "ab")
        x = numbers.choice((0, trials, numbers.randint(0, trials)))
        y = numbers.choice((0, others, numbers.randint(0, others)))
        expected = confint_proportions_2indep(
            x, trials, y, others, method="newcomb", compare="diff"
        )
        assert share_difference(x, trials, y, others) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "wrong", [(-1, 10, 3, 10), (1.5, 10, 3, 10), (1, 0, 3, 10), (1, 10, 3, math.inf)]
)
def test_a_ratio_refuses_what_is_no_count_and_no_base(wrong: tuple[int, float, int, float]) -> None:
    with pytest.raises(ValueError, match=r"[Cc]ount"):
        ratio_test(*wrong)


def test_the_case_of_the_annual_report_is_no_clear_fall() -> None:
    assert ratio_test(25, 1, 35, 1).p_value == pytest.approx(0.2451, abs=1e-4)
    assert not ratio_test(25, 1, 35, 1).is_clear
