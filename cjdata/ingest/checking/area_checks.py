"""Doubts about areas: keys that come twice, councils that are missing or do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cjdata.ingest.checking.doubts import Doubt, is_scotland, named, shown, signed, some, times
from cjdata.ingest.figures_read import ReadFigure, ReadTable
from cjdata.reference.areas import SCOTLAND, Area, Areas
from cjdata.reference.catalogue import Catalogue, Measure
from cjdata.text import number

ByYear = dict[str, dict[str, ReadFigure]]
"""The figures of a measure by period and area."""


def twice(table: ReadTable, catalogue: Catalogue) -> Iterator[Doubt]:
    """Find keys that come a second time; a row of totals may repeat Scotland's figures."""
    first: dict[tuple[str, str, str], ReadFigure] = {}
    for datum in table.data:
        other = first.setdefault(datum.key, datum)
        is_total_row = not table.recipe.every and is_scotland(datum)
        if other is datum or (is_total_row and datum.value == other.value):
            continue
        yield Doubt(
            "error",
            "duplicate",
            datum,
            f"{named(catalogue.measures[datum.measure], datum)} a second time "
            f"(the first is {other.cell})",
            "each area and year once",
            "Take out the row that is not wanted; rows may have been copied.",
        )


def councils(
    data: Sequence[ReadFigure], catalogue: Catalogue, areas: Areas, *, add_up: bool
) -> Iterator[Doubt]:
    """Find years with fewer than all councils, and years in which they miss Scotland's figure.

    They need not ``add_up`` where the recipe says so.
    """
    missing: dict[tuple[str, ...], list[ReadFigure]] = {}
    for measure, years in _by_year(data).items():
        apart: list[tuple[ReadFigure, float]] = []
        for cells in years.values():
            if catalogue.measures[measure].is_count:
                yield from _more_than_scotland(catalogue.measures[measure], cells)
            held = [code for code in cells if code != SCOTLAND]
            lost = tuple(a.name for a in areas.councils if not _is_held(a, cells, areas))
            if held and lost:
                missing.setdefault(lost, []).append(cells[held[0]])
            elif held and add_up and catalogue.measures[measure].is_count:
                apart += _apart(cells)
        if apart:
            yield _do_not_add_up(catalogue.measures[measure].name, apart)
    for lost, cells_ in missing.items():
        yield _fewer_councils(lost, cells_, catalogue)


def _more_than_scotland(measure: Measure, cells: Mapping[str, ReadFigure]) -> Iterator[Doubt]:
    """Find a council with more than all of Scotland."""
    scotland = cells.get(SCOTLAND)
    if scotland is None or scotland.value is None:
        return
    for datum in cells.values():
        if datum.value is not None and datum.value > scotland.value:
            yield Doubt(
                "error",
                "more than Scotland",
                datum,
                f"{named(measure, datum)} is {shown(datum)}, and Scotland’s {shown(scotland)}",
                "a part of Scotland’s figure",
                "Compare both cells with the publication; rows may have been shifted.",
            )
            return


def _is_held(council: Area, cells: Mapping[str, ReadFigure], areas: Areas) -> bool:
    """Whether there is a figure of a council, or of the court area in which it is counted."""
    period = next(iter(cells.values())).period
    court = areas.court_area_of(council, period)
    return council.code in cells or (court is not None and court.code in cells)


def _by_year(data: Sequence[ReadFigure]) -> dict[str, ByYear]:
    measures: dict[str, ByYear] = {}
    for d in data:
        measures.setdefault(d.measure, {}).setdefault(d.period, {})[d.area.code] = d
    return measures


def _apart(cells: Mapping[str, ReadFigure]) -> list[tuple[ReadFigure, float]]:
    """Give Scotland's figure and the sum of its councils where the two differ."""
    scotland = cells.get(SCOTLAND)
    values = [d.value for code, d in cells.items() if code != SCOTLAND]
    if scotland is None or scotland.value is None:
        return []
    total = sum(value for value in values if value is not None)
    is_whole = None not in values
    differs = total != scotland.value if is_whole else total > scotland.value
    return [(scotland, total)] if differs else []


def _fewer_councils(
    lost: Sequence[str], places: Sequence[ReadFigure], catalogue: Catalogue
) -> Doubt:
    first = min(places, key=lambda d: (d.period, d.row, d.column))
    years = sorted({d.period for d in places})
    measures = list(dict.fromkeys(catalogue.measures[d.measure].label for d in places))
    return Doubt(
        "warning",
        "councils missing",
        first,
        f"{32 - len(lost)} of 32 councils in {some(years)} ({some(measures)}); "
        f"missing: {some(lost)}",
        "all 32 councils",
        "Check that no rows were deleted. If the publication leaves them out, say yes.",
    )


def _do_not_add_up(name: str, apart: Sequence[tuple[ReadFigure, float]]) -> Doubt:
    years = [
        f"{d.period}: {shown(d)} against {number(total)}, {signed((d.value or 0) - total)}"
        for d, total in apart
    ]
    return Doubt(
        "warning",
        "councils do not add up",
        apart[0][0],
        f"{name}: Scotland and the sum of its councils differ in "
        f"{times(len(apart), 'year')} ({some(years, '; ')})",
        "councils that add up to Scotland",
        "Small differences may be the publisher’s. Large ones mean shifted or missing rows.",
    )
