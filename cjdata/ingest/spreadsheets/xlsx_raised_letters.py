"""Writes the raised letters in the cells of an .xlsx file as notes: see ``raised_letters``."""

from __future__ import annotations

from cjdata.ingest.spreadsheets.archives import Archive
from cjdata.ingest.spreadsheets.raised_letters import RaisedTexts
from cjdata.ingest.spreadsheets.xml_stream import Attributes, local

_RAISED = ("superscript", "subscript")
_SIGNS = tuple(word.encode() for word in _RAISED)


def with_notes(archive: Archive) -> Archive:
    """Write raised letters as notes, in the texts that cells share and in the cells' own."""
    parts = {
        name: _Runs(part).run() if any(sign in part for sign in _SIGNS) else part
        for name, part in archive.parts.items()
    }
    return Archive(parts, archive.names)


class _Runs(RaisedTexts):
    """Reads runs of letters, each with its properties before its text."""

    def __init__(self, part: bytes) -> None:
        super().__init__(part)
        self._is_raised = self._is_properties = False

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "r":
            self._is_raised = False
        elif name == "rPr":
            self._is_properties = True
        elif name == "vertAlign" and self._is_properties:
            self._is_raised = attributes.get("val") in _RAISED
        elif name == "t" and self._is_raised:
            self.begin()

    def stop(self, tag: str) -> None:
        name = local(tag)
        if name == "t":
            self.end()
        elif name == "r":
            self._is_raised = False
        elif name == "rPr":
            self._is_properties = False
