"""Builds the snapshots: read and check everything, write, and then move the pointer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cjdata import settings
from cjdata.errors import Mistake
from cjdata.ingest.illustrative import SEED, make_illustrative
from cjdata.ingest.measures_without_record import left_out
from cjdata.publishing.published_state import PublishedState, read_held, tables_of, write_published
from cjdata.store.load_folders import every_load_id
from cjdata.store.loads_in_force import begin, commit
from cjdata.store.lock import loading_lock
from cjdata.store.snapshots import Snapshot, current_ids_if_any, write_snapshot

PATIENCE = 60.0
"""Seconds to wait while someone else changes the figures: two starts at once both succeed."""


@dataclass(frozen=True)
class BuiltSnapshots:
    """The snapshots of a build by set, whether the pointer moved, and what was left out of them."""

    snapshots: dict[str, Snapshot]
    changed: bool
    left_out: tuple[Mistake, ...] = ()


def build(home: Path, *, all_loads: bool = False) -> BuiltSnapshots:
    """Build both sets of figures of a data folder: the reviewed text, and the loads in force.

    ``all_loads`` takes every load that is there where nothing says which are in force.

    Raises
    ------
    CjdataError
        With everything that is wrong with the catalogue, or with the figures. The snapshots
        that were current stay so. So they do when someone else keeps changing the figures.
    """
    by = settings.current_user()
    with loading_lock(home / "extracts", by, "Building the figures", wait=PATIENCE):
        begin(home, by=by, otherwise=every_load_id(home) if all_loads else None)
        held = read_held(home)
        what = "Built from the reviewed text" + (" and what was loaded" if held.loads else "")
        snapshots = {
            settings.PUBLISHED: write_published(held, (), by=by, what=what),
            settings.ILLUSTRATIVE: _write_illustrative(held, by),
        }
        current = {name: snapshot.id for name, snapshot in snapshots.items()}
        changed = commit(home, current, [load.id for load in held.loads], by=by, what=what)
    return BuiltSnapshots(snapshots, changed, left_out(home, held.catalogue))


def _write_illustrative(held: PublishedState, by: str) -> Snapshot:
    """Write the illustrative figures: from the reviewed text alone, so that no load moves them."""
    extracts = held.home / "extracts"
    reference = held.home / "reference"
    figures = make_illustrative(held.text, held.catalogue, held.areas, reference)
    return write_snapshot(
        extracts,
        settings.ILLUSTRATIVE,
        tables_of(figures),
        {"generator": "cjdata.ingest.illustrative", "seed": SEED},
        by=by,
        what="Made up for show, in the shape of the published figures",
        previous=current_ids_if_any(extracts).get(settings.ILLUSTRATIVE, ""),
    )
