"""The manifest: what a snapshot says of itself, and whether this program can read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cjdata.errors import Mistake, SnapshotError

SCHEMA_VERSION = 5
TABLES = ("observations", "sources", "breaks", "kept_out")
NAME = "manifest.json"
REBUILD = "Run: python -m cjdata build"


@dataclass(frozen=True)
class Manifest:
    """What a snapshot holds, and how it came about.

    Attributes
    ----------
    built, built_ns
        When, to the second for people, and in nanoseconds since 1970 to put in order what was
        made within one second.
    rows, sha256
        The rows by table, and the hash of every file but the manifest.
    made_from
        The input files with their hashes.
    by, what
        Who made it, and a sentence without its full stop that says how.
    loads
        The ids of the loads that are in it.
    previous
        The id of the snapshot that was current when it was made, or nothing.
    has_supplied
        Whether it holds figures that were supplied privately.
    """

    id: str
    figures_set: str
    schema_version: int
    built: str
    rows: Mapping[str, int]
    sha256: Mapping[str, str]
    made_from: Mapping[str, str]
    built_ns: int = 0
    by: str = ""
    what: str = ""
    loads: tuple[str, ...] = ()
    previous: str = ""
    has_supplied: bool = False

    def told(self) -> dict[str, Any]:
        """Give what may be printed: no hash of what was supplied privately is among it."""
        content = asdict(self)
        return content | ({"sha256": {}} if self.has_supplied else {})


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a snapshot's folder.

    Raises
    ------
    SnapshotError
        When it cannot be read, lacks something, belongs to another folder, or is of another
        schema version.
    """
    manifest = _parse(folder)
    if not _is_whole(manifest, folder.name):
        raise SnapshotError(Mistake(str(folder / NAME), "the manifest is not whole", REBUILD))
    return manifest


def described(folder: Path) -> dict[str, Any]:
    """Read what can be read of a manifest, of whatever version; nothing where it is broken."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _parse(folder: Path) -> Manifest:
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        version = content["schema_version"]
        if version == SCHEMA_VERSION:
            return Manifest(**content | {"loads": tuple(content.get("loads", ()))})
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise SnapshotError(
            Mistake(str(folder / NAME), "the manifest cannot be read", REBUILD)
        ) from error
    raise SnapshotError(
        Mistake(
            str(folder),
            f"the snapshot has schema version {version}, and this program reads {SCHEMA_VERSION}",
            REBUILD,
        )
    )


def _is_whole(manifest: Manifest, snapshot_id: str) -> bool:
    rows, hashes = manifest.rows, manifest.sha256
    return (
        manifest.id == snapshot_id
        and snapshot_id.startswith(f"{manifest.figures_set}-")
        and isinstance(rows, dict)
        and isinstance(hashes, dict)
        and all(name in rows and f"{name}.parquet" in hashes for name in TABLES)
    )
