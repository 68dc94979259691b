"""Says how firm figures are by the notes that they lead to: “2025-26 [note 3]”, “3. Provisional.”

A note with a sign is of what leads to it alone: a title, a heading, a year, an area or a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from cjdata.ingest.cells.note_signs import notes_led_to, numbers_of, without_sign
from cjdata.ingest.cells.status_marks import (
    as_provisional,
    is_mark_alone,
    status_in,
    status_of_all,
    telling,
)
from cjdata.ingest.tables.surrounding_lines import TextLine

_OF_ITS_FIGURE = re.compile(
    r"\W*(?:(?:this|the|its)\s+)?(?:(?:figures?|data|values?|numbers?|returns?)\s+)?"
    r"(?:(?:is|are|was|were)\s+)?(?:still\s+)?(?:an?\s+)?(provisional|revised|estimated?)\W*",
    re.IGNORECASE,
)
"""What says no more of a figure than its status: “Figure estimated.”"""

_SENTENCES = re.compile(r"(?<=[a-z\d)][.])\s+(?=[A-Z\d])|\n+")


def status_of_note(note: str) -> tuple[str, str]:
    """Give the status that a note says of what leads to it, and of which years; empty for none.

    >>> status_of_note("Figures are rounded. Figures for 2024-25 are provisional.")
    ('provisional', 'for 2024-25')
    >>> status_of_note("Provisional figures"), status_of_note("A provisional order.")
    (('provisional', ''), ('', ''))
    """
    for said in _SENTENCES.split(note.strip()):
        if of_figure := _status_alone(said):
            return of_figure, ""
        if is_mark_alone(said):
            return status_in(said, bare=True), ""
        status, whose = status_of_all(said)
        if status:
            return status, whose
    return "", ""


def _status_alone(note: str) -> str:
    said = _OF_ITS_FIGURE.fullmatch(as_provisional(note))
    return status_in(f"({said[1]})") if said else ""


def is_status_of_figures(note: str) -> bool:
    """Whether a note with a sign says a status of what leads to it, and no more.

    >>> is_status_of_figures("1 Estimated"), is_status_of_figures("1 Estimated from two months")
    (True, False)
    """
    return bool(_status_alone(without_sign(note)))


_FIRMNESS = re.compile(
    r"\b(?:provisional|preliminary|unvalidated|imputed|incomplete|partial(?:ly)?"
    r"|not (?:yet )?(?:final|validated)|subject to (?:change|revision))\b"
    r"|(?:^|\b(?:is|are|been|partly|as)\s+)(?:\w+ly\s+)?estimated\b(?!\s+population)",
    re.IGNORECASE,
)


def speaks_of_firmness(note: str) -> bool:
    """Whether a note says how firm figures are, in words that give no status.

    >>> speaks_of_firmness("Partly estimated from last year’s returns.")
    True
    >>> speaks_of_firmness("Figures are provisional."), speaks_of_firmness("Includes fines.")
    (False, False)
    """
    return bool(_FIRMNESS.search(note)) and not status_of_note(note)[0]


def signed_lines(lines: Iterable[TextLine]) -> dict[str, str]:
    """Give the notes among some lines that begin with a sign, by it."""
    signed = ((sign, line.text) for line in lines for sign in numbers_of(line.text))
    found: dict[str, str] = {}
    for sign, text in signed:
        found.setdefault(sign, without_sign(text))
    return found


@dataclass(frozen=True)
class NotedStatuses:
    """The statuses that the notes of one table say, by their signs.

    Attributes
    ----------
    said
        The status that each note says, and the years that it is of; all where there is none.
    """

    said: Mapping[str, tuple[str, frozenset[str]]]

    @classmethod
    def among(
        cls, notes: Mapping[str, str], years_of: Callable[[str], Iterable[str]]
    ) -> NotedStatuses:
        """Read notes; ``years_of`` gives the years that a text such as “for 2024-25” names."""
        said = {}
        for sign, note in notes.items():
            status, whose = status_of_note(note)
            years = frozenset(years_of(whose))
            if status and (years or not re.search(r"\d", whose)):
                said[sign] = (status, years)
        return cls(said)

    def of(self, texts: Iterable[str], period: str) -> str:
        """Give the most telling status of the notes that some texts lead to; empty for none."""
        if not self.said:
            return ""
        led = {sign for text in texts for sign in notes_led_to(text)} & self.said.keys()
        said = (self.said[sign] for sign in led)
        return telling("", *(status for status, years in said if not years or period in years))
