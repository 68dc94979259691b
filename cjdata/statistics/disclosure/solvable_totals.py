"""What a reader could work out about hidden counts from the totals that are shown.

Every total says that its parts add up to it. With some cells hidden, that leaves a system of
equations in whole numbers. The range of a hidden cell runs between two tables that both fit all
that is shown: whatever a reader does, by subtraction or in any other way, neither of them can be
ruled out. The tables are found with the simplex method (Dantzig), in whole numbers throughout
(Edmonds' pivoting), and with Bland's rule, which cannot go round in circles.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

Key = Hashable
Bound = float
"""A whole number, or infinity."""

RIGHT = -1
"""Where a row keeps what stands on the right of its equation."""


@dataclass(frozen=True, slots=True)
class TotalEquation:
    """Hidden cells, each added (+1) or taken away (-1), that must make a known number."""

    cells: tuple[tuple[Key, int], ...]
    equals: int


class Contradiction(ValueError):
    """No table fits what is shown: some total is not the sum of its parts."""


def parts_that_hang_together(equations: Sequence[TotalEquation]) -> list[list[TotalEquation]]:
    """Group equations so that no two groups share a cell; each can be looked at alone."""
    group_of: dict[Key, list[TotalEquation]] = {}
    for equation in equations:
        merged = [equation]
        for group in {id(g): g for key, _ in equation.cells if (g := group_of.get(key))}.values():
            merged += group
        for each in merged:
            group_of.update((key, merged) for key, _ in each.cells)
    return list({id(group): group for group in group_of.values()}.values())


class PossibleCounts:
    """The tables that fit a group of equations: one of them at hand, and the ways to others.

    Cell ``j`` is its least value plus ``y[j]``, where no ``y`` is negative. All ``y`` are nil
    but those of the basis, and ``at[i]`` gives the one of cell ``i`` in terms of the others: it
    is what stands on the right less ``at[i][j] * y[j]`` for each of them, all over ``scale``.
    Numbers that are nil are left out of ``at[i]``.
    """

    def __init__(self, equations: Sequence[TotalEquation], least: Mapping[Key, int]) -> None:
        """Find a first table.

        Parameters
        ----------
        least
            What a reader knows of each cell from the start: that it is no less than this.

        Raises
        ------
        Contradiction
            When no table fits.
        """
        self.keys = list(dict.fromkeys(key for e in equations for key, _ in e.cells))
        self.least = [least[key] for key in self.keys]
        self.place = {key: j for j, key in enumerate(self.keys)}
        self.scale = 1
        self.at: dict[int, dict[int, int]] = {}
        for equation in equations:
            self.add(equation)

    def copy(self) -> PossibleCounts:
        """Give the same tables, to be narrowed down while these stay as they are."""
        other = copy(self)
        other.at = dict(self.at)
        return other

    def add(self, equation: TotalEquation) -> None:
        """Keep only the tables that fit one more equation; move to one of them.

        The shortfall of the equation joins the basis as a further cell and is brought to nil.

        Raises
        ------
        Contradiction
            When no table fits it.
        """
        shortfall = len(self.keys)
        self.at[shortfall] = self._row(equation)
        while self._lower(shortfall):
            pass
        row = self.at.get(shortfall)
        if row is None:
            return
        if RIGHT in row:
            raise Contradiction("Some total is not the sum of its parts.")
        if not row:
            del self.at[shortfall]
            return
        entering = min(row)
        if row[entering] < 0:
            self.at[shortfall] = {j: -a for j, a in row.items()}
        self._pivot(shortfall, entering)

    def range_of(self, key: Key) -> tuple[Bound, Bound]:
        """Give the smallest and the largest value of a cell over all tables in whole numbers."""
        falling = [table[key] for table in self.falling(key)]
        rising = [table[key] for table in self.rising(key, 1)]
        if not falling or not rising:
            return math.nan, math.nan
        j = self.place[key]
        entering = self._to_raise(j)
        return min(falling), max(rising) if entering is None else math.inf

    def rising(self, key: Key, far: int) -> Iterator[dict[Key, int]]:
        """Move a cell up as far as it goes, and give the tables in whole numbers on the way.

        Where it goes up for ever, the last table has it ``far`` higher than the one before.
        """
        yield from self._whole_table()
        while (entering := self._to_raise(self.place[key])) is not None:
            leaving = self._first_to_stop(entering)
            if leaving is None:
                yield from self._whole_table(entering, far)
                return
            self._pivot(leaving, entering)
            yield from self._whole_table()

    def falling(self, key: Key) -> Iterator[dict[Key, int]]:
        """Move a cell down as far as it goes, and give the tables in whole numbers on the way."""
        yield from self._whole_table()
        while self._lower(self.place[key]):
            yield from self._whole_table()

    def _row(self, equation: TotalEquation) -> dict[int, int]:
        """Write an equation in terms of the cells outside the basis."""
        row = {RIGHT: equation.equals * self.scale}
        for key, sign in equation.cells:
            j = self.place[key]
            row[RIGHT] -= sign * self.least[j] * self.scale
            if j in self.at:
                for k, a in self.at[j].items():
                    if k != j:
                        row[k] = row.get(k, 0) - sign * a
            else:
                row[j] = row.get(j, 0) + sign * self.scale
        sign = -1 if row[RIGHT] < 0 else 1
        return {j: sign * a for j, a in row.items() if a}

    def _to_raise(self, j: int) -> int | None:
        """Choose a cell to bring in that moves another up; None where it goes no further."""
        if j not in self.at:
            return j
        return min((k for k, a in self.at[j].items() if a < 0), default=None)

    def _lower(self, j: int) -> bool:
        """Take one step that moves a cell down or keeps it; False where it goes no further."""
        row = self.at.get(j)
        if row is None or RIGHT not in row:
            return False
        entering = min((k for k, a in row.items() if a > 0 and k not in (RIGHT, j)), default=None)
        leaving = None if entering is None else self._first_to_stop(entering)
        if entering is None or leaving is None:
            return False
        self._pivot(leaving, entering)
        return True

    def _first_to_stop(self, j: int) -> int | None:
        """Choose the cell of the basis that reaches its least value first as ``j`` rises."""
        best, best_right, best_step = None, 0, 1
        for basic, row in self.at.items():
            step = row.get(j, 0)
            if step <= 0:
                continue
            right = row.get(RIGHT, 0)
            ahead = right * best_step - best_right * step
            if best is None or ahead < 0 or (ahead == 0 and basic < best):
                best, best_right, best_step = basic, right, step
        return best

    def _pivot(self, leaving: int, entering: int) -> None:
        """Bring a cell into the basis in place of another; every division comes out whole."""
        pivot_row = self.at.pop(leaving)
        pivot = pivot_row[entering]
        for basic, row in self.at.items():
            factor = row.get(entering, 0)
            if not factor and pivot == self.scale:
                continue
            new = {j: a * pivot for j, a in row.items()}
            if factor:
                for j, b in pivot_row.items():
                    new[j] = new.get(j, 0) - factor * b
            self.at[basic] = {j: a // self.scale for j, a in new.items() if a}
        self.at[entering] = pivot_row
        self.scale = pivot

    def _whole_table(self, rising: int | None = None, far: int = 0) -> Iterator[dict[Key, int]]:
        """Give the table at hand if it is in whole numbers, with one cell moved up if asked."""
        if any(row.get(RIGHT, 0) % self.scale for row in self.at.values()):
            return
        values = list(self.least)
        for basic, row in self.at.items():
            step = 0 if rising is None else row.get(rising, 0) * far
            values[basic] += row.get(RIGHT, 0) // self.scale - step
        if rising is not None:
            values[rising] += self.scale * far
        yield dict(zip(self.keys, values, strict=True))
