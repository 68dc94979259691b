"""Holds percentages that stand beside counts against them: they must follow from some of them.

Nothing is read from such a column; where it follows from no counts of its table, one of the two is
not what its heading says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_number, number_of
from cjdata.ingest.cells.stated_units import unit_in, without_units
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.reference.catalogue import Measure
from cjdata.text import number

_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:chang\w*|differen\w*|increas\w*|decreas\w*|points?|rates?|targets?|success\w*|average)\b",
    re.IGNORECASE,
)
_POINTS = 0.6
"""By how many points a percentage may miss: it is rounded to whole numbers at most."""

_MOST = 0.8
"""In how many of the rows a percentage must follow from counts, to be held for theirs."""

_FEWEST = 5
_OF_THE_WHOLE = words("of all Scotland scottish total share")
"""Words that say of what whole a percentage is."""


Column = Mapping[int, float]
"""The numbers of a column, by row."""


@dataclass(frozen=True)
class PercentagesBeside:
    """The percentages beside what is read of one table as counts."""

    match: TableMatch
    measures: Mapping[str, Measure]

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about the first column of percentages that no counts give."""
        if self.match.labels is not None or not self._counts:
            return
        for column in self._percentages:
            own = self._of_what(column)
            shares = self._numbers(column)
            if not own or len(shares) < _FEWEST:
                continue
            given = [line for count in own for line in self._given(count)]
            if given and not any(map(_agrees, [shares] * len(given), given)):
                row = next(iter(shares))
                text = (
                    f"“{self._text(column)}” is {number(shares[row], 1)} in the first row, beside "
                    f"“{self._text(own[0])}”, and follows from no counts of the table"
                )
                yield UnexplainedText("counts", text, (row, column), "", "counts")
                return

    def _text(self, column: int) -> str:
        return self.match.shape.measure_text(column)

    def _numbers(self, column: int) -> dict[int, float]:
        sheet = self.match.block.sheet
        cells = {row: sheet.at(row, column) for row in self.match.shape.rows}
        return {
            r: number_of(_bare(v)) or 0.0
            for r, v in cells.items()
            if is_number(_bare(v)) and v != ""
        }

    @cached_property
    def _percentages(self) -> list[int]:
        """The columns that nothing is read from, and whose heading says percentages."""
        shape = self.match.shape
        left = (c for c in shape.value_columns if c not in self.match.fits)
        return [c for c in left if self._is_percentage(c) and shape.counts(c)]

    def _is_percentage(self, column: int) -> bool:
        text = self._text(column)
        unit = unit_in(text)
        is_one = unit is not None and unit.units == {"percent"}
        return is_one and not _OF_SOMETHING_ELSE.search(text)

    @cached_property
    def _counts(self) -> dict[int, Column]:
        """The columns of numbers that are no percentages, where counts are read."""
        units = {self.measures[column.id].unit for column in self.match.columns_read}
        columns = (c for c in self.match.shape.value_columns if not self._is_percentage(c))
        found = {c: self._numbers(c) for c in columns} if units == {"count"} else {}
        return {c: numbers for c, numbers in found.items() if len(numbers) >= _FEWEST}

    def _of_what(self, column: int) -> list[int]:
        """The columns of counts of which a percentage is: of the same words, or all for none."""
        said = words(without_units(self._text(column))) - _OF_THE_WHOLE
        own = [
            c for c in self._counts if words(without_units(self._text(c))) - _OF_THE_WHOLE == said
        ]
        year = self.match.shape.periods_across.get(column)
        same = own if said else list(self._counts)
        return [c for c in same if self.match.shape.periods_across.get(c) == year]

    def _given(self, column: int) -> Iterator[Column]:
        """Give the shares that a column of counts may be: of another, of all, of its own total."""
        counts = self._counts[column]
        year = self.match.shape.periods_across.get(column)
        others = [c for c in self._counts if self.match.shape.periods_across.get(c) == year]
        for other in (self._counts[c] for c in others if c != column):
            yield _shares(counts, other)
        if len(others) > 1:
            rows = {row for c in others for row in self._counts[c]}
            every = {row: sum(self._counts[c].get(row, 0.0) for c in others) for row in rows}
            yield _shares(counts, every)
        scotland = self.match.finder.areas.scotland
        areas = self.match.shape.area_columns
        whole = [
            counts[row]
            for row in counts
            if any(
                self.match.finder.area(self.match.shape.labels[c][row]) is scotland for c in areas
            )
        ]
        for total in (*whole, sum(counts.values())):
            yield _shares(counts, dict.fromkeys(counts, total))


def _bare(value: object) -> str | int | float:
    """Give a cell without its percent sign."""
    if isinstance(value, str):
        return value.strip().removesuffix("%").strip()
    return value if isinstance(value, int | float) else ""


def _shares(counts: Column, of: Column) -> Column:
    return {row: 100 * n / of[row] for row, n in counts.items() if of.get(row)}


def _agrees(printed: Column, given: Column) -> bool:
    """Whether printed percentages, or fractions, are those that counts give, in most rows."""
    if set(printed.values()) <= {100.0}:  # each is the whole of itself
        return True
    both = printed.keys() & given.keys()
    factor = 100 if all(abs(printed[row]) <= 1 for row in both) else 1
    near = sum(abs(factor * printed[row] - given[row]) <= _POINTS for row in both)
    return len(both) >= _FEWEST and near >= _MOST * len(both)
