"""Small snapshots for the tests of the store: one figure each, made in milliseconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cjdata.observations import BREAKS, KEPT_OUT, OBSERVATIONS, SOURCES, Observation
from cjdata.store.load_folders import loads_folder
from cjdata.store.loads import Load, LoadOrigin, write_load
from cjdata.store.loads_in_force import begin, commit, loads_in_force
from cjdata.store.snapshots import (
    Snapshot,
    current_ids,
    current_ids_if_any,
    point_to,
    read_snapshot,
    write_snapshot,
)


def tables(value: float) -> dict[str, pa.Table]:
    """Give tables that hold one figure; what a snapshot carries besides is left empty."""
    row = {"measure": "orders", "area_code": "S12000005", "period": "2023-24", "value": value}
    return {
        "observations": pa.Table.from_pylist([row], schema=OBSERVATIONS),
        "sources": SOURCES.empty_table(),
        "breaks": BREAKS.empty_table(),
        "kept_out": KEPT_OUT.empty_table(),
    }


def make(extracts: Path, value: float, figures_set: str = "published", **how: Any) -> Snapshot:
    """Write a small snapshot; nothing points to it."""
    return write_snapshot(extracts, figures_set, tables(value), {}, **how)


def publish(extracts: Path, value: float, figures_set: str = "published", **how: Any) -> Snapshot:
    """Write a small snapshot and make it current."""
    snapshot = make(extracts, value, figures_set, **how)
    point_to(extracts, {figures_set: snapshot.id})
    return snapshot


def small_load(number: int) -> Load:
    """Give a load of one figure, which is its number."""
    about = LoadOrigin(
        f"{number}.xlsx", "0" * 64, "xlsx", "small", "small", f"edition {number}", "", ()
    )
    o = Observation(
        "orders", "S12000005", "Clackmannanshire", "2023-24", float(number), 0, "count", "exact",
        "published", about.edition, "s", "",
    )  # fmt: skip
    return Load((o,), (), about)


def publish_load(home: Path, number: int) -> Snapshot:
    """Load as the import does: the load, a snapshot of how many loads it holds, the commit."""
    begin(home, by="Jo", to_load=True)
    before, load = loads_in_force(home), small_load(number)
    write_load(loads_folder(home), load)
    loads = sorted({*before, load.id})
    what = f"Loaded {load.about.file}"
    previous = current_ids_if_any(home / "extracts").get("published", "")
    snapshot = make(
        home / "extracts", len(loads), by=f"person {number}", what=what, loads=loads,
        previous=previous,
    )  # fmt: skip
    commit(home, {"published": snapshot.id}, loads, by=f"person {number}", what=what)
    return snapshot


def current_value(extracts: Path, figures_set: str = "published") -> float:
    """Read the figure that is current, after checking every file of its snapshot."""
    snapshot = read_snapshot(extracts, current_ids(extracts)[figures_set], verify=True)
    return float(pq.read_table(snapshot.path("observations"))["value"][0].as_py())


def names(extracts: Path) -> set[str]:
    """List what is in the folder, but for the lock, which stays."""
    return {path.name for path in extracts.iterdir()} - {".lock"}
