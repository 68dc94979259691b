"""Cases of which every run takes some; the others are tests that take long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def some(cases: Iterable[Any], one_in: int) -> list[Any]:
    """Give cases to a parametrized test, from the first on: one in so many is not a long one."""
    return [case if n % one_in == 0 else long(case) for n, case in enumerate(cases)]


def long(case: Any) -> Any:
    """Give a case that takes long by nature; a plain tuple is of several arguments."""
    return pytest.param(*case if type(case) is tuple else [case], marks=pytest.mark.long)


def both_ways(sets: Sequence[str], areas: Iterable[str]) -> list[tuple[str, str]]:
    """Pair sets with areas, so that one in two pairs holds every set and every area."""
    pairs = []
    for n, area in enumerate(areas):
        first = n % len(sets)
        pairs += [(name, area) for name in (*sets[first:], *sets[:first])]
    return pairs
