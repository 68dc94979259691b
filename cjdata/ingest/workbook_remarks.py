"""What there is to say of a workbook as a whole, and of its tables that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.source_workbook import Level, SourceWorkbook, cell_name
from cjdata.ingest.tables.known_tables import TableOnSheet, TableSurvey
from cjdata.reference.periods import last_day, month_in_words

_MOST_SHOWN = 12


class _UnreadTable(Protocol):
    @property
    def data(self) -> Sequence[object]: ...


def newest_year(places: Iterable[TableOnSheet]) -> str:
    """Give the newest year of the figures that can be read; empty where there is none."""
    return max((year for place in places if place.found for year in place.years), default="")


def unknown(
    book: SourceWorkbook, named: Sequence[Recipe], survey: TableSurvey, naming: str = ""
) -> Remark:
    """Say that no recipe knows a workbook, with the titles and headings that were seen.

    ``naming`` is the text in it that names the publication of the first of the ``named`` recipes.
    """
    seen = "; ".join(f"{s.name}: “{s.first_text[:80]}”" for s in book.sheets[:_MOST_SHOWN])
    shapes = survey.shapes(named[0]) if named else []
    headings = dict.fromkeys(text for shape in shapes for text in shape.block.headings if text)
    shown = ", ".join(f"“{text[:40]}”" for text in islice(headings, _MOST_SHOWN))
    wanted = "a table with titles and headings of a recipe in reference/recipes"
    is_named = "it names no publication that a recipe knows, and "
    if named:
        is_named = f"the file says it is {named[0].title} (“{naming[:80]}”), but "
        tables = dict.fromkeys(table.name for table in named[0].table)
        more = f" and {len(tables) - _MOST_SHOWN} more" if len(tables) > _MOST_SHOWN else ""
        one = f"the table “{next(iter(tables))}”"
        listed = f"one of these tables: {'; '.join(islice(tables, _MOST_SHOWN))}{more}"
        wanted = one if len(tables) == 1 else listed
    return _remark(
        "error",
        "unknown workbook",
        book,
        f"{is_named}none of its tables is known. Sheets and titles seen: {seen}"
        + (f". Headings seen: {shown}" if shown else ""),
        wanted,
        "If it is of another subject, there is nothing in it to load. If not, open it on the page "
        "“Add official workbooks” and point at its table, or write a recipe: “python -m cjdata "
        "recipe FILE” prints a start.",
    )


def unnamed(book: SourceWorkbook, recipe: Recipe) -> Remark:
    """Say that a workbook does not name the publication that its tables look like."""
    return _remark(
        "warning",
        "publication not named",
        book,
        f"nothing in the file names its publication; its tables look like {recipe.title}",
        f"words such as “{recipe.workbook[0]}” on the cover or in a title",
        "Say yes if that is what it is.",
    )


def about_figures(
    book: SourceWorkbook,
    year: str,
    places: Sequence[TableOnSheet],
    tables: Sequence[_UnreadTable],
    published: str,
) -> list[Remark]:
    """Say that there are no figures, that no year is named, or one before that of the figures.

    Or that the newest year was not over when the edition was ``published``: a day or a month.
    """
    newest = newest_year(places)
    if not any(table.data for table in tables):
        place = next(place for place in places if place.found)
        cell = cell_name(place.shape.block.header_rows[-1], 0)
        found = "no figures: the table is empty"
        fix = "Fill it in, or load the file that has the figures."
        return [Remark("error", "empty", book.name, place.sheet.name, cell, found, "a figure", fix)]
    if not year:
        expected = "a year on the cover, in a title or beside the figures"
        fix = "Write the year into the title, such as “2023-24”, or say which edition it is."
        return [_remark("error", "no edition", book, "no year", expected, fix)]
    remarks = []
    if newest > year:
        found = f"figures for {newest} in an edition named {year}"
        fix = "Check the year on the cover; if it is right, say yes."
        expected = f"no year after {year}"
        remarks.append(_remark("warning", "edition older than figures", book, found, expected, fix))
    if published and newest and last_day(newest)[: len(published)] > published:
        day = month_in_words(published)
        found = f"figures for {newest}, which was not over when it was published ({day})"
        expected = f"figures of years that were over by {day}"
        fix = "Check the year and the date of publication; say yes if they are right."
        remarks.append(_remark("warning", "year not over", book, found, expected, fix))
    return remarks


def _remark(
    level: Level, kind: str, book: SourceWorkbook, found: str, expected: str, fix: str
) -> Remark:
    return Remark(level, kind, book.name, "", "", found, expected, fix)
