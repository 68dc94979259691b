"""The range check: of which hidden counts could a reader of a table tell too much.

A reader is taken to know all that is shown, every sum, the threshold, and that nil is shown.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain

from cjdata.settings import DisclosureRule
from cjdata.statistics.disclosure.count_tables import CountTable
from cjdata.statistics.disclosure.solvable_totals import (
    Bound,
    Key,
    PossibleCounts,
    TotalEquation,
    parts_that_hang_together,
)

Group = list[TotalEquation]


class RangeCheck:
    """Looks for the ranges of hidden cells, and remembers what it found for the next look.

    A table that fits what is shown goes on to fit it while the cells in which it differs from
    the true one are hidden. So most looks need no new table.
    """

    def __init__(self, table: CountTable, rule: DisclosureRule) -> None:
        self.table, self.rule = table, rule
        self.width = max(1, rule.threshold - (0 if rule.hides_zeros else 1))
        self._known: dict[frozenset[Key], list[Key]] = {}
        self._others: list[dict[Key, int]] = []
        self._earlier: deque[PossibleCounts] = deque(maxlen=8)

    def must_be_safe(self, key: Key) -> bool:
        """Whether a hidden cell must not be worked out: all but large ones never shown."""
        if key in self.table.slack:
            return False
        count = self.table.counts[key]
        return key not in self.table.implied or count is None or self.rule.is_small(count)

    def narrow(self, hidden: AbstractSet[Key]) -> Iterator[Key]:
        """Give the hidden cells of which a reader could tell too much, one after the other.

        A range is wide enough that is as wide as that of the small counts, and never of one
        value alone.
        """
        for group in self.groups(hidden):
            cells = cells_of(group)
            if cells in self._known:
                yield from self._known[cells]
                continue
            found = []
            for key in self._narrow_in(group, cells, hidden):
                found.append(key)
                yield key
            self._known[cells] = found

    def range_of(self, key: Key, hidden: AbstractSet[Key]) -> tuple[Bound, Bound]:
        """Give the smallest and the largest count that a reader may take a cell to be."""
        for group in self.groups(hidden):
            cells = cells_of(group)
            if key in cells:
                return PossibleCounts(group, self._least_of(cells)).range_of(key)
        return self._least_of([key])[key], math.inf

    def groups(self, hidden: AbstractSet[Key]) -> list[Group]:
        """Write every sum with a hidden cell as an equation, and group those that share cells."""
        counts = self.table.counts
        equations = []
        for one in self.table.sums:
            unknown = tuple((key, sign) for key, sign in one.cells if key in hidden)
            if unknown:
                known = (sign * (counts[key] or 0) for key, sign in one.cells if key not in hidden)
                equations.append(TotalEquation(unknown, -sum(known)))
        return parts_that_hang_together(equations)

    def _least_of(self, cells: Iterable[Key]) -> dict[Key, int]:
        """Give the least that a reader may take cells that hang together to be.

        A reader who knows that nil is shown takes what is hidden to be 1 or more, unless the rule
        hides nil or nil had to be hidden among these cells. Of cells that are never shown, a
        reader knows nothing.
        """
        known = {key for key in cells if key not in self.table.never_shown}
        may_be_nil = self.rule.hides_zeros or any(self.table.counts[key] == 0 for key in known)
        return {key: 1 if key in known and not may_be_nil else 0 for key in cells}

    def _narrow_in(
        self, group: Group, cells: frozenset[Key], hidden: AbstractSet[Key]
    ) -> Iterator[Key]:
        """Look at the tables found before, then for new ones as long as a range is narrow."""
        least = self._least_of(cells)
        spans = {key: _Span() for key in sorted(cells, key=self.table.size)}
        for table in self._fitting(least, hidden):
            _widen(spans, table)
        tables: PossibleCounts | None = None
        for key, span in spans.items():
            if span.width >= self.width or not self.must_be_safe(key):
                continue
            tables = tables or self._tables(group, least, hidden)
            for table in chain(tables.rising(key, self.width), tables.falling(key)):
                if _widen(spans, table):
                    self._others.append(table)
                if span.width >= self.width:
                    break
            else:
                yield key

    def _tables(
        self, group: Group, least: dict[Key, int], hidden: AbstractSet[Key]
    ) -> PossibleCounts:
        """Give the tables that fit, out of earlier ones if they were made while more was hidden."""
        for earlier in self._earlier:
            bounds = dict(zip(earlier.keys, earlier.least, strict=True))
            if all(bounds.get(key) == bound for key, bound in least.items()):
                tables = earlier.copy()
                for key in earlier.keys:
                    if key not in hidden:
                        tables.add(TotalEquation(((key, 1),), self.table.counts[key] or 0))
                return tables
        tables = PossibleCounts(group, least)
        self._earlier.appendleft(tables)
        return tables

    def _fitting(self, least: dict[Key, int], hidden: AbstractSet[Key]) -> Iterator[dict[Key, int]]:
        """Give the true table and those found before, so far as they still fit what is shown."""
        counts = self.table.counts
        for table in ({}, *self._others):
            if any(key not in hidden and value != counts[key] for key, value in table.items()):
                continue
            values = {key: table.get(key, counts[key]) for key in least}
            known = {key: value for key, value in values.items() if value is not None}
            if len(known) == len(least) and all(known[key] >= least[key] for key in least):
                yield known


class _Span:
    """The values that a cell has been seen to take."""

    def __init__(self) -> None:
        self.low, self.high = math.inf, -math.inf

    @property
    def width(self) -> float:
        return self.high - self.low

    def add(self, value: int) -> bool:
        """Take in a value; say whether it lies outside those seen before."""
        is_new = not self.low <= value <= self.high
        self.low, self.high = min(self.low, value), max(self.high, value)
        return is_new


def _widen(spans: dict[Key, _Span], table: dict[Key, int]) -> bool:
    """Take in the values of a table; say whether any of them is new."""
    return sum(span.add(table[key]) for key, span in spans.items()) > 0


def cells_of(group: Iterable[TotalEquation]) -> frozenset[Key]:
    """Give the cells that some equations speak of."""
    return frozenset(key for equation in group for key, _ in equation.cells)
