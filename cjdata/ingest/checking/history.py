"""Finds figures far outside the other years of their own series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from cjdata.catalogue import Catalogue
from cjdata.ingest.checking.doubts import plain
from cjdata.ingest.reading import Datum


def outside_history(
    data: Iterable[Datum], held: Mapping[tuple[str, str], Mapping[str, float]], catalogue: Catalogue
) -> Iterator[tuple[Datum, str]]:
    """Find figures far outside the other years of their own series, and say how it was judged.

    A count or rate is far outside when it is more than three times the highest of the other
    years, or less than a third of the lowest, and more than 20 away from it; a percentage when
    it is more than 40 points outside their range. Fewer than three other years judge nothing.
    """
    series: dict[tuple[str, str], dict[str, float]] = {k: dict(v) for k, v in held.items()}
    data = [d for d in data if d.value is not None]
    for d in data:
        series.setdefault((d.measure, d.area.code), {})[d.period] = d.value or 0.0
    for d in data:
        years = series[d.measure, d.area.code]
        others = [value for period, value in years.items() if period != d.period]
        if len(others) < 3:
            continue
        words = far_outside(d.value or 0.0, others, catalogue.measures[d.measure].form)
        if words:
            yield d, words


def far_outside(value: float, others: Sequence[float], form: str) -> str:
    """Say why a value is far outside the others, in words; nothing where it is not."""
    low, high = min(others), max(others)
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
