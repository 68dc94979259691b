"""Snapshots: immutable folders of Parquet with a manifest, and the one pointer to them.

::

    extracts/
        current.json                 {"published": "<id>", "illustrative": "<id>"}: the pointer
        published-1a2b3c4d5e6f/      observations, sources, breaks (Parquet), manifest.json
        illustrative-6f5e4d3c2b1a/

A snapshot's id comes from its tables and the loads in it, so that making the same again
changes nothing (``cjdata.store.snapshot_ids``). One with figures that were supplied privately is
open to the own account alone. Whoever writes holds the lock of ``cjdata.store.lock``; readers
need none.

While other loads come into force, the pointer also says what is current from then on::

    "next": {"file": "../published/loads/journal.csv", "sha256": "<of its new content>",
             "published": "<id>"}
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cjdata.errors import Mistake, SnapshotError
from cjdata.store.durable_writes import disk_error, sync_file, sync_folder, write_durably
from cjdata.store.manifest import NAME, REBUILD, SCHEMA_VERSION, TABLES, Manifest, read_manifest
from cjdata.store.snapshot_ids import holds_supplied, snapshot_id_of
from cjdata.store.supplied_folder import close_to_others, make_private_folder

ROW_GROUP_ROWS = 256
"""Small groups: a query for one measure and a few areas skips all but one or two."""

_POINTER, _NEXT = "current.json", "next"


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

    def extra(self, name: str) -> bytes | None:
        """Give a further file that was kept with the tables, or None where there is none."""
        try:
            return (self.folder / name).read_bytes() if name in self.manifest.sha256 else None
        except OSError as error:
            raise SnapshotError(
                Mistake(str(self.folder / name), "the file cannot be read", REBUILD)
            ) from error


def write_snapshot(
    extracts: Path,
    figures_set: str,
    tables: Mapping[str, pa.Table],
    made_from: Mapping[str, str],
    *,
    by: str = "",
    what: str = "",
    loads: Iterable[str] = (),
    previous: str = "",
    extras: Mapping[str, bytes] | None = None,
    built_ns: int = 0,
) -> Snapshot:
    """Write a snapshot whole, or leave no trace of it.

    The pointer is not moved: see ``point_to``. A sound snapshot of the same tables and loads
    is found and given back as it is, whoever made it and with the extras it was made with.
    ``extras`` are further files by name: hashed and checked, but no part of the id. ``built_ns``
    says when it was first made, where that was not now.

    Raises
    ------
    SnapshotError
        When the disk refuses (full, read-only); nothing that was there has changed.
    """
    loads, extras = tuple(loads), dict(extras or {})
    try:
        extracts.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".building-", dir=extracts))
    except OSError as error:
        raise disk_error(extracts, error) from error
    try:
        hashes = _write_tables(temporary, tables)
        observations = tables["observations"]
        has_supplied = holds_supplied(observations, loads)
        snapshot_id = snapshot_id_of(extracts.parent, figures_set, observations, hashes, loads)
        if same := _sound(extracts, snapshot_id):
            return same
        now = built_ns or time.time_ns()
        manifest = Manifest(
            id=snapshot_id,
            figures_set=figures_set,
            schema_version=SCHEMA_VERSION,
            built=datetime.fromtimestamp(now // 10**9, UTC).isoformat(timespec="seconds"),
            rows={name: tables[name].num_rows for name in TABLES},
            sha256=hashes | _write_extras(temporary, extras),
            made_from=dict(made_from),
            built_ns=now,
            by=by,
            what=what,
            loads=loads,
            previous="" if previous == snapshot_id else previous,
            has_supplied=has_supplied,
        )
        write_durably(temporary / NAME, _json(asdict(manifest)))
        if has_supplied:
            make_private_folder(temporary)
            close_to_others(temporary)
        else:
            temporary.chmod(0o755)
        return Snapshot(_move_into_place(temporary, extracts / snapshot_id), manifest)
    except OSError as error:
        raise disk_error(extracts, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def point_to(extracts: Path, snapshots: Mapping[str, str]) -> bool:
    """Move the pointer to the given snapshots (id by set) in one atomic step.

    Sets that are not named keep their snapshot. Gives whether anything changed.

    Raises
    ------
    SnapshotError
        When the disk refuses; the pointer has not moved.
    """
    wanted = {**current_ids_if_any(extracts), **snapshots}
    if wanted == _pointer_if_any(extracts):
        return False
    _write_pointer(extracts, wanted)  # a broken pointer is mended by this
    with suppress(OSError):  # it has moved: a power cut now leaves the old or the new
        sync_folder(extracts)
    return True


def promise(extracts: Path, snapshots: Mapping[str, str], file: Path, content: bytes) -> None:
    """Point to snapshots from the moment on, and only then, at which a file has this content.

    Whoever gives the file that content, in one atomic step, moves the pointer with it.

    Raises
    ------
    SnapshotError
        When the disk refuses; the pointer is as it was, or changes nothing yet.
    """
    when = {
        "file": os.path.relpath(file, extracts).replace(os.sep, "/"),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    _write_pointer(extracts, {**current_ids_if_any(extracts), _NEXT: {**when, **snapshots}})
    try:
        sync_folder(extracts)
    except OSError as error:
        raise disk_error(extracts, error) from error


def _write_pointer(extracts: Path, content: Mapping[str, object]) -> None:
    temporary = extracts / f".current-{os.getpid()}.json"
    try:
        write_durably(temporary, _json(dict(sorted(content.items()))))
        temporary.replace(extracts / _POINTER)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise disk_error(extracts, error) from error


def current_ids_if_any(extracts: Path) -> dict[str, str]:
    """Read what the pointer says of each set, without what is broken or names another set."""
    pointer = _pointer_if_any(extracts)
    return {name: id_ for name, id_ in _resolved(extracts, pointer).items() if _fits(name, id_)}


def current_ids(extracts: Path) -> dict[str, str]:
    """Read the pointer: the id of the current snapshot of each set.

    Raises
    ------
    SnapshotError
        When there is none, it cannot be read, or names a snapshot of another set.
    """
    ids = _resolved(extracts, _pointer(extracts))
    findings = [
        Mistake(
            str(extracts / _POINTER),
            f"the pointer names “{id_}”, which is no snapshot of the {name} figures",
            REBUILD,
        )
        for name, id_ in ids.items()
        if not _fits(name, id_)
    ]
    if findings:
        raise SnapshotError(findings)
    return ids


def _pointer(extracts: Path) -> dict[str, Any]:
    """Read the pointer as it stands."""
    pointer = extracts / _POINTER
    try:
        content = json.loads(pointer.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SnapshotError(
            Mistake(str(pointer), "no figures have been built yet", REBUILD)
        ) from error
    except (OSError, ValueError) as error:
        raise SnapshotError(
            Mistake(str(pointer), "the pointer to the figures cannot be read", REBUILD)
        ) from error
    if not isinstance(content, dict):
        raise SnapshotError(
            Mistake(str(pointer), "the pointer is not a list of snapshots", REBUILD)
        )
    return content


def _pointer_if_any(extracts: Path) -> dict[str, Any]:
    try:
        return _pointer(extracts)
    except SnapshotError:
        return {}


def _resolved(extracts: Path, pointer: Mapping[str, Any]) -> dict[str, Any]:
    """Give what is current by set: what was promised, if that has come to pass."""
    ids = {name: id_ for name, id_ in pointer.items() if name != _NEXT}
    promised = pointer.get(_NEXT)
    if isinstance(promised, dict):
        file, sha256 = promised.get("file"), promised.get("sha256")
        with suppress(OSError, ValueError):
            if isinstance(file, str) and sha256_of(extracts / file) == sha256:
                ids |= {n: i for n, i in promised.items() if n not in ("file", "sha256")}
    return ids


def _fits(figures_set: str, snapshot_id: object) -> bool:
    """Whether this is the name of a snapshot of a set."""
    named = snapshot_id if isinstance(snapshot_id, str) else ""
    return re.fullmatch(rf"{re.escape(figures_set)}-[0-9a-f]+", named) is not None


def read_snapshot(extracts: Path, snapshot_id: str, *, verify: bool) -> Snapshot:
    """Read a snapshot's manifest, and with ``verify`` check every file against its hash.

    Raises
    ------
    SnapshotError
        When the manifest or a file is missing, damaged, or of another schema version.
    """
    folder = extracts / snapshot_id
    manifest = read_manifest(folder)
    if verify:
        _verify(folder, manifest)
    return Snapshot(folder, manifest)


def _verify(folder: Path, manifest: Manifest) -> None:
    findings = []
    for name, expected in manifest.sha256.items():
        path = folder / name
        try:
            if sha256_of(path) != expected:
                findings.append(Mistake(str(path), "the file is damaged", REBUILD))
        except OSError:
            findings.append(Mistake(str(path), "the file cannot be read", REBUILD))
    if findings:
        raise SnapshotError(findings)


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_tables(folder: Path, tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Write the tables and give their hashes by file name."""
    paths = {name: folder / f"{name}.parquet" for name in TABLES}
    for name, path in paths.items():
        pq.write_table(tables[name], path, compression="zstd", row_group_size=ROW_GROUP_ROWS)
        sync_file(path)
    return {path.name: sha256_of(path) for path in paths.values()}


def _write_extras(folder: Path, extras: Mapping[str, bytes]) -> dict[str, str]:
    """Write the further files and give their hashes by name."""
    for name, content in extras.items():
        write_durably(folder / name, content)
    return {name: hashlib.sha256(content).hexdigest() for name, content in extras.items()}


def _json(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, indent=2) + "\n").encode()


def _sound(extracts: Path, snapshot_id: str) -> Snapshot | None:
    try:
        return read_snapshot(extracts, snapshot_id, verify=True)
    except SnapshotError:
        return None


def _move_into_place(temporary: Path, target: Path) -> Path:
    """Give a finished folder its name; on the disk whole before the pointer can name it."""
    sync_folder(temporary)
    if target.exists():
        _set_aside(target)
    temporary.replace(target)
    try:
        sync_folder(target.parent)
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return target


def _set_aside(folder: Path) -> None:
    """Move a damaged snapshot out of the way; it stays on disk for whoever wants to look."""
    n = 1
    while (aside := folder.with_name(f"{folder.name}.damaged-{n}")).exists():
        n += 1
    folder.replace(aside)
