"""Scans the records of an .xls workbook: passwords, errors, and how far its sheets reach."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.sheet_scan import SheetScan, check_all, check_sheets
from cjdata.ingest.spreadsheets.source_workbook import cell_name
from cjdata.ingest.spreadsheets.xls_raised_letters import raised_fonts, rich_text, texts_with_notes

_RECORD = struct.Struct("<HH")
_CELL = struct.Struct("<HH")
_BEGIN, _END, _PASSWORD, _SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMULA, _ERROR, _MANY_NUMBERS = 0x0006, 0x0205, 0x00BD
_SHARED_TEXT, _RICH_TEXT = 0x00FD, 0x00D6
_CONTENT = {_FORMULA, _ERROR, _MANY_NUMBERS, _SHARED_TEXT, _RICH_TEXT, 0x0203, 0x0204, 0x027E}
"""Also number, label and packed number."""

_CALCULATE_ON_LOAD = 0x02
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

Record = tuple[int, bytes]


def scan_xls(stream: bytes) -> list[SheetScan]:
    """Scan every sheet of a workbook's stream, charts included, in order.

    Raises
    ------
    LoadRefused
        Password, too large, or not readable.
    """
    starts = []
    front = list(_records(stream, 0))
    for kind, data in front:
        if kind == _PASSWORD:
            raise refused("password", "the file is protected with a password")
        if kind == _SHEET and len(data) >= 8:
            starts.append((int.from_bytes(data[:4], "little"), data))
    raised = raised_fonts(front)
    texts = texts_with_notes(front, raised)
    check_sheets(len(starts))
    scans = [
        _scan_sheet(_sheet_name(data), _records(stream, at), texts, raised) for at, data in starts
    ]
    check_all(scans)
    return scans


def _records(stream: bytes, position: int) -> Iterator[Record]:
    """Give the records from a beginning to the end that belongs to it."""
    depth = 0
    while position + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, position)
        position += _RECORD.size + length
        yield kind, stream[position - length : position]
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
    raise refused("not readable", "the workbook breaks off inside a sheet")


def _scan_sheet(
    name: str, records: Iterator[Record], texts: Mapping[int, str], raised: frozenset[int]
) -> SheetScan:
    scan = SheetScan(name)
    seen: set[tuple[int, int]] = set()
    for kind, data in records:
        if kind not in _CONTENT or len(data) < 6:
            continue
        row, column = _CELL.unpack_from(data)
        last = int.from_bytes(data[-2:], "little") if kind == _MANY_NUMBERS else column
        scan.reach(row, max(column, last), cells=max(1, last + 1 - column))
        for cell in ((row, number) for number in range(column, last + 1)):
            if cell in seen:
                raise _twice(name, cell)
            seen.add(cell)
        if fault := _fault(kind, data):
            scan.faults[row, column] = fault
        elif kind == _FORMULA and _is_unvalued(data):
            scan.unvalued.add((row, column))
        elif kind == _SHARED_TEXT and texts:
            noted = texts.get(int.from_bytes(data[6:10], "little"))
            scan.texts.update({(row, column): noted} if noted is not None else {})
        elif kind == _RICH_TEXT and (said := rich_text(data, raised)) is not None:
            scan.texts[row, column] = said
    scan.check_spread()
    return scan


def _twice(sheet: str, cell: tuple[int, int]) -> LoadRefused:
    # The format has no checksums: this is how a damaged row or column number shows.
    found = f"the workbook is damaged inside: cell {cell_name(*cell)} stands in it twice"
    return refused("not readable", found, sheet=sheet, cell=cell_name(*cell))


def _fault(kind: int, data: bytes) -> str:
    if kind == _ERROR and len(data) >= 8 and data[7]:
        return _ERRORS.get(data[6], "an error")
    # A formula's result that is no number says so in its last two bytes.
    if kind == _FORMULA and len(data) >= 16 and data[12:14] == b"\xff\xff" and data[6] == 2:
        return _ERRORS.get(data[8], "an error")
    return ""


def _is_unvalued(data: bytes) -> bool:
    """Tell whether a formula was left to be calculated by the next to open the file."""
    return len(data) >= 16 and not any(data[6:14]) and bool(data[14] & _CALCULATE_ON_LOAD)


def _sheet_name(data: bytes) -> str:
    """Give a sheet's name for messages; very old files have no mark of its width before it."""
    if len(data) == 7 + data[6]:
        return data[7:].decode("cp1252", "replace")
    return data[8:].decode("utf-16-le" if data[7] & 1 else "latin-1", "replace")
