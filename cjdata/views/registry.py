"""The registry: which kinds of view there are. Everything that must know of a kind asks here.

Their order is that of the files that hold several, and of each page. Pages draw the buttons that
a kind names and no others, and tests are generated from it, one for each view and each thing.
"""

from __future__ import annotations

from cjdata.reference.catalogue import Catalogue
from cjdata.views.bars.view_type import BARS
from cjdata.views.funnel.view_type import FUNNEL
from cjdata.views.glance.view_type import GLANCE
from cjdata.views.local_evidence.view_type import LOCAL_EVIDENCE
from cjdata.views.peers.view_type import PEERS
from cjdata.views.plan.view_type import PLAN
from cjdata.views.profile.view_type import PROFILE
from cjdata.views.scatter.view_type import SCATTER
from cjdata.views.short_lists.view_type import MOVED, NEW, WORSE
from cjdata.views.tiles.view_type import TILES
from cjdata.views.trend.view_type import TREND
from cjdata.views.view import View
from cjdata.views.view_type import Role, ViewType, is_of_record, is_page
from cjdata.views.years.view_type import YEARS

VIEW_TYPES: tuple[ViewType, ...] = (
    PROFILE,
    YEARS,
    TREND,
    BARS,
    FUNNEL,
    PEERS,
    TILES,
    SCATTER,
    PLAN,
    LOCAL_EVIDENCE,
    GLANCE,
    WORSE,
    MOVED,
    NEW,
)


def type_named(kind: str) -> ViewType:
    """Give the kind of view of a name.

    Raises
    ------
    KeyError
        Where there is none.
    """
    found = next((one for one in VIEW_TYPES if one.kind == kind), None)
    if found is None:
        raise KeyError(kind)
    return found


def type_of(view: View) -> ViewType:
    """Give the kind of a view."""
    return type_named(view.kind)


def types_with(role: Role) -> tuple[ViewType, ...]:
    """List the kinds of view that have a role."""
    return tuple(one for one in VIEW_TYPES if role in one.roles)


def types_on(page: str) -> tuple[ViewType, ...]:
    """List the kinds of view that stand on a page, the uppermost first."""
    if not is_page(page):
        return ()
    return tuple(one for one in VIEW_TYPES if one.stands_on(page))


def pages(catalogue: Catalogue) -> list[str]:
    """List the pages that have views, those of records first."""
    places = dict.fromkeys(page for one in VIEW_TYPES for page in one.places(catalogue))
    return sorted(places, key=lambda page: not is_of_record(page))
