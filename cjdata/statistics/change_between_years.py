"""The change from one year to another, worked out after rounding to what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjdata.amounts import half_up
from cjdata.reference.catalogue import Measure
from cjdata.series import Break, Figure, Series
from cjdata.statistics.rounding import printed

FLOOR = 20
"""Changes are given in per cent only where both ends reach this (a default of this dashboard).

The same floor holds for ranks and for the base of an index. A measure's record may set another.
"""


def floor_of(measure: Measure) -> int:
    """Give the floor of a measure: its own, or the dashboard's."""
    return FLOOR if measure.floor is None else measure.floor


@dataclass(frozen=True, slots=True)
class ChangeBetweenYears:
    """The change from one year to another, after rounding both to what is printed.

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
    is_small
        Whether one of two counts is under the floor, so that only “from 9 to 14” may be said.
    breaks
        The breaks that the change spans because the reader asked for it; to be named beside it.
    """

    before: Figure
    after: Figure
    difference: float
    decimals: int
    percent: int | None
    is_small: bool = False
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class NoChange:
    """Why no change can be given.

    The figure of the year before can be published under another measure, or for the area and
    others together: then it is not missing, and the figure after it not the first.
    """

    why: Literal[
        "no value",
        "year before missing",
        "year before elsewhere",
        "year before together",
        "break",
        "first year",
        "no years before",
    ]
    breaks: tuple[Break, ...] = ()
    before: Figure | None = None


def change_since_year_before(
    series: Series,
    figure: Figure | None,
    floor: int | None = None,
    *,
    across_breaks: bool = False,
) -> ChangeBetweenYears | NoChange:
    """Compare a figure with the year before it; never over a gap, over a break only if asked.

    Years taken together are compared with as many before them.
    """
    if figure is None or figure.value is None:
        return NoChange("no value")
    before = series.before(figure)
    if series.years_each > 1 and (before is None or before.value is None):
        return NoChange("no years before", before=before)
    is_told = before is not None and (before.elsewhere or before.together)
    if before is None or not (is_told or any(f.period < figure.period for f in series.with_values)):
        return NoChange("first year")
    return change_between(series, before, figure, floor, across_breaks=across_breaks)


def change_between(
    series: Series,
    before: Figure,
    after: Figure,
    floor: int | None = None,
    *,
    across_breaks: bool = False,
) -> ChangeBetweenYears | NoChange:
    """Compare two years of a series, both to be named where they do not follow each other.

    A break between them refuses it, unless the reader has asked to look across: then the change
    says which breaks it spans.
    """
    if after.value is None:
        return NoChange("no value", before=before)
    if before.value is None and before.elsewhere:
        return NoChange("year before elsewhere", before=before)
    if before.value is None and before.together:
        return NoChange("year before together", before=before)
    if before.value is None:
        return NoChange("year before missing", before=before)
    breaks = series.breaks_between(before, after)
    if breaks and not across_breaks:
        return NoChange("break", breaks, before)
    decimals = min(before.decimals, after.decimals)
    old, new = printed(before.value, decimals), printed(after.value, decimals)
    is_small = series.measure.is_count and min(old, new) < (
        floor_of(series.measure) if floor is None else floor
    )
    return ChangeBetweenYears(
        before,
        after,
        half_up(new - old, decimals),
        decimals,
        _percent(series.measure, before, after, old, new) if not is_small else None,
        is_small,
        breaks,
    )


def _percent(measure: Measure, before: Figure, after: Figure, old: float, new: float) -> int | None:
    is_rough = measure.is_whole and (before.is_rounded or after.is_rounded)
    is_exact = measure.is_count and not is_rough
    return int(half_up(100 * (new - old) / old)) if is_exact and old > 0 else None
