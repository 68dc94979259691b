"""Tells percentages that stand where counts are read: their total is 100 everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cjdata.ingest.cells.cell_texts import is_number, number_of
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.rows.measure_row_labels import RowLabels
from cjdata.ingest.rows.total_rows import says_total
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.reference.catalogue import Measure

_ROUNDING = 1.0
"""By how much shares that are rounded to whole numbers miss 100."""

_FEWEST_PARTS = 3
_MANY_ROUNDINGS = 5.0
"""By how much those of 32 councils may miss it."""


def asks_of_hundreds(one: TableMatch, measures: Mapping[str, Measure]) -> Iterator[UnexplainedText]:
    """Ask of a table of counts whose totals are all 100, or whose parts make 100 together."""
    if any(measures[column.id].unit == "percent" for column in one.columns_read):
        return
    said = _of_rows(one, one.labels) if one.labels else _of_columns(one)
    if said and one.fits:
        text = f"what is read as counts {said}"
        yield UnexplainedText("counts", text, one.place(min(one.fits)), "", "counts")


def _of_rows(one: TableMatch, labels: RowLabels) -> str:
    """Say how rows that are measures make a hundred; empty where they do not.

    Only the blocks that are read count: percentages often stand below the numbers.
    """
    sheet = one.block.sheet
    blocks = {labels.heading_of(row) for row in one.fits}
    totals: list[list[float]] = []
    parts: list[list[float]] = []
    for row in (r for r in labels.with_figures if labels.heading_of(r) in blocks):
        cells = [value for c in labels.across if is_number(value := sheet.at(row, c))]
        numbers = [number_of(value) or 0.0 for value in cells if value != ""]
        if len(numbers) == len(labels.across):
            (totals if says_total(labels.texts[row]) else parts).append(numbers)
    sums = [sum(column) for column in zip(*parts, strict=True)]
    if any(set(numbers) == {100.0} for numbers in totals):
        return "has a total of 100 in every year"
    makes_hundred = len(parts) >= _FEWEST_PARTS and all(abs(s - 100) <= _ROUNDING for s in sums)
    return "makes 100 together" if makes_hundred else ""


def _of_columns(one: TableMatch) -> str:
    """Say how columns that are measures make a hundred; empty where they do not."""
    shape, finder = one.shape, one.finder
    for measure in dict.fromkeys(column.id for column in one.columns_read):
        own = [_numbers(one, c) for c, fit in one.fits.items() if fit.column.id == measure]
        every = [number for numbers in own for number in numbers.values()]
        if len(every) >= _FEWEST_PARTS and set(every) == {100.0}:
            return "has a total of 100 in every row"
    for column in one.fits if len(shape.area_columns) and shape.year_column is None else ():
        areas = {
            row: next(
                filter(None, (finder.area(shape.labels[c][row]) for c in shape.area_columns)), None
            )
            for row in shape.rows
        }
        numbers = _numbers(one, column)
        scotland = [n for row, n in numbers.items() if areas.get(row) is finder.areas.scotland]
        councils = [
            n for row, n in numbers.items() if areas.get(row) not in (None, finder.areas.scotland)
        ]
        is_hundred = len(councils) >= _FEWEST_PARTS and abs(sum(councils) - 100) <= _MANY_ROUNDINGS
        if is_hundred and set(scotland) <= {100.0} and any(scotland):
            return "has 100 for Scotland, and about 100 for its councils together"
    return ""


def _numbers(one: TableMatch, column: int) -> dict[int, float]:
    """Give the numbers of a column, by row."""
    cells = {row: one.block.sheet.at(row, column) for row in one.shape.rows}
    return {r: number_of(v) or 0.0 for r, v in cells.items() if v != "" and is_number(v)}
