"""Finds published shares that do not follow from the counts of the same file and year.

They may stand under the wrong years, or be shares of something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.reference.catalogue import Catalogue, Measure
from cjdata.text import number

Cells = Mapping[tuple[str, str, str], float]
"""The figures of a file, by measure, area and period."""

_TOLERANCE = 0.6
"""Points by which a share may miss: it is rounded to whole numbers at most."""


def shares_off(
    data: Sequence[tuple[tuple[str, str, str], float | None, tuple[int, int]]],
    counts: Cells,
    catalogue: Catalogue,
) -> UnexplainedText | None:
    """Ask about the shares of a table that miss those that its counts give.

    ``data`` are the table's figures: of what each is, its value, and its cell.
    """
    wrong = []
    for (measure, area, period), value, cell in data:
        own = _own(catalogue.measures[measure], area, period, counts)
        if value is not None and own is not None and abs(value - own) > _TOLERANCE:
            wrong.append((measure, period, value, own, cell))
    if not wrong:
        return None
    measure, period, value, own, cell = wrong[0]
    many = f"; so for {len(wrong)} figures" if len(wrong) > 1 else ""
    text = (
        f"{catalogue.measures[measure].name}, {period} is {number(value, 1)}% in it, but the "
        f"counts of that year in the file give {number(own, 1)}%{many}"
    )
    return UnexplainedText("shares", text, cell, "", "shares")


def _own(measure: Measure, area: str, period: str, counts: Cells) -> float | None:
    """Work a share out from its counts; None where one of them is not in the file."""
    if measure.unit != "percent" or not measure.numerator or not measure.denominator:
        return None
    top = _sum(measure.numerator, area, period, counts)
    bottom = _sum(measure.denominator, area, period, counts)
    minus = _sum(measure.minus, area, period, counts)
    if top is None or bottom is None or minus is None or bottom - minus <= 0:
        return None
    return 100 * top / (bottom - minus)


def _sum(measures: Iterable[str], area: str, period: str, counts: Cells) -> float | None:
    values = [counts.get((measure, area, period)) for measure in measures]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
