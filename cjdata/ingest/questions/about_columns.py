"""Asks about columns beside the figures that may say of what part, or of when, these are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_symbol, number_of, text_of
from cjdata.ingest.cells.coverage_values import is_of_coverage, says_less
from cjdata.ingest.cells.stated_statuses import STATUSES
from cjdata.ingest.cells.stated_units import unit_in
from cjdata.ingest.cells.status_marks import status_in
from cjdata.ingest.labels.odd_years import agrees, bare_year
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.total_rows import DIMENSIONS
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.table_matching import TableMatch

_DIMENSION_WORDS = words(
    f"{' '.join(DIMENSIONS)} quarter month months half level SIMD quintile decile follow-up "
    "followed period year years"
)
"""Words that over a column say no more than by what its rows are of a part."""

_OF_YEARS = words("year period")
"""Words over a column that says of which year figures are."""

_COMPARES = re.compile(
    r"(?:\byear[- ](?:on|over)[- ]year\s+)?\b(?:changes?|differences?|increases?|decreases?)\b"
    r"(?:\s+(?:from|between|since|over|in|on)\b(?:\s+(?:the\s+)?(?:previous|last|prior) year\b)?)?",
    re.IGNORECASE,
)
"""What heads a column that sets figures against each other: it chooses none, and changes none."""

_FEWEST_ROWS = 4
"""A number that stands in fewer rows by itself may be chance."""

_FEWEST_LARGE = 3
"""A large number is seldom that of three counts by chance."""

_LARGEST_CHOICE = 20
"""A number that selects a part, such as a quintile or some years, is no larger."""

_MOST_NAMED = 3


@dataclass(frozen=True)
class ColumnsBeside:
    """The columns of one table that nothing is read from: see ``unexplained_texts``."""

    match: TableMatch
    vocabulary: Vocabulary

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about all of it."""
        for column in (c for c in self.match.shape.value_columns if c not in self._read):
            yield from self._less_than_all(column)
            yield from self._same_number(column)
        yield from self._years_beside()
        yield from self._signs_beside()

    @cached_property
    def _read(self) -> list[int]:
        """The columns that figures are read from."""
        one = self.match
        return list(one.fits) if one.labels is None else list(one.labels.across)

    def _less_than_all(self, column: int) -> Iterator[UnexplainedText]:
        """Ask about a column that says of figures that they are of a part of their year."""
        shape = self.match.shape
        heading = shape.measure_text(column)
        less = says_less(heading, shape.counts(column))
        if less:
            more = f" and {len(less) - _MOST_NAMED} more" if len(less) > _MOST_NAMED else ""
            yield self._ask(column, f"{heading}: {', '.join(less[:_MOST_NAMED])}{more}")

    def _same_number(self, column: int) -> Iterator[UnexplainedText]:
        """Ask about a column with one number in all rows: “SIMD quintile: 1”, “Multiplier: 500”.

        In a few rows it may be a count by chance, unless its heading says by what rows are of a
        part.
        """
        shape = self.match.shape
        values = shape.counts(column)
        heading = shape.measure_text(column)
        number = number_of(next(iter(values))) if len(values) == 1 else None
        if number is None or is_of_coverage(heading):
            return
        if self._may_choose(column, number, values.total()) and self._says_more(column):
            yield self._ask(column, f"{heading}: {text_of(next(iter(values)))}")

    def _may_choose(self, column: int, number: float, rows: int) -> bool:
        """Whether one number in some rows is likelier to choose or change figures than to count."""
        heading = self.match.shape.measure_text(column)
        is_left, is_small = column < min(self._read), number <= _LARGEST_CHOICE
        if number == 0 and not is_left:  # no case anywhere, in a court that had none, say
            return is_same(heading, DIMENSIONS) or (rows < _FEWEST_ROWS and self._is_headed(column))
        unit = unit_in(heading)
        if number < 0 or (unit is not None and unit.units == {"percent"}):
            return False  # a change, or a share, which is held against its counts
        if self._is_headed(column) or rows >= _FEWEST_ROWS:
            return True
        return rows > 1 if is_left and is_small else rows >= _FEWEST_LARGE and not is_small

    def _is_headed(self, column: int) -> bool:
        """Whether a heading says no more than by what rows are of a part: “Quintile”."""
        said = words(self.match.shape.measure_text(column))
        return bool(said) and said <= _DIMENSION_WORDS

    def _says_more(self, column: int) -> bool:
        """Whether nothing explains a heading.

        The words of a measure explain a count of it, and no column left of its figures. A change
        right of them is one of these figures: “Change 2022-23 to 2023-24”.
        """
        heading = self.match.shape.measure_text(column)
        if column > min(self._read):
            return bool(self.vocabulary.unexplained(_COMPARES.sub(" ", heading).strip()))
        return bool(
            self.vocabulary.unexplained(heading)
            or self.vocabulary.unexplained_in_heading(heading, None)
        )

    def _ask(self, column: int, says: str) -> UnexplainedText:
        cell = (self.match.shape.block.heading_row(column), column)
        return UnexplainedText(says, says, cell, "a column")

    def _years_beside(self) -> Iterator[UnexplainedText]:
        """Ask about a further column of years, “Data year”, that are not those of the figures."""
        shape = self.match.shape
        for column in (c for c in shape.value_columns if c not in self._read):
            heading = shape.block.headings[column]
            cells = {row: text_of(shape.block.value(row, column)) for row in shape.rows}
            said = {row: year for row, text in cells.items() if (year := bare_year(text))}
            if not words(heading) & _OF_YEARS or len(said) < sum(map(bool, cells.values())):
                continue
            strange = dict.fromkeys(
                text for row, text in said.items() if not self._agrees(row, text)
            )
            if strange:
                yield self._ask(column, f"{heading}: {', '.join(strange)}")

    def _signs_beside(self) -> Iterator[UnexplainedText]:
        """Ask about a further column of signs, with no heading or as flags: “*”, “x”."""
        shape = self.match.shape
        read = {*self._read, *shape.area_columns}
        for column in (c for c in shape.columns if c not in read and c != shape.year_column):
            heading = shape.block.headings[column]
            texts = [text_of(value) for value in shape.counts(column)]
            is_flag = not heading or is_same(heading, STATUSES)
            if not (texts and is_flag and all(map(is_symbol, texts))):
                continue
            strange = [text for text in texts if not status_in(f"({text})")]
            if strange:
                yield self._ask(column, ": ".join(filter(None, (heading, ", ".join(strange)))))

    def _agrees(self, row: int, said: str) -> bool:
        """Whether a year beside a row is one that its figures are of."""
        one, shape = self.match, self.match.shape
        if shape.year_column is not None:
            own = one.finder.year(shape.labels[shape.year_column][row])
            return own is None or agrees(said, own)
        years = [*shape.periods_across.values()] or [one.year.period or ""]
        return any(agrees(said, year) for year in years if year)
