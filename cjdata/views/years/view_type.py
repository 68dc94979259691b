"""Every year of every indicator of an area, as a kind of view."""

from __future__ import annotations

from cjdata.views.view_type import LISTS, ViewType, of_area
from cjdata.views.years.data import years_view

YEARS = ViewType(
    kind="years",
    pages=("area-profile",),
    things=LISTS,
    make=of_area(years_view),
    roles=frozenset({"files of an area"}),
)
