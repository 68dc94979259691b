"""Finds on which day a workbook says that it was published."""

from __future__ import annotations

import re
from datetime import date

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.labels.written_years import day_of
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook, Value
from cjdata.reference.periods import ANY_MONTH, MONTHS

_TOP_ROWS = 15
_DATED = re.compile(
    r"(?:^|[,;:(|\u2013\u2014-]\s*)(?:(?:the |these |this )?(?:data|tables?|statistics"
    r"|figures|publication|release|bulletin|workbook|spreadsheet)\s+(?:was|were|is|are)\s+)?"
    r"(?:date\s+)?(?:published|publication date|date of publication|released?)\b"
    r"(?:\s+on)?\W{0,5}(.{0,60})",
    re.IGNORECASE,
)
"""A line that says when its publication came out, and no sentence about another one."""
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+,?\s+\d{4}")
_SHORT_DAY = re.compile(r"\b\d{1,2}[-/]\d{1,2}[-/]\d{4}\b")
_MONTH = re.compile(rf"\b({ANY_MONTH})\s+(\d{{4}})\b")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def before_issue(line: str) -> str:
    """Give a line up to where it says when it was published.

    >>> before_issue("Tables 2023-24, published 12 May 2025")
    'Tables 2023-24'
    """
    dated = _DATED.search(line)
    return line[: dated.start()] if dated else line


def day_of_issue(book: SourceWorkbook) -> str:
    """Give the day of publication as ``2026-01-13``, or the month; empty where no text says it."""
    for sheet in book.sheets:
        rows = ([_dated(value) for value in row] for row in sheet.rows[:_TOP_ROWS])
        lines = [" | ".join(filter(None, row)) for row in rows]
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            found = _DATED.search(line)
            said = found and (found[1] or below)
            if said and (day := _day(said) or ("" if _has_day(said) else _month(said))):
                return day
    return ""


def _dated(value: Value) -> str:
    return value.isoformat()[:10] if isinstance(value, date) else text_of(value)


def _month(text: str) -> str:
    found = _MONTH.search(text)
    return f"{found[2]}-{MONTHS.index(found[1]) + 1:02}" if found else ""


def _has_day(text: str) -> bool:
    return bool(_ISO_DAY.search(text) or _DAY.search(text) or _SHORT_DAY.search(text))


def _day(text: str) -> str:
    found = _ISO_DAY.search(text) or _DAY.search(text) or _SHORT_DAY.search(text)
    day = day_of(found[0]) if found else None
    return day.isoformat() if day else ""
