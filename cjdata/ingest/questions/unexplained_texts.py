"""Finds what a table says that nothing explains: each such text is asked about, with its cell.

Of a table that is read, every text from the top of its sheet to its first row of figures must be
explained, every heading over a column that is read, every label of a row, every further column of
words, every choice such as “Gender | Female”, and what stands below it. See
``vocabulary`` for what explains a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.cells.coverage_values import is_of_coverage, says_less
from cjdata.ingest.cells.stated_statuses import STATUSES
from cjdata.ingest.cells.stated_units import says_another_unit, spaced, unit_in
from cjdata.ingest.cells.status_marks import is_final, status_in
from cjdata.ingest.figures_read import ReadFigure
from cjdata.ingest.questions.about_blocks import LabelsOverRows, labels_in_download
from cjdata.ingest.questions.about_columns import ColumnsBeside
from cjdata.ingest.questions.about_cover import LinesOnCover
from cjdata.ingest.questions.about_headings import HeadingsOfTable
from cjdata.ingest.questions.about_lines import LinesAround
from cjdata.ingest.questions.about_rows import RowsOfTable
from cjdata.ingest.questions.about_years import YearsOfTable
from cjdata.ingest.questions.addresses_above import AddressesAbove
from cjdata.ingest.questions.cover_pairs import ON_COVERS
from cjdata.ingest.questions.notes_of_areas import NotesOfAreas
from cjdata.ingest.questions.notes_of_gaps import NotesOfGaps
from cjdata.ingest.questions.table_facts import TableFacts
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.chosen_rows import PLACES, REMARKS, SAYS_WHENCE, TRENDS, UNITS, is_link
from cjdata.ingest.rows.total_rows import DIMENSIONS, SPLITTING
from cjdata.ingest.spreadsheets.source_workbook import Place as Cell
from cjdata.ingest.tables.named_tables import is_of_others
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import TextLine, is_listed, lines_above, lines_below
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import ANY_MONTH, MONTHS

_NOT_FIRM = re.compile(
    r"\b(?:estimate[ds]?|provisional|incomplete|partial|part[- ]year)\b", re.IGNORECASE
)
_MONTH_BEHIND = re.compile(rf"\s*[,:(\u2013-]\s*(?:{ANY_MONTH})\s+20\d\d\)?\s*$")
"""The month of an edition behind a publication’s name: “…: Statistical Summary, September 2026”."""

_DIRECTIONS = words("up down increase decrease rise fall higher lower same stable no change")
"""What a column of trends says of figures; one of arrows has no words."""

_MONTHS = re.compile(
    rf"\b(?:{ANY_MONTH})\s*(?:to|-|\u2013)\s*[a-z]+",
    re.IGNORECASE,
)
_MOST_NAMED = 3
_OF_FILES = words(
    "q1 q2 q3 q4 remand sheriff court thousand percentage rate average monthly England Wales UK "
    "leavers veterans HMP superseded interim equality children test solemn peace charges offences "
    "convictions crimes calendar YTD "
    + " ".join(f"{month[:3]} {month}" for month in MONTHS if month != "May")
)
"""Words in a file’s name that say a part or a unit, besides those that say it anywhere."""


@dataclass(frozen=True)
class UnexplainedTexts:
    """Looks for what nothing explains in one table.

    Attributes
    ----------
    match
        The table, as the recipe reads it.
    vocabulary
        What explains its texts.
    has_tab
        Whether the name of the sheet is the publisher's, and not that of the file.
    measures
        The measures of the catalogue.
    file, cover
        The name of the file in words, and the text by which the workbook names its publication.
    notes
        The notes that stand on a sheet of their own, by sign.
    cover_lines
        The lines of a first sheet that this table does not stand on.
    unled
        The notes on a sheet of their own that nothing leads to.
    data
        The figures that were read.
    """

    match: TableMatch | TidyMatch
    vocabulary: Vocabulary
    has_tab: bool
    measures: Mapping[str, Measure]
    file: str = ""
    cover: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    cover_lines: Sequence[TextLine] = ()
    unled: Sequence[str] = ()
    data: Sequence[ReadFigure] = ()

    def asks(self) -> list[UnexplainedText]:
        """Give what is to be asked about, each text once."""
        found: dict[str, UnexplainedText] = {}
        for ask in self._every():
            found.setdefault(ask.says.casefold(), ask)
        asked = words(" ".join(ask.says for ask in found.values()))
        named = [ask for ask in self._names() if not words(ask.says) <= asked]
        return [*named, *found.values()]

    def _every(self) -> Iterator[UnexplainedText]:
        facts = TableFacts(self.match, self.vocabulary, self.measures)
        lines = LinesAround(facts, self.has_tab, self.notes)
        yield from lines.above()
        yield from lines.below()
        yield from lines.led_to()
        yield from LinesOnCover(lines).asks(self.cover_lines)
        if isinstance(self.match, TableMatch):
            around = (*lines_above(self.match.block), *lines_below(self.match.block))
            by_court = all(self.measures[c.id].is_by_court for c in self.match.columns_read)
            of_areas = NotesOfAreas(self.match, by_court)
            yield from of_areas.asks(around, self.notes)
            yield from of_areas.named((*around, *self._about(lines)))
            yield from HeadingsOfTable(self.match, self.vocabulary, self.measures).asks()
            yield from LabelsOverRows(self.match, self.vocabulary).asks()
            yield from RowsOfTable(self.match, self.vocabulary, self.measures).asks()
            yield from ColumnsBeside(self.match, self.vocabulary).asks()
        else:
            yield from labels_in_download(self.match, self.vocabulary)
        years = {year for year in lines.facts.years if year}
        yield from AddressesAbove(self.match, years).asks()
        yield from self._gaps(lines)
        yield from self._further()
        yield from YearsOfTable(self.match, self.has_tab, self.file, self.cover).asks()

    def _about(self, lines: LinesAround) -> Iterator[TextLine]:
        """Give the lines about the whole file that are not of other tables."""
        own, sheet = lines.facts.own_numbers, self.match.block.sheet.name
        return (x for x in self.cover_lines if not is_of_others(x.text, x.about, sheet, own))

    def _gaps(self, lines: LinesAround) -> Iterator[UnexplainedText]:
        """Ask about notes on figures that are incomplete, or are said not to be there."""
        block, finder = self.match.block, self.match.finder
        gaps = NotesOfGaps(self.data, finder.areas, finder.period)
        yield from gaps.asks((*lines_above(block), *lines_below(block), *self._about(lines)))
        noted = (*self.unled, *(self.notes[sign] for sign in lines.signs.led & self.notes.keys()))
        yield from gaps.asks((TextLine("note", text, None) for text in noted), "the notes")

    def _names(self) -> Iterator[UnexplainedText]:
        """Ask about what the file and its publication are called, where that may limit figures."""
        cover = self.cover if self.cover != self.file else ""
        named = {cover: "the name of the publication", self.file: "the file’s name"}
        for text, what in named.items():
            is_name = text != self.file and not is_listed(text) and not is_link(text)
            if not is_name and not self._may_be_of_a_part(text):
                continue
            bare = _MONTH_BEHIND.sub("", text)
            says = self.vocabulary.unexplained(bare, (*ON_COVERS, *self._of_other_tables))
            if says := says or (text if self._is_of_another_unit(spaced(text)) else ""):
                yield UnexplainedText(says, text, None, what)

    @property
    def _of_other_tables(self) -> tuple[str, ...]:
        """What the publication’s other tables are of: its name may list them."""
        tables = self.vocabulary.recipe.table
        return tuple(phrase for table in tables for phrase in (table.name, *table.titles))

    def _may_be_of_a_part(self, name: str) -> bool:
        """Whether a file’s name may say of what figures are; it may be anything otherwise."""
        tells = bool(words(name) & _OF_FILES) and not is_listed(name)
        tells = tells or (self.file == name and unit_in(spaced(name)) is not None)
        return tells or may_limit(name) or self.vocabulary.counts_others(name)

    def _further(self) -> Iterator[UnexplainedText]:
        """Ask about further columns of words, which may say of whom figures are."""
        one = self.match
        for column, texts in one.said_beside.items():
            heading = one.block.headings[column]
            strange = [text for text in texts if self._is_strange(heading, text)]
            if strange:
                more = len(strange) - _MOST_NAMED
                shown = ", ".join(strange[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
                says = f"{heading}: {shown}" if heading else shown
                yield UnexplainedText(
                    says, says, (one.block.heading_row(column), column), "a column"
                )

    def _is_strange(self, heading: str, text: str) -> bool:
        """Whether what stands under a heading may say of whom figures are."""
        if is_same(heading, REMARKS):
            return may_limit(text) or bool(_NOT_FIRM.search(text) or _MONTHS.search(text))
        if is_same(heading, STATUSES) and is_final(text):
            return False
        if is_same(heading, STATUSES) and status_in(f"({text})"):
            return False
        if is_same(heading, TRENDS) and words(text) <= _DIRECTIONS:
            return False
        if is_same(heading, SPLITTING + DIMENSIONS):
            return True
        if len(text) == 1 and text.isalpha():
            return not is_same(heading, PLACES)
        if is_of_coverage(heading):  # “Months: 12” is a whole year
            return bool(says_less(heading, [text]))
        if text.isdigit():  # “SIMD quintile: 1”
            return not heading or bool(self.vocabulary.unexplained(heading))
        if self._is_of_another_unit(text) or self.vocabulary.counts_others(text):
            return True
        if is_same(heading, UNITS):
            return not self.vocabulary.knows_words_of(text)
        if is_same(heading, (*PLACES, *STATUSES, *SAYS_WHENCE)):
            return bool(self.vocabulary.unexplained(text))
        return bool(self.vocabulary.unexplained(f"{heading}, {text}"))

    def _is_of_another_unit(self, text: str) -> bool:
        """Whether a text speaks of a unit that none of the measures that are read has."""
        if isinstance(self.match, TidyMatch):
            return False
        return says_another_unit(text, [self.measures[c.id] for c in self.match.columns_read])


def unread_columns(matches: Sequence[TableMatch]) -> dict[Cell, str]:
    """Give the columns of figures that nothing is read from, by the cell of their heading.

    Where the rows say what is counted, they are the rows, and the columns beside what is read.
    """
    shape, block = matches[0].shape, matches[0].block
    by_row = [one for one in matches if one.labels]
    known = {c for one in by_row if one.labels for c in (*one.labels.across, *one.labels.columns)}
    known |= {number for one in matches if not one.labels for number in one.fits}
    found: dict[Cell, str] = {}
    if by_row and (labels := by_row[0].labels):
        read = {row for one in by_row for row in one.fits}
        rows = [row for row in labels.with_figures if row not in read and labels.texts[row]]
        found = {matches[0].place(row): labels.texts[row] for row in rows}
    left = [c for c in shape.value_columns if c not in known and shape.has_numbers(c)]
    return found | {(block.heading_row(c), c): text_of(block.headings[c]) for c in left}
