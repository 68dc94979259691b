"""The tail of the Poisson distribution, for any mean.

It is an incomplete gamma function: its series under the mean and its continued fraction beyond
(Abramowitz and Stegun, 6.5.29 and 6.5.31), which end soon also where there are millions of events.
"""

from __future__ import annotations

import math

_ENOUGH = 1e-15
_TINY = 1e-300


def at_most(events: int, mean: float) -> float:
    """Give the probability of so many events or fewer.

    >>> round(at_most(2, 3.0), 4)
    0.4232
    """
    if events < 0:
        return 0.0
    if mean <= 0:
        return 1.0
    shape = events + 1
    front = math.exp(shape * math.log(mean) - mean - math.lgamma(shape))
    if mean < shape + 1:
        return 1 - front * _series(shape, mean)
    return front * _fraction(shape, mean)


def _series(shape: float, mean: float) -> float:
    term = total = 1 / shape
    above = shape
    while term > total * _ENOUGH:
        above += 1
        term *= mean / above
        total += term
    return total


def _fraction(shape: float, mean: float) -> float:
    """Work the continued fraction out from its head, by the method of Lentz (1976)."""
    part = mean + 1 - shape
    above, below = 1 / _TINY, 1 / part
    value, step = below, 0
    while True:
        step += 1
        factor = step * (shape - step)
        part += 2
        below = 1 / _not_nil(factor * below + part)
        above = _not_nil(part + factor / above)
        value *= above * below
        if abs(above * below - 1) < _ENOUGH * 4:
            return value


def _not_nil(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
