"""Axes of charts: the values marked on them, and how narrow a plot is drawn as on a phone."""

from __future__ import annotations

import math

NARROW = 480
"""Plots narrower than this, in pixels, are drawn as on a phone."""


def nice_ticks(highest: float, *, whole: bool = False) -> tuple[float, ...]:
    """Give round values from zero up, at most six, the last no lower than ``highest``.

    With ``whole`` they are whole numbers, as counts are.

    >>> nice_ticks(3600.0)
    (0.0, 1000.0, 2000.0, 3000.0, 4000.0)
    """
    if highest <= 0:
        return (0.0, 1.0)
    power = math.floor(math.log10(highest)) - 1
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50):
        step = factor * 10.0**power
        if whole and not step.is_integer():
            continue
        count = math.ceil(round(highest / step, 9))
        if count <= 5:
            return tuple(round(n * step, 9) for n in range(count + 1))
    raise AssertionError("fifty times a tenth of the leading power is always enough")
