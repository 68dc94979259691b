"""Changes that leave a sheet's known numbers as they are: where and how they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from workbook_builders.sheets import Cell, Formula, Row, SheetSpec, Span

Change = Callable[[SheetSpec], SheetSpec]


def moved_right(spec: SheetSpec, columns: int = 1) -> SheetSpec:
    """Leave empty columns before the table."""
    moved = spec.copied()
    for part in (moved.header, moved.body):
        part[:] = [[None] * columns + row for row in part]
    for merged in (moved.header_merged, moved.body_merged):
        merged[:] = [(a, b + columns, c, d + columns) for a, b, c, d in merged]
    moved.at = {key: (row, column + columns) for key, (row, column) in spec.at.items()}
    return moved


def with_blank_rows(spec: SheetSpec, after: Iterable[int]) -> SheetSpec:
    """Put a blank row after each of the body's rows named."""
    stops = sorted(set(after))
    new = {row: row + sum(stop < row for stop in stops) for row in range(len(spec.body))}
    spread = spec.copied()
    spread.body = [[] for _ in range(len(spec.body) + len(stops))]
    for row, cells in enumerate(spec.body):
        spread.body[new[row]] = list(cells)
    spread.hidden = {new[row] for row in spec.hidden}
    spread.at = {key: (new[row], column) for key, (row, column) in spec.at.items()}
    spread.body_merged = [(new[a], b, new[c], d) for a, b, c, d in spec.body_merged]
    return spread


def printed_once(spec: SheetSpec, column: int, *, merge: bool = True) -> SheetSpec:
    """Print a text of a column once per block of equal ones, over merged or blank cells."""
    printed = spec.copied()
    starts = [
        row
        for row, cells in enumerate(spec.body)
        if row == 0 or cells[column] != spec.body[row - 1][column]
    ]
    for first, following in zip(starts, [*starts[1:], len(spec.body)], strict=True):
        for row in range(first + 1, following):
            printed.body[row][column] = None
        if merge and following - first > 1:
            printed.body_merged.append((first, column, following - 1, column))
    return printed


def with_headings(spec: SheetSpec, words: Mapping[str, str]) -> SheetSpec:
    """Reword the headings that the mapping names."""
    worded = spec.copied()
    worded.header = [
        [words.get(cell, cell) if isinstance(cell, str) else cell for cell in row]
        for row in spec.header
    ]
    return worded


def with_columns(spec: SheetSpec, order: Sequence[int]) -> SheetSpec:
    """Put the columns in another order; labels are merged anew over neighbours that share one."""
    moved = spec.copied()
    new = {old: n for n, old in enumerate(order)}
    moved.header = [_ordered(row, order) for row in _spread(spec)]
    moved.header_merged = [
        (a, new[b], c, new[b]) for a, b, c, d in spec.header_merged if c > a and b == d
    ]
    for number, row in enumerate(moved.header[:-1]):
        moved.header_merged += _merged_again(row, number, moved.header_merged)
    moved.body = [_ordered(row, order) for row in spec.body]
    moved.body_merged = [(a, new[b], c, new[b]) for a, b, c, _ in spec.body_merged]
    moved.at = {key: (row, new[column]) for key, (row, column) in spec.at.items()}
    return moved


def _spread(spec: SheetSpec) -> list[Row]:
    """Give the header with each merged label in every column it stands over."""
    rows = [list(row) for row in spec.header]
    for a, b, c, d in spec.header_merged:
        if a == c:
            rows[a][b : d + 1] = [rows[a][b]] * (d - b + 1)
    return rows


def _ordered(row: Row, order: Sequence[int]) -> Row:
    return [row[column] if column < len(row) else None for column in order]


def _merged_again(row: Row, number: int, tall: Sequence[Span]) -> list[Span]:
    """Blank the repeats of a row of labels, and give the cells to merge over them."""
    spans: list[Span] = []
    alone = {span[1] for span in tall}
    column = 0
    for (label, _), same in groupby(
        enumerate(list(row)), lambda c: (c[1], c[0] if c[0] in alone or c[1] is None else -1)
    ):
        width = len(list(same))
        if width > 1 and label is not None:
            spans.append((number, column, number, column + width - 1))
            blank: list[Cell] = [None] * (width - 1)
            row[column + 1 : column + width] = blank
        column += width
    return spans


def uncalculated(spec: SheetSpec) -> SheetSpec:
    """Take the values from the formulas, as in a file that was never calculated."""
    plain = spec.copied()
    plain.body = [
        [Formula(cell.text) if isinstance(cell, Formula) else cell for cell in row]
        for row in spec.body
    ]
    return plain


def with_footnotes(spec: SheetSpec, *texts: str) -> SheetSpec:
    """Put a blank row and footnotes under the table."""
    noted = spec.copied()
    noted.footnotes = [[], *([text] for text in texts)]
    return noted
