"""Reads a workbook with calamine, as a program of its own.

A damaged workbook can end the whole process that reads it: the library asks for more memory
than there is, and the system aborts. So it never runs in the dashboard's own process. The
workbook comes on standard input; the answers go to standard output, a line of JSON each, so that
nothing which took this program over could make the dashboard run anything.
This file imports nothing of the project, so that it starts quickly.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from typing import Any

import python_calamine as calamine

try:
    import resource
except ImportError:  # Not on Windows, where the system alone bounds memory and time.
    resource = None  # type: ignore[assignment]

MEMORY = 192 << 20
MEMORY_A_BYTE = 10
"""Of the workbook as it comes, which is not packed: cells take up to six times their markup."""
SECONDS = 2
BYTES_A_SECOND = 1_000_000


def main() -> None:
    """Read the workbook and answer: a list for each sheet, then the number of all sheets."""
    workbook = sys.stdin.buffer.read()
    if resource:
        memory = MEMORY + MEMORY_A_BYTE * len(workbook)
        seconds = SECONDS + len(workbook) // BYTES_A_SECOND
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with calamine.load_workbook(io.BytesIO(workbook)) as book:
            _answer_sheets(book)
    except calamine.PasswordError:
        _answer("password")
    except (calamine.CalamineError, ValueError, OSError) as error:
        _answer(str(error) or type(error).__name__)


def _answer_sheets(book: calamine.CalamineWorkbook) -> None:
    for index, about in enumerate(book.sheets_metadata):
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(index)
            rows = sheet.to_python(skip_empty_area=False)
            _answer([index, about.name, rows, sheet.merged_cell_ranges or []])
    _answer(len(book.sheets_metadata))


def _answer(what: Any) -> None:
    # As one text: a stream of pieces would be written ten times slower.
    sys.stdout.write(json.dumps(what, default=_written, separators=(",", ":")) + "\n")


def _written(value: Any) -> dict[str, Any]:
    """Write what JSON has no form for: see ``calamine_parent``."""
    if isinstance(value, dt.timedelta):
        return {"timedelta": [value.days, value.seconds, value.microseconds]}
    return {type(value).__name__: value.isoformat()}


if __name__ == "__main__":
    main()
