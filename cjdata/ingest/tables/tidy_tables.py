"""Reads tables with one value a row, such as downloads of open data and the local template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.status_marks import status_in
from cjdata.ingest.labels.odd_years import bare_year
from cjdata.ingest.recipes.recipe import MeasureColumn, TableRecipe
from cjdata.ingest.rows.chosen_rows import KINDS_OF_PLACES, UNITS, Said, is_link
from cjdata.ingest.rows.total_rows import SPLITTING, is_whole, wholes_of
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.measure_fit import title_of
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.table_finder import TableFinder
from cjdata.reference.areas import Area

_SAID = ("measurement", "unit", "units", "provider", "note", "notes", "status", "source")
"""Headings of columns that say something of a row, and split nothing."""

_OF_YEARS = words("year period date")
"""Words over a column that says of which year rows are."""

_OF_ISSUE = words("published publication released issued extracted downloaded updated modified")
"""Words over a column that says when rows came out."""

_LIMIT = re.compile(
    r"(?:lower|upper)\b.*\b(?:ci|cl|limit|bound|confidence)|(?:ci|cl|confidence|limit)\b.*\b(?:lower|upper)",
    re.IGNORECASE,
)
"""The heading of a limit of an interval around each value."""

_NEARLY_ALL = 0.9
_MOST_VALUES = 200
"""A column with more different texts, none of them for the whole, is no dimension."""

_SETTLED, _UNSETTLED = 1.0, 0.5


@dataclass(frozen=True)
class TidyMatch:
    """A table with one value a row that a recipe knows, with the place of what it needs.

    Attributes
    ----------
    area, constant
        The column of areas; or the area that stands above the table, if one does.
    year, value
        The columns of years and of values.
    others
        The other columns, by their heading.
    """

    table: TableRecipe
    block: FoundTable
    finder: TableFinder
    title: str
    area: int | None
    constant: Area | None
    year: int
    value: int
    others: Mapping[str, int]

    @property
    def score(self) -> float:
        """How well the table fits: the more the recipe asks of its columns, the better."""
        return len(self.asked) + (_UNSETTLED if self.unsettled else _SETTLED)

    @property
    def columns_read(self) -> tuple[MeasureColumn, ...]:
        """The measures that are read."""
        return self.table.column

    @property
    def has_areas(self) -> bool:
        """Whether each row names its area."""
        return self.area is not None

    @cached_property
    def asked(self) -> dict[str, int]:
        """The columns that the recipe asks about, by the heading it has for them."""
        names = dict.fromkeys(name for column in self.table.column for name in column.where)
        return {
            name: next(c for h, c in self.others.items() if is_same(h, (name,))) for name in names
        }

    @cached_property
    def _splits(self) -> dict[int, list[str]]:
        """The further columns that may split a value into parts, with their texts."""
        rows = self.block.sheet.rows
        found = {}
        for said, column in self.others.items():
            is_known = is_same(said, (*_SAID, *KINDS_OF_PLACES)) or self._is_limit(said, column)
            if column in self.asked.values() or is_known:
                continue
            values = {rows[r][column] for r in self.block.rows if len(rows[r]) > column}
            texts = sorted({text_of(value) for value in values if value != ""})
            is_split = is_same(said, SPLITTING) or 1 < len(texts) <= _MOST_VALUES
            if texts and (is_split or wholes_of(texts)) and not self._repeats(texts):
                found[column] = texts
        return found

    def _is_limit(self, heading: str, column: int) -> bool:
        """Whether a column has the limits of intervals around the values: numbers alone."""
        values = (self.block.sheet.at(row, column) for row in self.block.rows)
        return bool(_LIMIT.search(heading)) and all(is_figure(v) for v in values if v != "")

    def _repeats(self, texts: Sequence[str]) -> bool:
        """Whether a column only says the area or the year again."""
        areas = sum(self.finder.area(text) is not None for text in texts)
        return areas * 2 > len(texts) or all(map(self.finder.year, texts))

    @cached_property
    def wholes(self) -> dict[int, frozenset[str]]:
        """What stands for the whole in each column that splits values and is not asked about."""
        return {c: whole for c, texts in self._splits.items() if (whole := wholes_of(texts))}

    @cached_property
    def unsettled(self) -> dict[int, tuple[str, ...]]:
        """The columns that split values with no text for the whole, and that nobody asks about."""
        return {c: tuple(texts) for c, texts in self._splits.items() if c not in self.wholes}

    @property
    def chosen_by(self) -> dict[str, Said]:
        """What lines above the table must say, as the recipe asks: nothing here, rows say it."""
        return {}

    @cached_property
    def said_beside(self) -> dict[int, Said]:
        """What stands in the further columns that split nothing, and that nobody asks about."""
        rows, found = self.block.sheet.rows, {}
        known = {self.area, self.year, self.value, *self.others.values()}
        nameless = (c for c in range(self.block.width) if c not in known)
        for said, column in (*self.others.items(), *(("", c) for c in nameless)):
            is_known = column in self.asked.values() or column in self._splits
            is_known = is_known or self._says_again(column) or self._is_limit(said, column)
            if is_known or is_same(said, KINDS_OF_PLACES):
                continue
            values = {rows[r][column] for r in self.block.rows if len(rows[r]) > column} - {""}
            every = (text_of(value) for value in values)
            is_unit = is_same(said, UNITS)
            is_left = (t for t in every if not (is_whole(t) and not is_unit) and not is_link(t))
            texts = tuple(sorted(is_left))
            if texts and len(texts) <= _MOST_VALUES:
                found[column] = texts
        return found

    @cached_property
    def says_areas(self) -> tuple[int, ...]:
        """The further columns whose texts nearly all name areas: they must agree with the row’s."""
        return tuple(c for c in self._further if self._names(c, self.finder.is_area_name))

    @cached_property
    def says_years(self) -> tuple[int, ...]:
        """The further columns whose texts nearly all name years: they must agree with the row’s."""
        said = {c: words(self.block.headings[c]) for c in self._further}
        headed = (c for c, of in said.items() if of & _OF_YEARS and not of & _OF_ISSUE)
        of_years = {c for c in headed if self._names(c, self.year_said, in_all=True)}
        named = {c for c in self._further if self._names(c, self.finder.year)}
        return tuple(sorted(of_years | named))

    def year_said(self, value: Value) -> str | None:
        """Give the year that a further cell says: a period, or the year it begins or ends with."""
        return self.finder.year(value) or bare_year(text_of(value))

    @property
    def _further(self) -> Iterator[int]:
        known = {self.area, self.year, self.value, *self.asked.values()}
        return (c for said, c in self.others.items() if c not in known and not is_same(said, _SAID))

    def _names(self, column: int, name: Callable[[Value], object], *, in_all: bool = False) -> bool:
        values = Counter(self.block.sheet.down(column, self.block.rows))
        del values[""]
        named = sum(count for value, count in values.items() if name(value))
        # “Country: Scotland” in every row says of whom the table is as a whole.
        is_told = len(values) > 1 or values.total() == 1 or (in_all and values.total() > 0)
        return is_told and named >= _NEARLY_ALL * values.total()

    def _says_again(self, column: int) -> bool:
        """Whether a column says in each row the area or the year that the row has anyway."""
        sheet, finder = self.block.sheet, self.finder
        for row in self.block.rows:
            value = sheet.at(row, column)
            area = None if self.area is None else finder.area(sheet.at(row, self.area))
            year = finder.year(sheet.at(row, self.year))
            says_area = area is not None and finder.area(value) is area
            says_year = year is not None and finder.year(value) == year
            if text_of(value) and not says_area and not says_year:
                return False
        return True

    def said(self, row: int, *names: str) -> str:
        """Give what a row says under one of these headings; empty where there is none."""
        for text, column in self.others.items():
            if is_same(text, names):
                return text_of(self.block.sheet.at(row, column))
        return ""

    def unit(self, row: int) -> str:
        """Give what a row says of its unit."""
        return self.said(row, "unit", "units")

    def note(self, row: int) -> str:
        """Give who provided the figure of a row, and its note."""
        provider, note = self.said(row, "provider"), self.said(row, "note", "notes")
        year = text_of(self.block.sheet.at(row, self.year)) if self.table.every else ""
        firm = status_in(year, bare=True)
        parts = (f"Provided by {provider}" if provider else "", firm, note)
        return "; ".join(part for part in parts if part)


def match_tidy(table: TableRecipe, block: FoundTable, finder: TableFinder) -> TidyMatch | None:
    """Match a table by its title and headings, in any order; None where one is not there."""
    title = title_of(table, block)
    if title is None or not is_tidy(table):
        return None
    headings = list(block.headings)
    area = next((i for i, h in enumerate(headings) if finder.is_area_heading(h)), None)
    year = next((i for i, h in enumerate(headings) if finder.is_year_heading(h)), None)
    value = next((i for i, h in enumerate(headings) if is_same(h, table.value)), None)
    above = (a for text in reversed(block.title) if (a := finder.area(text)))
    constant = next(above, None) if area is None else None
    names_area = area is not None or constant is not None or bool(table.every)
    if year is None or value is None or not names_area:
        return None
    others = {h: i for i, h in enumerate(headings) if h and i not in (area, year, value)}
    asked = {name for column in table.column for name in column.where}
    if not all(any(is_same(h, (name,)) for h in others) for name in asked):
        return None
    return TidyMatch(table, block, finder, title, area, constant, year, value, others)


def is_tidy(table: TableRecipe) -> bool:
    """Whether a recipe is of a table with one value a row that says what it is of."""
    return bool(table.value) and (bool(table.every) or any(c.where for c in table.column))
