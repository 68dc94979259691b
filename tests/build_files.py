"""Files of figures for the tests: workbooks of each kind, and ways to damage them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt

from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook

Cells = Iterable[Iterable[object]]

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = f'<Relationship Id="{{}}" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("draw", "drawing"),
        ("calcext", "calcext"),
    )
)
MANIFEST = "META-INF/manifest.xml"


def zipped(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xlsx_parts(
    sheets: Mapping[str, str], targets: Iterable[str] = (), calculation: str = ""
) -> dict[str, bytes | str]:
    """Give the parts of an .xlsx whose sheets' rows are given as markup, by name."""
    files = list(targets) or [f"worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)]
    ids = [f"rId{n}" for n in range(1, len(sheets) + 1)]
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="{ids[n - 1]}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    related = "".join(
        _RELATION.format(i, "worksheet", file) for i, file in zip(ids, files, strict=True)
    )
    strings = _RELATION.format("rIdS", "sharedStrings", "sharedStrings.xml")
    return {
        "_rels/.rels": _RELATIONS.format(
            _RELATION.format("rId1", "officeDocument", "xl/workbook.xml")
        ),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets>{calculation}</workbook>",
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(related + strings),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"/>',
    } | {
        f"xl/{file}": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        for file, rows in zip(files, sheets.values(), strict=True)
    }


def xlsx_markup(rows: str, calculation: str = "") -> bytes:
    """Make an .xlsx of one sheet, “S”, from the markup of its rows."""
    return zipped(xlsx_parts({"S": rows}, calculation=calculation))


def ods_markup(*tables: str, manifest: str = "<manifest/>") -> bytes:
    """Make an .ods from the markup of its tables."""
    content = (
        f"<office:document-content {_ODS_NAMES}><office:body><office:spreadsheet>"
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": _ODS, MANIFEST: manifest, "content.xml": content})


def ods_table(rows: str, name: str = "S", more: str = "") -> str:
    return f"<table:table table:name={quoteattr(name)}{more}>{rows}</table:table>"


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def ods_text(text: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{escape(text)}</text:p>'
        "</table:table-cell>"
    )


def ods_number(value: float, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"{more}>'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def ods_cell(value: object) -> str:
    if value == "":
        return "<table:table-cell/>"
    return ods_text(value) if isinstance(value, str) else ods_number(float(str(value)))


def make_xlsx(sheets: Mapping[str, Cells], then: Callable[..., None] | None = None) -> bytes:
    """Make an .xlsx; ``then`` may do more to the workbook before it is closed."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            sheet.write_row(row, 0, list(values))
    if then:
        then(book)
    book.close()
    return file.getvalue()


def make_xls(sheets: Mapping[str, Cells], then: Callable[..., None] | None = None) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value != "":
                    sheet.write(row, column, value)
    if then:
        then(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def make_ods(sheets: Mapping[str, Cells]) -> bytes:
    return ods_markup(
        *(
            ods_table("".join(ods_row(*map(ods_cell, row)) for row in rows), name)
            for name, rows in sheets.items()
        )
    )


def cells_of(book: SourceWorkbook) -> list[tuple[str, list[list[object]]]]:
    """Give the sheets as plain lists, without the empty cells at the ends of rows."""
    return [(sheet.name, [_trimmed(row) for row in sheet.rows]) for sheet in book.sheets]


def _trimmed(row: Iterable[object]) -> list[object]:
    values = list(row)
    while values and values[-1] == "":
        values.pop()
    return values


def damaged(content: bytes, seed: int) -> bytes:
    """Cut a file short, or turn one to ten of its bytes, differently for every seed."""
    chance = random.Random(seed)
    if chance.random() < 0.2:
        return content[: chance.randrange(1, len(content))]
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 3, 10])):
        place = chance.randrange(len(changed))
        changed[place] ^= 1 << chance.randrange(8)
    return bytes(changed)
