"""Finds what says that figures are of another time, a change, a share of Scotland, or others yet.

Each word of “year on year” or “as at 31 March” is a plain one; together they change every figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_AT_A_DAY = re.compile(
    r"(?<!data )(?<!correct )(?<!extracted )\bas at\b"
    r"|(?<!\bto )(?<!\bending )(?<!\bended )(?<!\buntil )(?<![-\u2013] )\b31(?:st)? march\b",
    re.IGNORECASE,
)
"""What says that people were counted on one day, and not over a year."""

_SPAN = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|ten)[- ]years?\b(?!\s+(?:age|olds?))", re.IGNORECASE
)
"""What says that figures are of several years together."""

_CHANGE = re.compile(r"\+/-|\u00b1|\u0394|\bto be\b", re.IGNORECASE)
"""What says that figures are of a change, or of what is still to come."""

_OF_THE_WHOLE = re.compile(
    r"(?:%|\bper\s*cent|\bpercentages?|\bshares?|\bproportions?)\s*of\s*(?:the\s+)?"
    r"(?:scot\w+|national|all\s+(?:areas|councils|local\s+authorities))",
    re.IGNORECASE,
)
"""What says that figures are a part of Scotland’s, and no share within an area."""

_OTHER_FIGURES = re.compile(
    r"\brevisions?\b|\bcorrections?\b|\byear[- ]on[- ]year\b|\bin (?:the )?year before\b"
    r"|\ball years\b|\bsum of years\b"
    r"|\bper (?:local authority|area|council|year|case|order|application|referral|worker|officer"
    r"|team|court|day|week|month)\b"
    r"|\bnumber of (?:local authorities|councils|areas)\b|\u2030|\b(?:rate )?ratios?\b",
    re.IGNORECASE,
)
"""What says that figures are of something else, though each of its words is a plain one."""

_PART_OF_A_YEAR = re.compile(r"\b(?:to date|so far|part[- ]years?)\b", re.IGNORECASE)


def says_a_day(text: str) -> bool:
    """Whether a text says that people were counted on one day.

    >>> says_a_day("Orders in force as at 31 March"), says_a_day("Data as at 31 March")
    (True, True)
    """
    return bool(_AT_A_DAY.search(text))


def says_other_figures(text: str, held: Sequence[str], *, on_a_day: bool) -> bool:
    """Whether a text says a part of a year, a day, several years, a change or other figures.

    It does not where a phrase that is ``held`` says it too. Of what is counted on the last day of
    each year (``on_a_day``), a day is nothing new.
    """
    always = (_PART_OF_A_YEAR, _SPAN, _CHANGE, _OF_THE_WHOLE, _OTHER_FIGURES)
    patterns = (*always, *(() if on_a_day else (_AT_A_DAY,)))
    return any(p.search(text) and not any(map(p.search, held)) for p in patterns)
