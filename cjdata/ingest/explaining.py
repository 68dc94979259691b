"""Finds what a table says that nothing explains: each such text is asked about, with its cell.

Of a table that is read, every text from the top of its sheet to its first row of figures must be
explained, every heading over a column that is read, every label of a row, every choice such as
“Gender | Female”. See ``cjdata.ingest.vocabulary`` for what explains a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cjdata.ingest.above import Line, lines_above
from cjdata.ingest.book import Place as Cell
from cjdata.ingest.cells import text_of
from cjdata.ingest.headings import is_same, words
from cjdata.ingest.matching import Match
from cjdata.ingest.recipes import BREAKDOWNS
from cjdata.ingest.stated_units import unit_in
from cjdata.ingest.tidy import TidyMatch
from cjdata.ingest.vocabulary import Vocabulary
from cjdata.ingest.wholes import DIMENSIONS, is_whole, says_total

_TELLING = words("young youth pilot target quintile quartile decile sample") | words(
    " ".join(set(BREAKDOWNS) - {"over", "under", "age", "aged", "white", "employment"})
)
"""Words that a note has where it may say that figures are of some people only."""

_OF_LABELS = ("name code description",)
"""Words that say how areas are written in a column."""

_SELECTOR = re.compile(
    r"^(?:select(?:ed)?|choose|chosen|filter(?:ed)?(?: by)?|show(?:n|ing)?|pick)\b\s*"
    r"(?:an? |the )?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ask:
    """What a table says that nothing explains.

    Attributes
    ----------
    says
        The words, as they stand there.
    text, cell
        The whole text, and its cell; None for the name of a sheet.
    what
        Where it stands: “the title”, “the heading”.
    asks
        What is asked: whether the words change nothing, or whether area, year or shares are right.
    """

    says: str
    text: str
    cell: Cell | None
    what: str
    asks: Literal["words", "area", "year", "shares"] = "words"


@dataclass(frozen=True)
class Explaining:
    """Looks for what nothing explains in one table.

    Attributes
    ----------
    match
        The table, as the recipe reads it.
    vocabulary
        What explains its texts.
    has_tab
        Whether the name of the sheet is the publisher's, and not that of the file.
    """

    match: Match | TidyMatch
    vocabulary: Vocabulary
    has_tab: bool

    def asks(self) -> list[Ask]:
        """Give what is to be asked about, each text once."""
        found: dict[str, Ask] = {}
        for ask in (
            *self._above(),
            *self._headings(),
            *self._constants(),
            *self._year(),
        ):
            found.setdefault(ask.says.casefold(), ask)
        return list(found.values())

    def _above(self) -> Iterator[Ask]:
        block = self.match.block
        if self.has_tab:
            name = block.sheet.name
            says = self.vocabulary.unexplained(name, beside=self.match.title)
            if says:
                yield Ask(says, name, None, "the sheet’s name")
        for listed in block.listed:
            yield from self._asked(listed, listed, None, "the list of contents")
        for line in lines_above(block):
            if line.text == self.match.title:
                yield from self._asked(line.text, line.text, line.place, "the title")
            elif line.kind == "note":
                yield from self._note(line)
            elif line.kind == "choice":
                yield from self._choice(line)
            elif line.kind == "title":
                yield from self._asked(line.text, line.text, line.place, "the title")

    def _asked(self, text: str, whole: str, cell: Cell | None, what: str) -> Iterator[Ask]:
        also = DIMENSIONS if self._is_of_totals else ()
        unit = self.match.block.unit_text  # a part of what the title says
        says = self.vocabulary.unexplained(text, also, unit)
        if says:
            yield Ask(says, whole, cell, what)

    def _choice(self, line: Line) -> Iterator[Ask]:
        """Ask about what was chosen, unless it is everybody, a year, an area, or asked for."""
        finder = self.match.finder
        key = _SELECTOR.sub("", line.key) or line.key
        is_known = (
            is_whole(line.chosen)
            or finder.year(line.chosen) is not None
            or finder.area(line.chosen) is not None
            or any(is_same(key, (name,)) for name in self.match.chosen_by)
        )
        if is_known:
            return
        unit = unit_in(line.chosen)
        if unit and unit.is_alone:
            return
        if self.vocabulary.unexplained(f"{key}, {line.chosen}"):
            yield Ask(line.text, line.text, line.place, "a line above it")

    def _note(self, line: Line) -> Iterator[Ask]:
        if words(line.text) & _TELLING:
            yield Ask(line.text, line.text, line.place, "a note above it")

    def _headings(self) -> Iterator[Ask]:
        one = self.match
        if isinstance(one, TidyMatch):
            return
        shape = one.shape
        for column in (*shape.area_columns, shape.year_column):
            text = "" if column is None else shape.block.headings[column]
            says = self.vocabulary.unexplained(text, _OF_LABELS)
            if says and column is not None:
                yield Ask(says, text, (shape.block.heading_row(column), column), "the heading")
        for number, fit in one.fits.items():
            text = one.texts[number]
            above = one.labels.blocks(number) if one.labels else []
            beside = " ".join((self.match.title, *above))
            says = self.vocabulary.unexplained(text, fit.column.headings, beside)
            if says:
                what = "the heading" if one.labels is None else "the row"
                yield Ask(says, text, one.place(number), what)

    def _constants(self) -> Iterator[Ask]:
        """Ask about further columns that say the same in each row that is read."""
        one = self.match
        if not one.table.every:
            for column, text in one.constants.items():
                if self.vocabulary.unexplained(text):
                    heading = one.block.headings[column]
                    cell = (one.block.heading_row(column), column)
                    yield Ask(f"{heading}: {text}", text, cell, "a column")

    def _year(self) -> Iterator[Ask]:
        """Ask where another text says another year than the title, which decides."""
        one = self.match
        if isinstance(one, Match) and one.shape.year_column is None and one.year.against:
            against = one.year.against
            yield Ask(against.text, one.year.period or "", against.place, "a text above it", "year")

    @property
    def _is_of_totals(self) -> bool:
        """Whether all that is read stands under “Total”, whatever else the table splits by."""
        one = self.match
        return (
            isinstance(one, Match)
            and one.labels is None
            and bool(one.fits)
            and all(says_total(one.texts[number]) for number in one.fits)
        )


def unread_columns(matches: Sequence[Match]) -> dict[Cell, str]:
    """Give the columns of figures that nothing is read from, by the cell of their heading.

    Where the rows say what is counted, they are the rows.
    """
    shape = matches[0].shape
    by_row = [one.labels for one in matches if one.labels]
    if by_row:
        read = {number for one in matches if one.labels for number in one.fits}
        rows = [row for row in by_row[0].with_figures if row not in read]
        return {matches[0].place(row): by_row[0].texts[row] for row in rows if by_row[0].texts[row]}
    read = {number for one in matches for number in one.fits}
    left = [c for c in shape.value_columns if c not in read and shape.has_numbers(c)]
    block = shape.block
    return {(block.heading_row(c), c): text_of(block.headings[c]) for c in left}
