"""What can be chosen of the page of an area’s plan."""

from __future__ import annotations

from cjdata.addresses.address_reader import AddressReader, Choices
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.views.plan.data import editions_of_plans


def plan_edition(figures: FigureSet, area: Area, reader: AddressReader) -> str | None:
    """Read the edition of the plan, the newest unless another is named; None without a plan."""
    plans = editions_of_plans(figures, area.code)
    if not plans:
        reader.rule_out("edition", f"no plan of {area.name} is held", "Leave out edition.")
        return None
    return reader.choose(Choices("edition", plans, next(iter(plans)), "plan"))
