"""A secret in a file that only its own account can read: made once, the same for all processes."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

BYTES = 24


def secret_of(path: Path) -> str:
    """Give the secret that a file keeps; it is made when there is none, or an emptied one.

    Raises
    ------
    OSError
        When it can neither be read nor written.
    """
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        found = None
    if found is not None and found.isascii() and len(found) >= BYTES:
        return found.decode("ascii")
    if found is not None:
        path.unlink(missing_ok=True)  # emptied or damaged
    made = secrets.token_urlsafe(BYTES)
    beside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(beside)  # whole or not at all: the first of several processes wins
    except FileExistsError:
        return secret_of(path)
    except OSError:  # a file system without links
        beside.replace(path)
        return made
    finally:
        beside.unlink(missing_ok=True)
    return made
