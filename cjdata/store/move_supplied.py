"""Moves what older versions kept among the loads for everybody to the folder of its own.

Their loads of supplied figures stood in ``published/loads``, and their ids, and those of the
snapshots that hold them, were plain hashes of the figures. Each step can be done twice, so that
one that was killed is taken up again: copies are made first, the journal says in one rename what
holds from then on, and the originals go last.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow.parquet as pq

from cjdata import settings
from cjdata.errors import SnapshotError, SourceError
from cjdata.store.journal import NAME, read_journal, write_journal
from cjdata.store.load_folders import keep_load, loads_folder
from cjdata.store.loads import load_ids, read_about, read_load
from cjdata.store.manifest import TABLES, described
from cjdata.store.snapshots import (
    current_ids_if_any,
    point_to,
    promise,
    read_snapshot,
    write_snapshot,
)
from cjdata.store.supplied_folder import IN_WORDS, close_to_others

WHAT = f"Loaded {IN_WORDS}"

NewIds = Mapping[str, str]


def move_supplied(home: Path) -> None:
    """Move the loads, and the snapshots that hold them. Whoever calls holds the lock.

    A load that cannot be read stays where it is: what is in force says so.

    Raises
    ------
    SnapshotError
        When the disk refuses; nothing is lost, and the next time goes on.
    """
    loads = _moved_loads(home)
    if not loads:
        return
    snapshots = _moved_snapshots(home / "extracts", loads)
    _commit(home, loads, snapshots)
    for name in snapshots:
        _remove(home / "extracts" / name, ".pruned-")
    for name in loads:
        _remove(loads_folder(home) / name, ".loading-")


def _moved_loads(home: Path) -> dict[str, str]:
    folder, moved = loads_folder(home), {}
    for load_id in load_ids(folder):
        about = read_about(folder / load_id)
        if about and about.is_supplied:
            with suppress(SourceError):
                moved[load_id] = keep_load(home, read_load(folder, load_id)).id
    return moved


def _moved_snapshots(extracts: Path, loads: NewIds) -> dict[str, str]:
    """Write each snapshot that holds such a load once more, the oldest first; give the new ids."""
    found = [(described(folder), folder) for folder in extracts.glob(f"{settings.PUBLISHED}-*")]
    holding = [(c, f) for c, f in found if set(map(str, c.get("loads") or ())) & loads.keys()]
    moved: dict[str, str] = {}
    for content, folder in sorted(holding, key=lambda one: str(one[0].get("built_ns", 0))):
        close_to_others(folder)
        if str(content.get("id")) == folder.name:
            with suppress(
                SnapshotError
            ):  # of another version, or damaged: nobody can go back to it
                moved[folder.name] = _written_anew(extracts, folder.name, loads, moved)
    return moved


def _written_anew(extracts: Path, name: str, loads: NewIds, before: NewIds) -> str:
    old = read_snapshot(extracts, name, verify=True)
    manifest = old.manifest
    further = [file for file in manifest.sha256 if file.removesuffix(".parquet") not in TABLES]
    new = write_snapshot(
        extracts,
        manifest.figures_set,
        {table: pq.read_table(old.path(table)) for table in TABLES},
        {file: sha for file, sha in manifest.made_from.items() if not _is_of(file, loads)},
        by=manifest.by,
        what=WHAT if manifest.what.startswith("Loaded ") else manifest.what,
        loads=sorted(loads.get(load, load) for load in manifest.loads),
        previous=before.get(manifest.previous, manifest.previous),
        extras={file: (old.folder / file).read_bytes() for file in further},
        built_ns=manifest.built_ns,
    )
    return new.id


def _is_of(file: str, loads: NewIds) -> bool:
    return any(f"/{load}/" in file for load in loads)


def _commit(home: Path, loads: NewIds, snapshots: NewIds) -> None:
    """Let the journal name the new loads, and the pointer the new snapshot, at one rename."""
    extracts, folder = home / "extracts", loads_folder(home)
    current = current_ids_if_any(extracts).get(settings.PUBLISHED, "")
    now = {settings.PUBLISHED: snapshots.get(current, current)} if current else {}
    journal = read_journal(folder)
    content = _renamed(journal.content, loads) if journal else b""
    if journal and content != journal.content:
        promise(extracts, now, folder / NAME, content)
        write_journal(folder, content)
    if now:
        point_to(extracts, now)


def _renamed(content: bytes, loads: NewIds) -> bytes:
    """Write the lines of a journal with the new names, every other line as it stands."""
    lines = content.decode("utf-8-sig").splitlines()
    return "".join(f"{_line_renamed(line, loads)}\n" for line in lines).encode()


def _line_renamed(line: str, loads: NewIds) -> str:
    event, load, *rest = [*next(csv.reader([line]), []), "", ""]
    if load not in loads:
        return line
    *rest, what, _, _ = rest
    buffer = io.StringIO()
    cells = [event, loads[load], *rest, WHAT if what.startswith("Loaded ") else what]
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _remove(folder: Path, aside: str) -> None:
    """Take a folder away by its name first; what is killed after that is swept later."""
    hidden = folder.with_name(f"{aside}{folder.name}")
    with suppress(OSError):
        folder.replace(hidden)
        shutil.rmtree(hidden, ignore_errors=True)
