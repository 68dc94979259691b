"""Scans the markup of an .ods file: its merged cells, formulas without values, and errors."""

from __future__ import annotations

from dataclasses import dataclass, field

from cjdata.ingest.spreadsheets.archives import Archive
from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.sheet_scan import SheetScan, check_all, check_sheets, is_error
from cjdata.ingest.spreadsheets.source_workbook import MergedCells
from cjdata.ingest.spreadsheets.xml_stream import LONGEST_TEXT, Attributes, parse

CONTENT, STYLES = "content.xml", "styles.xml"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_VALUES = ("office:date-value", "office:time-value", "office:boolean-value")
_LONGEST_TEXT = 1_000
_EXTERNAL_STYLE = "ta_extref"
"""The style of copies that stand in the file because formulas look into another file."""


def scan_ods(archive: Archive) -> list[SheetScan]:
    """Scan every sheet, in order.

    Raises
    ------
    LoadRefused
        Too large, or not readable.
    """
    tables = _Tables()
    parse(archive.parts[CONTENT], tables.start, tables.end, tables.text)
    check_all(tables.scans)
    return tables.scans


def _value(attributes: Attributes, shown: str) -> str:
    """Give what a cell holds; what it shows may differ, or be all there is."""
    if "office:value" in attributes:
        return attributes["office:value"]
    if attributes.get("office:value-type") == "string":
        return attributes.get("office:string-value", shown)
    return next((value for key in _VALUES if (value := attributes.get(key))), "")


def _fault(attributes: Attributes, shown: str, value: str) -> str:
    """Give the error that a cell shows, or the text that no reader would take for its value."""
    if attributes.get("calcext:value-type") == "error" or is_error(shown) or is_error(value):
        return shown or value or "an error"
    return "" if value else shown.strip()


def _is_unvalued(attributes: Attributes) -> bool:
    # An empty text is a value, and stands as such.
    return "table:formula" in attributes and "office:string-value" not in attributes


@dataclass
class _OdsRow:
    """A row while it is read: the places of what matters in it."""

    repeated: int
    column: int = 0
    columns: int = 0
    unvalued: list[int] = field(default_factory=list)
    faults: dict[int, str] = field(default_factory=dict)


class _Tables:
    """Reads the tables one after the other."""

    def __init__(self) -> None:
        self.scans: list[SheetScan] = []
        self._scan = SheetScan()
        self._row_number = 0
        self._row = _OdsRow(1)
        self._cell: Attributes | None = None
        self._shown = ""
        self._is_drawn_over = False
        self._paragraphs = self._apart = self._depth = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in _CELLS:
            self._start_cell(attributes)
        elif tag == "text:p":
            self._paragraphs += 1
            self._shown += "\n" if self._shown and not self._apart else ""
        elif tag == "table:table-row":
            self._row = _OdsRow(_count(attributes, "table:number-rows-repeated"))
        elif tag == "table:table":
            self._start_table(attributes)
        elif _is_apart(tag):
            self._apart += 1
            self._is_drawn_over = True
        elif tag == "text:s":
            self.text(" " * min(_count(attributes, "text:c"), _LONGEST_TEXT))

    def text(self, text: str) -> None:
        if self._paragraphs and not self._apart and len(self._shown) < LONGEST_TEXT:
            self._shown += text

    def end(self, tag: str) -> None:
        if tag in _CELLS:
            self._end_cell()
        elif tag == "text:p":
            self._paragraphs -= 1
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table":
            self._depth -= 1
        elif _is_apart(tag):
            self._apart -= 1

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > 1:
            raise refused("not readable", "a cell holds a whole table", sheet=self._scan.name)
        self._row_number = 0
        is_copy = attributes.get("table:style-name") == _EXTERNAL_STYLE
        self._scan = SheetScan(attributes.get("table:name", ""), is_copy=is_copy)
        self.scans.append(self._scan)
        check_sheets(len(self.scans))

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self._shown, self._is_drawn_over = attributes, "", False
        across = _count(attributes, "table:number-columns-spanned")
        down = _count(attributes, "table:number-rows-spanned")
        if across > 1 or down > 1:
            row, column = self._row_number, self._row.column
            self._scan.merged.append(MergedCells(row, column, row + down - 1, column + across - 1))

    def _end_cell(self) -> None:
        cell, row, shown = self._cell, self._row, self._shown
        self._cell = None
        if cell is None:
            return
        column = row.column
        row.column += _count(cell, "table:number-columns-repeated")
        value = _value(cell, shown)
        if self._is_drawn_over and cell.get("office:value-type") == "string":
            self._scan.texts[self._row_number, column] = value
        if not (value or shown or "table:formula" in cell):
            return
        row.columns = row.column
        self._scan.reach(self._row_number, row.columns - 1)
        if fault := _fault(cell, shown, value):
            row.faults.update(dict.fromkeys(range(column, row.columns), fault))
        elif not value and _is_unvalued(cell):
            row.unvalued.extend(range(column, row.columns))

    def _end_row(self) -> None:
        row, first = self._row, self._row_number
        self._row_number += row.repeated
        if not row.columns:
            return
        self._scan.reach(self._row_number - 1, row.columns - 1)
        self._scan.check_spread()
        if row.unvalued or row.faults:
            for number in range(first, self._row_number):
                self._scan.unvalued.update((number, column) for column in row.unvalued)
                self._scan.faults.update(
                    {(number, column): text for column, text in row.faults.items()}
                )


def _is_apart(tag: str) -> bool:
    """Tell whether the text inside is no cell's own: that of comments, shapes and charts."""
    return tag == "office:annotation" or tag.startswith("draw:")


def _count(attributes: Attributes, key: str) -> int:
    """Give how often something is repeated, or how far it spans: once unless it says so."""
    text = attributes.get(key)
    if text is None:
        return 1
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise refused("not readable", f"the file repeats a cell “{text[:20]}” times")
    return int(text)
