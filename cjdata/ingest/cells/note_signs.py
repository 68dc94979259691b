"""Reads the signs of notes: which a text leads to (“Offenders [note 2]”), which one begins with."""

from __future__ import annotations

import re
from functools import lru_cache

from cjdata.reference.periods import ANY_MONTH

_FOOTNOTE = re.compile(r"\W*(?:note\s*)?\d{1,2}\s*[.):\]]", re.IGNORECASE)
_SIGN = r"(?:\d{1,2}|[a-d](?![a-z]))"
_SIGNS = rf"{_SIGN}(?:\s*(?:,|and|&)\s*{_SIGN})*"
_LED_TO = re.compile(
    rf"\b(?:foot)?notes?\s*({_SIGNS})|[\[(]\s*(\d{{1,2}}(?:\s*,\s*\d{{1,2}})*|[a-d])\s*[\])]",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-z)\]])(\d{1,2}(?:,\d{1,2})*)$")
"""The sign of a note right behind a word."""
_BEHIND_YEAR = re.compile(r"(?<!\d)(\d{4})[-/](\d\d)(\d{1,2}(?:,\d{1,2})*)$")
"""The sign of a note right behind a year: “2025-261”."""

_RAISED = {ord(raised): digit for raised, digit in zip("\u00b9\u00b2\u00b3", "123", strict=True)}
_RAISED |= {0x2070 + n: str(n) for n in range(4, 10)}
_BEGINS = re.compile(
    rf"\W*(?:(?:foot)?notes?\s*)?({_SIGN})\s*[.):\]]"
    rf"|\W*(?:foot)?notes?\s*({_SIGN})\b"
    rf"|\s*(\d{{1,2}})\s+(?!(?:{ANY_MONTH})\b)(?-i:(?=[A-Z][a-z]))"
    r"|\s*([*\u2020\u2021]{1,3})\s*(?=\w)",
    re.IGNORECASE,
)
_STARRED = re.compile(r"(?<=[\w)\]])\s?([*\u2020\u2021]{1,3})$")
"""A star behind a name or a figure, which leads to a note as a number does."""


@lru_cache(maxsize=65_536)
def notes_led_to(text: str) -> frozenset[str]:
    """Give the signs of the notes that a title or a heading leads to.

    >>> sorted(notes_led_to("Orders commenced [note 1, 3]")), sorted(notes_led_to("Offenders2"))
    (['1', '3'], ['2'])
    >>> sorted(notes_led_to("Orders (a)")), sorted(notes_led_to("Orders\u00b9"))
    (['a'], ['1'])
    """
    said = ["".join(found) for found in _LED_TO.findall(text)]
    raised = _lowered(text)
    said += _GLUED.findall(text.strip())
    # “2025/2026” ends with the next year, and with no sign.
    years = _BEHIND_YEAR.findall(text.strip())
    said += [sign for first, next_year, sign in years if next_year + sign != str(int(first) + 1)]
    said += ["".join(found) for found in _LED_TO.findall(raised)] if raised != text else []
    stars = _STARRED.findall(text.strip())
    signs = (n for part in said for n in re.findall(_SIGN, part, re.IGNORECASE))
    return frozenset((*stars, *(n.casefold() for n in signs)))


def _lowered(text: str) -> str:
    """Write raised numbers as notes in brackets."""
    return "".join(c if ord(c) not in _RAISED else f"[{_RAISED[ord(c)]}]" for c in text)


def numbers_of(note: str) -> frozenset[str]:
    """Give the sign that a note begins with, if it does.

    >>> numbers_of("[note 1] April to September 2025."), numbers_of("Orders")
    (frozenset({'1'}), frozenset())
    >>> numbers_of("1 Estimated"), numbers_of("\u00b9 Provisional"), numbers_of("* Not final")
    (frozenset({'1'}), frozenset({'1'}), frozenset({'*'}))
    """
    said = _BEGINS.match(_lowered(note))
    return frozenset(sign.casefold() for sign in said.groups() if sign) if said else frozenset()


def without_sign(note: str) -> str:
    """Take off the sign that a note begins with.

    >>> without_sign("[note 1] First offenders")
    'First offenders'
    """
    return _BEGINS.sub("", _lowered(note), count=1).strip(" ]):.")


def is_footnote(note: str) -> bool:
    """Whether a note begins with its number, as those of single cells and names do."""
    return bool(_FOOTNOTE.match(note))
