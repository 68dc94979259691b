"""Checks that areas and years stand where their headings say, down the side or across the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_number, is_symbol, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.labels.written_years import is_like_a_year
from cjdata.ingest.rows.figure_cells import EXPECTED_AREA, expected_year
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.table_shape import TableShape

_COMPARE = "Compare with the publication; cells may have been shifted."


@dataclass(frozen=True)
class LabelChecks:
    """Checks the areas and years of one table, of which something is to be read."""

    shape: TableShape
    matches: Sequence[TableMatch]
    notes: GroupedRemarks

    def check(self) -> None:
        """Take down labels under wrong headings, headings over no labels, and unknown ones."""
        for column in self.shape.area_columns:
            if self._is_wrong_for_areas(column):
                self._shifted(column, "areas under the heading")
        year = self.shape.year_column
        if year is not None and (self.shape.is_headed_area(year) or self._heads_figures(year)):
            self._shifted(year, "years under the heading")
        self._check_label_headings()
        for column in self.shape.value_columns:
            if any(map(is_number, self.shape.counts(column))):
                self._check_area_above(column)
                self._check_year_above(column)

    def _is_wrong_for_areas(self, column: int) -> bool:
        """Whether areas stand under a heading of something else.

        Over the first column, “Year” may name what stands beside it: the years across.
        """
        filled = (c for c in self.shape.columns if self.shape.counts(c))
        is_corner = column == next(filled, None) and bool(self.shape.periods_across)
        is_year = self.shape.is_headed_year(column) and not is_corner
        return is_year or self._heads_figures(column)

    def _heads_figures(self, column: int) -> bool:
        """Whether the heading of a column of labels is that of a measure, a year or an area."""
        shape = self.shape
        if shape.is_headed_area(column) or shape.is_headed_year(column):
            return False
        levels = [line[column] for line in shape.block.levels.values()]
        measured = {shape.block.headings[c] for c in self._measured}
        return shape.block.headings[column] in measured or any(
            shape.finder.year(value) or shape.finder.area(value) for value in levels
        )

    @cached_property
    def _measured(self) -> set[int]:
        return {c for one in self.matches for c in one.fits if one.labels is None}

    def _check_label_headings(self) -> None:
        """Take down the headings of areas or years over empty cells, or over figures."""
        shape = self.shape
        labels = {*shape.area_columns, shape.year_column, *self._measured}
        found = {
            shape.is_headed_area: shape.has_areas,
            shape.is_headed_year: shape.year_column is not None or bool(shape.periods_across),
        }
        for is_headed, are_found in found.items():
            headed = [column for column in shape.columns if is_headed(column)]
            is_empty = not any(shape.counts(column) for column in headed)
            for column in headed if are_found else ():
                numbers = any(map(is_number, shape.counts(column)))
                if is_empty or (numbers and column not in labels):
                    over = "figures" if numbers else "empty cells"
                    self._shifted(column, "the heading", f" over {over}")

    def _shifted(self, column: int, before: str, after: str = "") -> None:
        block = self.shape.block
        self.notes.error(
            "column shifted",
            (block.heading_row(column), column),
            f"{before} “{block.names[column]}”{after}",
            "each column under its own heading",
            _COMPARE,
        )

    @cached_property
    def _rows_of_areas(self) -> list[int]:
        """The rows of the header in which areas stand side by side."""
        columns = self.shape.areas_across
        return [
            row
            for row, line in self.shape.block.levels.items()
            if sum(self.shape.finder.area(line[c]) is not None for c in columns) * 2 > len(columns)
        ]

    def _check_area_above(self, column: int) -> None:
        shape = self.shape
        for row in self._rows_of_areas if shape.areas_across else ():
            value = shape.block.levels[row][column]
            if shape.finder.area(value) is None:
                best = shape.finder.areas.nearest(text_of(value)) if value != "" else None
                advice = f"Did you mean “{best.name}”? " if best else ""
                self._unknown(row, column, value, "area", EXPECTED_AREA, advice)
        if column in shape.areas_across and len({a.code for a in shape.areas_above(column)}) > 1:
            names = (text_of(line[column]) for line in shape.block.levels.values())
            self.notes.error(
                "two areas in a heading",
                (shape.block.heading_row(column), column),
                " and ".join(f"“{name}”" for name in names if name) + " over one column",
                "one area",
                _COMPARE,
            )

    def _check_year_above(self, column: int) -> None:
        """Take down a heading that is none of the years it stands among, but is made like one."""
        shape = self.shape
        if not shape.periods_across or column in shape.periods_across:
            return
        expected = expected_year(shape.finder.period)
        levels = {row: line[column] for row, line in shape.block.levels.items()}
        like = [row for row, value in levels.items() if is_like_a_year(value) or is_symbol(value)]
        if like or (any(levels.values()) and self._is_between_years(column)):
            row = like[0] if like else shape.block.heading_row(column)
            self._unknown(row, column, levels[row], "year", expected, "")

    def _is_between_years(self, column: int) -> bool:
        """Whether the columns on both sides are of years, and say the same but for them."""
        shape = self.shape
        left, right = column - 1, column + 1
        return (
            left in shape.periods_across
            and right in shape.periods_across
            and shape.measure_text(left) == shape.measure_text(right)
        )

    def _unknown(
        self, row: int, column: int, value: Value, kind: str, expected: str, advice: str
    ) -> None:
        shown = f"the heading “{text_of(value)}”" if value != "" else "no heading"
        fix = f"{advice}Compare the heading with the publication."
        self.notes.error(f"unknown {kind}", (row, column), f"{shown} over figures", expected, fix)
