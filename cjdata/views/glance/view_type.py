"""All indicators of an area, a line a measure, as a kind of view."""

from __future__ import annotations

from cjdata.views.glance.data import glance_view
from cjdata.views.view_type import LISTS, Hints, ViewType, of_area

GLANCE = ViewType(
    kind="glance",
    pages=("at-a-glance",),
    things=LISTS,
    make=of_area(glance_view),
    hints=Hints(folds=True, is_packed=True, missing="others", left_out_first=("Change", "Desired")),
    roles=frozenset({"first in slides"}),
)
