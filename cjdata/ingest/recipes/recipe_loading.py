"""Reads recipes from their files, and checks them against the catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from pydantic import ValidationError

from cjdata.errors import CatalogueError, Mistake, hint
from cjdata.ingest.cells.cell_symbols import BLANK, NIL
from cjdata.ingest.recipes.recipe import MeasureColumn, Recipe, TableRecipe
from cjdata.ingest.tables.phrase_matching import words
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.statuses import SOURCE_STATUSES


def load_recipes(folder: Path, catalogue: Catalogue) -> tuple[Recipe, ...]:
    """Read every recipe of a folder, checked against the catalogue, by file name.

    Raises
    ------
    CatalogueError
        With every mistake by file: TOML that cannot be read, an unknown key, a measure,
        publication or status that does not exist, a recipe that includes an unknown one.
    """
    findings: list[Mistake] = []
    recipes: list[Recipe] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            recipes.append(_of_records(read_recipe(path), catalogue))
        except CatalogueError as error:
            findings += error.findings
    findings += [f for recipe in recipes for f in _mistakes(recipe, recipes, catalogue)]
    recipes = [_with_every_measure(recipe, catalogue) for recipe in recipes]
    if findings:
        raise CatalogueError(findings)
    by_id = {recipe.id: recipe for recipe in recipes}
    return tuple(_with_included(recipe, by_id) for recipe in recipes)


def read_recipe(path: Path) -> Recipe:
    """Read one recipe.

    Raises
    ------
    CatalogueError
        When it is no TOML, or has a mistake; every one is named.
    """
    where = f"recipes/{path.name}"
    try:
        return _recipe_of(path.stem, path.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise CatalogueError(
            Mistake(
                f"{where}, {'.'.join(map(str, mistake['loc']))}",
                mistake["msg"],
                "Correct the recipe; the others show the form.",
            )
            for mistake in error.errors()
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise CatalogueError(
            Mistake(where, f"the recipe cannot be read ({error})", "Correct the file.")
        ) from error


@lru_cache(maxsize=128)
def _recipe_of(name: str, text: str) -> Recipe:
    """Give the recipe that a text is; the page that loads files asks at every click of it."""
    return Recipe(id=name, **tomllib.loads(text))


def _of_records(recipe: Recipe, catalogue: Catalogue) -> Recipe:
    """Give a recipe without the tables that read a measure that no record names any more."""
    lacks = cache(catalogue.lacks_record_of)
    kept = tuple(table for table in recipe.table if not any(map(lacks, _measures_named(table))))
    return recipe if len(kept) == len(recipe.table) else recipe.model_copy(update={"table": kept})


def _with_every_measure(recipe: Recipe, catalogue: Catalogue) -> Recipe:
    """Spell out the tables whose rows name their measure, by id or by name."""
    tables = tuple(
        table.model_copy(
            update={
                "column": tuple(
                    MeasureColumn(id=m.id, where={"measure": (m.id, m.name)})
                    for m in catalogue.measures.values()
                    if (m.role == "local") == (table.every == "local")
                )
            }
        )
        if table.every
        else table
        for table in recipe.table
    )
    return recipe.model_copy(update={"table": tables})


def _with_included(recipe: Recipe, by_id: dict[str, Recipe]) -> Recipe:
    included = tuple(t for name in recipe.include for t in by_id[name].table)
    added = [one for one in by_id.values() if one.adds_to == recipe.id]
    symbols = {s: meaning for one in added for s, meaning in one.symbols.items()}
    tables = recipe.table + included + tuple(t for one in added for t in one.table)
    return recipe.model_copy(update={"table": tables, "symbols": symbols | recipe.symbols})


def _mistakes(recipe: Recipe, recipes: list[Recipe], catalogue: Catalogue) -> Iterator[Mistake]:
    where = f"recipes/{recipe.id}.toml"
    if recipe.publication not in catalogue.publication_by_id:
        advice = hint(recipe.publication, list(catalogue.publication_by_id))
        yield Mistake(where, f"“{recipe.publication}” is no publication", advice)
    names = [r.id for r in recipes]
    for name in recipe.include:
        if name not in names:
            yield Mistake(where, f"“{name}” is no recipe", hint(name, names))
    if recipe.adds_to and recipe.adds_to not in names:
        yield Mistake(where, f"“{recipe.adds_to}” is no recipe", hint(recipe.adds_to, names))
    for symbol, meaning in recipe.symbols.items():
        if meaning not in (NIL, BLANK, *SOURCE_STATUSES):
            advice = hint(meaning, [NIL, BLANK, *SOURCE_STATUSES])
            yield Mistake(where, f"the symbol “{symbol}” means no status: “{meaning}”", advice)
    yield from _idle_phrases(where, (*recipe.workbook, *recipe.unless))
    yield from _unknown(
        where, (m for one in recipe.at_most for m in (one.part, one.whole)), catalogue
    )
    for table in recipe.table:
        yield from _mistakes_in_table(f"{where}, {table.name}", table, catalogue)


def _mistakes_in_table(where: str, table: TableRecipe, catalogue: Catalogue) -> Iterator[Mistake]:
    yield from _idle_phrases(where, (*table.titles, *table.unless, *table.block))
    yield from _unknown(where, _measures_named(table), catalogue)
    for column in table.column:
        yield from _idle_phrases(where, column.unless)
        if not column.headings and not column.where:
            yield Mistake(
                where, f"nothing says which column is {column.id}", "Give it headings, or “where”."
            )


def _unknown(where: str, measures: Iterable[str], catalogue: Catalogue) -> Iterator[Mistake]:
    for measure in measures:
        if measure not in catalogue.measures:
            advice = hint(measure, list(catalogue.measures))
            yield Mistake(where, f"“{measure}” is no measure", advice)


def _idle_phrases(where: str, phrases: Iterable[str]) -> Iterator[Mistake]:
    """Find phrases that no text holds, because all their words are passed over."""
    for phrase in phrases:
        if not words(phrase):
            advice = "Give a word that tells it from others; “number of” and the like say nothing."
            yield Mistake(where, f"the phrase “{phrase}” says nothing", advice)


def _measures_named(table: TableRecipe) -> Iterator[str]:
    yield from table.measures
    for limit in table.at_most:
        yield from (limit.part, limit.whole)
    for total in table.sum:
        yield from (*([total.total] if total.total else ()), *total.parts)
    for rate in table.rate:
        yield from (rate.rate, *rate.over, *rate.of, *rate.minus)
