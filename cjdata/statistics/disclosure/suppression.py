"""Choosing which counts of a table to hide, so that no small one can be worked out.

The method is the usual one of cell suppression (Willenborg and de Waal, “Elements of Statistical
Disclosure Control”, chapter 4): small counts are hidden, with each the next lowest non-zero one,
and more until the range of what each hidden count may be is wide enough.
"""

from __future__ import annotations

from collections.abc import Iterable

from cjdata.settings import DisclosureRule
from cjdata.statistics.disclosure.count_tables import CellTotal, CountTable
from cjdata.statistics.disclosure.range_check import RangeCheck, cells_of
from cjdata.statistics.disclosure.solvable_totals import Key


class Suppression:
    """The cells of a table that are hidden, and why: found once, on being made."""

    def __init__(self, table: CountTable, rule: DisclosureRule) -> None:
        self.table, self.audit = table, RangeCheck(table, rule)
        self.withheld = table.never_shown
        self.primary = frozenset(
            key
            for key, count in table.counts.items()
            if count is not None
            and (rule.is_small(count) or key in table.hidden)
            and key not in table.public | self.withheld
        )
        self.hidden: set[Key] = {*self.primary, *self.withheld}
        self.exposed: set[Key] = set()
        self._hide_enough()
        for key in sorted(self.secondary, key=table.size, reverse=True):
            self._show_if_safe(key)

    @property
    def secondary(self) -> frozenset[Key]:
        """The cells hidden so that others cannot be worked out."""
        return frozenset(self.hidden - self.primary - self.withheld)

    def _hide_enough(self) -> None:
        """Hide one more cell beside each of which too much could be told, until there is none."""
        self._pair_up()
        while narrow := self._narrow():
            more = {found for key in narrow for found in self._next_to_hide(key)}
            if more:
                self.hidden |= more
                self._pair_up()
            else:
                self.exposed.update(narrow)

    def _narrow(self) -> list[Key]:
        return [key for key in self.audit.narrow(self.hidden) if key not in self.exposed]

    def _pair_up(self) -> None:
        """Leave no hidden cell alone in a sum, where another can be hidden with it."""
        before = -1
        while before < len(self.hidden):
            before = len(self.hidden)
            for one in self.table.sums:
                if self._has_one_alone(one):
                    self.hidden.update(self._lowest([one], nil=False))

    def _has_one_alone(self, one: CellTotal) -> bool:
        alone = [key for key, _ in one.cells if key in self.hidden]
        return len(alone) == 1 and self.audit.must_be_safe(alone[0])

    def _next_to_hide(self, key: Key) -> list[Key]:
        """Choose the next lowest non-zero count near a cell, in a list; nil as the last resort."""
        near = list(self.table.sums_with[key])
        linked = {
            cell
            for group in self.audit.groups(self.hidden)
            if key in (cells := cells_of(group))
            for cell in cells
        }
        further = [one for cell in linked for one in self.table.sums_with[cell]]
        for nil in (False, True):
            for sums in (near, further):
                if found := self._lowest(sums, nil=nil):
                    return found
        return []

    def _lowest(self, sums: Iterable[CellTotal], *, nil: bool) -> list[Key]:
        """Give the lowest count that can still be hidden, in a list; an empty one if none can."""
        cells = {
            key
            for one in sums
            for key, _ in one.cells
            if key not in self.hidden
            and key not in self.table.public
            and (self.table.counts[key] == 0) == nil
        }
        return [min(cells, key=self.table.size)] if cells else []

    def _show_if_safe(self, key: Key) -> None:
        self.hidden.discard(key)
        is_alone = any(map(self._has_one_alone, self.table.sums_with[key]))
        narrow = self.audit.narrow(self.hidden)
        if is_alone or any(other not in self.exposed for other in narrow):
            self.hidden.add(key)
