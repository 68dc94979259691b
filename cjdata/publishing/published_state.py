"""What is published now, and how something new is: written whole, then pointed to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cjdata import settings
from cjdata.changes.change_report import as_json
from cjdata.changes.figure_changes import ChangeReport, make_report
from cjdata.errors import CatalogueError, CjdataError, GatheredMistakes, Mistake, SourceError, hint
from cjdata.ingest.edition_dates import with_issue
from cjdata.ingest.merging import merge
from cjdata.ingest.population_file import Populations, load_populations
from cjdata.ingest.published import CheckedFigures, load_published
from cjdata.observations import (
    BREAKS,
    COMPUTED,
    KEPT_OUT,
    OBSERVATIONS,
    SOURCES,
    observations_table,
    text_table,
)
from cjdata.publishing.computed_figures import with_computed
from cjdata.reference.areas import Areas, load_areas
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.catalogue_files import load_sound_part
from cjdata.store.load_folders import keep_load, loads_folder
from cjdata.store.loads import Load, is_of_supplied
from cjdata.store.loads_in_force import commit, read_loads_in_force
from cjdata.store.snapshots import (
    Snapshot,
    current_ids_if_any,
    read_snapshot,
    sha256_of,
    write_snapshot,
)

CHANGES = "changes.json"
"""The file beside a snapshot's tables that says what changed."""


@dataclass(frozen=True)
class PublishedState:
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
    text: CheckedFigures
    loads: tuple[Load, ...]
    figures: CheckedFigures
    snapshot: str
    observations: pa.Table
    populations: Populations


def read_held(home: Path) -> PublishedState:
    """Read what is published now.

    Raises
    ------
    CjdataError
        With everything that is wrong with the catalogue and the text, or with a load.
    """
    catalogue, areas, populations, text = _read_text(home)
    loads = read_loads_in_force(home)
    _check_loads(loads, catalogue)
    loads = tuple(with_issue(_of_records(load, catalogue), catalogue) for load in loads)
    current = _current(home)
    table = pq.read_table(current.path("observations")) if current else OBSERVATIONS.empty_table()
    snapshot = current.id if current else ""
    figures = merge(text, loads)
    return PublishedState(
        home, catalogue, areas, text, loads, figures, snapshot, table, populations
    )


def _read_text(home: Path) -> tuple[Catalogue, Areas, Populations, CheckedFigures]:
    """Read the reference and the figures; say the mistakes of all of them at once."""
    catalogue, mistakes = load_sound_part(home / "reference" / "catalogue")
    reference = GatheredMistakes()
    areas = reference.read(partial(load_areas, home / "reference"))
    populations = reference.read(partial(load_populations, home / "reference"))
    if areas is None:  # Without them no figure can be checked.
        raise SourceError((*mistakes, *reference.findings))
    mistakes = (*mistakes, *_unknown_areas(catalogue, areas))
    try:
        text = load_published(home / "published", catalogue, areas, some_left_out=bool(mistakes))
    except SourceError as error:
        raise SourceError((*mistakes, *reference.findings, *error.findings)) from error
    if populations is None:
        raise SourceError((*mistakes, *reference.findings))
    if mistakes:
        raise CatalogueError(mistakes)
    return catalogue, areas, populations, text


def _unknown_areas(catalogue: Catalogue, areas: Areas) -> list[Mistake]:
    """List the areas of caveats and notes that are none: nobody would be told of them."""
    told = [(t.id, one) for t in catalogue.themes for one in t.caveats_of_areas]
    told += [(m.id, one) for m in catalogue.measures.values() for one in m.notes_of_areas]
    known = [area.name for area in areas.single]
    return [
        Mistake(
            f"reference/catalogue, {place}, “{one.text}”",
            f"“{name}” is not a known area",
            hint(name, known),
        )
        for place, one in told
        for name in one.areas
        if name not in known
    ]


def _current(home: Path) -> Snapshot | None:
    try:
        current = current_ids_if_any(home / "extracts")[settings.PUBLISHED]
        return read_snapshot(home / "extracts", current, verify=True)
    except (KeyError, CjdataError):
        return None


def _of_records(load: Load, catalogue: Catalogue) -> Load:
    """Give a load without figures of measures that no record names any more; its id stays."""
    kept = tuple(o for o in load.observations if o.measure in catalogue.measures)
    return load if len(kept) == len(load.observations) else replace(load, observations=kept)


def _check_loads(loads: Sequence[Load], catalogue: Catalogue) -> None:
    findings = [
        Mistake(
            load.where,
            f"its measure {measure} is not in the catalogue any more",
            hint(measure, list(catalogue.measures)),
        )
        for load in loads
        for measure in dict.fromkeys(o.measure for o in load.observations)
        if measure not in catalogue.measures and not catalogue.lacks_record_of(measure)
    ]
    if findings:
        raise SourceError(findings)


def tables_of(figures: CheckedFigures) -> dict[str, pa.Table]:
    """Give the tables of a snapshot."""
    return {
        "observations": observations_table(figures.observations, figures.sources),
        "sources": text_table(figures.sources, SOURCES),
        "breaks": text_table(figures.breaks, BREAKS),
        "kept_out": text_table(figures.kept_out, KEPT_OUT),
    }


def published_tables(held: PublishedState, figures: CheckedFigures) -> dict[str, pa.Table]:
    """Give the tables of a snapshot of published figures, with what is worked out from them."""
    return tables_of(with_computed(figures, held.catalogue, held.populations))


def compare(held: PublishedState, figures: CheckedFigures) -> ChangeReport:
    """Say what publishing these figures would change; what is worked out from them follows."""
    is_read = pc.not_equal(held.observations["origin"], COMPUTED)
    table = observations_table(figures.observations, figures.sources)
    return make_report(held.observations.filter(is_read), table)


def write_published(
    held: PublishedState,
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
    new = [keep_load(held.home, load) for load in new]
    loads = tuple(sorted({load.id for load in (*held.loads, *new)}))
    figures = merge(held.text, (*held.loads, *new))
    report = {**as_json(compare(held, figures)), **(further or {})}
    return write_snapshot(
        held.home / "extracts",
        settings.PUBLISHED,
        published_tables(held, figures),
        _inputs(held.home, loads),
        by=by,
        what=what,
        loads=loads,
        previous=held.snapshot,
        extras={CHANGES: json.dumps(report, ensure_ascii=False).encode()},
    )


def publish(
    held: PublishedState, new: Sequence[Load], *, by: str, what: str, **further: object
) -> Snapshot:
    """Write a snapshot as ``write_published`` does; it and its loads are in force from then on."""
    snapshot = write_published(held, new, by=by, what=what, further=further)
    current = {settings.PUBLISHED: snapshot.id}
    commit(held.home, current, snapshot.manifest.loads, by=by, what=what)
    return snapshot


def _inputs(home: Path, loads: Sequence[str]) -> dict[str, str]:
    """Name the input files with their hashes, but for what was supplied privately."""
    paths = sorted((home / "published").glob("*.csv"))
    public = (name for name in loads if not is_of_supplied(name))
    paths += [loads_folder(home) / name / "observations.csv" for name in public]
    return {path.relative_to(home).as_posix(): sha256_of(path) for path in paths}
