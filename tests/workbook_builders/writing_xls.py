"""Writes sheets as the ``.xls`` of older editions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from struct import pack
from typing import Any

import xlwt

from workbook_builders.sheets import Cell, Formula, SheetSpec, Shown


class KeptFormula:
    """A formula cell with its value; xlwt itself writes formulas without one."""

    def __init__(self, row: int, column: int, style: int, formula: Formula) -> None:
        self.place = (row, column, style)
        self.value = float(formula.value or 0)
        self.tokens = xlwt.Formula(formula.text.removeprefix("=")).rpn()

    def get_biff_data(self) -> bytes:
        content = pack("<3HdHL", *self.place, self.value, 0, 0) + self.tokens
        return pack("<2H", 0x0006, len(content)) + content


@cache
def _style(number_format: str) -> xlwt.XFStyle:
    style = xlwt.XFStyle()
    style.num_format_str = number_format
    return style


def write_xls(sheets: Sequence[SheetSpec]) -> bytes:
    """Write a workbook of the older kind."""
    book = xlwt.Workbook(encoding="utf-8")
    for spec in sheets:
        _write_sheet(book, book.add_sheet(spec.name, cell_overwrite_ok=True), spec)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(book: xlwt.Workbook, sheet: Any, spec: SheetSpec) -> None:
    for row, cells in enumerate(spec.rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                _write_cell(book, sheet, row, column, cell)
    for first_row, first_column, last_row, last_column in spec.merged:
        sheet.merge(first_row, last_row, first_column, last_column)
    for row in spec.hidden_rows:
        sheet.row(row).hidden = True
    if not spec.visible:
        sheet.visibility = 1


def _write_cell(book: xlwt.Workbook, sheet: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, Formula) and isinstance(cell.value, int | float):
        kept = KeptFormula(row, column, book.add_style(_style("General")), cell)
        sheet.row(row).insert_cell(column, kept)
    elif isinstance(cell, Formula):
        sheet.write(row, column, xlwt.Formula(cell.text.removeprefix("=")))
    elif isinstance(cell, Shown):
        sheet.write(row, column, cell.value, _style(cell.format))
    elif isinstance(cell, date):
        sheet.write(row, column, cell, _style("D MMMM YYYY"))
    else:
        sheet.write(row, column, cell)
