"""What is current: the catalogue, the areas, and the figures of each set.

One ``Library`` serves a process. It looks at the pointer and at the catalogue's files each
time it is asked, so that a new snapshot or a corrected record is picked up without a restart.
What was open before is let go of when its last reader is done.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from cjdata import queries, settings
from cjdata.errors import CatalogueError, CjdataError, Mistake, SnapshotError
from cjdata.fetching.newest_seen import SeenEdition, newer_editions, read_seen, seen_stamp
from cjdata.hiding import decision
from cjdata.ingest.edition_dates import source_id
from cjdata.ingest.population_file import Populations, load_populations
from cjdata.reference.areas import Areas, load_areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.catalogue_files import load_sound_part
from cjdata.reference.plan_files import load_plans
from cjdata.reference.plans import Plans
from cjdata.reference.tile_grid import TileGrid, load_tilegrid
from cjdata.store.load_folders import read_abouts
from cjdata.store.loads import FetchedFrom, LoadOrigin
from cjdata.store.snapshot_database import SnapshotDatabase
from cjdata.store.snapshots import current_ids, read_snapshot
from cjdata.supplied_setting import SuppliedSetting, supplied_setting

T = TypeVar("T")

_REMEMBERED = 512
"""Views and measures kept per snapshot: some kilobytes each."""


@dataclass(frozen=True)
class Source:
    """A publication, page or report that figures were read in."""

    source_id: str
    title: str
    publisher: str
    published: str
    url: str
    licence: str
    designation: str
    rank_date: str = ""
    rank_reason: str = ""
    read_at: str = ""
    """The address of a copy in which it was read: told, never linked."""
    fetched: FetchedFrom | None = None
    """Where the dashboard fetched the file that its figures were read in; None of all others."""
    sha256: str = ""
    """The checksum of that file."""


@dataclass(frozen=True)
class Reference:
    """The catalogue and the areas, with the mistakes of records that were left out."""

    catalogue: Catalogue
    areas: Areas
    mistakes: tuple[Mistake, ...] = ()
    populations: Populations = field(default_factory=dict)
    tiles: TileGrid = field(default_factory=dict)
    plans: Plans = field(default_factory=Plans)


class FigureSet:
    """The figures of one set at one snapshot, and what has been worked out from them."""

    def __init__(
        self,
        name: str,
        database: SnapshotDatabase,
        reference: Reference,
        loads: Sequence[LoadOrigin] = (),
        seen: Mapping[str, SeenEdition] | None = None,
    ) -> None:
        self.name = name
        self._loads = tuple(loads)
        self._seen = seen or {}
        self.database = database
        self.reference = reference
        self._remembered: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in force."""
        return self.reference.catalogue

    @property
    def areas(self) -> Areas:
        """The areas in force."""
        return self.reference.areas

    @property
    def populations(self) -> Populations:
        """How many people live in each area, by age and year."""
        return self.reference.populations

    @property
    def snapshot_id(self) -> str:
        """The id of the snapshot that the figures come from."""
        return self.database.snapshot.id

    @property
    def is_illustrative(self) -> bool:
        """Whether the figures are made up."""
        return self.name == settings.ILLUSTRATIVE

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        fetched = {
            source_id(load.publication, load.edition, table.name): load
            for load in self._loads
            if load.fetched
            for table in load.tables
        }
        rows = queries.sources(self.database)
        return {row["source_id"]: _source(row, fetched.get(row["source_id"])) for row in rows}

    @cached_property
    def newer_editions(self) -> dict[str, SeenEdition]:
        """The editions that were seen on publishers' sites and are newer than all known here."""
        return newer_editions(self._seen, self.catalogue, self._loads)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made for a key before, or make it now. It must never change."""
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
                return cast("T", self._remembered[key])
        made = make()
        self._keep({key: made})
        return made

    def remember_each(
        self,
        kind: tuple[Hashable, ...],
        ids: Collection[str],
        make: Callable[[list[str]], dict[str, T]],
    ) -> dict[str, T]:
        """Give what was made of a kind for each id before; make the missing ones in one go."""
        found: dict[str, T] = {}
        with self._lock:
            for one in ids:
                if (key := (*kind, one)) in self._remembered:
                    self._remembered.move_to_end(key)
                    found[one] = self._remembered[key]
        if missing := [one for one in ids if one not in found]:
            made = make(missing)
            self._keep({(*kind, one): made[one] for one in missing})
            found |= made
        return found

    def _keep(self, made: Mapping[Hashable, Any]) -> None:
        with self._lock:
            self._remembered |= made
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)


class Library:
    """Gives the current figures of a data folder, and opens them no more often than needed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._lock = threading.RLock()
        self._sets: dict[str, FigureSet] = {}
        self._rules: dict[str, SuppliedSetting] = {}
        self._reference: Reference | None = None
        self._stamp: tuple[object, ...] = ()

    def reference(self) -> Reference:
        """Give the catalogue and the areas as they stand on disk now.

        A mistake made while the dashboard runs costs nothing: the last good state is kept,
        with the mistakes listed. A record with a mistake is left out.

        Raises
        ------
        CjdataError
            When nothing sound has been read yet.
        """
        with self._lock:
            stamp = self._files_stamp()
            if self._reference is None or stamp != self._stamp:
                self._reference = self._read_reference()
                self._stamp = stamp
            return self._reference

    def figures(self, name: str) -> FigureSet:
        """Give the current figures of a set.

        Raises
        ------
        CjdataError
            When they have not been built, or are damaged; other sets are not affected.
        """
        with self._lock:
            reference, rule = self.reference(), supplied_setting()
            snapshot_id = self._current_id(name)
            held = self._sets.get(name)
            is_same = held is not None and self._rules.get(name) == rule
            is_same = is_same and held is not None and held.snapshot_id == snapshot_id
            if held is None or not is_same or held.reference is not reference:
                keeps = held is not None and is_same and not held.database.is_masked
                database = held.database if held is not None and keeps else self._open(name, rule)
                held = self._sets[name] = self._figure_set(name, database, reference)
                self._rules[name] = rule
            return held

    def _figure_set(self, name: str, database: SnapshotDatabase, reference: Reference) -> FigureSet:
        if name != settings.PUBLISHED:
            return FigureSet(name, database, reference)
        loads = read_abouts(self.home, database.snapshot.manifest.loads)
        return FigureSet(name, database, reference, loads, read_seen(self.home))

    def _current_id(self, name: str) -> str:
        extracts = self.home / "extracts"
        snapshot_id = current_ids(extracts).get(name)
        if snapshot_id is None:
            raise SnapshotError(
                Mistake(
                    str(extracts / "current.json"),
                    f"no {name} figures have been built",
                    "Run: python -m cjdata build",
                )
            )
        return snapshot_id

    def _open(self, name: str, rule: SuppliedSetting) -> SnapshotDatabase:
        """Open the current snapshot; once more where it was changed and removed meanwhile."""
        extracts, reference = self.home / "extracts", self.reference()
        decide = decision(
            self.home, rule, reference.catalogue, reference.areas, reference.populations
        )
        shown = rule.is_shown
        snapshot_id = self._current_id(name)
        try:
            snapshot = read_snapshot(extracts, snapshot_id, verify=True)
            return SnapshotDatabase(snapshot, decide, shows_supplied=shown)
        except SnapshotError:
            newer = self._current_id(name)
            if newer == snapshot_id:
                raise
            snapshot = read_snapshot(extracts, newer, verify=True)
            return SnapshotDatabase(snapshot, decide, shows_supplied=shown)

    def _read_reference(self) -> Reference:
        folder = self.home / "reference"
        try:
            catalogue, mistakes = load_sound_part(folder / "catalogue")
            areas = load_areas(folder)
            populations, tiles = load_populations(folder), load_tilegrid(folder, areas)
            plans = load_plans(folder / "plans", catalogue, areas)
            return Reference(catalogue, areas, mistakes, populations, tiles, plans)
        except CjdataError as error:
            if self._reference is None:
                raise
            return replace(self._reference, mistakes=error.findings)

    def _files_stamp(self) -> tuple[object, ...]:
        folder = self.home / "reference"
        try:
            return (*sorted(_stamps(folder)), seen_stamp(self.home))
        except OSError as error:
            raise CatalogueError(
                Mistake(str(folder), f"cannot be read ({error.strerror})", "Restore the folder.")
            ) from error


def _source(row: Mapping[str, Any], load: LoadOrigin | None) -> Source:
    """Make a source of its row, and of the load that fetched its file."""
    source = Source(**row)
    return replace(source, fetched=load.fetched, sha256=load.sha256) if load else source


def _stamps(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    """Give path, time and size of each file under a folder: asked at every page, so by scandir."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path)
            else:
                state = entry.stat()
                yield entry.path, state.st_mtime_ns, state.st_size


_libraries: dict[Path, Library] = {}
_libraries_lock = threading.Lock()


def library(home: Path | None = None) -> Library:
    """Give the process's library of a data folder (by default that of the settings)."""
    folder = home or settings.home()
    with _libraries_lock:
        return _libraries.setdefault(folder, Library(folder))
