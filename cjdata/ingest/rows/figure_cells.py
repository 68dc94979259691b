"""Goes through the rows of a table: which cell is a figure of which measure, area and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.cells.stated_statuses import SaidStatuses
from cjdata.ingest.labels.area_abbreviations import direction_of
from cjdata.ingest.labels.area_codes import is_code, kind_of_code
from cjdata.ingest.labels.areas_in_texts import councils_in, names_scotland
from cjdata.ingest.labels.written_years import Period, years_in
from cjdata.ingest.recipes.recipe import MeasureColumn
from cjdata.ingest.rows.excluded_rows import ExcludedRows, is_no_area
from cjdata.ingest.rows.other_areas import rows_of_other_areas
from cjdata.ingest.rows.total_rows import says_total, whole_rows
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.phrase_matching import heading
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.table_shape import TableShape
from cjdata.reference.areas import Area
from cjdata.reference.periods import last_day
from cjdata.text import join_and

_LONGEST_NAME = 45
_NO_COUNCIL = re.compile(
    r"(?:england|wales|england and wales|northern ireland|united kingdom|uk"
    r"|(?:others?|not|unknown|outwith|outside|elsewhere|unallocated|missing)\b.*)",
    re.IGNORECASE,
)
EXPECTED_AREA = "one of the 32 local authorities or Scotland"
_EXPECTED_YEAR = {
    "financial_year": "a year such as 2023-24",
    "calendar_year": "a year such as 2023",
}


@dataclass(frozen=True, slots=True)
class FigureCell:
    """A cell of figures and what it is a figure of."""

    measure: str
    area: Area
    period: str
    row: int
    column: int
    status: str = ""
    """What is said of it beside it, in its year or over it: see ``stated_statuses``."""


def expected_year(kind: Period) -> str:
    """Say what a year looks like."""
    return _EXPECTED_YEAR[kind]


def period_for(column: MeasureColumn, period: str) -> str:
    """Give the period of a measure: the year, or its last day where it is counted on a day.

    >>> period_for(MeasureColumn(id="cpo_in_force", on_day=True), "2023-24")
    '2024-03-31'
    """
    return last_day(period) if column.on_day and "-" in period else period


@dataclass(frozen=True)
class FigureRows:
    """The rows of a matched table."""

    match: TableMatch
    notes: GroupedRemarks
    whole: Area | None = None
    """The area of a table that has no column of areas."""
    signed: Mapping[str, str] = field(default_factory=dict)
    """The notes of a sheet of their own, by sign."""

    def slots(self) -> Iterator[FigureCell]:
        """Give every cell of figures; what is not understood is taken down."""
        statuses = SaidStatuses(self.match, self.signed)
        for row in whole_rows(self.match.shape, self.match.fits):
            columns = self.match.columns_of(row)
            if not columns or self._is_left_out(row) or not self._is_data(row, columns):
                continue
            area, period = self._area(row), self._period(row)
            for number, column in columns.items():
                its_area = self._shape.areas_across.get(number) or area
                its_period = self._shape.periods_across.get(number) or period
                if its_area and its_period:
                    when = period_for(column, its_period)
                    status = statuses.of(row, number, its_period)
                    yield FigureCell(column.id, its_area, when, row, number, status)

    @cached_property
    def _shape(self) -> TableShape:
        return self.match.shape

    @cached_property
    def _left_out(self) -> ExcludedRows:
        return ExcludedRows(self.match.table, self._shape.block)

    @cached_property
    def _of_other_areas(self) -> frozenset[int]:
        return rows_of_other_areas(self._shape)

    def _label(self, row: int, column: int) -> Value:
        return self._shape.labels[column][row]

    def _is_left_out(self, row: int) -> bool:
        """Whether a row is of no council: the recipe says so, or the codes of its whole part."""
        labels = [down[row] for down in self._shape.labels.values()]
        nobody = next((label for label in labels if is_no_area(text_of(label))), None)
        if nobody is not None:
            place = (row, next(iter(self._shape.labels)))
            self.notes.note("row of no area", place, f"“{text_of(nobody)}” is no area: left out")
            return True
        return row in self._of_other_areas or self._left_out.has(row, labels)

    def _is_data(self, row: int, columns: Mapping[int, MeasureColumn]) -> bool:
        """Whether a row is one of figures, and no footnote or heading between the rows.

        It is one where a figure stands, or a fault in place of one. A row of empty cells or
        words is one if it names its area and its year.
        """
        sheet = self._shape.block.sheet
        for column in columns:
            place = (row, column)
            if place in sheet.unvalued or place in sheet.faults or is_figure(sheet.at(*place)):
                return True
        return self._names_its_place(row)

    def _names_its_place(self, row: int) -> bool:
        """Whether a row without figures names an area and a year, one of them in itself."""
        shape, finder = self._shape, self._shape.finder
        own = [shape.block.value(row, c) for c in shape.area_columns]
        named = any(finder.area(value) for value in own)
        if shape.year_column is None:
            return named
        down = shape.labels[shape.year_column][row]
        dated = finder.year(shape.block.value(row, shape.year_column)) is not None
        reached = [shape.labels[c][row] for c in shape.area_columns]
        return (dated and (not reached or any(v != "" for v in reached))) or (
            named and finder.year(down) is not None
        )

    def _area(self, row: int) -> Area | None:
        shape = self._shape
        if shape.areas_across:
            return None
        if not shape.area_columns:
            return self.whole
        texts = {c: text for c in shape.area_columns if (text := text_of(self._label(row, c)))}
        named = {c: shape.finder.area(text) for c, text in texts.items()}
        areas = {area for area in named.values() if area}
        if len(areas) == 1 and all(named.values()):
            return areas.pop()
        unknown = [c for c, area in named.items() if area is None]
        shown = " and ".join(f"“{text}”" for text in texts.values()) or "no name"
        self.notes.error(
            "two areas in a row" if len(areas) > 1 else "unknown area",
            (row, (unknown or list(shape.area_columns))[0]),
            f"{shown} in a row of figures",
            EXPECTED_AREA,
            lambda: self._advice([texts[c] for c in unknown]),
        )
        return None

    def _advice(self, texts: list[str]) -> str:
        wrong = next((said for t in texts if (said := self._shape.finder.contradiction(t))), "")
        if wrong:
            return f"{wrong}: correct the code or the name. Compare the row with the publication."
        kinds = {text: kind for text in texts if (kind := kind_of_code(text))}
        for code, kind in kinds.items():
            return (
                f"{code} is the code of {kind}, and of no council. Take the row out, or name it in "
                "the recipe under “leave_out”."
            )
        areas = self._shape.finder.areas
        further = any(councils_in(t, areas) or names_scotland(t) for t in texts)
        if further or any(_NO_COUNCIL.fullmatch(heading(text)) for text in texts):
            return (
                "A row of an average, of a part or of another country is not read: take it out, "
                "or name it in the recipe under “leave_out”."
            )
        named = (text for text in map(heading, texts) if not is_code(text))
        short = [text for text in named if len(text) <= _LONGEST_NAME]
        near = ((text, area) for text in short if (area := areas.nearest(text)))
        best = next((area for text, area in near if _may_be_meant(text, area)), None)
        if best:
            return f"Did you mean “{best.name}”? Compare the row with the publication."
        return "Compare the row with the publication; rows may have been shifted."

    def _period(self, row: int) -> str | None:
        shape = self._shape
        if shape.year_column is None:
            return self.match.year.period
        value = self._label(row, shape.year_column)
        period = shape.finder.year(value)
        if period is None:
            self.notes.error(
                "unknown year",
                (row, shape.year_column),
                f"“{text_of(value)}” where the year stands" if value != "" else "no year",
                expected_year(shape.finder.period),
                "Correct the year, or take the row out if it is no figure.",
            )
        return period


def _may_be_meant(text: str, area: Area) -> bool:
    """Whether a name is like that of an area in its direction too: “Ayrshire” is of none."""
    said, own = direction_of(text), direction_of(area.name)
    return said == own or (not said and len(text.split()) == len(area.name.split()))


def check_periods(match: TableMatch, notes: GroupedRemarks) -> None:
    """Take down the columns of figures that no year stands for."""
    shape = match.shape
    if shape.year_column is not None or match.year.period or not shape.rows:
        return
    numbers = match.labels.across if match.labels else match.fits
    said = years_in(match.title, shape.finder.period)
    found = "figures with no year in a column, above them, in the title or the sheet’s name"
    fix = "Write the year into the title above the table, such as “2023-24”."
    if len(said) > 1:
        found = f"figures with no year of their own, under a title of {join_and(said)}"
        fix = "Write the year of each figure beside it or over it: the title says several."
    for number in numbers:
        is_sum = match.labels is not None and says_total(shape.measure_text(number))
        if number not in shape.periods_across and not (is_sum and shape.periods_across):
            place = (shape.block.heading_row(number), number)
            notes.error("no year", place, found, expected_year(shape.finder.period), fix)
