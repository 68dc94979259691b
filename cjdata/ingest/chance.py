"""Chance that is the same on every machine: draws made from the standard library alone."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from statistics import NormalDist

_NORMAL = NormalDist()


class Chance:
    """A stream of draws, fixed by its seed and its purpose."""

    def __init__(self, seed: str, purpose: str) -> None:
        self._random = random.Random(f"{seed}/{purpose}")

    def normal(self) -> float:
        """Draw from the standard normal distribution."""
        return _NORMAL.inv_cdf(min(max(self._random.random(), 1e-12), 1 - 1e-12))

    def lognormal(self, sigma: float) -> float:
        """Draw a factor around 1 whose logarithm spreads by ``sigma``."""
        return math.exp(sigma * self.normal())

    def binomial(self, n: int, p: float) -> int:
        """Draw how many of ``n`` succeed: one by one while few, by the normal when many."""
        p = min(max(p, 0.0), 1.0)
        if n * p * (1 - p) > 25:
            draw = round(n * p + math.sqrt(n * p * (1 - p)) * self.normal())
            return min(max(draw, 0), n)
        if n > 400:  # rare successes among many: count the gaps between them
            return self._rare(n, p) if p < 0.5 else n - self._rare(n, 1 - p)
        one = self._random.random
        return sum([one() < p for _ in range(n)])

    def _rare(self, n: int, p: float) -> int:
        if n * p < 1e-9:  # too rare to happen
            return 0
        count, at = 0, 0
        while True:
            at += int(math.log1p(-self._random.random()) / math.log1p(-p)) + 1
            if at > n:
                return count
            count += 1

    def multinomial(self, total: int, weights: Sequence[float]) -> list[int]:
        """Share ``total`` out by chance in proportion to ``weights``; the parts add up to it."""
        parts, left, weight_left = [], total, sum(weights)
        for weight in weights[:-1]:
            part = self.binomial(left, weight / weight_left) if weight_left > 0 else 0
            parts.append(part)
            left, weight_left = left - part, weight_left - weight
        return [*parts, left]

    def bounded_shares(
        self, total: int, weights: Sequence[float], room: Sequence[int]
    ) -> list[int]:
        """Share ``total`` out as ``multinomial`` does, none getting more than its room.

        Raises
        ------
        ValueError
            When the rooms together cannot hold the total.
        """
        if total > sum(room):
            raise ValueError("the rooms together cannot hold the total")
        parts = [0] * len(room)
        left = total
        while left:
            open_ = [
                w if part < r else 0.0 for w, part, r in zip(weights, parts, room, strict=True)
            ]
            if not any(open_):
                open_ = [float(r - part) for part, r in zip(parts, room, strict=True)]
            for n, more in enumerate(self.multinomial(left, open_)):
                taken = min(more, room[n] - parts[n])
                parts[n] += taken
                left -= taken
        return parts
