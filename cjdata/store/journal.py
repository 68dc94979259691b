"""The journal of the loads: a text that says by itself which of them are in force.

::

    event,load,at,by,what
    published,jsw-part-2-2023-24-1a2b3c4d5e6f,2026-11-22T10:00:00+00:00,Jo Reid,Loaded a.xlsx
    withdrawn,jsw-part-2-2023-24-1a2b3c4d5e6f,2026-11-23T09:30:00+00:00,Jo Reid,Back to …

One line an event, the newest last. The order of the lines counts; the times are for people.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cjdata.errors import Mistake, SourceError, hint
from cjdata.store.durable_writes import disk_error, sync_folder, write_durably

NAME = "journal.csv"
WHERE = f"published/loads/{NAME}"
PUBLISHED, WITHDRAWN = "published", "withdrawn"
COLUMNS = ("event", "load", "at", "by", "what")
_LOAD_ID = re.compile(r"[a-z0-9-]+")
_CORRECT = "Correct the line, or restore the file from git or a backup. What is published stays."


@dataclass(frozen=True)
class LoadJournal:
    """A journal as it was read.

    Attributes
    ----------
    content
        The bytes of the file; none where there is no file.
    in_force
        The loads in force, in the order of their publication, each with its line.
    named
        Every load that it names, in force or not.
    """

    content: bytes
    in_force: Mapping[str, int]
    named: frozenset[str]

    def leading_to(self, loads: Collection[str], *, by: str, what: str) -> bytes:
        """Give the content with the lines added after which exactly these loads are in force."""
        events = [(WITHDRAWN, load) for load in self.in_force if load not in loads]
        events += [(PUBLISHED, load) for load in loads if load not in self.in_force]
        at = datetime.now(UTC).isoformat(timespec="seconds")
        lines = _text((event, load, at, _line(by), _line(what)) for event, load in events)
        before = self.content or _text([COLUMNS])
        if before and not before.endswith(b"\n"):
            before += b"\n"
        return before + lines if lines else self.content


NONE_YET = LoadJournal(b"", {}, frozenset())


def begun(loads: Collection[str], *, by: str, what: str) -> bytes:
    """Give the content of a new journal, after which these loads are in force, or none."""
    return NONE_YET.leading_to(loads, by=by, what=what) or _text([COLUMNS])


def read_journal(folder: Path) -> LoadJournal | None:
    """Read the journal of a folder of loads; None where there is none.

    Raises
    ------
    SourceError
        With every mistake in it, by its line.
    """
    try:
        content = (folder / NAME).read_bytes()
        first, *lines = content.decode("utf-8-sig").splitlines() or [""]
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(Mistake(WHERE, f"cannot be read ({error})", _CORRECT)) from error
    in_force: dict[str, int] = {}
    named: set[str] = set()
    findings = []
    if _cells(first) != list(COLUMNS):
        findings.append(_mistake(1, f"does not read {','.join(COLUMNS)}"))
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        event, load, *_ = cells = [*_cells(line), "", ""]
        named.add(load)
        if len(cells) != len(COLUMNS) + 2 or not _LOAD_ID.fullmatch(load):
            findings.append(_mistake(number, "is no line of the journal"))
        elif event not in (PUBLISHED, WITHDRAWN):
            found = _mistake(number, f"“{event}” is not a known event")
            guess = hint(event, (PUBLISHED, WITHDRAWN))
            findings.append(Mistake(found.where, found.what, f"{guess} {found.fix}"))
        elif event == PUBLISHED and load in in_force:
            findings.append(
                _mistake(number, f"{load} is in force already, by line {in_force[load]}")
            )
        elif event == PUBLISHED:
            in_force[load] = number
        elif in_force.pop(load, None) is None:
            findings.append(_mistake(number, f"withdraws {load}, which is not in force by then"))
    if findings:
        raise SourceError(findings)
    return LoadJournal(content, in_force, frozenset(named))


def write_journal(folder: Path, content: bytes) -> None:
    """Put a journal in the place of the one that is there, in one atomic step.

    Raises
    ------
    SnapshotError
        When the disk refuses; the journal is as it was.
    """
    temporary = folder / f".loading-{NAME}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(temporary, content)
        temporary.replace(folder / NAME)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise disk_error(folder, error) from error
    with suppress(OSError):  # it has moved: a power cut now leaves the old or the new
        sync_folder(folder)


def _mistake(number: int, what: str) -> Mistake:
    return Mistake(f"{WHERE}, line {number}", what, _CORRECT)


def _cells(line: str) -> list[str]:
    """Give the values of a line; a line that cannot be told has none."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(rows: Iterable[Iterable[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()
