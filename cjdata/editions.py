"""Which of two editions is the newer: the one published later, whatever they are called.

Only official editions supersede each other. What others say of an official figure, and what was
supplied privately, never stands in the place of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cjdata.designations import is_official

SUPPLIED_EDITION = "(supplied) "
"""What the edition of privately supplied figures begins with."""

NEVER_OFFICIAL = ("secondary", "local_evidence", "supplied", "illustrative")
"""Statuses of figures that are not official even where an official source prints them."""

_SUPPLIED, _OTHER, _OFFICIAL = range(3)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True, slots=True)
class Rank:
    """Where an edition stands among those of one figure: the greatest is in force.

    Attributes
    ----------
    standing
        Whether it is official, another's account, or supplied privately: before any date.
    date
        When it was published; empty where that is not known, which counts as the oldest.
    label
        Decides only between what has one date: accounts of others, and old loads without any,
        for official editions that cannot be told apart are refused.
    """

    standing: int
    date: str
    label: str

    @property
    def is_official(self) -> bool:
        """Whether it is an official edition."""
        return self.standing == _OFFICIAL


def rank(*, official: bool, published: str, label: str) -> Rank:
    """Give the rank of an edition."""
    if official:
        return Rank(_OFFICIAL, published, label)
    is_supplied = label.startswith(SUPPLIED_EDITION)
    return Rank(_SUPPLIED if is_supplied else _OTHER, published, label)


class Ranks:
    """Ranks figures by the sources that print them.

    A source has ``designation``, ``published`` and ``rank_date``; one that is not known ranks as
    another's account without a date.
    """

    def __init__(self, sources: Iterable[Mapping[str, str]]) -> None:
        self._of = {s["source_id"]: (is_official(s["designation"]), date_of(s)) for s in sources}

    def of(self, source_id: str, status: str, label: str) -> Rank:
        """Give the rank of a figure by its source, its status and the label of its edition."""
        official, published = self._of.get(source_id, (False, ""))
        return rank(
            official=official and status not in NEVER_OFFICIAL, published=published, label=label
        )


def labels_in_order(ranks: Iterable[Rank]) -> list[str]:
    """List the labels of editions, each once, by its highest rank: the newest last."""
    newest_first = dict.fromkeys(one.label for one in sorted(ranks, reverse=True))
    return [label for label in reversed(newest_first) if label]


def date_of(source: Mapping[str, str]) -> str:
    """Give the date by which a source is put in order: the reviewed one, else the printed one."""
    return source["rank_date"] or source["published"]


def is_date(text: str) -> bool:
    """Whether a text is a day, a month or a year as they are kept.

    >>> is_date("2026-01-13"), is_date("2026-01"), is_date("2026"), is_date("2026-13")
    (True, True, True, False)
    """
    found = _DATE.fullmatch(text)
    if not found:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def can_be_ordered(one: str, other: str) -> bool:
    """Whether one of two dates is the earlier, as far as the coarser of them says.

    >>> can_be_ordered("2026-01", "2026-01-13"), can_be_ordered("2025", "2026-01-13")
    (False, True)
    """
    return not one.startswith(other) and not other.startswith(one)
