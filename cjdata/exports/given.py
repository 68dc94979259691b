"""A template of the partnership's own, as it was given: the path of a file, or a file dropped."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that was dropped on a page: its name and what it holds."""

    name: str
    content: bytes = field(repr=False)

    def read_bytes(self) -> bytes:
        """Give what it holds."""
        return self.content

    def __str__(self) -> str:
        return self.name


Given = Path | Dropped

MAX_BYTES = 30_000_000
"""The largest template that is taken."""
_MAX_UNPACKED = 150_000_000
_MAX_MARKUP = 40_000_000
_MAX_MARKS = 1_500_000
"""Elements and attributes in all markup: each takes a hundred bytes once it is read."""
_MAX_PARTS = 5_000

TYPES = "[Content_Types].xml"
"""The part of an Office file that says of what type it is."""


def size_of(given: Given) -> int:
    """Give the length in bytes, without reading a file.

    Raises
    ------
    OSError
        When the file is not there, or may not be looked at.
    """
    return len(given.content) if isinstance(given, Dropped) else given.stat().st_size


def hides_too_much(content: bytes) -> str:
    """Say why an Office file would take far too much memory or time to read; empty if it does not.

    Nothing of it is read but the size of its parts, and then its markup as mere bytes.

    Raises
    ------
    zipfile.BadZipFile
        When it is no sound archive, or says less of a part than is in it.
    """
    if content.count(b"PK\x01\x02") > _MAX_PARTS:
        return "has thousands of parts inside"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        markup = [part for part in parts if part.filename.casefold().endswith((".xml", ".rels"))]
        if (
            sum(part.file_size for part in parts) > _MAX_UNPACKED
            or sum(part.file_size for part in markup) > _MAX_MARKUP
        ):
            return "unpacks to far more than such a file holds"
        marks = 0
        for part in markup:
            text = archive.read(part)
            if b"<!DOCTYPE" in text.replace(b"\0", b""):
                return "declares a document type, as no such file does"
            marks += text.count(b"<") + text.count(b"=")
            if marks > _MAX_MARKS:
                return "holds far more markup than such a file does"
    return ""


def retyped(content: bytes, old: bytes, new: bytes) -> bytes:
    """Give an Office file under another type, as that of a template becomes a document's."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            data = before.read(part)
            is_types = part.filename == TYPES
            after.writestr(part.filename, data.replace(old, new) if is_types else data)
    return result.getvalue()
