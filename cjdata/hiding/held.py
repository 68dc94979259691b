"""The figures that a decision on hiding looks at: what is public, what is private, by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Place = tuple[str, str]
"""A measure and an area: its code, or its name where it has none."""

Cell = tuple[str, str, str]
"""A measure, an area and a period."""

WITHHELD = ("restricted", "suppressed")
"""Statuses of what a publisher withheld: it must not be worked out from what is supplied."""


@dataclass
class Held:
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
    private: dict[Place, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def editions(self) -> list[str]:
        """The editions in which anything was supplied, in order."""
        return sorted({edition for values in self.private.values() for edition in values})

    def supplied_as_at(self, edition: str) -> dict[Place, float]:
        """Give the newest supplied figures up to an edition; the first, where all are newer."""
        found = {}
        for place, values in self.private.items():
            known = [label for label in values if label <= edition] or [min(values)]
            found[place] = values[max(known)]
        return found


def held_by_period(rows: Iterable[Mapping[str, Any]]) -> dict[str, Held]:
    """Sort the rows of a database by period and by who may know them.

    Rows have ``measure, area, period, value, status, is_private, edition, is_current``. A cell
    that is published in any edition counts as public, by the newest of its published figures.
    """
    periods: dict[str, Held] = defaultdict(Held)
    for row in sorted(rows, key=lambda row: row["edition"]):
        held, place = periods[row["period"]], (row["measure"], row["area"])
        if row["is_private"]:
            if row["value"] is not None:
                held.private[place][row["edition"]] = row["value"]
        elif row["value"] is not None:
            held.public[place] = row["value"]
        elif row["status"] in WITHHELD:
            held.withheld.add(place)
    for held in periods.values():
        held.withheld -= {*held.public, *held.private}
    return periods
