"""Percentages and rates: the counts that they would give away, whoever prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cjdata.hiding.period_figures import Place
from cjdata.reference.catalogue import Measure
from cjdata.statistics.counts import PER

People = Callable[[str, str], int | None]
"""How many people of an age live in an area, if it is known."""


def inferred(
    measure: Measure, area: str, value: float, counts: Mapping[Place, int | None], people: People
) -> tuple[Place, int] | None:
    """Give the one count that a reader could work out from a percentage or rate, with its place.

    It is that of a numerator that is not held. None where nothing can be worked out, or where
    more than one count is not known.
    """
    missing = [m for m in measure.numerator if (m, area) not in counts]
    base = _base(measure, area, counts, people)
    others = [counts.get((m, area)) for m in measure.numerator if m not in missing]
    if len(missing) != 1 or base is None or None in others:
        return None
    count = round(base * value / PER[measure.unit]) - sum(n or 0 for n in others)
    return (missing[0], area), max(0, count)


def _base(
    measure: Measure, area: str, counts: Mapping[Place, int | None], people: People
) -> int | None:
    if measure.population:
        return people(measure.population, area)
    return base_of(measure, area, counts)


def base_of(measure: Measure, area: str, counts: Mapping[Place, int | None]) -> int | None:
    """Give the count that a percentage is out of; None where it is not known."""
    if measure.out_of:
        return counts.get((measure.out_of, area))
    signed = _signed(measure, area, counts)
    known = [sign * count for sign, count in signed if count is not None]
    held = len(measure.denominator) + len(measure.minus)
    return sum(known) if held and len(known) == held else None


def _signed(
    measure: Measure, area: str, counts: Mapping[Place, int | None]
) -> Iterator[tuple[int, int | None]]:
    yield from ((1, counts.get((m, area))) for m in measure.denominator)
    yield from ((-1, counts.get((m, area))) for m in measure.minus)
