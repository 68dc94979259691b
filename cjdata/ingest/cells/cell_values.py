"""Reads the cells of a table: each figure in its measure's unit, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cjdata.ingest.cells.cell_symbols import BLANK
from cjdata.ingest.cells.cell_texts import CellReading, reading_of, scaled, text_of
from cjdata.ingest.cells.empty_cells import EmptyCells
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.cells.percentage_notation import writing_of, writing_of_one
from cjdata.ingest.cells.status_marks import telling
from cjdata.ingest.cells.unit_checks import DECIMALS, UNIT_NAMES, as_whole, impossible, unit_agrees
from cjdata.ingest.rows.figure_cells import FigureCell
from cjdata.ingest.spreadsheets.source_workbook import Place, SourceSheet, cell_name
from cjdata.reference.catalogue import Measure

_SYMBOLS_NAMED = 2
_DECIMALS_ELSE = 1
_NOT_KEPT = re.compile(r"\[[bu]\]", re.IGNORECASE)
_POINTED = re.compile(r"\d{1,3}\.000")


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell of figures says, in the unit of its measure.

    ``value`` is None where a symbol gives a reason instead, which ``status`` names.
    """

    value: float | None
    decimals: int
    status: str


def _nothing(_row: int) -> str:
    return ""


@dataclass
class CellReader:
    """Reads the cells of figures of one table.

    Attributes
    ----------
    sheet, measures, symbols
        Where the cells are, the catalogue's measures, and what symbols mean in the edition.
    blanks
        Whether the recipe or the era says what an empty cell means.
    is_typed
        Whether a person typed each figure in by itself, so that each needs a value and says by
        itself how it is written.
    notes
        Where is taken down what cannot be read.
    unit_of
        What a row says of its unit.
    scale
        By how much figures are multiplied, such as those in thousands.
    """

    sheet: SourceSheet
    measures: Mapping[str, Measure]
    symbols: Mapping[str, str]
    blanks: bool
    is_typed: bool
    notes: GroupedRemarks
    unit_of: Callable[[int], str] = _nothing
    scale: int = 1
    _factors: dict[Place, int] = field(default_factory=dict)
    _unclear: set[Place] = field(default_factory=set)

    def read(self, slots: Sequence[FigureCell]) -> list[tuple[FigureCell, CellValue]]:
        """Read every cell; what cannot be read is taken down and left out."""
        readings = [(slot, reading) for slot in slots if (reading := self._reading(slot))]
        self._factors = self._work_out_factors(readings)
        places = ((slot.row, slot.column) for slot, _ in readings)
        empty = {place for place in places if self.sheet.at(*place) == ""}
        if empty:
            EmptyCells(slots, empty, self.measures, self.notes).note(blanks=self.blanks)
        figures = ((slot, self._figure(slot, reading)) for slot, reading in readings)
        return [(slot, figure) for slot, figure in figures if figure]

    def _reading(self, slot: FigureCell) -> CellReading | None:
        place = (slot.row, slot.column)
        if place in self.sheet.faults:
            self.notes.error(
                "spreadsheet error",
                place,
                f"{self.sheet.faults[place]} in a cell of figures",
                "a number or a symbol",
                "Open the file, mend the formula, and save it again.",
            )
        elif place in self.sheet.unvalued:
            self.notes.error(
                "formula without a value",
                place,
                "a formula that has never been calculated",
                "its result",
                "Open the file in a spreadsheet program, save it, and load it again.",
            )
        elif self.sheet.first(*place) != place:
            self.notes.error(
                "merged figures",
                place,
                f"a cell merged with {cell_name(*self.sheet.first(*place))}",
                "a figure of its own in each cell",
                "Split the cells, and write each figure where it belongs.",
            )
        else:
            value = self.sheet.at(*place)
            reading = reading_of(value, self.symbols)
            if value == "" and self.is_typed:
                found, fix = "no value in a row with a measure and a year", "Write the number."
                self.notes.error("no value", place, found, "a number", fix)
            elif reading is None:
                self._not_understood(place)
            elif reading.status != BLANK:
                self._tell_of_marks(place, reading)
                return reading
        return None

    def _tell_of_marks(self, place: Place, reading: CellReading) -> None:
        """Tell of a mark behind a figure that no status stands for: of a break, of few cases."""
        value = self.sheet.at(*place)
        marks = _NOT_KEPT.findall(value) if isinstance(value, str) else []
        if marks and reading.value is not None:
            said = f"“{' '.join(marks)}” behind figures, which are held without it"
            self.notes.note("mark not kept", place, said)

    def _not_understood(self, place: Place) -> None:
        text = text_of(self.sheet.at(*place))
        own = [symbol for symbol in self.symbols if symbol.startswith("[")][:_SYMBOLS_NAMED]
        known = " or ".join(f"“{symbol}”" for symbol in own)
        old = "; “-” stands for nil only in editions to 2020-21" if text == "-" else ""
        expected = f"a number, or a symbol such as {known}{old}"
        fix = "Correct the cell; if the publication explains the symbol, add it to the recipe."
        if self.is_typed:
            expected, fix = "a number", "Write a number, or take the row out."
        self.notes.error("not understood", place, f"“{text}”", expected, fix)

    def _work_out_factors(
        self, readings: Sequence[tuple[FigureCell, CellReading]]
    ) -> dict[Place, int]:
        """Say by how much each percentage is to be multiplied."""
        groups: dict[object, list[tuple[FigureCell, float]]] = {}
        for slot, reading in readings:
            is_percent = self.measures[slot.measure].unit == "percent"
            if is_percent and reading.value is not None and not reading.with_sign:
                key = slot if self.is_typed else slot.measure
                groups.setdefault(key, []).append((slot, reading.value))
        factors = {}
        for found in groups.values():
            values = [value for _, value in found]
            writing = writing_of_one(values[0]) if self.is_typed else writing_of(values)
            factors.update({(slot.row, slot.column): writing.factor for slot, _ in found})
            for number in writing.unclear:
                slot, value = found[number]
                self._note_unclear(slot, value)
                self._unclear.add((slot.row, slot.column))
        return factors

    def _note_unclear(self, slot: FigureCell, value: float) -> None:
        self.notes.error(
            "percentage unclear",
            (slot.row, slot.column),
            f"{value:g}, which may be a fraction or a percentage",
            "percentages all as fractions (0.71) or all as numbers (71)",
            "Write the column in one way.",
        )

    def _figure(self, slot: FigureCell, reading: CellReading) -> CellValue | None:
        measure = self.measures[slot.measure]
        is_unclear = (slot.row, slot.column) in self._unclear
        if is_unclear or not self._fits_unit(slot, measure, reading):
            return None
        value, decimals = self._in_unit(slot, reading)
        if value is None:
            return CellValue(None, 0, reading.status)
        problem = impossible(measure, value)
        if problem is None and measure.unit == "count" and self._may_be_thousands(slot):
            text = text_of(self.sheet.at(slot.row, slot.column))
            expected = "a whole number without a point"
            problem = ("thousands unclear", f"“{text}”, which may be in thousands", expected)
        if problem:
            kind, found, expected = problem
            fix = "Compare the cell with the publication; columns may have been swapped."
            self.notes.error(kind, (slot.row, slot.column), found, expected, fix)
            return None
        is_whole = measure.unit == "count" and not measure.average
        value = as_whole(value) if is_whole else value
        shown = _DECIMALS_ELSE if measure.average else DECIMALS.get(measure.unit, _DECIMALS_ELSE)
        return CellValue(value, min(decimals, shown), telling(reading.status, slot.status))

    def _may_be_thousands(self, slot: FigureCell) -> bool:
        """Whether a text has a point where some languages part the thousands: “12.000”."""
        value = self.sheet.at(slot.row, slot.column)
        return isinstance(value, str) and bool(_POINTED.fullmatch(text_of(value)))

    def _in_unit(self, slot: FigureCell, reading: CellReading) -> tuple[float | None, int]:
        factor = 1 if reading.with_sign else self._factors.get((slot.row, slot.column), 1)
        if reading.value is not None and self.scale > 1:
            return scaled(reading.value, self.scale), 0
        if reading.value is None or factor == 1:
            return reading.value, reading.decimals
        return scaled(reading.value, factor), max(0, reading.decimals - 2)

    def _fits_unit(self, slot: FigureCell, measure: Measure, reading: CellReading) -> bool:
        said = self.unit_of(slot.row)
        contradicts = bool(said) and not unit_agrees(said, measure)
        if not contradicts and not (reading.with_sign and measure.unit != "percent"):
            return True
        text = text_of(self.sheet.at(slot.row, slot.column))
        self.notes.error(
            "unit contradicts",
            (slot.row, slot.column),
            f"the unit “{said}” for {measure.name}" if contradicts else f"“{text}”",
            f"a {UNIT_NAMES.get(measure.unit, measure.unit)}",
            "Check which measure the figure is of.",
        )
        return False
