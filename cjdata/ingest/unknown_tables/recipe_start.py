"""Fits the start of a recipe to what a table says besides its headings.

A download of open data has one column of values, and columns that say what each is of; or it has
lines such as “Order Type | Community payback orders” above. The start says what they say, so that
the table loads as soon as its measures are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.recipes.recipe import MeasureColumn, Recipe, TableRecipe
from cjdata.ingest.rows.total_rows import is_whole, wholes_of
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.lasting_titles import lasting_words
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import TextLine, lines_above
from cjdata.ingest.tables.table_finder import TableFinder
from cjdata.ingest.unknown_tables.unknown_table import UnknownTable

VALUES = ("value", "values", "observation value", "figure")
"""Headings of the one column of values of a download."""

_SAYS_NOTHING = ("note", "notes", "status", "source", "provider", "feature type", "area type")
_MOST_TEXTS = 60
_MOST_MEASURES = 12
_MOST_ROWS = 20_000


def fitted(recipe: Recipe, block: FoundTable, seen: UnknownTable, finder: TableFinder) -> Recipe:
    """Give a start of one table with what its rows, or the lines above it, choose."""
    table = recipe.table[0]
    value = next((c for c in seen.columns if is_same(c.heading, VALUES) and not c.is_across), None)
    if value is not None and value.number not in (seen.area, seen.year):
        table = _with_values(table, block, seen, finder, value.number)
    elif seen.area is not None and seen.labels:
        columns = _chosen(block, {seen.area, seen.year}, finder)
        table = table.model_copy(update={"column": columns}) if columns else table
    else:
        table = _with_lines(table, block, seen, finder)
    return recipe.model_copy(update={"table": (table,)})


def _with_values(
    table: TableRecipe, block: FoundTable, seen: UnknownTable, finder: TableFinder, value: int
) -> TableRecipe:
    """Name the column of values, and the measures by what stands in the other columns."""
    columns = _chosen(block, {seen.area, seen.year, value}, finder)
    if not columns:
        return table
    return table.model_copy(update={"value": (block.headings[value],), "column": columns})


def _chosen(
    block: FoundTable, known: set[int | None], finder: TableFinder
) -> tuple[MeasureColumn, ...]:
    """Give a measure for each kind of row: what stands in the columns that tell rows apart.

    Of a column with a text for all, the other rows are parts.
    """
    rows = [block.sheet.rows[r] for r in block.rows[:_MOST_ROWS]]
    texts = {
        c: found
        for c in range(block.width)
        if c not in known and block.headings[c] and not is_same(block.headings[c], _SAYS_NOTHING)
        if (found := _texts(rows, c)) and not _repeats(found, finder)
    }
    whole = {c: said for c in texts if (said := wholes_of(texts[c]))}
    telling = [c for c in texts if c not in whole or not any(map(is_whole, whole[c]))]
    kinds = Counter(
        tuple(text_of(_at(row, c)) for c in telling or whole)
        for row in rows
        if all(text_of(_at(row, c)) in said for c, said in whole.items())
    )
    names = [block.headings[c] for c in telling or whole]
    return tuple(
        MeasureColumn(id=f"change-me-{n}", where=dict(zip(names, kind, strict=True)))
        for n, (kind, _) in enumerate(kinds.most_common(_MOST_MEASURES), start=1)
        if any(kind)
    )


def _texts(rows: Sequence[Sequence[Value]], column: int) -> list[str]:
    """Give the different texts of a column; none where it holds numbers, or too many texts."""
    values = {_at(row, column) for row in rows} - {""}
    if len(values) > _MOST_TEXTS or any(map(is_figure, values)):
        return []
    return sorted(map(text_of, values))


def _repeats(texts: Sequence[str], finder: TableFinder) -> bool:
    """Whether a column only says the area or the year again."""
    return all(finder.area(text) or finder.year(text) for text in texts) and not any(
        map(is_whole, texts)
    )


def _at(row: Sequence[Value], column: int) -> Value:
    return row[column] if column < len(row) else ""


def _with_lines(
    table: TableRecipe, block: FoundTable, seen: UnknownTable, finder: TableFinder
) -> TableRecipe:
    """Ask for what lines above say, and call the other texts above harmless."""
    lines = list(lines_above(block))
    chosen = {line.key: line.chosen for line in lines if _is_choice(line, finder)}
    others = [lasting_words(line.text) for line in lines if line.kind == "title"]
    title = words(lasting_words(seen.title))
    harmless = tuple(dict.fromkeys(text for text in others if words(text) - title))
    columns = tuple(c.model_copy(update={"where": chosen}) for c in table.column)
    return table.model_copy(update={"harmless": harmless, "column": columns})


def _is_choice(line: TextLine, finder: TableFinder) -> bool:
    return (
        line.kind == "choice"
        and not is_whole(line.chosen)
        and finder.area(line.chosen) is None
        and finder.year(line.chosen) is None
    )
