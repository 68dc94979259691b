"""Looks at a workbook that no recipe knows: its tables, as far as they can be made out.

A person then points at what is what: see ``recipe_from_pointing``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cjdata.ingest.cells.cell_texts import reading_of, text_of
from cjdata.ingest.labels.written_years import Period, period_of
from cjdata.ingest.recipes.recipe import AREA_HEADINGS, YEAR_HEADINGS
from cjdata.ingest.rows.label_blocks import label_rows
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook, Value
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.phrase_matching import heading
from cjdata.ingest.tables.table_finder import TableFinder
from cjdata.ingest.tables.table_shape import TableShape
from cjdata.ingest.unknown_tables.unknown_table import UnknownColumn, UnknownTable
from cjdata.reference.areas import Areas

MOST_ROWS = 2_000
"""How many rows of a table are looked at: enough to see what its columns hold."""

MOST_LABELS = 80
_SHOWN_ROWS = 6
_SHOWN_EXAMPLES = 3
_TOP = 60
"""How far down a header is looked for where nothing names areas or years."""


def tables_seen(book: SourceWorkbook, areas: Areas) -> tuple[UnknownTable, ...]:
    """Make out the tables of every sheet; a sheet without a number has none."""
    return tuple(seen for sheet in book.sheets for seen in _seen_on(sheet, areas))


def table_at(book: SourceWorkbook, sheet_name: str, header_row: int, areas: Areas) -> UnknownTable:
    """Make out the table whose headings stand in a certain row."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == sheet_name)
    finders = (_finder(areas, period, sheet) for period in _PERIODS)
    return _better(_seen(_block_at(sheet, header_row, one), one) for one in finders)


def block_of(
    book: SourceWorkbook, seen: UnknownTable, areas: Areas
) -> tuple[FoundTable, TableFinder]:
    """Give the table that was made out, as it stands on its sheet, and what knows its names."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == seen.sheet)
    finder = _finder(areas, seen.period, sheet)
    return _block_at(sheet, seen.header_row, finder), finder


_PERIODS: tuple[Period, ...] = ("financial_year", "calendar_year")


def _finder(areas: Areas, period: Period, sheet: SourceSheet) -> TableFinder:
    return TableFinder(areas, period, AREA_HEADINGS, YEAR_HEADINGS).on(sheet.values)


def _seen_on(sheet: SourceSheet, areas: Areas) -> list[UnknownTable]:
    found: list[list[UnknownTable]] = []
    for period in _PERIODS:
        finder = _finder(areas, period, sheet)
        blocks = finder.blocks(sheet) or _guessed(sheet, finder)
        found.append([_seen(block, finder) for block in blocks])
    best = max(found, key=lambda tables: max(map(_clarity, tables), default=0))
    return [seen for seen in best if any(column.figures for column in seen.columns)]


def _better(tables: Iterable[UnknownTable]) -> UnknownTable:
    return max(tables, key=_clarity)


def _clarity(seen: UnknownTable) -> int:
    """Say how much of a table was made out."""
    has_area = seen.area is not None or bool(seen.areas_across)
    return 2 * has_area + 2 * seen.has_year + (seen.year is not None or bool(seen.years_across))


def _block_at(sheet: SourceSheet, header_row: int, finder: TableFinder) -> FoundTable:
    blocks = finder.blocks(sheet)
    for block in blocks:
        if header_row in block.header_rows:
            return block
    later = [block.header_rows[0] for block in blocks if block.header_rows[0] > header_row]
    end = min(later, default=len(sheet.rows))
    above = tuple(range(header_row))
    rows = range(header_row + 1, end)
    return FoundTable(sheet, _above(sheet, header_row), (header_row,), rows, above=above)


def _above(sheet: SourceSheet, row: int) -> tuple[str, ...]:
    texts = [text_of(v) for line in sheet.rows[:row] for v in line if isinstance(v, str)]
    return (sheet.name, *(text for text in texts if len(text) > 3))


def _guessed(sheet: SourceSheet, finder: TableFinder) -> list[FoundTable]:
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


def _seen(block: FoundTable, finder: TableFinder) -> UnknownTable:
    rows = block.rows[:MOST_ROWS]
    shape = TableShape(replace(block, rows=rows), finder)
    years = shape.periods_across
    areas = {} if shape.area_columns else shape.areas_across
    columns = tuple(
        _column(shape, c, is_across=c in years or c in areas) for c in range(shape.block.width)
    )
    area = next(iter(shape.area_columns), None)
    year = None if years else _year_column(shape, finder)
    is_plain = any(c.says for c in columns if c.is_across)
    return UnknownTable(
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
        blocks=tuple(_blocks(shape)),
        repeats=_repeats(shape, area, year),
    )


def _blocks(shape: TableShape) -> list[str]:
    """List the label rows that figures stand below: what stands behind the last is a note."""
    sheet = shape.block.sheet
    last = max((row for row in shape.rows if any(map(_is_figure, sheet.rows[row]))), default=-1)
    found = (text for row, text in label_rows(shape).items() if row < last)
    return list(dict.fromkeys(found))[:MOST_LABELS]


def _repeats(shape: TableShape, area: int | None, year: int | None) -> bool:
    """Whether two rows of figures have the same area and year."""
    names = [c for c in (area, year) if c is not None]
    keys = [
        tuple(text_of(shape.block.value(row, c)) for c in names)
        for row in shape.rows
        if any(map(_is_figure, shape.block.sheet.rows[row]))
    ]
    return bool(names) and len(set(keys)) < len(keys)


def _column(shape: TableShape, number: int, *, is_across: bool) -> UnknownColumn:
    values = [v for row in shape.rows if (v := shape.block.value(row, number)) != ""]
    texts = tuple(dict.fromkeys(map(text_of, values)))
    names = shape.finder
    strange = (t for t in texts if not (names.area(t) or names.year(t) or _is_figure(t)))
    return UnknownColumn(
        number,
        shape.block.headings[number],
        shape.measure_text(number),
        is_across,
        texts[:_SHOWN_EXAMPLES],
        sum(map(_is_figure, values)),
        texts if len(texts) <= MOST_LABELS else (),
        tuple(strange)[:MOST_LABELS],
    )


def _year_column(shape: TableShape, finder: TableFinder) -> int | None:
    headed = shape.year_column
    if headed is not None and any(finder.year(value) for value in shape.counts(headed)):
        return headed
    labels = label_rows(shape)
    rows = [row for row in shape.rows if row not in labels]
    for column in (c for c in range(shape.block.width) if c not in shape.area_columns):
        values = [v for row in rows if (v := shape.block.value(row, column)) != ""]
        years = [p for v in values if (p := period_of(v, finder.period)) and p > "1950"]
        if len(values) >= 2 and len(years) == len(values):
            return column
    return None


def _labels(shape: TableShape, columns: Sequence[UnknownColumn]) -> tuple[str, ...]:
    """List what the rows are called besides their area."""
    wanted = [c.number for c in columns if not c.is_across and c.number not in shape.area_columns]
    texts: dict[str, None] = {}
    for row in shape.rows:
        label = " ".join(heading(shape.block.value(row, c)) for c in wanted).strip()
        across = [c.number for c in columns if c.is_across]
        if label and any(_is_figure(shape.block.value(row, c)) for c in across):
            texts[label] = None
    return tuple(texts)[:MOST_LABELS]


def _first_rows(shape: TableShape) -> Iterator[tuple[int, tuple[str, ...]]]:
    for row in shape.rows[:_SHOWN_ROWS]:
        yield row, tuple(text_of(shape.block.value(row, c)) for c in range(shape.block.width))
