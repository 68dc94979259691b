"""Small snapshots for the tests of the store: one figure each, made in milliseconds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cjdata.observations import BREAKS, KEPT_OUT, OBSERVATIONS, SOURCES
from cjdata.store.snapshots import Snapshot, current_ids, point_to, read_snapshot, write_snapshot


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


def current_value(extracts: Path, figures_set: str = "published") -> float:
    """Read the figure that is current, after checking every file of its snapshot."""
    snapshot = read_snapshot(extracts, current_ids(extracts)[figures_set], verify=True)
    return float(pq.read_table(snapshot.path("observations"))["value"][0].as_py())


def names(extracts: Path) -> set[str]:
    """List what is in the folder, but for the lock, which stays."""
    return {path.name for path in extracts.iterdir()} - {".lock"}
