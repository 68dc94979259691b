"""A workbook as it was read: sheets of plain cells, and where each cell stands in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal

Value = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds. An empty cell holds the empty text."""

Level = Literal["error", "question", "warning", "note"]

Place = tuple[int, int]
"""The row and column of a cell, counted from 0."""

_TOP_ROWS = 10
_MOST_MERGED = 100_000
"""Merged areas of more cells are backgrounds, not labels."""


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Merged cells: their first and last row and column, counted from 0, all included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def size(self) -> int:
        """How many cells there are."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)


@dataclass(frozen=True)
class SourceSheet:
    """One sheet.

    Attributes
    ----------
    name
        As on its tab; for a CSV file, the file's name without its ending.
    rows
        Every row from the first of the sheet, hidden ones included; ``rows[0][0]`` is A1.
        Rows may differ in length: what is beyond the end of a row is empty.
    merged
        The merged cells; the value stands in the first of them alone.
    unvalued
        Formula cells (row, column) that hold no value: the file was never calculated.
    faults
        Cells that hold a spreadsheet error, such as ``#N/A``, by (row, column).
    """

    name: str
    rows: Sequence[Sequence[Value]]
    merged: tuple[MergedCells, ...] = ()
    unvalued: frozenset[Place] = frozenset()
    faults: Mapping[Place, str] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Value:
        """Give the value of a cell; beyond the end it is empty."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    @property
    def first_text(self) -> str:
        """The first text near its top; empty where there is none."""
        cells = (value for row in self.rows[:_TOP_ROWS] for value in row)
        return next((text for v in cells if (text := " ".join(str(v).split()))), "")

    @cached_property
    def values(self) -> frozenset[Value]:
        """All that stands in its cells."""
        found: set[Value] = set()
        for row in self.rows:
            found.update(row)
        return frozenset(found - {""})

    def value(self, row: int, column: int) -> Value:
        """Give the value of a cell; of merged cells, each has the value of the first."""
        return self.at(*self.first(row, column))

    def down(self, column: int, rows: Iterable[int]) -> list[Value]:
        """Give the values of a column in some rows, as ``value`` does."""
        read = self.value if self.merged else self.at
        return [read(row, column) for row in rows]

    def first(self, row: int, column: int) -> Place:
        """Give the first of the merged cells that a cell belongs to: itself, if to none."""
        return self._firsts.get((row, column), (row, column))

    @cached_property
    def _firsts(self) -> dict[Place, Place]:
        return {
            (row, column): (span.first_row, span.first_column)
            for span in self.merged
            if span.size <= _MOST_MERGED
            for row in range(span.first_row, span.last_row + 1)
            for column in range(span.first_column, span.last_column + 1)
        }


@dataclass(frozen=True)
class SourceWorkbook:
    """A file of figures: its name, what kind it is, its hash, and its sheets in order."""

    name: str
    kind: Literal["xlsx", "xls", "ods", "csv"]
    sha256: str
    sheets: tuple[SourceSheet, ...]


def cell_name(row: int, column: int) -> str:
    """Give the name that a spreadsheet shows for a cell counted from 0.

    >>> cell_name(44, 10)
    'K45'
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
