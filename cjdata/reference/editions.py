"""Which of two editions is the newer: the one published later, whatever they are called.

Statistics supersede each other. What another public body says of a figure never stands in the
place of statistics; what newspapers, councils and others say, never in that of either; and what
was supplied privately, never in the place of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cjdata.reference.designations import is_official, is_statistics

SUPPLIED_EDITION = "(supplied) "
"""What the edition of privately supplied figures begins with."""

NEVER_OFFICIAL = ("secondary", "local_evidence", "supplied", "illustrative")
"""Statuses of figures that are not official even where an official source prints them."""

SUPPLIED, ACCOUNT, PUBLIC_BODY, STATISTICS = range(4)
"""The standing of an edition, which goes before any date."""
FIRST_YEAR = 1900
"""A date of publication before this is a slip."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=True, slots=True)
class EditionRank:
    """Where an edition stands among those of one figure: the greatest is in force.

    Attributes
    ----------
    standing
        Whether it is of statistics, of another official publication, another's account, or
        supplied privately: before any date.
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
        """Whether it is an official edition: of statistics, or of another public body."""
        return self.standing >= PUBLIC_BODY


def standing_of(designation: str) -> int:
    """Give the standing of what a source prints, by what the source is.

    >>> standing_of("accredited official statistics") > standing_of("other official publication")
    True
    """
    if is_statistics(designation):
        return STATISTICS
    return PUBLIC_BODY if is_official(designation) else ACCOUNT


class EditionRanks:
    """Ranks figures by the sources that print them.

    A source has ``designation``, ``published`` and ``rank_date``; one that is not known ranks as
    another's account without a date.
    """

    def __init__(self, sources: Iterable[Mapping[str, str]]) -> None:
        self._of = {s["source_id"]: (standing_of(s["designation"]), date_of(s)) for s in sources}
        self._ranks: dict[tuple[str, str, str], EditionRank] = {}

    def of(self, source_id: str, status: str, label: str) -> EditionRank:
        """Give the rank of a figure by its source, its status and the label of its edition."""
        key = source_id, status, label
        rank = self._ranks.get(key)
        if rank is None:
            rank = self._ranks[key] = self._rank_of(*key)
        return rank

    def _rank_of(self, source_id: str, status: str, label: str) -> EditionRank:
        standing, published = self._of.get(source_id, (ACCOUNT, ""))
        if label.startswith(SUPPLIED_EDITION):
            standing = SUPPLIED
        elif status in NEVER_OFFICIAL:
            standing = ACCOUNT
        return EditionRank(standing, published, label)


def labels_in_order(ranks: Iterable[EditionRank]) -> list[str]:
    """List the labels of editions, each once, by its latest date: the newest last."""
    by_date = sorted(ranks, key=lambda one: (one.date, one.standing, one.label), reverse=True)
    newest_first = dict.fromkeys(one.label for one in by_date)
    return [label for label in reversed(newest_first) if label]


def labels_by_name(ranks: Iterable[EditionRank]) -> list[str]:
    """List the labels of editions of many publications, each once, as one looks them up."""
    return sorted({one.label for one in ranks if one.label})


def date_of(source: Mapping[str, str]) -> str:
    """Give the date by which a source is put in order: the reviewed one, else the printed one."""
    return source["rank_date"] or source["published"]


def is_date(text: str) -> bool:
    """Whether a text is a day, a month or a year as they are kept.

    >>> is_date("2026-01-13"), is_date("2026-01"), is_date("2026"), is_date("2026-13")
    (True, True, True, False)
    """
    found = _DATE.fullmatch(text)
    if not found or int(found[1]) < FIRST_YEAR:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def has_come(text: str) -> bool:
    """Whether a date is not in the future: nothing was published then, and it would win for good.

    >>> has_come("2025-09-10"), has_come("9999-01")
    (True, False)
    """
    return text <= today().isoformat()[: len(text)]


def today() -> date:
    """Give the day it is."""
    return date.today()


def can_be_ordered(one: str, other: str) -> bool:
    """Whether one of two dates is the earlier, as far as the coarser of them says.

    >>> can_be_ordered("2026-01", "2026-01-13"), can_be_ordered("2025", "2026-01-13")
    (False, True)
    """
    return not one.startswith(other) and not other.startswith(one)
