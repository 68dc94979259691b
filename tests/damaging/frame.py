"""A workbook as described, a damage to it, and the book that comes of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbook_builders.known import Numbers
from workbook_builders.sheets import Formula, SheetSpec, Shown

from cjdata.ingest.spreadsheets.source_workbook import (
    MergedCells,
    SourceSheet,
    SourceWorkbook,
    Value,
)


@dataclass(frozen=True)
class Fault:
    """A cell that holds a spreadsheet error."""

    text: str


@dataclass(frozen=True)
class Workbook:
    """A workbook as described, and the known numbers in it; its table stands last."""

    name: str
    sheets: tuple[SheetSpec, ...]
    numbers: Numbers

    @property
    def table(self) -> SheetSpec:
        return self.sheets[-1]

    def with_table(self, table: SheetSpec) -> Workbook:
        return replace(self, sheets=(*self.sheets[:-1], table))

    def with_cover(self, title: str) -> Workbook:
        """Give the workbook another title on its cover."""
        cover = self.sheets[0].copied()
        cover.preamble[0] = [title]
        return replace(self, sheets=(cover, *self.sheets[1:]))


@dataclass(frozen=True)
class Damage:
    """One damage: to which workbook, what it does, and how it must be told.

    Attributes
    ----------
    why
        Why the file alone cannot give it away, if it cannot; then the edition before must.
    place
        How near a remark must come: “cell”, “sheet” or “file”.
    """

    name: str
    workbook: str
    change: Callable[[Workbook], Workbook]
    why: str = ""
    place: str = "cell"

    def __str__(self) -> str:
        return f"{self.workbook}: {self.name}"


Change = Callable[[SheetSpec], object]
"""Damages a table in place; what it gives back does not matter."""


def to_table(
    workbook: str, name: str, change: Change, why: str = "", place: str = "cell"
) -> Damage:
    """Make a damage of the table of a workbook."""

    def damage(whole: Workbook) -> Workbook:
        table = whole.table.copied()
        change(table)
        return whole.with_table(table)

    return Damage(name, workbook, damage, why, place)


def book_of(workbook: Workbook) -> SourceWorkbook:
    """Give the sheets as they come out of an ``.xlsx``, without writing one."""
    return SourceWorkbook(workbook.name, "xlsx", "", tuple(map(_sheet, workbook.sheets)))


def _sheet(spec: SheetSpec) -> SourceSheet:
    rows = spec.rows
    places = [(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    return SourceSheet(
        spec.name,
        [[_value(cell) for cell in row] for row in rows],
        tuple(MergedCells(*span) for span in spec.merged),
        frozenset((r, c) for r, c, v in places if isinstance(v, Formula) and v.value is None),
        {(r, c): cell.text for r, c, cell in places if isinstance(cell, Fault)},
    )


def _value(cell: object) -> Value:
    if isinstance(cell, Formula | Shown):
        return "" if cell.value is None else cell.value
    if isinstance(cell, Fault):
        return cell.text
    assert cell is None or isinstance(cell, str | int | float | date)
    return "" if cell is None else cell


def shortened(spec: SheetSpec, periods: Sequence[str]) -> SheetSpec:
    """Keep the rows of some years, which stand in the first column, and name them in the title."""
    short = spec.copied()
    rows = [n for n, row in enumerate(spec.body) if row[0] in periods]
    new = {row: n for n, row in enumerate(rows)}
    short.body = [list(spec.body[row]) for row in rows]
    short.at = {k: (new[row], c) for k, (row, c) in spec.at.items() if row in new}
    short.hidden = {new[row] for row in spec.hidden if row in new}
    span = f"{periods[0]} to {periods[-1]}"
    title = str(spec.preamble[0][0])
    short.preamble[0] = [re.sub(r"\d{4}-\d\d to \d{4}-\d\d", span, title)]
    return short


# Where things stand in a table


def columns(spec: SheetSpec) -> dict[str, int]:
    """Give the column of each measure, in order."""
    found = {key[0]: column for key, (_, column) in spec.at.items()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def rows_of(spec: SheetSpec, period: str = "", area: str = "") -> list[int]:
    """Give the rows of a year, of an area, or of both."""
    found = {
        row
        for (_, code, year), (row, _) in spec.at.items()
        if period in ("", year) and area in ("", code)
    }
    return sorted(found)
