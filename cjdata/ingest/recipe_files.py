"""Writes recipes that were made by pointing, and puts them away again."""

from __future__ import annotations

import tempfile
from pathlib import Path

import tomli_w

from cjdata.areas import Areas
from cjdata.catalogue import Catalogue
from cjdata.errors import CjdataError, Finding
from cjdata.ingest.book import Book
from cjdata.ingest.headings import words
from cjdata.ingest.pointing import (
    OWN,
    Pointed,
    likely_measures,
    recipe_of,
    words_of_workbook,
)
from cjdata.ingest.recipes import Recipe
from cjdata.ingest.sketch import Seen, asked_of, lasting_words, tables_seen
from cjdata.store.disk import sync_folder, write_durably

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
    return _HEADER.format(title=_one_line(recipe.title), how=how) + tomli_w.dumps(content)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def keep_recipe(folder: Path, recipe: Recipe) -> Path:
    """Write a recipe to a file of its own; a name that is taken gets a number.

    The file is there whole or not at all, and no other is ever written over.

    Raises
    ------
    CjdataError
        When the folder cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".recipe-", dir=folder) as place:
            temporary = Path(place) / "recipe.toml"
            write_durably(temporary, recipe_text(recipe).encode())
            temporary.chmod(0o644)
            path = _put(temporary, folder, recipe.id)
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
    path = folder / f"{recipe_id}.toml"
    if not recipe_id.startswith(OWN) or path.parent != folder:
        raise CjdataError(
            Finding(path.name, "it was not made by pointing", "Only such recipes are put away.")
        )
    try:
        path.replace(path.with_suffix(".toml.old"))
    except OSError as error:
        raise _refused(folder, error) from error


def _refused(folder: Path, error: OSError) -> CjdataError:
    return CjdataError(
        Finding(
            str(folder),
            f"the recipe cannot be written ({error.strerror or error})",
            "Make room, or make the folder writable, and try again.",
        )
    )


def describe_unknown(book: Book, areas: Areas, catalogue: Catalogue | None = None) -> str:
    """Say what was made out in a workbook, and give the start of a recipe, to be edited.

    Everything but the recipe stands in comments, so that the whole is a file of its own.
    """
    tables = tables_seen(book, areas)
    lines = [f"# What was seen in {_one_line(book.name)}:"]
    for sheet in book.sheets:
        found = [seen for seen in tables if seen.sheet == sheet.name]
        lines.append(f"#   sheet {_one_line(sheet.name)}" + ("" if found else ": no table"))
        lines += [line for seen in found for line in _described(seen)]
    if not tables:
        return "\n".join([*lines, "# No recipe can be begun: there is no table of figures."]) + "\n"
    return "\n".join(lines) + "\n#\n" + _start(book, tables, catalogue)


def _described(seen: Seen) -> list[str]:
    area = seen.areas_across or [c.heading for c in seen.columns if c.number == seen.area]
    year = seen.years_across or [c.heading for c in seen.columns if c.number == seen.year]
    asked = asked_of(seen, seen.area, seen.year)
    return [
        f"#     title    {_one_line(seen.title)}",
        f"#     row {seen.header_row + 1}, with {seen.height:,} rows below",
        f"#     areas    {_listed(area) or 'none: figures of Scotland'}",
        f"#     years    {_listed(year) or seen.one_year or 'none found'}",
        *(f"#     {one.kind:8} {_one_line(one.text)}" for one in asked),
    ]


def _listed(texts: list[str] | tuple[str, ...]) -> str:
    some = ", ".join(_one_line(text) for text in texts[:3])
    return f"{some} … {_one_line(texts[-1])}" if len(texts) > 3 else some


def _start(book: Book, tables: tuple[Seen, ...], catalogue: Catalogue | None) -> str:
    """Give a recipe of the table that is understood best, with guesses where there are any."""
    seen = max(tables, key=lambda t: (t.area is not None or bool(t.areas_across)) + t.has_year)
    workbook = words_of_workbook(book)
    title = lasting_words(seen.title)
    recipe = recipe_of(
        Pointed(
            name=title if words(title) else "my table",
            publication="change-me",
            workbook=workbook if words(workbook) else "change me",
            title=title if words(title) else "",
            measures=_guesses(seen, catalogue),
            area=next((c.heading for c in seen.columns if c.number == seen.area), ""),
            year=next((c.heading for c in seen.columns if c.number == seen.year), ""),
            has_areas=seen.area is not None or bool(seen.areas_across),
            is_across=seen.is_across,
            period=seen.period,
        )
    )
    how = "A start: put right what says “change-me”, and save it in reference/recipes/."
    return recipe_text(recipe, how)


def _guesses(seen: Seen, catalogue: Catalogue | None) -> dict[str, str]:
    """Give a measure to each heading: the likely one, or a name to be changed."""
    texts = [one.text for one in asked_of(seen, seen.area, seen.year)]
    likely = likely_measures(texts, seen.title, catalogue) if catalogue else {}
    return {text: likely.get(text, f"change-me-{n}") for n, text in enumerate(texts, start=1)}
