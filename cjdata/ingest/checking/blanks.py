"""Doubts about figures that are not there: empty cells, and symbols that hide what others tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cjdata.ingest.cells.cell_symbols import is_old
from cjdata.ingest.checking.doubts import Doubt, is_scotland, named, some, times, year_of
from cjdata.ingest.checking.row_sums import Line
from cjdata.ingest.figures_read import ReadFigure, ReadTable, ReadWorkbook
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.catalogue import Catalogue, Measure
from cjdata.text import number

_NOT_GIVEN = ("not_available", "not_collected")
_SMALL = 20
"""No publisher withholds a count as large as this, but for hiding another."""
_RATE_OF_NOUGHT = {False: 5, True: 20}
"""Counts whose rate per 10,000 people does not round to nought: of a council, of Scotland."""


def empty_cells(read: ReadWorkbook, table: ReadTable, catalogue: Catalogue) -> Iterator[Doubt]:
    """Find empty cells that reading passes over: in neighbours of what is read, and counts.

    In the older symbols an empty cell means not applicable, which a count never is. Years
    before the first figure are passed over: it was not collected then.
    """
    if not table.data or table.recipe.value:
        return
    sheet = next(s for s in read.book.sheets if s.name == table.sheet)
    empty = _empty_beside(table, sheet)
    if _is_old(read):
        empty = [d for d in _empty(table, sheet) if catalogue.measures[d.measure].is_count]
    if empty:
        yield Doubt(
            "warning",
            "empty cells",
            empty[0],
            f"nothing in {times(len(empty), 'cell')} among figures "
            f"({some([at.cell for at in empty])})",
            "a number or a symbol in every cell of a table",
            "Check that no cells were cleared or shifted. If the publication leaves them empty, "
            "say yes.",
        )


def _is_old(read: ReadWorkbook) -> bool:
    return read.edition[:4].isdigit() and is_old(int(read.edition[:4]))


def _is_blank(sheet: SourceSheet, row: int, column: int) -> bool:
    value = sheet.at(row, column)
    return isinstance(value, str) and not value.strip()


def _empty(table: ReadTable, sheet: SourceSheet) -> list[ReadFigure]:
    first: dict[str, str] = {}
    blank: list[ReadFigure] = []
    for d in table.data:
        if _is_blank(sheet, d.row, d.column):
            blank.append(d)
        else:
            first[d.measure] = min(year_of(d), first.get(d.measure, "9999"))
    return [d for d in blank if year_of(d) >= first.get(d.measure, "")]


def _empty_beside(table: ReadTable, sheet: SourceSheet) -> list[ReadFigure]:
    """Give the gaps in columns that are not read: figures may have moved out of them."""
    read = {d.column for d in table.data}
    rows = {d.row: d for d in table.data}
    width = max(len(sheet.rows[row]) for row in rows)
    empty: list[ReadFigure] = []
    for column in (c for c in range(min(read), width) if c not in read):
        gaps = [row for row in rows if _is_blank(sheet, row, column)]
        filled = [year_of(d) for row, d in rows.items() if row not in gaps]
        if len(filled) > len(rows) / 2:
            beside = (replace(rows[row], column=column) for row in gaps)
            empty += [at for at in beside if year_of(at) >= min(filled)]
    return empty


def withheld(table: ReadTable, catalogue: Catalogue) -> Iterator[Doubt]:
    """Find symbols where the other areas of the year, or Scotland, have figures."""
    years: dict[tuple[str, str], dict[str, ReadFigure]] = {}
    for d in table.data:
        years.setdefault((d.measure, d.period), {}).setdefault(d.area.code, d)
    for (measure, _), cells in years.items():
        if any(d.value is not None for d in cells.values()):
            yield from _withheld(cells, catalogue.measures[measure], table.recipe.councils_add_up)


def _withheld(cells: Mapping[str, ReadFigure], measure: Measure, adds_up: bool) -> Iterator[Doubt]:
    scotland = cells.get(SCOTLAND)
    councils = [d for code, d in cells.items() if code != SCOTLAND]
    missing = [d for d in councils if d.value is None]
    if scotland is not None and scotland.value is None:
        yield _hidden(scotland, measure, "no figure, though councils have one")
    not_given = [d for d in missing if d.status in _NOT_GIVEN]
    low = [d for d in cells.values() if d.status == "low" and measure.is_count]
    if not_given:
        which = some([d.area.name for d in not_given])
        yield _hidden(not_given[0], measure, f"no figure for {which}, though others have one")
    elif low:
        yield _hidden(low[0], measure, "“low” for a count, which only a share can be")
    elif missing and adds_up and measure.is_count and scotland and scotland.value is not None:
        left = scotland.value - sum(d.value or 0.0 for d in councils)
        suppressed = [d for d in missing if d.status == "suppressed"]
        if left > _SMALL * len(suppressed):
            at, of = missing[0], times(len(missing), "council")
            words = f"{of} without a figure, which would have {number(left)} of Scotland’s"
            yield _hidden(at, measure, words)


def _hidden(at: ReadFigure, measure: Measure, words: str) -> Doubt:
    return Doubt(
        "warning",
        "figure withheld",
        at,
        f"{named(measure, at)}: {words}",
        "a figure",
        "Compare the cell with the publication. If it says so, say yes.",
    )


def share_withheld(lines: Mapping[tuple[str, str], Line], catalogue: Catalogue) -> Iterator[Doubt]:
    """Find percentages and rates that are not given, though the counts of their row are."""
    for line in lines.values():
        for d in line.values():
            measure = catalogue.measures[d.measure]
            if d.value is None and measure.numerator and _is_known(d, measure, line):
                yield _hidden(d, measure, "no figure, though its row has the counts for one")


def _is_known(d: ReadFigure, measure: Measure, line: Line) -> bool:
    """Whether the counts of the row give a share that the symbol does not allow for."""
    parts = (*measure.numerator, *measure.denominator, *measure.minus)
    if any(part not in line or line[part].value is None for part in parts):
        return False
    over = sum(line[m].value or 0.0 for m in measure.numerator)
    if not measure.denominator:
        return over >= (_RATE_OF_NOUGHT[is_scotland(d)] if d.status == "low" else 1)
    of = sum(line[m].value or 0.0 for m in measure.denominator)
    of -= sum(line[m].value or 0.0 for m in measure.minus)
    if d.status == "low":
        return 100 * over >= 0.5 * of
    return of >= (_SMALL if d.status == "suppressed" else 1)
