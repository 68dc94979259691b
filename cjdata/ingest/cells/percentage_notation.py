"""Tells whether percentages are written as fractions (0.71) or as numbers (71)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_FAR_BELOW = 5


class PercentageNotation(NamedTuple):
    """How a measure's percentages are written.

    Attributes
    ----------
    factor
        By how much each number is to be multiplied: 100 for fractions, 1 for numbers.
    unclear
        The places, in the order given, of the numbers that may be of the other kind.
    """

    factor: int
    unclear: tuple[int, ...]


def writing_of(values: Sequence[float]) -> PercentageNotation:
    """Say how the percentages of one measure are written.

    They are fractions if most of them lie between 0 and 1: one above 1 is then unclear. Among
    numbers, one between 0 and 1 is unclear if it is far below all above 1, and if it would fit
    in below the highest as a fraction. Noughts and ones alone say nothing, and are unclear; so are
    numbers below 1 that all have one decimal.

    >>> writing_of([0.713, 0.5, 1.0, 71.0])
    PercentageNotation(factor=100, unclear=(3,))
    """
    between = [value for value in values if 0 < value < 1]
    above = [value for value in values if value > 1]
    if not between and not above:
        return PercentageNotation(100, tuple(n for n, value in enumerate(values) if value == 1))
    if between and not above and all(round(value, 1) == value for value in between):
        # 40% or 0.4%? A fraction of a count hardly ever ends after one decimal.
        return PercentageNotation(100, tuple(n for n, value in enumerate(values) if 0 < value < 1))
    if len(between) > len(above):
        return PercentageNotation(100, tuple(n for n, value in enumerate(values) if value > 1))
    low, high = min(above), max(above)
    unclear = (
        n
        for n, value in enumerate(values)
        if 0 < value < 1 and value * _FAR_BELOW < low and value * 100 <= high
    )
    return PercentageNotation(1, tuple(unclear))


def writing_of_one(value: float) -> PercentageNotation:
    """Say how a single percentage is written; one below 1 with one decimal is unclear.

    >>> writing_of_one(0.71), writing_of_one(0.5)
    (PercentageNotation(factor=100, unclear=()), PercentageNotation(factor=100, unclear=(0,)))
    """
    is_short = 0 < value < 1 and round(value, 1) == value
    return PercentageNotation(100, (0,)) if is_short else writing_of([value])
