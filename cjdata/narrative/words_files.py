"""Words as plain files: a few lines on what they are, then the text exactly as it was typed.

::

    ---
    area: Clackmannanshire
    year: 2023-24
    outline: annual-report
    section: assessment
    outcome: 4
    choice: near
    state: draft
    version: 7
    by: A Coordinator
    saved: 2026-11-22T10:00:00+00:00
    ---
    The text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

from cjdata.errors import Mistake, hint
from cjdata.narrative.plain_text import LIMIT, WordsError, tidy
from cjdata.narrative.words_versions import WordsVersion
from cjdata.reference.report_outlines import ANNUAL_REPORT

RULE = "---"
NEEDED = ("area", "year", "section")
KEYS = (*NEEDED, "outline", "outcome", "choice", "state", "version", "by", "saved")


@dataclass(frozen=True, slots=True)
class WordsFile:
    """A file of words as it was read. ``lines`` says on which line each key stands."""

    name: str
    keys: dict[str, str]
    lines: dict[str, int]
    body: str

    def where(self, key: str = "") -> str:
        """Name the file, and the line of a key."""
        line = self.lines.get(key, 1)
        return f"{self.name}, line {line}"

    @property
    def outline(self) -> str:
        """Which report it belongs to."""
        return self.keys.get("outline") or ANNUAL_REPORT

    @property
    def state(self) -> Literal["draft", "published"]:
        """Whether viewers are to see it; a draft where the file does not say."""
        state = self.keys.get("state") or "draft"
        return cast(Literal["draft", "published"], state)

    @property
    def version(self) -> int:
        """Which version was written out; 0 for words that are new."""
        return int(self.keys.get("version") or 0)

    @property
    def saved(self) -> datetime | None:
        """When the words were saved, where the file says."""
        text = self.keys.get("saved")
        moment = datetime.fromisoformat(text) if text else None
        return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None


def file_path(version: WordsVersion, area_name: str) -> Path:
    """Name the file of a version: the files of one outcome stand together, drafts say so."""
    slot = version.slot
    area = re.sub(r"[^a-z0-9]+", "-", area_name.lower()).strip("-") or slot.area
    outcome = f"outcome-{slot.outcome}-" if slot.outcome else ""
    ending = ".draft.md" if version.state == "draft" else ".md"
    return Path(area, slot.year, slot.outline, f"{outcome}{slot.section}{ending}")


def as_file(version: WordsVersion, area_name: str) -> bytes:
    """Write a version as a file."""
    slot = version.slot
    keys = {
        "area": area_name,
        "year": slot.year,
        "outline": slot.outline,
        "section": slot.section,
        "outcome": slot.outcome,
        "choice": version.choice,
        "state": version.state,
        "version": version.number,
        "by": version.by,
        "saved": version.saved.isoformat(),
    }
    lines = [f"{key}: {value}" for key, value in keys.items() if value != ""]
    return "\n".join([RULE, *lines, RULE, version.body, ""]).encode()


def read_words_file(path: Path, name: str) -> WordsFile:
    """Read a file of words.

    Raises
    ------
    WordsError
        With every mistake that the file alone shows, by line.
    """
    try:
        text = tidy(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        fix = "See whether it may be read."
        raise WordsError(Mistake(name, f"cannot be read ({error.strerror})", fix)) from error
    except UnicodeDecodeError as error:
        raise WordsError(Mistake(name, "is not UTF-8 text", "Save it as UTF-8.")) from error
    head, found, body = text.removeprefix(f"{RULE}\n").partition(f"\n{RULE}\n")
    if not text.startswith(f"{RULE}\n") or not found:
        what = f"does not begin with lines such as “year: 2023-24” between two lines “{RULE}”"
        raise WordsError(Mistake(f"{name}, line 1", what, "Write them as an exported file has."))
    findings: list[Mistake] = []
    file = WordsFile(name, {}, {}, body.removesuffix("\n"))
    for number, line in enumerate(head.split("\n"), start=2):
        findings += _take_key(file, number, line)
    findings += _mistakes(file, body_line=number + 2)
    if findings:
        raise WordsError(findings)
    return file


def _take_key(file: WordsFile, number: int, line: str) -> Iterator[Mistake]:
    key, colon, value = line.partition(":")
    key = key.strip()
    where = f"{file.name}, line {number}"
    if not colon:
        yield Mistake(where, f"“{line[:60]}” is no key and value", "Write it as “key: value”.")
    elif key not in KEYS:
        yield Mistake(where, f"“{key[:60]}” is not a known key", hint(key, KEYS))
    elif key in file.keys:
        yield Mistake(where, f"{key} stands twice", "Keep one of the two.")
    else:
        file.keys[key] = value.strip()
        file.lines[key] = number


def _mistakes(file: WordsFile, body_line: int) -> Iterator[Mistake]:
    for key in NEEDED:
        if not file.keys.get(key):
            yield Mistake(file.where(key), f"{key} is missing", f"Add a line “{key}: …”.")
    state = file.keys.get("state", "draft")
    if state not in ("", "draft", "published"):
        fix = "Write draft or published."
        yield Mistake(file.where("state"), f"“{state}” is no state of words", fix)
    for key, reads in _READ_AS.items():
        value = file.keys.get(key)
        try:
            reads(value or "0001-01-01") if key == "saved" else reads(value or "0")
        except ValueError:
            yield Mistake(file.where(key), f"{key} is “{value}”", _SHAPES[key])
    if len(file.body) > LIMIT:
        what = f"the text has {len(file.body):,} characters, and {LIMIT:,} is the most"
        fix = f"Shorten it by {len(file.body) - LIMIT:,}."
        yield Mistake(f"{file.name}, line {body_line}", what, fix)


def _whole_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError(text)
    return int(text)


_READ_AS: dict[str, Callable[[str], object]] = {
    "version": _whole_number,
    "saved": datetime.fromisoformat,
}
_SHAPES = {
    "version": "Write the number that the exported file had, or leave the line out.",
    "saved": "Write it like 2026-11-22T10:00:00+00:00, or leave the line out.",
}
