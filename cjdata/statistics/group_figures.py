"""Figures of groups of councils: the sum of counts or the ratio of sums, never a mean.

Where one council is missing, the group is missing too, and says which council it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cjdata.amounts import half_up
from cjdata.reference.areas import Area
from cjdata.series import Figure, Series
from cjdata.text import join_and


def group_sum(members: Sequence[Series]) -> tuple[Figure, ...]:
    """Add the counts of a group's councils up, year by year."""
    figures = []
    for year in zip(*(m.figures for m in members), strict=True):
        missing = [
            m.area.name for m, figure in zip(members, year, strict=True) if figure.value is None
        ]
        if missing:
            figures.append(_incomplete(year[0].period, missing))
            continue
        rounded = any(figure.is_rounded for figure in year)
        newest = max(year, key=lambda figure: figure.edition_rank)
        figures.append(
            Figure(
                period=year[0].period,
                value=sum(figure.value or 0.0 for figure in year),
                decimals=0,
                status="computed",
                precision="rounded" if rounded else "exact",
                edition=newest.edition,
                **_sources(year),
                note=f"Sum of {join_and([m.area.name for m in members])}, computed here.",
                edition_date=newest.edition_date,
                standing=newest.standing,
            )
        )
    return tuple(figures)


def group_ratio(
    group: Area,
    parts: Sequence[tuple[int, Sequence[Figure]]],
    wholes: Sequence[tuple[int, Sequence[Figure]]],
    per: int = 100,
) -> tuple[Figure, ...]:
    """Give a group's percentage, or its rate, as the ratio of its sums, year by year.

    Parameters
    ----------
    parts, wholes
        The group's own figures of each measure of the numerator and of the denominator, each
        with its sign (+1, or -1 for what is taken away). Of a rate, the denominator is people.
    per
        100 for a percentage; the number of people for a rate.
    """
    figures = []
    for n, first in enumerate(parts[0][1]):
        cells = [f[n] for _, f in (*parts, *wholes)]
        gaps = [cell for cell in cells if cell.value is None]
        if gaps:
            names = (name for gap in gaps for name in gap.missing_from)
            figures.append(_incomplete(first.period, names))
            continue
        top = sum(sign * (f[n].value or 0.0) for sign, f in parts)
        bottom = sum(sign * (f[n].value or 0.0) for sign, f in wholes)
        if bottom <= 0:
            figures.append(Figure(first.period, None, 0, "not_applicable"))
            continue
        decimals = 0 if per == 100 and bottom < 100 else 1
        newest = max(cells, key=lambda cell: cell.edition_rank)
        figures.append(
            Figure(
                period=first.period,
                value=half_up(per * top / bottom, decimals),
                decimals=decimals,
                status="computed",
                precision="rounded" if any(c.is_rounded for c in cells) else "exact",
                edition=newest.edition,
                **_sources(cells),
                note=f"Ratio of the sums of {group.name}’s councils, computed here.",
                edition_date=newest.edition_date,
                standing=newest.standing,
            )
        )
    return tuple(figures)


def _sources(cells: Iterable[Figure]) -> dict[str, Any]:
    """Name what the figures that another is worked out from were read in, each source once."""
    first, *more = dict.fromkeys(i for cell in cells for i in cell.source_ids) or ("",)
    return {"source_id": first, "more_sources": tuple(more)}


def _incomplete(period: str, missing: Iterable[str]) -> Figure:
    names = tuple(dict.fromkeys(missing))
    return Figure(period, None, 0, "group_incomplete", missing_from=names)
