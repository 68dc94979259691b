"""A doubt about figures, at the cell that raised it, and the words that doubts are told in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from cjdata.ingest.figures_read import ReadFigure
from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.source_workbook import Level
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import financial_year, kind_of
from cjdata.text import join_and, number

_APRIL = 4
_SHOWN = 6
"""How many places a remark lists before it only counts them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a check has to say of a figure; see ``Remark`` for the words."""

    level: Level
    kind: str
    at: ReadFigure
    found: str
    expected: str
    fix: str

    def remark(self, file: str) -> Remark:
        """Give it as a remark on a file."""
        at = self.at
        return Remark(
            self.level, self.kind, file, at.sheet, at.cell, self.found, self.expected, self.fix
        )


def is_scotland(datum: ReadFigure) -> bool:
    """Whether a figure is Scotland's."""
    return datum.area.code == SCOTLAND


def year_of(datum: ReadFigure) -> str:
    """Give the period of a figure; of a count on a day, the financial year that it closes."""
    return _year(datum.period)


@cache
def _year(period: str) -> str:
    if kind_of(period) != "day":
        return period
    day = date.fromisoformat(period)
    return financial_year(day.year if day.month >= _APRIL else day.year - 1)


def named(measure: Measure, datum: ReadFigure) -> str:
    """Say what a figure is of."""
    return f"{measure.name}, {datum.area.name}, {datum.period}"


def shown(datum: ReadFigure) -> str:
    """Write a figure as it is printed."""
    return "no figure" if datum.value is None else number(datum.value, datum.decimals)


def plain(value: float) -> str:
    """Write a number without decimals where it needs none."""
    return number(value, 0 if value.is_integer() else 1)


def signed(value: float) -> str:
    """Write a difference with its sign."""
    return f"{'+' if value > 0 else ''}{number(value)}"


def times(count: int, noun: str = "row") -> str:
    """Write how many there are of something."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def some(texts: Sequence[str], joint: str = ", ") -> str:
    """List the first few, and count the others."""
    first = list(texts[:_SHOWN])
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    listed = join_and(first) if joint == ", " and not more else joint.join(first)
    return listed + more
