"""Says how firm the figures of a table are, by the marks in its years, its headings and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.note_signs import notes_led_to, numbers_of
from cjdata.ingest.cells.noted_statuses import NotedStatuses, signed_lines
from cjdata.ingest.cells.status_marks import (
    explains_a_mark,
    is_mark_alone,
    is_of_newest,
    status_in,
    status_of_all,
    status_of_heading,
    telling,
)
from cjdata.ingest.labels.written_years import Period, years_in
from cjdata.ingest.rows.chosen_rows import REMARKS
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.surrounding_lines import TextLine, lines_above, lines_below
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.table_shape import TableShape

_BRACKETED_LAST = re.compile(r"(?<!\d)\s+[\[(]\w+[\])]\s*$")
"""A word in brackets that ends a title, and stands behind no year."""

_BEHIND_YEAR = re.compile(
    r"((?:\b31(?:st)?\s+march\s+|(?<!\d))\d{4}(?:\s*[-/\u2013]\s*\d{2,4})?)\s*([\[(]\w+[\])])",
    re.IGNORECASE,
)
"""A year in a title, or the day that ends it, and what stands in brackets right behind it."""

STATUSES = ("status", "figure status", "data status", "marker", "flag")
"""Headings of columns that say how firm each figure is."""


def status_of_line(line: TextLine) -> tuple[str, str]:
    """Give the status that a line says all figures have, and of which of them; empty for none.

    One that says what a mark means, as “[p] provisional” does, says it of none.
    """
    text = line.chosen if line.kind == "choice" and is_same(line.key, STATUSES) else line.text
    if explains_a_mark(text):
        return ("", "")
    return (status_in(text, bare=True), "") if is_mark_alone(text) else status_of_all(text)


def signs_in_rows(match: TableMatch) -> frozenset[str]:
    """Give the signs of the notes that the rows of figures of a table lead to."""
    shape, sheet = match.shape, match.block.sheet
    columns = [c for c in shape.value_columns if shape.has_numbers(c)]
    rows = (r for r in shape.rows if any(is_figure(sheet.at(r, c)) for c in columns))
    texts = (text_of(value) for row in rows for value in sheet.rows[row] if _may_say(value))
    return frozenset(sign for text in texts for sign in notes_led_to(text))


@dataclass(frozen=True)
class SaidStatuses:
    """The statuses that a matched table says beside its figures.

    Attributes
    ----------
    match
        The table.
    notes
        The notes of a sheet of their own, by sign: what leads to one has the status that it says.
    """

    match: TableMatch
    notes: Mapping[str, str] = field(default_factory=dict)

    def of(self, row: int, column: int, period: str) -> str:
        """Give the most telling status that is said of a figure's row, column, year or title."""
        own = (self._of_row(row), self._columns.get(column, ""))
        noted = (status for status, years in self._of_notes if not years or period in years)
        led = self._led_to.of(self._texts_at(row, column), period)
        titled = self._in_title.get(period, "")
        return telling("", *own, self._of_title, titled, self._of_line, led, *noted)

    @cached_property
    def _shape(self) -> TableShape:
        return self.match.shape

    def _of_row(self, row: int) -> str:
        """Give what the year, the area, the label and the column of statuses of a row say."""
        shape, labels = self._shape, self.match.labels
        own = [down[row] for down in shape.labels.values()]
        said = [status_in(text_of(value), bare=True) for value in own if _may_say(value)]
        beside = (text_of(shape.block.value(row, column)) for column in self._beside)
        said += [status_in(f"({text})") for text in beside]
        if labels is not None:
            said.append(status_of_heading(labels.texts[row], labels.texts.values()))
        return telling("", *said)

    @cached_property
    def _beside(self) -> list[int]:
        """The columns that say how firm the figures of each row are."""
        shape = self._shape
        headings = shape.block.headings
        remarks = (c for c in shape.columns if is_same(headings[c], REMARKS))
        marks = [c for c in remarks if all(is_mark_alone(text_of(v)) for v in shape.counts(c))]
        return [c for c in shape.columns if is_same(headings[c], STATUSES)] + marks

    @cached_property
    def _columns(self) -> dict[int, str]:
        """What the header says of each column: at its year, by a mark alone, or behind a name."""
        shape = self._shape
        every = [text_of(v) for line in shape.block.levels.values() for v in line if v != ""]
        found = {}
        for column in shape.value_columns:
            cells = [line[column] for line in shape.block.levels.values()]
            said = [self._of_heading(value, every) for value in cells if _may_say(value)]
            found[column] = telling("", *said)
        return found

    def _of_heading(self, value: Value, every: list[str]) -> str:
        text = text_of(value)
        if self._shape.finder.year(value):
            return status_in(text, bare=True)
        return status_of_heading(text, every)

    @cached_property
    def _of_line(self) -> str:
        """What a line above the table says by itself, and so of all its figures: “Provisional”."""
        lines = (text for text in self._shape.block.title[1:] if is_mark_alone(text))
        return telling("", *(status_in(text, bare=True) for text in lines))

    @cached_property
    def _of_notes(self) -> list[tuple[str, set[str]]]:
        """What notes say of all figures, or of those of some years."""
        kind = self._shape.finder.period
        of_all = (line for line in self._lines if not numbers_of(line.text) & self._signs)
        said = map(status_of_line, of_all)
        found = [(status, whose, self._years(whose, kind)) for status, whose in said if status]
        return [(status, years) for status, whose, years in found if years or not whose]

    @cached_property
    def _lines(self) -> list[TextLine]:
        block = self._shape.block
        return [*lines_above(block), *lines_below(block)]

    @cached_property
    def _led_to(self) -> NotedStatuses:
        """The statuses of the notes with a sign, around the table or on a sheet of their own."""
        kind = self._shape.finder.period
        notes = {**self.notes, **signed_lines(self._lines)}
        return NotedStatuses.among(notes, lambda whose: self._years(whose, kind))

    @cached_property
    def _signs(self) -> frozenset[str]:
        """The signs of all notes that the table leads to."""
        levels = self._shape.block.levels.values()
        texts = [text_of(v) for line in levels for v in line if _may_say(v)]
        own = (s for text in (self.match.title, *texts) for s in notes_led_to(text))
        return frozenset((*own, *signs_in_rows(self.match)))

    @cached_property
    def _figures(self) -> list[int]:
        """The columns of figures."""
        return [c for c in self._shape.value_columns if self._shape.has_numbers(c)]

    def _texts_at(self, row: int, column: int) -> Iterator[str]:
        """Give the texts that may lead a figure to a note: title, heading, labels, and its cell."""
        shape = self._shape
        yield self.match.title
        headed = (line[column] for line in shape.block.levels.values())
        labels = (down[row] for down in shape.labels.values())
        cells = shape.block.sheet.rows[row]
        beside = (v for c, v in enumerate(cells) if c == column or c not in self._figures)
        yield from (text_of(value) for value in (*headed, *labels, *beside) if _may_say(value))
        if self.match.labels is None and self.match.table.block and shape.rows:
            over = shape.block.sheet.rows[shape.block.rows[0] - 1]
            yield from (text_of(value) for value in over if _may_say(value))

    def _years(self, whose: str, kind: Period) -> set[str]:
        """Give the years that a status is said of; the newest where it says so."""
        if not is_of_newest(whose):
            return set(years_in(whose, kind))
        shape = self._shape
        down = shape.labels[shape.year_column].values() if shape.year_column is not None else ()
        held = {*shape.periods_across.values(), *map(shape.finder.year, down)} - {None}
        held = held or {self.match.year.period}
        return {max(filter(None, held))} if held else set()

    @cached_property
    def _in_title(self) -> dict[str, str]:
        """What the title says right behind a year, of that year: “2015-16 to 2024-25 [p]”."""
        kind = self._shape.finder.period
        said = _BEHIND_YEAR.findall(self.match.title)
        return {year: status_in(mark) for text, mark in said for year in years_in(text, kind)}

    @cached_property
    def _of_title(self) -> str:
        """What the title says, where the figures have their year from it."""
        shape = self._shape
        period = shape.constant_period
        if period is None or shape.year_column is not None or shape.periods_across:
            last = _BRACKETED_LAST.search(self.match.title)
            return status_in(last[0]) if last else ""
        texts = (*reversed(shape.block.title), *reversed(shape.block.listed))
        kind = shape.finder.period
        named = next((text for text in texts if years_in(text, kind) == [period]), "")
        return status_of_heading(named)


def _may_say(value: Value) -> bool:
    return isinstance(value, str) and value != ""
