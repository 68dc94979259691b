"""Tables of counts as disclosure control sees them: cells, and the sums that tie them together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

Key = Hashable


@dataclass(frozen=True, slots=True)
class CellTotal:
    """A total, and the cells that add up to it.

    Rows, columns and levels are all written so: age groups to all ages, councils to Scotland,
    quarters to a year, years to several years. One part alone says that two cells are the same.
    """

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[tuple[Key, int], ...]:
        """All cells with their signs: the parts less the total are nil."""
        return (*((part, 1) for part in self.parts), (self.total, -1))


@dataclass(frozen=True)
class CountTable:
    """Counts that belong together, with every sum among them.

    Attributes
    ----------
    counts
        The count of each cell; None where the publisher withheld it.
    sums
        The sums that hold among the cells.
    public
        Cells that are published already: every reader knows them, and they are never hidden.
    implied
        Cells that are never shown, but that a reader could work out from others, such as the
        ages from 18 to 20 beside “16 to 17” and “16 to 20”.
    slack
        Cells never shown that need no protection: what lies between a total and those of its
        parts that are held, such as the councils of which nothing is known.
    hidden
        Cells that are hidden for another reason, whatever their count, and protected as small
        ones are.

    Raises
    ------
    ValueError
        When a count is negative or not whole, a sum names an unknown cell, or does not add up.
    """

    counts: Mapping[Key, int | None]
    sums: tuple[CellTotal, ...] = ()
    public: frozenset[Key] = frozenset()
    implied: frozenset[Key] = frozenset()
    slack: frozenset[Key] = frozenset()
    hidden: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        for key, count in self.counts.items():
            if count is not None and (type(count) is not int or count < 0):
                raise ValueError(f"The count of {key} is {count!r}, not a whole number from nil.")
        unknown = {key for one in self.sums for key, _ in one.cells} - set(self.counts)
        unknown |= (self.public | self.implied | self.slack | self.hidden) - set(self.counts)
        if unknown:
            raise ValueError(f"No count is given for {', '.join(sorted(map(str, unknown)))}.")
        for one in self.sums:
            values = [self.counts[part] for part in one.parts]
            total = self.counts[one.total]
            known = [value for value in values if value is not None]
            withheld = len(values) - len(known)
            if total is None or sum(known) == total or (withheld and sum(known) < total):
                continue
            raise ValueError(f"The parts of {one.total} add up to {sum(known)}, not {total}.")

    @cached_property
    def never_shown(self) -> frozenset[Key]:
        """The cells that no reader sees, whatever the rule."""
        withheld = {key for key, count in self.counts.items() if count is None}
        return self.implied | self.slack | withheld

    @cached_property
    def place(self) -> dict[Key, int]:
        """Where each cell stands, so that choices between equals are always made alike."""
        return {key: n for n, key in enumerate(self.counts)}

    def size(self, key: Key) -> tuple[int, int, int]:
        """Order cells by their count; between equals parts before totals, then as they stand."""
        totals = sum(one.total == key for one in self.sums_with[key])
        return self.counts[key] or 0, totals, self.place[key]

    @cached_property
    def sums_with(self) -> dict[Key, tuple[CellTotal, ...]]:
        """The sums that each cell has a part in."""
        found: dict[Key, list[CellTotal]] = {key: [] for key in self.counts}
        for one in self.sums:
            for key, _ in one.cells:
                found[key].append(one)
        return {key: tuple(sums) for key, sums in found.items()}


Levels = Mapping[str, Sequence[str]]
"""A dimension: each of its totals with the members that add up to it, or a member with none."""


def cross(*dimensions: Levels) -> tuple[CellTotal, ...]:
    """Give every sum of a table of several dimensions, whose cells are tuples of members.

    >>> [one.total for one in cross({"all ages": ["young", "old"]}, {"both": ["men", "women"]})]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('all ages', 'both'), ('all ages', 'men'), ('all ages', 'women'),
     ('all ages', 'both'), ('young', 'both'), ('old', 'both')]
    """
    members = [list(_members(levels)) for levels in dimensions]
    return tuple(
        CellTotal((*before, total, *after), tuple((*before, part, *after) for part in parts))
        for n, levels in enumerate(dimensions)
        for total, parts in levels.items()
        if parts
        for before in product(*members[:n])
        for after in product(*members[n + 1 :])
    )


def _members(levels: Levels) -> Iterator[str]:
    yield from dict.fromkeys(m for total, parts in levels.items() for m in (total, *parts))
