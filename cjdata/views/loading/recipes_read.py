"""The view of the recipes: which have read a real file, and which are a well-founded guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cjdata.errors import CatalogueError
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recipes.recipe_loading import load_recipes
from cjdata.reference.catalogue import Catalogue

_TEMPLATE = "the dashboard’s own template"
_POINTED = "made here, by pointing at a file"
_GUESS = "a well-founded guess: no real file was read by it yet"


@dataclass(frozen=True, slots=True)
class RecipeRead:
    """A recipe, the edition of the real file that it has read whole, if any, and that in words."""

    recipe: str
    title: str
    read: str
    says: str


def recipes_read(home: Path, catalogue: Catalogue) -> tuple[RecipeRead, ...]:
    """Give every recipe that reads workbooks itself; none where a recipe cannot be read."""
    try:
        recipes = load_recipes(home / "reference" / "recipes", catalogue)
    except CatalogueError:
        return ()
    included = {name for recipe in recipes for name in recipe.include}
    used = (recipe for recipe in recipes if _is_used(recipe, included))
    return tuple(RecipeRead(r.id, r.title, r.read, next(_said(r))) for r in used)


def _is_used(recipe: Recipe, included: set[str]) -> bool:
    """Whether workbooks are read by a recipe, and not only by others that include it."""
    return recipe.id not in included or recipe.fits_edition("2024-25")


def _said(recipe: Recipe) -> Iterator[str]:
    if any(table.every for table in recipe.table):
        yield _TEMPLATE
    if recipe.read:
        yield f"has read a real file whole: {recipe.read}"
    yield _POINTED if recipe.own else _GUESS
