"""Reads a workbook with calamine, as a program of its own.

A damaged workbook can end the whole process that reads it: the library asks for more memory
than there is, and the system aborts. So it never runs in the dashboard's own process. The
workbook comes on standard input; the answers go to standard output, pickled one after another.
This file imports nothing of the project, so that it starts quickly.
"""

from __future__ import annotations

import io
import pickle
import sys
from typing import Any

import python_calamine as calamine

try:
    import resource
except ImportError:  # Not on Windows, where the system alone bounds the memory.
    resource = None  # type: ignore[assignment]

MEMORY = 4 << 30


def main() -> None:
    """Read the workbook and answer: a tuple for each sheet, then the number of all sheets."""
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read())) as book:
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
            _answer((index, about.name, rows, sheet.merged_cell_ranges or []))
    _answer(len(book.sheets_metadata))


def _answer(what: Any) -> None:
    pickle.dump(what, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    main()
