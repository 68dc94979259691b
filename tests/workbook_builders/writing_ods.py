"""Writes sheets as ``.ods``, by hand: a mimetype, a manifest and the content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from workbook_builders.sheets import Cell, Formula, Row, SheetSpec, Shown

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("manifest", "manifest"),
    )
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest {NAMESPACES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
STYLES = (
    "<office:automatic-styles>"
    '<style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)
ROWS_BELOW = 1_000_000
"""Spreadsheet programs close a sheet with one blank row, repeated to the foot of the sheet."""


def write_ods(sheets: Sequence[SheetSpec]) -> bytes:
    """Write a workbook; the dates inside the archive are fixed, so that the bytes are."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text, how in (
            ("mimetype", MIMETYPE, zipfile.ZIP_STORED),
            ("META-INF/manifest.xml", MANIFEST, zipfile.ZIP_DEFLATED),
            ("content.xml", _content(sheets), zipfile.ZIP_DEFLATED),
        ):
            archive.writestr(zipfile.ZipInfo(name), text, how)
    return content.getvalue()


def _content(sheets: Sequence[SheetSpec]) -> str:
    tables = "".join("".join(_table(spec)) for spec in sheets)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content {NAMESPACES} office:version="1.2">{STYLES}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _table(spec: SheetSpec) -> Iterator[str]:
    hidden = "" if spec.visible else ' table:style-name="hidden"'
    yield f"<table:table table:name={quoteattr(spec.name)}{hidden}>"
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in spec.merged}
    covered = {
        (row, column)
        for a, b, c, d in spec.merged
        for row in range(a, c + 1)
        for column in range(b, d + 1)
    } - set(spans)
    width = max((len(row) for row in spec.rows), default=1)
    for number, row in enumerate(spec.rows):
        visibility = ' table:visibility="filter"' if number in spec.hidden_rows else ""
        yield f"<table:table-row{visibility}>"
        yield from _cells(number, [*row, *[None] * (width - len(row))], spans, covered)
        yield "</table:table-row>"
    yield f'<table:table-row table:number-rows-repeated="{ROWS_BELOW}">'
    yield f'<table:table-cell table:number-columns-repeated="{width}"/></table:table-row>'
    yield "</table:table>"


def _cells(
    row: int,
    cells: Row,
    spans: dict[tuple[int, int], tuple[int, int]],
    covered: set[tuple[int, int]],
) -> Iterator[str]:
    described = []
    for column, cell in enumerate(cells):
        name = "covered-table-cell" if (row, column) in covered else "table-cell"
        rows, columns = spans.get((row, column), (1, 1))
        span = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
        described.append((name, span if (rows, columns) != (1, 1) else "", *_typed(cell)))
    for (name, span, kind, text), same in groupby(described):
        times = len(list(same))
        repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
        inside = f"<text:p>{_spaced(text)}</text:p>" if text else ""
        yield f"<table:{name}{span}{repeated}{kind}>{inside}</table:{name}>"


def _spaced(text: str) -> str:
    """Escape a text, and write the spaces that XML would lose as elements of their own."""
    return re.sub("^ +| (?= )| +$", lambda m: f'<text:s text:c="{len(m[0])}"/>', escape(text))


def _typed(cell: Cell) -> tuple[str, str]:
    """Give the attributes that say a cell's type and value, and the text shown."""
    if cell is None:
        return "", ""
    if isinstance(cell, Formula):
        text = re.sub(r"([A-Z]+[0-9]+)", r"[.\1]", cell.text)
        kind, shown = _typed(cell.value)
        return f" table:formula={quoteattr('of:' + text)}{kind}", shown
    if isinstance(cell, Shown):
        kind = "percentage" if cell.format.endswith("%") else "float"
        return f' office:value-type="{kind}" office:value="{cell.value!r}"', f"{cell.value:g}"
    if isinstance(cell, date):
        return f' office:value-type="date" office:date-value="{cell}"', f"{cell:%d %B %Y}"
    if isinstance(cell, str):
        return ' office:value-type="string"', cell
    return f' office:value-type="float" office:value="{cell!r}"', str(cell)
