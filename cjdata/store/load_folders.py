"""Where each load is kept: those for everybody beside the reviewed text, others by themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cjdata.store.durable_writes import disk_error
from cjdata.store.loads import (
    Load,
    LoadOrigin,
    id_of,
    is_of_supplied,
    load_ids,
    read_about,
    write_load,
)
from cjdata.store.supplied_folder import key_of_supplied, supplied_folder


def loads_folder(home: Path) -> Path:
    """Give the folder of the loads that are for everybody."""
    return home / "published" / "loads"


def supplied_loads_folder(home: Path) -> Path:
    """Give the folder of the loads of figures that were supplied privately."""
    return supplied_folder(home) / "loads"


def folder_of(home: Path, load_id: str) -> Path:
    """Give the folder in which a load is, or would be if it were there."""
    public, supplied = loads_folder(home), supplied_loads_folder(home)
    is_there = (supplied / load_id).is_dir()
    is_elsewhere = (public / load_id).is_dir()
    return supplied if is_there or (is_of_supplied(load_id) and not is_elsewhere) else public


def is_absent(home: Path, load_id: str) -> bool:
    """Whether a load of supplied figures is not in this copy of the data folder, as in a clone."""
    return is_of_supplied(load_id) and not (folder_of(home, load_id) / load_id).exists()


def every_load_id(home: Path) -> tuple[str, ...]:
    """List all loads that are on disk, in force or not."""
    found = (load_ids(loads_folder(home)), load_ids(supplied_loads_folder(home)))
    return tuple(sorted({load_id for ids in found for load_id in ids}))


def keep_load(home: Path, load: Load) -> Load:
    """Write a load where it belongs; give it with the id that it is kept under.

    Raises
    ------
    SnapshotError
        When the disk refuses; nothing that was there has changed.
    """
    folder = loads_folder(home)
    if load.is_supplied:
        folder = supplied_loads_folder(home)
        try:
            load = replace(load, id=id_of(load, key_of_supplied(home)))
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise disk_error(folder, error) from error
    write_load(folder, load)
    return load


def read_abouts(home: Path, load_ids: Iterable[str]) -> tuple[LoadOrigin, ...]:
    """Read where loads came from, without their figures; one that cannot be read is left out."""
    found = (read_about(folder_of(home, load_id) / load_id) for load_id in sorted(set(load_ids)))
    return tuple(about for about in found if about)
