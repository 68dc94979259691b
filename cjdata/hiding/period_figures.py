"""The figures that a decision on hiding looks at: what is public, what is private, by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cjdata.reference.editions import EditionRank

Place = tuple[str, str]
"""A measure and an area: its code, or its name where it has none."""

Cell = tuple[str, str, str]
"""A measure, an area and a period."""

Row = Mapping[str, Any]
"""A figure, as ``cjdata/store/sql/figures_beside_supplied.sql`` gives it."""

Edition = tuple[str, str]
"""The date and the label of an edition of supplied figures: the order in which they came."""

WITHHELD = ("restricted", "suppressed")
"""Statuses of what a publisher withheld: it must not be worked out from what is supplied."""


@dataclass
class PeriodFigures:
    """The figures of one period.

    Attributes
    ----------
    public
        What is published: everybody knows it.
    printed
        All that any edition printed of what is published.
    withheld
        What a publisher withheld.
    private
        What is under the rule, by edition.
    """

    public: dict[Place, float] = field(default_factory=dict)
    printed: dict[Place, set[float]] = field(default_factory=lambda: defaultdict(set))
    withheld: set[Place] = field(default_factory=set)
    private: dict[Place, dict[Edition, float]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def editions(self) -> list[Edition]:
        """The editions in which anything was supplied, in order."""
        return sorted({edition for values in self.private.values() for edition in values})

    def supplied_as_at(self, edition: Edition) -> dict[Place, float]:
        """Give the newest supplied figures up to an edition; the first, where all are newer."""
        found = {}
        for place, values in self.private.items():
            known = [one for one in values if one <= edition] or [min(values)]
            found[place] = values[max(known)]
        return found


def cell_of_row(row: Row) -> Cell:
    """Give the cell that a row is of."""
    return row["measure"], row["area"], row["period"]


def rows_under_the_rule(
    rows: Iterable[Row], repeats: Mapping[str, str], *, hides_local: bool
) -> list[Row]:
    """Give what is under the rule: all that was supplied, and local evidence that repeats it.

    ``repeats`` names, of a measure of local evidence, that which counts the same; with
    ``hides_local`` all local evidence that was loaded is under the rule.
    """
    rows = list(rows)
    supplied = {cell_of_row(row) for row in rows if row["is_private"]}

    def is_local_one(row: Row) -> bool:
        same = repeats.get(row["measure"], ""), row["area"], row["period"]
        return row["is_local"] and (hides_local or same in supplied)

    return [row for row in rows if row["is_private"] or is_local_one(row)]


def held_by_period(rows: Iterable[Row], private: Iterable[Row]) -> dict[str, PeriodFigures]:
    """Sort the rows of a database by period and by who may know them.

    ``private`` are those of them that are under the rule. A cell that is published in any edition
    counts as public, by the newest of its published figures.
    """
    periods: dict[str, PeriodFigures] = defaultdict(PeriodFigures)
    ruled = {id(row) for row in private}
    for row in sorted(rows, key=_rank):
        held, place = periods[row["period"]], (row["measure"], row["area"])
        if id(row) in ruled:
            if row["value"] is not None:
                held.private[place][row["edition_date"], row["edition"]] = row["value"]
        elif row["value"] is not None:
            held.public[place] = row["value"]
            held.printed[place].add(row["value"])
        elif row["status"] in WITHHELD:
            held.withheld.add(place)
    for held in periods.values():
        held.withheld -= {*held.public, *held.private}
    return periods


def _rank(row: Row) -> EditionRank:
    return EditionRank(row["standing"], row["edition_date"], row["edition"])
