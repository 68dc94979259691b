"""The plan of an area, as a kind of view."""

from __future__ import annotations

from datetime import date

from cjdata.views.plan.choices import plan_edition
from cjdata.views.plan.data import PlanView, plan_view
from cjdata.views.reader import ViewReader
from cjdata.views.view_type import LISTS, Hints, ViewType


def plan_at(reader: ViewReader, today: date) -> PlanView:
    """Make the view of the plan of an address."""
    edition = plan_edition(reader.figures, reader.area, reader)
    reader.refuse()
    return plan_view(reader.figures, reader.area.code, today, edition)


PLAN = ViewType(
    kind="plan",
    pages=("local-plan",),
    things=LISTS,
    keys=("area", "edition"),
    make=plan_at,
    hints=Hints(folds=True, is_packed=True),
)
