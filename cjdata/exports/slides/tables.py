"""Native tables: as large as they can be written, over several slides where they are long."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from cjdata.charts import style
from cjdata.exports.picture import wrap
from cjdata.exports.slides.fitting import ELLIPSIS, INCH, POINT, Box, text_height, text_width
from cjdata.exports.slides.parts import Page, describe, rgb
from cjdata.views.table import Cell, Table
from cjdata.wording import slides as words

Rows = Sequence[Sequence[str]]

SIZES = (18, 16, 14)
LEAST = 12
"""The size of text in tables that are too wide for ``SIZES``, or too long."""

_MARGIN = INCH * 7 // 100
_LEAN = INCH * 25 // 1000
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_MOST_WIDTH = 0.45
"""The share of a table's width that a column may ask for."""
_MOST_SHEETS = 2
_MOST_LINES = 7
"""A cell is cut at so many lines: the notes hold it whole."""


@dataclass(frozen=True)
class Sheet:
    """A table as it goes onto one slide."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    size: int
    links: tuple[str, ...] = ()


def cell_text(cell: Cell) -> str:
    """Write a cell as a slide does, what qualifies it in brackets."""
    text = " ".join(cell.text.split("\n"))
    return f"{text} ({cell.qualifier})" if cell.qualifier else text


def rows_of(table: Table) -> tuple[tuple[str, ...], ...]:
    """Write all cells of a table."""
    return tuple(tuple(cell_text(cell) for cell in row) for row in table.rows)


def sheets(
    header: Sequence[str], rows: Rows, room: Box, wider: float, links: Sequence[str] = ()
) -> tuple[Sheet, ...]:
    """Cut a table so that every part fits the room, as few and as large as can be.

    Parameters
    ----------
    links
        The address that the first cell of each row leads to; empty for none.
    """
    for size in SIZES:
        whole = list(_cut(header, rows, room, wider, size, links))
        if len(whole) == 1:
            return tuple(whole)
    is_narrow = _fits_across(header, rows, room, wider, SIZES[-1])
    if is_narrow and len(whole) <= _MOST_SHEETS:
        return tuple(whole)
    return tuple(_cut(header, rows, room, wider, LEAST, links))


def _cut(
    header: Sequence[str], rows: Rows, room: Box, wider: float, size: int, links: Sequence[str]
) -> Iterator[Sheet]:
    widths = _widths(header, rows, room.width, wider, size)
    short = [[_limited(t, w, size, wider) for t, w in zip(r, widths, strict=True)] for r in rows]
    heights = [
        _height(row, widths, size, wider, bold=number == 0)
        for number, row in enumerate((header, *short))
    ]
    limit = _even(heights, room.height)
    held: list[int] = []
    for number in range(len(rows)):
        if held and sum(heights[n + 1] for n in (*held, number)) + heights[0] > limit:
            yield _sheet(header, short, widths, heights, size, links, held)
            held = []
        held.append(number)
    yield _sheet(header, short, widths, heights, size, links, held)


def _even(heights: Sequence[int], most: int) -> int:
    """Give the height at which a long table is cut into parts about as long as each other."""
    head, *rows = heights
    parts = math.ceil(sum(rows) / max(most - head, 1))
    return min(most, head + math.ceil(sum(rows) / max(parts, 1)) + max(rows, default=0) // 2)


def _sheet(
    header: Sequence[str],
    rows: Rows,
    widths: Sequence[int],
    heights: Sequence[int],
    size: int,
    links: Sequence[str],
    held: Sequence[int],
) -> Sheet:
    return Sheet(
        tuple(header),
        tuple(tuple(rows[n]) for n in held),
        tuple(widths),
        (heights[0], *(heights[n + 1] for n in held)),
        size,
        tuple(links[n] for n in held) if links else (),
    )


def _fits_across(header: Sequence[str], rows: Rows, room: Box, wider: float, size: int) -> bool:
    return sum(_least(header, rows, wider, size)) <= room.width


def _least(header: Sequence[str], rows: Rows, wider: float, size: int) -> list[int]:
    """Give the widths at which no word of a column is broken."""
    return [
        round(max(text_width(word, size, wider, bold=bold) for word, bold in _words(column)))
        + 2 * _MARGIN
        for column in zip(header, *rows, strict=True)
    ]


def _words(column: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Give the words of a column, and whether each is bold, as those of the header are."""
    for number, text in enumerate(column):
        yield from ((word, number == 0) for word in text.split() or [""])


def _widths(header: Sequence[str], rows: Rows, width: int, wider: float, size: int) -> list[int]:
    """Share a width among columns: no word broken, and the rest by how much each has to say."""
    least = _least(header, rows, wider, size)
    wanted = [
        min(
            max(text_width(text, size, wider) for text in column) + 2 * _MARGIN,
            width * _MOST_WIDTH,
        )
        for column in zip(header, *rows, strict=True)
    ]
    spare = width - sum(least)
    extra = [max(want - low, 0) for want, low in zip(wanted, least, strict=True)]
    if spare < 0 or not sum(extra):
        return [round(low * width / sum(least)) for low in least]
    return [round(low + spare * more / sum(extra)) for low, more in zip(least, extra, strict=True)]


def _height(
    texts: Sequence[str], widths: Sequence[int], size: int, wider: float, *, bold: bool
) -> int:
    pairs = zip(texts, widths, strict=True)
    tallest = max(text_height(t, size, w - 2 * _MARGIN, wider, bold=bold) for t, w in pairs)
    return tallest + 2 * _LEAN


def _limited(text: str, width: int, size: int, wider: float) -> str:
    room = (width - 2 * _MARGIN) / POINT / wider
    lines = wrap(text, size, room, bold=False)
    if len(lines) <= _MOST_LINES:
        return text
    return f"{' '.join(lines[: _MOST_LINES - 2])}{ELLIPSIS} {words.MORE_CELL.lstrip('… ')}"


# On the slide


def add_table(page: Page, sheet: Sheet, caption: str) -> None:
    """Put a part of a table onto a slide: a header row, and a rule under each row."""
    room = page.room
    frame = page.slide.shapes.add_table(
        len(sheet.rows) + 1,
        len(sheet.header),
        room.left,
        room.top,
        sum(sheet.widths),
        sum(sheet.heights),
    )
    describe(frame, "Table", words.TABLE_ALT.format(caption=caption))
    table = frame.table
    table.horz_banding, table.first_row, table.first_col = False, True, True
    table._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE  # noqa: SLF001 - no other way
    for column, width in zip(table.columns, sheet.widths, strict=True):
        column.width = width
    for number, texts in enumerate((sheet.header, *sheet.rows)):
        table.rows[number].height = sheet.heights[number]
        for place, text in enumerate(texts):
            _write(table.cell(number, place), text, sheet, number, place)
    page.take(sum(sheet.heights))


def _write(cell: Any, text: str, sheet: Sheet, row: int, column: int) -> None:
    cell.margin_left = cell.margin_right = _MARGIN
    cell.margin_top = cell.margin_bottom = _LEAN
    run = cell.text_frame.paragraphs[0].add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(sheet.size), row == 0
    run.font.color.rgb = rgb(style.WHITE if row == 0 else style.TEXT)
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(style.AREA.colour if row == 0 else style.WHITE)
    if row and column == 0 and sheet.links and sheet.links[row - 1].startswith("https://"):
        run.hyperlink.address = sheet.links[row - 1]
    if row:
        _rule(cell)


def _rule(cell: Any) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - there is no other way
    colour = style.GRID.removeprefix("#")
    properties.insert(
        0,
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colour}"/>'
            "</a:solidFill></a:lnB>"
        ),
    )
