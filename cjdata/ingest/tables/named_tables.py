"""Reads which tables a line is of: “Tables 1, 4 and 9”, “Tables 2-6”, “C1 and C2”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from cjdata.ingest.tables.phrase_matching import is_same
from cjdata.ingest.tables.title_numbers import without_number

_REF = r"(?:[A-Z]{1,5}[_ ]?)?\d{1,3}(?:\(?[a-z]\)?)?(?![\w/])"
_WORD = r"(?i:\b(?:tables?|sheets?|tabs?|worksheets?)(?=[\s_\d]))[\s_]*(?i:numbers?\s*)?"
_JOIN = r"\s*(?:[,;&]|and\b|or\b|to\b|[-\u2013\u2014])+\s*(?:(?:and|or)\s+)?"
_NAMED = re.compile(rf"{_WORD}({_REF}(?:{_JOIN}(?:{_WORD})?{_REF})*)")
_ALONE = re.compile(rf"\W*({_REF}(?:{_JOIN}{_REF})*)\W*")
_SPAN = re.compile(rf"({_REF})(?:\s*(?:to|[-\u2013\u2014])\s*(?:{_WORD})?({_REF}))?")
_PARTS = re.compile(r"([a-z]*)(\d+)([a-z]?)")
_NOT_ONLY = re.compile(
    r"\bexcept|\bother than\b|\bapart from\b|\bonwards\b|\ball (?:\w+ )?tables\b", re.IGNORECASE
)
"""What says that tables are meant besides those that are named."""

_OF_NUMBERS = re.compile(r"\W|_|\b(?:tables?|figures?|charts?|annex|sheets?|tabs?)(?=[\W_\d])")


_OF_ALL = re.compile(r"\b(?:all|every|general|tables)\b", re.IGNORECASE)
"""What stands where the name of a table does, and means all of them."""


class _Number(NamedTuple):
    letters: str
    number: int
    suffix: str


def _parsed(text: str) -> _Number | None:
    found = _PARTS.fullmatch(_OF_NUMBERS.sub("", text.casefold()))
    return _Number(found[1], int(found[2]), found[3]) if found else None


def number_of(title: str) -> str:
    """Give the number of the table that a title begins with: “7(a)” as “7a”; empty for none."""
    rest = without_number(title)
    begun = title[: len(title) - len(rest)] if title.endswith(rest) else ""
    return _OF_NUMBERS.sub("", begun.casefold())


def names_others_only(text: str, own: Iterable[str], *, is_cell: bool = False) -> bool:
    """Whether a text names tables by their numbers, and none of its own.

    A text that ``is_cell`` is the name of tables and no more: “4”, “B2”.

    >>> names_others_only("Tables 1 to 5: draft", ["3"]), names_others_only("See table 7", ["3"])
    (False, True)
    >>> names_others_only("B2", ["c2"], is_cell=True), names_others_only("All tables", ["3"])
    (True, False)
    """
    numbers = [one for one in map(_parsed, own) if one]
    alone = _ALONE.fullmatch(text) if is_cell else None
    named = [alone[1]] if alone else _NAMED.findall(text)
    if not numbers or not named or _NOT_ONLY.search(text):
        return False
    spans = [span for part in named for span in _SPAN.findall(part)]
    return not any(_is_within(one, *span) for one in numbers for span in spans)


def _is_within(one: _Number, first: str, last: str) -> bool:
    low, high = _parsed(first), _parsed(last or first)
    if low is None or high is None or one.letters not in (low.letters, high.letters):
        return False
    is_between = low.number <= one.number <= high.number
    return is_between and (low != high or low.suffix in ("", one.suffix))


def without_tables(text: str) -> str:
    """Take the tables off that a line begins with.

    >>> without_tables("Tables 1 to 5: draft"), without_tables("Draft")
    ('draft', 'Draft')
    """
    found = _NAMED.match(text.strip())
    return text.strip()[found.end() :].strip(" :-\u2013\u2014") if found else text


def is_of_others(text: str, about: str, sheet: str, own: Iterable[str]) -> bool:
    """Whether a line about the whole file is of other tables than the one on a sheet.

    ``about`` is the name of its table, where that stands in a cell beside it; ``own`` are the
    numbers of the table on that sheet.
    """
    if not about:
        return names_others_only(text, own)
    is_numbered = bool(number_of(f"Table {about}"))
    if not is_numbered and not _OF_ALL.search(about):
        return not is_same(about, (sheet,))
    return names_others_only(about, own, is_cell=True)
