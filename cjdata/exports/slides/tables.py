"""Native tables: as large as they can be written, over several slides where they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from cjdata.charts import style
from cjdata.exports.fonts import wrap
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
_AROUND = 2 * _MARGIN + POINT
"""What a column needs beside its text; a point more, so that rounding breaks no line."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_MOST_WIDTH = 0.45
"""The share of a table's width that a column may ask for."""
_FIGURE = 24
"""A text with a digit that is no longer than this is a figure."""
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
    tried: list[_Laid] = []
    for size in SIZES:
        laid = _laid(header, rows, room.width, wider, size)
        whole = _cut(laid, room.height)
        if len(whole) == 1:
            return _sheets(laid, whole, links)
        tried.append(laid)
    smallest = _laid(header, rows, room.width, wider, LEAST)
    least = _balanced(smallest, room.height)
    for laid in tried:
        whole = _balanced(laid, room.height)
        is_narrow = _fits_across(header, rows, room, wider, laid.size)
        is_short = is_narrow and len(whole) <= len(least)
        if is_short or (laid.size == SIZES[-1] and is_narrow and len(whole) <= _MOST_SHEETS):
            return _sheets(laid, whole, links)
    return _sheets(smallest, least, links)


@dataclass(frozen=True)
class _Laid:
    """A table as it is written in a size, of any number of parts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    heights: tuple[int, ...]
    """Of the header, then of each row."""
    size: int


def _laid(header: Sequence[str], rows: Rows, width: int, wider: float, size: int) -> _Laid:
    """Write a table in a size. Measuring its text is the work: it is done once, however cut."""
    widths = _widths(header, rows, width, wider, size)
    short = tuple(
        tuple(_limited(t, w, size, wider) for t, w in zip(row, widths, strict=True)) for row in rows
    )
    heights = tuple(
        _height(row, widths, size, wider, bold=number == 0)
        for number, row in enumerate((header, *short))
    )
    return _Laid(tuple(header), short, tuple(widths), heights, size)


def _balanced(laid: _Laid, height: int) -> list[list[int]]:
    """Cut a table into as few parts as it needs, none of them much shorter than the others."""
    cut = _cut(laid, height)
    low, high = 0, height
    while len(cut) > 1 and high - low > INCH // 20:
        middle = (low + high) // 2
        tried = _cut(laid, middle)
        if len(tried) > len(cut):
            low = middle
        else:
            cut, high = tried, middle
    return cut


def _cut(laid: _Laid, height: int) -> list[list[int]]:
    """Give the numbers of the rows of each part, none of which is higher than it may be."""
    above, *heights = laid.heights
    parts: list[list[int]] = [[]]
    filled = above
    for number, more in enumerate(heights):
        if parts[-1] and filled + more > height:
            parts.append([])
            filled = above
        parts[-1].append(number)
        filled += more
    return parts


def _sheets(laid: _Laid, parts: list[list[int]], links: Sequence[str]) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(
            laid.header,
            tuple(laid.rows[n] for n in part),
            laid.widths,
            (laid.heights[0], *(laid.heights[n + 1] for n in part)),
            laid.size,
            tuple(links[n] for n in part) if links else (),
        )
        for part in parts
    )


def _fits_across(header: Sequence[str], rows: Rows, room: Box, wider: float, size: int) -> bool:
    return sum(_least(header, rows, wider, size)) <= room.width


def _least(
    header: Sequence[str], rows: Rows, wider: float, size: int, *, keep_figures: bool = False
) -> list[int]:
    """Give the widths at which no word of a column is broken, nor a figure parted from its year."""
    return [
        round(max(text_width(text, size, wider, bold=bold) for text, bold in pieces)) + _AROUND
        for pieces in (
            list(_pieces(column, keep_figures=keep_figures))
            for column in zip(header, *rows, strict=True)
        )
    ]


def _pieces(column: Sequence[str], *, keep_figures: bool) -> Iterator[tuple[str, bool]]:
    """Give what of a column may not be broken, and whether it is bold, as the header is."""
    for number, text in enumerate(column):
        is_figure = len(text) <= _FIGURE and any(letter.isdigit() for letter in text)
        pieces = [text] if is_figure and keep_figures else text.split() or [""]
        yield from ((piece, number == 0) for piece in pieces)


def _widths(header: Sequence[str], rows: Rows, width: int, wider: float, size: int) -> list[int]:
    """Share a width among columns so that no word is broken and the table is as low as can be."""
    wanted = [
        min(max(text_width(text, size, wider) for text in column) + _AROUND, width * _MOST_WIDTH)
        for column in zip(header, *rows, strict=True)
    ]
    tried = [
        widths
        for keep in (True, False)
        for widths in _ways(_least(header, rows, wider, size, keep_figures=keep), wanted, width)
    ]
    return min(tried, key=lambda w: sum(_height(row, w, size, wider, bold=False) for row in rows))


def _ways(least: Sequence[int], wanted: Sequence[float], width: int) -> Iterator[list[int]]:
    """Give ways to share a width: by want, short columns first, and between the two."""
    spare = width - sum(least)
    if spare < 0:
        yield [round(low * width / sum(least)) for low in least]
        return
    extra = [max(want - low, 0) for want, low in zip(wanted, least, strict=True)]
    by_want, short_first = _by_want(extra, spare), _short_first(extra, spare)
    between = [(one + two) / 2 for one, two in zip(by_want, short_first, strict=True)]
    for way in (short_first, by_want, between):
        yield [round(low + more) for low, more in zip(least, way, strict=True)]


def _by_want(wanted: Sequence[float], spare: float) -> list[float]:
    """Share out room by how much each wants."""
    total = sum(wanted)
    return [spare * (want / total if total else 1 / len(wanted)) for want in wanted]


def _short_first(wanted: Sequence[float], spare: float) -> list[float]:
    """Share out room: who wants little gets all of it, the others equal parts of the rest."""
    given = [0.0] * len(wanted)
    for place, number in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        given[number] = min(wanted[number], (spare - sum(given)) / (len(wanted) - place))
    rest = (spare - sum(given)) / len(wanted)
    return [one + rest for one in given]


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
    return f"{' '.join(lines[: _MOST_LINES - 2])}{ELLIPSIS} {words.TEXTS.more_cell.lstrip('… ')}"


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
    describe(frame, "Table", words.TEXTS.table_alt.format(caption=caption))
    table = frame.table
    table.horz_banding, table.first_row, table.first_col = False, True, True
    table._tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE  # noqa: SLF001 - no other way
    for column, width in zip(table.columns, sheet.widths, strict=True):
        column.width = width
    for number, texts in enumerate((sheet.header, *sheet.rows)):
        table.rows[number].height = sheet.heights[number]
        for place, text in enumerate(texts):
            _write(page, table.cell(number, place), text, sheet, number, place)
    page.take(sum(sheet.heights))


def _write(page: Page, cell: Any, text: str, sheet: Sheet, row: int, column: int) -> None:
    cell.margin_left = cell.margin_right = _MARGIN
    cell.margin_top = cell.margin_bottom = _LEAN
    link = sheet.links[row - 1] if row and column == 0 and sheet.links else ""
    lines = [text]
    if is_web(link):  # some programs break the text of a link in the middle of words
        room = (sheet.widths[column] - 2 * _MARGIN) / POINT / page.deck.wider
        lines = wrap(text, sheet.size, room, bold=False)
    for number, line in enumerate(lines):
        if number:
            cell.text_frame.paragraphs[0].add_line_break()
        run = cell.text_frame.paragraphs[0].add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(sheet.size), row == 0
        run.font.color.rgb = rgb(style.WHITE if row == 0 else style.TEXT)
        if is_web(link):
            run.hyperlink.address = link
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(style.AREA.colour if row == 0 else style.WHITE)
    if row:
        _rule(cell)


def is_web(address: str) -> bool:
    """Whether an address leads to a page of the web."""
    return address.startswith("https://")


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
