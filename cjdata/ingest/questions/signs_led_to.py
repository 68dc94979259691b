"""Finds the signs of the notes that a table leads to, by its title, headings, years and labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.cells.note_signs import notes_led_to
from cjdata.ingest.cells.stated_statuses import signs_in_rows
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch


@dataclass(frozen=True)
class SignsLedTo:
    """The signs of the notes that one table leads to."""

    match: TableMatch | TidyMatch

    @property
    def led(self) -> frozenset[str]:
        """The signs of the notes that the title, a heading or an area leads to."""
        one = self.match
        of_rows = () if isinstance(one, TidyMatch) else signs_in_rows(one)
        return self.leant_on | frozenset(of_rows)

    @cached_property
    def leant_on(self) -> frozenset[str]:
        """The notes that the title, or a heading that is read, leads to: “[note 1]”."""
        one = self.match
        headed = () if isinstance(one, TidyMatch) else self._texts_read(one)
        return frozenset(n for text in (one.title, *headed) for n in notes_led_to(text))

    def _texts_read(self, one: TableMatch) -> Iterator[str]:
        for number in one.fits:
            row, column = one.place(number)
            yield text_of(one.block.value(row, column))
            if one.labels is None:
                yield from (text_of(line[column]) for line in one.block.levels.values())
                yield from self._in_every_cell(one, column)
        for column in one.shape.area_columns:
            yield text_of(one.block.value(one.block.heading_row(column), column))
            for value in one.shape.counts(column):
                if one.finder.area(value) is one.finder.areas.scotland:
                    yield text_of(value)

        yield from self._texts_beside(one)

    def _texts_beside(self, one: TableMatch) -> Iterator[str]:
        """Give the texts that lead to notes though they head no figures that are read.

        They are the years, the corner, the label of the block, and what rows are chosen by.
        """
        shape, sheet = one.shape, one.block.sheet
        across = one.labels.across if one.labels else shape.periods_across
        corner = [*(one.labels.columns if one.labels else []), *across, *shape.area_columns]
        asked = {name for fit in one.fits.values() for name in fit.column.where}
        for line in one.block.levels.values():
            yield from (text_of(line[column]) for column in corner)
        for column in (c for c, text in enumerate(one.block.headings) if is_same(text, asked)):
            yield text_of(one.block.value(one.block.heading_row(column), column))
            yield from (text_of(sheet.at(row, column)) for row in shape.rows)
        if shape.year_column is not None:  # a note below the years stands in their column too
            down = shape.labels[shape.year_column].values()
            yield from (text_of(value) for value in down if one.finder.year(value))
        if one.labels:
            yield from (one.labels.heading_of(row) for row in one.fits)
        elif one.table.block and shape.rows:
            yield from (text_of(value) for value in sheet.rows[shape.block.rows[0] - 1])

    def _in_every_cell(self, one: TableMatch, column: int) -> Iterator[str]:
        """Give the text of a cell, where all of a column lead to a note as it does."""
        texts = [text_of(value) for value in one.shape.counts(column)]
        led = [notes_led_to(text) for text in texts if "note" in text]
        if texts and len(led) * 2 > len(texts) and len(set(led)) == 1:
            yield next(text for text in texts if "note" in text)
