"""Restores a backup into an empty folder and an empty database: all of it, or nothing."""

from __future__ import annotations

import json
import lzma
import secrets
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from cjdata.backup.write_backup import ABOUT, DATA, FORM, SETTINGS, WORDS
from cjdata.errors import CjdataError, Mistake
from cjdata.narrative.whole_database import Row, put_all_rows
from cjdata.narrative.words_database import WordsDatabase
from cjdata.store.supplied_folder import close_to_others, make_private_folder, supplied_folder

_MOST_BYTES = 4 * 1024**3
_WHOLE = "Use another copy of it. Nothing was restored."
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,  # a flipped byte can say that it is encrypted, or packed in an unknown way
    TypeError,
    ValueError,
)
"""What Python’s readers raise of a damaged archive, and of what it says of itself."""


@dataclass(frozen=True)
class Restored:
    """What came back.

    Attributes
    ----------
    made
        When the backup was made.
    rows
        How many rows of words, by table.
    settings
        The settings of then, for a person to set again.
    """

    made: str
    files: int
    rows: Mapping[str, int]
    settings: Mapping[str, str]


def restore_backup(
    file: Path, home: Path, open_database: Callable[[Path], WordsDatabase]
) -> Restored:
    """Restore a backup into a data folder that is empty or not there.

    Only the account that restores can read it: it holds drafts, and what was supplied to the
    partnership.

    Parameters
    ----------
    open_database
        Opens the database of words for a data folder, as a file in there or elsewhere.

    Raises
    ------
    CjdataError
        When the file is damaged or of a later form, or something is there already. Nothing is
        changed then.
    """
    if home.exists() and any(home.iterdir()):
        fix = "Set CJDATA_HOME to an empty folder, or one that is not there."
        raise CjdataError(Mistake(str(home), "the data folder holds something already", fix))
    about, contents = _read(file)
    rows, settings = _rows(file, contents), _settings(file, contents)
    beside = home.with_name(f"{home.name}.restoring-{secrets.token_hex(4)}")
    try:
        beside.mkdir(mode=0o700, parents=True)
        data = {name: c for name, c in contents.items() if name.startswith(DATA)}
        for name, content in data.items():
            path = beside / PurePosixPath(name.removeprefix(DATA))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if about["words"]:
            database = open_database(beside)
            try:
                put_all_rows(database, rows)
            finally:
                database.close()
        _close(beside)
        if home.exists():
            home.rmdir()
        beside.replace(home)
    except OSError as error:
        what = f"the folder cannot be written ({error.strerror or error})"
        fix = "See whether the disk has room and the folder can be written."
        raise CjdataError(Mistake(str(home), what, fix)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    counts = {table: len(found) for table, found in rows.items()}
    return Restored(str(about["made"]), len(data), counts, settings)


def _close(home: Path) -> None:
    """Let only the own account read a folder with all that is in it."""
    if supplied_folder(home).is_dir():
        make_private_folder(supplied_folder(home))
    for place in (home, *home.rglob("*")):
        if place.is_dir():
            close_to_others(place)


def _read(file: Path) -> tuple[Mapping[str, Any], dict[str, bytes]]:
    """Read all of a backup, and hold it against what it says of itself."""
    where = str(file)
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                raise CjdataError(Mistake(where, "it is larger than any backup", _WHOLE))
            about = json.loads(archive.read(ABOUT))
            if about["form"] != FORM:
                what = f"it is of form {about['form']}, and this dashboard knows {FORM}"
                fix = "Restore it with a later version of the dashboard. Nothing was restored."
                raise CjdataError(Mistake(where, what, fix))
            hashes, _ = dict(about["sha256"]), (about["made"], about["words"])
            contents = {n: archive.read(n) for n in archive.namelist() if n != ABOUT}
    except FileNotFoundError as error:
        fix = "Give the path of a file that “backup” wrote."
        raise CjdataError(Mistake(where, "there is no such file", fix)) from error
    except _DAMAGES as error:
        raise CjdataError(Mistake(where, "it is no whole backup", _WHOLE)) from error
    wrong = sorted(
        name
        for name in {*hashes, *contents}
        if name not in contents
        or sha256(contents[name]).hexdigest() != hashes.get(name)
        or not _is_inside(name)
    )
    if wrong:
        raise CjdataError(Mistake(f"{where}, {wrong[0]}", "it was changed or cut short", _WHOLE))
    return about, contents


def _is_inside(name: str) -> bool:
    """Say whether a name leads to a place in the folder, and not out of it."""
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and ".." not in parts and ":" not in name and "\\" not in name


def _rows(file: Path, contents: Mapping[str, bytes]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for name, content in contents.items():
        if name.startswith(WORDS):
            try:
                found = [json.loads(line) for line in content.decode("utf-8").split("\n") if line]
            except ValueError as error:
                raise CjdataError(Mistake(f"{file}, {name}", "it is damaged", _WHOLE)) from error
            rows[name.removeprefix(WORDS).removesuffix(".jsonl")] = found
    return rows


def _settings(file: Path, contents: Mapping[str, bytes]) -> dict[str, str]:
    try:
        return dict(json.loads(contents.get(SETTINGS, b"{}")))
    except (TypeError, ValueError) as error:
        raise CjdataError(Mistake(f"{file}, {SETTINGS}", "it is damaged", _WHOLE)) from error
