"""Asks about what stands within a table: its headings, its labels, and rows without figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjdata.ingest.above import is_note, lines_above
from cjdata.ingest.area_texts import names_a_part
from cjdata.ingest.asks import Ask
from cjdata.ingest.cells import is_figure, text_of
from cjdata.ingest.headings import holds, words
from cjdata.ingest.matching import Match
from cjdata.ingest.recipes import Column
from cjdata.ingest.stated_units import unit_in
from cjdata.ingest.vocabulary import Vocabulary
from cjdata.ingest.wholes import dimensions_in
from cjdata.ingest.years import without_periods, years_in

_OF_LABELS = ("name", "code", "description", "row label", "column label", "sum", "count")
"""Words that say how areas are written in a column, or that a pivot table has by itself."""

_FEWEST_ROWS = 4
"""A number that stands in fewer rows by itself may be chance."""


@dataclass(frozen=True)
class WithinTable:
    """What stands within one table: see ``cjdata.ingest.explaining``."""

    match: Match
    vocabulary: Vocabulary

    def headings(self) -> Iterator[Ask]:
        """Ask about the headings of areas, years and what is read, and the labels of rows."""
        one, shape = self.match, self.match.shape
        for column in (*shape.area_columns, shape.year_column):
            text = "" if column is None else shape.block.headings[column]
            says = self.vocabulary.unexplained_in_heading(text, None, also=_OF_LABELS)
            if says and column is not None:
                yield Ask(says, text, (shape.block.heading_row(column), column), "the heading")
        for number, fit in one.fits.items():
            text = one.texts[number]
            above = one.labels.blocks(number) if one.labels else []
            beside = " ".join((self.match.title, *above))
            says = self.vocabulary.unexplained_in_heading(
                self._without_its_year(text), fit.column, beside, _OF_LABELS
            )
            if says:
                what = "the heading" if one.labels is None else "the row"
                yield Ask(says, text, one.place(number), what)
            if one.labels:
                yield from self._block(one.labels.heading_of(number), text, fit.column, number)

    def _block(self, label: str, row: str, column: Column, number: int) -> Iterator[Ask]:
        """Ask about the label of the block that a row stands in; the two are read together."""
        known = [*self.match.table.block, *self.vocabulary.every_heading]
        beside = f"{self.match.title} {row}"
        says = self.vocabulary.unexplained_in_heading(without_periods(label), column, beside, known)
        if says:
            yield Ask(says, label, self.match.place(number), "the label above the row")

    def titled_otherwise(self) -> Iterator[Ask]:
        """Ask where the title has a word that a measure’s heading must not have.

        Over “Participants”, a title “Participants with convictions” says which. It says nothing of
        that measure where another heading that is read has the word, or where it says by what
        the table splits its totals. Of a title with words that nothing explains, those are asked.
        """
        one = self.match
        if self.vocabulary.unexplained(one.title, dimensions_in(one.title)):
            return
        texts = [one.texts[number] for number in one.fits]
        for fit in one.fits.values():
            own = [words(phrase) for phrase in fit.column.headings]
            strange = (
                phrase
                for phrase in fit.column.unless
                if holds(one.title, phrase) and unit_in(phrase) is None
                if phrase not in dimensions_in(one.title)
                if not any(words(phrase) <= phrases for phrases in own)
                if not any(holds(text, phrase) for text in texts)
            )
            for phrase in strange:
                cell = next((x.place for x in lines_above(one.block) if x.text == one.title), None)
                yield Ask(phrase.strip("'"), one.title, cell, "the title")

    def _without_its_year(self, text: str) -> str:
        """Leave out of a heading the year that the table is of as a whole; another one stays."""
        one = self.match
        if one.shape.year_column is not None:
            return text
        period = one.year.period
        said = years_in(text, one.finder.period)
        return without_periods(text) if period and said and set(said) == {period} else text

    def rows_between(self) -> Iterator[Ask]:
        """Ask about rows among those of figures that have a label and no figure."""
        one = self.match
        if one.labels is not None:
            return
        sheet, shape = one.block.sheet, one.shape
        last = max(
            (r for r in shape.rows if any(is_figure(sheet.at(r, c)) for c in one.fits)), default=-1
        )
        for row in (r for r in shape.rows if r < last):
            cells = [(c, text_of(v)) for c, v in enumerate(sheet.rows[row]) if text_of(v)]
            names = any(shape.finder.area(text) or shape.finder.year(text) for _, text in cells)
            if names or any(is_figure(sheet.at(row, c)) for c, _ in cells):
                continue
            for column, text in cells:
                unit = unit_in(text)
                is_other = unit is not None and not unit.is_number
                says = self.vocabulary.unexplained(text) or (text if is_other else "")
                if says and not is_note(text) and not names_a_part(text):
                    yield Ask(says, text, (row, column), "a row among its figures")

    def numbers_beside(self) -> Iterator[Ask]:
        """Ask about a column before the figures with one number in all rows: “SIMD quintile: 1”."""
        one = self.match
        if one.labels is not None:
            return
        for column in (c for c in one.shape.value_columns if c < min(one.fits)):
            values = one.shape.counts(column)
            heading = one.shape.measure_text(column)
            is_one = len(values) == 1 and values.total() >= _FEWEST_ROWS
            if is_one and all(map(is_figure, values)) and self.vocabulary.unexplained(heading):
                says = f"{heading}: {text_of(next(iter(values)))}"
                yield Ask(says, says, (one.block.heading_row(column), column), "a column")
