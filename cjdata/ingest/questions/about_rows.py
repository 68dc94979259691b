"""Asks about the rows of a table: its labels, rows without figures, columns that choose some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import is_figure, is_symbol, text_of
from cjdata.ingest.cells.stated_statuses import STATUSES
from cjdata.ingest.cells.stated_units import says_another_unit, unit_in
from cjdata.ingest.cells.status_marks import is_mark_alone, status_in
from cjdata.ingest.labels.area_and_year_names import TOTALS
from cjdata.ingest.labels.areas_in_texts import councils_in, names_places, names_scotland
from cjdata.ingest.labels.odd_years import agrees, bare_year
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.total_rows import (
    DIMENSIONS,
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

_DIMENSION_WORDS = words(
    f"{' '.join(DIMENSIONS)} quarter month months half level SIMD quintile decile follow-up "
    "followed period year years"
)
"""Words that over a column say no more than by what its rows are of a part."""

_OF_YEARS = words("year period")
"""Words over a column that says of which year figures are."""

_YEAR = re.compile(r"^\W*(?:year\W*)?((?:19|20)\d\d)\W*$", re.IGNORECASE)
"""A year by itself, whether of twelve months from January or from April."""

_FEWEST_ROWS = 4
"""A number that stands in fewer rows by itself may be chance."""

_FEWEST_RIGHT = 10
"""A number right of the figures that stands in fewer rows may be a count."""

_MULTIPLIER = re.compile(r"10{2,}")
"""A number by which figures may have to be multiplied: a hundred, a thousand."""

_LARGEST_CHOICE = 20
"""A number that selects a part, such as a quintile or some years, is no larger."""


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
        yield from self._numbers_beside()
        yield from self._years_beside()
        yield from self._signs_beside()

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
            if said - {None} and not said & years:
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
        every = range(one.block.header_rows[-1] + 1, last)
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

    def _is_of_another_unit(self, text: str) -> bool:
        """Whether a text over labels says a unit that nothing that is read has: “£”."""
        read = [self.measures[column.id] for column in self.match.columns_read]
        return says_another_unit(text, read)
