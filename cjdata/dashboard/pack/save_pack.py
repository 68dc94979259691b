"""Draws the saving of the pack for editors: the button, and the choice where two have saved."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from cjdata import events
from cjdata.dashboard import html
from cjdata.dashboard.narrative import open_words_store, visit_texts
from cjdata.dashboard.pack import pack_messages, pack_of_visit
from cjdata.dashboard.pack.pack_of_visit import SavedPackState
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.narrative import PackConflict, SavedPack
from cjdata.pack import Pack, from_json, rename, to_json
from cjdata.wording import pack_page as words
from cjdata.wording.loading import day_in_words


def draw_button() -> None:
    """Draw what saves the pack, as long as there is something to save and nothing to choose."""
    if pack_messages.conflict() is None and not pack_of_visit.is_saved_as_it_is():
        st.button(words.TEXTS.save, key="pack/save", on_click=save_on, type="primary")


def standing(today: date) -> str:
    """Say whether the pack is saved as it is."""
    last = pack_of_visit.saved()
    if last is None:
        return words.TEXTS.not_saved
    if not pack_of_visit.is_saved_as_it_is():
        return words.TEXTS.changed_since
    return saved_words(last.version, today)


def saved_words(version: SavedPack, today: date) -> str:
    """Say who saved a pack, and when."""
    return words.saved_by(version.by, version.saved.isoformat(), day_in_words(today.isoformat()))


def save_on(base_version: int | None = None) -> None:
    """Save the pack on top of what it was opened from, or of the version named."""
    last = pack_of_visit.saved()
    if last is None:
        _save(None, 0)
    else:
        _save(last.version.id, last.version.number if base_version is None else base_version)


def _save(pack_id: str | None, base_version: int) -> None:
    pack = pack_of_visit.pack()
    if pack is None:
        return
    try:
        editor = access.editor()
        if editor is None:
            pack_messages.fail(words.TEXTS.no_editor, words.TEXTS.still_here)
            return
        answer = open_words_store.words().packs.save(
            to_json(pack),
            name=pack.name,
            area=pack.area,
            by=visit_texts.name_of(editor),
            pack_id=pack_id,
            base_version=base_version,
        )
    except CjdataError as error:
        pack_messages.refuse(error, words.TEXTS.still_here)
        return
    events.record("pack saved", by=editor.name)
    _take(pack, answer)


def _take(pack: Pack, answer: SavedPack | PackConflict) -> None:
    pack_messages.forget()
    if isinstance(answer, PackConflict):
        pack_messages.keep_conflict(answer)
        return
    pack_of_visit.keep_saved(SavedPackState(pack, answer))
    pack_messages.keep_conflict(None)


def draw_choice() -> None:
    """Show what two people have saved, where they have, and let the reader choose."""
    conflict = pack_messages.conflict()
    if conflict is None:
        return
    theirs, mine = conflict.theirs, conflict.mine
    lines = [
        words.somebody_else(theirs.name),
        words.theirs(theirs.by, theirs.saved.isoformat(), views_in(theirs)),
        *([words.TEXTS.removed_meanwhile] if theirs.state == "removed" else []),
        words.yours(mine.by, mine.saved.isoformat(), views_in(mine)),
        words.TEXTS.nothing_lost,
    ]
    st.html(html.notice(lines, "cj-problem"))
    with st.container(horizontal=True, gap="small"):
        on_top = partial(save_on, conflict.base_version)
        st.button(words.TEXTS.mine_on_top, key="pack/save/top", on_click=on_top)
        open_theirs = partial(open_saved, theirs)
        st.button(words.TEXTS.open_newest, key="pack/save/theirs", on_click=open_theirs)
        st.button(words.TEXTS.mine_apart, key="pack/save/apart", on_click=_save_apart)


def views_in(saved: SavedPack) -> int | None:
    """Count the views of a saved pack; None where it cannot be read."""
    try:
        return len(from_json(saved.body).items)
    except CjdataError:
        return None


def _save_apart() -> None:
    """Save the pack as another one, under a name that tells the two apart."""
    pack = pack_of_visit.pack()
    conflict = pack_messages.conflict()
    if pack is None or conflict is None:
        return
    pack_of_visit.keep(rename(pack, words.apart(pack.name, conflict.mine.by)))
    _save(None, 0)


def open_saved(version: SavedPack, newest: SavedPack | None = None) -> None:
    """Take a saved pack in place of the one on the screen, which can be brought back.

    With ``newest`` an earlier version is opened, to be saved on top of that one.
    """
    try:
        pack = from_json(version.body)
    except CjdataError as error:
        pack_messages.refuse(error, words.TEXTS.cannot_open)
        return
    is_earlier = newest is not None and newest != version
    kept = SavedPackState(None, newest) if newest and is_earlier else SavedPackState(pack, version)
    pack_messages.exchange(pack, words.opened(pack.name), kept)
