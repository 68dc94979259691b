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
