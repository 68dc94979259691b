"""Known numbers: what a built workbook holds, and what an importer must give back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Key = tuple[str, str, str]
"""A measure's id, an area's code, a period."""

FILLER = "~"
"""Ids that begin so are columns that real tables have and that the dashboard does not hold."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A cell without a number, by what it means; the style of a workbook says what is printed.

    ``meaning`` is a status id of the dashboard (low, suppressed, not_applicable,
    not_collected) or ``not_available``, which only the older era prints.
    """

    meaning: str


LOW = Symbol("low")
SUPPRESSED = Symbol("suppressed")
NOT_APPLICABLE = Symbol("not_applicable")
NOT_COLLECTED = Symbol("not_collected")
NOT_AVAILABLE = Symbol("not_available")

Value = int | float | str | Symbol
"""Counts whole, percentages from 0 to 100. A text is something nobody should understand."""


class Numbers(dict[Key, Value]):
    """The value of each measure, area and period."""

    def only(
        self,
        measures: Collection[str] | None = None,
        areas: Collection[str] | None = None,
        periods: Collection[str] | None = None,
    ) -> Numbers:
        """Keep the measures, areas and periods named; None keeps all."""
        kept = (measures, areas, periods)
        return Numbers(
            (key, value)
            for key, value in self.items()
            if all(names is None or part in names for part, names in zip(key, kept, strict=True))
        )

    def held(self) -> Numbers:
        """Leave out the fillers."""
        return Numbers((k, v) for k, v in self.items() if not k[0].startswith(FILLER))

    def rounded(self, decimals: Mapping[str, int]) -> Numbers:
        """Round the measures named; a percentage that rounds to nothing becomes low."""
        return Numbers(
            (key, _rounded(key[0], value, decimals[key[0]]) if key[0] in decimals else value)
            for key, value in self.items()
        )

    def suppressed(self, measure: str, below: int) -> Numbers:
        """Suppress a measure's small counts, but for nought."""
        return Numbers(
            (key, SUPPRESSED if key[0] == measure and _is_small(value, below) else value)
            for key, value in self.items()
        )


def unit_of(measure: str) -> str:
    """Say whether a measure is a percent, a rate or a count, from its id."""
    if "_per_10000" in measure:
        return "rate"
    return "percent" if "percent" in measure or measure.startswith("scjs_agree") else "count"


def _rounded(measure: str, value: Value, decimals: int) -> Value:
    if not isinstance(value, int | float):
        return value
    result = round(float(value), decimals)
    if unit_of(measure) == "percent" and value > 0 and result == 0:
        return LOW
    return int(result) if decimals == 0 else result


def _is_small(value: Value, below: int) -> bool:
    return isinstance(value, int) and 0 < value < below
