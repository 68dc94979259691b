"""Snapshots: immutable folders of Parquet with a manifest, and the one pointer to them.

::

    extracts/
        current.json                 {"published": "<id>", "illustrative": "<id>"}
        published-1a2b3c4d5e6f/      observations, sources, breaks (Parquet), manifest.json
        illustrative-6f5e4d3c2b1a/

A snapshot's id comes from its content, so building the same figures again changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cjdata.errors import Finding, SnapshotError

SCHEMA_VERSION = 2
TABLES = ("observations", "sources", "breaks", "kept_out")
ROW_GROUP_ROWS = 256
"""Small groups: a query for one measure and a few areas skips all but one or two."""

_REBUILD = "Run: python -m cjdata build"


@dataclass(frozen=True)
class Manifest:
    """What a snapshot holds: its set, row counts and hashes by file, when, and from what."""

    id: str
    figures_set: str
    schema_version: int
    built: str
    rows: Mapping[str, int]
    sha256: Mapping[str, str]
    made_from: Mapping[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A whole snapshot on disk."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The snapshot's id."""
        return self.manifest.id

    def path(self, table: str) -> Path:
        """Give the Parquet file of a table."""
        return self.folder / f"{table}.parquet"


def write_snapshot(
    extracts: Path,
    figures_set: str,
    tables: Mapping[str, pa.Table],
    made_from: Mapping[str, str],
) -> Snapshot:
    """Write a snapshot whole, or leave no trace of it.

    The pointer is not moved: see ``point_to``. A snapshot of the same content is found and
    given back, not written again, unless its files are damaged.

    Raises
    ------
    SnapshotError
        When the disk refuses (full, read-only); nothing that was there has changed.
    """
    try:
        extracts.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".building-", dir=extracts))
    except OSError as error:
        raise _disk_error(extracts, error) from error
    try:
        for name in TABLES:
            _write_parquet(tables[name], temporary / f"{name}.parquet")
        hashes = {f"{name}.parquet": sha256_of(temporary / f"{name}.parquet") for name in TABLES}
        whole = json.dumps([SCHEMA_VERSION, figures_set, hashes], sort_keys=True)
        snapshot_id = f"{figures_set}-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"
        existing = extracts / snapshot_id
        if existing.exists():
            try:
                return read_snapshot(extracts, snapshot_id, verify=True)
            except SnapshotError:
                _set_aside(existing)
        manifest = Manifest(
            id=snapshot_id,
            figures_set=figures_set,
            schema_version=SCHEMA_VERSION,
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            rows={name: tables[name].num_rows for name in TABLES},
            sha256=hashes,
            made_from=dict(made_from),
        )
        _write_text(temporary / "manifest.json", json.dumps(asdict(manifest), indent=2) + "\n")
        temporary.chmod(0o755)
        temporary.replace(existing)
        return Snapshot(existing, manifest)
    except OSError as error:
        raise _disk_error(extracts, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def point_to(extracts: Path, snapshots: Mapping[str, str]) -> bool:
    """Move the pointer to the given snapshots (id by set) in one atomic step.

    Sets that are not named keep their snapshot. Gives whether anything changed.
    """
    try:
        current = current_ids(extracts)
    except SnapshotError:  # none yet, or a broken one, which this mends
        current = {}
    wanted = {**current, **snapshots}
    if wanted == current:
        return False
    temporary = extracts / f".current-{os.getpid()}.json"
    try:
        _write_text(temporary, json.dumps(wanted, indent=2, sort_keys=True) + "\n")
        temporary.replace(extracts / "current.json")
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _disk_error(extracts, error) from error
    return True


def current_ids(extracts: Path) -> dict[str, str]:
    """Read the pointer: the id of the current snapshot of each set.

    Raises
    ------
    SnapshotError
        When there is none, or it cannot be read.
    """
    pointer = extracts / "current.json"
    try:
        content = json.loads(pointer.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SnapshotError(
            Finding(str(pointer), "no figures have been built yet", _REBUILD)
        ) from error
    except (OSError, ValueError) as error:
        raise SnapshotError(
            Finding(str(pointer), "the pointer to the figures cannot be read", _REBUILD)
        ) from error
    if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
        raise SnapshotError(
            Finding(str(pointer), "the pointer is not a list of snapshots", _REBUILD)
        )
    return content


def read_snapshot(extracts: Path, snapshot_id: str, *, verify: bool) -> Snapshot:
    """Read a snapshot's manifest, and with ``verify`` check every file against its hash.

    Raises
    ------
    SnapshotError
        When the manifest or a file is missing, damaged, or of another schema version.
    """
    folder = extracts / snapshot_id
    try:
        manifest = Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SnapshotError(
            Finding(str(folder / "manifest.json"), "the manifest cannot be read", _REBUILD)
        ) from error
    if not isinstance(manifest.rows, dict) or not isinstance(manifest.sha256, dict):
        raise SnapshotError(
            Finding(str(folder / "manifest.json"), "the manifest is not whole", _REBUILD)
        )
    if manifest.schema_version != SCHEMA_VERSION:
        raise SnapshotError(
            Finding(
                str(folder),
                f"the snapshot has schema version {manifest.schema_version}, "
                f"and this program reads {SCHEMA_VERSION}",
                _REBUILD,
            )
        )
    if verify:
        _verify(folder, manifest)
    return Snapshot(folder, manifest)


def _verify(folder: Path, manifest: Manifest) -> None:
    findings = []
    for name, expected in manifest.sha256.items():
        path = folder / name
        try:
            if sha256_of(path) != expected:
                findings.append(Finding(str(path), "the file is damaged", _REBUILD))
        except OSError:
            findings.append(Finding(str(path), "the file cannot be read", _REBUILD))
    if findings:
        raise SnapshotError(findings)


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd", row_group_size=ROW_GROUP_ROWS)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _set_aside(folder: Path) -> None:
    """Move a damaged snapshot out of the way; it stays on disk for whoever wants to look."""
    n = 1
    while (aside := folder.with_name(f"{folder.name}.damaged-{n}")).exists():
        n += 1
    folder.replace(aside)


def _disk_error(extracts: Path, error: OSError) -> SnapshotError:
    return SnapshotError(
        Finding(
            str(extracts),
            f"the figures cannot be written ({error.strerror})",
            "Make room, or make the folder writable, and build again; the figures that were "
            "there are unchanged.",
        )
    )
