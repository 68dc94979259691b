"""Asks about the rows of a table: its labels, and rows without figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.stated_units import says_another_unit, unit_in
from cjdata.ingest.cells.status_marks import is_mark_alone
from cjdata.ingest.labels.area_and_year_names import TOTALS
from cjdata.ingest.labels.areas_in_texts import councils_in, names_places, names_scotland
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.total_rows import (
    is_whole,
    says_a_part,
    says_total,
)
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import is_note
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure

_OF_LABELS = ("name", "code", "description", "row label", "column label", "sum", "count")
"""Words that say how areas are written in a column, or that a pivot table has by itself."""

_OF_ROWS = ("stage", "measure", "indicator", "category", "item", "type", "statement", "activity")
"""Words over a column of labels that say no more than that they are labels."""

_YEAR = re.compile(r"^\W*(?:year\W*)?((?:19|20)\d\d)\W*$", re.IGNORECASE)
"""A year by itself, whether of twelve months from January or from April."""


@dataclass(frozen=True)
class RowsOfTable:
    """The rows of one table: see ``unexplained_texts``."""

    match: TableMatch
    vocabulary: Vocabulary
    measures: Mapping[str, Measure]

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about all of it."""
        yield from self._total_of_a_part()
        yield from self._over_rows()
        yield from self._other_years()
        yield from self._only_total()
        yield from self._scotland_beside_all()
        yield from self._rows_between()

    def _total_of_a_part(self) -> Iterator[UnexplainedText]:
        """Ask about a row such as “Total males” over rows that are read as everybody’s."""
        labels = self.match.labels
        if labels is None:
            return
        for row in labels.with_figures:
            text = labels.texts[row]
            is_total = says_total(text) and says_a_part(text)
            if is_total and row not in self.match.fits and row < max(self.match.fits):
                yield UnexplainedText(text, text, self.match.place(row), "a row of the table")

    def _over_rows(self) -> Iterator[UnexplainedText]:
        """Ask about what stands over or among the figures of a table whose rows are measures."""
        one = self.match
        if one.labels is None:
            return
        known = (*_OF_ROWS, *_OF_LABELS, *one.table.value, *self.vocabulary.every_heading)
        last = max(one.fits)
        for column in one.labels.across:
            says = one.shape.measure_text(column)
            cells = [(one.block.heading_row(column), says)] if says else []
            cells += [
                (row, text)
                for row in one.shape.rows
                if row < last and not is_figure(value := one.block.sheet.at(row, column))
                if (text := text_of(value)) and not one.finder.year(value)
            ]
            for row, text in cells:
                left = self.vocabulary.unexplained_in_heading(text, None, one.title, known)
                if left or self._is_of_another_unit(text):
                    yield UnexplainedText(
                        left or text, text, (row, column), "a text over the figures"
                    )

    def _other_years(self) -> Iterator[UnexplainedText]:
        """Ask about a row that is a year, where the table is of another one."""
        one = self.match
        shape, period = one.shape, one.year.period
        if shape.year_column is not None or one.table.block:
            return
        years: set[str | None] = {period, *shape.periods_across.values()}
        last = max(one.fits) if one.labels else max(shape.rows, default=0)
        for row in (r for r in shape.rows if r < last):
            cells = [(c, v) for c, v in enumerate(one.block.sheet.rows[row]) if text_of(v)]
            if len(cells) != 1 or is_note(text_of(cells[0][1])):
                continue
            column, value = cells[0]
            if one.labels is None and column in one.fits:
                continue
            named = years_in(text_of(value), one.finder.period) or _YEAR.findall(text_of(value))
            said: set[str | None] = {*named} or {one.finder.year(value)}
            if not said - {None} <= years:  # “mid-2019 to mid-2020” is a change, and no year
                text = text_of(value)
                yield UnexplainedText(
                    text, period or "", (row, column), "a row among its figures", "year"
                )

    def _only_total(self) -> Iterator[UnexplainedText]:
        """Ask of which area a column of areas is that says “Total” and no name."""
        shape = self.match.shape
        for column in shape.area_columns:
            named = {text_of(value) for value in shape.counts(column)}
            if all(words(text) in TOTALS and not names_scotland(text) for text in named):
                yield UnexplainedText(
                    "Total", "", (shape.block.heading_row(column), column), "", "area"
                )

    def _scotland_beside_all(self) -> Iterator[UnexplainedText]:
        """Ask about “Scotland” beside, or in place of, a row of all that the recipe leaves out."""
        one, shape = self.match, self.match.shape
        wholes = [name for name in one.table.leave_out if isinstance(name, str) and is_whole(name)]
        for column in shape.area_columns if wholes else ():
            down = {row: text_of(value) for row, value in shape.labels[column].items()}
            further = {row: text for row, text in down.items() if not is_same(text, wholes)}
            where = f"a row {'beside' if len(further) < len(down) else 'in place of'} that of all"
            for row, text in further.items():
                if one.finder.area(text) is one.finder.areas.scotland:
                    yield UnexplainedText(text, text, (row, column), where)

    def _rows_between(self) -> Iterator[UnexplainedText]:
        """Ask about rows among those of figures that have a label and no figure."""
        one = self.match
        if one.labels is not None:
            return
        sheet, shape = one.block.sheet, one.shape
        last = max(
            (r for r in shape.rows if any(is_figure(sheet.at(r, c)) for c in one.fits)), default=-1
        )
        # A label stands over rows that a recipe chooses, and is none of them.
        every = range(one.block.first_row, last)
        for row in (r for r in shape.rows if r < last) if one.table.block else every:
            cells = [(c, text_of(v)) for c, v in enumerate(sheet.rows[row]) if text_of(v)]
            areas = [area for _, text in cells if (area := shape.finder.area(text))]
            elsewhere = [] if shape.has_areas else [a for a in areas if not self._is_of(a)]
            names = bool(areas) and not elsewhere
            names = names or any(self._is_no_other_year(text) for _, text in cells)
            if names or any(is_figure(sheet.at(row, c)) for c, _ in cells):
                continue
            for column, text in cells:
                unit = unit_in(text)
                is_other = unit is not None and not unit.is_number
                says = self.vocabulary.unexplained(text)
                says = says or (text if is_other or is_mark_alone(text) or elsewhere else "")
                is_harmless = is_note(text) and not may_limit(text)
                if says and not is_harmless and not names_places(text):
                    yield UnexplainedText(says, text, (row, column), "a row among its figures")

    def _is_of(self, area: Area) -> bool:
        """Whether a table without areas is of one: of Scotland, or of what its title names."""
        finder = self.match.finder
        own = (finder.areas.scotland, *councils_in(self.match.title, finder.areas))
        return area in own

    def _is_no_other_year(self, text: str) -> bool:
        """Whether a text is a year, and the table has years of its own or is of that one."""
        one = self.match
        year = one.finder.year(text)
        has_years = one.shape.year_column is not None or bool(one.shape.periods_across)
        return year is not None and (has_years or year == one.year.period)

    def _is_of_another_unit(self, text: str) -> bool:
        """Whether a text over labels says a unit that nothing that is read has: “£”."""
        read = [self.measures[column.id] for column in self.match.columns_read]
        return says_another_unit(text, read)
