"""Tells rows inside a table from the headers of other tables, and columns that count its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjdata.ingest.cells.cell_texts import is_number, number_of, text_of
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, Value

_LOOKED_AT = 200
_FEWEST_COUNTED = 3
_FEWEST_WORDS = 2
_SIGN = re.compile(r"\d{1,2}\.?")
_WORD = re.compile(r"[^\W\d_]{2,}")


_NOTED = re.compile(r"\s*\d{1,2}\s+[A-Z][a-z]{3}")
"""How a note begins that stands alone in its row: “1 Estimated”."""


def without_label_rows(sheet: SourceSheet, headers: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Leave out what is no header but a row such as “Council areas” among the rows of a table.

    It has nothing over the columns of figures below it, while the header above it has.
    """
    kept: list[Sequence[int]] = []
    ends = [*(header[0] for header in headers), len(sheet.rows)][1:]
    for header, end in zip(headers, ends, strict=True):
        columns = _columns_of_figures(sheet, range(header[-1] + 1, end))
        between = range(kept[-1][-1] + 1, header[0]) if kept else range(0)
        is_label = (
            bool(kept and columns)
            and not _heads(sheet, header, columns)
            and _heads(sheet, kept[-1], columns)
            and not texts_behind(sheet, between)
        )
        if not is_label:
            kept.append(header)
    return kept


def _heads(sheet: SourceSheet, header: Sequence[int], columns: set[int]) -> bool:
    return any(text_of(sheet.value(row, column)) for row in header for column in columns)


def _columns_of_figures(sheet: SourceSheet, rows: range) -> set[int]:
    return {
        column
        for row in rows[:_LOOKED_AT]
        for column, value in enumerate(sheet.rows[row])
        if value != "" and is_number(value)
    }


def texts_behind(sheet: SourceSheet, rows: range) -> range:
    """Give the rows behind the last one of figures, from the first that says anything."""
    last = next((r for r in reversed(rows) if _has_figures(sheet.rows[r])), rows.start - 1)
    begin = next((r for r in range(last + 1, rows.stop) if any(map(text_of, sheet.rows[r]))), None)
    return range(0) if begin is None else range(begin, rows.stop)


def only_numbers_rows(sheet: SourceSheet, rows: Sequence[int], column: int) -> bool:
    """Whether a column counts the rows, from 0 or 1 on, and says no more."""
    full = [row for row in rows if sum(value != "" for value in sheet.rows[row]) > 2]
    numbers = [number_of(value) for value in sheet.down(column, full)]
    return len(full) >= _FEWEST_COUNTED and any(
        all(number == start + n for n, number in enumerate(numbers)) for start in (0, 1)
    )


def _has_figures(row: Sequence[Value]) -> bool:
    """Whether a row has a number that is not the sign of a note: “1 | First offenders”."""
    cells = [value for value in row if value != ""]
    if len(cells) == 1 and isinstance(cells[0], str) and _NOTED.match(cells[0]):
        return False
    is_noted = len(cells) == 2 and bool(_SIGN.fullmatch(text_of(cells[0])))
    says = text_of(cells[1]) if is_noted else ""
    return any(map(_is_number, cells)) and len(_WORD.findall(says)) < _FEWEST_WORDS


def _is_number(value: Value) -> bool:
    return value != "" and is_number(value)
