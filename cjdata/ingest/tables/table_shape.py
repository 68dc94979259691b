"""Says where a table keeps its areas and years: down a column, across its header, or nowhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cjdata.ingest.cells.cell_texts import is_number, text_of
from cjdata.ingest.cells.status_marks import is_mark_alone
from cjdata.ingest.labels.year_header_rows import YearRows, year_rows
from cjdata.ingest.rows.label_rows import only_numbers_rows
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.phrase_matching import heading
from cjdata.ingest.tables.single_area_and_year import one_year
from cjdata.ingest.tables.surrounding_lines import is_note
from cjdata.ingest.tables.table_finder import TableFinder
from cjdata.reference.areas import Area

_FEWEST_AREAS = 3
_MANY_AREAS = 20
"""So many different ones in a column are its areas, whatever else stands there."""


@dataclass(frozen=True)
class TableShape:
    """Where a block keeps its areas and periods."""

    block: FoundTable
    finder: TableFinder

    @cached_property
    def rows(self) -> list[int]:
        """The rows with anything in them."""
        sheet = self.block.sheet
        marked = {row for row, _ in (*sheet.unvalued, *sheet.faults)}
        return [
            r
            for r in self.block.rows
            if sheet.rows[r].count("") < len(sheet.rows[r]) or r in marked
        ]

    def counts(self, column: int) -> Counter[Value]:
        """Count the values of a column."""
        if column not in self._counts:
            values = Counter(self.block.sheet.down(column, self.rows))
            del values[""]
            self._counts[column] = values
        return self._counts[column]

    @cached_property
    def _counts(self) -> dict[int, Counter[Value]]:
        return {}

    @cached_property
    def columns(self) -> list[int]:
        """The columns, but for those that are only the rest of merged ones, or number the rows."""
        every = [c for c in range(self.block.width) if not self._is_rest(c)]
        is_bare = bool(every) and not self.block.headings[every[0]]
        is_count = is_bare and only_numbers_rows(self.block.sheet, self.rows, every[0])
        return every[1:] if is_count else every

    def _is_rest(self, column: int) -> bool:
        first = self.block.sheet.first(self.block.header_rows[-1], column)
        return first[1] != column and not self.counts(column)

    @cached_property
    def area_columns(self) -> tuple[int, ...]:
        """The columns that name areas: by what stands in them, or else by heading."""
        by_content = tuple(c for c in self.columns if self._names_areas(c))
        headed = (c for c in self.columns if self.is_headed_area(c) and self.counts(c))
        return by_content or tuple(headed)

    def is_headed_area(self, column: int) -> bool:
        """Whether a column has the heading of one of areas."""
        return self.finder.is_area_heading(self.block.names[column])

    def is_headed_year(self, column: int) -> bool:
        """Whether a column has the heading of one of years."""
        return self.finder.is_year_heading(self.block.names[column])

    def _names_areas(self, column: int) -> bool:
        named = {v: a for v in self.counts(column) if (a := self.finder.area(v))}
        if self.is_headed_area(column):
            return bool(named)
        known = sum(self.counts(column)[value] for value in named)
        texts = sum(n for v, n in self.counts(column).items() if isinstance(v, str))
        different = len({a.code for a in named.values()})
        return different >= _MANY_AREAS or (different >= _FEWEST_AREAS and known * 2 >= texts)

    @cached_property
    def year_column(self) -> int | None:
        """The column of periods: by heading, or by what stands in it."""
        if self._headed_year is not None or self.periods_across:
            return self._headed_year
        others = (c for c in self.columns if c not in self.area_columns)
        return next((c for c in others if self._names_periods(c)), None)

    @cached_property
    def _headed_year(self) -> int | None:
        headed = [c for c in self.columns if self.is_headed_year(c) and self.counts(c)]
        headed = [c for c in headed if c not in self.area_columns]
        return max(headed, key=self._periods_in, default=None)

    def _periods_in(self, column: int) -> int:
        return sum(n for v, n in self.counts(column).items() if self.finder.year(v))

    def _names_periods(self, column: int) -> bool:
        if self.finder.period == "calendar_year":
            return False  # counts look like them
        known = self._periods_in(column)
        return known >= 2 and known * 5 >= self.counts(column).total() * 4

    @cached_property
    def periods_across(self) -> dict[int, str]:
        """The columns whose header names a period, where no column does."""
        if self._headed_year is not None and self._periods_in(self._headed_year):
            return {}
        return dict(self.year_rows.years)

    @cached_property
    def year_rows(self) -> YearRows:
        """The years over its columns, and those that a second row of them says instead."""
        columns = [column for column in self.columns if column not in self.area_columns]
        return year_rows(self.block, self.finder, columns)

    @cached_property
    def areas_across(self) -> dict[int, Area]:
        """The columns whose header names an area, where no column does."""
        if self.area_columns:
            return {}
        found = {c: areas[-1] for c in self.columns if (areas := self.areas_above(c))}
        return found if len({a.code for a in found.values()}) >= _FEWEST_AREAS else {}

    @property
    def has_areas(self) -> bool:
        """Whether it names areas at all."""
        return bool(self.area_columns or self.areas_across)

    def areas_above(self, column: int) -> list[Area]:
        """Give the areas that the header of a column names: by code and by name, say."""
        levels = (line[column] for line in self.block.levels.values())
        return [area for value in levels if (area := self.finder.area(value))]

    @cached_property
    def value_columns(self) -> list[int]:
        """The columns that may hold figures."""
        labels = {*self.area_columns, self.year_column}
        return [c for c in self.columns if c not in labels]

    def has_numbers(self, column: int) -> bool:
        """Whether a number stands in a column."""
        return any(map(is_number, self.counts(column)))

    def measure_text(self, column: int) -> str:
        """Give what the header says of a column besides its period and its area."""
        parts = []
        for line in self.block.levels.values():
            value = line[column]
            is_period = column in self.periods_across and self.finder.year(value)
            is_area = column in self.areas_across and self.finder.area(value)
            if not is_period and not is_area:
                parts.append("" if is_mark_alone(text_of(value)) else heading(value))
        return " ".join(dict.fromkeys(part for part in parts if part))

    @cached_property
    def constant_period(self) -> str | None:
        """The one period that the texts above name, where no recipe says which is the title."""
        titles = [t for t in self.block.title[1:] if not is_note(t)]
        title = next((t for t in titles if t.casefold().startswith("table")), (titles or [""])[-1])
        return one_year(title, self.block, self.finder).period

    @cached_property
    def labels(self) -> dict[int, dict[int, Value]]:
        """What stands in the columns of areas and of years, by row.

        Where a column prints each name once for a block of rows, the blank cells below have it
        too: no name stands twice in a row then, and at least half the cells are blank.
        """
        columns = (*self.area_columns, self.year_column)
        return {c: self._down(c) for c in columns if c is not None}

    def _down(self, column: int) -> dict[int, Value]:
        down = dict(zip(self.rows, self.block.sheet.down(column, self.rows), strict=True))
        full = [row for row in self.rows if sum(v != "" for v in self.block.sheet.rows[row]) > 1]
        names = [down[row] for row in full if down[row] != ""]
        is_once = len(names) * 2 <= len(full) and all(a != b for a, b in pairwise(names))
        if not names or not is_once:
            return down
        name: Value = ""
        for row in self.rows:
            name = down[row] if down[row] != "" else name
            down[row] = name
        return down
