"""Asks about the lines above and below a table: title, choices, notes, the name of its sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.stated_units import spaced
from cjdata.ingest.cells.status_marks import status_of_all
from cjdata.ingest.labels.odd_years import says_years_alone
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.questions.about_choices import ChoicesAround
from cjdata.ingest.questions.about_notes import NotesAround
from cjdata.ingest.questions.scope_notes import remarks_on_figures
from cjdata.ingest.questions.signs_led_to import SignsLedTo
from cjdata.ingest.questions.table_facts import TableFacts
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.rows.total_rows import dimensions_in
from cjdata.ingest.spreadsheets.source_workbook import Place as Cell
from cjdata.ingest.tables.surrounding_lines import TextLine, lines_above, lines_below


@dataclass(frozen=True)
class LinesAround:
    """The lines above and below one table.

    Attributes
    ----------
    facts
        What is known of the table.
    has_tab
        Whether the name of the sheet is the publisher's, and not that of the file.
    signed
        The notes that stand on a sheet of their own, by sign.
    """

    facts: TableFacts
    has_tab: bool
    signed: Mapping[str, str]

    @cached_property
    def signs(self) -> SignsLedTo:
        """The signs of the notes that the table leads to."""
        return SignsLedTo(self.facts.match)

    @cached_property
    def notes(self) -> NotesAround:
        """What asks about its notes."""
        return NotesAround(self.facts, self.signs)

    @cached_property
    def choices(self) -> ChoicesAround:
        """What asks about its choices."""
        return ChoicesAround(self.facts, self.notes)

    def above(self) -> Iterator[UnexplainedText]:
        """Ask about the sheet’s name, the list of contents and the lines above the table."""
        block = self.facts.match.block
        if self.has_tab:
            name = block.sheet.name
            says = self.facts.vocabulary.unexplained_in_tab(name, self.facts.match.title)
            if says := says or (name if self.facts.has_another_unit(spaced(name)) else ""):
                yield UnexplainedText(says, name, None, "the sheet’s name")
        headings = tuple(filter(None, block.headings))  # what a list may say that it splits by
        for listed in block.listed:
            yield from self._asked(listed, listed, None, "the list of contents", headings)
            if self.facts.is_of_another_unit(listed):
                yield UnexplainedText(listed, listed, None, "the list of contents")
        for line in lines_above(block):
            if line.text == self.facts.match.title:
                yield from self._asked(line.text, line.text, line.place, "the title")
            elif line.kind == "note" or (line.kind == "title" and remarks_on_figures(line.text)):
                yield from self.notes.asks(line)
            elif line.kind == "choice":
                yield from self.choices.asks(line)
            elif (line.kind == "unit" and line.is_pair and self.choices.is_strange_pair(line)) or (
                line.kind == "title" and self._says_otherwise(line.text)
            ):
                yield UnexplainedText(line.text, line.text, line.place, "a line above it")
            elif line.kind == "title" and not self._is_settled(line.text):
                said = self.notes.said(line.text)
                asked = [*self._asked(said, line.text, line.place, "a line above it")]
                yield from asked or self._scoped(line, "a line above it")

    def _says_further_years(self, text: str) -> bool:
        """Whether a line is years and no more, one of them none of a table of one year.

        “mid-2019 to mid-2020” is a change between the two, and “2020” the year of the table.
        """
        own = self.facts.years - {None}
        said = set(years_in(text, self.facts.match.finder.period))
        is_of_own = len(own) == 1 and bool(said & own)
        return is_of_own and says_years_alone(text) and not said <= own

    def _is_settled(self, text: str) -> bool:
        """Whether a line above the table is a status that is read, or leads to something else."""
        is_read = bool(status_of_all(text)[0]) or self.notes.is_of_all_asked(text)
        return is_read or self.notes.changes_nothing(text)

    def _says_otherwise(self, text: str) -> bool:
        """Whether a line above says further years, or that only some were asked."""
        return self._says_further_years(text) or self.notes.is_of_some_asked(text)

    def below(self) -> Iterator[UnexplainedText]:
        """Ask about the lines below the table that may say of whom its figures are."""
        for line in lines_below(self.facts.match.block):
            is_headed = line.is_pair and self.facts.is_heading(line.key)
            if line.place is not None and not is_headed and self.facts.is_of_data(line.place[0]):
                continue
            if line.kind == "choice" and self.choices.is_selector(line):
                yield from self.choices.asks(line, "a line below it")
            elif line.kind == "unit":
                is_last = self.facts.match.block.end >= len(self.facts.match.block.sheet.rows)
                if is_last and self.facts.is_of_another_unit(line.text):
                    yield UnexplainedText(line.text, line.text, line.place, "a line below it")
            else:
                yield from self.notes.asks(line)

    def led_to(self) -> Iterator[UnexplainedText]:
        """Ask about the notes on a sheet of their own that the title or a heading leads to."""
        for number in sorted(self.signs.leant_on & self.signed.keys()):
            text = self.signed[number]
            yield from self.notes.asks(
                TextLine("note", f"[note {number}] {text}", None), "the notes"
            )

    def _asked(
        self, text: str, whole: str, cell: Cell | None, what: str, beside: Sequence[str] = ()
    ) -> Iterator[UnexplainedText]:
        also = (
            (*dimensions_in(text), *self.facts.unread)
            if self.facts.is_of_totals
            else self.facts.unread
        )
        also = (*also, *beside)
        unit = self.facts.match.block.unit_text  # a part of what the title says
        says = self.facts.vocabulary.unexplained(text, also, unit)
        if says:
            yield UnexplainedText(says, whole, cell, what)

    def _scoped(self, line: TextLine, where: str) -> Iterator[UnexplainedText]:
        """Ask about a line that says of what all figures are, or their unit, in a sentence."""
        scopes = self.notes.scopes(line.text, of_a_cell=True)
        if any(map(self.notes.is_of_something_else, scopes)):
            yield UnexplainedText(line.text, line.text, line.place, where)
