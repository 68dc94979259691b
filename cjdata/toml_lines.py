"""Reads a TOML file, and finds the line on which a key stands: mistakes are named by their line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cjdata.errors import Finding, SourceError

Place = tuple[int | str, ...]
"""Where something stands: a key; or the name of a list of records, a number in it, and a key."""


@dataclass(frozen=True)
class TomlFile:
    """A TOML file that was read.

    Attributes
    ----------
    name
        What messages call it.
    """

    name: str
    text: str = field(repr=False)
    content: dict[str, Any] = field(repr=False)

    def line(self, place: Place) -> int | None:
        r"""Give the line of a key, or of the record that should hold it; None without either.

        >>> text = "[[part]]\nid = 1\n[[part]]\nid = 2"
        >>> TomlFile("a.toml", text, {}).line(("part", 1, "id"))
        4
        """
        lines = self.text.splitlines()
        if len(place) < 2 or not isinstance(place[1], int):
            return _line_of(lines, place, 0)
        head = re.compile(rf"\s*\[\[{re.escape(str(place[0]))}\]\]")
        heads = [n for n, line in enumerate(lines, start=1) if head.match(line)]
        if place[1] >= len(heads):
            return None
        start = heads[place[1]]
        return _line_of(lines, place[2:], start) or start

    def where(self, place: Place = ()) -> str:
        """Name the file, and the line of a place in it where that is known."""
        line = self.line(place)
        return f"{self.name}, line {line}" if line else self.name


def read_toml(path: Path, name: str = "") -> TomlFile:
    """Read a TOML file; messages call it by its folder and name where ``name`` is empty.

    Raises
    ------
    SourceError
        When it cannot be read, is not UTF-8 text, or is not valid TOML.
    """
    name = name or f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
        return TomlFile(name, text, tomllib.loads(text))
    except OSError as error:
        finding = Finding(name, f"cannot be read ({error.strerror})", "Restore the file.")
    except UnicodeDecodeError:
        finding = Finding(name, "is not UTF-8 text", "Save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        fix = "Correct the text at that place."
        finding = Finding(name, f"is not valid TOML: {error}", fix)
    raise SourceError(finding)


def _line_of(lines: Sequence[str], place: Place, start: int) -> int | None:
    """Give the line of a key after the first ``start`` lines, up to where a record begins."""
    if not place:
        return None
    key = re.compile(rf"\s*\[?(\w+\.)?{re.escape(str(place[0]))}\s*[=\]]")
    for number, line in enumerate(lines[start:], start=start + 1):
        if re.match(r"\s*\[\[", line):
            return None
        if key.match(line):
            return number
    return None
