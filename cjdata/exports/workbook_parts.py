"""Parts of workbooks that anybody can read: sheets, tables marked up as such, a language."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Sequence
from typing import Any

Formats = dict[str, Any]

LINE = 15
"""The height of a line in points: spreadsheets do not all fit a row to wrapped text."""
_A4, _TEXT = 9, 49
"""The numbers that the file format has for the paper, and for cells kept as they are typed."""


def formats_of(book: Any) -> Formats:
    """Make the formats that the sheets share, by name."""
    top = {"valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "section": book.add_format({"bold": True, "font_size": 13, "valign": "bottom"}),
        "label": book.add_format({**top, "bold": True, "text_wrap": True}),
        "text": book.add_format({**top, "text_wrap": True}),
        "header": book.add_format({**top, "bold": True, "text_wrap": True, "bottom": 2}),
        "field": book.add_format({**top, "text_wrap": True, "border": 1}),
        "field_as_typed": book.add_format({**top, "num_format": _TEXT, "border": 1}),
    }


def add_sheet(book: Any, name: str, widths: Sequence[int]) -> Any:
    """Add a sheet that prints one page wide, with columns of the given widths in letters."""
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    return sheet


def height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Give the height that a row of texts needs, a little on the safe side."""
    long = [(text, w) for text, w in zip(texts, widths, strict=False) if len(text) > w]
    return LINE * max((len(textwrap.wrap(text, w)) for text, w in long), default=1)


def write_table(
    sheet: Any,
    place: tuple[int, int],
    name: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    formats: Formats,
) -> None:
    """Write headings at a place (row and column), and rows of texts below, as a table."""
    first, left = place
    for row, texts in enumerate(rows, start=first + 1):
        for column, text in enumerate(texts, start=left):
            sheet.write_string(row, column, text, formats["text"])
    mark_up(sheet, (first, left, len(rows)), name, headings, formats)


def mark_up(
    sheet: Any,
    place: tuple[int, int, int],
    name: str,
    headings: Sequence[str],
    formats: Formats,
) -> None:
    """Write headings, and mark them up as a table with the given number of rows below."""
    row, column, rows = place
    options = {
        "name": name,
        "style": "Table Style Light 15",
        "banded_rows": False,
        "autofilter": False,
        "columns": [{"header": h, "header_format": formats["header"]} for h in headings],
    }
    sheet.add_table(row, column, row + rows, column + len(headings) - 1, options)


def with_language(content: bytes) -> bytes:
    """Say in the workbook's properties that it is British English, which the writer cannot."""
    result = io.BytesIO()
    end = b"</cp:coreProperties>"
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "docProps/core.xml":
                text = text.replace(end, b"<dc:language>en-GB</dc:language>" + end)
            new.writestr(part, text, zipfile.ZIP_DEFLATED)
    return result.getvalue()
