"""Ranks of councils, given only together with how uncertain they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from cjdata.statistics.change_between_years import FLOOR
from cjdata.statistics.counts import Counts
from cjdata.statistics.rounding import printed


@dataclass(frozen=True, slots=True)
class RankingEntry:
    """A council's figure as it enters a ranking: None where it has no value or no counts behind it.

    ``base`` is the count that the figure rests on: the denominator of a percentage, the count
    behind a rate.
    """

    value: float | None
    counts: Counts | None
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """A council's place, 1 for the highest figure.

    Attributes
    ----------
    place
        Its place; councils whose figures are printed alike share one.
    of
        The number of councils ranked.
    tied_with
        The codes of those that share the place.
    first, last
        The places that chance allows: it may be as high as ``first``, as low as ``last``.
    similar
        How many of the others are not clearly different from it.
    left_out
        The codes of councils without a value, or without the counts behind it.
    """

    place: int
    of: int
    tied_with: tuple[str, ...]
    first: int
    last: int
    similar: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoRank:
    """Why a council has no rank; ``similar`` and ``of`` where too many others are like it."""

    why: Literal[
        "not allowed",
        "no value",
        "no counts",
        "small base",
        "no others",
        "most are similar",
    ]
    similar: int = 0
    of: int = 0


def rank_of(
    code: str,
    entries: Mapping[str, RankingEntry],
    *,
    is_clear: Callable[[Counts, Counts], bool],
    allowed: bool,
    decimals: int | None = None,
    floor: int = FLOOR,
) -> Rank | NoRank:
    """Rank a council among others by their figures, the highest first.

    Parameters
    ----------
    code
        The council's.
    entries
        The figures of all councils by code, its own among them; never Scotland's.
    is_clear
        Says of the counts behind two figures whether these differ by more than chance.
    allowed
        Whether the catalogue allows ranks.
    decimals
        Those of the figures as printed.
    floor
        The least base of a figure that can be ranked.
    """
    if not allowed:
        return NoRank("not allowed")
    own = entries.get(code)
    if own is None or own.value is None:
        return NoRank("no value")
    if own.counts is None:
        return NoRank("no counts")
    if own.base is not None and own.base < floor:
        return NoRank("small base")
    others = {c: p for c, e in entries.items() if c != code and (p := _place(e, decimals))}
    value, counts = printed(own.value, decimals), own.counts
    if not others:
        return NoRank("no others")
    clear = [v for v, c in others.values() if v != value and is_clear(counts, c)]
    similar, count = len(others) - len(clear), len(others) + 1
    if 2 * similar > len(others):
        return NoRank("most are similar", similar, count)
    return Rank(
        place=1 + sum(other > value for other, _ in others.values()),
        of=count,
        tied_with=tuple(c for c, (other, _) in others.items() if other == value),
        first=1 + sum(other > value for other in clear),
        last=count - sum(other < value for other in clear),
        similar=similar,
        left_out=tuple(c for c in entries if c != code and c not in others),
    )


def _place(entry: RankingEntry, decimals: int | None) -> tuple[float, Counts] | None:
    if entry.value is None or entry.counts is None:
        return None
    return printed(entry.value, decimals), entry.counts
