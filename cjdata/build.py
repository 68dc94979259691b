"""Builds the snapshots from the reviewed text: read, check, write, and then move the pointer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from cjdata import settings
from cjdata.areas import load_areas
from cjdata.catalogue_files import load_catalogue
from cjdata.ingest.illustrative import SEED, make_illustrative
from cjdata.ingest.published import Figures, load_published
from cjdata.observations import BREAKS, KEPT_OUT, SOURCES, observations_table, text_table
from cjdata.store.snapshots import Snapshot, point_to, sha256_of, write_snapshot


@dataclass(frozen=True)
class Built:
    """The snapshots of a build by set, and whether the pointer moved."""

    snapshots: dict[str, Snapshot]
    changed: bool


def build(home: Path) -> Built:
    """Build both sets of figures of a data folder.

    Raises
    ------
    CjdataError
        With everything that is wrong with the catalogue, or with the figures. The snapshots
        that were current stay so.
    """
    reference, extracts = home / "reference", home / "extracts"
    catalogue = load_catalogue(reference / "catalogue")
    areas = load_areas(reference)
    published = load_published(home / "published", catalogue, areas)
    made = {
        settings.PUBLISHED: (published, _inputs(home, "published")),
        settings.ILLUSTRATIVE: (
            make_illustrative(published, catalogue, areas, reference),
            {"generator": "cjdata.ingest.illustrative", "seed": SEED},
        ),
    }
    snapshots = {
        name: write_snapshot(extracts, name, _tables(figures), made_from)
        for name, (figures, made_from) in made.items()
    }
    changed = point_to(extracts, {name: s.id for name, s in snapshots.items()})
    return Built(snapshots, changed)


def _tables(figures: Figures) -> dict[str, pa.Table]:
    return {
        "observations": observations_table(figures.observations),
        "sources": text_table(figures.sources, SOURCES),
        "breaks": text_table(figures.breaks, BREAKS),
        "kept_out": text_table(figures.kept_out, KEPT_OUT),
    }


def _inputs(home: Path, folder: str) -> dict[str, str]:
    """Name the input files with their hashes."""
    paths = sorted((home / folder).glob("*.csv"))
    return {path.relative_to(home).as_posix(): sha256_of(path) for path in paths}
