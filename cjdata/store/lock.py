"""One at a time: the lock of whoever changes the figures, and what a second one is told.

The lock is the operating system's, on ``.lock``, and goes with the process that holds it,
however that ends. ``.loading.json`` beside it only says who holds it.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from cjdata.errors import Mistake, SnapshotError
from cjdata.store.durable_writes import disk_error, write_durably

LOCK = ".lock"
HOLDER = ".loading.json"
LEFTOVERS = (".building-*", ".pruned-*", ".current-*.json", ".loading-*.json")
"""What writers leave behind when they are killed; whoever has the lock may remove it."""


@dataclass(frozen=True)
class LockHolder:
    """Who holds the lock, for what, since when, and in which process of which machine."""

    by: str
    what: str
    since: str
    pid: int
    host: str


@contextmanager
def loading_lock(extracts: Path, by: str, what: str, *, wait: float = 0.0) -> Iterator[None]:
    """Keep everyone else from changing the figures. It does not nest.

    It waits no longer than ``wait`` seconds for its turn. ``what`` says what is being done
    ("Loading a.xlsx and b.xlsx"). What killed writers left behind is removed first.

    Raises
    ------
    SnapshotError
        When someone else holds the lock, saying who, what for and since when; or when the
        folder cannot be written.
    """
    lock = FileLock(extracts / LOCK, timeout=wait, thread_local=False)
    try:
        extracts.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout as busy:
        raise SnapshotError(_busy(extracts)) from busy
    except OSError as error:
        raise disk_error(extracts, error) from error
    try:
        _sweep(extracts)
        _say_who(extracts, by, what)
        yield
    finally:
        with suppress(OSError):
            (extracts / HOLDER).unlink(missing_ok=True)
        lock.release()


def _sweep(extracts: Path) -> None:
    """Remove what killed writers left, and the name of a holder that is no more."""
    with suppress(OSError):
        (extracts / HOLDER).unlink(missing_ok=True)
    for pattern in LEFTOVERS:
        for path in extracts.glob(pattern):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


def _say_who(extracts: Path, by: str, what: str) -> None:
    """Write down who holds the lock, if there is room: on a full disk pruning must work."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    holder = LockHolder(by, what, since, os.getpid(), platform.node())
    temporary = extracts / f".loading-{os.getpid()}.json"
    try:
        write_durably(temporary, json.dumps(asdict(holder)).encode())
        temporary.replace(extracts / HOLDER)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _read_holder(extracts: Path) -> LockHolder | None:
    try:
        holder = LockHolder(**json.loads((extracts / HOLDER).read_text(encoding="utf-8")))
        datetime.fromisoformat(holder.since)
    except (OSError, ValueError, TypeError):
        return None
    return holder


def _busy(extracts: Path) -> Mistake:
    holder = _read_holder(extracts)
    if holder is None:
        return Mistake(
            str(extracts),
            "someone else is changing the figures at this moment",
            "Wait a minute and try again; you have changed nothing.",
        )
    return Mistake(
        str(extracts),
        f"{_line(holder.by)} has been changing the figures since {_in_words(holder.since)} "
        f"({_line(holder.what)})",
        "Wait until that is done and try again; you have changed nothing. If it never ends, stop "
        f"that program: process {holder.pid} on {_line(holder.host)}.",
    )


def _line(text: object) -> str:
    return " ".join(str(text).split()).rstrip(".")


def _in_words(moment: str) -> str:
    """Give a moment as the clock on the wall shows it."""
    here = datetime.fromisoformat(moment).astimezone()
    return f"{here:%H:%M} on {here.day} {here:%B %Y}"
