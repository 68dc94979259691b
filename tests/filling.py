"""Fills in the dashboard's own templates, as a person does in a spreadsheet program."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from cjdata.exports.template_words import FIGURES
from cjdata.ingest.spreadsheets.open_file import open_book
from cjdata.publishing.load_workbooks import CheckedUpload, Upload, check_files, publish_files

Typed = str | float | date | None
FIRST = 5
"""The first row of figures, counted from 0: row 6."""


def filled(
    template: bytes,
    rows: Sequence[Sequence[Typed]],
    *,
    cells: Mapping[tuple[int, int], Typed] | None = None,
    shown_as: str = "",
) -> bytes:
    """Write a copy of a template with rows of figures in it, and single cells typed over.

    ``shown_as`` is the number format of the values, as a spreadsheet sets it for “71%”.
    """
    content = io.BytesIO()
    copy = xlsxwriter.Workbook(content, {"in_memory": True})
    format_ = copy.add_format({"num_format": shown_as}) if shown_as else None
    for sheet in open_book(template, "template.xlsx").sheets:
        typed = {
            (row, column): value
            for row, values in enumerate(sheet.rows)
            for column, value in enumerate(values)
        }
        if sheet.name == FIGURES:
            typed |= {
                (FIRST + row, column): value
                for row, values in enumerate(rows)
                for column, value in enumerate(values)
            }
            typed |= cells or {}
        _write(copy, sheet.name, typed, format_)
    copy.close()
    return content.getvalue()


def _write(
    copy: xlsxwriter.Workbook, name: str, typed: Mapping[tuple[int, int], object], format_: object
) -> None:
    sheet = copy.add_worksheet(name)
    day = copy.add_format({"num_format": "mmm-yy"})
    for (row, column), value in typed.items():
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, day)
        elif isinstance(value, str) and value:
            sheet.write_string(row, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, format_)


def check(home: Path, content: bytes, name: str = "filled in.xlsx") -> CheckedUpload:
    """Check a filled-in template against what is held."""
    return check_files(home, [Upload(name, content)])


def publish(home: Path, content: bytes, name: str = "filled in.xlsx") -> None:
    """Load a filled-in template, with a yes to its warnings."""
    checked = check(home, content, name)
    assert not checked.errors, "\n".join(map(str, checked.errors))
    assert publish_files(home, checked, by="a test", accept=True)
