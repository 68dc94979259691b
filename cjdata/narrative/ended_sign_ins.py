"""Sign-ins that were ended: the browser's cookie may be kept, and opens nothing any more.

They stand in the database of words because several processes can serve the same readers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from cjdata.narrative.table_definitions import ended_sign_ins
from cjdata.narrative.words_database import WordsDatabase

_KEPT_FOR = timedelta(days=2)
"""Longer than any sign-in counts."""


class EndedSignIns:
    """The sign-ins that were ended, each known by a mark that names nobody."""

    def __init__(self, database: WordsDatabase, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def end(self, mark: str) -> None:
        """End a sign-in; ending it again changes nothing.

        Raises
        ------
        WordsError
            When the database refuses.
        """
        now = self._clock()

        def put(connection: Connection) -> None:
            old = ended_sign_ins.c.ended < now - _KEPT_FOR
            connection.execute(delete(ended_sign_ins).where(old))
            if not _is_there(connection, mark):
                connection.execute(insert(ended_sign_ins).values(mark=mark, ended=now))

        self._database.write(put, is_kept=False)

    def has_ended(self, mark: str) -> bool:
        """Say whether a sign-in was ended.

        Raises
        ------
        WordsError
            When the database refuses.
        """
        return self._database.read(lambda connection: _is_there(connection, mark))


def _is_there(connection: Connection, mark: str) -> bool:
    found = select(ended_sign_ins.c.mark).where(ended_sign_ins.c.mark == mark)
    return connection.execute(found).first() is not None
