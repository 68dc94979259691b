"""Checks of the reviewed sources, and that their dates put official editions in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from cjdata.errors import Mistake
from cjdata.reference.areas import CsvRow
from cjdata.reference.editions import (
    EditionRank,
    EditionRanks,
    can_be_ordered,
    date_of,
    has_come,
    is_date,
)

SOURCES_FILE = "published/sources.csv"
OBSERVATIONS_FILE = "published/observations.csv"
_NOT_YET = "Give the date on which it was published; what comes out later is next_due."
_DATES = "Write a year, a month or a day: 2026, 2026-01 or 2026-01-13."


def date_mistakes(row: CsvRow) -> Iterator[tuple[str, str]]:
    """Find a date of a source that is none, and one that was chosen without a reason."""
    for name in ("published", "rank_date"):
        if row[name] and not is_date(row[name]):
            yield f"“{row[name]}” in {name} is no date", _DATES
        elif row[name] and not has_come(row[name]):
            yield f"“{row[name]}” in {name} has not come yet", _NOT_YET
    if row["rank_date"] and not row["rank_reason"].strip():
        fix = "Say in rank_reason why the edition ranks at that date."
        yield "the rank_date has no reason", fix


def undated(sources: Iterable[CsvRow], rows: Iterable[CsvRow]) -> Iterator[Mistake]:
    """Find official sources without a date that print a figure: nobody could rank its edition."""
    used: dict[str, CsvRow] = {}
    ranks = EditionRanks(sources)
    for row in rows:
        if _rank(ranks, row).is_official:
            used.setdefault(row["source_id"], row)
    for source in sources:
        first = used.get(source["source_id"])
        if first and not date_of(source):
            yield Mistake(
                f"{SOURCES_FILE}, line {source.line}",
                f"“{source['source_id']}” has no date, and prints official figures (edition "
                f"{first['edition']}, {OBSERVATIONS_FILE}, line {first.line}, is the first)",
                "Give the date in published; where none is printed, give rank_date with its "
                "rank_reason.",
            )


def unordered(sources: Iterable[CsvRow], rows: Iterable[CsvRow]) -> Iterator[Mistake]:
    """Find official editions of one figure that their dates do not put in order.

    Two sources are told of once, at the first figure that both print.
    """
    by_id = {source["source_id"]: source for source in sources}
    ranks = EditionRanks(by_id.values())
    cells: dict[tuple[str, ...], list[tuple[CsvRow, EditionRank]]] = {}
    for row in rows:
        rank = _rank(ranks, row)
        if rank.is_official and rank.date and row["edition"].strip():
            key = (row["measure"], row["area_code"] or row["area"], row["period"])
            cells.setdefault(key, []).append((row, rank))
    told: set[frozenset[str]] = set()
    for cell in cells.values():
        for (one, rank), (other, its) in combinations(cell, 2):
            pair = frozenset((one["source_id"], other["source_id"]))
            is_same = one["edition"] == other["edition"] or rank.standing != its.standing
            if not is_same and pair not in told and not can_be_ordered(rank.date, its.date):
                told.add(pair)
                yield _cannot_be_told(one, other, [rank.date, its.date], by_id[one["source_id"]])


def _cannot_be_told(one: CsvRow, other: CsvRow, dates: list[str], source: CsvRow) -> Mistake:
    return Mistake(
        f"{OBSERVATIONS_FILE}, line {one.line}",
        f"the edition {one['edition']} ({one['source_id']}, dated {dates[0]}) cannot be put before "
        f"or after {other['edition']} ({other['source_id']}, dated {dates[1]}), which prints the "
        f"same figure in {OBSERVATIONS_FILE}, line {other.line}",
        f"Give one of the two a rank_date with its rank_reason: “{source['source_id']}” stands in "
        f"{SOURCES_FILE}, line {source.line}.",
    )


def _rank(ranks: EditionRanks, row: Mapping[str, str]) -> EditionRank:
    return ranks.of(row["source_id"], row["status"], row["edition"])
