"""Has calamine read a workbook in a process of its own: see ``calamine_child``."""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.source_workbook import Value

_CHILD = Path(__file__).with_name("calamine_child.py")
_LEAST_SECONDS = 60
_BYTES_A_SECOND = 2_000_000
"""A tenth of what the slowest computer should manage."""

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
        Password, or not readable: with what calamine says, where it said something.
    """
    answers = list(_answers(_run(workbook)))
    last = answers.pop() if answers else None
    if last == "password":
        raise refused("password", "the file is protected with a password")
    if not isinstance(last, int):
        words = f" ({last})" if isinstance(last, str) else ""
        raise refused("not readable", f"the workbook is damaged inside{words}")
    return [RawSheet(*answer) for answer in answers]


def _run(workbook: bytes) -> bytes:
    seconds = _LEAST_SECONDS + len(workbook) / _BYTES_A_SECOND
    command = [sys.executable, "-P", str(_CHILD)]
    try:
        done = subprocess.run(  # noqa: S603 (this program's own file)
            command,
            input=workbook,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refused("not readable", "the workbook cannot be read in reasonable time") from error
    return done.stdout


def _answers(stream: bytes) -> Iterator[Any]:
    """Give the answers that arrived whole; the child may have ended before the last."""
    file = io.BytesIO(stream)
    while True:
        try:
            yield pickle.load(file)  # noqa: S301 (written by this program's own child)
        except (EOFError, pickle.UnpicklingError):
            return
