"""Asks about columns beside the figures that may say of what part, or of when, these are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import is_symbol, text_of
from cjdata.ingest.cells.stated_statuses import STATUSES
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

_FEWEST_ROWS = 4
"""A number that stands in fewer rows by itself may be chance."""

_FEWEST_RIGHT = 10
"""A number right of the figures that stands in fewer rows may be a count."""

_MULTIPLIER = re.compile(r"10{2,}")
"""A number by which figures may have to be multiplied: a hundred, a thousand."""

_LARGEST_CHOICE = 20
"""A number that selects a part, such as a quintile or some years, is no larger."""


@dataclass(frozen=True)
class ColumnsBeside:
    """The columns of one table that nothing is read from: see ``unexplained_texts``."""

    match: TableMatch
    vocabulary: Vocabulary

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about all of it."""
        yield from self._numbers_beside()
        yield from self._years_beside()
        yield from self._signs_beside()

    def _numbers_beside(self) -> Iterator[UnexplainedText]:
        """Ask about a column with one whole number in all rows: “SIMD quintile: 1”.

        In a few rows a small one may select a part; a large one is more likely a count. So is one
        right of the figures, unless it stands in many rows and is small or multiplies, or its
        heading says by what rows are of a part.
        """
        one = self.match
        read = list(one.fits) if one.labels is None else list(one.labels.across)
        for column in (c for c in one.shape.value_columns if c not in read):
            values = one.shape.counts(column)
            heading = one.shape.measure_text(column)
            if len(values) != 1 or not text_of(value := next(iter(values))).isdigit():
                continue
            rows = values.total()
            is_small = int(text_of(value)) <= _LARGEST_CHOICE
            # No case anywhere: a court that had none, say, and no choice of a part.
            is_nil = int(text_of(value)) == 0 and rows >= _FEWEST_ROWS and column > min(read)
            if is_nil and not is_same(heading, DIMENSIONS):
                continue
            may_split = (
                (bool(words(heading)) and words(heading) <= _DIMENSION_WORDS)
                or (rows >= _FEWEST_ROWS and column < min(read))
                or (rows >= _FEWEST_RIGHT and (is_small or _MULTIPLIER.fullmatch(text_of(value))))
                or (rows > 1 and is_small and column < min(read))
            )
            # The words of a measure explain a count of it, and no column left of its figures.
            says_more = self.vocabulary.unexplained(heading) or (
                column < min(read) and self.vocabulary.unexplained_in_heading(heading, None)
            )
            if may_split and says_more:
                says = f"{heading}: {text_of(value)}"
                yield UnexplainedText(
                    says, says, (one.block.heading_row(column), column), "a column"
                )

    def _years_beside(self) -> Iterator[UnexplainedText]:
        """Ask about a further column of years, “Data year”, that are not those of the figures."""
        one, shape = self.match, self.match.shape
        read = set(one.fits if one.labels is None else one.labels.across)
        for column in (c for c in shape.value_columns if c not in read):
            heading = shape.block.headings[column]
            cells = {row: text_of(shape.block.value(row, column)) for row in shape.rows}
            said = {row: year for row, text in cells.items() if (year := bare_year(text))}
            if not words(heading) & _OF_YEARS or len(said) < sum(map(bool, cells.values())):
                continue
            strange = dict.fromkeys(
                text for row, text in said.items() if not self._agrees(row, text)
            )
            if strange:
                says = f"{heading}: {', '.join(strange)}"
                yield UnexplainedText(
                    says, says, (shape.block.heading_row(column), column), "a column"
                )

    def _signs_beside(self) -> Iterator[UnexplainedText]:
        """Ask about a further column of signs, with no heading or as flags: “*”, “x”."""
        one, shape = self.match, self.match.shape
        read = {*(one.fits if one.labels is None else one.labels.across), *shape.area_columns}
        for column in (c for c in shape.columns if c not in read and c != shape.year_column):
            heading = shape.block.headings[column]
            texts = [text_of(value) for value in shape.counts(column)]
            is_flag = not heading or is_same(heading, STATUSES)
            if not (texts and is_flag and all(map(is_symbol, texts))):
                continue
            strange = [text for text in texts if not status_in(f"({text})")]
            if strange:
                says = ": ".join(filter(None, (heading, ", ".join(strange))))
                cell = (shape.block.heading_row(column), column)
                yield UnexplainedText(says, says, cell, "a column")

    def _agrees(self, row: int, said: str) -> bool:
        """Whether a year beside a row is one that its figures are of."""
        one, shape = self.match, self.match.shape
        if shape.year_column is not None:
            own = one.finder.year(shape.labels[shape.year_column][row])
            return own is None or agrees(said, own)
        years = [*shape.periods_across.values()] or [one.year.period or ""]
        return any(agrees(said, year) for year in years if year)
