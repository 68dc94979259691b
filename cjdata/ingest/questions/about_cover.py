"""Asks about what a cover, and a sheet of notes or about the file, says of all figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from cjdata.ingest.cells.note_signs import numbers_of, without_sign
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.labels.odd_years import says_years_alone
from cjdata.ingest.labels.written_years import Period, day_of, years_in
from cjdata.ingest.questions.about_lines import LinesAround
from cjdata.ingest.questions.cover_pairs import (
    ON_COVERS,
    heads_a_list,
    is_denied,
    is_name_or_key,
    limits_nothing,
    says_of_content,
)
from cjdata.ingest.questions.errata import says_an_error
from cjdata.ingest.questions.harmless_sentences import sums_otherwise
from cjdata.ingest.questions.scope_notes import (
    SAYING,
    is_fragment,
    is_scope,
    says_something_happens,
    scopes_in,
    sentences_of,
)
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit, says_unfit
from cjdata.ingest.rows.total_rows import says_a_scope
from cjdata.ingest.tables.named_tables import is_of_others, number_of, without_tables
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.surrounding_lines import TextLine, is_listed

_TABLES_OF = re.compile(
    r"(?:tables?|figures|data|statistics|results|report|extract|tables? and charts?)\s+"
    r"(?:for|of|from|on)\b",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(r"\W*(?:tables|sheets|tabs)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\W*(?:(?:date\s+)?(?:published|released)|publication date|date of publication)(?:\s+on)?\W*",
    re.IGNORECASE,
)
"""What stands over the day on which a publication came out."""

_EDITION = re.compile(
    r"\W*(?:the\s+)?(?:(?:edition|issue|release|version)\W+\S+|\S+\s+(?:edition|issue|release))\W*",
    re.IGNORECASE,
)
"""A line that says which edition the file is, and no more: “Edition: 2024-25”."""

_LONGEST_NAME = 4
_LONGEST_TITLE = 16
_LENGTH_OF_CHOICE = 2


@dataclass(frozen=True)
class LinesOnCover:
    """What the lines about the whole file say of one table.

    Attributes
    ----------
    around
        What asks about the lines of the table itself: a choice on a cover is judged alike.
    """

    around: LinesAround

    def asks(self, lines: Sequence[TextLine]) -> Iterator[UnexplainedText]:
        """Ask about what the cover says of all figures: a draft, a part, one council, a unit."""
        yield from self._subtitles(lines)
        for line in lines:
            where = f"the sheet “{line.sheet}”" if line.sheet else "the cover"
            if self._is_of_another_table(line) or self.around.notes.is_status_read(line.text):
                continue
            text = without_tables(line.text)
            if self._is_of_another_edition(line.text):
                yield UnexplainedText(line.text, line.text, None, where)
            elif line.about and numbers_of(line.text):
                if self._limits_a_table(without_sign(line.text)):
                    yield UnexplainedText(line.text, line.text, None, where)
            elif line.about:
                yield from self.around.notes.asks(line, where)
            elif is_listed(line.text) and line.kind != "note":
                yield from self._listed(line, text, where)
            elif line.kind == "choice" and self._is_choice(line):
                yield from self.around.choices.asks(line, where)
            elif line.kind == "unit" and line.is_pair:
                if self.around.choices.is_strange_pair(line):
                    yield UnexplainedText(line.text, line.text, None, where)
            elif self._limits_all(text) or self._shows_else(line.text):
                yield UnexplainedText(line.text, line.text, None, where)

    def _is_of_another_edition(self, text: str) -> bool:
        """Whether a line says an edition, or a year and no more, that is not of the newest year."""
        is_year = says_years_alone(text) and not day_of(text)
        named = years_in(text, self._period) if is_year or _EDITION.fullmatch(text) else []
        held = [year for year in self.around.facts.years if year]
        return bool(named and held) and max(named) != max(held)

    @property
    def _period(self) -> Period:
        return self.around.facts.match.finder.period

    def _listed(self, line: TextLine, text: str, where: str) -> Iterator[UnexplainedText]:
        """Ask about a line that names this table, as a list of contents does, or several."""
        is_of_one = number_of(line.text) in self.around.facts.own_numbers and not _OF_SEVERAL.match(
            line.text
        )
        is_strange = is_of_one and self.around.facts.vocabulary.unexplained(text)
        if self._limits_all(text) or is_strange or self._shows_else(line.text):
            yield UnexplainedText(line.text, line.text, None, where)

    def _shows_else(self, text: str) -> bool:
        """Whether a sentence says what this table shows, by its number: “Table 1 shows fines.”"""
        if number_of(text) not in self.around.facts.own_numbers:
            return False
        said = scopes_in(f"This table {without_tables(text)}", of_a_cell=True)
        return any(map(self.around.notes.is_of_something_else, said))

    def _subtitles(self, lines: Sequence[TextLine]) -> Iterator[UnexplainedText]:
        """Ask about what stands at the top of the cover, down to its first note or long line.

        A title stands there and what it is called besides: “Attempted crimes”.
        """
        own = [line for line in lines if not line.sheet]
        first = takewhile(
            lambda pair: pair[1].kind == "title" and len(pair[1].text.split()) <= _LONGEST_TITLE,
            pairwise(own),
        )
        for before, line in first:
            is_issue = bool(_PUBLISHED.fullmatch(before.text) and day_of(line.text))
            says = self.around.facts.vocabulary.unexplained(line.text, ON_COVERS)
            is_told = is_issue or is_name_or_key(line.text) or is_listed(line.text)
            is_told = is_told or self._limits_all(line.text)  # which is asked about by itself
            if says and is_fragment(line.text) and not is_told:
                yield UnexplainedText(says, line.text, None, "the cover")

    def _is_choice(self, line: TextLine) -> bool:
        """Whether a line on a cover may say of what all figures are, by its key and its words."""
        if heads_a_list(line):
            return False
        if says_a_scope(line.key) or says_of_content(line.key) or is_denied(line):
            return True
        if says_unfit(line.chosen):
            return True
        return line.is_pair and not limits_nothing(line)

    def _limits_a_table(self, note: str) -> bool:
        """Whether a note with a sign, of a table that it names, limits more than a cell of it."""
        said = (s for s in sentences_of(note) if may_limit(s, of_a_cell=False))
        return any(map(self.around.facts.vocabulary.unexplained, said)) or any(
            map(self.around.notes.is_of_something_else, scopes_in(note, of_a_cell=True))
        )

    def _limits_all(self, text: str) -> bool:
        """Whether a line about the whole file says what nothing explains."""
        every = sentences_of(text.replace(":", ","))
        notes = self.around.notes
        said = notes.sentences(text.replace(":", ","))
        if every and not said:
            return False
        parts = (s for s in said if is_fragment(s) or may_limit(s, of_a_cell=False))
        return (
            any(may_limit(s) and self.around.facts.vocabulary.unexplained(s) for s in parts)
            or any(map(self._says_which, said))
            or any(map(notes.is_of_something_else, notes.scopes(text, of_a_cell=True)))
            or any(is_scope(s) and self.around.notes.is_of_something_else(s) for s in said)
            or (not self.around.facts.vocabulary.of_one_area and self._is_of_one_council(text))
            or self.around.facts.is_of_another_unit(text)
            or self.around.facts.is_early_or_coarse(text)
            or any(map(self.around.notes.is_some_months, said))
            or any(map(self.around.notes.is_status_unread, said))
            or any(map(self.around.notes.is_of_some_asked, said))
            or says_an_error(text)
            or any(map(sums_otherwise, said))
            or self.around.notes.is_defined_otherwise(text)
        )

    def _says_which(self, said: str) -> bool:
        """Whether two words say which of the things that are read are meant: “Closed cases.”

        Of the things of another table of the publication they say nothing here.
        """
        facts, two = self.around.facts, said.split()
        if len(two) != _LENGTH_OF_CHOICE or not is_fragment(said):
            return False
        thing = words(two[-1])
        if not thing or not any(thing <= words(x) for x in (*facts.words_read, facts.match.title)):
            return False
        tables = facts.vocabulary.recipe.table
        of_others = (phrase for table in tables for phrase in (table.name, *table.titles))
        return bool(facts.vocabulary.unexplained(said, (*ON_COVERS, *SAYING, *of_others)))

    def _is_of_another_table(self, line: TextLine) -> bool:
        """Whether a line names other tables by their numbers, and not this one."""
        sheet = self.around.facts.match.block.sheet.name
        return is_of_others(line.text, line.about, sheet, self.around.facts.own_numbers)

    def _is_of_one_council(self, text: str) -> bool:
        """Whether a line is the name of a council, or of tables of one: “Tables for Falkirk”."""
        area = self.around.facts.match.finder.area(text)
        if area is not None:
            return area is not self.around.facts.match.finder.areas.scotland
        named = councils_in(text, self.around.facts.vocabulary.areas)
        is_name = is_fragment(text) and "," not in text and len(text.split()) <= _LONGEST_NAME
        is_of_it = bool(_TABLES_OF.match(text)) and not says_something_happens(text)
        return len(named) == 1 and (is_name or is_of_it)
