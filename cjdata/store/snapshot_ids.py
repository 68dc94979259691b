"""Ids of snapshots, which readers see: they tell when figures changed, and nothing else of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from cjdata.reference.editions import SUPPLIED_EDITION
from cjdata.store.loads import is_of_supplied
from cjdata.store.manifest import SCHEMA_VERSION
from cjdata.store.supplied_folder import digest, key_of_supplied


def snapshot_id_of(
    home: Path,
    figures_set: str,
    observations: pa.Table,
    hashes: Mapping[str, str],
    loads: Iterable[str],
) -> str:
    """Give the id of what is in a snapshot, in whatever order it was loaded.

    That of published figures alone is the same in every copy of them. Where there are figures
    of which a rule may hide some, it is made with the key of the data folder.

    Raises
    ------
    OSError
        When there is no key, and none can be written.
    """
    loads = sorted(loads)
    is_keyed = holds_supplied(observations, loads) or _holds_local(observations)
    key = key_of_supplied(home) if is_keyed else b""
    whole = json.dumps([SCHEMA_VERSION, figures_set, hashes, loads], sort_keys=True)
    return f"{figures_set}-{digest(whole, key)}"


def holds_supplied(observations: pa.Table, loads: Iterable[str]) -> bool:
    """Whether there are figures that were supplied privately."""
    is_marked = pc.equal(observations["status"], "supplied")
    is_labelled = pc.starts_with(observations["edition"], SUPPLIED_EDITION)
    has_any = pc.any(pc.or_kleene(is_marked, is_labelled)).as_py()
    return bool(has_any) or any(map(is_of_supplied, loads))


def _holds_local(observations: pa.Table) -> bool:
    """Whether there is local evidence that was loaded, and not reviewed with its source."""
    is_local = pc.equal(observations["status"], "local_evidence")
    is_loaded = pc.not_equal(observations["origin"], "")
    return bool(pc.any(pc.and_kleene(is_local, is_loaded)).as_py())
