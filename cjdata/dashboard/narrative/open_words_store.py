"""The words' database as the dashboard holds it: opened once, shared by all visits."""

from __future__ import annotations

import threading
from pathlib import Path

from cjdata import settings
from cjdata.narrative import WordsStore, begun, open_words
from cjdata.narrative.words_database import SQLITE_FILE

_lock = threading.Lock()
_open: dict[tuple[Path, str | None], WordsStore] = {}


def words() -> WordsStore:
    """Give the words, ready to read and write; the database is made where there is none.

    Raises
    ------
    WordsError
        When it cannot be opened; the next call tries again.
    """
    key = settings.home(), settings.database_url()
    with _lock:
        found = _open.get(key)
    if found is not None:
        return found
    opened = open_words(*key)  # without the lock: others do not wait in line for a silent server
    with _lock:
        found = _open.setdefault(key, opened)
    if found is not opened:  # another visit was first
        opened.close()
    return found


def words_if_any() -> WordsStore | None:
    """Give the words to read; None where nobody has written yet, so that readers make no file.

    Raises
    ------
    WordsError
        As ``words``.
    """
    home, url = settings.home(), settings.database_url()
    is_begun = url or (home / SQLITE_FILE).exists() or (home / begun.FILE).exists()
    return words() if is_begun else None
