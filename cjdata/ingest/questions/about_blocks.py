"""Asks about the labels that stand over blocks of rows: the nearest, and those further up.

“Men” may stand over “Discharged from Custody”, and over every label below that: what stands under
the lower label is of men then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import is_figure, text_of
from cjdata.ingest.cells.stated_units import unit_in
from cjdata.ingest.labels.written_years import without_periods
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.label_blocks import labels_over
from cjdata.ingest.rows.measure_row_labels import RowLabels
from cjdata.ingest.tables.surrounding_lines import is_note
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch


@dataclass(frozen=True)
class LabelsOverRows:
    """The label rows of one table: see ``unexplained_texts``."""

    match: TableMatch
    vocabulary: Vocabulary

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about every label over the rows that are read."""
        labels = self.match.labels
        if labels is not None:
            yield from self._over_measures(labels)
        elif self.match.table.block:
            yield from self._over_the_block()

    def _over_measures(self, labels: RowLabels) -> Iterator[UnexplainedText]:
        """Ask about the labels over rows that are measures; label and row are read together."""
        says_figures = {row: labels.has_figures(row) for row, text in labels.texts.items() if text}
        for number, fit in self.match.fits.items():
            known = [*self.match.table.block, *self.vocabulary.every_heading]
            beside = f"{self.match.title} {labels.texts[number]}"
            *further, nearest = labels_over(says_figures, number) or [number]
            if nearest != number:
                label = labels.texts[nearest]
                bare = without_periods(label)
                says = self.vocabulary.unexplained_in_heading(bare, fit.column, beside, known)
                if says or self._is_scaled(label):
                    place = self.match.place(number)
                    yield UnexplainedText(says or label, label, place, "the label above the row")
            for row in further:
                yield from self._further_up(row, labels.columns, known)

    def _over_the_block(self) -> Iterator[UnexplainedText]:
        """Ask about the label of the block that the recipe chooses, and about those over it."""
        one, sheet = self.match, self.match.block.sheet
        first = one.block.rows[0]
        for column, text in self._texts(first - 1):
            says = self.vocabulary.unexplained_in_heading(text, None, "", one.table.block)
            if says:
                yield UnexplainedText(says, text, (first - 1, column), "the label above the rows")
        above = range(one.block.first_row, first)
        rows = {row: self._has_figures(row) for row in above if any(map(text_of, sheet.rows[row]))}
        for row in labels_over(rows, first)[:-1]:
            yield from self._further_up(row, range(len(sheet.rows[row])), ())

    def _further_up(
        self, row: int, columns: Iterable[int], known: Sequence[str]
    ) -> Iterator[UnexplainedText]:
        for column, text in self._texts(row):
            if column not in columns or (is_note(text) and not may_limit(text)):
                continue
            says = self.vocabulary.unexplained(text, known)
            if says or self._is_scaled(text):
                yield UnexplainedText(says or text, text, (row, column), "a label further up")

    def _texts(self, row: int) -> list[tuple[int, str]]:
        cells = enumerate(self.match.block.sheet.rows[row])
        return [(column, text_of(value)) for column, value in cells if text_of(value)]

    def _has_figures(self, row: int) -> bool:
        """Whether a row has a figure, or is that of a year whose cells are empty."""
        cells = self.match.block.sheet.rows[row]
        return any(map(is_figure, cells)) or any(map(self.match.finder.year, cells))

    def _is_scaled(self, label: str) -> bool:
        unit = unit_in(label)
        return unit is not None and unit.scale > 1


def labels_in_download(match: TidyMatch, vocabulary: Vocabulary) -> Iterator[UnexplainedText]:
    """Ask about rows of one text, without year or value, over rows of a download: “Women”."""
    sheet, finder = match.block.sheet, match.finder
    valued = [row for row in match.block.rows if sheet.at(row, match.value) != ""]
    for row in range(match.block.first_row, max(valued, default=0)):
        cells = [(column, text_of(v)) for column, v in enumerate(sheet.rows[row]) if text_of(v)]
        if len(cells) != 1 or cells[0][0] == match.value:
            continue
        column, text = cells[0]
        is_harmless = finder.area(text) is not None or finder.year(text) is not None
        is_harmless = is_harmless or (is_note(text) and not may_limit(text))
        if not is_harmless and (says := vocabulary.unexplained(text)):
            yield UnexplainedText(says, text, (row, column), "a row among its figures")
