"""What a figure rests on: the whole numbers behind a percentage, a rate or a number.

Intervals, trends and ranks need them. They come from published counts alone and are never
worked back from a printed percentage or rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cjdata.reference.catalogue import PEOPLE_OF_RATE, Measure
from cjdata.series import Figure
from cjdata.statistics.intervals import (
    CONFIDENCE,
    Interval,
    count_interval,
    crude_rate_interval,
    proportion_interval,
)

PER = {"percent": 100, **PEOPLE_OF_RATE}
"""What a share is multiplied with, by unit."""

_POPULATION_TOLERANCE = 0.03

Reason = Literal[
    "no value",
    "restricted",
    "suppressed",
    "counted together",
    "count unavailable",
    "count rounded",
    "count impossible",
    "counts disagree",
    "population unavailable",
    "not a count, proportion or rate",
    "events not independent",
]


@dataclass(frozen=True, slots=True)
class Counts:
    """The count behind a figure, and what it is out of: trials, or people; None for a number."""

    count: int
    out_of: int | None = None

    def value_in(self, measure: Measure) -> float:
        """Give the figure that the counts make, in the measure's unit and unrounded."""
        if self.out_of is None:
            return float(self.count)
        return self.count / self.out_of * PER[measure.unit]

    def without(self, part: Counts) -> Counts | None:
        """Take a part out of a whole; None where it cannot be a part of it."""
        count = self.count - part.count
        if self.out_of is None or part.out_of is None:
            return Counts(count) if count >= 0 and self.out_of is part.out_of else None
        out_of = self.out_of - part.out_of
        return Counts(count, out_of) if 0 <= count <= out_of and out_of > 0 else None


@dataclass(frozen=True, slots=True)
class NoInterval:
    """Why a figure has no confidence interval.

    ``base`` is how many cases it rests on, where that is known all the same; ``about`` how many
    they are where the publisher rounded the count.
    """

    why: Reason
    base: int | None = None
    about: int | None = None


Signed = Sequence[tuple[int, Figure]]
"""Figures to add up, each with its sign: +1, or -1 for what is taken away."""


def counts_of(parts: Signed, wholes: Signed = ()) -> Counts | NoInterval:
    """Add up the counts behind a figure: those of its numerator, and of its denominator.

    Without ``wholes`` it is a number that is out of nothing. A missing count, a rounded one,
    and counts that contradict each other give the reason instead.
    """
    figures = [figure for _, figure in (*parts, *wholes)]
    if any(figure.value is None for figure in figures):
        return NoInterval("count unavailable", _known(wholes))
    if any(figure.is_rounded for figure in figures):
        about = int(_sum(parts)) if not wholes else None
        return NoInterval("count rounded", _known(wholes), about)
    top, bottom = _sum(parts), _sum(wholes)
    if not (top.is_integer() and bottom.is_integer() and top >= 0):
        return NoInterval("count impossible")
    if not wholes:
        return Counts(int(top))
    if bottom <= 0 or top > bottom:
        return NoInterval("count impossible")
    return Counts(int(top), int(bottom))


def _known(figures: Signed) -> int | None:
    """Add up what a percentage is out of, where all of it is known as printed."""
    if not figures or any(figure.value is None or figure.is_rounded for _, figure in figures):
        return None
    total = _sum(figures)
    return int(total) if total.is_integer() and total > 0 else None


def _sum(figures: Signed) -> float:
    return float(sum(sign * (figure.value or 0.0) for sign, figure in figures))


def interval_of(
    measure: Measure, counts: Counts | None, confidence: float = CONFIDENCE
) -> Interval | NoInterval:
    """Give the interval that suits a measure's unit, or say why there is none.

    A percentage has Wilson's. A number and a rate have that of their count: exact Poisson under
    10 events, Byar's from 10. Both take the events to be independent of each other.
    """
    if not measure.independent:
        return NoInterval("events not independent")
    if measure.unit != "count" and measure.unit not in PER:
        return NoInterval("not a count, proportion or rate")
    if counts is None or (counts.out_of is None) != (measure.unit == "count"):
        return NoInterval("count unavailable")
    try:
        if counts.out_of is None:
            return count_interval(counts.count, confidence)
        per = PER[measure.unit]
        if measure.unit == "percent":
            return proportion_interval(counts.count, counts.out_of, per, confidence)
        return crude_rate_interval(counts.count, counts.out_of, per, confidence)
    except ValueError:
        return NoInterval("count impossible")


def agreeing(measure: Measure, figure: Figure, counts: Counts) -> Counts | NoInterval:
    """Give the counts back where they make the printed figure, else say that they do not.

    A percentage may be off by one in its last printed digit. A rate may also be off by three
    per cent, because publishers use the population estimates of their day.
    """
    if figure.value is None:
        return counts
    allowed = 10.0**-figure.decimals
    if measure.form == "rate":
        allowed = max(allowed, _POPULATION_TOLERANCE * figure.value)
    is_near = abs(counts.value_in(measure) - figure.value) <= allowed + 1e-9
    return counts if is_near else NoInterval("counts disagree")


def figure_interval(
    measure: Measure, figure: Figure, counts: Counts | None, confidence: float = CONFIDENCE
) -> Interval | NoInterval:
    """Give the interval of a figure; one that has no value, or is hidden, has none."""
    if figure.value is None:
        return NoInterval(why_missing(figure))
    return interval_of(measure, counts, confidence)


def why_missing(figure: Figure) -> Reason:
    """Say which kind of absence a figure without a value is."""
    match figure.status:
        case "restricted":
            return "restricted"
        case "suppressed":
            return "suppressed"
        case "counted_together":
            return "counted together"
        case _:
            return "no value"
