"""How many of many areas chance alone sets apart, in words."""

from __future__ import annotations

import math

from cjdata.amounts import half_up
from cjdata.statistics import outside_by_chance

_NUMBERS = ("none", "one", "two", "three", "four", "five")


def outside_sentence(areas: int, noun: str = "councils") -> str:
    """Say how many of so many areas lie outside the 95% lines by chance alone."""
    return _sentence(areas, noun, "lies outside the 95% lines", "lie outside the 95% lines")


def apart_sentence(areas: int, noun: str = "councils") -> str:
    """Say how many of so many areas differ clearly from one figure by chance alone."""
    return _sentence(areas, noun, "differs clearly", "differ clearly")


def _sentence(areas: int, noun: str, does: str, do: str) -> str:
    return f"With {areas} {noun} {_how_many(areas, does, do)} by chance alone."


def _how_many(areas: int, does: str, do: str) -> str:
    expected = half_up(outside_by_chance(areas), 2)
    low, high = math.floor(expected), math.ceil(expected)
    if low == 0 and high:
        return f"one may {do}"
    if low == high:
        return f"about {_NUMBERS[low]} {does if low == 1 else do}"
    return f"{_NUMBERS[low]} or {_NUMBERS[high]} {do}"
