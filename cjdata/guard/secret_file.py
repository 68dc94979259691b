"""A secret in a file that only its own account can read: made once, the same for all processes."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from pathlib import Path

BYTES = 24
_FORM = re.compile(rb"[A-Za-z0-9_-]{32}")
"""What ``secrets.token_urlsafe`` makes of so many bytes."""
_MADE_HERE: dict[Path, str] = {}
"""What this process made, by file: a file system may keep no file to one account."""


def secret_of(path: Path, *, must_be_own: bool = False) -> str:
    """Give the secret that a file keeps; it is made when there is none, or an emptied one.

    ``must_be_own`` makes it anew as well where another account wrote it or may read it, and where
    it is not of the form that is made here. On a file system that keeps no file to one account
    every process makes its own then.

    Raises
    ------
    OSError
        When it can neither be read nor written.
    """
    found = _own(path) if must_be_own else _kept(path)
    if found is not None:
        return found
    path.unlink(missing_ok=True)  # emptied, damaged, or not this account's alone
    made = secrets.token_urlsafe(BYTES)
    beside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made)
        file.flush()
        os.fsync(file.fileno())
    _MADE_HERE[path] = made
    try:
        path.hardlink_to(beside)  # whole or not at all: the first of several processes wins
    except FileExistsError:
        return secret_of(path, must_be_own=must_be_own)
    except OSError:  # a file system without links
        beside.replace(path)
        return made
    finally:
        beside.unlink(missing_ok=True)
    return made


def _kept(path: Path) -> str | None:
    """Give the secret in a file; None where there is none."""
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        return None
    return found.decode("ascii") if found.isascii() and len(found) >= BYTES else None


def _own(path: Path) -> str | None:
    """Give the secret in a file; None where there is none that nobody else can know."""
    try:
        with path.open("rb") as file:
            content = file.read(BYTES * 2)
            is_private = _is_private(os.fstat(file.fileno()))
    except (FileNotFoundError, PermissionError):
        return None
    if not _FORM.fullmatch(content):
        return None
    is_made_here = hmac.compare_digest(content, _MADE_HERE.get(path, "").encode())
    return content.decode("ascii") if is_private or is_made_here else None


def _is_private(state: os.stat_result) -> bool:
    """Whether a file is this account's, and nobody else can read or write it (POSIX)."""
    return os.name != "posix" or (state.st_uid == os.geteuid() and not state.st_mode & 0o077)
