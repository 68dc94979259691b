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
    withheld
        What a publisher withheld.
    private
        What was supplied, by edition.
    """

    public: dict[Place, float] = field(default_factory=dict)
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


def held_by_period(rows: Iterable[Mapping[str, Any]]) -> dict[str, PeriodFigures]:
    """Sort the rows of a database by period and by who may know them.

    Rows have ``measure, area, period, value, status, is_private, edition, edition_date`` and
    ``standing``. A cell that is published in any edition counts as public, by the newest of
    its published figures.
    """
    periods: dict[str, PeriodFigures] = defaultdict(PeriodFigures)
    for row in sorted(rows, key=_rank):
        held, place = periods[row["period"]], (row["measure"], row["area"])
        if row["is_private"]:
            if row["value"] is not None:
                held.private[place][row["edition_date"], row["edition"]] = row["value"]
        elif row["value"] is not None:
            held.public[place] = row["value"]
        elif row["status"] in WITHHELD:
            held.withheld.add(place)
    for held in periods.values():
        held.withheld -= {*held.public, *held.private}
    return periods


def _rank(row: Mapping[str, Any]) -> EditionRank:
    return EditionRank(row["standing"], row["edition_date"], row["edition"])
