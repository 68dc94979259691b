"""Ranks of councils, given only together with how uncertain they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cjdata.statistics.change_between_years import FLOOR
from cjdata.statistics.intervals import Interval
from cjdata.statistics.rounding import printed


@dataclass(frozen=True, slots=True)
class RankingEntry:
    """A council's figure as it enters a ranking: None where it has no value or no interval.

    ``base`` is the count that the figure rests on: the denominator of a percentage, the count
    behind a rate.
    """

    value: float | None
    interval: Interval | None
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
        The places that its interval allows: it may be as high as ``first``, as low as ``last``.
    overlaps
        How many of the others have an interval that overlaps its own.
    left_out
        The codes of councils without a value or an interval.
    """

    place: int
    of: int
    tied_with: tuple[str, ...]
    first: int
    last: int
    overlaps: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoRank:
    """Why a council has no rank; ``overlaps`` and ``of`` where its interval says why."""

    why: Literal[
        "not allowed",
        "no value",
        "no interval",
        "small base",
        "no others",
        "most intervals overlap",
    ]
    overlaps: int = 0
    of: int = 0


def rank_of(
    code: str,
    entries: Mapping[str, RankingEntry],
    *,
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
    if own.interval is None:
        return NoRank("no interval")
    if own.base is not None and own.base < floor:
        return NoRank("small base")
    others = {c: p for c, e in entries.items() if c != code and (p := _place(e, decimals))}
    value, interval = printed(own.value, decimals), own.interval
    if not others:
        return NoRank("no others")
    overlaps = sum(interval.overlaps(other) for _, other in others.values())
    count = len(others) + 1
    if 2 * overlaps > len(others):
        return NoRank("most intervals overlap", overlaps, count)
    return Rank(
        place=1 + sum(other > value for other, _ in others.values()),
        of=count,
        tied_with=tuple(c for c, (other, _) in others.items() if other == value),
        first=1 + sum(v > value and i.lower > interval.upper for v, i in others.values()),
        last=count - sum(v < value and i.upper < interval.lower for v, i in others.values()),
        overlaps=overlaps,
        left_out=tuple(c for c in entries if c != code and c not in others),
    )


def _place(entry: RankingEntry, decimals: int | None) -> tuple[float, Interval] | None:
    if entry.value is None or entry.interval is None:
        return None
    return printed(entry.value, decimals), entry.interval
