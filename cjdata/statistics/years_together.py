"""Years taken together: where single years rest on few cases, the sums of three years in a row.

The counts behind the figures are added up, and what they are out of: people, or cases. The figure
is made of the sums, so that a rate is still one a year, and intervals and tests rest on them as on
the counts of a year. Neighbouring sums share years; hence none is in a trend, and only sums that
share no year are compared with each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import joined
from cjdata.series import Figure, Series
from cjdata.statistics.counts import PER, Counts, NoInterval
from cjdata.statistics.series_evidence import Evidence
from cjdata.text import join_and, number

YEARS_TOGETHER = 3
"""So many years in a row are taken together."""

_STRONG = ("published", "revised", "computed", "too_short_for_trend")
"""Statuses that say nothing of the years together but that they were added up here."""
_WEAKER = (
    "commentary_only",
    "local_evidence",
    "secondary",
    "estimated",
    "provisional",
    "supplied",
    "illustrative",
)
"""All others that a figure with a value may have, the weakest last."""
_OF_EACH = ("held_elsewhere",)
"""Why a year has no figure, where that says something of this one year alone."""


def can_be_together(measure: Measure) -> bool:
    """Say whether years of a measure can be added up: not those of an average, or of a mean."""
    if measure.unit == "count":
        return not measure.average
    return measure.unit in PER and bool(measure.numerator)


def joined_periods(years: Sequence[str]) -> tuple[str, ...]:
    """Name every three of the years that follow each other, oldest first.

    >>> joined_periods(["2021-22", "2022-23", "2023-24", "2024-25"])
    ('2021-22 to 2023-24', '2022-23 to 2024-25')
    """
    return tuple(
        joined(first, last) for first, last in zip(years, years[YEARS_TOGETHER - 1 :], strict=False)
    )


def taken_together(evidence: Evidence) -> Evidence:
    """Give a series of three years together each, in place of one of single years.

    Neighbours share two years. Where a year is missing or hidden, where its counts are not held
    and where a break lies between them, there is a status in place of a figure.
    """
    figures = evidence.series.figures
    runs = [figures[n : n + YEARS_TOGETHER] for n in range(len(figures) - YEARS_TOGETHER + 1)]
    behind: dict[str, Counts | NoInterval] = {}
    together = tuple(_together(evidence, run, behind) for run in runs)
    return replace(evidence, series=replace(evidence.series, figures=together), behind=behind)


def _together(
    evidence: Evidence, run: tuple[Figure, ...], behind: dict[str, Counts | NoInterval]
) -> Figure:
    period = joined(run[0].period, run[-1].period)
    without = Figure(period, None, 0, _why_not(evidence.series, run), parts=run)
    if without.status:
        return replace(without, missing_from=run[-1].missing_from)
    counts = _sum(evidence.behind, run)
    if counts is None:
        return replace(without, status="counts_missing")
    behind[period] = counts
    newest = max(run, key=lambda figure: figure.edition_rank)
    decimals = min(figure.decimals for figure in run)
    source, *more = dict.fromkeys(i for figure in run for i in figure.source_ids) or ("",)
    return replace(
        without,
        value=_value(evidence.measure, counts, decimals),
        decimals=decimals,
        status=_weakest(figure.status for figure in run),
        edition=newest.edition,
        source_id=source,
        more_sources=tuple(more),
        note=_note(evidence.measure, run, counts),
        edition_date=newest.edition_date,
        standing=newest.standing,
        designation=newest.designation,
        is_computed=True,
    )


def _why_not(series: Series, run: Sequence[Figure]) -> str:
    """Give the status of years that are not taken together; empty where they may be.

    Where all of them lack a figure for one and the same reason, that is the reason.
    """
    absent = [figure for figure in run if figure.value is None]
    statuses = {figure.status for figure in absent}
    if len(absent) == len(run) and len(statuses) == 1 and statuses.isdisjoint(_OF_EACH):
        return absent[0].status
    if absent:
        return "year_missing"
    return "break_between" if series.breaks_between(run[0], run[-1]) else ""


def _sum(behind: Mapping[str, Counts | NoInterval], run: Sequence[Figure]) -> Counts | None:
    """Add up the counts behind the figures of years; None where they are not all held."""
    held = [behind.get(figure.period) for figure in run]
    known = [counts for counts in held if isinstance(counts, Counts)]
    if len(known) < len(run):
        return None
    bases = [counts.out_of for counts in known if counts.out_of is not None]
    return Counts(sum(counts.count for counts in known), sum(bases) if bases else None)


def _value(measure: Measure, counts: Counts, decimals: int) -> float:
    """Give the figure that counts make, a half rounded up: 21 of 40 are 53%."""
    if counts.out_of is None:
        return float(counts.count)
    exact = Fraction(counts.count * PER[measure.unit], counts.out_of)
    return float(math.floor(exact * 10**decimals + Fraction(1, 2)) / 10**decimals)


def _weakest(statuses: Iterable[str]) -> str:
    held = set(statuses).difference(_STRONG)
    return max(held, key=_WEAKER.index, default="computed")


def _note(measure: Measure, run: Sequence[Figure], counts: Counts) -> str:
    years = join_and([figure.period for figure in run])
    if counts.out_of is None:
        return f"Added up here: {years}."
    top, bottom = number(counts.count), number(counts.out_of)
    if measure.form == "rate":
        return f"Added up here: {top} in {years}, over the people of each year ({bottom} together)."
    return f"Added up here: {top} of {bottom} in {years}."
