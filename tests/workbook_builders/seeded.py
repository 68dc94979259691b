"""Makes known numbers from a seed, as real ones behave: sums, parts, noughts, small councils."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from functools import cache

from workbook_builders.known import NOT_APPLICABLE, NOT_COLLECTED, Numbers
from workbook_builders.made_up import (
    ATTITUDES,
    PARTS,
    RATES,
    RATIOS,
    SPLITS,
    SUMS,
    SURVEYS,
    WHOLES,
    Whole,
)
from workbook_builders.places import ADULTS, COUNCILS, EVERYWHERE, SCOTLAND

Exact = tuple[tuple[str, str, int], ...]
"""A measure, a period, and Scotland's number."""


def years(first: str, last: str) -> tuple[str, ...]:
    """List financial years, both ends included."""
    return tuple(f"{y}-{(y + 1) % 100:02d}" for y in range(int(first[:4]), int(last[:4]) + 1))


TEN_YEARS = years("2015-16", "2024-25")


@cache
def known(
    first: str = "2015-16", last: str = "2024-25", seed: int = 1, exact: Exact = ()
) -> Numbers:
    """Make every measure and filler for the years; ``exact`` fixes Scotland's number of some.

    Councils add up to Scotland in every count, parts never exceed their whole, and
    percentages and rates have 15 digits: compare what was imported by ``pytest.approx``,
    since a hundred times a fraction is not always the same to the last digit. A year's
    numbers are the same whatever the other years, so that editions agree but for what
    ``exact`` changes. The same call gives the same object: take ``only`` or ``rounded`` of
    it rather than change it.
    """
    return _Seeded(seed, years(first, last), {(m, p): n for m, p, n in exact}).everything()


class _Seeded:
    def __init__(
        self, seed: int, periods: Sequence[str], exact: Mapping[tuple[str, str], int]
    ) -> None:
        self.seed, self.periods, self.exact = seed, periods, exact
        self.numbers = Numbers()
        self.counts: dict[str, dict[str, list[int]]] = {}

    def chance(self, purpose: str) -> random.Random:
        return random.Random(f"{self.seed}/{purpose}")

    def everything(self) -> Numbers:
        for measure, whole in WHOLES.items():
            self.keep(measure, self.whole(measure, whole))
        waiting = dict(PARTS)
        splits = list(SPLITS)
        while waiting or splits:
            for measure in [m for m, (parent, _) in waiting.items() if parent in self.counts]:
                self.keep(measure, self.part(measure, *waiting.pop(measure)))
            for split in [s for s in splits if s[0] in self.counts]:
                splits.remove(split)
                self.split(*split)
        for measure, parts in SUMS.items():
            self.add(measure, parts)
        for measure, ratio in RATIOS.items():
            self.ratio(measure, *ratio)
        for measure, top in RATES.items():
            self.rate(measure, top)
        self.attitudes()
        return self.numbers

    def keep(self, measure: str, counts: dict[str, list[int]]) -> None:
        """Keep a count by period and council, with Scotland as the sum."""
        self.counts[measure] = counts
        for period in self.periods:
            held = counts.get(period)
            for n, area in enumerate(COUNCILS):
                self.numbers[measure, area, period] = held[n] if held else NOT_COLLECTED
            self.numbers[measure, SCOTLAND, period] = sum(held) if held else NOT_COLLECTED

    def whole(self, measure: str, recipe: Whole) -> dict[str, list[int]]:
        chance = self.chance(measure)
        lean = [
            chance.lognormvariate(0, 0.3) * (chance.random() < recipe.councils) for _ in COUNCILS
        ]
        counts = {}
        for period in self.periods:
            chance = self.chance(f"{measure}/{period}")
            likely = recipe.level * (1 + recipe.growth) ** (int(period[:4]) - 2024)
            likely *= _pandemic(recipe.pandemic, period) * chance.lognormvariate(0, 0.03)
            noise = [chance.lognormvariate(0, 0.1) for _ in COUNCILS]
            if recipe.first <= period <= recipe.last:
                total = self.exact.get((measure, period), round(likely))
                adults = [adults for _, adults in ADULTS.values()]
                weights = [a * b * c for a, b, c in zip(adults, lean, noise, strict=True)]
                counts[period] = shared(total, weights)
        return counts

    def part(self, measure: str, parent: str, share: float) -> dict[str, list[int]]:
        return {
            period: self.drawn(measure, period, whole, whole, share)
            for period, whole in self.counts[parent].items()
        }

    def split(self, parent: str, shares: Mapping[str, float]) -> None:
        left = {period: list(whole) for period, whole in self.counts[parent].items()}
        *measured, last = shares
        for measure in measured:
            taken = {}
            for period, room in left.items():
                whole = self.counts[parent][period]
                taken[period] = self.drawn(measure, period, whole, room, shares[measure])
                left[period] = [a - b for a, b in zip(room, taken[period], strict=True)]
            self.keep(measure, taken)
        self.keep(last, left)

    def drawn(
        self,
        measure: str,
        period: str,
        whole: Sequence[int],
        room: Sequence[int],
        share: float,
    ) -> list[int]:
        """Draw about a share of each council's count, within the room that is left."""
        chance = self.chance(f"{measure}/{period}")
        parts = []
        for n, most in zip(whole, room, strict=True):
            spread = math.sqrt(n * share * (1 - share))
            parts.append(min(max(round(chance.gauss(n * share, spread)), 0), most))
        total = self.exact.get((measure, period))
        return parts if total is None else mended(parts, total, room)

    def add(self, measure: str, parts: Sequence[str]) -> None:
        for area in EVERYWHERE:
            for period in self.periods:
                values = [self.numbers[part, area, period] for part in parts]
                held = [v for v in values if isinstance(v, int)]
                self.numbers[measure, area, period] = sum(held) if held else NOT_COLLECTED

    def total(self, measures: Sequence[str], area: str, period: str) -> int | None:
        values = [self.numbers[measure, area, period] for measure in measures]
        return sum(values) if all(isinstance(v, int) for v in values) else None

    def ratio(
        self, measure: str, tops: Sequence[str], bottoms: Sequence[str], minus: Sequence[str]
    ) -> None:
        for area in EVERYWHERE:
            for period in self.periods:
                top = self.total(tops, area, period)
                bottom = self.total(bottoms, area, period)
                key = (measure, area, period)
                if top is None or bottom is None:
                    self.numbers[key] = NOT_COLLECTED
                else:
                    ended = bottom - (self.total(minus, area, period) or 0)
                    self.numbers[key] = kept(100 * top / ended) if ended else NOT_APPLICABLE

    def rate(self, measure: str, top: str) -> None:
        people = {area: adults for area, (_, adults) in ADULTS.items()}
        people[SCOTLAND] = sum(people.values())
        for area in EVERYWHERE:
            for period in self.periods:
                count = self.total([top], area, period)
                self.numbers[measure, area, period] = (
                    NOT_COLLECTED if count is None else kept(10_000 * count / people[area])
                )

    def attitudes(self) -> None:
        chance = self.chance("attitudes")
        for measure, level in ATTITUDES.items():
            for period in SURVEYS:
                value = min(99, level + chance.choice((-1, 0, 0, 1, 2)))
                neither = chance.randint(0, (100 - value) // 2)
                self.numbers[measure, SCOTLAND, period] = value
                self.numbers[f"~{measure}_neither_percent", SCOTLAND, period] = neither
                against = 100 - value - neither
                self.numbers[f"~{measure}_disagree_percent", SCOTLAND, period] = against


def kept(value: float) -> float:
    """Cut a number to the 15 digits that every kind of workbook keeps."""
    return float(f"{value:.15g}")


def shared(total: int, weights: Sequence[float]) -> list[int]:
    """Share a total out in proportion to weights, in whole numbers that add up to it."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [math.floor(part) for part in exact]
    by_rest = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in by_rest[: total - sum(parts)]:
        parts[n] += 1
    return parts


def mended(parts: Sequence[int], total: int, room: Sequence[int]) -> list[int]:
    """Change parts by ones until they add up to a total, each from nought to its room."""
    result = list(parts)
    if not 0 <= total <= sum(room):
        raise ValueError("the rooms together cannot hold the total")
    while (short := total - sum(result)) != 0:
        step = 1 if short > 0 else -1
        for n in range(len(result)):
            if short and 0 <= result[n] + step <= room[n]:
                result[n] += step
                short -= step
    return result


def _pandemic(factor: float, period: str) -> float:
    return {"2020-21": factor, "2021-22": (1 + factor) / 2}.get(period, 1.0)
