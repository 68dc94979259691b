"""Sheets that anybody can read: words in the first column, then one table, and nothing below."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cjdata.amounts import Amount
from cjdata.exports.workbook_cells import Grid, SheetCell, clean
from cjdata.exports.workbook_names import table_name
from cjdata.exports.workbook_parts import LINE, Formats, add_sheet, formats_of, height, mark_up

FIRST = 54
"""The width of the first column in letters: sentences stand in it above the table."""
_NARROW, _WIDE = 12, 46
_TITLE_SCALE, _TITLE_LINE, _SECTION = 1.5, 21, 26


@dataclass
class Book:
    """A workbook in the making, with the formats that its sheets share."""

    book: Any
    formats: Formats = field(init=False)

    def __post_init__(self) -> None:
        self.formats = formats_of(self.book)
        wrapped = {"valign": "top", "text_wrap": True}
        self.formats["mark"] = self.book.add_format({**wrapped, "bold": True})
        self.formats["title"] = self.book.add_format({**wrapped, "bold": True, "font_size": 16})
        self.formats["beside"] = self.book.add_format({**wrapped, "align": "left", "indent": 1})
        self.formats["link"] = self.book.add_format(
            {**wrapped, "font_color": "#0000FF", "underline": 1}
        )

    def number(self, decimals: int) -> Any:
        """Give the format of numbers with so many decimals, thousands with commas."""
        name = f"number {decimals}"
        if name not in self.formats:
            shown = "#,##0" + ("." + "0" * decimals if decimals else "")
            self.formats[name] = self.book.add_format({"valign": "top", "num_format": shown})
        return self.formats[name]


class SheetFromTop:
    """A sheet that is written from the top: a title, lines of words, then perhaps a table."""

    def __init__(self, book: Book, name: str, widths: Sequence[int]) -> None:
        self.book, self.name, self.widths = book, name, widths
        self.sheet = add_sheet(book.book, name, widths)
        self.row = 0

    def title(self, text: str) -> None:
        """Write the title."""
        lines = len(textwrap.wrap(text, int(self.widths[0] / _TITLE_SCALE))) or 1
        self._line(text, "title", lines * _TITLE_LINE)

    def section(self, text: str) -> None:
        """Write a heading inside a sheet of words."""
        self._line(text, "section", _SECTION)

    def lines(self, texts: Sequence[str], style: str = "text") -> None:
        """Write sentences, each in a row of its own."""
        for text in texts:
            if text:
                self._line(text, style, height([text], [self.widths[0]]))

    def link(self, address: str, text: str) -> None:
        """Write a link whose text says where it leads."""
        self.sheet.set_row(self.row, height([text], [self.widths[0]]))
        self.sheet.write_url(self.row, 0, address, self.book.formats["link"], clean(text))
        self.row += 1

    def table(self, grid: Grid) -> int:
        """Write a table below the words, and give the row of its header, counted from 0."""
        header, headers = self.row, [clean(text) for text in grid.headers]
        self.sheet.set_row(header, height(headers, [w - 1 for w in self.widths]))
        for number, row in enumerate(grid.rows, start=header + 1):
            self._table_row(number, row)
        place = (header, 0, len(grid.rows))
        mark_up(self.sheet, place, table_name(self.name), headers, self.book.formats)
        self.row = header + 1 + len(grid.rows)
        return header

    def _table_row(self, number: int, row: Sequence[SheetCell]) -> None:
        texts = [cell if isinstance(cell, str) else "" for cell in row]
        self.sheet.set_row(number, height(texts, self.widths))
        for column, cell in enumerate(row):
            style = "beside" if column else "text"
            if isinstance(cell, Amount):
                shown = self.book.number(cell.decimals)
                self.sheet.write_number(number, column, cell.rounded, shown)
            elif cell:
                self.sheet.write_string(number, column, clean(cell), self.book.formats[style])

    def _line(self, text: str, style: str, points: int) -> None:
        self.sheet.set_row(self.row, max(points, LINE))
        self.sheet.write_string(self.row, 0, clean(text), self.book.formats[style])
        self.row += 1


def widths_of(grid: Grid, *, first: int = FIRST) -> list[int]:
    """Give the widths of columns in letters: as their longest text needs, within bounds."""
    return [first, *(_width(grid, n) for n in range(1, len(grid.headers)))]


def _width(grid: Grid, column: int) -> int:
    cells = [row[column] for row in grid.rows]
    texts = [cell for cell in cells if isinstance(cell, str)]
    longest_word = max((len(word) for word in grid.headers[column].split()), default=0)
    longest = max((len(text) for text in texts), default=0)
    return max(_NARROW, longest_word + 3, min(longest + 2, _WIDE))
