"""How an area stood beside Scotland over all years in which both have a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cjdata.statistics.comparison import Comparison

LEAST_YEARS = 5
"""Of fewer years it would say little."""


@dataclass(frozen=True, slots=True)
class LongRecord:
    """In how many years an area lay above another, or below it, as printed.

    Attributes
    ----------
    years
        In how many both have a figure.
    above, below
        In how many it was printed higher, or lower; in the others they are printed alike.
    clearly_above, clearly_below
        In how many of these by more than chance.
    tested
        In how many that could be tested.
    """

    years: int
    above: int
    below: int
    clearly_above: int
    clearly_below: int
    tested: int


def long_record(sides: Iterable[tuple[int, Comparison]]) -> LongRecord | None:
    """Sum the years up; None where they are too few.

    ``sides`` gives for each year whether the area is printed higher (1), lower (-1) or alike (0),
    and how the two compare.
    """
    held = list(sides)
    if len(held) < LEAST_YEARS:
        return None
    standings = [found.standing for _, found in held]
    return LongRecord(
        len(held),
        sum(side > 0 for side, _ in held),
        sum(side < 0 for side, _ in held),
        standings.count("higher"),
        standings.count("lower"),
        sum(found.why is None for _, found in held),
    )
