"""Whether two figures differ by more than chance: tests on the whole numbers behind them.

That two 95% intervals overlap says little: it tests at about one in two hundred and hides true
differences. Counts and rates are held against each other by the conditional exact test
(Przyborowski and Wilenski, Biometrika 31:313, 1940), percentages by Newcombe's hybrid score
interval of a difference (Statistics in Medicine 17:873, 1998). Both at 95%.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from cjdata.statistics.binomial import at_least, at_most, clopper_pearson
from cjdata.statistics.intervals import CONFIDENCE, Limits, wilson_interval

_KEPT = 1 << 16
"""Differences kept in memory: every council is held against every other, on several views."""


@dataclass(frozen=True, slots=True)
class RatioTest:
    """How one rate stands to another.

    Attributes
    ----------
    p_value
        Twice the smaller tail, at most 1: how often chance alone gives a ratio so far from 1.
    is_clear
        Whether the 95% limits of the ratio leave out 1.
    """

    p_value: float
    is_clear: bool


def ratio_test(
    count: int, base: float, other: int, other_base: float, confidence: float = CONFIDENCE
) -> RatioTest:
    """Hold a count out of its base against another: people, or 1 for numbers by themselves.

    Given both together, a count is binomial; its share is that of its base where the rates are one.

    Raises
    ------
    ValueError
        When a count is negative or not whole, or a base is not above nil.
    """
    # One test serves both ways round, as each of two councils is held against the other.
    first, second = sorted(((count, base), (other, other_base)))
    return _ratio_test(*first, *second, confidence)


@lru_cache(maxsize=_KEPT)
def _ratio_test(
    count: int, base: float, other: int, other_base: float, confidence: float
) -> RatioTest:
    total, share = _conditional(count, base, other, other_base)
    if total == 0:
        return RatioTest(1.0, False)
    # The median is less than one from the mean: on this side of it the tail is the smaller, or
    # both are above a half.
    tail_of = at_least if count >= total * share else at_most
    tail = tail_of(count, total, share)
    return RatioTest(min(1.0, 2 * tail), 2 * tail < 1 - confidence)


def ratio_limits(
    count: int, base: float, other: int, other_base: float, confidence: float = CONFIDENCE
) -> Limits:
    """Give the limits of the ratio of the first rate to the second, by Clopper and Pearson.

    The upper limit is infinite where the second count is nil; with no event at all, anything is
    possible and the limits are nil and infinity.

    Raises
    ------
    ValueError
        As ``ratio_test``.
    """
    total, _ = _conditional(count, base, other, other_base)
    if total == 0:
        return 0.0, math.inf
    scale = other_base / base
    lower, upper = clopper_pearson(count, total, confidence)
    return lower / (1 - lower) * scale, math.inf if upper == 1 else upper / (1 - upper) * scale


def _conditional(count: int, base: float, other: int, other_base: float) -> tuple[int, float]:
    """Give the events together, and the share of the first that equal rates would give."""
    if min(count, other) < 0 or count != int(count) or other != int(other):
        raise ValueError(f"Counts are whole and not negative, unlike {count} and {other}.")
    if not (0 < base < math.inf and 0 < other_base < math.inf):
        raise ValueError(f"A count is out of a number above nil, not {base} and {other_base}.")
    return int(count + other), base / (base + other_base)


@lru_cache(maxsize=_KEPT)
def share_difference(
    successes: int, trials: int, others: int, other_trials: int, confidence: float = CONFIDENCE
) -> Limits:
    """Give Newcombe's limits of the first proportion less the second, from -1 to 1.

    >>> lower, upper = share_difference(56, 70, 48, 80)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.0524 to 0.3339'

    Raises
    ------
    ValueError
        As ``wilson_interval``.
    """
    low, high = wilson_interval(successes, trials, confidence)
    other_low, other_high = wilson_interval(others, other_trials, confidence)
    first, second = successes / trials, others / other_trials
    difference = first - second
    return (
        difference - math.hypot(first - low, other_high - second),
        difference + math.hypot(high - first, second - other_low),
    )
