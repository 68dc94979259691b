"""The saves of one transaction, and how a version is a row of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select
from sqlalchemy.engine import Row

from cjdata.words.plain import tidy_name
from cjdata.words.schema import versions
from cjdata.words.versions import Conflict, Slot, State, Version

WORDS: tuple[State, ...] = ("draft", "published")
"""The states of what is the words of a slot."""


class Writing:
    """The saves of one transaction."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    def current(self, slot: Slot, states: Iterable[State] = WORDS) -> Version | None:
        """Give the newest words of a slot."""
        return newest_of(self._connection, slot, states)

    def put(
        self,
        slot: Slot,
        body: str,
        *,
        by: str,
        base_version: int,
        choice: str = "",
        state: State = "draft",
        saved: datetime | None = None,
    ) -> Version | Conflict:
        """Save a tidy text on top of ``base_version``, or keep it aside where that is not last."""
        head = self.current(slot)
        if head and head.says_the_same(body, choice) and state in {"draft", head.state}:
            return head
        when = saved or self._clock()
        wanted = Version(slot, 0, body, choice, state, tidy_name(by), when, base_version)
        if base_version == (head.number if head else 0):
            return self._add(wanted)
        before = numbered(self._connection, slot, base_version)
        return Conflict(self._aside(wanted), head, before)

    def _aside(self, wanted: Version) -> Version:
        """Keep words that did not become the words; once, however often they are sent."""
        last = self.current(wanted.slot, ("aside",))
        same_words = last and last.says_the_same(wanted.body, wanted.choice)
        if last and same_words and last.by == wanted.by:
            return last
        return self._add(replace(wanted, state="aside"))

    def _add(self, version: Version) -> Version:
        last = select(func.coalesce(func.max(versions.c.number), 0)).where(is_in(version.slot))
        number = int(self._connection.execute(last).scalar_one()) + 1
        added = replace(version, number=number)
        self._connection.execute(insert(versions).values(_row(added)))
        return added


def is_in(slot: Slot) -> ColumnElement[bool]:
    """Give the condition that a row is of a slot."""
    return and_(
        versions.c.area == slot.area,
        versions.c.year == slot.year,
        versions.c.outline == slot.outline,
        versions.c.section == slot.section,
        versions.c.outcome == slot.outcome,
    )


def newest_of(connection: Connection, slot: Slot, states: Iterable[State]) -> Version | None:
    """Give the newest version of a slot in one of the states."""
    asked = select(versions).where(is_in(slot), versions.c.state.in_(tuple(states)))
    row = connection.execute(asked.order_by(versions.c.number.desc()).limit(1)).first()
    return version_of(row) if row else None


def numbered(connection: Connection, slot: Slot, number: int) -> Version | None:
    """Give one version of a slot."""
    asked = select(versions).where(is_in(slot), versions.c.number == number)
    row = connection.execute(asked).first()
    return version_of(row) if row else None


def version_of(row: Row[Any]) -> Version:
    """Read a row."""
    slot = Slot(row.area, row.year, row.section, row.outcome, row.outline)
    return Version(
        slot, row.number, row.body, row.choice, row.state, row.author, row.saved, row.based_on
    )


def _row(version: Version) -> dict[str, Any]:
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
