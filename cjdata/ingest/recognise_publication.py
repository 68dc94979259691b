"""Says which publication a workbook is, of which edition, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.contents_lists import ContentsLists
from cjdata.ingest.front_lines import front_lines, notes_unled, signed_notes
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.publication_days import before_issue, day_of_issue
from cjdata.ingest.recipes.recipe import Recipe
from cjdata.ingest.spreadsheets.source_workbook import SourceSheet, SourceWorkbook
from cjdata.ingest.tables.phrase_matching import holds_any
from cjdata.ingest.tables.surrounding_lines import TextLine, is_listed
from cjdata.reference.areas import Areas

_TOP_ROWS = 15
_LONGEST_LINE = 300
_SHOWN = 80

_UPDATED = re.compile(r"\b(?:updated|revised|corrected)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[^\d\s])\.\s+|(?<=\d)\.\s+(?=[A-Z])")
"""Where a line goes on with another sentence: what that says of revisions names no edition."""
_MOST_IN_TITLE = 3
_IS_NO_NAME = re.compile(
    r"\W*(?:\[?(?:foot)?notes?\b|sources?\b|populations?:|see\b|compare|based on\b|derived from\b"
    r"|further information|related|contact\b|\d+\.\s)",
    re.IGNORECASE,
)
_PART = re.compile(r"\bpart (\d|one|two|three)\b", re.IGNORECASE)
_DIGITS = {"one": "1", "two": "2", "three": "3"}


@dataclass(frozen=True)
class IdentifyingTexts:
    """The texts by which a workbook says what it is."""

    book: SourceWorkbook
    areas: Areas

    @cached_property
    def cover(self) -> list[str]:
        """The file's name, and the top of the first sheet."""
        tops = (line for sheet in self.book.sheets[:1] for line in top_lines(sheet))
        return [self.file_name, *tops]

    @property
    def file_name(self) -> str:
        """The file's name in words, without its ending."""
        return re.sub(r"\.[A-Za-z]+$", "", self.book.name).replace("_", " ")

    @cached_property
    def lines(self) -> list[str]:
        """The cover, then the tops of all sheets."""
        tops = [line for sheet in self.book.sheets for line in top_lines(sheet)]
        return list(dict.fromkeys((*self.cover, *tops)))

    @cached_property
    def titles(self) -> list[str]:
        """What may name the publication: the file's name, and titles at the top of the sheets."""
        tops = (line for sheet in self.book.sheets for line in _titles(sheet))
        return list(dict.fromkeys((self.file_name, *tops)))

    @cached_property
    def contents(self) -> ContentsLists:
        """The lists of contents."""
        return ContentsLists(self.book)

    @property
    def listed(self) -> dict[str, tuple[str, ...]]:
        """The title that a list of contents has for each sheet."""
        return self.contents.titles

    @cached_property
    def cover_lines(self) -> tuple[TextLine, ...]:
        """What the first sheet, and those of notes and about the file, say of all others."""
        return front_lines(self.book, self.areas)

    @cached_property
    def notes(self) -> dict[str, str]:
        """The notes of a sheet of notes, by their signs: tables lead to them by “[note 1]”."""
        return signed_notes(self.book)

    @cached_property
    def unled_notes(self) -> tuple[str, ...]:
        """The notes of a sheet of notes that no cell of the workbook leads to."""
        return notes_unled(self.book, self.notes)

    def names(self, recipe: Recipe) -> bool:
        """Whether the workbook names a recipe's publication, and no other part of it."""
        if not self.naming(recipe) or any(holds_any(line, recipe.unless) for line in self.lines):
            return False
        own = _PART.search(recipe.part)
        parts = {_digit(part) for line in self.cover for part in _PART.findall(line)}
        return not own or not parts or _digit(own[1]) in parts

    def naming(self, recipe: Recipe) -> str:
        """Give the text that names a recipe's publication; empty where none does.

        A text that names a council as well is that of the council's own paper.
        """
        named = [line for line in self.titles if holds_any(line, recipe.workbook)]
        own = [line for line in named if not councils_in(line, self.areas)]
        return next((line for line in own if not is_listed(line)), next(iter(own), ""))

    def almost_naming(self, recipe: Recipe) -> str:
        """Say which text names a publication, and why it does not count; empty where none does."""
        if text := self.naming(recipe):
            against = next((one for one in self.lines if holds_any(one, recipe.unless)), "")
            parted = against or next((one for one in self.cover if _PART.search(one)), text)
            why = "speaks against it" if against else "is of another part"
            return f"“{text[:_SHOWN]}” says its publication, but “{parted[:_SHOWN]}” {why}"
        named = next((one for one in self.titles if holds_any(one, recipe.workbook)), "")
        noted = next((one for one in self.lines if holds_any(one, recipe.workbook)), "")
        if not named and not noted:
            return ""
        why = "together with a council" if named else "as a source or in a note only"
        return f"“{(named or noted)[:_SHOWN]}” says its publication {why}"

    def year(self, recipe: Recipe) -> str:
        """Give the year of the edition: on the cover, or else the newest in the titles.

        Only lines that name the publication count. Empty where none of them has a year.
        """
        for lines in (self.cover, self.lines):
            named = (line for line in lines if holds_any(line, recipe.workbook))
            years = [year for line in named for year in _years(line, recipe)]
            if years:
                return max(years)
        return ""

    def edition(self, recipe: Recipe, year: str) -> str:
        """Give the name of an edition: its year, its part, and whether it was updated."""
        label = f"{year} {recipe.part}".strip()
        sentences = (part for line in self.cover for part in _SENTENCES.split(line))
        named = (part for part in sentences if holds_any(part, recipe.workbook))
        return f"{label} updated" if any(map(_UPDATED.search, named)) else label

    @cached_property
    def published(self) -> str:
        """The day of publication as ``2026-01-13``, or the month; empty where no text says it."""
        return day_of_issue(self.book)


def years_said(text: str, recipe: Recipe) -> list[str]:
    """Give the years in what a person says that the edition is."""
    return years_in(text, recipe.period)


def top_lines(sheet: SourceSheet) -> Iterable[str]:
    """Give the name of a sheet, and the texts of its first rows."""
    yield sheet.name
    for row in sheet.rows[:_TOP_ROWS]:
        yield from (text_of(v) for v in row if isinstance(v, str) and 3 < len(v) <= _LONGEST_LINE)


def _titles(sheet: SourceSheet) -> Iterable[str]:
    """Give a sheet's name, and the texts of its first rows that may be titles: no notes, sources
    or headings.
    """
    yield sheet.name
    for row in sheet.rows[:_TOP_ROWS]:
        texts = [text_of(v) for v in row if isinstance(v, str) and v]
        first = texts[0] if texts else ""
        if len(texts) <= _MOST_IN_TITLE or first.casefold().startswith("table "):
            kept = () if _IS_NO_NAME.match(first) else texts
            yield from (text for text in kept if 3 < len(text) <= _LONGEST_LINE)


def _years(line: str, recipe: Recipe) -> Sequence[str]:
    """Give the years that a line is of; a calendar year may be that of publication alone."""
    return years_in(before_issue(line), recipe.period)


def _digit(part: str) -> str:
    return _DIGITS.get(part.casefold(), part)
