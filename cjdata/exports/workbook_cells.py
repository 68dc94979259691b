"""What the cells of a workbook hold: numbers as numbers, and texts that are safe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cjdata.amounts import Amount
from cjdata.exports.figures_csv import safe

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

LONGEST = 32_000
"""A cell takes a few more letters than that, and a spreadsheet repairs the file beyond."""


SheetCell = str | Amount | None
"""What a cell holds. None is an empty cell in a column of numbers."""


@dataclass(frozen=True)
class Grid:
    """A table as it goes into a sheet."""

    headers: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]


def clean(text: str) -> str:
    """Give a text as a cell may hold it: never a formula, never longer than a cell takes.

    Characters that no file of this kind can hold become spaces.
    """
    held = _UNWRITABLE.sub(" ", safe(text))
    return held if len(held) <= LONGEST else f"{held[:LONGEST]} …"


def unlike(names: Iterable[str], longest: int = 255) -> tuple[str, ...]:
    """Make names differ whatever their case: a second one is numbered."""
    taken: dict[str, str] = {}
    for name in names:
        wanted, number = name[:longest], 2
        while wanted.casefold() in taken:
            end = f" {number}"
            wanted, number = f"{name[: longest - len(end)]}{end}", number + 1
        taken[wanted.casefold()] = wanted
    return tuple(taken.values())


def without_empty(grid: Grid) -> Grid:
    """Leave out the columns in which no row has anything."""
    if not grid.rows:
        return grid
    columns = list(zip(*grid.rows, strict=True))
    kept = [n for n, column in enumerate(columns) if any(cell not in (None, "") for cell in column)]
    return Grid(
        tuple(grid.headers[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in grid.rows),
    )
