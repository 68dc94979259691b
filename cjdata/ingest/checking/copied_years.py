"""Doubts about a year as a whole: a copy of another, or columns that have changed places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from cjdata.ingest.checking.doubts import Doubt, times, year_of
from cjdata.ingest.figures_read import ReadFigure, ReadTable
from cjdata.reference.areas import SCOTLAND
from cjdata.reference.catalogue import Catalogue
from cjdata.text import number

Years = Mapping[str, Mapping[str, ReadFigure]]
"""The figures of a measure by period and area."""

_ENOUGH = 10
"""How many areas it takes for two years to be copies rather than alike by chance."""
_OUT_OF_PROPORTION = 1.6
_LARGE = 50
"""Counts from which a proportion between them is steady."""


def years_of(table: ReadTable) -> dict[str, dict[str, dict[str, ReadFigure]]]:
    """Give the figures of each measure by period and area, where there is a number."""
    measures: dict[str, dict[str, dict[str, ReadFigure]]] = {}
    for d in table.data:
        if d.value is not None:
            years = measures.setdefault(d.measure, {})
            years.setdefault(year_of(d), {}).setdefault(d.area.code, d)
    return measures


def copied_years(table: ReadTable, catalogue: Catalogue) -> Iterator[Doubt]:
    """Find two years with the same figures in every area."""
    for measure, years in years_of(table).items():
        for before, after in combinations(sorted(years), 2):
            if _same(years[before], years[after]):
                at = next(iter(years[after].values()))
                yield Doubt(
                    "warning",
                    "copied year",
                    at,
                    f"{catalogue.measures[measure].name}: {after} has the figures of {before} in "
                    f"all {len(years[after])} areas",
                    "figures that differ from year to year",
                    "Check that one year’s rows have not been copied over another’s.",
                )
                return


def _same(one: Mapping[str, ReadFigure], other: Mapping[str, ReadFigure]) -> bool:
    if one.keys() != other.keys():
        return False
    values = [d.value for d in one.values() if d.value]
    if len(values) < _ENOUGH or len(set(values)) < _ENOUGH / 2:
        return False
    return all(other[code].value == d.value for code, d in one.items())


def columns_out_of_place(table: ReadTable, catalogue: Catalogue) -> Iterator[Doubt]:
    """Find a year in which two columns stand to each other as in no other year.

    Judged by their proportion in Scotland (more than 1.6 times outside that of all other
    years), and by how many councils have more of the one than of the other.
    """
    measures = {m: y for m, y in years_of(table).items() if catalogue.measures[m].is_count}
    found: dict[str, list[tuple[str, ReadFigure, str]]] = {}
    for one, other in combinations(measures, 2):
        for period in sorted(measures[one].keys() & measures[other].keys()):
            doubt = _out_of_place(measures[one], measures[other], period)
            if doubt:
                names = " and ".join(catalogue.measures[m].name for m in (one, other))
                found.setdefault(period, []).append((names, *doubt))
    for period, doubts in found.items():
        names, at, words = doubts[0]
        more = len(doubts) - 1
        others = f"; so it is with {more} other {'pair' if more == 1 else 'pairs'} of columns"
        yield Doubt(
            "warning",
            "columns out of place",
            at,
            f"{names} in {period}: {words}" + (others if more else ""),
            "columns that stand to each other as in other years",
            "Check that columns have not been swapped or shifted in that year.",
        )


def _out_of_place(one: Years, other: Years, period: str) -> tuple[ReadFigure, str] | None:
    rest = [p for p in one if p in other and p != period]
    if len(rest) < 2:
        return None
    at = next(iter(one[period].values()))
    words = _proportion(one, other, period, rest) or _order(one, other, period, rest)
    return (at, words) if words else None


def _proportion(one: Years, other: Years, period: str, rest: list[str]) -> str:
    here = _ratio(one[period], other[period])
    there = [r for p in rest if (r := _ratio(one[p], other[p])) is not None]
    if here is None or len(there) < 2:
        return ""
    low, high = min(there), max(there)
    if low / _OUT_OF_PROPORTION <= here <= high * _OUT_OF_PROPORTION:
        return ""
    return (
        f"in Scotland the one is {number(100 * here)}% of the other, in other years "
        f"{number(100 * low)}% to {number(100 * high)}%"
    )


def _ratio(one: Mapping[str, ReadFigure], other: Mapping[str, ReadFigure]) -> float | None:
    if SCOTLAND not in one or SCOTLAND not in other:
        return None
    a, b = one[SCOTLAND].value or 0.0, other[SCOTLAND].value or 0.0
    return a / b if min(a, b) >= _LARGE else None


def _order(one: Years, other: Years, period: str, rest: list[str]) -> str:
    more, all_ = _more(one[period], other[period])
    counted = [_more(one[p], other[p]) for p in rest]
    usual, usual_all = sum(m for m, _ in counted), sum(n for _, n in counted)
    if all_ < _ENOUGH or usual_all < _ENOUGH:
        return ""
    share, usual_share = more / all_, usual / usual_all
    if abs(share - usual_share) < 0.6:
        return ""
    return (
        f"the one is more in {more} of {times(all_, 'area')} where they differ, in other years "
        f"in {usual} of {usual_all}"
    )


def _more(one: Mapping[str, ReadFigure], other: Mapping[str, ReadFigure]) -> tuple[int, int]:
    """Count the areas where the one is more, and those where the two differ."""
    pairs = [(d.value or 0.0, other[code].value or 0.0) for code, d in one.items() if code in other]
    return sum(a > b for a, b in pairs), sum(a != b for a, b in pairs)
