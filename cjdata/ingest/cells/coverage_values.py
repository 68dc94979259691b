"""Tells the columns that say how much of its time or its whole each figure is of: “Months | 9”.

Nothing is read from such a column. Where one of its cells says less than all of it, the figure
beside it is that of a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cjdata.ingest.cells.cell_texts import number_of, text_of
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.phrase_matching import words

_IN_A_YEAR = {"month": (12.0,), "quarter": (4.0,), "week": (52.0, 53.0), "day": (365.0, 366.0)}
"""How many of each a whole year has."""

_OF_DATA = words(
    "in year data figures number period with for included covered reported received returned "
    "submitted supplied provided available returns held counted"
)
"""Words that stand beside those, and say no more than that data of so many are there."""

_SHARE = re.compile(r"\bcompleteness\b|\bcoverage\b|\bcovered\b|%\s*complete\b", re.IGNORECASE)
"""What heads parts of the whole, of which 100% or 1 is all."""

_GRADES = words("confidence reliability quality robustness weight weighting multiplier factor")
_OF_GRADES = words("data figures in of rating score level grade flag rag estimate the scale")
"""Words that stand beside those, and say no more than how sound figures are, or by what they are
to be multiplied."""


def says_less(heading: str, values: Iterable[Value]) -> list[str]:
    """Give what the cells under a heading say that is less than the whole, each text once.

    None where the heading says nothing of how much figures are of, or how sound they are. A
    column with more months than a year has is one of figures. Of grades each one is given:
    nobody knows which is the best.

    >>> says_less("Months of data", [12, 9, 12]), says_less("Months", [12])
    (['9'], [])
    >>> says_less("Months", [18, 9]), says_less("Months of custody", [9])
    ([], [])
    >>> says_less("Completeness (%)", ["85%", "100%"]), says_less("Data quality", [1, 2])
    (['85%'], ['1', '2'])
    """
    said = [value for value in values if text_of(value)]
    numbers = [number_of(value) for value in said]
    most = max((number for number in numbers if number is not None), default=None)
    whole = _whole(heading, most)
    if whole is None or (whole and most is not None and most > max(whole)):
        return []
    left = (v for v, number in zip(said, numbers, strict=True) if number not in whole)
    return list(dict.fromkeys(map(text_of, left)))


def is_of_coverage(heading: str) -> bool:
    """Whether a heading says how much of its time or its whole each figure is of."""
    return _whole(heading, None) is not None


def _whole(heading: str, most: float | None) -> tuple[float, ...] | None:
    """Give the numbers that mean all of it; none for a grade, None for another heading."""
    said = words(heading)
    for unit, whole in _IN_A_YEAR.items():
        if words(unit) <= said <= words(unit) | _OF_DATA:
            return whole
    if _SHARE.search(heading):
        return (1.0,) if most is not None and most <= 1 else (100.0,)
    return () if said & _GRADES and said <= _GRADES | _OF_GRADES else None
