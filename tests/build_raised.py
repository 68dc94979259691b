"""Workbooks of each kind with raised letters in their cells."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt
from build_files import ods_markup, ods_row, ods_table, unzipped, xlsx_markup, zipped
from xlwt.CompoundDoc import XlsDoc

from cjdata.ingest.spreadsheets.source_workbook import cell_name

Runs = tuple[str, ...]
"""The letters of a cell: some on the line, then raised ones, then on the line again, and so on."""

Table = Sequence[Sequence[Runs]]

_STYLES = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'


def as_xlsx(table: Table, script: int = 1) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("S")
    small = book.add_format({"font_script": script})
    for row, cells in enumerate(table):
        for column, runs in enumerate(cells):
            parts = [
                part for n, run in enumerate(runs) for part in ([small, run] if n % 2 else [run])
            ]
            if len(runs) == 1:
                sheet.write_string(row, column, runs[0])
            else:
                sheet.write_rich_string(row, column, *parts)
    book.close()
    return file.getvalue()


def as_xlsx_inline(table: Table) -> bytes:
    rows = []
    for row, cells in enumerate(table):
        written = (
            f'<c r="{cell_name(row, c)}" t="inlineStr"><is>{_runs(runs)}</is></c>'
            for c, runs in enumerate(cells)
        )
        rows.append(f'<row r="{row + 1}">{"".join(written)}</row>')
    return xlsx_markup("".join(rows))


def _runs(runs: Runs) -> str:
    small = "<rPr><vertAlign val='superscript'/><sz val=\"8\"/></rPr>"
    return "".join(
        f'<r>{small if n % 2 else ""}<t xml:space="preserve">{escape(run)}</t></r>'
        for n, run in enumerate(runs)
        if run
    )


def as_ods(table: Table, position: str = "super 58%", *, parent: bool = False) -> bytes:
    """Write an .ods; ``parent`` has the raised style stand in another part, above the own one."""
    style = '<style:style style:name="{}" style:family="text"{}>{}</style:style>'
    raised = f'<style:text-properties style:text-position="{position}"/>'
    above = ' style:parent-style-name="Up"' if parent else ""
    own = style.format("T2", above, "" if parent else raised)
    rows = "".join(ods_row(*map(_ods_cell, cells)) for cells in table)
    parts = unzipped(ods_markup(ods_table(rows)))
    content = parts["content.xml"].decode()
    content = content.replace(
        "<office:document-content ", f"<office:document-content {_STYLES} ", 1
    )
    automatic = f"<office:automatic-styles>{own}</office:automatic-styles><office:body>"
    parts["content.xml"] = content.replace("<office:body>", automatic, 1).encode()
    parts["styles.xml"] = (
        f'<office:document-styles xmlns:office="o" {_STYLES}>'
        f"{style.format('Up', '', raised)}</office:document-styles>"
    ).encode()
    return zipped(parts)


def _ods_cell(runs: Runs) -> str:
    text = "".join(
        f'<text:span text:style-name="T2">{escape(run)}</text:span>' if n % 2 else escape(run)
        for n, run in enumerate(runs)
    )
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def as_xls(table: Table) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    small, plain = xlwt.Font(), xlwt.Font()
    small.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    for row, cells in enumerate(table):
        for column, runs in enumerate(cells):
            parts = [(run, small if n % 2 else plain) for n, run in enumerate(runs) if run]
            sheet.write_rich_text(row, column, parts)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WRITERS: dict[str, Callable[[Table], bytes]] = {
    "xlsx": as_xlsx,
    "xlsx, lowered": lambda table: as_xlsx(table, 2),
    "xlsx, in the cell": as_xlsx_inline,
    "ods": as_ods,
    "ods, by per cent": lambda table: as_ods(table, "33% 58%"),
    "ods, lowered": lambda table: as_ods(table, "sub 58%"),
    "ods, by a style above": lambda table: as_ods(table, parent=True),
    "xls": as_xls,
}


def as_xls_of_excel_95(table: Table) -> bytes:
    """Write a workbook as Excel 95 did: a rich text stands in its cell, one byte a letter."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def font(escapement: int) -> bytes:
        data = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, escapement, 0, 0, 0, 0)
        return record(0x31, data + b"\x05Arial")

    def cell(row: int, column: int, runs: Sequence[str]) -> bytes:
        text = "".join(runs).encode("cp1252")
        ends = [sum(map(len, runs[:n])) for n in range(1, len(runs))]
        marks = b"".join(bytes((end, 1 - n % 2)) for n, end in enumerate(ends))
        head = struct.pack("<HHHH", row, column, 0, len(text))
        return record(0xD6, head + text + bytes((len(ends),)) + marks)

    begin = record(0x809, struct.pack("<HHHH", 0x500, 0x05, 0, 0))
    fonts = b"".join(font(n == 1) for n in range(3))
    listed = 4 + 7 + 1
    end = record(0x0A, b"")
    at = len(begin) + len(fonts) + listed + len(end)
    sheet = record(0x85, struct.pack("<IHB", at, 0, 1) + b"S")
    cells = b"".join(
        cell(r, c, runs) for r, line in enumerate(table) for c, runs in enumerate(line)
    )
    own = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0))
    file = io.BytesIO()
    XlsDoc().save(file, begin + fonts + sheet + end + own + cells + end)
    return file.getvalue()
