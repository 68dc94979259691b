"""Writes that a power cut cannot halve: what counts is on the disk before anything names it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from cjdata.errors import Mistake, SnapshotError

_NOT_FOR_FOLDERS = {errno.EINVAL, errno.EBADF, errno.EACCES, errno.ENOTSUP}
"""What file systems answer that cannot bring a folder to the disk, network drives among them."""


def write_durably(path: Path, content: bytes) -> None:
    """Write a file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Wait until the disk has a file that another library wrote."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's list of names, where the system can be asked to."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(opened)


def disk_error(extracts: Path, error: OSError) -> SnapshotError:
    """Say that the disk refused, and that what was there is as it was."""
    return SnapshotError(
        Mistake(
            str(extracts),
            f"the figures cannot be written ({error.strerror or error})",
            "Make room, or make the folder writable, and try again; the figures that were "
            "there are unchanged.",
        )
    )
