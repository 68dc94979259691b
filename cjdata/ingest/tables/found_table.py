"""A table as it was found on a sheet: its title, its header and its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.cells.stated_units import says_a_unit_alone
from cjdata.ingest.spreadsheets.source_workbook import Place, SourceSheet, Value
from cjdata.ingest.tables.phrase_matching import heading
from cjdata.ingest.tables.row_order import says_order_of_rows

_OF_RATES = re.compile(r"rates (?:are|is)\b", re.IGNORECASE)
"""How a note begins that says the unit of rates, where there are any."""


@dataclass(frozen=True)
class FoundTable:
    """A table of a sheet, as it was found.

    Attributes
    ----------
    sheet
        The sheet it stands on.
    title
        The name of the sheet, and the texts above the table, nearest last.
    header_rows
        The rows of its header, from the top.
    rows
        The rows that follow, down to the next header or the end, or those that were chosen.
    listed
        The titles that the workbook's list of contents has for the sheet.
    above
        The rows above the header that belong to the table.
    end
        The row behind the whole table, whichever of its rows were chosen.
    begin
        The row where its rows begin, where that is not the one below its header: of several parts
        below one header, each but the first.
    """

    sheet: SourceSheet
    title: tuple[str, ...]
    header_rows: tuple[int, ...]
    rows: Sequence[int]
    listed: tuple[str, ...] = ()
    above: tuple[int, ...] = ()
    end: int = 0
    begin: int = 0

    @property
    def first_row(self) -> int:
        """The first row below its header, or of its part."""
        return max(self.begin, self.header_rows[-1] + 1)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        every = (*self.header_rows, *self.rows)
        return max((len(self.sheet.rows[r]) for r in every if r < len(self.sheet.rows)), default=0)

    def value(self, row: int, column: int) -> Value:
        """Give a cell; of merged cells, each has the value of the first."""
        return self.sheet.value(row, column)

    @cached_property
    def levels(self) -> dict[int, list[Value]]:
        """The rows of the header, their group labels over all columns they stand for."""
        return {row: self._filled(row) for row in self.header_rows}

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The heading of each column: group labels first, then the name."""
        texts = []
        for column in range(self.width):
            parts = dict.fromkeys(heading(line[column]) for line in self.levels.values())
            texts.append(" ".join(part for part in parts if part))
        return tuple(texts)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The lowest heading of each column, as it stands; empty where there is none."""
        return tuple(
            text_of(self.value(self.heading_row(column), column)) for column in range(self.width)
        )

    def heading_row(self, column: int) -> int:
        """Give the row in which the lowest heading of a column stands."""
        return next(
            (r for r in reversed(self.header_rows) if text_of(self.value(r, column))),
            self.header_rows[-1],
        )

    @cached_property
    def unit_line(self) -> Place | None:
        """The cell of a unit that stands by itself, over the table as a whole; the nearest one."""
        for row in reversed(self.above):
            cells = self.sheet.rows[row]
            if says_order_of_rows(next((text for value in cells if (text := text_of(value))), "")):
                continue
            for column, value in enumerate(cells):
                text = text_of(value)
                if isinstance(value, str) and says_a_unit_alone(text) and not _OF_RATES.match(text):
                    return row, column
        return None

    @cached_property
    def unit_text(self) -> str:
        """What the line of the unit says; empty where there is none."""
        return text_of(self.sheet.at(*self.unit_line)) if self.unit_line else ""

    def _filled(self, row: int) -> list[Value]:
        """Give a row of the header, its labels over the columns that have a name below.

        Where cells of the row are merged, they alone say how far a label reaches.
        """
        line = [self.value(row, column) for column in range(self.width)]
        is_merged = any(
            span.first_row <= row <= span.last_row and span.first_column < span.last_column
            for span in self.sheet.merged
        )
        if row == self.header_rows[-1] or is_merged:
            return line
        label: Value = ""
        for column, value in enumerate(line):
            label = value if text_of(value) else label
            below = any(text_of(self.value(r, column)) for r in self.header_rows if r > row)
            line[column] = label if below else value
        return line
