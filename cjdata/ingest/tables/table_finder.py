"""Finds the tables of a sheet: where a header ends, where the rows of figures are, their title.

Nothing is addressed: a header is a row with headings that a recipe knows for the area, or with
years side by side, or with councils side by side; figures follow until the next header. Where
councils stand in a column under no such row, the row above them is the header.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from cjdata.ingest.cells.cell_texts import is_figure, is_number, text_of
from cjdata.ingest.cells.stated_units import says_a_unit_alone
from cjdata.ingest.cells.status_marks import is_mark_alone
from cjdata.ingest.labels.area_and_year_names import AreaAndYearNames
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.rows.label_rows import without_label_rows
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, Value
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.parts_below import begins_of_parts
from cjdata.ingest.tables.phrase_matching import LONGEST_HEADING, is_same
from cjdata.ingest.tables.row_order import says_order_of_rows
from cjdata.ingest.tables.surrounding_lines import is_note
from cjdata.reference.areas import Area

_MOST_TITLE_ROWS = 40
_MOST_GROUP_ROWS = 2
_FEWEST_ACROSS = 3
_LOOKED_AT = 200
"""Rows of a table among which one with a figure or an area must be, or it is none."""


@dataclass(frozen=True)
class _Marks:
    """Which of the values of a sheet are headings of areas or years, years, and areas."""

    headings: frozenset[Value]
    years: frozenset[Value]
    areas: dict[Value, Area]


class TableFinder(AreaAndYearNames):
    """Finds the tables of sheets."""

    def blocks(self, sheet: SourceSheet) -> list[FoundTable]:
        """Find every table of a sheet, from the top; one without rows only if there is no other."""
        headers = self._headers(sheet)
        blocks: list[FoundTable] = []
        for number, header in enumerate(headers):
            before = headers[number - 1][-1] + 1 if number else 0
            after = headers[number + 1][0] if number + 1 < len(headers) else len(sheet.rows)
            above = range(before, header[0])
            own = tuple(above if number == 0 else self._own_rows(sheet, above))
            if blocks and self._goes_on(sheet, own):
                title = blocks[-1].title  # a further part of the table above
                above_it = blocks[-1].above
                if any(self._is_year_line(sheet, row) for row in own):
                    above_it = tuple(r for r in above_it if not self._is_year_line(sheet, r))
                own = (*above_it, *own)
            else:
                title = _title(sheet, above, is_first=number == 0)
            rows = range(header[-1] + 1, after)
            whole = FoundTable(sheet, title, header, rows, above=own, end=after)
            blocks += self._parts(whole) or [whole]
        return blocks

    def _parts(self, whole: FoundTable) -> list[FoundTable]:
        """Part a table where its areas stand once more, below a line that says of what."""
        sheet, header, rows = whole.sheet, whole.header_rows, whole.rows
        names = [value for row in header for value in sheet.rows[row]]
        if any(map(self.is_year_heading, names)) or not any(map(self.is_area_heading, names)):
            return []
        span = range(rows[0], rows[-1] + 1) if rows else range(0)
        begins = begins_of_parts(sheet, span, self.area, lambda v: self.year(v) is not None)
        ends = [*begins[1:], whole.end] if begins else []
        return [
            self._part(whole, range(whole.first_row, begin), range(begin, end))
            for begin, end in zip(begins, ends, strict=True)
        ]

    def _part(self, whole: FoundTable, before: range, rows: range) -> FoundTable:
        """Give a part of a table; what stands between it and the part ``before`` is over it."""
        sheet = whole.sheet
        between = self._own_rows(sheet, before)
        is_dated = any(self._is_year_line(sheet, row) for row in between)
        is_first = between.start == before.start
        if is_first and not is_dated:
            return replace(whole, rows=range(whole.first_row, rows.stop), end=rows.stop)
        if is_first or self._goes_on(sheet, between):
            kept = (r for r in whole.above if not (is_dated and self._is_year_line(sheet, r)))
            title, above = whole.title, (*kept, *between)
        else:
            title, above = _title(sheet, between, is_first=False), tuple(between)
        begin, end = rows.start, rows.stop
        return replace(whole, title=title, rows=rows, above=above, end=end, begin=begin)

    def _goes_on(self, sheet: SourceSheet, rows: Iterable[int]) -> bool:
        """Whether rows between two headers hold no text but notes, a unit and a year."""
        texts = [
            text_of(value)
            for row in rows
            if not self._is_year_line(sheet, row)
            for value in sheet.rows[row]
            if text_of(value)
        ]
        return all(is_note(text) or says_a_unit_alone(text) for text in texts)

    def _is_year_line(self, sheet: SourceSheet, row: int) -> bool:
        """Whether a row is one year and no more: the part below it is of that year."""
        values = [value for value in sheet.rows[row] if value != ""]
        return len(values) == 1 and self.year(values[0]) is not None

    def _own_rows(self, sheet: SourceSheet, rows: range) -> range:
        """Leave out, of the rows between two headers, those of the table before."""
        figures = (
            n for n in reversed(rows) if any(v != "" and is_number(v) for v in sheet.rows[n])
        )
        return range(next(figures, rows.start - 1) + 1, rows.stop)

    def _headers(self, sheet: SourceSheet) -> list[tuple[int, ...]]:
        marks = self._marks(sheet)
        telling = marks.headings.union(marks.years, marks.areas)
        rows = [
            n
            for n, row in enumerate(sheet.rows)
            if not telling.isdisjoint(row)
            if self._is_header(row, marks) or self._is_one_year(sheet, n, marks)
        ]
        headers: list[list[int]] = []
        for row in rows:
            if (
                headers
                and row == headers[-1][-1] + 1
                and not self._repeats(sheet, headers[-1], row)
            ):
                headers[-1].append(row)
            else:
                headers.append([row])
        found = [self._whole_header(sheet, header, marks) for header in headers]
        whole = [tuple(header) for header in without_label_rows(sheet, found)]
        ends = [*(header[0] for header in whole), len(sheet.rows)][1:]
        kept = [
            header
            for header, end in zip(whole, ends, strict=True)
            if self._has_figures(sheet, range(header[-1] + 1, end), marks)
        ]
        return self._with_others(sheet, self._with_guessed(sheet, kept, marks), marks) or whole[-1:]

    def _marks(self, sheet: SourceSheet) -> _Marks:
        values = sheet.values
        named = [v for v in values if self.is_area_heading(v) or self.is_year_heading(v)]
        if self.value_headings:
            named += [v for v in values if isinstance(v, str) and is_same(v, self.value_headings)]
        years = frozenset(v for v in values if self.year(v))
        return _Marks(frozenset(named), years, {v: a for v in values if (a := self.area(v))})

    def _is_header(self, row: Sequence[Value], marks: _Marks) -> bool:
        """Whether a row names a column of areas or years, or has years or councils side by side."""
        if not marks.headings.isdisjoint(row):
            cells = [value for value in row if value != ""]
            numbers = 0 if self._are_ages(cells) else sum(map(self._is_number, cells))
            names_area = not marks.areas.keys().isdisjoint(row)
            is_data = names_area and any(is_figure(v) for v in cells if v not in marks.years)
            is_header = not is_data and numbers * 2 < len(cells)
            return len(cells) >= 2 and not self._is_line(cells) and is_header
        named = sum(map(marks.areas.__contains__, row))
        if named >= _FEWEST_ACROSS:
            codes = {marks.areas[value].code for value in row if value in marks.areas}
            if len(codes) >= _FEWEST_ACROSS:
                return True
        dated = sum(map(marks.years.__contains__, row))
        return dated >= 2 and self._has_years_across(row, dated, marks)

    def _are_ages(self, cells: Sequence[Value]) -> bool:
        """Whether the numbers of a row are 0, 1, 2 and on: single years of age over columns."""
        numbers = [value for value in cells if self._is_number(value)]
        return len(numbers) > 1 and numbers == list(range(len(numbers)))

    def _is_line(self, cells: Sequence[Value]) -> bool:
        """Whether two cells are a line such as “Area: | Falkirk” or “Year | 2022-23 to 2024-25”."""
        texts = list(map(text_of, cells))
        return len(cells) == 2 and (
            texts[0].endswith(":")
            or says_order_of_rows(texts[0])
            or any(map(self.is_area_name, cells))
            or (self.is_year_heading(cells[0]) and bool(years_in(texts[1], self.period)))
        )

    def _has_years_across(self, row: Sequence[Value], dated: int, marks: _Marks) -> bool:
        cells = [value for value in row if value != ""]
        if self.period == "calendar_year" and cells[0] in marks.areas:
            return False  # a council and counts that look like years
        is_data = any(self._is_number(value) and value not in marks.years for value in cells)
        return not is_data and dated * 2 >= len(cells) - 2

    @staticmethod
    def _is_one_year(sheet: SourceSheet, number: int, marks: _Marks) -> bool:
        """Whether a row is a label and one year, with a figure right below the year."""
        row = sheet.rows[number]
        if marks.years.isdisjoint(row) or len(row) - row.count("") != 2:
            return False
        column = next(c for c, value in enumerate(row) if value in marks.years)
        below = next((r for r in range(number + 1, len(sheet.rows)) if any(sheet.rows[r])), 0)
        return column > 0 and is_figure(sheet.at(below, column)) and below > 0

    @staticmethod
    def _is_number(value: Value) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _repeats(self, sheet: SourceSheet, header: Sequence[int], row: int) -> bool:
        """Whether a row names an area or year column where the header above it has one too.

        Then the header above is none, but lines such as “Year: 2023-24” over the table.
        """
        return any(
            self._is_label(sheet.at(above, column)) and self._is_label(value)
            for above in header
            for column, value in enumerate(sheet.rows[row])
        )

    def _is_label(self, value: Value) -> bool:
        return self.is_area_heading(value) or self.is_year_heading(value)

    def _has_figures(self, sheet: SourceSheet, rows: range, marks: _Marks) -> bool:
        """Whether there is anything to read below a header."""
        return any(
            self._is_number(v) or v in marks.areas or (isinstance(v, str) and is_figure(v))
            for row in rows[:_LOOKED_AT]
            for v in sheet.rows[row]
            if v != ""
        ) or any(row in rows for row, _ in (*sheet.unvalued, *sheet.faults))

    def _with_guessed(
        self, sheet: SourceSheet, headers: list[tuple[int, ...]], marks: _Marks
    ) -> list[tuple[int, ...]]:
        """Add the row above councils that stand in a column under no known header.

        A single text there is a title, and no header, unless it stands over figures alone.
        """
        first = headers[0][0] if headers else len(sheet.rows)
        listed = {n for n in range(first) if not marks.areas.keys().isdisjoint(sheet.rows[n])}
        runs = sorted(n for n in listed if {n + 1, n + 2} <= listed)
        start = next((n for n in runs if any(map(is_figure, sheet.rows[n]))), 0)
        above = [n for n in range(start) if any(text_of(v) for v in sheet.rows[n])][-1:]
        cells = [c for c, value in enumerate(sheet.rows[above[0]]) if value != ""] if above else []
        is_over_figures = all(is_figure(sheet.at(start, c)) for c in cells)
        if not cells or (len(cells) < 2 and not is_over_figures):
            return headers
        return [self._whole_header(sheet, above, marks), *headers]

    def _with_others(
        self, sheet: SourceSheet, headers: list[tuple[int, ...]], marks: _Marks
    ) -> list[tuple[int, ...]]:
        """Add the headers of tables of something else, such as of ages, that end the one above.

        Each stands below a title of its own, which an empty row parts from what is above.
        """
        known = {row for header in headers for row in header}
        others = (
            (row,)
            for row in range(1, len(sheet.rows) - 1)
            if row not in known and row + 1 not in known
            if self._heads_another(sheet, row, marks)
        )
        return sorted([*headers, *others])

    def _heads_another(self, sheet: SourceSheet, row: int, marks: _Marks) -> bool:
        # What is cheap to tell comes first: of thousands of rows, few stand below a single text.
        if any(sheet.rows[row - 2] if row > 1 else ()):
            return False
        title = [value for value in sheet.rows[row - 1] if value != ""]
        if len(title) != 1 or is_note(text_of(title[0])):
            return False
        cells, below = ([v for v in sheet.rows[n] if v != ""] for n in (row, row + 1))
        return (
            len(cells) >= 2
            and all(isinstance(value, str) and not is_figure(value) for value in cells)
            and any(map(is_figure, below))
            and marks.areas.keys().isdisjoint(below)
            and marks.years.isdisjoint(below)
        )

    def _whole_header(
        self, sheet: SourceSheet, header: list[int], marks: _Marks
    ) -> tuple[int, ...]:
        """Add the rows of group labels above, and a row of further labels below."""
        below = header[-1] + 1
        if self._is_label_row(sheet, below, header, marks):
            header = [*header, below]
        if self._is_index_row(sheet, header[-1] + 1):
            header = [*header, header[-1] + 1]
        top, corner = header[0], self._corner(sheet, header)
        for above in range(top - 1, max(top - 1 - _MOST_GROUP_ROWS, -1), -1):
            if not self._is_group_row(sheet, above, corner):
                break
            header = [above, *header]
        return tuple(header)

    def _is_index_row(self, sheet: SourceSheet, row: int) -> bool:
        """Whether a row below a header only names the first column, as pandas writes it."""
        cells = [value for value in sheet.rows[row] if value != ""] if row < len(sheet.rows) else []
        return len(cells) == 1 and sheet.at(row, 0) != "" and self._is_label(cells[0])

    @staticmethod
    def _corner(sheet: SourceSheet, header: Sequence[int]) -> int:
        """Give the first column of a header and of the first row below it."""
        below = (n for n in range(header[-1] + 1, len(sheet.rows)) if any(sheet.rows[n]))
        rows = [sheet.rows[n] for n in (*header, *islice(below, 1))]
        return min(c for row in rows for c, value in enumerate(row) if value != "")

    @staticmethod
    def _is_group_row(sheet: SourceSheet, row: int, corner: int) -> bool:
        """Whether a row above a header holds labels over its columns, and is no title."""
        cells = {c: text_of(v) for c, v in enumerate(sheet.rows[row]) if text_of(v)}
        return (
            bool(cells)
            and min(cells) > corner
            and not _is_unit_line(sheet, row, list(cells.values()))
            and all(isinstance(sheet.rows[row][c], str) for c in cells)
            and all(len(text) <= LONGEST_HEADING for text in cells.values())
            and not any(text.casefold().startswith("table ") for text in cells.values())
        )

    def _is_label_row(
        self, sheet: SourceSheet, row: int, header: Sequence[int], marks: _Marks
    ) -> bool:
        """Whether a row below a header goes on with it: names or units of its columns, no data.

        Nothing stands under the headings of area and year then, nor left of them.
        """
        if row >= len(sheet.rows):
            return False
        cells = {c: v for c, v in enumerate(sheet.rows[row]) if text_of(v)}
        labels = [c for r in header for c, v in enumerate(sheet.rows[r]) if v in marks.headings]
        first = self._corner(sheet, [*header, row])
        are_marks = all(is_mark_alone(text_of(value)) for value in cells.values())
        return (
            (len(cells) >= 2 or (are_marks and bool(cells)))
            and not any(c in labels or c <= first for c in cells)
            and all(isinstance(v, str) and len(v) <= LONGEST_HEADING for v in cells.values())
            and not any(is_figure(v) or v in marks.years for v in cells.values())
        )


def _is_unit_line(sheet: SourceSheet, row: int, texts: Sequence[str]) -> bool:
    """Whether a row is one unit, such as “Percentage” at its right end, over the table as a whole.

    A unit that is merged over some columns is a label over these.
    """
    is_merged = any(
        span.first_row <= row <= span.last_row and span.first_column < span.last_column
        for span in sheet.merged
    )
    return len(texts) == 1 and not is_merged and says_a_unit_alone(texts[0])


def _title(sheet: SourceSheet, rows: range, *, is_first: bool) -> tuple[str, ...]:
    """Give the texts above a table that are no figures, nearest last, after the sheet's name."""
    texts = []
    for row in rows[-_MOST_TITLE_ROWS:]:
        cells = [text_of(value) for value in sheet.rows[row] if text_of(value)]
        if len(cells) <= 2 or is_first:
            texts += [text for text in cells if len(text) > 3]
    return (sheet.name, *texts)
