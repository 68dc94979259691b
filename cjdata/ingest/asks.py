"""What a table says that nothing explains, and that a person is asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cjdata.ingest.book import Place as Cell
from cjdata.ingest.headings import words
from cjdata.ingest.recipes import BREAKDOWNS
from cjdata.ingest.years import without_periods

_TELLING = words(
    "young youth pilot target quintile quartile decile sample projected projection forecast "
    "domestic quarter months draft embargo embargoed half"
) | words(" ".join(set(BREAKDOWNS) - {"over", "under", "age", "aged", "white", "employment"}))
_ONLY = words("only exclude")
_NO_LIMIT = words("include includes included including both suppressed protect unable")
"""Words by which a note says that somebody is counted too, or why a figure is not shown."""

_FINDING = re.compile(
    r"(?:[a-z]+ ){1,6}(?:make|makes|made) up\b|(?:[a-z]+ ){1,6}account(?:s|ed)? for\b",
    re.IGNORECASE,
)
"""How a sentence begins that tells what was found: “Women made up 15% of cases.”"""

_FOOTNOTE = re.compile(r"\W*(?:note\s*)?\d{1,2}\s*[.):\]]", re.IGNORECASE)


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


def may_limit(note: str, *, of_a_cell: bool | None = None) -> bool:
    """Whether a note may say that figures are of some people, or of some time, only.

    In a note that is ``of_a_cell`` or a name, as numbered ones are where no title or heading leans
    on them, “only” limits what the note says.

    >>> may_limit("Figures are for women."), may_limit("2. Parts of it are served by Glasgow only.")
    (True, False)
    """
    said = words(without_periods(note))
    if (said & _NO_LIMIT or _FINDING.match(note)) and not said & _ONLY:
        return False
    of_a_cell = is_footnote(note) if of_a_cell is None else of_a_cell
    return bool(said & _TELLING) or (bool(said & _ONLY) and not of_a_cell)


_LED_TO = re.compile(
    r"\[?\b(?:foot)?notes?\s*(\d{1,2}(?:\s*(?:,|and|&)\s*\d{1,2})*)", re.IGNORECASE
)
_GLUED = re.compile(r"(?<=[a-z)\]])(\d{1,2}(?:,\d{1,2})*)$")
_BEGINS = re.compile(r"\W*(?:\[?(?:foot)?notes?\s*)?(\d{1,2})\s*[.):\]]", re.IGNORECASE)


def notes_led_to(text: str) -> frozenset[int]:
    """Give the numbers of the notes that a title or a heading leads to.

    >>> sorted(notes_led_to("Orders commenced [note 1, 3]")), sorted(notes_led_to("Offenders2"))
    ([1, 3], [2])
    """
    said = [*_LED_TO.findall(text), *_GLUED.findall(text.strip())]
    return frozenset(int(n) for part in said for n in re.findall(r"\d+", part))


def numbers_of(note: str) -> frozenset[int]:
    """Give the number that a note begins with, if it does.

    >>> numbers_of("[note 1] April to September 2025."), numbers_of("Orders")
    (frozenset({1}), frozenset())
    """
    said = _BEGINS.match(note)
    return frozenset({int(said[1])} if said else ())


def is_footnote(note: str) -> bool:
    """Whether a note begins with its number, as those of single cells and names do."""
    return bool(_FOOTNOTE.match(note))
