"""Which loads are in force, and the one step in which that and the figures change together.

What is in force stands in the journal beside the loads (``cjdata.store.journal``), and nowhere
else: not in the folder of the snapshots, which may be removed, and not in the order of clocks.

The journal may be shared; figures that were supplied privately are not. In a copy that has none
of them the loads that hold them stay in force, are passed over, and are told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from cjdata import settings
from cjdata.errors import CjdataError, Mistake, SnapshotError, SourceError
from cjdata.store.journal import (
    NAME,
    NONE_YET,
    WHERE,
    LoadJournal,
    begun,
    read_journal,
    write_journal,
)
from cjdata.store.load_folders import (
    every_load_id,
    folder_of,
    is_absent,
    loads_folder,
    supplied_loads_folder,
)
from cjdata.store.loads import Load, read_load, sweep_loads, where_of
from cjdata.store.manifest import REBUILD, described
from cjdata.store.move_supplied import move_supplied
from cjdata.store.snapshots import current_ids_if_any, point_to, promise
from cjdata.store.supplied_folder import FOLDER


def loads_in_force(home: Path) -> tuple[str, ...]:
    """List the loads in force, in the order in which they were published.

    Raises
    ------
    SourceError
        When the journal has mistakes, or nothing tells which of the loads there are in force.
    """
    return tuple(_journal(home).in_force)


def read_loads_in_force(home: Path) -> tuple[Load, ...]:
    """Read the loads in force, in the order of their ids.

    Raises
    ------
    SourceError
        As ``loads_in_force``; or with every load that is missing or damaged, by its line.
    """
    loads, findings = [], []
    for load_id, line in sorted(_journal(home).in_force.items()):
        if is_absent(home, load_id):
            continue
        place = folder_of(home, load_id)
        try:
            loads.append(read_load(place, load_id))
        except SourceError as error:
            where = f"{WHERE}, line {line}" if line else where_of(place / load_id)
            what = f"{load_id} is in force, and {error.findings[0].what}"
            findings.append(Mistake(where, what, error.findings[0].fix))
    if findings:
        raise SourceError(findings)
    return tuple(loads)


def begin(
    home: Path, *, by: str, otherwise: Collection[str] | None = None, to_load: bool = False
) -> None:
    """Clear up in the folder of the loads, and begin its journal where there is none yet.

    Versions before this one kept none: what the current snapshot is made from is in force then,
    and ``otherwise`` where that cannot be told. Where there are no loads, one is begun only
    ``to_load`` the first. Whoever calls holds the lock.

    Raises
    ------
    SourceError
        When nothing tells which of the loads there are in force.
    """
    folder = loads_folder(home)
    sweep_loads(folder)
    sweep_loads(supplied_loads_folder(home))
    move_supplied(home)
    journal = _journal(home, otherwise)
    if not journal.content and (to_load or journal.in_force or every_load_id(home)):
        what = "In force when this journal was begun"
        write_journal(folder, begun(tuple(journal.in_force), by=by, what=what))


def commit(
    home: Path, snapshots: Mapping[str, str], loads: Collection[str], *, by: str, what: str
) -> bool:
    """Make snapshots (id by set) current, and the loads they hold those in force, at once.

    One rename decides: that of the journal, where other loads are in force than before, for the
    pointer has said by then what is current as soon as the journal reads so; that of the pointer
    where they are the same. Gives whether anything changed. Whoever calls holds the lock.

    Raises
    ------
    SnapshotError
        When the disk refuses; nothing has changed.
    """
    extracts, folder = home / "extracts", loads_folder(home)
    journal = _journal(home)
    absent = [load for load in journal.in_force if is_absent(home, load)]
    content = journal.leading_to([*loads, *absent], by=by, what=what)
    if content == journal.content:
        return point_to(extracts, snapshots)
    promise(extracts, snapshots, folder / NAME, content)
    write_journal(folder, content)
    with suppress(SnapshotError):  # readers see it already; the next change clears up
        point_to(extracts, snapshots)
    return True


def doubts(home: Path) -> list[Mistake]:
    """Say where loads, journal and published figures do not go together, for people to see."""
    try:
        journal = _journal(home)
        read_loads_in_force(home)
    except CjdataError as error:
        return list(error.findings)
    return [*_absent(home, journal), *_not_named(home, journal), *_not_built(home, journal)]


def not_in_force(home: Path) -> dict[str, Mistake]:
    """Say of each load that is there and not in force, by its id, why, and what to do.

    Raises
    ------
    SourceError
        When the journal has mistakes.
    """
    journal = _journal(home)
    taken_back = "this load is not in force, for it was taken back"
    fix = "Load its file again if it is wanted; it is kept, so that one can go back to it."
    said = {
        load_id: Mistake(where_of(folder_of(home, load_id) / load_id), taken_back, fix)
        for load_id in every_load_id(home)
        if load_id not in journal.in_force
    }
    return said | {doubt.where.rpartition("/")[2]: doubt for doubt in _not_named(home, journal)}


def _not_named(home: Path, journal: LoadJournal) -> Iterator[Mistake]:
    for load_id in every_load_id(home):
        if load_id not in journal.named:
            yield Mistake(
                where_of(folder_of(home, load_id) / load_id),
                "this load is not in force, for the journal does not name it: it was interrupted, "
                "refused, or taken back before there was a journal",
                "Load its file again if it is wanted; if not, remove the folder.",
            )


def _absent(home: Path, journal: LoadJournal) -> Iterator[Mistake]:
    absent = sum(is_absent(home, load_id) for load_id in journal.in_force)
    if absent:
        some = "a load is" if absent == 1 else f"{absent} loads are"
        yield Mistake(
            WHERE,
            f"{some} in force of figures supplied to the partnership, which are not in this copy "
            "of the data folder: they are left out",
            f"They are kept out of git: restore “{FOLDER}” from the backup, or load the files "
            "again.",
        )


def _not_built(home: Path, journal: LoadJournal) -> Iterator[Mistake]:
    shown = _shown_loads(home / "extracts")
    here = {load for load in journal.in_force if not is_absent(home, load)}
    if shown is not None and {load for load in shown if not is_absent(home, load)} != here:
        yield Mistake(WHERE, "other loads are in force than those in the figures shown", REBUILD)


def _journal(home: Path, otherwise: Collection[str] | None = None) -> LoadJournal:
    """Read the journal, or where there is none yet, say what it would begin with."""
    folder = loads_folder(home)
    journal = read_journal(folder)
    if journal is not None:
        return journal
    shown = _shown_loads(home / "extracts")
    told = otherwise if shown is None else shown
    if told is not None:
        return LoadJournal(b"", dict.fromkeys(told, 0), frozenset(told))
    if not (there := every_load_id(home)):
        return NONE_YET
    some = "a load is" if len(there) == 1 else f"{len(there)} loads are"
    raise SourceError(
        Mistake(
            WHERE,
            f"{some} there and no journal, and no current figures that can be read say what is "
            "in force",
            "Restore the journal; or go back to a state of the history (python -m cjdata history, "
            "then rollback); or take every load that is there: python -m cjdata build --all-loads.",
        )
    )


def _shown_loads(extracts: Path) -> tuple[str, ...] | None:
    """Give the loads of the current snapshot, whichever version wrote it; None if it is silent."""
    current = current_ids_if_any(extracts).get(settings.PUBLISHED, "")
    content = described(extracts / current) if current else {}
    loads = content.get("loads")
    is_it = content.get("id") == current and content.get("figures_set") == settings.PUBLISHED
    return tuple(map(str, loads)) if is_it and isinstance(loads, list) else None
