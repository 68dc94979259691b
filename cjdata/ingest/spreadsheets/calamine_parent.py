"""Has calamine read a workbook in a process of its own: see ``calamine_child``."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.source_workbook import Value

_CHILD = Path(__file__).with_name("calamine_child.py")
_LEAST_SECONDS = 60
_BYTES_A_SECOND = 2_000_000
"""A tenth of what the slowest computer should manage."""
_MOST_ANSWERED = 50_000_000
_ANSWERED_A_BYTE = 4
"""How much the child may answer, in bytes, at least and for each byte of the workbook."""

_FORMS: Mapping[str, Callable[[Any], Value]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
}
"""How the child writes what JSON has no form for."""
_VALUES = frozenset({str, int, float, bool, date, datetime, time, timedelta})

Corner = tuple[int, int]


@dataclass(frozen=True)
class RawSheet:
    """A sheet as calamine gives it. ``index`` counts all sheets, charts included."""

    index: int
    name: str
    rows: list[list[Value]]
    merged: Sequence[tuple[Corner, Corner]]


def read_raw(workbook: bytes) -> list[RawSheet]:
    """Read every worksheet from A1 on, hidden ones included; charts and macros are left out.

    Raises
    ------
    LoadRefused
        Password, too large, or not readable: with what calamine says, where it said something.
    """
    *answers, last = [*map(_answer, _lines(workbook))] or [None]
    if last == "password":
        raise refused("password", "the file is protected with a password")
    if not isinstance(last, int):
        words = f" ({last})" if isinstance(last, str) else ""
        raise refused("not readable", f"the workbook is damaged inside{words}")
    return [_sheet(answer) for answer in answers]


def _lines(workbook: bytes) -> list[bytes]:
    """Give the answers; the child may have ended before the last, or within one."""
    most = _MOST_ANSWERED + _ANSWERED_A_BYTE * len(workbook)
    with tempfile.TemporaryFile() as given:
        given.write(workbook)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 (this program's own file)
            [sys.executable, "-P", str(_CHILD)],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as child:
            is_late = threading.Event()

            def end() -> None:
                is_late.set()
                child.kill()

            clock = threading.Timer(_LEAST_SECONDS + len(workbook) / _BYTES_A_SECOND, end)
            clock.start()
            try:
                answered = child.stdout.read(most + 1) if child.stdout else b""
            finally:
                clock.cancel()
                child.kill()
    if is_late.is_set():
        raise refused("not readable", "the workbook cannot be read in reasonable time")
    if len(answered) > most:
        raise refused("too large", "its cells hold far more than the file, repeated over and over")
    return answered.splitlines()


def _answer(line: bytes) -> Any:
    try:
        return json.loads(line, object_hook=_value)
    except (ValueError, TypeError, LookupError, RecursionError, OverflowError):
        return None


def _value(written: dict[str, Any]) -> Value:
    [(form, text)] = written.items()
    return _FORMS[form](text)


def _sheet(answer: Any) -> RawSheet:
    """Take a sheet from an answer, and nothing from one that holds anything else."""
    try:
        index, name, rows, merged = answer
        spans = [((int(a), int(b)), (int(c), int(d))) for (a, b), (c, d) in merged]
        is_sound = {type(value) for row in rows for value in row} <= _VALUES
    except (TypeError, ValueError):
        is_sound = False
    if not (is_sound and isinstance(index, int) and isinstance(name, str)):
        raise refused("not readable", "the workbook is damaged inside")
    return RawSheet(index, name, rows, spans)
