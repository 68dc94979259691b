"""Marks that say how firm a figure is: “(p)”, “[revised]”, “2023-24 provisional”, “44ᵖ”.

They may stand in the cell itself, in its year, or in the heading over it. Where several do, the
most telling one counts: an estimate stays one, whatever else is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

TELLING = ("estimated", "provisional", "revised")
"""The statuses that a mark may give, the most telling first."""

_WORD = r"provisional|revised|estimated|estimate"
_LETTER = r"[pre]"
_CUT = r"prov|est|rev"
"""Words of a status that are cut short: “2024-25 est.”"""
_PART = rf"(?:{_WORD}|(?:{_CUT})\b\.?|{_LETTER})(?:\s+(?:figures?|data|estimates?))?"
_NOTE = r"(?:notes?\s*)?\d{1,2}|[bu]"
_AND = r"\s*(?:,|;|/|&|\band\b)\s*"
_BRACKETED = re.compile(
    rf"\s*[\[(]\s*(?:(?:{_NOTE}){_AND})*({_PART}(?:{_AND}(?:{_PART}|{_NOTE}))*)\s*[\])]",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\s*(?:\b({_WORD})\b|(?<=\d)\s*[,:-]?\s+({_CUT})\b\.?|(?<=\d)\s?({_LETTER})(?=\s|\[|\(|$))",
    re.IGNORECASE,
)
_SAID = re.compile(rf"\b(?:{_WORD}|{_CUT}|{_LETTER})\b", re.IGNORECASE)
_NOT_FINAL = re.compile(r"\bnot (?:yet )?final\b|\bsubject to revision\b", re.IGNORECASE)
_BEHIND = re.compile(rf"[-\u2013\u2014:,]\s*({_WORD})(?:\s+(?:figures?|data))?\s*$", re.IGNORECASE)
"""A word behind a title or a heading, of all that stands under it."""
_WHOSE = (
    r"(?:for|of|in|at|on|as\s+at)\s+(?:31(?:st)?\s+march\s+\d{4}|(?:the\s+)?(?:years?\s+)?\d{4}[-/\d]*(?:\s+(?:and|to)\s+\d{4}[-/\d]*)?"
    r"|(?:the\s+)?(?:latest|most\s+recent|newest|last)\s+(?:financial\s+)?year|all\s+years"
    r"|this\s+(?:table|publication|release|workbook|edition)|these\s+tables|scotland)"
)
_ALL_ARE = re.compile(
    r"(?:\W*(?:\d{1,2}\s*[.):]|\[?notes?\s*\d*\]?\s*[:.]?)\s*)?"
    r"(?:(?:all|the|these|this|both)\s+)*"
    r"(\d{4}[-/\d]*\s+|(?:latest|most recent|newest)\s+(?:years?\s+)?)?"
    rf"(?:figures?|data|numbers?|values?|statistics|tables?|years?|(?<=\d\s))\s*({_WHOSE})?\s*"
    rf"(?:\b(?:is|are)\b|:)\s+(?:(?:still|all|an?|currently)\s+)*({_WORD}|estimates)\b"
    r"(?:\s+(?:figures?|data))?(?:\s*(?:,|\band\b|\bunt\w+\b|\bpending\b|\(|;)\s*.*)?\s*\.?\s*",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(rf"\W*(\d{{4}}[-/]\d{{2,4}})\s*[:\u2013-]\s*({_WORD})\W*", re.IGNORECASE)
"""“2025-26: provisional”"""

_NEWEST = re.compile(r"\b(?:latest|most\s+recent|newest|last)\b", re.IGNORECASE)
"""What says that a status is of the newest year alone."""

_RAISED = str.maketrans({"ᵖ": "[p]", "ʳ": "[r]", "ᵉ": "[e]"})
_ENUMERATED = re.compile(r"\(\s*([a-z])\s*\)", re.IGNORECASE)
_IS_FINAL = re.compile(r"\W*(?:final|official|published|actual)(?:\s+figures?)?\W*", re.IGNORECASE)
_LEGEND = re.compile(
    r"\W*(?:[\[(]\s*[pre]\s*[\])]\s*(?:=|:|[-\u2013]|means\b|denotes\b|indicates\b)?|[pre]\s*[=:])\s*\w",
    re.IGNORECASE,
)
"""What begins with a mark and goes on with its meaning."""

_AROUND = " ,;:-"
_STATUS = {"e": "estimated", "p": "provisional", "r": "revised"}


def as_provisional(note: str) -> str:
    """Write “not final”, and “subject to revision”, as provisional."""
    return _NOT_FINAL.sub("provisional", note)


def telling(*statuses: str) -> str:
    """Give the most telling of some statuses; the first of them where none is told by a mark.

    >>> telling("published", "revised", "provisional")
    'provisional'
    """
    return next((status for status in TELLING if status in statuses), statuses[0])


def status_of_all(note: str) -> tuple[str, str]:
    """Give the status that a note says all figures have, and of which of them; empty for none.

    >>> status_of_all("Figures for 2024-25 are provisional."), status_of_all("Figures are rounded")
    (('provisional', 'for 2024-25'), ('', ''))
    """
    note = as_provisional(note)
    said = _ALL_ARE.fullmatch(note)
    if by_year := _BY_YEAR.fullmatch(note):
        return _STATUS[by_year[2][0].lower()], by_year[1]
    if said is None:
        return ("", "")
    whose = " ".join(part.strip() for part in said.group(1, 2) if part)
    return _STATUS[said[3][0].lower()], whose


@lru_cache(maxsize=65_536)
def status_in(text: str, *, bare: bool = False) -> str:
    """Give the status that the marks in a text say; empty where there is none.

    Marks stand in brackets; in years and figures, ``bare`` ones count as well.

    >>> status_in("2024-25 (p)"), status_in("2024-25 provisional", bare=True), status_in("Paid")
    ('provisional', 'provisional', '')
    """
    text = text.translate(_RAISED)
    said = [match[1] for match in _BRACKETED.finditer(text)]
    if bare:
        rest = _BRACKETED.sub("", text)
        said += [next(filter(None, match.groups())) for match in _BARE.finditer(rest)]
    return telling("", *(_STATUS[word[0].lower()] for part in said for word in _SAID.findall(part)))


def without_marks(text: str, *, bare: bool = False) -> str:
    """Take the marks off a text.

    >>> without_marks("2024-25, provisional [note 2]", bare=True)
    '2024-25 [note 2]'
    """
    text = text.translate(_RAISED)
    bracketed = _BRACKETED.sub("", text) if "[" in text or "(" in text else text
    if not bare:
        return bracketed
    rest = _BARE.sub(" ", bracketed)
    if rest == bracketed:
        return bracketed
    return re.sub(r"[,;:]?\s+(?=[\[(]|$)|\s+-\s*$", " ", rest).strip(_AROUND)


def is_of_newest(whose: str) -> bool:
    """Whether a status is said of the newest year: “of the latest year”."""
    return bool(_NEWEST.search(whose))


def is_mark_alone(text: str) -> bool:
    """Whether a text is a mark and says no more.

    >>> is_mark_alone("(p)"), is_mark_alone("Provisional figures"), is_mark_alone("Revised orders")
    (True, True, False)
    """
    rest = without_marks(text, bare=True).casefold().strip(" .")
    return bool(status_in(text, bare=True)) and rest in ("", "figures", "data", "statistics")


def explains_a_mark(text: str) -> bool:
    """Whether a text says what a mark means, and so nothing of any figure.

    >>> explains_a_mark("[p] provisional"), explains_a_mark("p = provisional")
    (True, True)
    >>> explains_a_mark("[p]"), explains_a_mark("Provisional (p)")
    (False, False)
    """
    return bool(_LEGEND.match(text.translate(_RAISED)))


def is_final(text: str) -> bool:
    """Whether a text says that figures are as they stay.

    >>> is_final("Final"), is_final("Final year")
    (True, False)
    """
    return bool(_IS_FINAL.fullmatch(text))


def status_of_heading(text: str, others: Iterable[str] = ()) -> str:
    """Give the status that a heading says: by a mark alone, or one in brackets behind it.

    Where ``others`` beside it have “(a)” and “(b)”, a letter in brackets only counts them.
    """
    if is_mark_alone(text):
        return status_in(text, bare=True)
    behind = _BEHIND.search(text)
    if behind:
        return _STATUS[behind[1][0].lower()]
    letters = {letter.lower() for other in others for letter in _ENUMERATED.findall(other)}
    if letters - set(_STATUS):
        text = _ENUMERATED.sub("", text)
    return status_in(text)
