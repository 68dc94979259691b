"""Tables in which every save is a new row: none is ever changed, and none is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, insert, select
from sqlalchemy.engine import Row

MOST = 2**31 - 1
"""The largest number that a version can have in both databases."""


class SavedVersion(Protocol):
    """What was saved once, a frozen dataclass with ``number`` and ``state``."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def by(self) -> str:
        """Who saved it."""

    @property
    def said(self) -> tuple[str, ...]:
        """What makes it another than the one before."""


K = TypeVar("K")
V = TypeVar("V", bound=SavedVersion)


@dataclass(frozen=True, slots=True)
class VersionLedger(Generic[K, V]):
    """A table of versions, which are numbered from 1 within what they are versions of.

    Attributes
    ----------
    columns, key
        The columns that say of what a row is a version, and their values.
    read, row
        How a version is read from a row, and which row it is.
    """

    table: Table
    columns: tuple[str, ...]
    key: Callable[[K], tuple[str, ...]]
    read: Callable[[Row[Any]], V]
    row: Callable[[V], dict[str, Any]]

    def newest(self, connection: Connection, key: K, states: Iterable[str]) -> V | None:
        """Give the newest version in one of the states."""
        in_states = self.table.c.state.in_(tuple(states))
        return self._first(connection, self._versions(key).where(in_states))

    def numbered(self, connection: Connection, key: K, number: int) -> V | None:
        """Give one version."""
        if not 0 < number <= MOST:
            return None
        asked = self._versions(key).where(self.table.c.number == number)
        return self._first(connection, asked)

    def history(self, connection: Connection, key: K) -> tuple[V, ...]:
        """Give every version, the newest first."""
        return self.all(connection, self._versions(key))

    def newest_of_each_sql(
        self, states: Iterable[str], within: ColumnElement[bool] | None = None
    ) -> Select[Any]:
        """Give the query of the newest version, in one of the states, of each that has some."""
        columns = [self.table.c[name] for name in self.columns]
        newest = select(*columns, func.max(self.table.c.number).label("number")).group_by(*columns)
        newest = newest.where(self.table.c.state.in_(tuple(states)))
        last = (newest if within is None else newest.where(within)).subquery()
        same = (self.table.c[name] == last.c[name] for name in (*self.columns, "number"))
        return select(self.table).join(last, and_(*same))

    def all(self, connection: Connection, asked: Select[Any]) -> tuple[V, ...]:
        """Give the versions that a query of the table finds."""
        return tuple(map(self.read, connection.execute(asked).all()))

    def add(self, connection: Connection, key: K, version: V) -> V:
        """Add a version after the last, and give it with its number."""
        last = select(func.coalesce(func.max(self.table.c.number), 0)).where(self._is_of(key))
        number = int(connection.execute(last).scalar_one()) + 1
        added = replace(version, number=number)
        connection.execute(insert(self.table).values(self.row(added)))
        return added

    def put_aside(self, connection: Connection, key: K, version: V) -> V:
        """Keep what somebody else was before with; once, however often it is sent."""
        last = self.newest(connection, key, ("aside",))
        if last and (last.by, last.said) == (version.by, version.said):
            return last
        return self.add(connection, key, replace(version, state="aside"))

    def _is_of(self, key: K) -> ColumnElement[bool]:
        values = zip(self.columns, self.key(key), strict=True)
        return and_(*(self.table.c[name] == value for name, value in values))

    def _versions(self, key: K) -> Select[Any]:
        return select(self.table).where(self._is_of(key)).order_by(self.table.c.number.desc())

    def _first(self, connection: Connection, asked: Select[Any]) -> V | None:
        row = connection.execute(asked.limit(1)).first()
        return self.read(row) if row else None
