"""A sheet to be written: its parts, where each known number stands, and changes to it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from workbook_builders.known import Key


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with the value that the spreadsheet program kept; None if never calculated."""

    text: str
    value: float | str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A number with a number format."""

    value: float
    format: str


Cell = str | int | float | date | Formula | Shown | None
Row = list[Cell]
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column, all included."""


def column_letters(column: int) -> str:
    """Give the letters of a column counted from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass
class SheetSpec:
    """One sheet. Tests may change its parts before they write it.

    Attributes
    ----------
    preamble, header, body, footnotes
        Rows from top to bottom.
    header_merged, body_merged
        Merged cells, counted from the first row of the header or of the body.
    hidden
        Rows of the body that a filter hides.
    at
        The row of the body, and the column, where each known number stands.
    filtered, visible
        Whether the header has filter arrows; whether the sheet's tab is shown.
    """

    name: str
    preamble: list[Row] = field(default_factory=list)
    header: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    footnotes: list[Row] = field(default_factory=list)
    header_merged: list[Span] = field(default_factory=list)
    body_merged: list[Span] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    at: dict[Key, tuple[int, int]] = field(default_factory=dict)
    filtered: bool = False
    visible: bool = True

    @property
    def first_body_row(self) -> int:
        return len(self.preamble) + len(self.header)

    @property
    def rows(self) -> list[Row]:
        """Every row of the sheet."""
        return [*self.preamble, *self.header, *self.body, *self.footnotes]

    @property
    def merged(self) -> list[Span]:
        """The merged cells, counted from the first row of the sheet."""
        return [
            *(_lowered(span, len(self.preamble)) for span in self.header_merged),
            *(_lowered(span, self.first_body_row) for span in self.body_merged),
        ]

    @property
    def hidden_rows(self) -> set[int]:
        return {self.first_body_row + row for row in self.hidden}

    def place(self, key: Key) -> tuple[int, int]:
        """Give the row and column of a known number, counted from 0 in the sheet."""
        row, column = self.at[key]
        return self.first_body_row + row, column

    def cell_name(self, key: Key) -> str:
        """Give the name that a spreadsheet shows for the cell of a known number."""
        row, column = self.place(key)
        return f"{column_letters(column)}{row + 1}"

    def put(self, key: Key, cell: Cell) -> None:
        """Write something else where a known number stands."""
        row, column = self.at[key]
        self.body[row][column] = cell

    def copied(self) -> Self:
        return copy.deepcopy(self)


def _lowered(span: Span, rows: int) -> Span:
    return span[0] + rows, span[1], span[2] + rows, span[3]
