"""Confidence intervals for proportions, counts and rates.

The methods are those of the Office for Health Improvement and Disparities (the R package
PHEindicatormethods): Wilson's interval for a proportion; for a count the exact Poisson limits
under 10 events and Byar's approximation from 10. Limits rest on whole numbers alone: none can be
had from a rate or percentage that was printed rounded.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from statistics import NormalDist
from typing import Literal

Method = Literal["Wilson", "Byar", "exact"]
Limits = tuple[float, float]

CONFIDENCE = 0.95
BYAR_FROM = 10
"""Byar's approximation is used from this count on, exact Poisson limits under it."""
_KEPT = 1 << 15
"""Intervals kept in memory: the same counts are asked for by many views."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Confidence limits, with the name of the method that made them.

    Attributes
    ----------
    lower, upper
        The limits, in the unit of the value that they belong to.
    method
        What made them, for tooltip, table and download.
    confidence
        The share of such intervals that hold the true value.
    """

    lower: float
    upper: float
    method: Method
    confidence: float = CONFIDENCE

    def overlaps(self, other: Interval) -> bool:
        """Whether the two intervals share a value; touching is sharing."""
        return self.lower <= other.upper and other.lower <= self.upper


def wilson_interval(successes: float, trials: float, confidence: float = CONFIDENCE) -> Limits:
    """Give the limits of a proportion, from 0 to 1, by Wilson's score method (1927).

    >>> lower, upper = wilson_interval(43, 61)
    >>> f"{lower:.6f} to {upper:.6f}"
    '0.581106 to 0.804450'

    Raises
    ------
    ValueError
        When a number is not whole, is negative, or is more than the trials; when there are no
        trials; when the confidence does not lie between 0 and 1.
    """
    x, n = _part_of(successes, trials, "trials")
    z = _z(confidence)
    spread = z * math.sqrt(z * z + 4 * x * ((n - x) / n))
    scale = 2 * (n + z * z)
    lower = 0.0 if x == 0 else (2 * x + z * z - spread) / scale
    upper = 1.0 if x == n else (2 * x + z * z + spread) / scale
    return max(lower, 0.0), min(upper, 1.0)


def poisson_interval(count: float, confidence: float = CONFIDENCE) -> Limits:
    """Give the limits of a count: exact Poisson under 10 events, Byar's approximation from 10.

    >>> lower, upper = poisson_interval(7)
    >>> f"{lower:.4f} to {upper:.4f}"
    '2.8144 to 14.4227'

    Raises
    ------
    ValueError
        When the count is not whole or is negative; when the confidence does not lie between 0
        and 1.
    """
    x = _whole(count, "count")
    z = _z(confidence)
    if x < BYAR_FROM:
        return _exact(x, confidence)
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
    return max(lower, 0.0), upper


def rate_interval(
    count: float, population: float, per: float = 10_000, confidence: float = CONFIDENCE
) -> Limits:
    """Give the limits of a crude rate: those of its count, over the population.

    >>> lower, upper = rate_interval(94, 36_500)
    >>> f"{lower:.4f} to {upper:.4f}"
    '20.8109 to 31.5160'

    Raises
    ------
    ValueError
        As ``poisson_interval`` does; also when the population is not whole, is nil, or is less
        than the count, and when ``per`` is not above nil.
    """
    x, n = _part_of(count, population, "population")
    if not _is_number(per) or per <= 0:
        raise ValueError(f"A rate is per a number of people above nil, not per {per}.")
    lower, upper = poisson_interval(x, confidence)
    return lower / n * per, upper / n * per


@lru_cache(maxsize=_KEPT)
def proportion_interval(
    successes: float, trials: float, scale: float = 100, confidence: float = CONFIDENCE
) -> Interval:
    """Give Wilson's interval of a proportion, in per cent unless ``scale`` says otherwise."""
    lower, upper = wilson_interval(successes, trials, confidence)
    return Interval(lower * scale, upper * scale, "Wilson", confidence)


@lru_cache(maxsize=_KEPT)
def count_interval(count: float, confidence: float = CONFIDENCE) -> Interval:
    """Give the interval of a count, with the method used."""
    lower, upper = poisson_interval(count, confidence)
    return Interval(lower, upper, _poisson_method(count), confidence)


@lru_cache(maxsize=_KEPT)
def crude_rate_interval(
    count: float, population: float, per: float = 10_000, confidence: float = CONFIDENCE
) -> Interval:
    """Give the interval of a rate, with the method used."""
    lower, upper = rate_interval(count, population, per, confidence)
    return Interval(lower, upper, _poisson_method(count), confidence)


def _poisson_method(count: float) -> Method:
    return "exact" if count < BYAR_FROM else "Byar"


def _is_number(value: object) -> bool:
    """Whether a value is a finite number; a truth value is none."""
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def _whole(value: float, name: str) -> int:
    if not _is_number(value) or value != int(value):
        raise ValueError(f"Limits need a whole number as the {name}, not {value!r}.")
    if value < 0:
        raise ValueError(f"The {name} cannot be negative, as {value} is.")
    return int(value)


def _part_of(count: float, base: float, name: str) -> tuple[int, int]:
    x, n = _whole(count, "count"), _whole(base, name)
    if n == 0:
        raise ValueError(f"There is no value: the {name} is nil.")
    if x > n:
        raise ValueError(f"The count, {x}, is more than the {name}, {n}.")
    return x, n


def _tail(confidence: float) -> float:
    """Give the probability beyond each limit."""
    if not _is_number(confidence) or not 0 < confidence < 1:
        raise ValueError(f"A confidence lies between 0 and 1, as 0.95 does, not {confidence!r}.")
    return (1 - float(confidence)) / 2


def _z(confidence: float) -> float:
    """Give the normal quantile; from the lower tail, where no digits cancel."""
    return -NormalDist().inv_cdf(_tail(confidence))


@lru_cache(maxsize=256)
def _exact(count: int, confidence: float) -> Limits:
    """Give the means under which so few, or so many, events are as unlikely as the tail."""
    tail = _tail(confidence)
    upper = _bisect(lambda mean: _at_most(count, mean) > tail, high=1.0)
    if count == 0:
        return 0.0, upper
    return _bisect(lambda mean: _at_least(count, mean) < tail, high=float(count)), upper


def _at_most(count: int, mean: float) -> float:
    """Give the probability of ``count`` events or fewer."""
    term = total = math.exp(-mean)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total


def _at_least(count: int, mean: float) -> float:
    """Give the probability of ``count`` events or more, summed upwards so that none cancel."""
    k = count
    term = total = math.exp(-mean) * mean**count / math.factorial(count)
    while term > total * 1e-18:
        k += 1
        term *= mean / k
        total += term
    return total


def _bisect(is_below: Callable[[float], bool], high: float) -> float:
    """Halve the span in which the answer lies until no number fits between its ends."""
    low = 0.0
    while is_below(high):
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return high
