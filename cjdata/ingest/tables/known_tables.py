"""Looks for the tables of a workbook that a recipe knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cjdata.ingest.recipes.recipe import Recipe, TableRecipe
from cjdata.ingest.rows.chosen_rows import parts_of
from cjdata.ingest.rows.label_blocks import under_label
from cjdata.ingest.rows.tidy_figure_cells import chooses_any
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.measure_fit import title_of
from cjdata.ingest.tables.table_finder import TableFinder
from cjdata.ingest.tables.table_matching import TableMatch, match, shared_out
from cjdata.ingest.tables.table_shape import TableShape
from cjdata.ingest.tables.tidy_tables import TidyMatch, is_tidy, match_tidy
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Measure

_Key = tuple[object, ...]


@dataclass(frozen=True)
class TableOnSheet:
    """A table as it stands on a sheet, and what a recipe knows of it.

    Attributes
    ----------
    shape
        The table.
    matches
        The recipe's tables that know its title, each with the measures it found.
    tidy
        The recipe's table with one value a row that it is, instead.
    """

    shape: TableShape
    matches: tuple[TableMatch, ...] = ()
    tidy: TidyMatch | None = None

    @property
    def sheet(self) -> SourceSheet:
        """The sheet that it stands on."""
        return self.shape.block.sheet

    @property
    def found(self) -> tuple[TableMatch | TidyMatch, ...]:
        """What can be read in it."""
        return (self.tidy,) if self.tidy else tuple(one for one in self.matches if one.fits)

    @property
    def score(self) -> float:
        """How well it fits the recipe."""
        return sum(one.score for one in self.found)

    @cached_property
    def years(self) -> set[str]:
        """Every year that figures may be of."""
        shape = self.shape
        column = self.tidy.year if self.tidy else shape.year_column
        if column is not None:
            years = (shape.finder.year(value) for value in shape.counts(column))
            return {year for year in years if year}
        across = set(shape.periods_across.values())
        return across or {one.year.period for one in self.matches if one.fits and one.year.period}


@dataclass
class TableSurvey:
    """A workbook whose tables are looked for, by one recipe after another.

    Attributes
    ----------
    book, areas
        The workbook, and the areas that tables name.
    measures
        The measures of the catalogue.
    listed
        The title that a list of contents has for each sheet.
    """

    book: SourceWorkbook
    areas: Areas
    measures: Mapping[str, Measure]
    listed: Mapping[str, tuple[str, ...]]
    _shapes: dict[_Key, list[TableShape]] = field(default_factory=dict)

    def places(self, recipe: Recipe) -> list[TableOnSheet]:
        """Find every table, and what the recipe knows of it."""
        return [self._place(shape, recipe) for shape in self.shapes(recipe)]

    def shapes(self, recipe: Recipe) -> list[TableShape]:
        """Make out every table; recipes with the same names for area and year share them."""
        tables = recipe.table
        areas = tuple(dict.fromkeys(h for t in tables for h in t.area_headings))
        years = tuple(dict.fromkeys(h for t in tables for h in t.year_headings))
        values = tuple(h for t in tables if not is_tidy(t) for h in t.value)
        any_day = any(table.every for table in tables)
        key = (recipe.period, areas, years, values, any_day)
        if key not in self._shapes:
            finder = TableFinder(self.areas, recipe.period, areas, years, values, any_day=any_day)
            self._shapes[key] = [
                TableShape(self._with_listed(block), own)
                for sheet in self.book.sheets
                for own in (finder.on(sheet.values),)
                for block in own.blocks(sheet)
            ]
        return self._shapes[key]

    def _with_listed(self, block: FoundTable) -> FoundTable:
        return replace(block, listed=self.listed.get(block.sheet.name, ()))

    def _place(self, shape: TableShape, recipe: Recipe) -> TableOnSheet:
        tidy = _best_tidy(recipe.table, shape)
        if tidy:
            return TableOnSheet(shape, tidy=tidy)
        if any(match_tidy(table, shape.block, shape.finder) for table in recipe.table):
            return TableOnSheet(shape)  # one value a row, and none of those that are wanted
        tables = (table for table in recipe.table if not is_tidy(table))
        matches = [one for table in tables for one in self._matches(table, shape)]
        return TableOnSheet(shape, tuple(_by_hand_first(matches)))

    def _matches(self, table: TableRecipe, shape: TableShape) -> Iterator[TableMatch]:
        """Match a table of the recipe with its part of a table, or with each choice of rows."""
        is_part = bool(table.block) or any(column.where for column in table.column)
        if is_part and title_of(table, shape.block) is None:
            return
        shape = self._with_names(table, shape)
        part = under_label(shape, table.block) if table.block else shape
        for columns, chosen in parts_of(table, part) if part else ():
            one = match(columns, chosen, self.measures)
            if one:
                yield replace(one, table=table)

    def _with_names(self, table: TableRecipe, shape: TableShape) -> TableShape:
        """Add the names that areas have in a table alone, and those of court areas where meant."""
        named = ((text, self.areas.get(name)) for text, name in table.area_names.items())
        names = {text: area for text, area in named if area}
        if table.measures and all(self.measures[m].is_by_court for m in table.measures):
            names |= {area.name: area for area in self.areas.court_areas}
        return TableShape(shape.block, shape.finder.also(names)) if names else shape


def _best_tidy(tables: Sequence[TableRecipe], shape: TableShape) -> TidyMatch | None:
    found = (match_tidy(table, shape.block, shape.finder) for table in tables)
    return max(
        (one for one in found if one and chooses_any(one)),
        key=lambda one: (one.table.by_hand, one.score),
        default=None,
    )


def _by_hand_first(matches: Sequence[TableMatch]) -> list[TableMatch]:
    """Share out columns, rows and measures; first to tables that a person pointed at."""
    own = shared_out([one for one in matches if one.table.by_hand])
    others = [one for one in matches if not one.table.by_hand]
    lines = {(one.axis, number) for one in own for number in one.fits}
    measures = {fit.column.id for one in own for fit in one.fits.values()}
    if not lines:
        return shared_out(others)
    left = []
    for one in others:
        fits = {
            number: fit
            for number, fit in one.fits.items()
            if (one.axis, number) not in lines and fit.column.id not in measures
        }
        left += [replace(one, fits=fits)] if fits else []
    return [*own, *shared_out(left)]
