"""The figures of a view as a CSV file: one row a figure, missing ones with their reason."""

from __future__ import annotations

import csv
import io

from cjdata.amounts import Amount
from cjdata.formats import plain
from cjdata.reference.statuses import Status
from cjdata.views.view import Datum, View
from cjdata.wording.year_sentences import YearSentence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Some spreadsheets take the wide forms of East Asia for the signs as well."""


def figures_csv(view: View) -> bytes:
    """Write the figures shown: UTF-8 with a byte order mark, so that spreadsheets read it right.

    Values are as published; a cell that a spreadsheet would run as a formula is defused with
    an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(view.download.columns)
    for row in view.download.rows:
        writer.writerow([_written(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _written(datum: Datum) -> str:
    """Write a datum: a number as other programs read it, a status in the words of its id."""
    match datum:
        case None:
            return ""
        case Amount():
            return safe(plain(datum))
        case Status():
            return safe(datum.spelt)
        case str() | int() | YearSentence():
            return safe(str(datum))


def safe(text: str) -> str:
    """Give a cell's text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
