"""Writes recipes that were made by pointing, and puts them away again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import tomli_w

from cjdata.errors import CjdataError, Mistake
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.unknown_tables.recipe_from_pointing import OWN
from cjdata.store.durable_writes import sync_folder, write_durably

_MOST_NAMES = 100

_HEADER = """\
# {title}
# {how}
#
# How a recipe is read:
#   workbook   phrases, one of which the cover, a title or the file's name must hold
#   table      titles: phrases, one of which the table's title must hold; unless: none of these
#   column     a measure of the catalogue, and phrases, one of which its heading must hold
# A phrase is held when all its words are there, in any order.

"""


def recipe_text(recipe: Recipe, how: str = "Made on the page “Add official workbooks”.") -> str:
    """Write a recipe as TOML that a person can read, and the program reads back."""
    content = recipe.model_dump(exclude={"id"}, exclude_defaults=True, mode="json")
    return _HEADER.format(title=one_line(recipe.title), how=how) + tomli_w.dumps(content)


def one_line(text: str) -> str:
    """Write a text on one line."""
    return " ".join(text.split())


def keep_recipe(folder: Path, recipe: Recipe) -> Path:
    """Write a recipe to a file of its own; a name that is taken gets a number.

    The file is there whole or not at all, and no other is ever written over.

    Raises
    ------
    CjdataError
        When the folder cannot be written.
    """
    return _write(folder, recipe, lambda temporary: _put(temporary, folder, recipe.id))


def extend_recipe(folder: Path, recipe: Recipe) -> Path:
    """Write a recipe that was made by pointing again, with a further table, in one step.

    Raises
    ------
    CjdataError
        When it was not made by pointing, is gone, or the folder cannot be written.
    """
    path = _own_file(folder, recipe.id)
    return _write(folder, recipe, lambda temporary: temporary.replace(path))


def _write(folder: Path, recipe: Recipe, put: Callable[[Path], Path]) -> Path:
    try:
        with tempfile.TemporaryDirectory(prefix=".recipe-", dir=folder) as place:
            temporary = Path(place) / "recipe.toml"
            write_durably(temporary, recipe_text(recipe).encode())
            temporary.chmod(0o644)
            path = put(temporary)
        sync_folder(folder)
    except OSError as error:
        raise _refused(folder, error) from error
    return path


def _put(temporary: Path, folder: Path, name: str) -> Path:
    """Give a file its first name that is free, in one step."""
    for number in range(1, _MOST_NAMES):
        path = folder / (f"{name}.toml" if number == 1 else f"{name}-{number}.toml")
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(f"{name}.toml")


def forget_recipe(folder: Path, recipe_id: str) -> None:
    """Put a recipe away that was made by pointing: its file stays, and is read no more.

    Raises
    ------
    CjdataError
        When it is no such recipe, is gone, or the folder cannot be written.
    """
    path = _own_file(folder, recipe_id)
    try:
        path.replace(path.with_suffix(".toml.old"))
    except OSError as error:
        raise _refused(folder, error) from error


def _own_file(folder: Path, recipe_id: str) -> Path:
    path = folder / f"{recipe_id}.toml"
    if recipe_id.startswith(OWN) and path.parent == folder and path.is_file():
        return path
    raise CjdataError(
        Mistake(path.name, "it was not made by pointing, or is gone", "Nothing has changed.")
    )


def _refused(folder: Path, error: OSError) -> CjdataError:
    return CjdataError(
        Mistake(
            str(folder),
            f"the recipe cannot be written ({error.strerror or error})",
            "Make room, or make the folder writable, and try again.",
        )
    )
