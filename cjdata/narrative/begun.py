"""Remembers in the data folder that words were saved, so that their loss is told.

An emptied or missing database looks just like a new one: without this, a dashboard whose
database was lost would go on as if nobody had ever written.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

from cjdata.errors import Mistake
from cjdata.narrative.plain_text import WordsError
from cjdata.narrative.whole_database import holds_words
from cjdata.narrative.words_database import WordsDatabase

FILE = "words.begun"
_FIX = (
    "Put the database back, or restore a backup (python -m cjdata restore). If another one is "
    f"meant by now, or to begin anew on purpose, remove {FILE} from the data folder."
)


class WordsBegun:
    """The mark in a data folder that words were saved."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._is_noted = False

    def refuse_if_missing(self, url: URL) -> None:
        """Refuse to make a database anew in place of one that is gone.

        Raises
        ------
        WordsError
            When words were saved, and the file that held them is not there.
        """
        is_file = url.get_backend_name() == "sqlite"
        if is_file and self._path.exists() and not Path(str(url.database)).exists():
            raise WordsError(Mistake(str(url.database), self._said("is not there"), _FIX))

    def refuse_if_emptied(self, database: WordsDatabase) -> None:
        """Refuse a database without words and packs where there were some; note one with some.

        Raises
        ------
        WordsError
            When words were saved and none is there, or the database refuses.
        """
        # Before the rows are counted: another process may save its first words meanwhile.
        was_begun = self._path.exists()
        if database.read(holds_words):
            self.note()
        elif was_begun:
            raise WordsError(Mistake(database.where, self._said("is empty"), _FIX))

    def note(self) -> None:
        """Note that something was saved, once."""
        if self._is_noted or not self._path.parent.is_dir():
            return
        if not self._path.exists():
            now = datetime.now(UTC).isoformat(timespec="seconds")
            with suppress(OSError):  # a folder that cannot be written: what was saved is saved
                self._path.write_text(f"{now}\n", encoding="ascii")
        self._is_noted = True

    def _said(self, what: str) -> str:
        since = self._path.read_text(encoding="ascii", errors="replace").strip()[:10]
        return f"the database of words {what}, though words were saved from {since} on"
