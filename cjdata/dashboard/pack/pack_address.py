"""The pack in the address: written so that a link shares it, read without losing a newer one."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from cjdata.addresses import write_address
from cjdata.dashboard import html
from cjdata.dashboard.pack import pack_messages, pack_of_visit
from cjdata.dashboard.page_frame import WHILE_HERE, PageFrame
from cjdata.errors import CjdataError
from cjdata.pack import Pack, from_link, merge, opened, to_link
from cjdata.wording import pack_page as words

Step = Literal["keep", "open", "ask"]

_ASKED = f"{WHILE_HERE}pack of the link"


def step_for(mark: str, written: AbstractSet[str], mine: Pack | None) -> Step:
    """Say what becomes of the pack in an address that was opened.

    Parameters
    ----------
    mark
        Of its text; empty where the address holds none.
    written
        The marks of what was written here: none of these is newer than ``mine``.
    """
    if not mark or mark in written:
        return "keep"
    return "ask" if mine is not None and mine.items else "open"


def is_same(one: Pack, other: Pack) -> bool:
    """Say whether two packs hold the same views in the same order, under the same name."""
    return (one.name, one.area, one.addresses) == (other.name, other.area, other.addresses)


def follow(here: PageFrame) -> None:
    """Take up the pack of an address that was opened, and put the pack of now into the address."""
    if here.incoming is not None:
        _read(here, here.incoming.get("pack", ""))
    draw_question()
    here.chosen["pack"] = text_of(pack_of_visit.pack())


def text_of(pack: Pack | None) -> str:
    """Write the pack for an address, and remember that this visit wrote it.

    Empty where there is nothing in it, or too much for a link.
    """
    if pack is None or not pack.items:
        return ""
    try:
        text = to_link(pack)
    except CjdataError:
        return ""
    pack_of_visit.note_link(text)
    return text


def address_of(here: PageFrame, page_url: str | None) -> str:
    """Give the whole address that shares the pack."""
    chosen = {**here.chosen, "part": ""}
    query = urlencode(write_address(chosen, here.defaults), safe=",")
    return f"{page_url or pack_of_visit.PAGE}?{query}"


def _read(here: PageFrame, text: str) -> None:
    mine = pack_of_visit.pack()
    step = step_for(pack_of_visit.mark_of(text) if text else "", pack_of_visit.links(), mine)
    if step == "keep":
        return
    try:
        theirs = opened(from_link(text), here.figures, here.today)
    except CjdataError as error:
        here.messages += [words.TEXTS.damaged_link, *map(str, error.findings)]
        return
    if step == "open":
        pack_of_visit.keep(theirs)
    elif mine is not None and not is_same(mine, theirs):
        st.session_state[_ASKED] = theirs


def draw_question() -> None:
    """Ask which pack goes on, where a link has brought another one."""
    theirs = st.session_state.get(_ASKED)
    if not isinstance(theirs, Pack):
        return
    st.html(html.notice([words.other_pack(theirs.name, len(theirs.items))]))
    with st.container(horizontal=True, gap="small"):
        for label, name, work in (
            (words.TEXTS.open_theirs, "open", _open),
            (words.TEXTS.keep_mine, "keep", _forget),
            (words.TEXTS.add_theirs, "add", _add),
        ):
            st.button(label, key=f"pack/link/{name}", on_click=partial(work, theirs))


def _forget(theirs: Pack) -> None:
    del theirs
    st.session_state.pop(_ASKED, None)


def _open(theirs: Pack) -> None:
    _forget(theirs)
    pack_messages.exchange(theirs, words.opened(theirs.name))


def _add(theirs: Pack) -> None:
    mine = pack_of_visit.pack()
    _forget(theirs)
    if mine is None:
        _open(theirs)
        return
    try:
        both = merge(mine, theirs)
    except CjdataError as error:
        pack_messages.refuse(error)
        return
    pack_messages.change(both, words.added(len(both.items) - len(mine.items)), can_go_back=True)
