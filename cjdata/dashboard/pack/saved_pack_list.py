"""Draws the saved packs for editors: opened, taken out of the list, and brought back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.narrative import open_words_store, visit_texts
from cjdata.dashboard.pack import pack_messages, pack_of_visit, save_pack
from cjdata.dashboard.page_frame import WHILE_HERE, PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.narrative import PackConflict, SavedPack
from cjdata.reference.areas import Areas
from cjdata.wording import pack_page as words

_REMOVED = f"{WHILE_HERE}pack removed"


def draw(here: PageFrame) -> None:
    """Draw the list; it is read only while it is open."""
    part = st.expander(words.TEXTS.saved_title, key="pack/saved", on_change="rerun")
    with part:
        if part.open:
            _draw_list(here.figures.areas)


def _draw_list(areas: Areas) -> None:
    _draw_removed()
    try:
        found = open_words_store.words().packs.listed()
    except CjdataError as error:
        st.html(html.notice([*map(str, error.findings), words.TEXTS.still_here], "cj-problem"))
        return
    if not found:
        st.html(html.paragraph(words.TEXTS.no_packs))
    for saved in found:
        _draw_saved(saved, areas)
    _draw_versions()


def _draw_saved(saved: SavedPack, areas: Areas) -> None:
    area = areas.by_code.get(saved.area)
    said = words.list_entry(
        area.name if area else saved.area,
        saved.by,
        saved.saved.isoformat(),
        save_pack.views_in(saved),
    )
    with st.container(key=f"cj-pack-saved-{saved.id}", gap="xsmall"):
        st.html(html.heading(3, saved.name, "cj-pack-saved") + html.paragraph(said, "cj-note"))
        with st.container(horizontal=True, gap="small"):
            _draw_button(saved, words.TEXTS.open, "open", partial(save_pack.open_saved, saved))
            _draw_button(saved, words.TEXTS.delete, "remove", partial(_remove, saved))


def _draw_button(saved: SavedPack, label: str, name: str, work: partial[None]) -> None:
    said = f"{label} *: {html.plain(saved.name)}*"
    st.button(said, key=f"pack/saved/{name}/{saved.id}", on_click=work, type="tertiary")


def _draw_versions() -> None:
    """Draw the earlier versions of the pack that is open."""
    last = pack_of_visit.saved()
    if last is None:
        return
    try:
        versions = open_words_store.words().packs.history(last.version.id)
    except CjdataError as error:
        st.html(html.notice([*map(str, error.findings)], "cj-problem"))
        return
    if len(versions) < 2:
        return
    newest = next(one for one in versions if one.state != "aside")
    st.html(html.heading(3, words.TEXTS.versions, "cj-pack-saved"))
    for one in (version for version in versions if version != newest):
        _draw_version(one, newest)


def _draw_version(one: SavedPack, newest: SavedPack) -> None:
    said = words.version_entry(one.by, one.saved.isoformat(), save_pack.views_in(one), one.state)
    label = f"{words.TEXTS.open} *: {html.plain(words.version_name(one.name, one.number))}*"
    work = partial(save_pack.open_saved, one, newest)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(html.paragraph(said, "cj-note"), width="content")
        st.button(label, key=f"pack/version/{one.number}", on_click=work, type="tertiary")


def _remove(saved: SavedPack) -> None:
    try:
        editor = access.editor()
        if editor is None:
            pack_messages.fail(words.TEXTS.no_editor)
            return
        answer = open_words_store.words().packs.remove(
            saved.id, by=visit_texts.name_of(editor), base_version=saved.number
        )
    except CjdataError as error:
        pack_messages.refuse(error)
        return
    if isinstance(answer, PackConflict):
        pack_messages.fail(words.not_removed(saved.name, answer.theirs.by))
        return
    st.session_state[_REMOVED] = answer
    last = pack_of_visit.saved()
    if last is not None and last.version.id == saved.id:
        pack_of_visit.keep_saved(None)


def _draw_removed() -> None:
    removed = st.session_state.get(_REMOVED)
    if isinstance(removed, SavedPack):
        st.html(html.notice([words.removed(removed.name)]))
        work = partial(_bring_back, removed)
        st.button(words.TEXTS.bring_back, key="pack/saved/back", on_click=work)


def _bring_back(removed: SavedPack) -> None:
    """Save a pack again that was taken out of the list."""
    try:
        editor = access.editor()
        if editor is None:
            pack_messages.fail(words.TEXTS.no_editor)
            return
        open_words_store.words().packs.save(
            removed.body,
            name=removed.name,
            area=removed.area,
            by=visit_texts.name_of(editor),
            pack_id=removed.id,
            base_version=removed.number,
        )
    except CjdataError as error:
        pack_messages.refuse(error)
        return
    st.session_state.pop(_REMOVED, None)
    pack_messages.say(words.back_in_list(removed.name))
