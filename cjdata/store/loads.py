"""Loads: what was read from official workbooks, kept as reviewable text beside the rest.

::

    published/loads/
        journal.csv             which were published and withdrawn: ``cjdata.store.journal``
        <id>/observations.csv   every figure of the file, with the cell it stood in
        <id>/sources.csv        the publication's tables, as sources
        <id>/load.json          which file, by which recipe, of which edition, by whom and when

A load's id comes from its figures, so reading the same file again gives the same load. A load
that the journal does not name is not in force. Those of figures supplied privately stand in a
folder of their own, and their ids are made with its key: ``cjdata.store.supplied_folder``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from cjdata.errors import Mistake, SourceError
from cjdata.observations import SOURCES, Observation
from cjdata.reference.areas import CsvRow, read_csv
from cjdata.reference.editions import SUPPLIED_EDITION
from cjdata.store.durable_writes import disk_error, sync_folder, write_durably
from cjdata.store.supplied_folder import FOLDER, close_to_others, digest, key_beside

_COLUMNS = tuple(f.name for f in fields(Observation))
_SOURCE_COLUMNS = SOURCES.names[:7]
"""A load keeps of a source what its file says; what is reviewed by hand is not among it."""
_OBSERVATIONS, _SOURCES, _ABOUT = "observations.csv", "sources.csv", "load.json"


@dataclass(frozen=True)
class LoadedTable:
    """A table of a file: what it holds, its sheet and title, and how many figures were read."""

    name: str
    sheet: str
    title: str
    figures: int


@dataclass(frozen=True)
class FetchedFrom:
    """Where a file was fetched.

    Attributes
    ----------
    address, page
        The address of the file, and that of the page of its edition.
    at
        When it was fetched, to the second.
    published
        The day or month on which the publisher's page says that the edition came out.
    etag, modified
        What the site gave to ask by whether the file has changed since.
    """

    address: str
    page: str
    at: str
    published: str = ""
    etag: str = ""
    modified: str = ""


_SUPPLIED = "supplied-"
"""What begins the ids of loads of figures that were supplied privately."""
_OF_THE_MOMENT = secrets.token_bytes(32)

VERSION = 2
"""Since this version a load's sources are those of its own edition: named by the publication, with
the date published, and with the address of that edition or none."""


@dataclass(frozen=True)
class LoadOrigin:
    """Where a load came from: file and hash, recipe, edition, who loaded it first and when.

    ``version`` is that of the program's way of writing loads; what says none is of the first.
    ``fetched`` says where the dashboard itself fetched the file; None where a person brought it.
    """

    file: str
    sha256: str
    kind: str
    recipe: str
    publication: str
    edition: str
    published: str
    tables: tuple[LoadedTable, ...]
    by: str = ""
    at: str = ""
    version: int = 1
    fetched: FetchedFrom | None = None

    @property
    def is_supplied(self) -> bool:
        """Whether the edition is one of figures that were supplied privately."""
        return self.edition.startswith(SUPPLIED_EDITION)


@dataclass(frozen=True)
class Load:
    """The figures of one file.

    ``id`` is worked out from the figures and sources; ``about`` makes no difference to it. One
    that was supplied privately has an id of the moment until it is kept: see
    ``cjdata.store.load_folders``.
    """

    observations: tuple[Observation, ...]
    sources: tuple[Mapping[str, str], ...]
    about: LoadOrigin
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            key = _OF_THE_MOMENT if self.is_supplied else b""
            object.__setattr__(self, "id", id_of(self, key))

    @property
    def is_supplied(self) -> bool:
        """Whether it holds figures that were supplied privately."""
        return self.about.is_supplied or any(o.is_supplied for o in self.observations)

    @property
    def where(self) -> str:
        """The folder that it is kept in, as messages name it."""
        return f"{FOLDER if self.is_supplied else 'published'}/loads/{self.id}"


def id_of(load: Load, key: bytes) -> str:
    """Give the id of a load, made with a key where it was supplied privately."""
    text = f"{load.about.recipe} {load.about.edition}".lower()
    label = re.sub(r"[^a-z0-9]+", "-", text).strip("-")
    if load.is_supplied and not is_of_supplied(label):
        label = f"{_SUPPLIED}{label}"
    return f"{label}-{_hash(load, key)}"


def is_of_supplied(load_id: str) -> bool:
    """Whether an id is that of a load of figures that were supplied privately."""
    return load_id.startswith(_SUPPLIED)


def write_load(folder: Path, load: Load) -> bool:
    """Write a load whole, or leave no trace of it; give whether it was not there before.

    Raises
    ------
    SnapshotError
        When the disk refuses; nothing that was there has changed.
    """
    target = folder / load.id
    if target.exists():
        try:
            read_load(folder, load.id)
        except SourceError:
            shutil.rmtree(target, ignore_errors=True)
        else:
            return False
    temporary: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".loading-", dir=folder))
        write_durably(temporary / _OBSERVATIONS, _observations_text(load).encode())
        write_durably(temporary / _SOURCES, _sources_text(load).encode())
        about = json.dumps(asdict(load.about), indent=2, ensure_ascii=False) + "\n"
        write_durably(temporary / _ABOUT, about.encode())
        if load.is_supplied:
            close_to_others(temporary)
        else:
            temporary.chmod(0o755)
        sync_folder(temporary)
        temporary.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise disk_error(folder, error) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    return True


def read_load(folder: Path, load_id: str) -> Load:
    """Read a load, and check it against the hash in its id.

    Raises
    ------
    SourceError
        When it is missing, damaged or was changed by hand.
    """
    place = folder / load_id
    if not place.is_dir():
        raise _damaged(place, "is missing")
    try:
        rows = read_csv(place / _OBSERVATIONS, set(_COLUMNS))
        sources = read_csv(place / _SOURCES, set(_SOURCE_COLUMNS))
        about = _read_about(place)
        load = Load(
            tuple(map(_observation, rows)),
            tuple(dict.fromkeys(SOURCES.names, "") | s for s in sources),
            about,
            load_id,
        )
        key = key_beside(folder) if load.is_supplied else b""
    except (SourceError, OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged(place, "cannot be read") from error
    if not load_id.endswith(_hash(load, key)):
        raise _damaged(place, "was changed after it was loaded")
    return load


def read_about(place: Path) -> LoadOrigin | None:
    """Read where a load came from by its folder; None where that cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        return _read_about(place)
    return None


def _read_about(place: Path) -> LoadOrigin:
    content = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
    tables = tuple(LoadedTable(**table) for table in content.pop("tables"))
    fetched = content.pop("fetched", None)
    origin = FetchedFrom(**fetched) if fetched else None
    return LoadOrigin(**content, tables=tables, fetched=origin)


def load_ids(folder: Path) -> tuple[str, ...]:
    """List the loads that are on disk, in force or not."""
    return tuple(sorted(p.parent.name for p in folder.glob(f"[!.]*/{_ABOUT}")))


def sweep_loads(folder: Path) -> None:
    """Remove what killed loads left half-written. Only whoever holds the lock may do so."""
    for path in folder.glob(".loading-*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def where_of(place: Path) -> str:
    """Name the folder of a load as messages do, from the data folder on."""
    above = place.parent.parent.name
    return f"{above if above == FOLDER else 'published'}/loads/{place.name}"


def _damaged(place: Path, what: str) -> SourceError:
    load_id = place.name
    return SourceError(
        Mistake(
            where_of(place),
            f"the load {what}",
            "Restore the folder from git or a backup. Without one, go back to a state before it "
            "(python -m cjdata history, then rollback), or withdraw it with a line at the end of "
            f"published/loads/journal.csv (withdrawn,{load_id},,,) and build; then load the file "
            "again.",
        )
    )


def _hash(load: Load, key: bytes) -> str:
    return digest(_observations_text(load) + "\0" + _sources_text(load), key)


def _observations_text(load: Load) -> str:
    key = [(o.measure, o.area_code, o.area, o.period, o.edition) for o in load.observations]
    ordered = [o for _, o in sorted(zip(key, load.observations, strict=True), key=lambda p: p[0])]
    return _csv(_COLUMNS, (_texts(o) for o in ordered))


def _sources_text(load: Load) -> str:
    rows = sorted([source[name] for name in _SOURCE_COLUMNS] for source in load.sources)
    return _csv(_SOURCE_COLUMNS, rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def _texts(o: Observation) -> list[str]:
    value = "" if o.value is None else repr(int(o.value) if o.value.is_integer() else o.value)
    return [value if name == "value" else str(getattr(o, name)) for name in _COLUMNS]


def _observation(row: CsvRow) -> Observation:
    values: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    values["value"] = float(row["value"]) if row["value"] else None
    values["decimals"] = int(row["decimals"])
    return Observation(**values)
