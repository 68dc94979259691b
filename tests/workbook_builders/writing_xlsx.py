"""Writes sheets as ``.xlsx``."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import xlsxwriter

from workbook_builders.sheets import Cell, Formula, SheetSpec, Shown

CREATED = datetime(2026, 1, 13, 9, 30, tzinfo=UTC)
Formats = Callable[[str], Any]


def write_xlsx(sheets: Sequence[SheetSpec]) -> bytes:
    """Write a workbook; the date inside is fixed, so that the bytes are."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": CREATED})

    @cache
    def formats(text: str) -> Any:
        return book.add_format({"num_format": text})

    for spec in sheets:
        _write_sheet(book.add_worksheet(spec.name), spec, formats)
    book.close()
    return content.getvalue()


def _write_sheet(sheet: Any, spec: SheetSpec, formats: Formats) -> None:
    for row, cells in enumerate(spec.rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                _write_cell(sheet, row, column, cell, formats)
    for first_row, first_column, last_row, last_column in spec.merged:
        cell = spec.rows[first_row][first_column]
        sheet.merge_range(first_row, first_column, last_row, last_column, "")
        if cell is not None:
            _write_cell(sheet, first_row, first_column, cell, formats)
    for row in spec.hidden_rows:
        sheet.set_row(row, options={"hidden": True})
    if spec.filtered and spec.body:
        top = spec.first_body_row - 1
        width = max(map(len, spec.header))
        sheet.autofilter(top, 0, top + len(spec.body), width - 1)
    if not spec.visible:
        sheet.hide()


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, formats: Formats) -> None:
    if isinstance(cell, Formula):
        # An empty value is how a file looks that no spreadsheet program has calculated.
        kept = "" if cell.value is None else cell.value
        sheet.write_formula(row, column, cell.text, None, kept)
    elif isinstance(cell, Shown):
        sheet.write_number(row, column, cell.value, formats(cell.format))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats("d mmmm yyyy"))
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write_number(row, column, cell)
