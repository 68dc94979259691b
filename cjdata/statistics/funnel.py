"""The funnel: how far chance alone would take the figures of areas of each size from one line.

Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine
24:1185 (2005). The limits are quantiles of the binomial distribution for shares, and of the
Poisson for rates, at 95% and 99.8%; between whole numbers they are interpolated as there (appendix
A.1). Where areas differ by more than chance makes them, all limits are moved away from the line by
one and the same factor (A.3): the root of phi, the mean square of the winsorised z-scores.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from statistics import NormalDist
from typing import Literal

from cjdata.statistics import binomial, poisson
from cjdata.statistics.intervals import Limits

Kind = Literal["share", "rate"]
Zone = Literal["inside", "above 95%", "above 99.8%", "below 95%", "below 99.8%"]

WARNING, ACTION = 0.95, 0.998
"""The confidence of the inner and of the outer limits."""
WINSORISED = 0.1
"""The share of the lowest z-scores, and of the highest, that are moved to the next one."""
LEAST_AREAS = 10
"""Of fewer, phi tells nothing: one tenth at each end is not even one area."""
_KEPT = 1 << 14


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """An area: its figure and its base, which are the trials of a share and the people of a rate.

    The figure is a share from 0 to 1, or the events for each one of the people.
    """

    figure: float
    base: float


@dataclass(frozen=True, slots=True)
class NoFunnel:
    """Why there is none."""

    why: Literal["no line", "too few areas", "no events", "every event"]


@dataclass(frozen=True)
class Funnel:
    """The limits round a line, and what of the areas lies outside them.

    Attributes
    ----------
    line
        What all areas are held against, in the unit of the points.
    points
        Those of the areas by code.
    """

    kind: Kind
    line: float
    points: Mapping[str, FunnelPoint]

    @cached_property
    def phi(self) -> float:
        """The mean square of the winsorised z-scores: about 1 where there is only chance."""
        scores = winsorised([z_score(self.kind, self.line, one) for one in self.points.values()])
        return sum(score * score for score in scores) / len(scores)

    @property
    def is_widened(self) -> bool:
        """Whether the areas differ by more than chance makes them."""
        return self.phi > phi_by_chance(len(self.points))

    @property
    def widening(self) -> float:
        """By how much the limits are further from the line than chance alone puts them."""
        return math.sqrt(self.phi) if self.is_widened else 1.0

    def limits(self, base: float, confidence: float) -> Limits:
        """Give the limits for an area of a base, as they are drawn."""
        exact = share_limits if self.kind == "share" else rate_limits
        lower, upper = exact(self.line, base, confidence)
        low = max(0.0, self.line - (self.line - lower) * self.widening)
        high = self.line + (upper - self.line) * self.widening
        return low, min(high, 1.0) if self.kind == "share" else high

    def zone(self, code: str) -> Zone:
        """Say where an area lies; on a limit it is inside."""
        point = self.points[code]
        for confidence, above, below in _ZONES:
            lower, upper = self.limits(point.base, confidence)
            if point.figure > upper:
                return above
            if point.figure < lower:
                return below
        return "inside"


_ZONES: tuple[tuple[float, Zone, Zone], ...] = (
    (ACTION, "above 99.8%", "below 99.8%"),
    (WARNING, "above 95%", "below 95%"),
)


def funnel_of(
    kind: Kind, line: float | None, points: Mapping[str, FunnelPoint]
) -> Funnel | NoFunnel:
    """Lay areas round a line, or say why that cannot be.

    Raises
    ------
    ValueError
        When a base is not above nil, a figure or the line is below nil, or a share is above 1.
    """
    if line is None:
        return NoFunnel("no line")
    for figure, base in ((line, 1.0), *((one.figure, one.base) for one in points.values())):
        if not 0 <= figure < math.inf or (kind == "share" and figure > 1):
            raise ValueError(f"A {kind} cannot be {figure}.")
        if not 0 < base < math.inf:
            raise ValueError(f"A {kind} is out of a number above nil, not {base}.")
    if len(points) < LEAST_AREAS:
        return NoFunnel("too few areas")
    if line == 0:
        return NoFunnel("no events")
    if kind == "share" and line == 1:
        return NoFunnel("every event")
    return Funnel(kind, line, points)


@lru_cache(maxsize=_KEPT)
def share_limits(share: float, trials: float, confidence: float) -> Limits:
    """Give the limits of a share that rests on so many trials, where it is one by nature.

    >>> lower, upper = share_limits(0.5, 100, 0.95)
    >>> f"{lower:.4f} to {upper:.4f}"
    '0.3968 to 0.5932'
    """
    whole = round(trials)
    if share in (0, 1):
        return share, share
    spread = math.sqrt(whole * share * (1 - share))
    lower, upper = _limits(
        lambda events: binomial.at_most(events, whole, share), whole * share, spread, confidence
    )
    return lower / whole, min(upper / whole, 1.0)


@lru_cache(maxsize=_KEPT)
def rate_limits(rate: float, people: float, confidence: float) -> Limits:
    """Give the limits of a rate among so many people, where it is one by nature.

    >>> lower, upper = rate_limits(0.001, 50_000, 0.95)
    >>> f"{lower * 10_000:.2f} to {upper * 10_000:.2f}"
    '7.22 to 12.77'
    """
    mean = rate * people
    if mean == 0:
        return 0.0, 0.0
    lower, upper = _limits(
        lambda events: poisson.at_most(events, mean), mean, math.sqrt(mean), confidence
    )
    return lower / people, upper / people


def z_score(kind: Kind, line: float, point: FunnelPoint) -> float:
    """Give how many standard deviations, which the line makes, an area lies from it."""
    variance = line * (1 - line) if kind == "share" else line
    return (point.figure - line) / math.sqrt(variance / point.base)


def winsorised(scores: Sequence[float], share: float = WINSORISED) -> list[float]:
    """Move the lowest and the highest scores to the next one within, a tenth at each end.

    >>> winsorised([5.0, 1, 2, 3, 4, 6, 7, 8, 9, 90])
    [5.0, 2, 2, 3, 4, 6, 7, 8, 9, 9]
    """
    moved = int(len(scores) * share)
    ordered = sorted(scores)
    low, high = ordered[moved], ordered[len(ordered) - 1 - moved]
    return [min(max(score, low), high) for score in scores]


def phi_by_chance(areas: int) -> float:
    """Give how large phi may be by chance: two of its standard deviations above 1.

    >>> phi_by_chance(32)
    1.5
    """
    return 1 + 2 * math.sqrt(2 / areas)


def outside_by_chance(areas: int, confidence: float = WARNING) -> float:
    """Give how many of so many areas lie outside the limits by chance alone, on average.

    >>> round(outside_by_chance(32), 1)
    1.6
    """
    return areas * (1 - confidence)


def _limits(
    at_most: Callable[[int], float], mean: float, spread: float, confidence: float
) -> Limits:
    """Give the limits in events: the line lies between them, also where hardly one is expected."""
    tail = (1 - confidence) / 2
    lower, upper = (_interpolated(at_most, mean, spread, at) for at in (tail, 1 - tail))
    return min(max(lower, 0.0), mean), max(upper, mean)


def _interpolated(
    at_most: Callable[[int], float], mean: float, spread: float, probability: float
) -> float:
    """Give the quantile less the part of its own probability that lies beyond the one asked for."""
    start = max(0, round(mean + spread * NormalDist().inv_cdf(probability)))
    events = _quantile(at_most, start, probability)
    reached, before = at_most(events), at_most(events - 1) if events else 0.0
    return events - (reached - probability) / (reached - before)


def _quantile(at_most: Callable[[int], float], start: int, probability: float) -> int:
    """Give the fewest events that are not exceeded with a probability, from a guess."""
    step = 1
    if at_most(start) < probability:
        low, high = start, start + step
        while at_most(high) < probability:
            step *= 2
            low, high = high, high + step
    else:
        low, high = start - step, start
        while low >= 0 and at_most(low) >= probability:
            step *= 2
            low, high = low - step, low
        low = max(low, -1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if at_most(middle) < probability else (low, middle)
    return high
