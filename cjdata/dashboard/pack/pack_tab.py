"""Draws the pack: its views in order, their names, what changed, saving and sharing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.pack import (
    keyboard_focus,
    pack_messages,
    pack_of_visit,
    save_pack,
    saved_pack_list,
    share_pack,
    view_list,
)
from cjdata.dashboard.pack.view_rows import PackRow, changes_in, renewed
from cjdata.dashboard.page_frame import WHILE_HERE, PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.pack import Pack, merge, new_pack, ready_made_pack, rename
from cjdata.pack.model import MOST_LETTERS
from cjdata.reference.areas import Area
from cjdata.views.addressed import ViewAddress, ready_made
from cjdata.wording import pack as pack_words
from cjdata.wording import pack_page as words

_SURE = f"{WHILE_HERE}pack emptied"
_NAME = "pack/name"


def draw(here: PageFrame) -> None:
    """Draw the part."""
    pack = pack_of_visit.pack()
    is_editor = access.may_edit(here.messages)
    if pack is None or not pack.items:
        _draw_empty(here)
    else:
        _draw_pack(here, pack, is_editor=is_editor)
    share_pack.draw_opening(here, is_editor=is_editor)
    if is_editor:
        saved_pack_list.draw(here)
    keyboard_focus.draw()


def _draw_empty(here: PageFrame) -> None:
    st.html(
        html.heading(2, words.TEXTS.empty_heading, "cj-pack-name")
        + html.paragraph(words.TEXTS.how_to_add)
    )
    _draw_said()
    label = words.start_with(len(ready_made(here.figures, here.area.code)), here.area.name)
    st.button(label, key="pack/start", type="primary", on_click=partial(_add_indicators, here))


def _draw_pack(here: PageFrame, pack: Pack, *, is_editor: bool) -> None:
    rows = view_list.rows(here, pack)
    _draw_head(here, pack, is_editor=is_editor)
    _draw_said()
    if is_editor:
        save_pack.draw_choice()
    _draw_changes(pack, rows)
    view_list.draw(here, rows)
    _draw_actions(here, pack)
    share_pack.draw(here, pack, is_editor=is_editor)


def _draw_head(here: PageFrame, pack: Pack, *, is_editor: bool) -> None:
    """Draw the name, what the pack is of, whether it is kept, and what changes that."""
    area = here.figures.areas.by_code.get(pack.area, here.area)
    about = words.about(area.name, len(pack.items))
    kept = save_pack.standing(here.today) if is_editor else words.TEXTS.kept_by_link
    st.html(html.heading(2, pack.name, "cj-pack-name") + html.paragraph(f"{about} {kept}"))
    with st.container(horizontal=True, gap="small"):
        if is_editor:
            save_pack.draw_button()
        with st.popover(words.TEXTS.rename, key="cj-pack-rename"):
            st.session_state[_NAME] = pack.name
            st.text_input(
                words.TEXTS.name_label, key=_NAME, max_chars=MOST_LETTERS, on_change=_rename
            )
        if area != here.area:
            label = words.for_area(here.area.name)
            st.button(label, key="pack/area", on_click=partial(_title_for, here.area))


def _rename() -> None:
    pack = pack_of_visit.pack()
    if pack is None:
        return
    try:
        named = rename(pack, st.session_state[_NAME] or "")
    except CjdataError as error:
        pack_messages.refuse(error)
    else:
        pack_messages.change(named, words.renamed(named.name))


def _title_for(area: Area) -> None:
    pack = pack_of_visit.pack()
    if pack is not None:
        pack_messages.change(replace(pack, area=area.code), words.retitled(area.name))


def _draw_said() -> None:
    """Say what the last click has done, and offer to undo it where that makes sense."""
    said = pack_messages.said()
    if said is None:
        return
    st.html(html.notice(said.lines, "cj-problem" if said.failed else "cj-notice"))
    if said.before is not None:
        undo = partial(pack_messages.bring_back, words.TEXTS.brought_back)
        st.button(words.TEXTS.bring_back, key="pack/back", on_click=undo)


def _draw_changes(pack: Pack, rows: Mapping[ViewAddress, PackRow]) -> None:
    changes = changes_in(rows)
    if not changes:
        return
    st.html(
        f'<div class="cj-notice">{html.heading(3, words.TEXTS.changed_title)}'
        f"{html.bullets(changes)}{html.paragraph(words.TEXTS.newest)}</div>"
    )
    noted = partial(pack_messages.change, renewed(pack, rows), words.TEXTS.noted)
    st.button(words.TEXTS.note_them, key="pack/note", on_click=noted)


def _draw_actions(here: PageFrame, pack: Pack) -> None:
    area = here.area
    with st.container(horizontal=True, gap="small"):
        label = words.add_indicators(len(ready_made(here.figures, area.code)), area.name)
        st.button(label, key="pack/indicators", on_click=partial(_add_indicators, here))
        st.button(words.TEXTS.empty, key="pack/empty", on_click=_ask)
    if st.session_state.get(_SURE):
        st.html(html.notice([words.sure_to_empty(len(pack.items))]))
        with st.container(horizontal=True, gap="small"):
            st.button(words.TEXTS.empty_yes, key="pack/empty/yes", type="primary", on_click=_empty)
            st.button(words.TEXTS.empty_no, key="pack/empty/no", on_click=_ask_no_more)


def _add_indicators(here: PageFrame) -> None:
    mine = pack_of_visit.pack() or new_pack(pack_words.opening_name(here.area), here.area.code)
    try:
        both = ready_made_pack(here.figures, here.area.code, here.today)
        both = merge(mine, both) if mine.items else both
    except CjdataError as error:
        pack_messages.refuse(error)
        return
    pack_messages.change(both, words.added(len(both.items) - len(mine.items)))


def _ask() -> None:
    st.session_state[_SURE] = True
    keyboard_focus.ask("pack/empty/yes")


def _ask_no_more() -> None:
    st.session_state.pop(_SURE, None)
    keyboard_focus.ask("pack/empty")


def _empty() -> None:
    st.session_state.pop(_SURE, None)
    pack_messages.exchange(None, words.TEXTS.emptied)
    keyboard_focus.ask("pack/back")
