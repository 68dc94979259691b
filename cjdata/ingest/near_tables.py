"""Says how near a table that is not read comes to one that a recipe knows, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.recipes.recipe import Recipe, TableRecipe
from cjdata.ingest.rows.chosen_rows import not_said
from cjdata.ingest.spreadsheets.source_workbook import cell_name
from cjdata.ingest.tables.known_tables import TableSurvey
from cjdata.ingest.tables.measure_fit import title_of
from cjdata.ingest.tables.table_shape import TableShape
from cjdata.ingest.tables.tidy_tables import TidyMatch, match_tidy

_MOST_SHOWN = 8
_MOST_WANTED = 3
_SHOWN = 60


@dataclass(frozen=True)
class NearTable:
    """A table that is nearly one of a recipe.

    Attributes
    ----------
    recipe, sheet, cell
        The recipe, and where the table stands.
    found, expected
        What it has and lacks, and what the recipe looks for.
    """

    recipe: Recipe
    sheet: str
    cell: str
    found: str
    expected: str


def nearest_table(
    recipes: Iterable[Recipe], survey: TableSurvey, *, is_named: bool
) -> NearTable | None:
    """Give the first table that has a title of one of some recipes; None where none has.

    Where the file names their publication (``is_named``), the columns of a download are enough.
    """
    found = (
        near
        for recipe in recipes
        for shape in survey.shapes(recipe)
        for near in _near(recipe, shape, is_named=is_named)
        if any(map(shape.has_numbers, shape.value_columns))
    )
    return next(found, None)


def _near(recipe: Recipe, shape: TableShape, *, is_named: bool) -> Iterator[NearTable]:
    for table in recipe.table:
        tidy = match_tidy(table, shape.block, shape.finder)
        if tidy and (is_named or table.titles):
            yield _without_its_rows(recipe, tidy, shape)
    for table in recipe.table:
        title = title_of(table, shape.block) if table.titles else None
        if title and not table.value and _is_of_its_time(recipe, title):
            yield _without_its_headings(recipe, table, shape, title)


def _is_of_its_time(recipe: Recipe, title: str) -> bool:
    """Whether a title is of a year in which the publication looked as the recipe has it."""
    years = years_in(title, recipe.period)
    return not years or recipe.fits_edition(max(years))


def _without_its_rows(recipe: Recipe, tidy: TidyMatch, shape: TableShape) -> NearTable:
    """Say of a table with one value a row which rows it has not."""
    sheet, where = shape.block.sheet, tidy.table.column[0].where
    said = {
        name: list(dict.fromkeys(text_of(v) for v in sheet.down(column, shape.rows) if v != ""))
        for name, column in tidy.asked.items()
    }
    name, lacks = not_said(where, said)
    return NearTable(
        recipe,
        sheet.name,
        cell_name(shape.block.header_rows[-1], tidy.asked[name]),
        f"It has the columns of “{tidy.table.name}”, but {lacks}",
        "rows of a measure that the recipe reads",
    )


def _without_its_headings(
    recipe: Recipe, table: TableRecipe, shape: TableShape, title: str
) -> NearTable:
    """Say of a table which headings it has in place of those that its recipe looks for."""
    labels = {*shape.area_columns, shape.year_column}
    texts = dict.fromkeys(
        text for c, text in enumerate(shape.block.headings) if text and c not in labels
    )
    seen = ", ".join(f"“{text[:_SHOWN]}”" for text in islice(texts, _MOST_SHOWN))
    wanted = dict.fromkeys(column.headings[0] for column in table.column if column.headings)
    shown = " or ".join(f"“{text}”" for text in islice(wanted, _MOST_WANTED))
    lacks = f"none of its headings is known: {seen}" if seen else "nothing heads its figures"
    return NearTable(
        recipe,
        shape.block.sheet.name,
        cell_name(shape.block.header_rows[-1], 0),
        f"“{title[:_SHOWN]}” is the title of “{table.name}”, but {lacks}",
        f"a heading such as {shown}" if shown else "a heading of its measures",
    )
