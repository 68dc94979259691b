"""What there is to say of tables of a workbook that were not read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from cjdata.ingest.cells.cell_texts import is_figure, is_number
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.figures_read import ReadTable
from cjdata.ingest.labels.written_years import without_years
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.recognise_publication import top_lines
from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.source_workbook import Level, SourceSheet, SourceWorkbook, cell_name
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.known_tables import TableOnSheet
from cjdata.ingest.tables.measure_fit import MeasureFitter, near_title, title_of
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.title_numbers import without_number
from cjdata.ingest.tables.unread_parts import has_unheaded_areas
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Measure

_FEWEST_NUMBERS = 10
_LOOKED_AT = 200
_MUCH_ALIKE = 0.6


def note_unread(
    place: TableOnSheet, recipe: Recipe, measures: Mapping[str, Measure], notes: GroupedRemarks
) -> None:
    """Take down a table that looks like one of the recipe's, and is not read."""
    block = place.shape.block
    cell = (block.header_rows[0], 0)
    if place.matches and has_unheaded_areas(place.shape):
        notes.error(
            "figures without a heading",
            cell,
            f"areas and figures under the title “{place.matches[0].title}”, and no heading over "
            "the figures",
            f"headings of “{place.matches[0].table.name}”",
            "Write the headings, or take out the row in the middle of the table above.",
        )
        return
    for one in place.matches if _has_content(place) else ():
        seen = "; ".join(f"“{text}”" for text in dict.fromkeys(one.texts.values()) if text)
        notes.warning(
            "table not read",
            cell,
            f"the title “{one.title}” over "
            + (f"the headings {seen}" if seen else "a table without headings"),
            f"headings of “{one.table.name}”",
            "If its figures are wanted, add the headings to the recipe; if not, say yes.",
        )
    for table in () if place.matches else recipe.table:
        text = near_title(MeasureFitter(table, measures), block)
        if text:
            notes.error(
                "title not understood",
                cell,
                f"the title “{text}” over this table",
                f"“{table.titles[0]}”",
                "Correct the title, or add it to the recipe if it means the same.",
            )
            return


def _has_content(place: TableOnSheet) -> bool:
    """Whether a figure, an area or a year stands in a table: a list on a cover has none."""
    shape = place.shape
    every = [value for column in shape.columns for value in shape.counts(column)]
    named = (value for value in every if shape.finder.area(value) or shape.finder.year(value))
    return any(map(is_figure, every)) or any(named)


def note_passed_over(place: TableOnSheet, notes: GroupedRemarks) -> None:
    """Name a table that is not read, on a sheet of which another one is."""
    block = place.shape.block
    title = block.title[-1] if len(block.title) > 1 else block.sheet.name
    found = f"a further table of figures that no measure is read from, below “{title[:80]}”"
    notes.note("table not read", (block.header_rows[0], 0), found)


def lost_tables(
    book: SourceWorkbook,
    areas: Areas,
    recipe: Recipe,
    places: Iterable[TableOnSheet],
    lists: Collection[str],
) -> list[Remark]:
    """Say that a sheet has the title of one of the recipe's tables, and numbers, but no table.

    It is an error if councils are named there. ``lists`` of contents have titles of others.
    """
    held = {place.sheet.name for place in places} | set(lists)
    remarks = []
    for sheet in (sheet for sheet in book.sheets if sheet.name not in held):
        numbers = list(islice(_numbers(sheet), _FEWEST_NUMBERS))
        block = FoundTable(sheet, tuple(top_lines(sheet)), (0,), range(0))
        fitting = [t for t in recipe.table if t.titles and title_of(t, block) is not None]
        if fitting and len(numbers) == _FEWEST_NUMBERS:
            found = f"figures under the title of “{fitting[0].name}”, but no headings over them"
            expected = "headings for the area and the year, or years side by side"
            fix = "Compare with the publication: rows may be missing. If it is no table, say yes."
            place = (book.name, sheet.name, numbers[0])
            names = (v for row in sheet.rows[:_LOOKED_AT] for v in row if isinstance(v, str))
            level: Level = "error" if any(map(areas.get, names)) else "warning"
            remarks.append(Remark(level, "table not found", *place, found, expected, fix))
    return remarks


def changed_titles(
    book: SourceWorkbook,
    recipe: Recipe,
    tables: Sequence[ReadTable],
    told: Sequence[Remark],
    lists: Collection[str],
) -> list[Remark]:
    """Say which table of the recipe was not found, where a sheet that is not read is much like it.

    A publisher’s new word in a title must not lose a table in silence. Of sheets of which
    something is ``told`` already, and of ``lists`` of contents, nothing more is said.
    """
    read = {datum.measure for table in tables for datum in table.data}
    found = {table.recipe.name for table in tables}
    used = {table.sheet for table in tables} | {r.sheet for r in told if r.level != "note"}
    used |= set(lists)
    lines = [
        (sheet.name, text, words(without_years(without_number(text, frozenset()))))
        for sheet in book.sheets
        if sheet.name not in used and list(islice(_numbers(sheet), _FEWEST_NUMBERS))
        for text in top_lines(sheet)
    ]
    remarks = []
    for table in recipe.table:
        own = {column.id for column in table.column}
        if not lines or table.name in found or len(own & read) * 2 >= len(own):
            continue
        phrases = [words(title) for title in table.titles]
        likeness, name, text = max(
            (max((_alike(said, phrase) for phrase in phrases), default=0.0), name, text)
            for name, text, said in lines
        )
        if likeness >= _MUCH_ALIKE:
            seen = f"nothing is read from it, and its title “{text[:120]}” is much like one"
            expected = f"“{table.titles[0]}” ({table.name})"
            fix = "If it is that table, add its title to the recipe; if not, say yes."
            remarks.append(
                Remark("warning", "title changed", book.name, name, "", seen, expected, fix)
            )
    return remarks


def _alike(said: frozenset[str], own: frozenset[str]) -> float:
    """Give how much of the words of two titles both have, from 0 to 1.

    A title that has all words of the recipe’s, and one that it must not have, is much like it.
    """
    if not said or not own:
        return 0.0
    both = len(said & own) / len(said | own)
    return max(both, _MUCH_ALIKE) if own <= said and both > _MUCH_ALIKE / 2 else both


def _numbers(sheet: SourceSheet) -> Iterable[str]:
    for number, row in enumerate(sheet.rows[:_LOOKED_AT]):
        yield from (cell_name(number, c) for c, value in enumerate(row) if is_number(value))
