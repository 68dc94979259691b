"""The view of the loads so far, and of what one can go back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cjdata import settings
from cjdata.store.snapshot_history import SnapshotEntry, history
from cjdata.text import number
from cjdata.views.table import Cell, Table
from cjdata.wording import loading


@dataclass(frozen=True)
class Past:
    """Figures that one can go back to: the id of their snapshot, when and what."""

    id: str
    when: str
    what: str

    @property
    def label(self) -> str:
        """How a list names them."""
        return f"{self.when}: {self.what}"


@dataclass(frozen=True)
class HistoryView:
    """The loads so far, and those that one can go back to."""

    table: Table
    further: Table | None
    ways_back: tuple[Past, ...]


_FIRST = 8
_PRIVATE = "supplied-"
"""What begins the ids of loads of figures that are not published: the recipe’s name."""


def history_view(home: Path) -> HistoryView:
    """List the snapshots of the published figures, the newest first."""
    entries = _told(history(home / "extracts", settings.PUBLISHED))
    rows = tuple(map(_history_row, entries))
    header = ("When", "What", "Who", "Figures", "Now")
    further = Table("Older loads", header, rows[_FIRST:]) if rows[_FIRST:] else None
    return HistoryView(
        Table("Loads so far, the newest first", header, rows[:_FIRST]),
        further,
        tuple(map(_past, (e for e in entries if e.readable and not e.is_current))),
    )


def _told(entries: Sequence[SnapshotEntry]) -> list[SnapshotEntry]:
    """Leave out the names of files that hold figures supplied to the partnership."""
    if settings.supplied_allowed():
        return list(entries)
    before = {entry.id: set(entry.loads) for entry in entries}
    return [
        replace(entry, what=loading.TEXTS.loaded_some)
        if any(
            load.startswith(_PRIVATE)
            for load in set(entry.loads) - before.get(entry.previous, set())
        )
        else entry
        for entry in entries
    ]


def _history_row(entry: SnapshotEntry) -> tuple[Cell, ...]:
    count = "" if entry.rows is None else number(entry.rows)
    standing = "Current" if entry.is_current else ""
    return (
        Cell(loading.moment_in_words(entry.built)),
        Cell(_what(entry), entry.trouble),
        Cell(entry.by or "Not recorded"),
        Cell(count),
        Cell(standing),
    )


def _past(entry: SnapshotEntry) -> Past:
    return Past(entry.id, loading.moment_in_words(entry.built), _what(entry))


def _what(entry: SnapshotEntry) -> str:
    return entry.what or "Built"
