"""The table of a view as it goes into a sheet: units in headers, markers in columns of their own.

A table that holds one figure a cell goes in as the page shows it. One that packs several into a
cell goes in as the rows of its file.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.amounts import Amount, AmountRange, Share
from cjdata.exports.workbook_cells import Grid, SheetCell, unlike, without_empty
from cjdata.reference.statuses import STATUSES, Status
from cjdata.views.registry import type_of
from cjdata.views.table import Cell, Table
from cjdata.views.view import Datum, Download, View
from cjdata.wording import UNIT_WORDS
from cjdata.wording import workbook as words
from cjdata.wording.year_sentences import YearSentence


def grid_of(view: View) -> Grid:
    """Give the table of a view, never without a row."""
    found = data_grid(view.download) if type_of(view).hints.is_packed else _table_grid(view.table)
    if found.rows:
        return found
    return Grid(view.table.header, (tuple(words.NO_ROWS for _ in view.table.header),))


def data_grid(download: Download) -> Grid:
    """Give the rows of a file with headers that people read."""
    columns: dict[str, Sequence[SheetCell]] = {}
    for n, name in enumerate(download.columns):
        columns |= _of_file(words.column(name), [row[n] for row in download.rows])
    return without_empty(Grid(unlike(columns), tuple(zip(*columns.values(), strict=True))))


def _of_file(header: str, data: Sequence[Datum]) -> dict[str, Sequence[SheetCell]]:
    """Give a column of a file: as numbers where it holds numbers, with words beside if need be."""
    amounts, said = [_number(datum) for datum in data], [_words(datum) for datum in data]
    if not any(amounts):
        return {header: said}
    return {header: amounts} | _companion(
        header, [f"{words.NO_VALUE_MARKER} {text}" if text else "" for text in said]
    )


def _number(datum: Datum) -> Amount | None:
    if isinstance(datum, int):
        return Amount(datum)
    return datum if isinstance(datum, Amount) else None


def _words(datum: Datum) -> str:
    if isinstance(datum, Status):
        return datum.spelt
    return str(datum) if isinstance(datum, str | YearSentence) else ""


def _table_grid(table: Table) -> Grid:
    """Give a table as a page shows it, on its way into a sheet."""
    if not table.rows:
        return Grid(table.header, ())
    first, *others = zip(*table.rows, strict=True)
    columns: dict[str, Sequence[SheetCell]] = {}
    units: list[str] | None = None
    for header, cells in zip(table.header[1:], others, strict=True):
        made, mixed = _columns(header, cells)
        units = units or mixed
        columns |= made
    unit = {words.TEXTS.unit_header: units} if units else {}
    whole = {table.header[0]: [_in_words(cell) for cell in first], **unit, **columns}
    return without_empty(Grid(unlike(whole), tuple(zip(*whole.values(), strict=True))))


def _columns(
    header: str, cells: Sequence[Cell]
) -> tuple[dict[str, Sequence[SheetCell]], list[str] | None]:
    """Give a column as one or more, and the units of its rows where they are not all one."""
    present = [cell.content for cell in cells if not cell.is_missing]
    if present and all(isinstance(content, Amount) for content in present):
        return _numbers(header, cells)
    if present and all(isinstance(content, Amount | AmountRange | Share) for content in present):
        return _pairs(header, cells), None
    return {header: [_in_words(cell) for cell in cells]}, None


def _numbers(
    header: str, cells: Sequence[Cell]
) -> tuple[dict[str, Sequence[SheetCell]], list[str] | None]:
    amounts = [cell.content if isinstance(cell.content, Amount) else None for cell in cells]
    held = {_unit(amount) for amount in amounts if amount}
    shared = held.pop() if len(held) == 1 else ""
    columns = {words.with_unit(header, shared): amounts}
    said = _companion(header, [_marker(cell) for cell in cells])
    units = [
        _unit(amount) if amount else UNIT_WORDS.get(cell.unit, words.NUMBER)
        for cell, amount in zip(cells, amounts, strict=True)
    ]
    return columns | said, None if shared else units


def _unit(amount: Amount) -> str:
    if amount.base:
        return words.index_unit(amount.base)
    return words.PER_CENT if amount.is_percent else UNIT_WORDS[amount.unit]


def _pairs(header: str, cells: Sequence[Cell]) -> dict[str, Sequence[SheetCell]]:
    """Part a range into its limits, and a part of a whole into both."""
    pairs = [_two(cell) for cell in cells]
    is_range = any(isinstance(cell.content, AmountRange) for cell in cells)
    names = words.limits(header) if is_range else words.part_of(header)
    said = [
        words.TEXTS.count_alone if not is_range and first and not second else _marker(cell)
        for cell, (first, second) in zip(cells, pairs, strict=True)
    ]
    columns = dict(zip(names, zip(*pairs, strict=True), strict=True))
    return columns | _companion(header, said)


def _two(cell: Cell) -> tuple[Amount | None, Amount | None]:
    match cell.content:
        case AmountRange():
            return cell.content.lower, cell.content.upper
        case Share():
            return cell.content.part, cell.content.whole
        case Amount():
            return cell.content, None
        case _:
            return None, None


def _companion(header: str, said: Sequence[str]) -> dict[str, Sequence[SheetCell]]:
    """Give the column that says what cells of another stand for, if there is anything to say."""
    return {words.marker_header(header): list(said)} if any(said) else {}


def _marker(cell: Cell) -> str:
    """Say in a marker and words what qualifies a figure, or why there is none."""
    text = cell.qualifier
    if cell.is_missing:
        text = words.TEXTS.not_given if cell.content is None else cell.text
    elif isinstance(cell.content, Amount):
        text = ", ".join(said for said in (cell.content.mark, text) if said)
    marker = STATUSES[cell.status].marker if cell.status else ""
    if cell.is_missing and not marker:
        marker = words.TEXTS.not_given_marker if cell.content is None else words.NO_VALUE_MARKER
    broken = words.TEXTS.break_word if cell.is_after_break else ""
    said = ", ".join(part for part in (text, broken) if part)
    return f"{marker}{words.TEXTS.break_marker if broken else ''} {said}".strip()


def _in_words(cell: Cell) -> str:
    """Give a cell of a column of words; one that stands for nothing says so."""
    if cell.is_missing:
        return _marker(cell)
    return f"{cell.text} ({cell.qualifier})" if cell.qualifier else cell.text
