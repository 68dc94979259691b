"""The view of the loads so far, and of what one can go back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cjdata import settings
from cjdata.errors import SourceError
from cjdata.store.load_folders import read_abouts
from cjdata.store.loads import is_of_supplied
from cjdata.store.loads_in_force import not_in_force
from cjdata.store.snapshot_history import SnapshotEntry, history
from cjdata.supplied_setting import supplied_setting
from cjdata.text import number, upper_first
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
    """The loads so far, those that one can go back to, and which are not in force, and why."""

    table: Table
    further: Table | None
    ways_back: tuple[Past, ...]
    not_in_force: Table | None


_FIRST = 8


def history_view(home: Path, *, with_names: bool) -> HistoryView:
    """List the snapshots of the published figures, the newest first.

    ``with_names`` says who made each. That is an account of the machine or of an editor, and for
    those alone who may load themselves.
    """
    entries = _told(history(home / "extracts", settings.PUBLISHED))
    rows = tuple(_history_row(entry, with_names=with_names) for entry in entries)
    header = ("When", "What", *(["Who"] if with_names else []), "Figures", "Now")
    further = Table("Older loads", header, rows[_FIRST:]) if rows[_FIRST:] else None
    return HistoryView(
        Table("Loads so far, the newest first", header, rows[:_FIRST]),
        further,
        tuple(map(_past, (e for e in entries if e.readable and not e.is_current))),
        _not_in_force(home),
    )


def _not_in_force(home: Path) -> Table | None:
    """List the loads that are there and not in force, each with its reason and what to do.

    Those of figures supplied to the partnership are named by no more than that. A journal with
    mistakes is told where it is built from.
    """
    try:
        said = not_in_force(home)
    except SourceError:
        return None
    rows = tuple(
        (Cell(_load_name(home, load_id)), Cell(upper_first(f"{why.what}.")), Cell(why.fix))
        for load_id, why in sorted(said.items())
    )
    header = ("Load", "Why", "What to do")
    return Table(loading.TEXTS.not_in_force, header, rows) if rows else None


def _load_name(home: Path, load_id: str) -> str:
    """Name a load by its file, where that is for everybody and can be read."""
    if is_of_supplied(load_id) and not supplied_setting().is_shown:
        return loading.TEXTS.private_load
    about = next(iter(read_abouts(home, (load_id,))), None)
    return f"{about.file}, edition {about.edition}" if about else load_id


def _told(entries: Sequence[SnapshotEntry]) -> list[SnapshotEntry]:
    """Leave out the names of files that hold figures supplied to the partnership."""
    if supplied_setting().is_shown:
        return list(entries)
    before = {entry.id: set(entry.loads) for entry in entries}
    return [
        replace(entry, what=loading.TEXTS.loaded_some)
        if any(
            is_of_supplied(load) for load in set(entry.loads) - before.get(entry.previous, set())
        )
        else entry
        for entry in entries
    ]


def _history_row(entry: SnapshotEntry, *, with_names: bool) -> tuple[Cell, ...]:
    count = "" if entry.rows is None else number(entry.rows)
    standing = "Current" if entry.is_current else ""
    return (
        Cell(loading.moment_in_words(entry.built)),
        Cell(_what(entry), entry.trouble),
        *([Cell(entry.by or "Not recorded")] if with_names else []),
        Cell(count),
        Cell(standing),
    )


def _past(entry: SnapshotEntry) -> Past:
    return Past(entry.id, loading.moment_in_words(entry.built), _what(entry))


def _what(entry: SnapshotEntry) -> str:
    return entry.what or "Built"
