"""Reads what a cover, and sheets of notes and about the file, say of how firm figures are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.area_statuses import AreaStatus, status_among, status_of_areas
from cjdata.ingest.cells.noted_statuses import status_of_note
from cjdata.ingest.cells.stated_statuses import status_of_line
from cjdata.ingest.cells.status_marks import is_of_newest, telling
from cjdata.ingest.labels.written_years import year_of_any_day, years_in
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recognise_publication import IdentifyingTexts
from cjdata.ingest.tables.named_tables import is_of_others, number_of
from cjdata.ingest.tables.surrounding_lines import TextLine, lines_above, lines_below
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.areas import Area


@dataclass(frozen=True)
class FrontStatuses:
    """The statuses that a workbook says of one table, in lines that lead nowhere.

    Attributes
    ----------
    front, recipe, match
        The texts about the whole file, the recipe that reads it, and the table.
    year
        The year of the edition.
    """

    front: IdentifyingTexts
    recipe: Recipe
    match: TableMatch | TidyMatch
    year: str

    def of(self, area: Area, period: str) -> str:
        """Give the most telling status that is said of an area’s figure; empty for none.

        What is counted on the last day of a year has the status of that year.
        """
        period = year_of_any_day(period) or period
        of_all = (status for status, years in self._of_all if not years or period in years)
        return telling("", status_among(self._of_areas, area, period), next(of_all, ""))

    @cached_property
    def _lines(self) -> list[TextLine]:
        """The lines about the whole file that are not of another table."""
        sheet = self.match.block.sheet.name
        own = [number for text in (self.match.title, sheet) if (number := number_of(text))]
        lines = self.front.cover_lines
        return [one for one in lines if not is_of_others(one.text, one.about, sheet, own)]

    @cached_property
    def _of_areas(self) -> list[AreaStatus]:
        block = self.match.block
        lines = (*lines_above(block), *lines_below(block), *self._lines)
        kind, areas = self.recipe.period, self.front.areas
        return [said for one in lines if (said := status_of_areas(one.text, areas, kind))]

    @cached_property
    def _of_all(self) -> list[tuple[str, list[str]]]:
        return [(status, self._years(whose)) for status, whose in self._said() if status]

    def _said(self) -> Iterator[tuple[str, str]]:
        yield from map(status_of_line, self._lines)
        yield from map(status_of_note, _about_all(self.front.unled_notes))

    def _years(self, whose: str) -> list[str]:
        """Give the years that a status is said of; the edition’s own where it is of the newest."""
        return [self.year] if is_of_newest(whose) else years_in(whose, self.recipe.period)


def _about_all(notes: Iterable[str]) -> Iterator[str]:
    """Leave out the notes of one word: what nothing leads to says no status by “Provisional”."""
    yield from (note for note in notes if " are " in note or " is " in note or ":" in note)
