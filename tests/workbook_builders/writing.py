"""Writes described sheets to a file of a chosen kind, always to the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from workbook_builders.sheets import Cell, Formula, SheetSpec, Shown
from workbook_builders.writing_ods import write_ods
from workbook_builders.writing_xls import write_xls
from workbook_builders.writing_xlsx import write_xlsx

WORKBOOKS: dict[str, Callable[[Sequence[SheetSpec]], bytes]] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
}
KINDS = (*WORKBOOKS, "csv")


def write_book(
    sheets: Sequence[SheetSpec],
    kind: str = "xlsx",
    path: Path | None = None,
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> bytes:
    """Write sheets as a file, and to ``path`` if one is given; a CSV file takes one sheet."""
    if kind == "csv":
        (sheet,) = sheets
        content = write_csv(sheet, encoding=encoding, delimiter=delimiter)
    else:
        content = WORKBOOKS[kind](sheets)
    if path is not None:
        path.write_bytes(content)
    return content


def write_csv(
    sheet: SheetSpec, *, encoding: str = "utf-8", delimiter: str = ",", newline: str = "\r\n"
) -> bytes:
    """Write a sheet as a spreadsheet program exports it: rows of texts."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerows([csv_text(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode(encoding)


def csv_text(cell: Cell) -> str:
    """Give a cell's text; a number format shows, as it does in an export."""
    if isinstance(cell, Formula):
        return csv_text(cell.value)
    if isinstance(cell, Shown):
        if cell.format.endswith("%"):
            return f"{100 * cell.value:.10g}%"
        return f"{cell.value:,}" if "," in cell.format else str(cell.value)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)
