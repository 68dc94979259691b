"""Reads a TOML file, and finds the line on which a key stands: mistakes are named by their line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from cjdata.errors import Mistake, SourceError

_HEAD = re.compile(r"\s*\[\[([^\]]+)\]\]")
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
        if len(place) < 2 or not isinstance(place[1], int):
            return _line_of(self._lines, place, 0)
        heads = self._heads.get(str(place[0]), [])
        if place[1] >= len(heads):
            return None
        start = heads[place[1]]
        return _line_of(self._lines, place[2:], start) or start

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def _heads(self) -> dict[str, list[int]]:
        """The lines on which the records of each list begin: found once, asked for every key."""
        heads: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines, start=1):
            if match := _HEAD.match(line):
                heads.setdefault(match[1], []).append(number)
        return heads

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
        finding = Mistake(name, f"cannot be read ({error.strerror})", "Restore the file.")
    except UnicodeDecodeError:
        finding = Mistake(name, "is not UTF-8 text", "Save it as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        fix = "Correct the text at that place."
        finding = Mistake(name, f"is not valid TOML: {error}", fix)
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
