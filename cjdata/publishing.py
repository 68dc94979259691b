"""What is published now, and how something new is: written whole, then pointed to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cjdata import settings
from cjdata.areas import Areas, load_areas
from cjdata.catalogue import Catalogue
from cjdata.catalogue_files import load_catalogue
from cjdata.change_report import as_json
from cjdata.changes import ChangeReport, make_report
from cjdata.errors import CjdataError, Finding, SourceError, hint
from cjdata.ingest.issues import with_issue
from cjdata.ingest.merging import merge
from cjdata.ingest.population_file import Populations, load_populations
from cjdata.ingest.published import Figures, load_published
from cjdata.observations import (
    BREAKS,
    KEPT_OUT,
    OBSERVATIONS,
    SOURCES,
    observations_table,
    text_table,
)
from cjdata.store.history import history
from cjdata.store.loads import Load, load_ids, read_loads, sweep_loads, write_load
from cjdata.store.snapshots import (
    Snapshot,
    current_ids_if_any,
    point_to,
    read_snapshot,
    sha256_of,
    write_snapshot,
)

CHANGES = "changes.json"
"""The file beside a snapshot's tables that says what changed."""


@dataclass(frozen=True)
class Held:
    """What is published now.

    Attributes
    ----------
    text, loads, figures
        The reviewed text, the loads in force, and both together.
    snapshot
        The id of the current snapshot; empty where none can be read.
    observations
        Its table of observations; empty where there is none.
    populations
        How many people live in each area.
    """

    home: Path
    catalogue: Catalogue
    areas: Areas
    text: Figures
    loads: tuple[Load, ...]
    figures: Figures
    snapshot: str
    observations: pa.Table
    populations: Populations


def read_held(home: Path) -> Held:
    """Read what is published now.

    Raises
    ------
    CjdataError
        With everything that is wrong with the catalogue, the text or a load.
    """
    catalogue = load_catalogue(home / "reference" / "catalogue")
    areas = load_areas(home / "reference")
    text = load_published(home / "published", catalogue, areas)
    loads = read_loads(loads_folder(home), loads_in_force(home))
    _check_loads(loads, catalogue)
    loads = tuple(with_issue(load, catalogue) for load in loads)
    current = _current(home)
    table = pq.read_table(current.path("observations")) if current else OBSERVATIONS.empty_table()
    snapshot = current.id if current else ""
    populations = load_populations(home / "reference")
    figures = merge(text, loads)
    return Held(home, catalogue, areas, text, loads, figures, snapshot, table, populations)


def loads_folder(home: Path) -> Path:
    """Give the folder of the loads."""
    return home / "published" / "loads"


def loads_in_force(home: Path) -> tuple[str, ...]:
    """List the loads that the current snapshot is made from, whichever version of it wrote that.

    Where it does not say, the newest one of the history that can tells; where there is none at
    all (the built folder was removed), every load on disk.
    """
    entries = history(home / "extracts", settings.PUBLISHED)
    current = [entry for entry in entries if entry.is_current and entry.tells_loads]
    telling = current or [entry for entry in entries if not entry.trouble]
    return tuple(telling[0].loads) if telling else load_ids(loads_folder(home))


def _current(home: Path) -> Snapshot | None:
    try:
        current = current_ids_if_any(home / "extracts")[settings.PUBLISHED]
        return read_snapshot(home / "extracts", current, verify=True)
    except (KeyError, CjdataError):
        return None


def _check_loads(loads: Sequence[Load], catalogue: Catalogue) -> None:
    findings = [
        Finding(
            f"published/loads/{load.id}",
            f"its measure {measure} is not in the catalogue any more",
            hint(measure, list(catalogue.measures)),
        )
        for load in loads
        for measure in dict.fromkeys(o.measure for o in load.observations)
        if measure not in catalogue.measures
    ]
    if findings:
        raise SourceError(findings)


def tables_of(figures: Figures) -> dict[str, pa.Table]:
    """Give the tables of a snapshot."""
    return {
        "observations": observations_table(figures.observations, figures.sources),
        "sources": text_table(figures.sources, SOURCES),
        "breaks": text_table(figures.breaks, BREAKS),
        "kept_out": text_table(figures.kept_out, KEPT_OUT),
    }


def compare(held: Held, figures: Figures) -> ChangeReport:
    """Say what publishing these figures would change."""
    table = observations_table(figures.observations, figures.sources)
    return make_report(held.observations, table)


def write_published(
    held: Held,
    new: Sequence[Load],
    *,
    by: str,
    what: str,
    further: Mapping[str, object] | None = None,
) -> Snapshot:
    """Write the snapshot of the text with the loads in force and new ones. Nothing moves yet.

    The report of what changed is kept beside the tables; ``further`` is written into it.
    Whoever calls holds the lock.

    Raises
    ------
    SnapshotError
        When the disk refuses; what is published has not changed.
    """
    folder = loads_folder(held.home)
    sweep_loads(folder)
    for load in new:
        write_load(folder, load)
    loads = tuple(sorted({load.id for load in (*held.loads, *new)}))
    figures = merge(held.text, (*held.loads, *new))
    report = {**as_json(compare(held, figures)), **(further or {})}
    return write_snapshot(
        held.home / "extracts",
        settings.PUBLISHED,
        tables_of(figures),
        _inputs(held.home, loads),
        by=by,
        what=what,
        loads=loads,
        previous=held.snapshot,
        extras={CHANGES: json.dumps(report, indent=1, ensure_ascii=False).encode()},
    )


def publish(held: Held, new: Sequence[Load], *, by: str, what: str, **further: object) -> Snapshot:
    """Write a snapshot as ``write_published`` does, and move the pointer to it."""
    snapshot = write_published(held, new, by=by, what=what, further=further)
    point_to(held.home / "extracts", {settings.PUBLISHED: snapshot.id})
    return snapshot


def _inputs(home: Path, loads: Sequence[str]) -> dict[str, str]:
    """Name the input files with their hashes."""
    paths = sorted((home / "published").glob("*.csv"))
    paths += [loads_folder(home) / name / "observations.csv" for name in loads]
    return {path.relative_to(home).as_posix(): sha256_of(path) for path in paths}
