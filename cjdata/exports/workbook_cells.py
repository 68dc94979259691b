"""What the cells of a workbook hold: numbers as numbers, and beside them why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cjdata.exports.figures_csv import safe
from cjdata.formats import FORMATS

_PRINTED = re.compile(r"([−-]?)(\d{1,3}(?:,\d{3})+|\d{1,3})(?:\.(\d+))?%?")
_RANGE = re.compile(r"(?:95% interval )?(?P<first>\S+) to (?P<second>\S+)")
_PART = re.compile(r"(?P<first>\S+) of (?P<second>\S+)")

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

LONGEST = 32_000
"""A cell takes a few more letters than that, and a spreadsheet repairs the file beyond."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is printed: its value, and how many decimals are shown."""

    value: float
    decimals: int = 0


Content = str | Amount | None
"""What a cell holds. None is an empty cell in a column of numbers."""


@dataclass(frozen=True)
class Grid:
    """A table as it goes into a sheet."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]


def printed_amount(text: str) -> Amount | None:
    """Read a number as views print it; None of any other text.

    >>> printed_amount("−1,234.5%")
    Amount(value=-1234.5, decimals=1)
    >>> printed_amount("2024") is None
    True
    """
    match = _PRINTED.fullmatch(text.replace("\N{NO-BREAK SPACE}", " "))
    if match is None:
        return None
    digits = text.rstrip("%").replace(",", "").replace(FORMATS.minus, "-")
    return Amount(float(digits), len(match[3] or ""))


def two_amounts(text: str) -> tuple[str, tuple[Amount, Amount]] | None:
    """Read “10.1% to 14.6%” as a range and “97 of 798” as a part; None of any other text."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    for kind, pattern in (("range", _RANGE), ("part", _PART)):
        match = pattern.fullmatch(plain)
        first, second = (printed_amount(match[n]) if match else None for n in (1, 2))
        if first and second:
            return kind, (first, second)
    return None


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
