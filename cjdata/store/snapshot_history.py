"""The snapshots that are there: listed, gone back to, and removed when no longer wanted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cjdata import settings
from cjdata.errors import CjdataError, Mistake, SnapshotError, UnknownName
from cjdata.store.durable_writes import sync_folder
from cjdata.store.load_folders import folder_of
from cjdata.store.loads import read_load
from cjdata.store.loads_in_force import begin, commit
from cjdata.store.lock import loading_lock
from cjdata.store.manifest import REBUILD, SCHEMA_VERSION, described
from cjdata.store.snapshots import (
    Snapshot,
    current_ids,
    current_ids_if_any,
    point_to,
    read_snapshot,
    sha256_of,
)

_FOLDER = re.compile(r"(?P<set>[a-z]+)-[0-9a-f]{12}(?P<aside>\.damaged-[0-9]+)?")
_LOOK = "Run: python -m cjdata history"


@dataclass(frozen=True)
class SnapshotEntry:
    """A snapshot in the list.

    ``rows`` counts the observations; None where the manifest does not say. ``trouble`` says
    why one cannot be read, and is empty for the others. The rest is as in the manifest.
    """

    id: str
    figures_set: str
    built: str
    by: str
    what: str
    rows: int | None
    loads: tuple[str, ...]
    previous: str
    schema_version: int
    is_current: bool
    readable: bool
    trouble: str


@dataclass(frozen=True)
class Rollback:
    """What going back has done.

    Attributes
    ----------
    snapshot, left
        The snapshot that is current now, and the id of the one that was before.
    changed
        Whether anything is different now.
    text_changed
        Whether the reviewed text is another now than the one this snapshot was built from: the
        next build takes it as it is.
    """

    snapshot: Snapshot
    left: str
    changed: bool
    text_changed: bool = False


def history(
    extracts: Path, figures_set: str = settings.PUBLISHED, *, verify: bool = False
) -> list[SnapshotEntry]:
    """List the snapshots of a set, the newest first; the current one may be an older one.

    Those that are damaged or of another schema version are listed with their trouble. With
    ``verify`` every file is checked against its hash, without it the manifests alone are read.
    """
    current = current_ids_if_any(extracts).get(figures_set, "")
    names = [path.name for path in _folders(extracts) if _set_of(path.name) == figures_set]
    if current and current not in names:
        names.append(current)
    names.sort(key=lambda name: (_made_at(described(extracts / name)), name), reverse=True)
    return [_entry(extracts, name, figures_set, current, verify=verify) for name in names]


def rollback(home: Path, snapshot_id: str, *, by: str = "") -> Rollback:
    """Make a snapshot current again, after checking it whole. Other sets stay as they are.

    The loads that it is made from are those in force from then on, and the journal says so.
    The id may be shortened to a beginning that no other snapshot has, with or without the set.

    Raises
    ------
    UnknownName
        When there is no such snapshot, or more than one.
    CjdataError
        When it or one of its loads is damaged, it is of another schema version, the journal has
        mistakes, or someone else holds the lock.
    """
    extracts, by = home / "extracts", by or settings.current_user()
    _must_exist(extracts)
    with loading_lock(extracts, by, f"Going back to {snapshot_id}"):
        snapshot = _read_to_go_back(home, _resolve(extracts, snapshot_id))
        name, loads = snapshot.manifest.figures_set, snapshot.manifest.loads
        left = current_ids_if_any(extracts).get(name, "")
        if name != settings.PUBLISHED:
            return Rollback(snapshot, left, point_to(extracts, {name: snapshot.id}))
        begin(home, by=by, otherwise=loads)
        what = f"Back to {snapshot.id}"
        changed = commit(home, {name: snapshot.id}, loads, by=by, what=what)
        return Rollback(snapshot, left, changed, _is_of_other_text(home, snapshot))


def prune(extracts: Path, keep: int = 3, *, dry_run: bool = False, by: str = "") -> list[str]:
    """Remove snapshots that nobody needs, and give their names.

    What is current stays, and of each set the newest ``keep`` others that one can go back to;
    those that cannot be read go, unless a newer version of this program wrote them.

    Raises
    ------
    SnapshotError
        When the pointer cannot be read, someone else holds the lock, or a folder is in use.
    """
    _must_exist(extracts)
    if dry_run:
        return _unwanted(extracts, keep)
    with loading_lock(extracts, by or settings.current_user(), "Removing old snapshots"):
        unwanted = _unwanted(extracts, keep)
        findings = [f for name in unwanted if (f := _remove(extracts / name))]
        if findings:
            raise SnapshotError(findings)
        return unwanted


def _folders(extracts: Path) -> list[Path]:
    if not extracts.is_dir():
        return []
    return [path for path in extracts.iterdir() if path.is_dir() and _FOLDER.fullmatch(path.name)]


def _set_of(name: str) -> str:
    match = _FOLDER.fullmatch(name)
    return match["set"] if match else ""


def _made_at(content: Mapping[str, Any]) -> int:
    """Give the nanoseconds since 1970; older manifests say the second, broken ones nothing."""
    exact = content.get("built_ns")
    if isinstance(exact, int) and exact:
        return exact
    try:
        return int(datetime.fromisoformat(str(content.get("built"))).timestamp()) * 10**9
    except ValueError:
        return 0


def _entry(
    extracts: Path, name: str, figures_set: str, current: str, *, verify: bool
) -> SnapshotEntry:
    content = described(extracts / name)
    trouble = _trouble(extracts, name, verify=verify)
    rows, loads = content.get("rows"), content.get("loads")
    version = content.get("schema_version")
    observations = rows.get("observations") if isinstance(rows, dict) else None
    return SnapshotEntry(
        id=name,
        figures_set=figures_set,
        built=str(content.get("built", "")),
        by=str(content.get("by", "")),
        what=str(content.get("what", "")),
        rows=observations if isinstance(observations, int) else None,
        loads=tuple(map(str, loads)) if isinstance(loads, list) else (),
        previous=str(content.get("previous", "")),
        schema_version=version if isinstance(version, int) else 0,
        is_current=name == current,
        readable=not trouble,
        trouble=trouble,
    )


def _trouble(extracts: Path, name: str, *, verify: bool) -> str:
    match = _FOLDER.fullmatch(name)
    if match and match["aside"]:
        return "damaged, and set aside when it was made anew"
    if not (extracts / name).is_dir():
        return "its folder is missing"
    try:
        read_snapshot(extracts, name, verify=verify)
    except SnapshotError as error:
        return "; ".join(_in_the_list(name, finding) for finding in error.findings)
    return ""


def _in_the_list(name: str, finding: Mistake) -> str:
    file = Path(finding.where).name
    return finding.what if file == name else f"{file}: {finding.what}"


def nothing_built(extracts: Path, figures_set: str = "") -> SnapshotError:
    """Say that there are no figures, or none of a set."""
    which = f"no {figures_set} figures" if figures_set else "no figures"
    return SnapshotError(Mistake(str(extracts), f"{which} have been built yet", REBUILD))


def _must_exist(extracts: Path) -> None:
    """Refuse a folder without figures before a lock makes it."""
    if not _folders(extracts):
        raise nothing_built(extracts)


def _resolve(extracts: Path, given: str) -> str:
    wanted = given.strip().lower()
    sets = sorted({_set_of(path.name) for path in _folders(extracts)})
    entries = [entry for name in sets for entry in history(extracts, name)]
    names = [entry.id for entry in entries if not entry.id.count(".")]
    if wanted in names:
        return wanted
    begun = [n for n in names if n.startswith(wanted) or n.partition("-")[2].startswith(wanted)]
    if not wanted or not begun:
        raise UnknownName.among("snapshot", given, names, "rollback")
    if len(begun) > 1:
        raise UnknownName(
            Mistake(
                "rollback",
                f"“{given}” is the beginning of {len(begun)} snapshots",
                f"Choose one of: {', '.join(begun)}.",
            )
        )
    return begun[0]


def _read_to_go_back(home: Path, snapshot_id: str) -> Snapshot:
    """Read a snapshot, and its loads as well: without them it could not be built anew."""
    try:
        snapshot = read_snapshot(home / "extracts", snapshot_id, verify=True)
        for load_id in snapshot.manifest.loads:
            read_load(folder_of(home, load_id), load_id)
    except CjdataError as error:
        raise SnapshotError(
            Mistake(f.where, f.what, f"Choose another snapshot; nothing has changed. {_LOOK}")
            for f in error.findings
        ) from error
    return snapshot


def _is_of_other_text(home: Path, snapshot: Snapshot) -> bool:
    made_from = snapshot.manifest.made_from
    before = {name: made_from[name] for name in made_from if name.count("/") == 1}
    texts = (home / "published").glob("*.csv")
    return before != {path.relative_to(home).as_posix(): sha256_of(path) for path in texts}


def _unwanted(extracts: Path, keep: int) -> list[str]:
    current = set(current_ids(extracts).values())
    unwanted: list[str] = []
    for name in sorted({_set_of(path.name) for path in _folders(extracts)}):
        others = [e for e in history(extracts, name, verify=True) if e.id not in current]
        sound = [e.id for e in others if e.readable]
        lost = [e.id for e in others if not e.readable and e.schema_version <= SCHEMA_VERSION]
        unwanted += sound[max(keep, 0) :] + lost
    return unwanted


def _remove(folder: Path) -> Mistake | None:
    """Take a snapshot's name away in one step; what is killed after that is swept later."""
    aside = folder.with_name(f".pruned-{folder.name}")
    try:
        folder.replace(aside)
        sync_folder(folder.parent)
    except OSError as error:
        return Mistake(
            str(folder),
            f"the snapshot cannot be removed ({error.strerror or error})",
            "Close the programs that read it, make the folder writable, and try again.",
        )
    shutil.rmtree(aside, ignore_errors=True)
    return None
