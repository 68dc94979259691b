"""Finds figures far outside the other years of their own series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from cjdata.ingest.checking.doubts import plain
from cjdata.ingest.figures_read import ReadFigure
from cjdata.reference.catalogue import Catalogue

_FEWEST_OWN = 3
_NEAR_YEARS = 5


def outside_history(
    data: Iterable[ReadFigure],
    held: Mapping[tuple[str, str], Mapping[str, float]],
    catalogue: Catalogue,
) -> Iterator[tuple[ReadFigure, str]]:
    """Find figures far outside the other years of their own series, and say how it was judged.

    A count or rate is far outside when it is more than three times the highest of the other
    years, or less than a third of the lowest, and more than 20 away from it; a percentage when
    it is more than 40 points outside their range. What is held judges before the file does: its
    own years are all wrong where it is in another unit. Held years are those within five years of
    the figure's; where there are none, the file's other years judge, if there are three.
    """
    data = [d for d in data if d.value is not None]
    own: dict[tuple[str, str], dict[str, float]] = {}
    for d in data:
        own.setdefault((d.measure, d.area.code), {})[d.period] = d.value or 0.0
    for d in data:
        key = (d.measure, d.area.code)
        before = [v for p, v in held.get(key, {}).items() if _is_near(p, d.period)]
        beside = [value for p, value in own[key].items() if p != d.period]
        if catalogue.measures[d.measure].role == "local":  # a service counts few, year by year
            others, is_enough = [*before, *beside], len(before) + len(beside) >= _FEWEST_OWN
        else:
            others = before or beside
            is_enough = bool(before) or len(beside) >= _FEWEST_OWN
        if not is_enough:
            continue
        words = far_outside(d.value or 0.0, others, catalogue.measures[d.measure].form)
        if words:
            yield d, words


def _is_near(period: str, other: str) -> bool:
    return abs(int(period[:4]) - int(other[:4])) <= _NEAR_YEARS


def far_outside(value: float, others: Sequence[float], form: str) -> str:
    """Say why a value is far outside the others, in words; nothing where it is not."""
    low, high = min(others), max(others)
    if len(others) == 1:
        span = f"another year is {plain(low)}"
    else:
        span = f"the other {len(others)} years run from {plain(low)} to {plain(high)}"
        span += f", half of them up to {plain(median(others))}"
    if form == "percent":
        is_far = value > high + 40 or value < low - 40
        return f"{span}; more than 40 points outside them" if is_far else ""
    if value > 3 * high and value - high > 20:
        return f"{span}; more than three times the highest"
    if value < low / 3 and low - value > 20:
        return f"{span}; less than a third of the lowest"
    return ""
