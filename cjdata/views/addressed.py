"""Any view by its address: what pages draw, made again for packs, commands and exports."""

from __future__ import annotations

from datetime import date

from cjdata.library import FigureSet
from cjdata.views.reader import NothingToShow, ViewReader, single_area
from cjdata.views.registry import pages, type_named, types_with
from cjdata.views.view import View
from cjdata.views.view_address import (
    ViewAddress,
    address_from_page,
    read_view_address,
    view_address,
)
from cjdata.views.view_type import Role

__all__ = [
    "NothingToShow",
    "ViewAddress",
    "address_from_page",
    "places_of_area",
    "read_view_address",
    "ready_made",
    "settled",
    "view_address",
    "view_at",
    "views_of_area",
]


def view_at(figures: FigureSet, address: ViewAddress, today: date) -> View:
    """Give the view that stands at an address: the very one that the page draws.

    Raises
    ------
    NothingToShow
        Where the page would draw no such view, because too few councils have a figure.
    CjdataError
        Where the address names no page, view, area, measure, year or choice that there is; the
        finding names the nearest that there is.
    """
    checked = view_address(address.page, address.kind, address.chosen)
    return type_named(checked.kind).make(ViewReader(figures, checked, pages), today)


def settled(figures: FigureSet, address: ViewAddress) -> ViewAddress:
    """Name the area and the measure, where an address leaves them to be what its page opens on.

    So it keeps its meaning wherever it is kept, and one view has one address.

    Raises
    ------
    CjdataError
        Where the area is not known, or the page has no measure.
    """
    reader = ViewReader(figures, address, pages)
    reader.refuse()
    chosen = {"area": reader.area.name, **type_named(address.kind).opens_on(reader)}
    kept = {key: value for key, value in address.parameters if key != "area"}
    return view_address(address.page, address.kind, chosen | kept)


def places_of_area(figures: FigureSet, area_code: str, role: Role) -> tuple[ViewAddress, ...]:
    """Give the addresses of what an area has in a role without anybody choosing it, in order.

    Raises
    ------
    UnknownName
        When no council has the code, and it is not Scotland’s.
    """
    area = single_area(figures, area_code)
    return tuple(
        view_address(page, one.kind, chosen)
        for one in types_with(role)
        for page, chosen in one.places_of(figures, area)
    )


def views_of_area(figures: FigureSet, area_code: str, role: Role, today: date) -> tuple[View, ...]:
    """Make the views that an area has in a role without anybody choosing them, in order.

    Raises
    ------
    UnknownName
        As ``places_of_area``.
    """
    addresses = places_of_area(figures, area_code, role)
    return tuple(view_at(figures, address, today) for address in addresses)


def ready_made(figures: FigureSet, area_code: str) -> tuple[ViewAddress, ...]:
    """Give the pack of an area: what the page of each national indicator opens on, then context.

    Raises
    ------
    UnknownName
        As ``places_of_area``.
    """
    return places_of_area(figures, area_code, "ready-made pack")
