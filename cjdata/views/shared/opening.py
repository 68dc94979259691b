"""In which form figures open: single years, or three years together where those are small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure, MeasureChoice, Theme
from cjdata.reference.periods import last_year
from cjdata.statistics import Evidence, can_be_together, taken_together
from cjdata.views.shared.assemble import Assembler, together_of, years_for

POOLED: Literal["pooled"] = "pooled"
"""What an address says under ``show`` for three years together."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether years of a measure can be taken together for an area, and whether they open so."""

    can_be_together: bool = False
    is_together: bool = False


def opening_of(
    figures: FigureSet, measure: Measure, area: Area, up_to: str | None = None
) -> Opening:
    """Say how the figures of a measure open for an area, from memory if it was asked before.

    ``up_to`` is the last year that is looked at: None for the newest.
    """
    key = ("opening", measure.id, area.code, up_to)
    return figures.remember(key, lambda: _opening(figures, measure, area, up_to))


def _opening(figures: FigureSet, measure: Measure, area: Area, up_to: str | None) -> Opening:
    if not can_be_together(measure):
        return Opening()
    held = years_for(figures, measure, [area])
    assembler = Assembler(figures, [measure.id])
    years = [year for year in held if up_to is None or year <= up_to]
    single = assembler.evidence(measure, area, years)
    together = together_of(single)
    beside = None
    if area != figures.areas.scotland:
        beside = assembler.evidence(measure, figures.areas.scotland, years)
    return Opening(together.series.latest is not None, opens_together(single, together, beside))


def in_opening_form(
    single: Evidence, scotland: Evidence | None
) -> tuple[Evidence, Evidence | None]:
    """Give the figures of an area, and Scotland’s beside them, in the form in which they open.

    Single years stay as they are, but where the newest is small: of those, three together each.
    """
    newest = single.series.latest
    if newest is None or not (single.is_small(newest) and can_be_together(single.measure)):
        return single, scotland
    together = together_of(single)
    if not opens_together(single, together, scotland):
        return single, scotland
    return together, scotland and together_of(scotland)


def opens_together(single: Evidence, together: Evidence, scotland: Evidence | None) -> bool:
    """Say whether the newest year rests on fewer cases than the floor, and can be taken together
    with the two before it; Scotland’s too, where it stands beside that year.
    """
    newest, sum_of = single.series.latest, together.series.latest
    if newest is None or sum_of is None or not single.is_small(newest):
        return False
    if last_year(sum_of.period) != newest.period:
        return False
    there = scotland.series.by_period.get(newest.period) if scotland else None
    if scotland is None or there is None or there.value is None:
        return True
    return any(f.period == sum_of.period for f in taken_together(scotland).series.with_values)


def comparable(figures: FigureSet, choice: MeasureChoice) -> Measure:
    """Give the measure of a choice whose years are taken together: the one that is compared."""
    return figures.catalogue.measures[choice.forms[choice.comparable_form]]


def unsaid_show(figures: FigureSet, theme: Theme, choice: MeasureChoice, area: Area) -> str:
    """Give what an address that says neither measure nor form shows of a choice."""
    is_opening = choice == theme.opening_choice_of(area.kind)
    if is_opening and opening_of(figures, comparable(figures, choice), area).is_together:
        return POOLED
    return theme.unsaid_form(choice, area.kind)


def said_by_figures(figures: FigureSet, theme: Theme, area: Area) -> dict[str, str]:
    """Give what a link to a page says where figures decide its form, as the page itself would.

    Else the page would lengthen its address, and going back would lead to the shorter one.
    """
    choice = theme.opening_choice_of(area.kind)
    is_together = unsaid_show(figures, theme, choice, area) == POOLED
    return {"show": POOLED} if is_together else {}


def opening_address(figures: FigureSet, theme: Theme, area: Area) -> dict[str, str]:
    """Say in an address what the page of a record opens on, so that it stays the same."""
    choice = theme.opening_choice_of(area.kind)
    if unsaid_show(figures, theme, choice, area) == POOLED:
        return {"measure": comparable(figures, choice).id, "show": POOLED}
    return {"measure": choice.opening_measure(area.kind)}
