"""Checks of a workbook against itself, all of them: what may be wrong is in ``checking``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjdata.ingest.checking import (
    area_checks,
    blanks,
    copied_years,
    rate_checks,
    row_sums,
    year_coverage,
)
from cjdata.ingest.checking.doubts import Doubt, named, shown, times
from cjdata.ingest.figures_read import ReadFigure, ReadTable, ReadWorkbook
from cjdata.ingest.population_file import Populations
from cjdata.ingest.recipes.recipe import TableRecipe
from cjdata.ingest.remarks import Remark
from cjdata.observations import Observation
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue


@dataclass(frozen=True)
class FileChecks:
    """Checks one workbook as it was read."""

    read: ReadWorkbook
    catalogue: Catalogue
    areas: Areas
    populations: Populations
    held: Sequence[Observation] = ()
    """The figures that are held: a rate may stand in a file without its count."""

    def run(self) -> list[Remark]:
        """Give what there is to say, in the order of the tables."""
        return [doubt.remark(self.read.book.name) for doubt in self._doubts()]

    def _doubts(self) -> Iterator[Doubt]:
        for table in self.read.tables:
            lines = row_sums.lines_of(table.data)
            yield from area_checks.twice(table, self.catalogue)
            yield from row_sums.within_rows(table, lines, self.catalogue)
            if not table.recipe.every:  # an own template holds one council, and any years
                yield from self._of_publication(table, lines)
        yield from self._of_tables_together()
        for recipe, data in self._by_recipe():
            add_up = recipe.councils_add_up
            yield from area_checks.councils(data, self.catalogue, self.areas, add_up=add_up)
            yield from year_coverage.scotland_missing(data, self.catalogue)
            yield from year_coverage.gaps(data, self.catalogue)
        yield from year_coverage.newest_year_missing(self.read)
        yield from year_coverage.edition_and_years(self.read)
        yield from self._tables_disagree()

    def _of_tables_together(self) -> Iterator[Doubt]:
        """Check what holds between measures, whichever table of the file they stand in."""
        data = [d for table in self.read.tables if not table.recipe.every for d in table.data]
        lines = row_sums.lines_of(data)
        for limit in self.read.recipe.at_most:
            yield from row_sums.at_most(limit, lines, self.catalogue)
        known = rate_checks.with_counts(lines, self.held, self.catalogue)
        yield from rate_checks.rates_and_population(known, self.catalogue, self.populations)

    def _by_recipe(self) -> Iterator[tuple[TableRecipe, list[ReadFigure]]]:
        """Give all that each table of a recipe is read from.

        Of a workbook with a sheet for each council or year, the sheets together have them all.
        """
        found: dict[str, tuple[TableRecipe, list[ReadFigure]]] = {}
        for table in self.read.tables:
            if not table.recipe.every:
                found.setdefault(table.recipe.name, (table.recipe, []))[1].extend(table.data)
        yield from found.values()

    def _of_publication(self, table: ReadTable, lines: row_sums.Lines) -> Iterator[Doubt]:
        catalogue = self.catalogue
        yield from year_coverage.title_and_years(table)
        yield from year_coverage.years_out_of_order(table)
        yield from blanks.empty_cells(self.read, table, catalogue)
        yield from blanks.withheld(table, catalogue)
        yield from blanks.share_withheld(lines, catalogue)
        yield from copied_years.copied_years(table, catalogue)
        yield from copied_years.columns_out_of_place(table, catalogue)
        yield from rate_checks.people_there(table, catalogue, self.populations)

    def _tables_disagree(self) -> Iterator[Doubt]:
        first: dict[tuple[str, str, str], ReadFigure] = {}
        for table in self.read.tables:
            own = {datum.key: datum for datum in table.data}
            wrong = [
                (first[key], datum)
                for key, datum in own.items()
                if key in first and first[key].value != datum.value
            ]
            if wrong:
                yield self._disagree(*wrong[0], len(wrong))
            for key, datum in own.items():
                first.setdefault(key, datum)

    def _disagree(self, one: ReadFigure, other: ReadFigure, count: int) -> Doubt:
        return Doubt(
            "error",
            "tables disagree",
            other,
            f"{named(self.catalogue.measures[other.measure], other)} is {shown(other)} here and "
            f"{shown(one)} in sheet {one.sheet}, {one.cell}; so in {times(count)}",
            "the same figure in both tables",
            "Take one table out of the recipe, or the wrong sheet out of the file.",
        )
