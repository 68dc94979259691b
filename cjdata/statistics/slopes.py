"""The arithmetic of recent trends, on bare numbers.

Shares are tested by the method of Fingertips' trend markers (Public Health England, “Trend
markers”; its code is ``TrendMarkerCalculator``): a weighted slope through the five latest points,
tested with chi-square at 99.8%, and believed only if its sign does not hang on a single point.
Counts and rates are tested by the chi-square for trend in Poisson counts (Breslow and Day,
“Statistical methods in cancer research”, vol. II, 1987, eq. 3.12), divided by their dispersion
where they vary more than Poisson counts do. Both are aids to reading, not rigorous analyses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

TrendClass = Literal["increasing", "decreasing", "no clear change", "cannot be calculated"]
NumericReason = Literal[
    "fewer than five points",
    "a point is missing",
    "an interval has no width",
    "a count is nil",
    "no events",
    "a count is all of its base",
    "the numbers contradict each other",
]
Numbers = Sequence[float | None]

POINTS = 5
CRITICAL = 9.54953570608324
"""The 99.8% quantile of chi-square with 1 degree of freedom."""
LIMITS_TO_ERRORS = 3.92
"""The width of a 95% interval in standard errors, as Fingertips has it."""

VISIBLE = 3.93
"""Standard errors that a slope needs to be found clear in 4 of 5 cases: the 99.8% quantile of both
tails and the 80% quantile of one."""

_STEEPEST, _STEPS = 40.0, 100
"""The steepest slope of a log that is looked for, a year, and the most steps towards the best."""
_NOISE = 1e-12
"""A sum that cancels to this share of its terms is nil but for rounding, and has no sign."""


@dataclass(frozen=True, slots=True)
class Slope:
    """The outcome of a test for trend.

    Attributes
    ----------
    result
        The class.
    slope
        The change a year; of the log odds in the proportions form. In the form for counts, of the
        log of the rate, and only where it had to be worked out for the test.
    chi_square
        The test statistic; the change is clear above ``CRITICAL``, if the sign is stable.
    is_stable
        Whether the slope keeps its sign with each single point left out.
    why
        Why the trend cannot be calculated; None where it can.
    """

    result: TrendClass
    slope: float | None = None
    chi_square: float | None = None
    is_stable: bool = False
    why: NumericReason | None = None


def recent_trend(values: Numbers, lowers: Numbers | None, uppers: Numbers | None) -> TrendClass:
    """Say how the five latest of some yearly values move, from their 95% limits.

    The values stand in order, one for each year, with None where a year has none. Whether they
    lie on one side of every break is for the caller to know: ``trend_of`` looks it up.

    Returns
    -------
    “increasing”, “decreasing”, “no clear change”, or “cannot be calculated”: where there are
    fewer than five values, one of the five or of their limits is missing, or an interval has no
    width.

    >>> counts = (181, 196, 214, 229, 252)
    >>> recent_trend(counts, [c - 28 for c in counts], [c + 28 for c in counts])
    'increasing'
    """
    none: Numbers = ()
    return weighted_trend(
        values, none if lowers is None else lowers, none if uppers is None else uppers
    ).result


def weighted_trend(
    values: Numbers, lowers: Numbers, uppers: Numbers, times: Sequence[float] = range(POINTS)
) -> Slope:
    """Test the five latest values for trend, each weighted by the width of its interval.

    ``times`` are those of the five, in years: they need not follow each other.
    """
    if len(values) < POINTS:
        return _cannot("fewer than five points")
    if not len(values) == len(lowers) == len(uppers):
        return _cannot("a point is missing")
    y, low, high = (_known(numbers[-POINTS:]) for numbers in (values, lowers, uppers))
    if y is None or low is None or high is None:
        return _cannot("a point is missing")
    widths = [b - a for a, b in zip(low, high, strict=True)]
    if min(widths) == 0:
        return _cannot("an interval has no width")
    if min(widths) < 0:
        return _cannot("the numbers contradict each other")
    try:
        weights = [(LIMITS_TO_ERRORS / width) ** 2 for width in widths]
        slope, spread = _fit(y, weights, times)
        others = [_fit(y, weights, times, without=n)[0] for n in range(POINTS)]
        return _judge(slope, slope**2 * spread, others)
    except (OverflowError, ValueError, ZeroDivisionError):
        return _cannot("the numbers contradict each other")


def proportions_trend(counts: Numbers, bases: Numbers) -> Slope:
    """Test the five latest proportions with the chi-square for trend.

    It is for comparison with older Fingertips figures; the dashboard uses ``weighted_trend``.
    The sign is checked on the unweighted slope of the log odds, which must go the way of the
    chi-square itself: where bases differ a lot, the two can point to opposite ways.
    """
    if len(counts) < POINTS:
        return _cannot("fewer than five points")
    if len(counts) != len(bases):
        return _cannot("a point is missing")
    x, n = _known(counts[-POINTS:]), _known(bases[-POINTS:])
    if x is None or n is None:
        return _cannot("a point is missing")
    if any(not 0 <= part <= base or base <= 0 for part, base in zip(x, n, strict=True)):
        return _cannot("the numbers contradict each other")
    if min(x) == 0:
        return _cannot("a count is nil")
    if any(part == base for part, base in zip(x, n, strict=True)):
        return _cannot("a count is all of its base")
    odds = [math.log(part / (base - part)) for part, base in zip(x, n, strict=True)]
    even = [1.0] * POINTS
    chi_square, score = _chi_square_for_trend(x, n)
    years = range(POINTS)
    others = [*(_fit(odds, even, years, without=n)[0] for n in years), score]
    return _judge(_fit(odds, even, years)[0], chi_square, others)


def poisson_trend(counts: Sequence[int], people: Sequence[float], times: Sequence[float]) -> Slope:
    """Test counts, or rates of them among people, for trend.

    Parameters
    ----------
    counts
        Whole numbers, one for each time, five at least.
    people
        What each is out of; 1 for numbers by themselves.
    times
        In years; they need not follow each other.
    """
    if len(counts) < POINTS:
        return _cannot("fewer than five points")
    if not len(counts) == len(people) == len(times):
        return _cannot("a point is missing")
    if min(counts) < 0 or min(people) <= 0:
        return _cannot("the numbers contradict each other")
    if sum(counts) == 0:
        return _cannot("no events")
    score, chi_square = _poisson_score(counts, people, times)
    slope, dispersion = None, 1.0
    if chi_square > CRITICAL:  # Else the dispersion could only lower it further.
        slope, pearson = _log_linear(counts, people, times)
        dispersion = pearson / (len(counts) - 2)
    points = list(zip(counts, people, times, strict=True))
    others = [
        _poisson_score(*zip(*(p for n, p in enumerate(points) if n != left_out), strict=True))[0]
        for left_out in range(len(points))
    ]
    found = _judge(score, chi_square / max(1.0, dispersion), others)
    return replace(found, slope=slope) if found.why is None else found


def _poisson_score(
    counts: Sequence[int], people: Sequence[float], times: Sequence[float]
) -> tuple[float, float]:
    """Give the score, above zero where rates rise, and the chi-square for trend."""
    events, total = math.fsum(counts), math.fsum(people)
    mean = math.fsum(n * t for n, t in zip(people, times, strict=True)) / total
    score = math.fsum(x * (t - mean) for x, t in zip(counts, times, strict=True))
    spread = math.fsum(n * (t - mean) ** 2 for n, t in zip(people, times, strict=True)) / total
    scale = math.fsum(x * abs(t - mean) for x, t in zip(counts, times, strict=True))
    if abs(score) <= _NOISE * scale:
        score = 0.0
    return score, (score**2 / (events * spread) if events else 0.0)


def _log_linear(
    counts: Sequence[int], people: Sequence[float], times: Sequence[float]
) -> tuple[float, float]:
    """Fit a rate that grows by the same factor every year: its slope, and Pearson's chi-square.

    The level follows from the slope, so Newton's method is on the slope alone: the best is that
    under which the mean time of the events is the one held.
    """
    events = math.fsum(counts)
    middle = (min(times) + max(times)) / 2
    held = math.fsum(x * (t - middle) for x, t in zip(counts, times, strict=True)) / events

    slope, fitted = 0.0, _growing(people, times, middle, 0.0)
    for _ in range(_STEPS):
        mean = math.fsum(w * (t - middle) for w, t in zip(fitted, times, strict=True))
        spread = math.fsum(w * (t - middle - mean) ** 2 for w, t in zip(fitted, times, strict=True))
        step = (held - mean) / max(spread, _NOISE)
        step = max(-1.0, min(1.0, step))
        slope = max(-_STEEPEST, min(_STEEPEST, slope + step))
        fitted = _growing(people, times, middle, slope)
        if abs(step) < _NOISE:
            break
    pairs = [(x, events * w) for x, w in zip(counts, fitted, strict=True)]
    return slope, math.fsum((x - m) ** 2 / m for x, m in pairs if m > _NOISE)


def _growing(
    people: Sequence[float], times: Sequence[float], middle: float, slope: float
) -> list[float]:
    """Share events out among years whose rate grows by the same factor every year."""
    high = max(slope * (t - middle) for t in times)
    weights = [
        n * math.exp(slope * (t - middle) - high) for n, t in zip(people, times, strict=True)
    ]
    whole = math.fsum(weights)
    return [weight / whole for weight in weights]


def least_visible_share(bases: Sequence[int], share: float, times: Sequence[float]) -> float:
    """Give the least move of a share, from 0 to 1, that these years would show in 4 of 5 cases.

    From the first year to the last, at the level of the trend test.
    """
    mean_base = math.fsum(bases) / len(bases)
    spread = _spread(times)
    slope = VISIBLE * math.sqrt(share * (1 - share) / (mean_base * spread))
    return slope * (times[-1] - times[0])


def least_visible_count(counts: Sequence[int], times: Sequence[float]) -> float:
    """Give the least move of a count that these years would show, as ``least_visible_share``."""
    mean = math.fsum(counts) / len(counts)
    return VISIBLE * math.sqrt(mean / _spread(times)) * (times[-1] - times[0])


def _spread(times: Sequence[float]) -> float:
    mean = math.fsum(times) / len(times)
    return math.fsum((t - mean) ** 2 for t in times)


def _chi_square_for_trend(x: Sequence[float], n: Sequence[float]) -> tuple[float, float]:
    """Give the chi-square, and the score that is squared in it: above zero where shares rise."""
    years = range(1, POINTS + 1)
    all_x, all_n = math.fsum(x), math.fsum(n)
    tx = math.fsum(t * part for t, part in zip(years, x, strict=True))
    tn = math.fsum(t * base for t, base in zip(years, n, strict=True))
    ttn = math.fsum(t * t * base for t, base in zip(years, n, strict=True))
    score = all_n * tx - all_x * tn
    below = all_x * (all_n - all_x) * (all_n * ttn - tn**2)
    return all_n * score**2 / below, score


def _fit(
    y: Sequence[float],
    weights: Sequence[float],
    times: Sequence[float],
    without: int | None = None,
) -> tuple[float, float]:
    """Give the weighted slope, and the weighted sum of squares of time about its mean.

    The published formulas, written about the means so that no digits cancel: there, b is the
    slope and D / Σw the sum of squares.
    """
    points = [(times[n], y[n], weights[n]) for n in range(len(y)) if n != without]
    total = math.fsum(w for _, _, w in points)
    mean_t = math.fsum(w * t for t, _, w in points) / total
    mean_y = math.fsum(w * v for _, v, w in points) / total
    spread = math.fsum(w * (t - mean_t) ** 2 for t, _, w in points)
    products = [w * (t - mean_t) * (v - mean_y) for t, v, w in points]
    slope = math.fsum(products) / spread
    is_level = abs(math.fsum(products)) <= _NOISE * math.fsum(map(abs, products))
    return (0.0 if is_level else slope), spread


def _judge(slope: float, chi_square: float, others: Sequence[float]) -> Slope:
    if not (math.isfinite(slope) and math.isfinite(chi_square)):
        return _cannot("the numbers contradict each other")
    is_stable = min(others) > 0 if slope > 0 else max(others) < 0
    result: TrendClass = "no clear change"
    if chi_square > CRITICAL and is_stable:
        result = "increasing" if slope > 0 else "decreasing"
    return Slope(result, slope, chi_square, is_stable)


def _known(numbers: Numbers) -> list[float] | None:
    """Give the numbers, or None where one of them is missing."""
    known = [float(n) for n in numbers if n is not None and math.isfinite(n)]
    return known if len(known) == len(numbers) else None


def _cannot(why: NumericReason) -> Slope:
    return Slope("cannot be calculated", why=why)
