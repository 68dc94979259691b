"""Asks about the notes that an area’s own cell, or its figures, lead to: “Stirling [note 1]”.

Of one council a note may say much. Where it says that its figures have another council’s in them,
or leave some out, they are not that council’s.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.cells.note_signs import notes_led_to, numbers_of, without_sign
from cjdata.ingest.cells.noted_statuses import speaks_of_firmness
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.labels.odd_years import says_years_alone
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.questions.definitions import whole_year
from cjdata.ingest.questions.errata import says_an_error
from cjdata.ingest.questions.scope_notes import says_something_happens, sentences_of
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.rows.chosen_rows import REMARKS
from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.surrounding_lines import TextLine
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.reference.areas import Area
from cjdata.reference.periods import ANY_MONTH

_TOGETHER = re.compile(
    r"\b(?:includ\w+|combin\w+|counted|recorded (?:under|in|with)|cover\w*|exclud\w+|joint\w*"
    r"|together)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"\b(?:exclud\w+|(?:not|never) (?:be )?includ\w+|without|omit\w*)\b", re.IGNORECASE
)
_MONTHS = re.compile(
    rf"\b({ANY_MONTH})\s+(?:\d{{4}}\s+)?(?:to|and|[-\u2013])\s+([a-z]+)",
    re.IGNORECASE,
)
"""What says that an area’s figures are of some months."""

_IS_USED = re.compile(
    r"\b(?:used|use|as|is|are|was|were|been|has|have|taken|shown|given|that|those|returns?|same)\b",
    re.IGNORECASE,
)
"""Words beside a year that leave it at that: “2023-24 figure used.”"""

_OF_YEAR_BEFORE = re.compile(
    r"\b(?:previous|last|prior|preceding)\s+year(?:['\u2019]?s)?\b[^.]*?\b(?:figures?|returns?|data"
    r"|numbers?|values?)\b|\b(?:figures?|returns?|data|numbers?|values?)\s+(?:of|from|for)\s+(?:the\s+)?"
    r"(?:previous|last|prior|preceding)\s+year\b",
    re.IGNORECASE,
)
_OF_ANOTHER_UNIT = re.compile(
    r"^\W*counts?\s+(?!of\b)\w+|\brather than\b|\binstead of\b|\bunder (?:investigation|review)\b",
    re.IGNORECASE,
)
"""What says that an area counts something else, or that its figure is in doubt."""

_SEE = (
    r"\bsee\b(?!\s+(?:also\s+)?(?:the\s+)?"
    r"(?:tables?|figures?|charts?|sheets?|worksheets?|tabs?|annex|notes?)\b)"
)
_LEADS = re.compile(_SEE, re.IGNORECASE)
"""What leads from one council to another, and not to a table: “See Table 3 for Fife.”"""

_IS_THAT_OF = re.compile(
    rf"{_SEE}|\b(?:is|are|was|were)\s+(?:for|of|from|those|that|as)\b", re.IGNORECASE
)
"""What says that the figures of one council are those of another: “See Falkirk.”"""

_NEAREST = re.compile(r"\bround\w*\b[^.;]*?\bnearest\s+(\d[\d,]*)", re.IGNORECASE)
_FINEST = 10
"""To whatever more than this one council’s figures are rounded, they are not like the others’."""

_IN_PART = re.compile(r"\b(?:some|parts?)\b", re.IGNORECASE)
"""What says that courts serve a part of another council: so court areas are counted."""


@dataclass(frozen=True)
class NotesOfAreas:
    """The notes that the areas of one table lead to.

    Attributes
    ----------
    match
        The table, as the recipe reads it.
    is_by_court
        Whether all that is read is counted by the areas of courts.
    """

    match: TableMatch
    is_by_court: bool

    def asks(
        self, lines: Iterable[TextLine], notes: Mapping[str, str]
    ) -> Iterator[UnexplainedText]:
        """Ask about the lines around the table, and the notes of a sheet of their own."""
        yield from self._remarks()
        if not self._led:
            return
        own = [TextLine("note", f"[note {n}] {notes[n]}", None) for n in notes if n in self._led]
        for line in (*lines, *own):
            areas = [area for sign in numbers_of(line.text) for area in self._led.get(sign, ())]
            said = sentences_of(without_sign(line.text))
            is_other = any(self._is_of_another(one, areas) for one in said) if areas else False
            if is_other or (areas and _is_coarse(line.text)):
                where = "a note of one area" if line.place else "the notes"
                yield UnexplainedText(line.text, line.text, line.place, where)

    def _remarks(self) -> Iterator[UnexplainedText]:
        """Ask about what stands in a column of remarks in the row of an area."""
        one, shape = self.match, self.match.shape
        columns = [c for c, text in enumerate(shape.block.headings) if is_same(text, REMARKS)]
        for row in shape.rows if columns else ():
            named = (one.finder.area(shape.labels[c][row]) for c in shape.area_columns)
            areas = list(filter(None, named))
            for column in columns if areas else ():
                text = text_of(shape.block.value(row, column))
                every = sentences_of(text)
                if _is_coarse(text) or any(self._is_elsewhere(x, areas[:1]) for x in every):
                    yield UnexplainedText(text, text, (row, column), "a remark on one area")

    def named(self, lines: Iterable[TextLine]) -> Iterator[UnexplainedText]:
        """Ask about sentences that name a council, and lead to another or say coarse rounding."""
        for line in lines:
            for said in sentences_of(line.text):
                named = councils_in(said, self.match.finder.areas)
                leads = len(named) > 1 and _LEADS.search(said)
                if leads or (len(named) == 1 and _is_coarse(said)):
                    where = "a note of one area" if line.place else "the cover"
                    yield UnexplainedText(line.text, line.text, line.place, where)
                    break

    def _is_elsewhere(self, said: str, areas: Sequence[Area]) -> bool:
        """Whether a sentence of an area leads to another council, year or unit, or is coarse."""
        own = {code for area in areas for code in (area.code, *area.members)}
        named = {area.code for area in councils_in(said, self.match.finder.areas)}
        is_told = any(
            p.search(said) for p in (_TOGETHER, _IS_THAT_OF)
        ) or not says_something_happens(said)
        otherwise = (_OF_YEAR_BEFORE, _OF_ANOTHER_UNIT)
        return (
            (bool(named - own) and is_told)
            or _is_coarse(said)
            or any(pattern.search(said) for pattern in otherwise)
        )

    def _is_of_another(self, said: str, areas: list[Area]) -> bool:
        """Whether a sentence says that an area’s figures are another’s too, or leave some out."""
        if self.is_by_court and _IN_PART.search(said):
            return False
        if self._is_counted_otherwise(said):
            return True
        months = {(a.casefold(), b.casefold()) for a, b in _MONTHS.findall(said)}
        is_of_months = bool(months - {whole_year(self.match.finder.period)})
        if not self.is_by_court and (may_limit(said, of_a_cell=False) or is_of_months):
            return True
        return self._is_elsewhere(said, areas) or bool(_WITHOUT.search(said))

    def _is_counted_otherwise(self, said: str) -> bool:
        """Whether a note of an area says another year, a mistake, or no known status."""
        kind = self.match.finder.period
        is_year = bool(years_in(said, kind)) and says_years_alone(_IS_USED.sub(" ", said))
        is_year = is_year and set(years_in(said, kind)) != {self.match.year.period}
        return is_year or says_an_error(said) or speaks_of_firmness(said)

    @cached_property
    def _led(self) -> Mapping[str, list[Area]]:
        """The areas whose cell or figures lead to each note."""
        one, shape = self.match, self.match.shape
        found: defaultdict[str, list[Area]] = defaultdict(list)
        columns = one.fits if one.labels is None else one.labels.across
        for row in shape.rows if shape.area_columns else ():
            texts = [text_of(shape.labels[c][row]) for c in shape.area_columns]
            area = next((a for text in texts if (a := one.finder.area(text))), None)
            cells = [one.block.sheet.at(row, column) for column in columns]
            texts += [cell for cell in cells if isinstance(cell, str)]
            if area is not None and area is not one.finder.areas.scotland:
                for sign in {sign for text in texts if text for sign in notes_led_to(text)}:
                    found[sign].append(area)
        return found


def _is_coarse(said: str) -> bool:
    """Whether a sentence says rounding to more than tens."""
    found = _NEAREST.search(said)
    return found is not None and int(found[1].replace(",", "")) > _FINEST
