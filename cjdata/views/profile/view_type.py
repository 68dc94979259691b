"""All indicators of an area on one page, as a kind of view."""

from __future__ import annotations

from cjdata.views.profile.data import profile_view
from cjdata.views.view_type import LISTS, Hints, ViewType, of_area

PROFILE = ViewType(
    kind="profile",
    pages=("area-profile",),
    things=LISTS,
    make=of_area(profile_view),
    hints=Hints(folds=True),
    roles=frozenset({"files of an area", "first in a site"}),
)
