"""Writes a backup: the data folder's text, and every row of the database of words."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cjdata.errors import CjdataError, Mistake
from cjdata.narrative.table_definitions import HEAD
from cjdata.narrative.whole_database import all_rows
from cjdata.narrative.words_database import WordsDatabase
from cjdata.own_version import own_version
from cjdata.store.lock import loading_lock

FORM = 1
"""Of the file; a later one is refused by an earlier dashboard."""
ABOUT = "about.json"
DATA, WORDS, SETTINGS = "data/", "words/", "settings.json"

NOT_KEPT = ("extracts", "machine.key", "words.sqlite")
"""What begins the names in the data folder that are left out: snapshots are built anew, the key
is this machine's own, and the words stand in the backup row by row."""
_SECRET = ("URL", "SECRET", "PASSWORD", "TOKEN")


def file_name(when: datetime) -> str:
    """Give the name of a backup of a moment."""
    return f"community-justice-{when.astimezone(UTC):%Y-%m-%dT%H%M%S}Z.zip"


def write_backup(
    home: Path, words: WordsDatabase | None, folder: Path, *, by: str, when: datetime
) -> Path:
    """Write all that cannot be built anew into one dated file; it is whole or not there.

    While it is written nobody can load figures, and the words are those of one moment. Only the
    account that writes it can read it: it holds drafts, and what was supplied to the partnership.

    Parameters
    ----------
    words
        The database of words; None where there is none.

    Raises
    ------
    CjdataError
        When a part cannot be read or the file not be written.
    """
    target = folder / file_name(when)
    if folder.resolve().is_relative_to(home):
        fix = "Choose a folder elsewhere: the next backup would hold this one."
        raise CjdataError(Mistake(str(folder), "it lies in the data folder", fix))
    beside = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with (
                os.fdopen(handle, "wb") as file,
                zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into,
                loading_lock(home / "extracts", by, "Writing a backup", wait=10.0),
            ):
                _fill(into, home, words, when)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        what = f"the backup cannot be written ({error.strerror or error})"
        fix = "See whether the folder can be written and the disk has room. Nothing was changed."
        raise CjdataError(Mistake(str(target), what, fix)) from error
    return target


def _fill(into: zipfile.ZipFile, home: Path, words: WordsDatabase | None, when: datetime) -> None:
    hashes: dict[str, str] = {}

    def put(name: str, content: bytes) -> None:
        into.writestr(name, content)
        hashes[name] = sha256(content).hexdigest()

    for path in kept_files(home):
        put(DATA + path.relative_to(home).as_posix(), path.read_bytes())
    tables = all_rows(words) if words is not None else {}
    for table, rows in tables.items():
        put(f"{WORDS}{table}.jsonl", "".join(f"{_json(row)}\n" for row in rows).encode())
    put(SETTINGS, _json(_settings(), indent=2).encode())
    about = {
        "form": FORM,
        "dashboard": own_version(),
        "made": when.astimezone(UTC).isoformat(timespec="seconds"),
        "words": HEAD if words is not None else "",
        "rows": {table: len(rows) for table, rows in tables.items()},
        "sha256": hashes,
    }
    into.writestr(ABOUT, _json(about, indent=2))


def kept_files(home: Path) -> Iterator[Path]:
    """Give the files of the data folder that a backup holds, in order."""
    for path in sorted(home.rglob("*")):
        top = path.relative_to(home).parts[0]
        if path.is_file() and not path.is_symlink() and not top.startswith(NOT_KEPT):
            yield path


def _settings() -> Mapping[str, str]:
    """Give the settings as they are, but for what holds a password."""
    return {
        name: "(not kept: it may hold a password)" if name.endswith(_SECRET) else value
        for name, value in sorted(os.environ.items())
        if name.startswith("CJDATA_")
    }


def _json(content: Any, indent: int | None = None) -> str:
    return json.dumps(content, ensure_ascii=False, indent=indent)
