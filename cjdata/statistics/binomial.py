"""The tails of the binomial distribution, and the limits that they give for a proportion.

Both tails are incomplete beta functions, by their continued fraction (Abramowitz and Stegun,
26.5.8): it ends after a few dozen steps also where there are millions of trials.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from cjdata.statistics.intervals import Limits

_STEPS = 10_000
_ENOUGH = 1e-14
_TINY = 1e-300


def at_least(successes: int, trials: int, share: float) -> float:
    """Give the probability of so many successes or more.

    >>> round(at_least(8, 10, 0.5), 4)
    0.0547
    """
    if successes <= 0:
        return 1.0
    if successes > trials:
        return 0.0
    return _incomplete_beta(successes, trials - successes + 1, share)


def at_most(successes: int, trials: int, share: float) -> float:
    """Give the probability of so many successes or fewer."""
    return at_least(trials - successes, trials, 1 - share)


def clopper_pearson(successes: int, trials: int, confidence: float) -> Limits:
    """Give the exact limits of a proportion (Clopper and Pearson, Biometrika 26:404, 1934).

    >>> lower, upper = clopper_pearson(8, 10, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.4439 to 0.9748'
    """
    tail = (1 - confidence) / 2
    lower = _halve(lambda share: at_least(successes, trials, share) < tail) if successes else 0.0
    is_all = successes == trials
    upper = 1.0 if is_all else _halve(lambda share: at_most(successes, trials, share) > tail)
    return lower, upper


def _halve(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return high


def _incomplete_beta(a: float, b: float, x: float) -> float:
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # Beyond its mean the fraction converges for the other tail.
        return 1 - _tail(b, a, 1 - x)
    return _tail(a, b, x)


def _tail(a: float, b: float, x: float) -> float:
    beta = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(beta + a * math.log(x) + b * math.log1p(-x)) / a
    return front / _fraction(a, b, x) if front else 0.0


def _fraction(a: float, b: float, x: float) -> float:
    """Work the continued fraction out from its head, by the method of Lentz (1976)."""
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, _STEPS):
        m = step // 2
        if step % 2:
            part = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            part = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below = 1 / _not_nil(1 + part * below)
        above = _not_nil(1 + part / above)
        value *= above * below
        if abs(above * below - 1) < _ENOUGH:
            return value
    raise ArithmeticError(f"The beta fraction of {a}, {b} and {x} does not end.")


def _not_nil(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
