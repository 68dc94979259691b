"""Saved packs: every save is a new version, as with words, and none is ever changed.

What is in a pack is the business of others: here it is a text.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import Row

from cjdata.errors import Mistake
from cjdata.narrative.pack_versions import PackConflict, PackState, SavedPack, checked_pack
from cjdata.narrative.plain_text import WordsError, tidy_name
from cjdata.narrative.table_definitions import packs
from cjdata.narrative.version_ledger import VersionLedger
from cjdata.narrative.words_database import WordsDatabase

_HEADS: tuple[PackState, ...] = ("saved", "removed")
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
_ID_LENGTH = 10


class SavedPacks:
    """The packs of a database, shared by threads and refusing as the words do."""

    def __init__(self, database: WordsDatabase, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def save(
        self,
        body: str,
        *,
        name: str,
        area: str,
        by: str,
        pack_id: str | None = None,
        base_version: int = 0,
    ) -> SavedPack | PackConflict:
        """Save a pack on top of the version that it was changed from.

        A pack that is there already just so is not saved again.

        Parameters
        ----------
        area
            The code of the area that the pack is of.
        pack_id
            None makes a new pack, and so does one that the database does not hold: the answer
            has its id.
        base_version
            The number of the version that the person had before them.

        Returns
        -------
        SavedPack | PackConflict
            The version saved; or the conflict, where somebody saved since ``base_version``.

        Raises
        ------
        WordsError
            When the pack is too large or has no name, or the database refuses.
        """
        name = checked_pack(name, body)
        when, author = self._clock(), tidy_name(by)
        wanted = SavedPack(pack_id or "", 0, name, area, body, author, when, "saved", base_version)
        return self._database.write(lambda connection: _put(connection, wanted))

    def remove(self, pack_id: str, *, by: str, base_version: int) -> SavedPack | PackConflict:
        """Take a pack out of the list. Saving it again, on top of the answer, brings it back.

        Returns
        -------
        SavedPack | PackConflict
            The version of state ``removed``; or the conflict, where somebody saved since
            ``base_version``, so that nobody removes what they have not seen.

        Raises
        ------
        WordsError
            When there is no such pack, or the database refuses.
        """

        def work(connection: Connection) -> SavedPack | PackConflict:
            head = _head(connection, pack_id)
            if head is None:
                fix = "Load the list of packs again."
                raise WordsError(Mistake(self._database.where, "holds no such pack", fix))
            if head.state == "removed":
                return head
            if base_version != head.number:
                seen = LEDGER.numbered(connection, pack_id, base_version)
                return PackConflict(seen or head, head)
            when, author = self._clock(), tidy_name(by)
            gone = replace(head, by=author, saved=when, state="removed", based_on=base_version)
            return LEDGER.add(connection, pack_id, gone)

        return self._database.write(work)

    def listed(self, area: str | None = None) -> tuple[SavedPack, ...]:
        """Give the packs of an area, or of all, the newest saved first; removed ones left out."""
        asked = LEDGER.newest_of_each_sql(_HEADS).where(packs.c.state == "saved")
        asked = asked if area is None else asked.where(packs.c.area == area)
        asked = asked.order_by(packs.c.saved.desc(), packs.c.id.desc())
        return self._database.read(lambda connection: LEDGER.all(connection, asked))

    def get(self, pack_id: str) -> SavedPack | None:
        """Give the newest version of a pack, also where it was removed."""
        return self._database.read(lambda connection: _head(connection, pack_id))

    def version(self, pack_id: str, number: int) -> SavedPack | None:
        """Give one version of a pack."""
        return self._database.read(lambda c: LEDGER.numbered(c, _as_id(pack_id), number))

    def history(self, pack_id: str) -> tuple[SavedPack, ...]:
        """Give every version of a pack, the newest first."""
        return self._database.read(lambda c: LEDGER.history(c, _as_id(pack_id)))


def _put(connection: Connection, wanted: SavedPack) -> SavedPack | PackConflict:
    head = _head(connection, wanted.id)
    if head is None:
        first = replace(wanted, id=_unused_id(connection), based_on=0)
        return LEDGER.add(connection, first.id, first)
    if head.state == "saved" and head.said == wanted.said:
        return head
    if head.number == wanted.based_on:
        return LEDGER.add(connection, head.id, wanted)
    return PackConflict(LEDGER.put_aside(connection, head.id, wanted), head)


def _head(connection: Connection, pack_id: str) -> SavedPack | None:
    return LEDGER.newest(connection, _as_id(pack_id), _HEADS)


def _as_id(text: str) -> str:
    """Give an id as it is; anything else, such as from an address, becomes the id of no pack."""
    return text if len(text) == _ID_LENGTH and set(text) <= set(_LETTERS) else ""


def _unused_id(connection: Connection) -> str:
    while True:
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))
        if _head(connection, drawn) is None:
            return drawn


def _read(row: Row[Any]) -> SavedPack:
    return SavedPack(
        row.pack,
        row.number,
        row.name,
        row.area,
        row.body,
        row.author,
        row.saved,
        row.state,
        row.based_on,
    )


def _row(pack: SavedPack) -> dict[str, Any]:
    return {
        "pack": pack.id,
        "number": pack.number,
        "name": pack.name,
        "area": pack.area,
        "body": pack.body,
        "author": pack.by,
        "saved": pack.saved,
        "state": pack.state,
        "based_on": pack.based_on,
    }


def _key(pack_id: str) -> tuple[str, ...]:
    return (pack_id,)


LEDGER: VersionLedger[str, SavedPack] = VersionLedger(packs, ("pack",), _key, _read, _row)
"""The table of the packs."""
