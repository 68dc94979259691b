"""Takes the number of a table off the front of its title: “Table 7(b)”, “A1:”, “CPO_9”.

What looks like one may say of whom the figures are: “SIMD 1”, “U21”, “Q1”, “Under 18”. So letters
before a number are its own only behind “Table” or the like, where there is one of them, or where
they are the first letters of words that are known: CPO, of community payback orders.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = r"\d{1,3}(?![\d/\u2013-])(?:[._]\d+)*(?:\s?\(?[a-z]\)?)?(?=\s*[:.\u2013\u2014-]|\s|_|$)"
_PART_OF_A_YEAR_OR_AGE = r"Q[1-4]\b|H[12]\b|U\d\d\b"
_AFTER_WORD = re.compile(
    rf"^\W*(?:table|figure|chart|annex|sheet|tab)s?[\s_]*(?!{_PART_OF_A_YEAR_OR_AGE})"
    rf"(?:[A-Z]{{1,5}}[_ ]?)?{_NUMBER}",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"^\W*(?:(?!{_PART_OF_A_YEAR_OR_AGE})[A-Z])?{_NUMBER}")
_BEHIND_LETTERS = re.compile(rf"^\W*([A-Z]{{2,6}})[_ ]?{_NUMBER}")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "with",
    ]
)
_FEWEST_LETTERS, _MOST_LETTERS = 2, 6


def without_number(text: str, acronyms: frozenset[str] = frozenset()) -> str:
    """Take the number of its table off a title.

    >>> without_number("Table 7(b): People convicted"), without_number("U21: People convicted")
    (': People convicted', 'U21: People convicted')
    >>> without_number("CPO_9 Orders", frozenset({"CPO"})), without_number("SIMD 1 Orders")
    (' Orders', 'SIMD 1 Orders')
    """
    found = _AFTER_WORD.match(text) or _ALONE.match(text)
    if not found:
        behind = _BEHIND_LETTERS.match(text)
        found = behind if behind and behind[1] in acronyms else None
    return text[found.end() :] if found else text


def acronyms_of(phrases: Iterable[str]) -> frozenset[str]:
    """Give the first letters of each run of words in phrases, with their small words and without.

    >>> sorted(acronyms_of(["diversion from prosecution"]))
    ['DF', 'DFP', 'DP', 'FP']
    """
    found: set[str] = set()
    for phrase in phrases:
        every = _WORD.findall(phrase)
        for words in (every, [word for word in every if word.casefold() not in _SMALL]):
            found |= _runs("".join(word[0] for word in words).upper())
    return frozenset(found)


def _runs(letters: str) -> set[str]:
    return {
        letters[start:end]
        for start in range(len(letters))
        for end in range(start + _FEWEST_LETTERS, min(len(letters), start + _MOST_LETTERS) + 1)
    }
