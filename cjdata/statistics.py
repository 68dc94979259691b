"""Statistics on numbers and series: pure functions, no words and no data access."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cjdata.areas import Area
from cjdata.series import Break, Figure, Series
from cjdata.text import join_and

FLOOR = 20
"""Changes are given in per cent only where both ends reach this (a default of this dashboard)."""


@dataclass(frozen=True, slots=True)
class Change:
    """The change from one year to the next, after rounding both to what is printed.

    Attributes
    ----------
    before, after
        The two figures.
    difference
        ``after`` less ``before``, in the measure's unit; percentage points for percentages.
    decimals
        How many decimals the difference has: those of the coarser figure.
    percent
        The change in per cent of ``before``, to whole per cent; None under the floor, for
        rounded figures, and for percentages.
    """

    before: Figure
    after: Figure
    difference: float
    decimals: int
    percent: int | None


@dataclass(frozen=True, slots=True)
class NoChange:
    """Why no change since the year before can be given."""

    why: Literal["no value", "year before missing", "break", "first year"]
    breaks: tuple[Break, ...] = ()
    before: Figure | None = None


def change_since_year_before(
    series: Series, figure: Figure | None, floor: int = FLOOR
) -> Change | NoChange:
    """Compare a figure with the year before it; never over a gap or a break."""
    if figure is None or figure.value is None:
        return NoChange("no value")
    before = series.before(figure)
    if before is None or not any(f.period < figure.period for f in series.with_values):
        return NoChange("first year")
    if before.value is None:
        return NoChange("year before missing", before=before)
    if breaks := series.breaks_between(before, figure):
        return NoChange("break", breaks, before)
    decimals = min(before.decimals, figure.decimals)
    old, new = round(before.value, decimals), round(figure.value, decimals)
    exact_counts = series.measure.is_count and not (before.is_rounded or figure.is_rounded)
    percent = None
    if exact_counts and min(old, new) >= floor:
        percent = round(100 * (new - old) / old)
    return Change(before, figure, round(new - old, decimals), decimals, percent)


def group_sum(members: Sequence[Series]) -> tuple[Figure, ...]:
    """Add the counts of a group's councils up, year by year.

    Where a council is missing, the group's figure is missing too, and names it.
    """
    figures = []
    for year in zip(*(m.figures for m in members), strict=True):
        missing = [
            m.area.name for m, figure in zip(members, year, strict=True) if figure.value is None
        ]
        if missing:
            figures.append(
                Figure(year[0].period, None, 0, "group_incomplete", missing_from=tuple(missing))
            )
            continue
        rounded = any(figure.is_rounded for figure in year)
        figures.append(
            Figure(
                period=year[0].period,
                value=sum(figure.value or 0.0 for figure in year),
                decimals=0,
                status="computed",
                precision="rounded" if rounded else "exact",
                edition=max(figure.edition for figure in year),
                source_id=year[0].source_id,
                note=f"Sum of {join_and([m.area.name for m in members])}, computed here.",
            )
        )
    return tuple(figures)


def group_ratio(
    group: Area,
    parts: Sequence[tuple[int, Sequence[Figure]]],
    wholes: Sequence[tuple[int, Sequence[Figure]]],
) -> tuple[Figure, ...]:
    """Give a group's percentage as the ratio of its sums, year by year.

    Parameters
    ----------
    parts, wholes
        The group's own figures of each measure of the numerator and of the denominator, each
        with its sign (+1, or -1 for what is taken away).
    """
    figures = []
    for n, first in enumerate(parts[0][1]):
        cells = [f[n] for _, f in (*parts, *wholes)]
        gap = next((c for c in cells if c.value is None), None)
        if gap is not None:
            figures.append(
                Figure(first.period, None, 0, "group_incomplete", missing_from=gap.missing_from)
            )
            continue
        top = sum(sign * (f[n].value or 0.0) for sign, f in parts)
        bottom = sum(sign * (f[n].value or 0.0) for sign, f in wholes)
        if bottom <= 0:
            figures.append(Figure(first.period, None, 0, "not_applicable"))
            continue
        decimals = 0 if bottom < 100 else 1
        figures.append(
            Figure(
                period=first.period,
                value=round(100 * top / bottom, decimals),
                decimals=decimals,
                status="computed",
                precision="rounded" if any(c.is_rounded for c in cells) else "exact",
                edition=max(c.edition for c in cells),
                source_id=first.source_id,
                note=f"Ratio of the sums of {group.name}’s councils, computed here.",
            )
        )
    return tuple(figures)
