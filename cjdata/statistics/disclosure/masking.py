"""Disclosure control: what is hidden of figures that are not published, decided once.

Figures that are published already are shown as published: no rule is applied to them. Of others,
the rule hides small counts (primary), then as many more as it takes so that no hidden count can
be worked out (secondary): never one hidden cell alone in a row, column or level, and never a
range narrower than that of the small counts. What is hidden is hidden everywhere, and so is every
figure that is worked out from it.

It protects against readers who know all totals, the threshold, and that nil is shown. It does not
reckon with one who replays the choice of the second cell, the next lowest count. Combining
categories is better than hiding where it can be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cjdata.series import Figure, Series
from cjdata.settings import DisclosureRule
from cjdata.statistics.disclosure.count_tables import CountTable
from cjdata.statistics.disclosure.range_check import RangeCheck
from cjdata.statistics.disclosure.solvable_totals import Bound, Key
from cjdata.statistics.disclosure.suppression import Suppression


@dataclass(frozen=True, slots=True)
class Mask:
    """The one decision on what is hidden of a table.

    Attributes
    ----------
    primary
        Cells hidden because their own count is small.
    secondary
        Cells hidden so that others cannot be worked out.
    withheld
        Cells that have no count, because the publisher withheld it, and cells never shown.
    exposed
        Cells that could be worked out although all is hidden that can be, because their totals
        are public: the table must not be shown before its categories are combined.
    """

    primary: frozenset[Key] = frozenset()
    secondary: frozenset[Key] = frozenset()
    withheld: frozenset[Key] = frozenset()
    exposed: frozenset[Key] = frozenset()

    @property
    def hidden(self) -> frozenset[Key]:
        """All cells that are not shown."""
        return self.primary | self.secondary | self.withheld

    @property
    def is_safe(self) -> bool:
        """Whether the table may be shown with these cells hidden."""
        return not self.exposed

    def hides(self, *inputs: Key) -> bool:
        """Whether a figure worked out from these cells is hidden: where any one of them is.

        A rate, percentage, limit, change, index, rank or share is worked out from counts, and
        gives them away: a rate with a known denominator is the count.
        """
        return not self.hidden.isdisjoint(inputs)

    def shown(self, counts: Mapping[Key, int | None]) -> dict[Key, int | None]:
        """Give the counts with the hidden ones taken out."""
        return {key: None if key in self.hidden else count for key, count in counts.items()}

    def leaks(self, outputs: Mapping[str, Iterable[Key]]) -> tuple[str, ...]:
        """Name the outputs that rest on a hidden cell.

        ``outputs`` are figures about to be shown, each with the cells that it is worked out from.
        """
        return tuple(name for name, inputs in outputs.items() if self.hides(*inputs))


def protect(table: CountTable, rule: DisclosureRule | None) -> Mask:
    """Decide which cells of a table are hidden; without a rule, those alone that have no count.

    Raises
    ------
    Contradiction
        When no counts for the withheld cells make the sums add up.
    """
    if rule is None:
        return Mask(withheld=table.never_shown)
    found = Suppression(table, rule)
    return Mask(found.primary, found.secondary, found.withheld, frozenset(found.exposed))


def possible_range(
    table: CountTable, rule: DisclosureRule, mask: Mask, key: Key
) -> tuple[Bound, Bound]:
    """Give the smallest and the largest count that a reader may take a hidden cell to be."""
    return RangeCheck(table, rule).range_of(key, mask.hidden)


def cell_of(measure_id: str, area_code: str, period: str) -> Key:
    """Name the cell of a measure for an area and a period: the same in every table and edition."""
    return measure_id, area_code, period


def suppressed(figure: Figure) -> Figure:
    """Give a figure without its value, and without a note that might tell it."""
    return Figure(
        figure.period, None, 0, "suppressed", edition=figure.edition, source_id=figure.source_id
    )


def mask_series(series: Series, mask: Mask, measure_ids: Sequence[str] = ()) -> Series:
    """Give a series with the hidden figures taken out: all that is made of it hides them too.

    Parameters
    ----------
    mask
        A decision on cells named by ``cell_of``.
    measure_ids
        Of a percentage or rate, the counts that it is worked out from. A group's figure is
        worked out from those of its councils.
    """
    ids = (series.measure.id, *measure_ids)
    codes = (series.area.code, *series.area.members)

    def seen(figure: Figure) -> Figure:
        inputs = [cell_of(m, code, figure.period) for m in ids for code in codes]
        return suppressed(figure) if mask.hides(*inputs) else figure

    return replace(series, figures=tuple(map(seen, series.figures)))
