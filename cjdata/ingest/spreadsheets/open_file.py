"""Opens a file of figures: .xlsx, .xls, .ods or .csv, as bytes or by its path.

What kind it is, its content decides. Everything is checked on the way in: see ``workbook_formats``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Literal

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.container_kinds import container_of
from cjdata.ingest.spreadsheets.csv_files import read_csv
from cjdata.ingest.spreadsheets.file_names import shown_name
from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook
from cjdata.ingest.spreadsheets.workbook_formats import read_archive, read_compound
from cjdata.ingest.tables.unnamed_columns import without_made_up_names

DEFAULT_LIMIT = 200_000_000
"""The largest file that is taken, in bytes."""

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

Kind = Literal["xlsx", "xls", "ods", "csv"]


def open_book(
    content: bytes, name: str, limit: int = DEFAULT_LIMIT, progress: Progress | None = None
) -> SourceWorkbook:
    """Read a file that has come as bytes.

    Parameters
    ----------
    content, name
        What is in the file, and its name with its ending.
    limit
        How many bytes are taken at most.
    progress
        Called now and then with the share that is read.

    Raises
    ------
    LoadRefused
        With one error whose kind says why: not readable, too large, zip bomb, external
        entity, password, truncated, not a workbook, or empty.
    """
    name = shown_name(name)
    try:
        _check_size(len(content), limit)
        kind, sheets = _read(content, name, progress or _untold)
        if not any(any(value != "" for value in row) for s in sheets for row in s.rows):
            raise refused("empty", "no sheet has anything in it")
        if progress:
            progress(1.0)
    except LoadRefused as refusal:
        raise _named(refusal, name) from refusal
    read = tuple(map(without_made_up_names, sheets))
    return SourceWorkbook(name, kind, hashlib.sha256(content).hexdigest(), read)


def read_book(
    path: Path, limit: int = DEFAULT_LIMIT, progress: Progress | None = None
) -> SourceWorkbook:
    """Read a file from disk, as ``open_book`` does; one that is too large is not even read.

    Raises
    ------
    LoadRefused
        As ``open_book``; not readable, too, when there is no such file.
    """
    name = shown_name(path.name)
    try:
        if not path.is_file():
            raise refused("not readable", "there is no such file", expected="a file", fix=_LOOK)
        _check_size(path.stat().st_size, limit)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except LoadRefused as refusal:
        raise _named(refusal, name) from refusal
    except OSError as error:
        found = f"it cannot be read ({error.strerror or error})"
        raise _named(refused("not readable", found, fix=_LOOK), name) from error
    return open_book(content, name, limit, progress)


_LOOK = "Check the file's name and folder, and that you may read it."


def _read(content: bytes, name: str, progress: Progress) -> tuple[Kind, tuple[SourceSheet, ...]]:
    container = container_of(content)
    if container == "archive":
        return read_archive(content)
    if container == "compound":
        return "xls", read_compound(content)
    return "csv", (read_csv(content, PurePath(name).stem, progress),)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        found, most = f"the file has {size / 1e6:,.1f} MB", f"at most {limit / 1e6:,.1f} MB"
        raise refused("too large", found, expected=most)


def _named(refusal: LoadRefused, name: str) -> LoadRefused:
    return LoadRefused(replace(remark, file=name) for remark in refusal.remarks)


def _untold(share: float) -> None:
    """Take no notice."""
