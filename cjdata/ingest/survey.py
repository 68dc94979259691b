"""Looks for the tables of a workbook that a recipe knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cjdata.areas import Areas
from cjdata.ingest.book import Book, Sheet
from cjdata.ingest.finder import Finder
from cjdata.ingest.grid import Block
from cjdata.ingest.label_blocks import under_label
from cjdata.ingest.matching import Match, match, shared_out
from cjdata.ingest.recipes import Recipe, TableRecipe
from cjdata.ingest.shape import Shape
from cjdata.ingest.tidy import TidyMatch, is_tidy, match_tidy

_Key = tuple[object, ...]


@dataclass(frozen=True)
class Place:
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

    shape: Shape
    matches: tuple[Match, ...] = ()
    tidy: TidyMatch | None = None

    @property
    def sheet(self) -> Sheet:
        """The sheet that it stands on."""
        return self.shape.block.sheet

    @property
    def found(self) -> tuple[Match | TidyMatch, ...]:
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
        return set(shape.periods_across.values()) or {shape.constant_period or ""} - {""}


@dataclass
class Survey:
    """A workbook whose tables are looked for, by one recipe after another.

    Attributes
    ----------
    book, areas
        The workbook, and the areas that tables name.
    units
        The unit of each measure.
    listed
        The title that a list of contents has for each sheet.
    """

    book: Book
    areas: Areas
    units: Mapping[str, str]
    listed: Mapping[str, tuple[str, ...]]
    _shapes: dict[_Key, list[Shape]] = field(default_factory=dict)

    def places(self, recipe: Recipe) -> list[Place]:
        """Find every table, and what the recipe knows of it."""
        return [self._place(shape, recipe) for shape in self.shapes(recipe)]

    def shapes(self, recipe: Recipe) -> list[Shape]:
        """Make out every table; recipes with the same names for area and year share them."""
        tables = recipe.table
        areas = tuple(dict.fromkeys(h for t in tables for h in t.area_headings))
        years = tuple(dict.fromkeys(h for t in tables for h in t.year_headings))
        values = tuple(h for t in tables if not is_tidy(t) for h in t.value)
        key = (recipe.period, areas, years, values)
        if key not in self._shapes:
            finder = Finder(self.areas, recipe.period, areas, years, values)
            self._shapes[key] = [
                Shape(self._with_listed(block), finder)
                for sheet in self.book.sheets
                for block in finder.blocks(sheet)
            ]
        return self._shapes[key]

    def _with_listed(self, block: Block) -> Block:
        return replace(block, listed=self.listed.get(block.sheet.name, ()))

    def _place(self, shape: Shape, recipe: Recipe) -> Place:
        tidy = _best_tidy(recipe.table, shape)
        if tidy:
            return Place(shape, tidy=tidy)
        tables = (table for table in recipe.table if not is_tidy(table))
        parts = ((t, under_label(shape, t.block) if t.block else shape) for t in tables)
        matches = [one for t, part in parts if part and (one := match(t, part, self.units))]
        return Place(shape, tuple(shared_out(matches)))


def _best_tidy(tables: Sequence[TableRecipe], shape: Shape) -> TidyMatch | None:
    matches = [m for t in tables if (m := match_tidy(t, shape.block, shape.finder))]
    return max(matches, key=lambda one: one.score, default=None)
