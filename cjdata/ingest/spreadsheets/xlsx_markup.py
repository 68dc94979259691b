"""Scans the markup of .xlsx sheets for what their values do not tell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from cjdata.ingest.spreadsheets.archives import Archive
from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.sheet_scan import (
    EMPTY_BESIDE,
    MAX_CELLS,
    MAX_MERGED,
    SPREAD,
    SheetScan,
    check_all,
    check_sheets,
)
from cjdata.ingest.spreadsheets.xml_stream import LONGEST_TEXT, Attributes, local, parse

WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,20})["']""")
_FORMULA_OR_ERROR = re.compile(rb"""<(?:\w+:)?f[\s/>]|\st\s*=\s*["']e["']""")
_CELL_STARTS = (b"<c ", b"<c>", b":c ", b":c>")
_PLACE = re.compile(r"([A-Za-z]{1,4})([0-9]{1,9})")
_WINDOW = 1 << 20
_LONGEST_REFERENCE = 64


def scan_xlsx(archive: Archive) -> list[SheetScan]:
    """Scan every sheet, charts included, in order.

    Raises
    ------
    LoadRefused
        Too large, or not readable.
    """
    named = list(_sheet_parts(archive))
    formulas_wait = _is_calculated_on_load(archive)
    held = [part for _, part in named if part in archive.parts]
    if len(set(held)) != len(held):
        raise refused("not readable", "two sheets of the workbook are one part of the file")
    scans = [
        _scan_sheet(name, archive.parts.get(part, b"<none/>"), formulas_wait)
        for name, part in named
    ]
    check_all(scans)
    return scans


def _scan_sheet(name: str, part: bytes, formulas_wait: bool) -> SheetScan:
    if part.count(b"mergeCell") > 2 * MAX_MERGED:  # each may be named at its end, too
        found, most = "the sheet has too many merged cells", f"at most {MAX_MERGED:,} of them"
        raise refused("too large", found, sheet=name, expected=most)
    # Reading every cell is slow; most sheets hold neither formulas nor errors, and are small.
    if not _FORMULA_OR_ERROR.search(part):
        rows, columns, filled = _extent(part)
        if rows * columns <= min(MAX_CELLS, max(SPREAD, EMPTY_BESIDE * filled)):
            return SheetScan(name, rows, columns)
    cells = _Cells(name, formulas_wait)
    parse(part, cells.start, cells.end, cells.text)
    cells.scan.check_spread()
    return cells.scan


def _extent(part: bytes) -> tuple[int, int, int]:
    """Give how many rows, columns and cells with a place there are at most, from the markup.

    Where some cells do not say where they stand, there can be any number.
    """
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    references = 0
    for start in range(0, len(part), _WINDOW):
        found = _REFERENCE.findall(part, start, start + _WINDOW + _LONGEST_REFERENCE)
        columns.update(letters for letters, _ in found)
        rows.update(digits for _, digits in found)
        references += sum(1 for letters, _ in found if letters)
    if references < sum(map(part.count, _CELL_STARTS)):
        return MAX_CELLS, MAX_CELLS, 0
    return max(map(int, rows), default=0), max(map(_column, columns), default=0), references


def _column(letters: bytes | str) -> int:
    """Give the number of a column, counted from 1."""
    number = 0
    for letter in letters.encode() if isinstance(letters, str) else letters:
        number = number * 26 + (letter & 0x1F)
    return number


class _Cells:
    """Reads a sheet's cells from its markup."""

    def __init__(self, name: str, formulas_wait: bool) -> None:
        self.scan = SheetScan(name)
        self._formulas_wait = formulas_wait
        self._row = self._column = -1
        self._type, self._value = "", ""
        self._has_value = self._has_formula = self._is_listening = False

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "c":
            self._start_cell(attributes)
        elif name in {"v", "is"}:
            self._has_value = self._is_listening = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            given = attributes.get("r", "")
            self._row = int(given) - 1 if given.isdecimal() else self._row + 1
            self._column = -1

    def _start_cell(self, attributes: Attributes) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column += 1
        if place:
            self._row, self._column = int(place[2]) - 1, _column(place[1]) - 1
        self._type, self._value = attributes.get("t", "n"), ""
        self._has_value = self._has_formula = False

    def text(self, text: str) -> None:
        if self._is_listening and len(self._value) < LONGEST_TEXT:
            self._value += text

    def end(self, tag: str) -> None:
        name = local(tag)
        if name in {"v", "is"}:
            self._is_listening = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if not (self._value or self._has_formula):
            return
        cell = (self._row, self._column)
        self.scan.reach(*cell)
        if self._type == "e":
            self.scan.faults[cell] = self._value or "an error"
        elif self._has_formula and self._is_unvalued():
            self.scan.unvalued.add(cell)

    def _is_unvalued(self) -> bool:
        if self._type == "str":  # An empty text is a value.
            return not self._has_value
        # Programs that cannot calculate write 0, and leave it to the next to open the file.
        return not self._value.strip() or (self._formulas_wait and self._value.strip() == "0")


def _sheet_parts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Give each sheet's name and the name of its part."""
    targets: dict[str, str] = {}

    def note_target(tag: str, attributes: Attributes) -> None:
        if local(tag) == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(
                target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            )

    sheets: list[tuple[str, str]] = []

    def note_sheet(tag: str, attributes: Attributes) -> None:
        if local(tag) == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(":id")]
            sheets.append((attributes.get("name", ""), next(iter(ids), "")))
            check_sheets(len(sheets))

    parse(archive.parts[WORKBOOK], note_sheet)
    parse(archive.parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), note_target)
    return ((name, targets.get(relation, "")) for name, relation in sheets)


def _is_calculated_on_load(archive: Archive) -> bool:
    found: list[str] = []

    def note(tag: str, attributes: Attributes) -> None:
        if local(tag) == "calcPr":
            found.append(attributes.get("fullCalcOnLoad", ""))

    parse(archive.parts[WORKBOOK], note)
    return any(value in {"1", "true"} for value in found)
