"""Reads .xlsx, .xls and .ods workbooks into sheets of plain cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets import ods_raised_letters, xlsx_raised_letters
from cjdata.ingest.spreadsheets.archives import Archive, unpack
from cjdata.ingest.spreadsheets.calamine_parent import RawSheet, read_raw
from cjdata.ingest.spreadsheets.compound_file import CompoundFile
from cjdata.ingest.spreadsheets.ods_markup import CONTENT, STYLES, scan_ods
from cjdata.ingest.spreadsheets.refusals import refused
from cjdata.ingest.spreadsheets.sheet_scan import SheetScan
from cjdata.ingest.spreadsheets.source_workbook import MergedCells, SourceSheet
from cjdata.ingest.spreadsheets.xls_records import scan_xls
from cjdata.ingest.spreadsheets.xlsx_markup import WORKBOOK, scan_xlsx
from cjdata.ingest.spreadsheets.xml_declarations import check_xml

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHER_PARTS = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "Index/Document.iwa": "an Apple document",
}
_OTHER_STREAMS = {
    "worddocument": "a Word document",
    "powerpoint document": "a PowerPoint presentation",
    "__properties_version1.0": "an Outlook message",
}

Sheets = tuple[SourceSheet, ...]


def read_archive(content: bytes) -> tuple[Literal["xlsx", "ods"], Sheets]:
    """Read a workbook that is an archive: .xlsx or .ods.

    Raises
    ------
    LoadRefused
        Not a workbook, password, truncated, zip bomb, external entity, too large, not
        readable.
    """
    archive = unpack(content)
    if b"encryption-data" in archive.parts.get("META-INF/manifest.xml", b""):
        raise refused("password", "the file is protected with a password")
    check_xml(archive)
    if WORKBOOK in archive.parts:
        return "xlsx", _read_xlsx(archive)
    if b"<office:spreadsheet" in archive.parts.get(CONTENT, b""):
        return "ods", _read_ods(archive)
    raise _not_a_workbook(archive)


def _read_xlsx(archive: Archive) -> Sheets:
    scans = scan_xlsx(archive)  # First, since it refuses what would take too much to read.
    return _paired(read_raw(xlsx_raised_letters.with_notes(archive).packed()), scans)


def _read_ods(archive: Archive) -> Sheets:
    plain = _plain_ods(archive)
    scans = scan_ods(plain)
    return _paired(read_raw(plain.packed()), scans)


def _plain_ods(archive: Archive) -> Archive:
    """Write breaks and tabs inside a cell as letters, and what is raised as notes.

    The reader would drop them, or take them for digits.
    """
    content = ods_raised_letters.with_notes(
        archive.parts[CONTENT], archive.parts.get(STYLES, b"<none/>")
    )
    content = content.replace(b"<text:line-break/>", b"\n")
    plain = {"mimetype": _SPREADSHEET, CONTENT: content.replace(b"<text:tab/>", b"\t")}
    return Archive({**plain, **{k: v for k, v in archive.parts.items() if k not in plain}})


def _not_a_workbook(archive: Archive) -> LoadRefused:
    declared = archive.parts.get("mimetype", b"")
    looks = next((what for part, what in _OTHER_PARTS.items() if part in archive.names), "")
    if not looks and b"opendocument" in declared:
        looks = "an OpenDocument file of another kind"
    if looks:
        return refused("not a workbook", f"it is {looks}")
    fix = "If there are workbooks in it, unpack it and load those."
    return refused("not a workbook", "it is an archive of other files", fix=fix)


def read_compound(content: bytes) -> Sheets:
    """Read a workbook that is a compound file: .xls, or a protected one of any kind.

    Raises
    ------
    LoadRefused
        Not a workbook, password, truncated, too large, not readable.
    """
    compound = CompoundFile(content)
    if "encryptedpackage" in compound.names:
        raise refused("password", "the file is protected with a password")
    stream = next((name for name in ("workbook", "book") if name in compound.names), None)
    if stream is None:
        named = (what for name, what in _OTHER_STREAMS.items() if name in compound.names)
        raise refused("not a workbook", f"it is {next(named, 'an old Office file')}")
    scans = scan_xls(compound.stream(stream))
    return _paired(read_raw(content), scans)


def _paired(raws: Iterable[RawSheet], scans: Sequence[SheetScan]) -> Sheets:
    """Put the values of each sheet and the scan of its markup together."""
    sheets = []
    for raw in raws:
        scan = scans[raw.index] if raw.index < len(scans) else None
        if scan is None or scan.name != raw.name:
            raise refused("not readable", "the workbook's list of sheets contradicts itself")
        if not scan.is_copy:
            sheets.append(_sheet(raw, scan))
    return tuple(sheets)


def _sheet(raw: RawSheet, scan: SheetScan) -> SourceSheet:
    for (row, column), text in scan.texts.items():
        if row < len(raw.rows) and column < len(raw.rows[row]):
            raw.rows[row][column] = text
    return SourceSheet(
        name=raw.name,
        rows=raw.rows,
        merged=tuple(_within(raw.rows, [*map(_span, raw.merged), *scan.merged])),
        unvalued=frozenset(scan.unvalued),
        faults=scan.faults,
    )


def _span(corners: tuple[tuple[int, int], tuple[int, int]]) -> MergedCells:
    (first_row, first_column), (last_row, last_column) = corners
    return MergedCells(first_row, first_column, last_row, last_column)


def _within(
    rows: Sequence[Sequence[object]], spans: Iterable[MergedCells]
) -> Iterable[MergedCells]:
    """Cut merged cells down to where cells are: beyond, they may say anything."""
    last_row, last_column = len(rows) - 1, max(map(len, rows), default=0) - 1
    for span in spans:
        if span.first_row <= last_row and span.first_column <= last_column:
            yield MergedCells(
                span.first_row,
                span.first_column,
                min(span.last_row, last_row),
                min(span.last_column, last_column),
            )
