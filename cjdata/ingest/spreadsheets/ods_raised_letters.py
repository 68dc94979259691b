"""Writes the raised letters in the cells of an .ods file as notes: see ``raised_letters``."""

from __future__ import annotations

from collections.abc import Iterable

from cjdata.ingest.spreadsheets.raised_letters import RaisedTexts
from cjdata.ingest.spreadsheets.xml_stream import Attributes, parse

_POSITION = "style:text-position"


def with_notes(content: bytes, *styles: bytes) -> bytes:
    """Write raised letters as notes; ``styles`` are further parts that styles may stand in."""
    parts = (content, *styles)
    raised = _raised_styles(parts) if any(_POSITION.encode() in part for part in parts) else set()
    return _Spans(content, raised).run() if raised else content


def _raised_styles(parts: Iterable[bytes]) -> set[str]:
    """Give the names of the styles that raise or lower letters, or follow one that does."""
    raised: dict[str, bool] = {}
    parents: dict[str, str] = {}
    name = ""

    def note(tag: str, attributes: Attributes) -> None:
        nonlocal name
        if tag == "style:style":
            name = attributes.get("style:name", "")
            parents[name] = attributes.get("style:parent-style-name", "")
        elif tag == "style:text-properties" and _POSITION in attributes:
            raised[name] = _is_raised(attributes[_POSITION])

    for part in parts:
        parse(part, note)
    for style in parents:
        _find(style, raised, parents)
    return {style for style in parents if raised[style]}


def _find(style: str, raised: dict[str, bool], parents: dict[str, str]) -> None:
    """Note of a style, and of those that it follows, whether they raise letters."""
    line: dict[str, None] = {}
    while style and style not in raised and style not in line:
        line[style] = None
        style = parents.get(style, "")
    raised.update(dict.fromkeys(line, raised.get(style, False)))


def _is_raised(position: str) -> bool:
    """Whether a position, such as “super 58%” or “33% 58%”, is off the line."""
    first = (position.split() or ["0%"])[0]
    return first in {"super", "sub"} or first.strip("-0.%") != ""


class _Spans(RaisedTexts):
    """Reads spans of letters, each of which names its style; one may stand in another."""

    def __init__(self, content: bytes, raised: set[str]) -> None:
        super().__init__(content)
        self._raised = raised
        self._depth = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._depth:
            self._depth += 1
        elif tag == "text:span" and attributes.get("text:style-name") in self._raised:
            self._depth = 1
            self.begin()

    def stop(self, tag: str) -> None:  # noqa: ARG002 - every end counts
        if self._depth:
            self._depth -= 1
            if not self._depth:
                self.end()
