"""Takes out the names that programs make up for columns that have none: “Unnamed: 3”.

A table that has gone through one comes out with them in place of empty cells. A column of
figures under such a name has no heading, and nobody knows what it is of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, Value

_MADE_UP = re.compile(r"Unnamed: \d+(?:_level_\d+)?")
_ROWS = 60
"""How far down a header is looked for."""


def without_made_up_names(sheet: SourceSheet) -> SourceSheet:
    """Leave the cells empty in which a name is made up."""
    top = sheet.rows[:_ROWS]
    if not any(map(_is_made_up, (value for row in top for value in row))):
        return sheet
    emptied: list[Sequence[Value]] = [
        tuple("" if _is_made_up(value) else value for value in row) for row in top
    ]
    return replace(sheet, rows=[*emptied, *sheet.rows[_ROWS:]])


def _is_made_up(value: Value) -> bool:
    return isinstance(value, str) and value.startswith("U") and bool(_MADE_UP.fullmatch(value))
