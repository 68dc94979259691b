"""Reads what the rows of a table for Scotland are called, where measures stand down the side.

A label may stand in several blocks of one table; then only the block says what it counts::

    Orders commenced                 20,457
    Community payback orders         18,688
    Individuals with orders          17,682
    Community payback orders         16,082

"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_figure, is_number, text_of
from cjdata.ingest.recipes.recipe import MeasureColumn
from cjdata.ingest.tables.measure_fit import MeasureFit, MeasureFitter
from cjdata.ingest.tables.phrase_matching import stems, words
from cjdata.ingest.tables.table_shape import TableShape


@dataclass(frozen=True)
class RowLabels:
    """The labels of a table's rows, and the blocks that they may stand in.

    Attributes
    ----------
    shape
        The table.
    across
        The columns of figures; those left of them, but for areas, hold the labels.
    """

    shape: TableShape
    across: Sequence[int]

    @property
    def columns(self) -> list[int]:
        """The columns that hold the labels."""
        first = min(self.across, default=self.shape.block.width)
        return [c for c in self.shape.value_columns if c < first and not self._is_numbered(c)]

    def _is_numbered(self, column: int) -> bool:
        counts = self.shape.counts(column)
        return sum(n for v, n in counts.items() if is_number(v)) * 2 > counts.total()

    @cached_property
    def texts(self) -> dict[int, str]:
        """What each row is called; where several columns say it, the first ones reach down."""
        columns = self.columns
        above = dict.fromkeys(columns, "")
        texts = {}
        for row in self.shape.rows:
            own = {c: text_of(self.shape.block.value(row, c)) for c in columns}
            for column in columns[:-1]:
                above[column] = own[column] or above[column]
            parts = [own[c] or above[c] for c in columns[:-1]] + [own[c] for c in columns[-1:]]
            texts[row] = " ".join(part for part in parts if part) if any(own.values()) else ""
        return texts

    def has_figures(self, row: int) -> bool:
        """Whether anything stands in a row where figures do."""
        sheet = self.shape.block.sheet
        return any(
            is_figure(sheet.at(row, c)) or (row, c) in sheet.unvalued or (row, c) in sheet.faults
            for c in self.across
        )

    @cached_property
    def with_figures(self) -> list[int]:
        """The rows of figures."""
        return [row for row in self.texts if self.has_figures(row)]

    @cached_property
    def _times(self) -> Counter[tuple[str, ...]]:
        return Counter(map(stems, self.texts.values()))

    def _is_unique(self, row: int) -> bool:
        return self._times[stems(self.texts[row])] == 1

    def blocks(self, row: int) -> list[str]:
        """Give the labels that a row may stand under, nearest first.

        They are the rows without figures; where the row's own label stands several times, also
        those whose label stands once. The nearest row without figures is the last of them, and
        so is the row's own label further up.
        """
        found: list[str] = []
        rows = list(self.texts)
        is_unique = self._is_unique(row)
        for above in reversed(rows[: rows.index(row)]):
            text = self.texts[above]
            if not text:
                continue
            if not self.has_figures(above):
                return [*found, text]
            if not is_unique:
                if stems(text) == stems(self.texts[row]):
                    return found
                if self._is_unique(above):
                    found.append(text)
        return found

    def heading_of(self, row: int) -> str:
        """Give the label of the nearest row above that has no figures; empty where none has one."""
        rows = list(self.texts)
        above = (r for r in reversed(rows[: rows.index(row)]) if not self.has_figures(r))
        return next((self.texts[r] for r in above if self.texts[r]), "")

    def best(self, row: int, fitter: MeasureFitter) -> MeasureFit | None:
        """Give the measure that a row is of, by its label and its block; None where of none."""
        label = self.texts[row]
        if not label or not self.has_figures(row):
            return None
        for block in self.blocks(row) or [""]:
            fits = (MeasureFit(c, self._fit(row, block, c, fitter)) for c in fitter.table.column)
            best = max(fits, key=lambda fit: fit.score, default=None)
            if best and best.score:
                return best
        return None

    def _fit(self, row: int, block: str, column: MeasureColumn, fitter: MeasureFitter) -> float:
        """Say how well a row fits; what its block says alone is no row's own."""
        label = self.texts[row]
        together, alone = fitter.fit(column, f"{block} {label}"), fitter.fit(column, label)
        is_total = words(label) <= words(f"total {block}")
        if not together or (fitter.fit(column, block) and not alone and not is_total):
            return 0.0
        return max(together, alone)
