"""Tells percentages that stand where counts are read: their total is 100 in every year."""

from __future__ import annotations

from collections.abc import Mapping

from cjdata.ingest.cells.cell_texts import is_number, number_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.rows.total_rows import says_total
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.reference.catalogue import Measure

_ROUNDING = 1.0
"""By how much shares that are rounded to whole numbers miss 100."""

_FEWEST_PARTS = 3


def check_hundreds(one: TableMatch, measures: Mapping[str, Measure], notes: GroupedRemarks) -> None:
    """Take down that the rows of a table of counts have a total of 100, or make 100 together."""
    labels = one.labels
    if labels is None or any(measures[c.id].unit == "percent" for c in one.columns_read):
        return
    sheet = one.block.sheet
    totals: list[list[float]] = []
    parts: list[list[float]] = []
    for row in labels.with_figures:
        cells = [value for c in labels.across if is_number(value := sheet.at(row, c))]
        numbers = [number_of(value) or 0.0 for value in cells if value != ""]
        if len(numbers) == len(labels.across):
            (totals if says_total(labels.texts[row]) else parts).append(numbers)
    is_hundred = any(set(numbers) == {100.0} for numbers in totals)
    sums = [sum(column) for column in zip(*parts, strict=True)]
    makes_hundred = len(parts) >= _FEWEST_PARTS and all(abs(s - 100) <= _ROUNDING for s in sums)
    if is_hundred or makes_hundred:
        notes.warning(
            "counts or percentages",
            one.place(min(one.fits)),
            "rows that are read as counts, "
            + ("with a total of 100 in every year" if is_hundred else "and together make 100"),
            "counts",
            "If the table is of percentages, it is another table: do not load it.",
        )
