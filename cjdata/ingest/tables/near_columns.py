"""Compares what is read with another column of its table that counts nearly the same."""

from __future__ import annotations

from collections.abc import Iterator

from cjdata.ingest.cells.cell_texts import is_number, number_of, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.table_matching import TableMatch

_MOST = 0.1
"""By what part two such columns differ at most."""


def check_near(one: TableMatch, notes: GroupedRemarks) -> None:
    """Take down the cells that differ by more than a tenth from the column that a recipe names."""
    if one.labels is not None:
        return
    shape, sheet = one.shape, one.block.sheet
    for number, fit in one.fits.items():
        for column in _columns(one, fit.column.near):
            for row in shape.rows:
                cells = (sheet.at(row, number), sheet.at(row, column))
                if not all(value != "" and is_number(value) for value in cells):
                    continue
                own, other = (number_of(value) or 0.0 for value in cells)
                if abs(own - other) > _MOST * max(abs(own), abs(other)):
                    notes.warning(
                        "columns differ",
                        (row, number),
                        f"“{one.texts[number]}” is {text_of(cells[0])}, and "
                        f"“{shape.measure_text(column)}” beside it {text_of(cells[1])}",
                        "two columns that count nearly the same",
                        "Check the units of both, and that no row was shifted.",
                    )


def _columns(one: TableMatch, near: tuple[str, ...]) -> Iterator[int]:
    """Give the columns that nothing is read from and whose heading is that of the other one."""
    for column in one.shape.value_columns if near else ():
        if column not in one.fits and is_same(one.shape.measure_text(column), near):
            yield column
