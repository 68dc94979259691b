"""Writes what ties counts of one period together as a table that disclosure control can judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.hiding.period_figures import Place
from cjdata.statistics import CellTotal, CountTable
from cjdata.statistics.disclosure.solvable_totals import Key


class TiedCounts:
    """Counts of one period, and the sums among them, as they are found.

    Real totals do not always agree with their parts. What lies between them is then taken to be
    known to a reader, which is the careful way: it hides more, never less.

    Attributes
    ----------
    counts
        The count of each cell; None where a publisher withheld it.
    """

    def __init__(
        self,
        counts: Mapping[Place, int | None],
        public: frozenset[Place],
        hidden: frozenset[Place] = frozenset(),
    ) -> None:
        self.counts: dict[Key, int | None] = dict(counts.items())
        self._public: set[Key] = set(public)
        self._hidden: frozenset[Key] = frozenset(hidden)
        self._implied: set[Key] = set()
        self._slack: set[Key] = set()
        self._sums: dict[CellTotal, None] = {}

    def table(self) -> CountTable:
        """Give the table with all that was tied."""
        return CountTable(
            self.counts,
            tuple(self._sums),
            frozenset(self._public),
            frozenset(self._implied),
            frozenset(self._slack),
            self._hidden,
        )

    def all_of(self, total: Place, parts: Sequence[Place]) -> None:
        """Tie a total to all its parts; those of which nothing is held take up what is left."""
        held = [part for part in parts if part in self.counts]
        if total not in self.counts or not held:
            return
        if len(held) == len(parts):
            self._exactly(total, held)
        else:
            self.some_of(total, held, protected=False)

    def some_of(self, total: Place, parts: Sequence[Place], *, protected: bool) -> None:
        """Tie a total to some of its parts.

        What is left over is never shown; ``protected`` says whether it may be worked out where
        it is small. Parts that are more than the total are not tied: they are no parts of it.
        """
        whole, known = self.counts[total], self._known(parts)
        if whole is not None and known > whole:
            return
        has_withheld = whole is None or any(self.counts[part] is None for part in parts)
        rest = ("left over", total, tuple(parts))
        self.counts[rest] = None if whole is None or has_withheld else whole - known
        if protected and not has_withheld:
            self._implied.add(rest)
            self._slack.discard(rest)
        elif rest not in self._implied:
            self._slack.add(rest)
        self._sums[CellTotal(total, (*parts, rest))] = None

    def _exactly(self, total: Place, parts: Sequence[Place]) -> None:
        whole, known = self.counts[total], self._known(parts)
        has_withheld = any(self.counts[part] is None for part in parts)
        if whole is None or known == whole or (has_withheld and known < whole):
            self._sums[CellTotal(total, tuple(parts))] = None
            return
        gap = ("gap", total, tuple(parts))
        self.counts[gap] = abs(whole - known)
        self._public.add(gap)
        if known < whole:
            self._sums[CellTotal(total, (*parts, gap))] = None
            return
        together = ("together", total, tuple(parts))
        self.counts[together] = known
        self._slack.add(together)
        self._sums[CellTotal(together, tuple(parts))] = None
        self._sums[CellTotal(together, (total, gap))] = None

    def _known(self, parts: Sequence[Place]) -> int:
        return sum(self.counts[part] or 0 for part in parts)
