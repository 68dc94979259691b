"""The saves of one transaction, and how a version is a row of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import Row

from cjdata.narrative.plain_text import tidy_name
from cjdata.narrative.table_definitions import versions
from cjdata.narrative.version_ledger import VersionLedger
from cjdata.narrative.words_versions import ReportSlot, State, WordsConflict, WordsVersion

WORDS: tuple[State, ...] = ("draft", "published")
"""The states of what is the words of a slot."""


class WordsTransaction:
    """The saves of one transaction."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    def current(self, slot: ReportSlot, states: Iterable[State] = WORDS) -> WordsVersion | None:
        """Give the newest words of a slot."""
        return LEDGER.newest(self._connection, slot, states)

    def put(
        self,
        slot: ReportSlot,
        body: str,
        *,
        by: str,
        base_version: int,
        choice: str = "",
        state: State = "draft",
        saved: datetime | None = None,
    ) -> WordsVersion | WordsConflict:
        """Save a tidy text on top of ``base_version``, or keep it aside where that is not last.

        What is there already is not saved again, unless ``saved`` says when it was, elsewhere.
        """
        head = self.current(slot)
        is_there = head and head.says_the_same(body, choice) and state in {"draft", head.state}
        if head and is_there and saved is None:
            return head
        when = saved or self._clock()
        wanted = WordsVersion(slot, 0, body, choice, state, tidy_name(by), when, base_version)
        if base_version == (head.number if head else 0):
            return LEDGER.add(self._connection, slot, wanted)
        before = LEDGER.numbered(self._connection, slot, base_version)
        return WordsConflict(LEDGER.put_aside(self._connection, slot, wanted), head, before)


def _read(row: Row[Any]) -> WordsVersion:
    slot = ReportSlot(row.area, row.year, row.section, row.outcome, row.outline)
    return WordsVersion(
        slot, row.number, row.body, row.choice, row.state, row.author, row.saved, row.based_on
    )


def _row(version: WordsVersion) -> dict[str, Any]:
    slot = version.slot
    return {
        "area": slot.area,
        "year": slot.year,
        "outline": slot.outline,
        "section": slot.section,
        "outcome": slot.outcome,
        "number": version.number,
        "body": version.body,
        "choice": version.choice,
        "state": version.state,
        "author": version.by,
        "saved": version.saved,
        "based_on": version.based_on,
    }


def _key(slot: ReportSlot) -> tuple[str, ...]:
    return slot.area, slot.year, slot.outline, slot.section, slot.outcome


_SLOT = ("area", "year", "outline", "section", "outcome")

LEDGER: VersionLedger[ReportSlot, WordsVersion] = VersionLedger(versions, _SLOT, _key, _read, _row)
"""The table of the words."""
