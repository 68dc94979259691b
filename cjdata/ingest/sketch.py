"""Looks at a workbook that no recipe knows: its tables, as far as they can be made out.

A person then points at what is what: see ``cjdata.ingest.pointing``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cjdata.areas import Areas
from cjdata.ingest.book import Book, Sheet, Value, cell_name
from cjdata.ingest.cells import reading_of, text_of, without_notes
from cjdata.ingest.finder import Finder
from cjdata.ingest.grid import Block
from cjdata.ingest.recipes import AREA_HEADINGS, YEAR_HEADINGS
from cjdata.ingest.shape import Shape
from cjdata.ingest.years import Period, period_of

MOST_ROWS = 2_000
"""How many rows of a table are looked at: enough to see what its columns hold."""

MOST_LABELS = 80
_SHOWN_ROWS = 6
_SHOWN_EXAMPLES = 3
_TOP = 60
"""How far down a header is looked for where nothing names areas or years."""


_YEARS = re.compile(
    r",?\s*(?:\bfrom\s+|\bin\s+|\bto\s+|\bfor\s+)?\(?\b(?:19|20)\d{2}"
    r"(?:\s*[-/\u2010-\u2015]\s*\d{2,4})?\b\)?"
)
_NUMBERED = re.compile(
    r"^(?:table|figure|sheet)\s+[A-Z]*[_ ]?\d[\w.]*\s*[:.\-\u2013]?\s*", re.IGNORECASE
)
_DANGLING = re.compile(r"\s*[:,;]\s*(?=[-\u2013:,;])|(?<=\w)-(?=\s)\s*")


@dataclass(frozen=True)
class SeenColumn:
    """A column of a table.

    Attributes
    ----------
    number, heading
        Its place, counted from 0, and its heading with the labels above.
    says
        The heading without a year or an area that stands across.
    is_across
        Whether a year or an area stands in its heading.
    examples
        Some of the different texts in it.
    figures
        How many of its cells hold numbers.
    """

    number: int
    heading: str
    says: str
    is_across: bool
    examples: tuple[str, ...]
    figures: int

    @property
    def letter(self) -> str:
        """Its name in a spreadsheet."""
        return cell_name(0, self.number)[:-1]


@dataclass(frozen=True)
class Seen:
    """A table as it was made out, with a guess at what is what.

    Attributes
    ----------
    sheet, titles
        Its sheet, and the texts above it, nearest last.
    header_row, height
        The row of its headings, counted from 0, and how many rows there are below.
    area, year
        The columns that seem to hold them; None where none does.
    years_across, areas_across
        Those that stand side by side in the headings.
    one_year
        The one year that the title or the sheet's name gives; empty where there is none.
    labels
        What the rows are called, where years stand across and headings say nothing else.
    first_rows
        The first rows of the table: their number, counted from 0, and their texts.
    """

    sheet: str
    titles: tuple[str, ...]
    header_row: int
    height: int
    period: Period
    columns: tuple[SeenColumn, ...]
    area: int | None
    year: int | None
    years_across: tuple[str, ...]
    areas_across: tuple[str, ...]
    one_year: str
    labels: tuple[str, ...]
    first_rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def title(self) -> str:
        """What is most likely its title: a text that begins like one, or the longest above."""
        above = self.titles[1:]
        named = [text for text in above if text.casefold().startswith("table")]
        return (named or sorted(above, key=len) or [self.sheet])[-1]

    @property
    def is_across(self) -> bool:
        """Whether years or councils stand side by side in its headings."""
        return bool(self.years_across or self.areas_across)

    @property
    def has_year(self) -> bool:
        """Whether it is known which year the figures are of."""
        return self.year is not None or bool(self.years_across or self.one_year)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that stands for a measure: a heading, what a row is called, or the title."""

    kind: Literal["heading", "row", "title"]
    text: str
    columns: tuple[int, ...] = ()


def tables_seen(book: Book, areas: Areas) -> tuple[Seen, ...]:
    """Make out the tables of every sheet; a sheet without a number has none."""
    return tuple(seen for sheet in book.sheets for seen in _seen_on(sheet, areas))


def table_at(book: Book, sheet_name: str, header_row: int, areas: Areas) -> Seen:
    """Make out the table whose headings stand in a certain row."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == sheet_name)
    return _better(
        _seen(_block_at(sheet, header_row, _finder(areas, period)), _finder(areas, period))
        for period in _PERIODS
    )


def asked_of(seen: Seen, area: int | None, year: int | None) -> tuple[Asked, ...]:
    """Say what needs a measure, once it is known which columns hold area and year."""
    labels = {area, year}
    columns = [c for c in seen.columns if c.figures and c.number not in labels]
    across = [c for c in columns if c.is_across]
    by_text: dict[str, list[int]] = {}
    for column in across or columns:
        by_text.setdefault(column.says, []).append(column.number)
    named = tuple(Asked("heading", t, tuple(n)) for t, n in by_text.items() if t)
    if named or not across:
        return named
    if seen.labels:
        return tuple(Asked("row", text) for text in seen.labels)
    return (Asked("title", lasting_words(seen.title)),)


def lasting_words(text: str) -> str:
    """Take off a title what changes with every edition: its years, and its number.

    >>> lasting_words("Table 5: Orders ended, by reason, 2015-16 to 2024-25")
    'Orders ended, by reason'
    """
    bare = _NUMBERED.sub("", _YEARS.sub("", without_notes(text)))
    return _DANGLING.sub(" ", " ".join(bare.split())).strip(" :,;.-\u2013")


_PERIODS: tuple[Period, ...] = ("financial_year", "calendar_year")


def _finder(areas: Areas, period: Period) -> Finder:
    return Finder(areas, period, AREA_HEADINGS, YEAR_HEADINGS)


def _seen_on(sheet: Sheet, areas: Areas) -> list[Seen]:
    found: list[list[Seen]] = []
    for period in _PERIODS:
        finder = _finder(areas, period)
        blocks = finder.blocks(sheet) or _guessed(sheet, finder)
        found.append([_seen(block, finder) for block in blocks])
    best = max(found, key=lambda tables: max(map(_clarity, tables), default=0))
    return [seen for seen in best if any(column.figures for column in seen.columns)]


def _better(tables: Iterable[Seen]) -> Seen:
    return max(tables, key=_clarity)


def _clarity(seen: Seen) -> int:
    """Say how much of a table was made out."""
    has_area = seen.area is not None or bool(seen.areas_across)
    return 2 * has_area + 2 * seen.has_year + (seen.year is not None or bool(seen.years_across))


def _block_at(sheet: Sheet, header_row: int, finder: Finder) -> Block:
    blocks = finder.blocks(sheet)
    for block in blocks:
        if header_row in block.header_rows:
            return block
    later = [block.header_rows[0] for block in blocks if block.header_rows[0] > header_row]
    end = min(later, default=len(sheet.rows))
    return Block(sheet, _above(sheet, header_row), (header_row,), range(header_row + 1, end))


def _above(sheet: Sheet, row: int) -> tuple[str, ...]:
    texts = [text_of(v) for line in sheet.rows[:row] for v in line if isinstance(v, str)]
    return (sheet.name, *(text for text in texts if len(text) > 3))


def _guessed(sheet: Sheet, finder: Finder) -> list[Block]:
    """Take the row of texts above the first row of figures as a header."""
    for number, row in enumerate(sheet.rows[:_TOP]):
        filled = [value for value in row if value != ""]
        if len(filled) >= 2 and any(map(_is_figure, filled)):
            header = next((r for r in range(number - 1, -1, -1) if _is_named(sheet.rows[r])), None)
            return [] if header is None else [_block_at(sheet, header, finder)]
    return []


def _is_named(row: Sequence[Value]) -> bool:
    return sum(isinstance(value, str) and bool(text_of(value)) for value in row) >= 2


def _is_figure(value: Value) -> bool:
    reading = reading_of(value, {}) if value != "" else None
    return reading is not None and reading.value is not None


def _seen(block: Block, finder: Finder) -> Seen:
    rows = block.rows[:MOST_ROWS]
    shape = Shape(replace(block, rows=rows), finder)
    years = shape.periods_across
    areas = {} if shape.area_columns else shape.areas_across
    columns = tuple(
        _column(shape, c, is_across=c in years or c in areas) for c in range(shape.block.width)
    )
    area = next(iter(shape.area_columns), None)
    year = None if years else _year_column(shape, finder)
    is_plain = any(c.says for c in columns if c.is_across)
    return Seen(
        sheet=block.sheet.name,
        titles=block.title,
        header_row=block.header_rows[-1],
        height=len(block.rows),
        period=finder.period,
        columns=tuple(c for c in columns if c.heading or c.examples),
        area=area,
        year=year,
        years_across=tuple(dict.fromkeys(years.values())),
        areas_across=tuple(dict.fromkeys(a.name for a in areas.values())),
        one_year=shape.constant_period or "",
        labels=() if is_plain or not years else _labels(shape, columns),
        first_rows=tuple(_first_rows(shape)),
    )


def _column(shape: Shape, number: int, *, is_across: bool) -> SeenColumn:
    values = [v for row in shape.rows if (v := shape.block.value(row, number)) != ""]
    examples = dict.fromkeys(text_of(value) for value in values[:200])
    return SeenColumn(
        number,
        shape.block.headings[number],
        shape.measure_text(number),
        is_across,
        tuple(examples)[:_SHOWN_EXAMPLES],
        sum(map(_is_figure, values)),
    )


def _year_column(shape: Shape, finder: Finder) -> int | None:
    if shape.year_column is not None:
        return shape.year_column
    for column in (c for c in range(shape.block.width) if c not in shape.area_columns):
        values = [v for row in shape.rows if (v := shape.block.value(row, column)) != ""]
        years = [p for v in values if (p := period_of(v, finder.period)) and p > "1950"]
        if len(values) >= 2 and len(years) == len(values):
            return column
    return None


def _labels(shape: Shape, columns: Sequence[SeenColumn]) -> tuple[str, ...]:
    """List what the rows are called besides their area."""
    wanted = [c.number for c in columns if not c.is_across and c.number not in shape.area_columns]
    texts: dict[str, None] = {}
    for row in shape.rows:
        label = " ".join(text_of(shape.block.value(row, c)) for c in wanted).strip()
        across = [c.number for c in columns if c.is_across]
        if label and any(_is_figure(shape.block.value(row, c)) for c in across):
            texts[label] = None
    return tuple(texts)[:MOST_LABELS]


def _first_rows(shape: Shape) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row in shape.rows[:_SHOWN_ROWS]:
        yield row, tuple(text_of(shape.block.value(row, c)) for c in range(shape.block.width))
