"""Asks about notes that say that figures are incomplete, or are not there at all: of some
councils, of a year, or of all.

“Fife data are incomplete” makes the figure of Fife none of the whole of Fife. “Fife did not submit
a return” is right where Fife has no figure, and strange where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cjdata.ingest.figures_read import ReadFigure
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.labels.odd_years import agrees, odd_years
from cjdata.ingest.labels.written_years import Period, years_in
from cjdata.ingest.questions.scope_notes import sentences_of
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.tables.surrounding_lines import TextLine
from cjdata.reference.areas import Areas

_IN_PART = re.compile(
    r"\bincomplete\b|\bpartial(?:ly)?\b|\bpart of (?:the|its|their)\b"
    r"|\bsome (?:of )?(?:the |its |their )?(?:data|figures|cases|orders|returns|records)\b"
    r"|\bunder-?(?:count|report|record|estimat)\w*"
    r"|\b(?:not|never)\s+(?:\w+\s+){0,3}complete\b|\bmissing (?:for|from|in|data|cases|returns)\b"
    r"|\bnot all (?:data|figures|cases|returns)\b|\b(?:is|are|was|were) (?:also )?missing\b",
    re.IGNORECASE,
)
_NOT_THERE = re.compile(
    r"\b(?:did not|didn[\u2019']t|could not|unable to|failed to|(?:has|have|had) not|not able to)"
    r"\s+(?:\w+\s+)?(?:provid|submit|return|suppl|send|sent|report)\w*"
    r"|\bnot (?:been )?(?:provided|submitted|supplied|returned|received)\b"
    r"|\bno (?:data|returns?|figures)\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"(?:(?:all|the|these|this|both)\s+)*(?:latest\s+|most\s+recent\s+)?(?:\d{4}[-/]\d{2,4}\s+)?"
    r"(?:data|figures|numbers|returns|counts|statistics|table)\b[^.]{0,40}?"
    r"\b(?:is|are|remain)\s+(?:still\s+|all\s+|currently\s+|therefore\s+)*"
    r"(?:incomplete|partial|not\s+(?:yet\s+)?complete)\b",
    re.IGNORECASE,
)
"""How a sentence begins that says it of all figures, or of those of a year."""

_SOME = re.compile(r"\b(?:some|a few|several|certain|may|might)\b", re.IGNORECASE)


def speaks_of_gap(said: str) -> bool:
    """Whether a text says that figures lack something, or are not there.

    >>> speaks_of_gap("Fife data are incomplete"), speaks_of_gap("Fife data are rounded")
    (True, False)
    """
    return bool(_IN_PART.search(said) or _NOT_THERE.search(said))


@dataclass(frozen=True)
class NotesOfGaps:
    """What notes say of gaps in the figures of one table.

    Attributes
    ----------
    data
        The figures of the table.
    areas, kind
        The areas that notes name, and the kind of year.
    """

    data: Sequence[ReadFigure]
    areas: Areas
    kind: Period

    def asks(self, lines: Iterable[TextLine], where: str = "") -> Iterator[UnexplainedText]:
        """Ask about the lines that say of a figure that is read that it is incomplete, or none."""
        for line in lines:
            if any(map(self._is_contradicted, sentences_of(line.text))):
                place = "the cover" if not line.sheet else f"the sheet “{line.sheet}”"
                what = where or ("a note beside it" if line.place else place)
                yield UnexplainedText(line.text, line.text, line.place, what)

    def _is_contradicted(self, said: str) -> bool:
        """Whether figures are read of which a sentence says that they lack something."""
        years = self._years(said)
        if years is None:
            return False
        councils = {area.code for area in councils_in(said, self.areas)}
        if not councils:
            is_of_all = bool(_OF_ALL.match(said)) and not _SOME.search(said)
            return is_of_all and any(self._is_in(one, years) for one in self.data)
        own = [one for one in self.data if self._is_of(one, councils) and self._is_in(one, years)]
        if not any(one.value is not None for one in own):
            return False
        if _IN_PART.search(said):
            return True
        has_gap = any(one.value is None for one in own) or self._is_missing(own, councils, years)
        return bool(_NOT_THERE.search(said)) and not has_gap

    def _years(self, said: str) -> set[str] | None:
        """Give the years that a sentence speaks of; none for all, None where none of them is read.

        “1975” is the year that begins or ends in it.
        """
        named = {*years_in(said, self.kind), *odd_years(said, self.kind)}
        read = {one.period for one in self.data}
        years = {period for period in read for one in named if agrees(one, period)}
        return years if years or not named else None

    def _is_missing(
        self, own: Iterable[ReadFigure], councils: frozenset[str] | set[str], years: set[str]
    ) -> bool:
        """Whether a council has no row in a year that others have."""
        periods = {one.period for one in self.data if self._is_in(one, years)}
        found = {(code, one.period) for one in own for code in (one.area.code, *one.area.members)}
        return any((code, period) not in found for code in councils for period in periods)

    @staticmethod
    def _is_of(one: ReadFigure, councils: set[str]) -> bool:
        return not councils.isdisjoint((one.area.code, *one.area.members))

    @staticmethod
    def _is_in(one: ReadFigure, years: set[str]) -> bool:
        return not years or one.period in years
