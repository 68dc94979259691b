"""Designations: what kind of source a figure was read in, official or not, and how that is said.

A source says its own designation and never that of another: a newspaper that quotes official
statistics is a newspaper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

ILLUSTRATIVE = "illustrative, not statistics"
"""The designation of figures made by the generator."""

NEWSPAPER = "newspaper’s account"
COUNCIL_PAPER = "council paper"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a designation is said: of one source in full, counted among others, and as who quotes."""

    full: str
    one: str
    many: str
    by: str


_UNOFFICIAL = "not official statistics"
_OFFICIAL = {
    "accredited official statistics": "accredited official statistics",
    "official statistics in development": "official statistics in development",
    "management information": "management information",
    "other official publication": f"another official publication, {_UNOFFICIAL}",
}
_OTHERS = {
    COUNCIL_PAPER: _Kind(
        f"a council paper, {_UNOFFICIAL}", "council paper", "council papers", "in a council paper"
    ),
    "freedom of information answer": _Kind(
        f"a freedom of information answer, {_UNOFFICIAL}",
        "freedom of information answer",
        "freedom of information answers",
        "in a freedom of information answer",
    ),
    NEWSPAPER: _Kind(
        f"a newspaper’s account, {_UNOFFICIAL}", NEWSPAPER, "newspapers’ accounts", "by a newspaper"
    ),
    "another body’s account": _Kind(
        f"another body’s account, {_UNOFFICIAL}",
        "other body’s account",
        "other bodies’ accounts",
        "by another body",
    ),
}
OFFICIAL = tuple(_OFFICIAL)
"""What official publications are called: by producers of statistics, or by public bodies."""
_STATISTICS = OFFICIAL[:3]
SOURCE_DESIGNATIONS = (*OFFICIAL, *_OTHERS)
"""The designations that a source of the reviewed figures may have."""


def is_statistics(designation: str) -> bool:
    """Whether a source is of statistics, or of what statistics are made from.

    >>> is_statistics("management information"), is_statistics("other official publication")
    (True, False)
    """
    return designation.startswith(_STATISTICS)


def is_official(designation: str) -> bool:
    """Whether a source is an official publication.

    >>> is_official("accredited official statistics; those of bail are in development")
    True
    >>> is_official("newspaper’s account")
    False
    """
    return designation.startswith(OFFICIAL)


def in_words(designation: str) -> str:
    """Say what a source is, as it stands beside its name.

    >>> in_words("council paper")
    'a council paper, not official statistics'
    """
    if designation in _OTHERS:
        return _OTHERS[designation].full
    return _OFFICIAL.get(designation, designation)


def quoted_by(designation: str) -> str:
    """Say by whom, or in what, a figure is quoted.

    >>> quoted_by("newspaper’s account"), quoted_by("other official publication")
    ('by a newspaper', 'in another official publication')
    """
    if designation in _OTHERS:
        return _OTHERS[designation].by
    return "in another official publication" if is_official(designation) else "by another body"


def counted(designations: Iterable[str]) -> str:
    """Count sources by what they are: the official ones as one kind, each other kind by itself.

    >>> counted(["council paper", "accredited official statistics", "council paper"])
    '1 official, 2 council papers'
    >>> counted(["management information", "accredited official statistics"])
    'all official'
    """
    kinds = Counter("official" if is_official(one) else one for one in designations)
    if len(kinds) == 1:
        ((kind, count),) = kinds.items()
        return _noun(kind, count) if count == 1 else f"all {_noun(kind, count)}"
    order = ["official", *(kind for kind in kinds if kind != "official")]
    return ", ".join(f"{kinds[kind]} {_noun(kind, kinds[kind])}" for kind in order if kinds[kind])


def _noun(kind: str, count: int) -> str:
    if kind not in _OTHERS:
        return kind
    return _OTHERS[kind].one if count == 1 else _OTHERS[kind].many
