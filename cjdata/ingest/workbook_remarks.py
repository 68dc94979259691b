"""What there is to say of a workbook as a whole, and of its tables that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from cjdata.ingest.near_tables import NearTable
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.remarks import Remark
from cjdata.ingest.spreadsheets.source_workbook import Level, SourceWorkbook, cell_name
from cjdata.ingest.tables.known_tables import TableOnSheet
from cjdata.reference.periods import last_day, month_in_words

_MOST_SHOWN = 12
_SHOWN = 80

_POINT = (
    "open it on the page “Add official workbooks” and point at its table, or write a recipe: "
    "“python -m cjdata recipe FILE” prints a start."
)
_NEAR_FIX = (
    "If the publication has other words for it now, add them to the recipe. If it is another "
    f"table, {_POINT}"
)
_NAMED_FIX = (
    "A file is read as the publication that it names. If its name is wrong, load the file of the "
    "right one."
)


@dataclass(frozen=True)
class UnreadWorkbook:
    """What is known of a workbook that no recipe reads.

    Attributes
    ----------
    named, naming
        The recipe of the publication that it names, if it names one, and the text that does.
    near
        The table that comes nearest to one of a recipe.
    other
        The recipe that its tables look like, where that is none of the publication it names.
    headings
        The headings that were seen.
    """

    named: Recipe | None = None
    naming: str = ""
    near: NearTable | None = None
    other: Recipe | None = None
    headings: tuple[str, ...] = ()


class _UnreadTable(Protocol):
    @property
    def data(self) -> Sequence[object]: ...


def newest_year(places: Iterable[TableOnSheet]) -> str:
    """Give the newest year of the figures that can be read; empty where there is none."""
    return max((year for place in places if place.found for year in place.years), default="")


def unknown(book: SourceWorkbook, known: UnreadWorkbook) -> Remark:
    """Say that no recipe knows a workbook, with what its tables have and lack.

    Of a table that has the title, or the columns, of one that is known, it is said what is missing.
    """
    is_named = "it names no publication that a recipe knows"
    if known.named:
        is_named = f"the file says it is {known.named.title} (“{known.naming[:_SHOWN]}”)"
    if near := known.near:
        of = "" if known.named else f". That is a table of {near.recipe.title}"
        place = (book.name, near.sheet, near.cell)
        found = f"{is_named}. {near.found}{of}"
        return Remark("error", "unknown workbook", *place, found, near.expected, _NEAR_FIX)
    if known.other:
        found = f"{is_named}, but its tables look like {known.other.title}"
        expected = f"tables of {known.named.title}" if known.named else ""
        return _remark("error", "unknown workbook", book, found, expected, _NAMED_FIX)
    seen = "; ".join(f"{s.name}: “{s.first_text[:_SHOWN]}”" for s in book.sheets[:_MOST_SHOWN])
    shown = ", ".join(f"“{text[:40]}”" for text in islice(known.headings, _MOST_SHOWN))
    return _remark(
        "error",
        "unknown workbook",
        book,
        f"{is_named}, {'but' if known.named else 'and'} none of its tables is known. Sheets and "
        f"titles seen: {seen}" + (f". Headings seen: {shown}" if shown else ""),
        _tables_of(known.named),
        f"If it is of another subject, there is nothing in it to load. If not, {_POINT}",
    )


def _tables_of(recipe: Recipe | None) -> str:
    """Name the tables that are looked for."""
    if recipe is None:
        return "a table with titles and headings of a recipe in reference/recipes"
    tables = dict.fromkeys(table.name for table in recipe.table)
    if len(tables) == 1:
        return f"the table “{next(iter(tables))}”"
    more = f" and {len(tables) - _MOST_SHOWN} more" if len(tables) > _MOST_SHOWN else ""
    return f"one of these tables: {'; '.join(islice(tables, _MOST_SHOWN))}{more}"


def unnamed(book: SourceWorkbook, recipe: Recipe, almost: str = "") -> Remark:
    """Say that a workbook does not name the publication that its tables look like.

    ``almost`` says what names it all the same, and why that does not count.
    """
    found = almost or "neither the cover, a title nor the file’s name says its publication"
    return _remark(
        "warning",
        "publication not named",
        book,
        f"{found}; its tables look like {recipe.title}",
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
