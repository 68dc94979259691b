"""Reads single cells as publications write them: texts with notes, numbers, and symbols.

Nothing here guesses: what is not understood comes back as None, and the caller says where.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from cjdata.ingest.cells.cell_symbols import EVERY_SYMBOL, NIL
from cjdata.ingest.cells.status_marks import status_in, without_marks
from cjdata.ingest.spreadsheets.source_workbook import Value

_BRACKETED = re.compile(
    r"\s*\[\s*(?:notes?|footnotes?|fn)?[\s\d,;&]*(?:and\s+\d+|(?<=\s)[a-z](?:\s*,\s*[a-z])*)?\s*\]",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\s*\[\s*([bepru])\s*\]", re.IGNORECASE)
_RAISED = (
    "\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u00aa\u1d43\u1d47\u1d9c\u1d48\u2020\u2021\u00ae\u2122"
)
"""Small raised digits and letters, and other signs that lead to a note or say nothing.

An asterisk leads from a name to a note; behind a figure it may mean anything.
"""

_SUPERSCRIPTS = re.compile(rf"[*{_RAISED}]+(?:\s*,\s*[*{_RAISED}]+)*")
_NOTES_BEHIND = re.compile(rf"(?:\s*,?\s*[{_RAISED}])+$")
_PARENTHESES = re.compile(
    r"(?:\s*\(\s*(?:(?:see\s+)?(?:foot)?notes?\s*)?\d{1,2}(?:\s*(?:,|&|and)\s*\d{1,2})*\s*\))+\s*$",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[A-Za-z)])\d{1,2}(?:\s*,\s*\d{1,2})*(?=\s|$)")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?|-?\.\d+", re.ASCII)


_FEW = re.compile(
    r"(?:<|(?:less|fewer) than|under|below)\s*(?:[3-9]|1\d|20|five|ten)", re.IGNORECASE
)
"""How a small number is kept back: “<5”, “fewer than 10”."""


def text_of(value: Value) -> str:
    """Give a cell's text with single spaces; a whole number without its point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def with_plain_dashes(text: str) -> str:
    """Write every kind of dash as a hyphen."""
    return _DASHES.sub("-", text)


def without_brackets(text: str) -> str:
    """Take ``[note 3]``, ``[3]`` and marks such as ``[r]`` off a text."""
    return _LETTERS.sub("", _BRACKETED.sub("", text)) if "[" in text else text


@lru_cache(maxsize=65_536)
def without_notes(text: str) -> str:
    """Take note markers off a name or heading.

    >>> without_notes("Cases completed3,4 [note 2]")
    'Cases completed'
    """
    text = without_brackets(without_marks(text))
    text = _SUPERSCRIPTS.sub("", text)
    text = _PARENTHESES.sub("", text)
    text = _GLUED.sub("", text)
    return " ".join(text.split())


def number_of(value: Value) -> float | None:
    """Give the number that a cell holds, as one or as text; None where it holds none."""
    if isinstance(value, str):
        reading = _of_text(with_plain_dashes(text_of(value)))
        return reading.value if reading else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def is_number(value: Value) -> bool:
    """Whether a cell holds a number, as one or as text."""
    return number_of(value) is not None


def is_symbol(value: Value) -> bool:
    """Whether a cell holds what is a symbol in some era."""
    return isinstance(value, str) and any(text in EVERY_SYMBOL for text in _as_symbols(value))


def is_figure(value: Value) -> bool:
    """Whether a cell holds a number, or what is a symbol in some era."""
    return is_number(value) or is_symbol(value)


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell of figures says.

    Attributes
    ----------
    value
        The number as written; None where a symbol stands instead.
    decimals
        How many it is written with.
    status
        ``published``, or what the symbol or mark says: a key of ``STATUSES``.
    with_sign
        Whether a percent sign stands behind it.
    """

    value: float | None
    decimals: int
    status: str
    with_sign: bool = False


def reading_of(value: Value, symbols: Mapping[str, str]) -> CellReading | None:
    """Read a cell of figures; None when neither a number nor a known symbol stands there."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        number = float(value)
        return (
            CellReading(number, _decimals_of(number), "published")
            if math.isfinite(number)
            else None
        )
    if not isinstance(value, str):
        return None
    text = with_plain_dashes(text_of(value))
    meaning = symbols.get(text.casefold())
    if meaning is None:
        written = _of_text(text)
        if written:
            return written
        meaning = next((symbols[s] for s in _as_symbols(text) if s in symbols), None)
        if meaning is None and _FEW.fullmatch(text):
            meaning = "suppressed"
    if meaning == NIL:
        return CellReading(0.0, 0, "published")
    return CellReading(None, 0, meaning) if meaning is not None else None


def _of_text(text: str) -> CellReading | None:
    if text.isdecimal() and text.isascii():
        return CellReading(float(text), 0, "published")
    status = "published"
    with_sign, digits = False, text
    if not _NUMBER.fullmatch(text):
        status = status_in(text, bare=True) or status
        bare = _without_notes_behind(without_brackets(without_marks(text, bare=True)))
        with_sign = bare.endswith("%")
        digits = _without_notes_behind(bare.removesuffix("%"))
    if not _NUMBER.fullmatch(digits) or digits not in text:
        return None  # A note or a mark between the digits may be anything.
    digits = re.sub("[, ]", "", digits)
    return CellReading(float(digits), len(digits.partition(".")[2]), status, with_sign)


def _without_notes_behind(text: str) -> str:
    """Take off the signs that lead from a figure to a note: “44²” is 44."""
    return _NOTES_BEHIND.sub("", text.strip()).strip()


def _as_symbols(text: str) -> tuple[str, ...]:
    """Give a text as a symbol is looked up: as it stands, and without what leads to a note.

    An asterisk leads to none here: it is a symbol itself.
    """
    folded = with_plain_dashes(text_of(text)).casefold()
    bare = "" if "*" in folded else _without_notes_behind(_BRACKETED.sub("", folded))
    return (folded, bare) if bare and bare != folded else (folded,)


def _decimals_of(number: float) -> int:
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def scaled(value: float, factor: int) -> float:
    """Multiply without the noise of binary fractions.

    >>> scaled(0.7077381777839412, 100)
    70.77381777839412
    """
    return float(Decimal(repr(value)) * factor)
