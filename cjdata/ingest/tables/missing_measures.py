"""Finds the headings that should have been understood, and the measures that are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import is_number, number_of
from cjdata.ingest.cells.grouped_remarks import GroupedRemarks
from cjdata.ingest.recipes.recipe import MeasureColumn
from cjdata.ingest.tables.measure_fit import MeasureFitter
from cjdata.ingest.tables.table_matching import TableMatch, Where, place_of

_FEWEST_COUNTS = 3
_MOST_SHOWN = 20


@dataclass(frozen=True)
class MissingMeasures:
    """Checks a table for measures that were not found.

    Attributes
    ----------
    match, fitter
        The table, and what fits texts to its measures.
    matches
        All that was matched in the same place: a heading may be of another table's recipe.
    notes
        Where it is taken down.
    """

    match: TableMatch
    matches: Sequence[TableMatch]
    fitter: MeasureFitter
    notes: GroupedRemarks

    def check(self) -> None:
        """Take down each missing measure that is required, or that a heading nearly names."""
        explained = self._near_misses() | self._contrary_units()
        self._uneven()
        self._without_figures()
        if not self._is_whole:
            for column in self._columns:
                if column.required and column.id not in self._found | explained:
                    self._required(column)

    @property
    def _is_whole(self) -> bool:
        """Whether no measure can be missing: the title names the one, or it is another table."""
        if self.match.fits:
            return self.match.is_titled
        return any(one.fits for one in self.matches)

    @property
    def _columns(self) -> tuple[MeasureColumn, ...]:
        return self.match.table.column

    @cached_property
    def _found(self) -> set[str]:
        return {fit.column.id for one in self.matches for fit in one.fits.values()}

    @cached_property
    def _found_places(self) -> set[Where]:
        return {
            place_of(number, fit.column, one)
            for one in self.matches
            for number, fit in one.fits.items()
        }

    @cached_property
    def _unused(self) -> dict[int, str]:
        """The texts of columns, or of rows, that are of no measure."""
        is_down = self.match.labels is not None
        used = {n for one in self.matches if (one.labels is not None) == is_down for n in one.fits}
        return {n: text for n, text in self.match.texts.items() if text and n not in used}

    def _near_misses(self) -> set[str]:
        """Take down headings that would be those of missing measures, if spelt another way."""
        found = set()
        for number, text in self._unused.items():
            for column in self._columns:
                is_missing = place_of(number, column, self.match) not in self._found_places
                if is_missing and self.fitter.nearly(column, text):
                    found.add(column.id)
                    self._not_understood(number, text, f"“{column.headings[0]}”")
                    break
        return found

    def _contrary_units(self) -> set[str]:
        """Take down headings that say a rate or percentage over what can only be counts."""
        found: set[str] = set()
        if not self.match.fits or self.match.labels is not None:
            return found
        for column in (c for c in self._columns if c.id not in self._found):
            for number, text in self._unused.items():
                is_fit = self.fitter.fit(column, text, any_unit=True)
                if is_fit and not self.fitter.fit(column, text) and self._are_counts(number):
                    found.add(column.id)
                    self.notes.error(
                        "unit contradicts",
                        self.match.place(number),
                        f"the heading “{text}” over whole numbers above 100",
                        f"a heading of counts, such as “{column.headings[0]}”",
                        "Check whether headings or columns were swapped.",
                    )
        return found

    def _are_counts(self, number: int) -> bool:
        values = map(number_of, self.match.shape.counts(number).elements())
        numbers = [value for value in values if value is not None]
        return (
            len(numbers) >= _FEWEST_COUNTS
            and all(value.is_integer() for value in numbers)
            and max(numbers) > 100
        )

    def _uneven(self) -> None:
        """Take down a heading that stands under one year alone, where others have a measure."""
        shape = self.match.shape
        if self.match.labels is not None:
            return
        years = shape.periods_across
        texts: dict[str, set[str]] = {}
        for number, text in self.match.texts.items():
            if number in years:
                texts.setdefault(text, set()).add(years[number])
        for number, fit in self.match.fits.items():
            text = self.match.texts[number]
            for other, unused in self._unused.items():
                lacks = other in years and years[other] not in texts.get(text, set())
                is_odd = lacks and years.get(number) not in texts[unused]
                is_missing = place_of(other, fit.column, self.match) not in self._found_places
                if is_odd and is_missing and any(map(is_number, shape.counts(other))):
                    self._not_understood(other, unused, f"“{text}”, as in other years")

    def _without_figures(self) -> None:
        """Take down a row that is called by a missing measure, and has no figure."""
        labels = self.match.labels
        for row, text in labels.texts.items() if labels else ():
            if labels and labels.has_figures(row):
                continue
            wanted = (c for c in self._columns if c.id not in self._found)
            if any(self.fitter.fit(column, text) for column in wanted):
                self.notes.warning(
                    "empty row",
                    self.match.place(row),
                    f"no figure in the row “{text}”",
                    "figures beside it",
                    "Compare with the publication. If the cells are empty there too, say yes.",
                )

    def _not_understood(self, number: int, text: str, expected: str) -> None:
        self.notes.error(
            "heading not understood",
            self.match.place(number),
            f"the heading “{text}”",
            expected,
            "Correct the heading, or add it to the recipe if it means the same.",
        )

    def _required(self, column: MeasureColumn) -> None:
        seen = [f"“{text}”" for text in dict.fromkeys(self._unused.values())][:_MOST_SHOWN]
        self.notes.error(
            "heading missing",
            (self.match.shape.block.header_rows[-1], 0),
            f"the headings {'; '.join(seen)}" if seen else "no further heading",
            f"one with the words “{column.headings[0]}”",
            "Compare with the publication; if it uses other words, add them to the recipe.",
        )
