"""Areas: the 32 councils and Scotland, groups of councils, and every name they go by."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from cjdata.errors import Finding, SourceError, UnknownName, nearest

SCOTLAND = "S92000003"
CLACKMANNANSHIRE = "S12000005"


@dataclass(frozen=True, slots=True)
class Area:
    """A council, Scotland, or a group of councils.

    Attributes
    ----------
    code
        The GSS code; for a group, its own id.
    name, short_name
        The official name, and a label for tight spaces.
    kind
        ``council``, ``scotland`` or ``group``.
    members
        The codes of a group's councils.
    rule
        How a group's figure comes about, in words.
    """

    code: str
    name: str
    short_name: str
    kind: Literal["council", "scotland", "group"]
    members: tuple[str, ...] = ()
    rule: str = ""


def fold(text: str) -> str:
    """Fold a name for matching: case, spaces, “&” and punctuation make no difference.

    >>> fold("Perth  &  Kinross ")
    'perth and kinross'
    """
    words = re.sub(r"[^\w\s]", " ", text.replace("&", " and ").casefold())
    return " ".join(words.split())


class Areas:
    """The areas of a data folder, found by any name or code."""

    def __init__(self, areas: Iterable[Area], aliases: Iterable[tuple[str, str]]) -> None:
        self.all = tuple(areas)
        self.by_code = {area.code: area for area in self.all}
        self._by_name = {fold(alias): self.by_code[code] for alias, code in aliases}
        for area in self.all:
            self._by_name[fold(area.name)] = area
            self._by_name[fold(area.code)] = area

    @cached_property
    def councils(self) -> tuple[Area, ...]:
        """The 32 councils, by name."""
        return tuple(sorted((a for a in self.all if a.kind == "council"), key=lambda a: a.name))

    @cached_property
    def groups(self) -> tuple[Area, ...]:
        """The groups of councils."""
        return tuple(a for a in self.all if a.kind == "group")

    @property
    def scotland(self) -> Area:
        """Scotland as a whole; never to be added to the councils."""
        return self.by_code[SCOTLAND]

    @cached_property
    def single(self) -> tuple[Area, ...]:
        """The councils and Scotland: what a reader can choose as the area."""
        return (*self.councils, self.scotland)

    def get(self, text: str) -> Area | None:
        """Find an area by official name, alias, or current or former code; None if unknown."""
        return self._by_name.get(fold(text))

    def find(self, text: str, where: str = "area") -> Area:
        """Find an area as ``get`` does.

        Raises
        ------
        UnknownName
            When no area goes by that name, with the nearest name as a hint.
        """
        area = self.get(text)
        if area is None:
            raise UnknownName.among("area", text, [a.name for a in self.single], where)
        return area

    def nearest(self, text: str, *, with_groups: bool = False) -> Area | None:
        """Give the council, Scotland or (if asked for) group whose name is most like a text."""
        known = [n for n, area in self._by_name.items() if with_groups or area.kind != "group"]
        best = nearest(fold(text), known, cutoff=0.65)
        return self._by_name[best] if best else None


_GROUPS = (
    (
        "forth-valley",
        "Forth Valley",
        "forth_valley",
        "Forth Valley is Clackmannanshire, Falkirk and Stirling. Its number is the sum of the "
        "three councils; its percentage is the ratio of the sums, never the mean of the "
        "three. Where one of the three is missing, there is no figure.",
    ),
)


def load_areas(folder: Path) -> Areas:
    """Read ``areas.csv`` and ``area_aliases.csv`` of a reference folder.

    Raises
    ------
    SourceError
        With every mistake found: a missing file or column, a code or alias that stands twice
        or leads nowhere, or a number of councils other than 32.
    """
    rows = read_csv(folder / "areas.csv", {"gss_code", "name", "short_name", "forth_valley"})
    alias_rows = read_csv(folder / "area_aliases.csv", {"alias", "gss_code"})
    councils = [Area(r["gss_code"], r["name"], r["short_name"], "council") for r in rows]
    scotland = Area(SCOTLAND, "Scotland", "Scotland", "scotland")
    groups = [
        Area(
            code,
            name,
            name,
            "group",
            tuple(r["gss_code"] for r in rows if r[column] == "true"),
            rule,
        )
        for code, name, column, rule in _GROUPS
    ]
    findings = list(_mistakes(councils, alias_rows))
    if findings:
        raise SourceError(findings)
    aliases = [(r["alias"], r["gss_code"]) for r in alias_rows]
    return Areas([*councils, scotland, *groups], aliases)


def _mistakes(councils: list[Area], aliases: list[Row]) -> Iterable[Finding]:
    codes = [area.code for area in councils]
    if len(set(codes)) != 32 or len(codes) != 32:
        yield Finding(
            "reference/areas.csv",
            f"there are {len(set(codes))} different councils in {len(codes)} rows",
            "There must be 32, one row each.",
        )
    leads: dict[str, str] = {}
    for row in aliases:
        alias, code = row["alias"], row["gss_code"]
        where = f"reference/area_aliases.csv, line {row.line}"
        if code not in codes and code != SCOTLAND:
            yield Finding(where, f"{code} is no area", "Use a code of areas.csv.")
        if leads.setdefault(fold(alias), code) != code:
            yield Finding(where, f"“{alias}” leads to two areas", "Keep one of them.")


class Row(dict[str, str]):
    """A row of a reviewed CSV file, which knows the line that an editor shows it at."""

    line: int = 0


def read_csv(path: Path, columns: set[str]) -> list[Row]:
    """Read a reviewed CSV file whole.

    Raises
    ------
    SourceError
        When the file is missing, is not UTF-8, or lacks a column.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = []
            for content in reader:
                rows.append(Row(content))
                rows[-1].line = reader.line_num
            missing = columns - set(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            Finding(where, f"cannot be read ({reason})", "Restore the file from the project.")
        ) from error
    if missing:
        names = ", ".join(sorted(missing))
        raise SourceError(Finding(where, f"the column {names} is missing", "Restore the column."))
    for row in rows:
        if None in row or None in row.values():
            raise SourceError(
                Finding(
                    f"{where}, line {row.line}",
                    "has too many or too few values",
                    "Quote values that hold a comma.",
                )
            )
    return rows
