"""Doubts about columns that hold the figures of another measure: of a wrong sheet, or copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjdata.ingest.checking.doubts import Doubt, times
from cjdata.ingest.figures_read import ReadFigure
from cjdata.observations import Observation
from cjdata.reference.catalogue import Catalogue

Figures = frozenset[tuple[str, float]]
"""The figures of a measure in a year, by area."""

_ENOUGH = 10
"""How many areas it takes for two measures to be one rather than alike by chance."""


def figures_of_another(
    data: Iterable[ReadFigure], held: Iterable[Observation], catalogue: Catalogue
) -> Iterator[Doubt]:
    """Find measures that in a year have the figures of another measure in every area."""
    own: dict[tuple[str, str], dict[str, ReadFigure]] = {}
    for d in data:
        if d.value is not None:
            own.setdefault((d.measure, d.period), {}).setdefault(d.area.code, d)
    known = _known(held)
    told: set[str] = set()
    for (measure, period), cells in own.items():
        figures = frozenset((code, d.value or 0.0) for code, d in cells.items())
        other = known.setdefault(figures, (measure, period))
        if other[0] == measure or measure in told or not _is_telling(figures):
            continue
        told.add(measure)
        at = next(iter(cells.values()))
        yield Doubt(
            "warning",
            "figures of another measure",
            at,
            f"{catalogue.measures[measure].name}, {period}, has the figures of "
            f"{catalogue.measures[other[0]].name.lower()}, {other[1]}, in all of its "
            f"{times(len(cells), 'area')}",
            "figures of its own",
            "Check that the table stands under its own title, and no column was copied.",
        )


def _known(held: Iterable[Observation]) -> dict[Figures, tuple[str, str]]:
    series: dict[tuple[str, str, str], set[tuple[str, float]]] = {}
    for o in held:
        if o.value is not None:
            series.setdefault((o.measure, o.period, o.edition), set()).add((o.area_code, o.value))
    return {
        frozenset(figures): (measure, period)
        for (measure, period, _), figures in series.items()
        if len(figures) >= _ENOUGH
    }


def _is_telling(figures: Figures) -> bool:
    values = [value for _, value in figures if value]
    return len(values) >= _ENOUGH and len(set(values)) >= _ENOUGH / 2
