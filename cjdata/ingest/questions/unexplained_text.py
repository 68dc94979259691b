"""What a table says that nothing explains, and that a person is asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cjdata.ingest.cells.note_signs import is_footnote
from cjdata.ingest.labels.written_years import without_periods
from cjdata.ingest.recipes.recipe import BREAKDOWNS
from cjdata.ingest.spreadsheets.source_workbook import Place as Cell
from cjdata.ingest.tables.phrase_matching import words

_TELLING = words(
    "young youth pilot target quintile quartile decile sample projected projection forecast "
    "domestic quarter quarterly months draft embargo embargoed half"
) | words(" ".join(set(BREAKDOWNS) - {"over", "under", "age", "aged", "white", "employment"}))
_ONLY = words("only exclude")
_NO_LIMIT = words("include includes included including both suppressed protect unable")
"""Words by which a note says that somebody is counted too, or why a figure is not shown."""

_EXCLUDES = re.compile(
    r"\b(?:not|never|nor)\s+(?:be\s+|been\s+)?includ\w*|\b(?:counted|shown|given|published)\s+"
    r"(?:elsewhere|separately)",
    re.IGNORECASE,
)
_UNFIT = re.compile(
    r"\bwithdrawn\b|\b(?:has|have) been superseded\b|\berrors? (?:was|were) found\b"
    r"|\bsee (?:the )?corrected\b|\bdo not use\b|\bmade[- ]up\b|\bsynthetic\b|\bsimulated?\b"
    r"|\bdummy\b|\bmock\b|\bfict(?:ional|itious)\b|\billustrative\b|\bfor illustration\b"
    r"|\bplaceholders?\b|\brandom(?:ly)? generated\b|\bnot (?:the )?real\b|\bimaginary\b"
    r"|\b(?:test|example|training) (?:data|figures|numbers|values|file|table|version)\b"
    r"|^\W*test\W*$",
    re.IGNORECASE,
)
"""What says that figures are not to be relied on, or are none of anything that happened."""

_IMPRINT = re.compile(r"\bopen government licence\b|\bcrown copyright\b|^\W*isbn\b", re.IGNORECASE)
"""What says by whom a text may be used, and how it is numbered."""

_PRESUMPTION = re.compile(r"\bpresumption against\b[^.;]*?\bsentences?\b[^.;]*", re.IGNORECASE)
"""A policy that notes speak of: its months are no part of a year."""

_AGES = re.compile(r"\b(?:(?:under|over)[- ]?\d\d|u\d\d)['\u2019]?s?\b", re.IGNORECASE)
_FINDING = re.compile(
    r"(?:[a-z]+ ){1,6}(?:make|makes|made) up\b|(?:[a-z]+ ){1,6}account(?:s|ed)? for\b",
    re.IGNORECASE,
)
"""How a sentence begins that tells what was found: “Women made up 15% of cases.”"""


Asks = Literal["words", "year", "years", "area", "shares", "counts"]
"""What is asked about a text."""


@dataclass(frozen=True, slots=True)
class UnexplainedText:
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
        Of “years”, a text says another year than figures are read as of; of “counts”, figures that
        are read as counts are like percentages.
    """

    says: str
    text: str
    cell: Cell | None
    what: str
    asks: Asks = "words"


def says_unfit(text: str) -> bool:
    """Whether a text says that figures are not to be relied on, or are made up.

    >>> says_unfit("Simulated"), says_unfit("Official statistics")
    (True, False)
    """
    return bool(_UNFIT.search(text))


def may_limit(note: str, *, of_a_cell: bool | None = None) -> bool:
    """Whether a note may say that figures are of some people, or of some time, only.

    In a note that is ``of_a_cell`` or a name, as numbered ones are where no title or heading leans
    on them, “only” limits what the note says.

    >>> may_limit("Figures are for women."), may_limit("2. Parts of it are served by Glasgow only.")
    (True, False)
    """
    if _IMPRINT.search(note):
        return False
    note = _PRESUMPTION.sub(" ", note)
    said = words(without_periods(note))
    limits = bool(said & _ONLY or _EXCLUDES.search(note))
    if (said & _NO_LIMIT or _FINDING.match(note)) and not limits:
        return False
    of_a_cell = is_footnote(note) if of_a_cell is None else of_a_cell
    tells = bool(said & _TELLING or _AGES.search(note) or _UNFIT.search(note))
    return tells or (limits and not of_a_cell)
