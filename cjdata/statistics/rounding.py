"""Comparing numbers as a reader sees them: after rounding to what is printed."""

from __future__ import annotations

from cjdata.amounts import half_up


def printed(value: float, decimals: int | None) -> float:
    """Give a number as it is printed, with so many decimals; as it is where None is said.

    It rounds exactly as the text of the number does, so that two numbers printed alike are equal.

    >>> printed(32.96, 1), printed(32.96, None)
    (33.0, 32.96)
    """
    return value if decimals is None else half_up(value, decimals)
