"""Says of one table what its lines are judged by: years, units, numbers and headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.stated_units import says_another_unit, unit_in, without_units
from cjdata.ingest.questions.definitions import (
    says_coarse,
    taken_on,
)
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.total_rows import says_total
from cjdata.ingest.tables.named_tables import number_of
from cjdata.ingest.tables.surrounding_lines import TextLine
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import last_day

_OF_RATES = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?rates? (?:is|are)\b", re.IGNORECASE)


@dataclass(frozen=True)
class TableFacts:
    """What is known of one table.

    Attributes
    ----------
    match, vocabulary
        The table, as the recipe reads it, and what explains its texts.
    measures
        The measures of the catalogue.
    """

    match: TableMatch | TidyMatch
    vocabulary: Vocabulary
    measures: Mapping[str, Measure]

    def is_heading(self, key: str) -> bool:
        """Whether a key heads columns of areas or of years."""
        finder = self.match.finder
        return finder.is_area_heading(key) or finder.is_year_heading(key)

    @cached_property
    def has_years(self) -> bool:
        """Whether each figure has its year from a column or a heading."""
        one = self.match
        if isinstance(one, TidyMatch):
            return True
        return one.shape.year_column is not None or bool(one.shape.periods_across)

    def is_early_or_coarse(self, text: str) -> bool:
        """Whether figures were taken before their year was over, or are rounded to hundreds."""
        one = self.match
        newest = max((year for year in self.years if year), default="")
        is_over = not newest or all(column.on_day for column in one.columns_read)
        is_over = is_over or one.finder.period != "financial_year"
        is_early = not is_over and any(str(day) < last_day(newest) for day in taken_on(text))
        return is_early or says_coarse(text)

    def is_of_strange_unit(self, text: str) -> bool:
        """Whether a text says another unit than what is read, or counts people and not cases."""
        return self.has_another_unit(text) or self.vocabulary.counts_others(without_units(text))

    @cached_property
    def own_numbers(self) -> frozenset[str]:
        """The numbers of this table, by its title and its sheet."""
        sheet = self.match.block.sheet.name
        return frozenset((number_of(self.match.title), number_of(sheet))) - {""}

    @cached_property
    def years(self) -> set[str | None]:
        """The years that the table is of."""
        one, finder = self.match, self.match.finder
        if isinstance(one, TidyMatch):
            return {finder.year(one.block.value(row, one.year)) for row in one.block.rows}
        down = one.shape.year_column
        found = {one.year.period, *one.shape.periods_across.values()}
        if down is not None:
            found |= {finder.year(value) for value in one.shape.labels[down].values()}
        return found

    def is_of_another_unit(self, text: str) -> bool:
        """Whether a text says a unit and no more, and none of what is read has it."""
        unit = unit_in(text)
        return unit is not None and unit.is_alone and self.has_another_unit(text)

    def has_another_unit(self, text: str) -> bool:
        """Whether a text says a unit that nothing that is read has; of rates alone it may."""
        if isinstance(self.match, TidyMatch) or _OF_RATES.match(text):
            return False
        return says_another_unit(text, [self.measures[c.id] for c in self.match.columns_read])

    @cached_property
    def words_read(self) -> tuple[str, ...]:
        """The headings, labels and choices under which figures are read."""
        one = self.match
        if isinstance(one, TidyMatch):
            return ()
        chosen = (text for said in one.chosen_by.values() for text in said)
        return (*(one.texts[number] for number in one.fits), *chosen)

    def is_of_data(self, row: int) -> bool:
        """Whether a row names its area in the column of areas, beside other cells.

        It is one of symbols alone, and no note; “Coverage | Glasgow City” is none, though it has
        an area too.
        """
        one = self.match
        of_areas = (one.area,) if isinstance(one, TidyMatch) else one.shape.area_columns
        cells = one.block.sheet.rows[row]
        names = any(one.finder.area(cells[c]) for c in of_areas if c is not None and c < len(cells))
        return names and sum(value != "" for value in cells) > 1

    def is_above(self, line: TextLine) -> bool:
        """Whether a line stands above the table."""
        return line.place is None or line.place[0] < self._first_row

    @property
    def _first_row(self) -> int:
        """The first row of the table: of its header, or of its part below a header of several."""
        block = self.match.block
        return block.begin or block.header_rows[0]

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of figures that are not read: a title speaks of them too."""
        one = self.match
        if isinstance(one, TidyMatch) or one.labels is not None:
            return ()
        return tuple(
            text
            for c in one.shape.value_columns
            if c not in one.fits
            and one.shape.has_numbers(c)
            and (text := one.shape.measure_text(c))
        )

    @property
    def is_of_totals(self) -> bool:
        """Whether all that is read stands under “Total”, whatever else the table splits by."""
        one = self.match
        return (
            isinstance(one, TableMatch)
            and one.labels is None
            and bool(one.fits)
            and all(says_total(one.texts[number]) for number in one.fits)
        )
