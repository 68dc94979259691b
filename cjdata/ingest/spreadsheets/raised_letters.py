"""Writes raised and lowered letters inside a cell as notes in brackets.

A reader of workbooks gives a cell's letters alone: “44” with a small raised 2 behind it would
come out as 442. So, before it reads, what is raised is written as “44[note 2]”.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from xml.parsers import expat
from xml.sax.saxutils import escape

from cjdata.ingest.spreadsheets.xml_stream import LONGEST_TEXT, Attributes, run

Patch = tuple[int, int, bytes]
"""Where bytes of a part begin and end, and what stands there instead."""

_AND = r"(?:\s*(?:,|;|&|\band\b)\s*|\s+)"
_NUMBERS = re.compile(rf"\d{{1,2}}(?:{_AND}\d{{1,2}})*")
_LETTERS = re.compile(rf"[a-z](?:{_AND}[a-z])*", re.IGNORECASE)
_WORD = re.compile(r"\d+|\b(?!and\b)[a-z]+", re.IGNORECASE)
_MARK = re.compile(r"[pre]|provisional|revised|estimated?", re.IGNORECASE)


def as_note(text: str) -> str:
    """Write a raised text as the note, or the mark, that it is; another that has no digit stays.

    >>> as_note("2, 3"), as_note("(p)"), as_note("th"), as_note("*")
    ('[note 2, 3]', '[p]', 'th', '*')
    """
    bare = " ".join(text.split()).strip(" ,;")
    if bare[:1] + bare[-1:] in {"()", "[]"}:
        bare = bare[1:-1].strip()
    behind = " " if text[-1:].isspace() else ""
    if _MARK.fullmatch(bare):
        return f"[{bare}]{behind}"
    if _NUMBERS.fullmatch(bare) or _LETTERS.fullmatch(bare):
        return f"[note {', '.join(_WORD.findall(bare))}]{behind}"
    # Other digits could be taken for those of the number before them.
    return f"^{text}" if any(map(str.isdigit, text)) else text


def patched(part: bytes, patches: Iterable[Patch]) -> bytes:
    """Put other bytes in some places of a part."""
    pieces, position = [], 0
    for start, end, text in sorted(patches):
        pieces += [part[position:start], text]
        position = end
    return b"".join([*pieces, part[position:]])


class RaisedTexts(ABC):
    """Goes through a part, and notes what to write in place of its raised texts.

    What is inside an element that ``is_raised`` calls so is one text.
    """

    def __init__(self, part: bytes) -> None:
        self.part = part
        self.patches: list[Patch] = []
        self.parser = expat.ParserCreate()
        self._text = ""
        self._begin: int | None = None

    def run(self) -> bytes:
        """Give the part with its raised texts written as notes."""
        run(self.parser, self.part, self.start, self.stop, self._add)
        return patched(self.part, self.patches)

    @abstractmethod
    def start(self, tag: str, attributes: Attributes) -> None:
        """Go into an element."""

    @abstractmethod
    def stop(self, tag: str) -> None:
        """Go out of an element."""

    def begin(self) -> None:
        """Begin a raised text, at the start of the element that holds it."""
        self._begin, self._text = self.parser.CurrentByteIndex, ""

    def end(self) -> None:
        """End the raised text, at the end of its element."""
        begin, self._begin = self._begin, None
        if begin is None:
            return
        end = self.parser.CurrentByteIndex
        inside = _end_of_tag(self.part, begin)
        note = as_note(self._text)
        if note != self._text and inside <= end:
            self.patches.append((inside, end, escape(note).encode()))

    def _add(self, text: str) -> None:
        if self._begin is not None and len(self._text) < LONGEST_TEXT:
            self._text += text


def _end_of_tag(part: bytes, start: int) -> int:
    """Give where a tag ends; a “>” in the value of an attribute ends none."""
    quote = 0
    for position in range(start, len(part)):
        letter = part[position]
        if quote:
            quote = 0 if letter == quote else quote
        elif letter in b"\"'":
            quote = letter
        elif letter == ord(">"):
            return position + 1
    return len(part)
