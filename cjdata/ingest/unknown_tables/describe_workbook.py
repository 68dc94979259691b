"""Describes a workbook that no recipe knows, and begins a recipe for it."""

from __future__ import annotations

from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recipes.recipe_writing import one_line, recipe_text
from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.ingest.tables.lasting_titles import lasting_words, words_of_workbook
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.unknown_tables.measure_guesses import likely_measures
from cjdata.ingest.unknown_tables.recipe_from_pointing import PointedTable, recipe_of
from cjdata.ingest.unknown_tables.recipe_start import fitted
from cjdata.ingest.unknown_tables.unknown_table import UnknownTable, asked_of
from cjdata.ingest.unknown_tables.unknown_workbook import block_of, tables_seen
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue


def describe_unknown(book: SourceWorkbook, areas: Areas, catalogue: Catalogue | None = None) -> str:
    """Say what was made out in a workbook, and give the start of a recipe, to be edited.

    Everything but the recipe stands in comments, so that the whole is a file of its own.
    """
    tables = tables_seen(book, areas)
    lines = [f"# What was seen in {one_line(book.name)}:"]
    for sheet in book.sheets:
        found = [seen for seen in tables if seen.sheet == sheet.name]
        lines.append(f"#   sheet {one_line(sheet.name)}" + ("" if found else ": no table"))
        lines += [line for seen in found for line in _described(seen)]
    if not tables:
        return "\n".join([*lines, "# No recipe can be begun: there is no table of figures."]) + "\n"
    return "\n".join(lines) + "\n#\n" + _start(book, tables, areas, catalogue)


def _described(seen: UnknownTable) -> list[str]:
    area = seen.areas_across or [c.heading for c in seen.columns if c.number == seen.area]
    year = seen.years_across or [c.heading for c in seen.columns if c.number == seen.year]
    asked = asked_of(seen, seen.area, seen.year)
    return [
        f"#     title    {one_line(seen.title)}",
        f"#     row {seen.header_row + 1}, with {seen.height:,} rows below",
        f"#     areas    {_listed(area) or 'none: figures of Scotland'}",
        f"#     years    {_listed(year) or seen.one_year or 'none found'}",
        *(f"#     {one.kind:8} {one_line(one.text)}" for one in asked),
        *(f"#     block    {one_line(label)}" for label in (seen.blocks if seen.repeats else ())),
    ]


def _listed(texts: list[str] | tuple[str, ...]) -> str:
    some = ", ".join(one_line(text) for text in texts[:3])
    return f"{some} … {one_line(texts[-1])}" if len(texts) > 3 else some


def _start(
    book: SourceWorkbook,
    tables: tuple[UnknownTable, ...],
    areas: Areas,
    catalogue: Catalogue | None,
) -> str:
    """Give a recipe of the table that is understood best, with guesses where there are any."""
    seen = max(tables, key=lambda t: (t.area is not None or bool(t.areas_across)) + t.has_year)
    workbook = words_of_workbook(book)
    is_named_by_file = book.kind == "csv" and seen.title == seen.sheet
    title = "" if is_named_by_file else lasting_words(seen.title)
    recipe = recipe_of(
        PointedTable(
            name=title if words(title) else lasting_words(seen.sheet) or "my table",
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
    block, finder = block_of(book, seen, areas)
    recipe = _by_block(fitted(recipe, block, seen, finder), seen)
    how = "A start: put right what says “change-me”, and save it in reference/recipes/."
    return recipe_text(recipe, how)


def _by_block(recipe: Recipe, seen: UnknownTable) -> Recipe:
    """Give a table for each block of the same rows, which its label tells from the others."""
    if not (seen.repeats and seen.blocks) or recipe.table[0].value:
        return recipe
    table = recipe.table[0]
    last = len(table.column)
    tables = []
    for n, label in enumerate(seen.blocks):
        columns = (
            column.model_copy(update={"id": f"change-me-{n * last + m}"})
            for m, column in enumerate(table.column, start=1)
        )
        own = {"name": f"{table.name}: {label}", "block": (label,), "column": tuple(columns)}
        tables.append(table.model_copy(update=own))
    return recipe.model_copy(update={"table": tuple(tables)})


def _guesses(seen: UnknownTable, catalogue: Catalogue | None) -> dict[str, str]:
    """Give a measure to each heading: the likely one, or a name to be changed."""
    texts = [one.text for one in asked_of(seen, seen.area, seen.year)]
    likely = likely_measures(texts, seen.title, catalogue) if catalogue else {}
    return {text: likely.get(text, f"change-me-{n}") for n, text in enumerate(texts, start=1)}
