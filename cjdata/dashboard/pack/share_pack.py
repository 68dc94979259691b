"""Draws the ways to hand the pack on: its link, and the pack as a file, written and opened."""

from __future__ import annotations

import streamlit as st

from cjdata.dashboard import file_drop, html
from cjdata.dashboard.pack import pack_address, pack_messages
from cjdata.dashboard.page_frame import WHILE_HERE, PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.filenames import safe_name
from cjdata.pack import Pack, from_json, opened, to_json
from cjdata.wording import pack as pack_words
from cjdata.wording import pack_page as words

_ROUND = f"{WHILE_HERE}pack round"
_LARGEST = 20
"""Megabytes of a file with a pack."""


def draw(here: PageFrame, pack: Pack, *, is_editor: bool) -> None:
    """Draw the link and the file of a pack with views in it."""
    st.html(html.heading(2, words.TEXTS.share_title, "cj-pack-share"))
    if here.chosen.get("pack"):
        with st.expander(words.TEXTS.link_title):
            st.html(html.paragraph(words.TEXTS.link_lead))
            address = pack_address.address_of(here, st.context.url)
            with st.container(key="cj-pack-link"):
                st.code(address, language=None, wrap_lines=True)
    else:
        st.html(html.notice([words.TEXTS.too_long_to_save if is_editor else words.TEXTS.too_long]))
    st.download_button(
        words.TEXTS.pack_file,
        data=lambda: to_json(pack).encode(),
        file_name=safe_name([pack.name], "json"),
        mime="application/json",
        on_click="ignore",
        key="pack/file",
    )


def draw_opening(here: PageFrame, *, is_editor: bool) -> None:
    """Draw what opens a file, for those who may hand the dashboard one."""
    if not is_editor and not access.is_at_this_machine(access.caller()):
        return
    at = st.session_state.get(_ROUND, 0)
    with st.expander(words.TEXTS.open_file):
        file = file_drop.draw(
            words.TEXTS.open_file,
            _LARGEST,
            type=["json"],
            key=f"pack/open/{at}",
            label_visibility="collapsed",
        )
    if file is not None:
        st.session_state[_ROUND] = at + 1
        _open(here, file.name, file.getvalue())
        st.rerun()


def _open(here: PageFrame, name: str, content: bytes) -> None:
    try:
        pack = opened(read_pack(name, content), here.figures, here.today)
    except CjdataError as error:
        pack_messages.refuse(error, words.TEXTS.damaged_file)
    else:
        pack_messages.exchange(pack, words.opened(pack.name))


def read_pack(name: str, content: bytes) -> Pack:
    """Read a pack from the content of a file.

    Raises
    ------
    CjdataError
        Where it is no text, or no pack.
    """
    try:
        return from_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CjdataError(Mistake(name, "it is not text", pack_words.GET_ANOTHER)) from error
