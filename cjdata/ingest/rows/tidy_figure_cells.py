"""Goes through the rows of a table with one value a row: which cell is a figure of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.cells.noted_statuses import NotedStatuses, signed_lines
from cjdata.ingest.cells.status_marks import status_in, telling
from cjdata.ingest.labels.odd_years import agrees
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.recipes.recipe import MeasureColumn
from cjdata.ingest.rows.excluded_rows import ExcludedRows
from cjdata.ingest.rows.figure_cells import EXPECTED_AREA, FigureCell, expected_year, period_for
from cjdata.ingest.spreadsheets.source_workbook import Place, Value
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.surrounding_lines import lines_above, lines_below
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.areas import Area

_MOST_NAMED = 3


@dataclass(frozen=True)
class TidyRows:
    """The rows of a matched table with one value a row."""

    match: TidyMatch
    notes: GroupedRemarks
    signed: Mapping[str, str] = field(default_factory=dict)
    """The notes of a sheet of their own, by sign."""

    def slots(self) -> Iterator[FigureCell]:
        """Give the cell of every row that a measure asks for; take down what is not known."""
        self._check_columns()
        found, sheet, finder = self.match, self.match.block.sheet, self.match.finder
        chooser, left_out = _Chooser(found), ExcludedRows(found.table, found.block)
        for number in found.block.rows:
            row = sheet.rows[number]
            columns = chooser.columns(row)
            if not columns and not found.table.every:
                chooser.pass_over(row)
                continue
            if not _is_filled(found, row) or left_out.has(number, _labels(found, row)):
                continue
            if found.area is None and found.constant is None:
                self._no_area()
                return
            area = found.constant if found.area is None else finder.area(_at(row, found.area))
            period = finder.year(_at(row, found.year))
            if area is None:
                self._unknown("area", (number, found.area or 0), EXPECTED_AREA)
            elif period is None:
                self._unknown("year", (number, found.year), expected_year(finder.period))
            elif not columns:
                expected = "a measure from the list in the template"
                self._unknown("measure", (number, chooser.first), expected)
            elif not self._is_contradicted(number, area, period):
                status = self._status(row, number, period)
                for column in columns:
                    when = period_for(column, period)
                    yield FigureCell(column.id, area, when, number, found.value, status)
        self._tell_of_the_rest(chooser)
        self._tell_of_missing(chooser)

    def _is_contradicted(self, number: int, area: Area, period: str) -> bool:
        """Take down a row whose further columns name another area, or another year, than it has."""
        found, sheet, finder = self.match, self.match.block.sheet, self.match.finder
        if found.table.every:
            return False
        named = (c for c in found.says_areas if finder.is_area_name(sheet.at(number, c)))
        of_areas = ((c, finder.area(sheet.at(number, c))) for c in named)
        of_years = ((c, found.year_said(sheet.at(number, c))) for c in found.says_years)
        wrong = [("areas", c) for c, other in of_areas if other and other is not area]
        wrong += [("years", c) for c, other in of_years if other and not agrees(other, period)]
        for kind, column in wrong[:1]:
            own = area.name if kind == "areas" else period
            self.notes.error(
                f"two {kind} in a row",
                (number, column),
                f"“{text_of(sheet.at(number, column))}” in a row of {own}",
                f"one of the {kind} in each row",
                "Compare the row with the publication; rows may have been shifted.",
            )
        return bool(wrong)

    def _tell_of_the_rest(self, chooser: _Chooser) -> None:
        """Name the figures that no measure asks for."""
        found = self.match
        place = (found.block.header_rows[-1], found.value)
        passed_over = chooser.passed_over
        if passed_over:
            named = [f"“{said}” ({count:,} rows)" for said, count in passed_over.items()]
            more = len(named) - _MOST_NAMED
            shown = ", ".join(named[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
            self.notes.note("not read", place, f"figures that no measure is read from: {shown}")

    def _tell_of_missing(self, chooser: _Chooser) -> None:
        """Warn of a measure that no row is of, where rows are left over."""
        found = self.match
        for column in chooser.unused if chooser.passed_over else ():
            wanted = " and ".join(
                f"“{text if isinstance(text, str) else text[0]}” under “{name}”"
                for name, text in column.where.items()
            )
            self.notes.warning(
                "no row of a measure",
                (found.block.header_rows[-1], chooser.first),
                f"no row says {wanted}, while other rows are not read",
                "rows of each measure that the recipe reads in this table",
                "Compare with the publication: if it uses another word now, put that into the "
                "recipe. If it has no such rows, say yes.",
            )

    def _status(self, row: Sequence[Value], number: int, period: str) -> str:
        """Give what the year and the area of a row say of its figure, and its column “Status”.

        So do the notes that these lead to, and the title, the headings and the figure itself.
        """
        found = self.match
        cells = [_at(row, column) for column in (found.year, found.area) if column is not None]
        said = [status_in(v, bare=True) for v in cells if isinstance(v, str)]
        own = found.said(number, "status")
        leading = (found.title, *found.block.names, *cells, _at(row, found.value))
        led = self._noted.of((v for v in leading if isinstance(v, str)), period)
        return telling("", *said, status_in(f"({own})") if own else "", led)

    @cached_property
    def _noted(self) -> NotedStatuses:
        """The statuses of the notes with a sign."""
        found = self.match
        notes = {
            **self.signed,
            **signed_lines((*lines_above(found.block), *lines_below(found.block))),
        }
        return NotedStatuses.among(notes, lambda whose: years_in(whose, found.finder.period))

    def _no_area(self) -> None:
        """Take down that no area stands above the table, where a text is most like one."""
        sheet, areas = self.match.block.sheet, self.match.finder.areas
        header = self.match.block.header_rows[0]
        cells = [(r, c) for r in range(header) for c in range(len(sheet.rows[r]))]
        like = [cell for cell in cells if areas.nearest(text_of(sheet.at(*cell)), with_groups=True)]
        cell = like[0] if like else (header, 0)
        best = areas.nearest(text_of(sheet.at(*cell))) if like else None
        self.notes.error(
            "unknown area",
            cell,
            f"“{text_of(sheet.at(*cell))}”" if like else "no local authority above the table",
            EXPECTED_AREA,
            f"Did you mean “{best.name}”?" if best else "Write the name above the table.",
        )

    def _unknown(self, kind: str, place: Place, expected: str) -> None:
        text = text_of(self.match.block.sheet.at(*place))
        fix = "Correct the cell, or take the row out: compare with the publication."
        self.notes.error(
            f"unknown {kind}", place, f"“{text}”" if text else "nothing", expected, fix
        )

    def _check_columns(self) -> None:
        row = self.match.block.header_rows[-1]
        for column, texts in self.match.unsettled.items():
            shown = ", ".join(f"“{text}”" for text in texts[:5])
            self.notes.error(
                "parts without a whole",
                (row, column),
                f"a column “{self.match.block.headings[column]}” with {shown}",
                "one text that stands for all, such as “All” or “Total”",
                "Name the column in the recipe, with the text that is wanted.",
            )


def _is_filled(found: TidyMatch, row: Sequence[Value]) -> bool:
    """Whether a row says anything: a year, a value, or which measure it is of."""
    first = next(iter(found.asked.values()), found.value) if found.table.every else found.value
    return any(_at(row, column) != "" for column in (found.year, found.value, first))


def _labels(found: TidyMatch, row: Sequence[Value]) -> list[Value]:
    return [_at(row, column) for column in (found.area, found.year) if column is not None]


def chooses_any(found: TidyMatch) -> bool:
    """Whether a row of a table is of any measure: otherwise it is another table."""
    chooser, rows = _Chooser(found), found.block.sheet.rows
    return bool(found.table.every) or any(chooser.columns(rows[n]) for n in found.block.rows)


def _at(row: Sequence[Value], column: int) -> Value:
    return row[column] if column < len(row) else ""


class _Chooser:
    """Says which measures a row is a figure of; each combination is worked out once."""

    def __init__(self, found: TidyMatch) -> None:
        self._columns = found.table.column
        self._asked = found.asked
        self._wholes = found.wholes
        self._used = (*self._asked.values(), *self._wholes)
        self._known: dict[tuple[Value, ...], tuple[MeasureColumn, ...]] = {}
        self._passed: Counter[tuple[Value, ...]] = Counter()

    @property
    def first(self) -> int:
        """The first column that says which measure a row is of."""
        return next(iter(self._asked.values()), 0)

    def columns(self, row: Sequence[Value]) -> tuple[MeasureColumn, ...]:
        """Give the measures of a row."""
        key = tuple([_at(row, column) for column in self._used])
        if key not in self._known:
            self._known[key] = self._work_out(dict(zip(self._used, key, strict=True)))
        return self._known[key]

    def _work_out(self, cells: Mapping[int, Value]) -> tuple[MeasureColumn, ...]:
        if not self._is_whole(cells):
            return ()
        return tuple(column for column in self._columns if self._fits(column, cells))

    def _is_whole(self, cells: Mapping[int, Value]) -> bool:
        return all(text_of(cells[c]) in whole for c, whole in self._wholes.items())

    @property
    def unused(self) -> list[MeasureColumn]:
        """The measures that no row so far is of."""
        used = {column.id for columns in self._known.values() for column in columns}
        return [column for column in self._columns if column.id not in used]

    def pass_over(self, row: Sequence[Value]) -> None:
        """Count a row that no measure asks for."""
        self._passed[tuple([_at(row, column) for column in self._used])] += 1

    @property
    def passed_over(self) -> Counter[str]:
        """How many rows of everybody no measure asks for, by what they say."""
        found: Counter[str] = Counter()
        for key, count in self._passed.items():
            cells = dict(zip(self._used, key, strict=True))
            if self._asked and self._is_whole(cells):
                said = (f"{name} {text_of(cells[c])}" for name, c in self._asked.items())
                found["; ".join(said)] += count
        return found

    def _fits(self, column: MeasureColumn, cells: Mapping[int, Value]) -> bool:
        return bool(column.where) and all(
            is_same(text_of(cells[self._asked[name]]), (text,) if isinstance(text, str) else text)
            for name, text in column.where.items()
        )
