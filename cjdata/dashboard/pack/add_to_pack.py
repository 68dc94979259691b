"""The button at every view that puts it into the pack of the visit, or takes it out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from cjdata.addresses import write_address
from cjdata.dashboard import html, page_frame, page_links
from cjdata.dashboard.pack import pack_of_visit
from cjdata.dashboard.page_frame import PageFrame
from cjdata.errors import CjdataError
from cjdata.library import FigureSet
from cjdata.pack import add, item_at, new_pack, remove
from cjdata.reference.areas import Area
from cjdata.views.addressed import ViewAddress, address_from_page, settled
from cjdata.views.view import View
from cjdata.wording import pack as pack_words
from cjdata.wording import pack_page as words

_REFUSED = f"{page_frame.WHILE_HERE}pack-refused"


def draw(view: View, page: str, *, named: bool, chosen: Mapping[str, str] | None = None) -> None:
    """Draw the button of a view that is drawn, and the way to the pack where the view is in it.

    With ``named`` it says which view it is of. ``chosen`` is what the address of its page says,
    where the view is of another page than the one that is open.
    """
    here = page_frame.current()
    address = address_here(here, view, page, chosen)
    held = pack_of_visit.pack()
    is_in = held is not None and address in held.addresses
    label = words.button_label(view.name if named else "", is_in=is_in)
    work = (
        partial(_take_out, address)
        if is_in
        else partial(_put_in, _key(view, page), address, here.figures, here.area, here.today)
    )
    st.button(label, key=_key(view, page), on_click=work, help=view.heading)
    if held is not None and is_in:
        label = words.pack_link(len(held.items))
        page_links.draw(here, pack_of_visit.PAGE, label, here.link_parameters())


def draw_refusal(view: View, page: str) -> None:
    """Say why the view could not be put into the pack, where somebody has just tried."""
    name, lines = st.session_state.get(_REFUSED, ("", ()))
    if name == _key(view, page):
        st.html(html.notice(lines, "cj-problem"))


def address_here(
    here: PageFrame, view: View, page: str, chosen: Mapping[str, str] | None = None
) -> ViewAddress:
    """Give the address of a view that is drawn, whole: that under which a pack holds it."""
    query = write_address(here.chosen, here.defaults) if chosen is None else chosen
    return settled(here.figures, address_from_page(page, view.kind, query))


def _key(view: View, page: str) -> str:
    # It must not begin with the page’s path: the frame takes what does for a control of the page.
    return f"pack/{page}/{view.kind}"


def _put_in(key: str, address: ViewAddress, figures: FigureSet, area: Area, today: date) -> None:
    st.session_state.pop(_REFUSED, None)
    try:
        held = pack_of_visit.pack() or new_pack(pack_words.opening_name(area), area.code)
        pack_of_visit.keep(add(held, item_at(figures, address, today)))
    except CjdataError as error:
        st.session_state[_REFUSED] = (key, tuple(map(str, error.findings)))


def _take_out(address: ViewAddress) -> None:
    st.session_state.pop(_REFUSED, None)
    held = pack_of_visit.pack()
    if held is not None:
        pack_of_visit.keep(remove(held, address))
