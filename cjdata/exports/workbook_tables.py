"""The table of a view as it goes into a sheet: units in headers, markers in columns of their own.

A table that holds one figure a cell goes in as the page shows it. One that packs several into a
cell goes in as the rows of its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cjdata.amounts import Amount as Number
from cjdata.exports.workbook_cells import (
    Amount,
    Content,
    Grid,
    printed_amount,
    two_amounts,
    unlike,
    without_empty,
)
from cjdata.statuses import STATUSES, Status
from cjdata.views.table import Cell
from cjdata.views.view import Datum, Download, View
from cjdata.wording import workbook as words

PACKED = frozenset({"plan", "local-evidence", "glance"})
"""Kinds of views whose printed tables hold several figures in a cell."""

_MARKERS = {s.short.casefold(): s.marker for s in STATUSES.values() if s.short and s.marker}
_LIFTED = re.compile(r" \([^()]*\)$")


def grid_of(view: View) -> Grid:
    """Give the table of a view, never without a row."""
    found = data_grid(view.download) if view.kind in PACKED else _Readable(view).grid
    if found.rows:
        return found
    return Grid(view.table.header, (tuple(words.NO_ROWS for _ in view.table.header),))


def data_grid(download: Download) -> Grid:
    """Give the rows of a file with headers that people read."""
    columns: dict[str, Sequence[Content]] = {}
    for n, name in enumerate(download.columns):
        columns |= _of_file(words.column(name), [row[n] for row in download.rows])
    return without_empty(Grid(unlike(columns), tuple(zip(*columns.values(), strict=True))))


def _of_file(header: str, data: Sequence[Datum]) -> dict[str, Sequence[Content]]:
    """Give a column of a file: as numbers where it holds numbers, with words beside if need be."""
    amounts, said = [_number(datum) for datum in data], [_words(datum) for datum in data]
    if not any(amounts):
        return {header: said}
    return {header: amounts} | _companion(
        header, [f"{words.NO_VALUE_MARKER} {text}" if text else "" for text in said]
    )


def _number(datum: Datum) -> Amount | None:
    if isinstance(datum, int):
        return Amount(datum)
    return Amount(datum.rounded, datum.decimals) if isinstance(datum, Number) else None


def _words(datum: Datum) -> str:
    if isinstance(datum, Status):
        return datum.spelt
    return datum if isinstance(datum, str) else ""


@dataclass(frozen=True)
class _Readable:
    """The table of a view as a page shows it, on its way into a sheet."""

    view: View

    @property
    def grid(self) -> Grid:
        table = self.view.table
        if not table.rows:
            return Grid(table.header, ())
        first, *others = zip(*table.rows, strict=True)
        self_named = [_in_words(cell) for cell in first]
        columns: dict[str, Sequence[Content]] = {}
        units: list[str] | None = None
        for header, cells in zip(table.header[1:], others, strict=True):
            made, mixed = self._columns(header, cells)
            units = units or mixed
            columns |= made
        unit = {words.UNIT_HEADER: units} if units else {}
        whole = {table.header[0]: self_named, **unit, **columns}
        rows = tuple(zip(*whole.values(), strict=True))
        return without_empty(Grid(unlike(whole), rows))

    def _columns(
        self, header: str, cells: Sequence[Cell]
    ) -> tuple[dict[str, Sequence[Content]], list[str] | None]:
        """Give a column as one or more, and the units of its rows where they are not all one."""
        present = [cell.text for cell in cells if not cell.is_missing]
        if present and all(printed_amount(text) for text in present):
            return self._numbers(header, cells)
        if present and all(two_amounts(text) or printed_amount(text) for text in present):
            return self._pairs(header, cells), None
        return {header: [_in_words(cell) for cell in cells]}, None

    def _numbers(
        self, header: str, cells: Sequence[Cell]
    ) -> tuple[dict[str, Sequence[Content]], list[str] | None]:
        amounts = [None if cell.is_missing else printed_amount(cell.text) for cell in cells]
        units = [
            self._unit(label, header, cell.text)
            for label, cell in zip(self._labels, cells, strict=True)
        ]
        held = {u for u, amount in zip(units, amounts, strict=True) if amount}
        shared = held.pop() if len(held) == 1 else ""
        name = words.with_unit(header, shared)
        said = [
            _marker(cell, self._known_marker(label, header))
            for label, cell in zip(self._labels, cells, strict=True)
        ]
        columns = {name: amounts} | _companion(header, said)
        return columns, None if shared else units

    def _known_marker(self, label: str, header: str) -> str | None:
        """Give the marker of a cell; a header may be an area’s name, with a word behind or not."""
        pairs = (frozenset((label, name)) for name in (header, _LIFTED.sub("", header)))
        return next((self._marker_of[pair] for pair in pairs if pair in self._marker_of), None)

    def _pairs(self, header: str, cells: Sequence[Cell]) -> dict[str, Sequence[Content]]:
        """Part a range into its limits, and a part of a whole into both."""
        first: list[Content] = []
        second: list[Content] = []
        kind = "part"
        for cell in cells:
            found = None if cell.is_missing else two_amounts(cell.text)
            kind = found[0] if found else kind
            first.append(found[1][0] if found else _amount(cell))
            second.append(found[1][1] if found else None)
        names = words.limits(header) if kind == "range" else words.part_of(header)
        said = [_marker(cell, None) for cell in cells]
        if kind == "part":
            said = [
                words.COUNT_ALONE if a and not b else text
                for a, b, text in zip(first, second, said, strict=True)
            ]
        return {names[0]: first, names[1]: second} | _companion(header, said)

    @cached_property
    def _labels(self) -> list[str]:
        return [row[0].text for row in self.view.table.rows]

    def _unit(self, label: str, header: str, text: str) -> str:
        if self._base:
            return words.index_unit(self._base)
        if text.endswith("%"):
            return words.PER_CENT
        for name in (header, label):
            if name in self._unit_of:
                return self._unit_of[name]
        units = set(self._unit_of.values())
        return units.pop() if len(units) == 1 else words.NUMBER

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        download = self.view.download
        if not {"measure", "unit", "area", "period", "marker"} <= set(download.columns):
            return []
        return download.named_rows

    @cached_property
    def _unit_of(self) -> dict[str, str]:
        return {row["measure"]: row["unit"] for row in self._rows}

    @cached_property
    def _base(self) -> str:
        """The base year where the table shows an index instead of figures."""
        return next((row["index_base"] for row in self._rows if row.get("index_base")), "")

    @cached_property
    def _marker_of(self) -> Mapping[frozenset[str], str]:
        """The markers by two labels that name one figure, such as an area and a year."""
        pairs = [
            (frozenset((row[one], row[other])), row["marker"])
            for row in self._rows
            for one, other in (("area", "period"), ("measure", "period"), ("measure", "area"))
        ]
        times = Counter(pair for pair, _ in pairs)
        return {pair: marker for pair, marker in pairs if times[pair] == 1}


def _amount(cell: Cell) -> Amount | None:
    return None if cell.is_missing else printed_amount(cell.text)


def _companion(header: str, said: Sequence[str]) -> dict[str, Sequence[Content]]:
    """Give the column that says what cells of another stand for, if there is anything to say."""
    return {words.marker_header(header): list(said)} if any(said) else {}


def _marker(cell: Cell, known: str | None) -> str:
    """Say in a marker and words what qualifies a figure, or why there is none."""
    text = words.said_of_missing(cell.text) if cell.is_missing else cell.qualifier
    marker = known if known is not None else _marker_of_words(text)
    if cell.is_missing and not marker:
        marker = words.NOT_GIVEN_MARKER if text == words.NOT_GIVEN else words.NO_VALUE_MARKER
    broken = words.BREAK if "[b]" in marker else ""
    said = ", ".join(part for part in (text, broken) if part)
    return f"{marker} {said}".strip()


def _in_words(cell: Cell) -> str:
    """Give a cell of a column of words; one that stands for nothing says so."""
    if cell.is_missing:
        return _marker(cell, None)
    return f"{cell.text} ({cell.qualifier})" if cell.qualifier else cell.text


def _marker_of_words(text: str) -> str:
    parts = [part.strip().casefold() for part in text.split(",")]
    return "".join(_MARKERS.get(part, "") for part in dict.fromkeys(parts))
