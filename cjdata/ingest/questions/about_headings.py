"""Asks about the headings of a table, and what its title says against them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.cells.stated_units import says_another_unit, unit_in
from cjdata.ingest.labels.written_years import without_periods, without_years, years_in
from cjdata.ingest.questions.other_figures import says_a_day
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.chosen_rows import REMARKS, TRENDS
from cjdata.ingest.rows.total_rows import (
    DIMENSIONS,
    dimensions_in,
    says_total,
)
from cjdata.ingest.tables.phrase_matching import holds, is_same, words
from cjdata.ingest.tables.surrounding_lines import lines_above
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.reference.catalogue import Measure

_OF_LABELS = ("name", "code", "description", "row label", "column label", "sum", "count")
"""Words that say how areas are written in a column, or that a pivot table has by itself."""

_OF_ROWS = ("stage", "measure", "indicator", "category", "item", "type", "statement", "activity")
"""Words over a column of labels that say no more than that they are labels."""


@dataclass(frozen=True)
class HeadingsOfTable:
    """The headings of one table: see ``unexplained_texts``."""

    match: TableMatch
    vocabulary: Vocabulary
    measures: Mapping[str, Measure]

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about all of it."""
        yield from self._headings()
        yield from self._label_to_the_right()
        yield from self._titled_otherwise()
        yield from self._nothing_below()

    def _headings(self) -> Iterator[UnexplainedText]:
        """Ask about the headings of areas, years and what is read, and the labels of rows."""
        one, shape = self.match, self.match.shape
        of_labels = one.labels.columns if one.labels else []
        for column in (*shape.area_columns, shape.year_column, *of_labels):
            text = "" if column is None else shape.block.headings[column]
            of_rows = (*_OF_ROWS, *self.vocabulary.every_heading) if column in of_labels else ()
            known = (*_OF_LABELS, *of_rows)
            beside = one.title if column in of_labels else ""
            bare = without_years(text) if column in shape.area_columns else text
            says = self.vocabulary.unexplained_in_heading(bare, None, beside, known)
            says = says or (text if self._is_of_another_unit(text) else "")
            if says and column is not None and not shape.finder.area(text):
                yield UnexplainedText(
                    says, text, (shape.block.heading_row(column), column), "the heading"
                )
        for number, fit in one.fits.items():
            text = one.texts[number]
            above = one.labels.blocks(number) if one.labels else []
            beside = " ".join((self.match.title, *above))
            is_bare = fit.column.on_day or not says_a_day(text)
            bare = without_periods(text) if fit.column.on_day else self._without_its_year(text)
            bare = bare if is_bare else text
            says = self.vocabulary.unexplained_in_heading(bare, fit.column, beside, _OF_LABELS)
            if says:
                what = "the heading" if one.labels is None else "the row"
                yield UnexplainedText(says, text, one.place(number), what)

    def _label_to_the_right(self) -> Iterator[UnexplainedText]:
        """Ask about a label over columns that begins right of figures that are read.

        Centred over several columns without being merged, it may be of those too.
        """
        block, shape = self.match.block, self.match.shape
        if self.match.labels is not None:
            return
        first = min(self.match.fits)
        for row in block.header_rows[:-1]:
            texts = {c: text_of(block.value(row, c)) for c in shape.value_columns}
            column = next((c for c, text in texts.items() if text), first)
            text = texts.get(column, "")
            # Right of a total, “Gender” says by what it is split.
            splits = is_same(text, DIMENSIONS) or says_total(self.match.texts[first])
            if column > first and not splits and not shape.finder.year(text):
                says = self.vocabulary.unexplained(text)
                if says:
                    yield UnexplainedText(
                        says, text, (row, column), "a heading over several columns"
                    )

    def _titled_otherwise(self) -> Iterator[UnexplainedText]:
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
            whole = " ".join((one.title, *texts))
            others = [words(h) for c in one.table.column if c is not fit.column for h in c.headings]
            titled = [words(phrase) for phrase in one.table.titles if holds(whole, phrase)]
            harmless = [words(phrase) for phrase in one.table.harmless if holds(whole, phrase)]
            own = [*harmless, *(words(phrase) for phrase in fit.column.headings)]
            strange = (
                phrase
                for phrase in fit.column.unless
                if holds(one.title, phrase) and unit_in(phrase) is None
                if phrase not in dimensions_in(one.title)
                if not any(words(phrase) <= phrases for phrases in own)
                if any(words(phrase) <= phrases for phrases in others)
                or not any(words(phrase) <= phrases for phrases in titled)
                if not any(holds(text, phrase) for text in texts)
            )
            for phrase in strange:
                cell = next((x.place for x in lines_above(one.block) if x.text == one.title), None)
                yield UnexplainedText(phrase.strip("'"), one.title, cell, "the title")

    def _nothing_below(self) -> Iterator[UnexplainedText]:
        """Ask about a text in the header that stands over no figure and no label."""
        one, shape = self.match, self.match.shape
        labels = {*shape.area_columns, shape.year_column, *shape.areas_across}
        for column in (c for c in shape.columns if not shape.counts(c) and c not in labels):
            text = shape.block.names[column]
            # A column of remarks that has none, or of drawn trends.
            is_remark = is_same(text, (*REMARKS, *TRENDS))
            if not text or is_remark or shape.finder.year(text):
                continue
            if column > max(one.fits, default=0):
                says = self.vocabulary.unexplained(text)
                unit = unit_in(text)
                says = says or (text if unit is not None and unit.is_alone else "")
                if says:
                    yield UnexplainedText(
                        says, text, (shape.block.heading_row(column), column), "the heading"
                    )

    def _without_its_year(self, text: str) -> str:
        """Leave out of a heading the year that the table is of as a whole; another one stays."""
        one = self.match
        if one.shape.year_column is not None:
            return text
        period = one.year.period
        said = years_in(text, one.finder.period)
        return without_periods(text) if period and said and set(said) == {period} else text

    def _is_of_another_unit(self, text: str) -> bool:
        """Whether a text over labels says a unit that nothing that is read has: “£”."""
        read = [self.measures[column.id] for column in self.match.columns_read]
        return says_another_unit(text, read)
