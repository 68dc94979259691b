"""Draws who is signed in, at the foot of the page of the meeting pack; quiet and small."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.pack import pack_of_visit
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.sign_in import access, openid, return_to_page, signed_in
from cjdata.dashboard.sign_in.access import SignIn, WritingRight
from cjdata.errors import CjdataError
from cjdata.wording import meeting


def draw(here: PageFrame) -> None:
    """Draw the part; nothing for somebody at the machine that serves the dashboard.

    Nothing either where a setting makes no sense: the page has said so.
    """
    try:
        found = access.sign_in()
    except CjdataError:
        return
    if found.standing is WritingRight.AT_THE_MACHINE:
        return
    with st.container(key="cj-sign-in", horizontal=True, vertical_alignment="center"):
        line = line_of(found)
        if line:
            st.html(html.paragraph(line, "cj-note"), width="content")
        if found.standing is WritingRight.SIGNED_OUT:
            _draw_button(here, meeting.TEXTS.sign_in_label, openid.log_in)
        elif found.user is not None:
            _draw_button(here, meeting.TEXTS.sign_out_label, _sign_out)


def _sign_out() -> None:
    """End the sign-in here, then in the browser and with the provider."""
    signed_in.end_sign_in(openid.claims())
    st.logout()


def _draw_button(here: PageFrame, label: str, leave: Callable[[], None]) -> None:
    """Draw a button that leaves the dashboard for a moment."""

    def go() -> None:
        return_to_page.remember(here.entry, pack_of_visit.of_visit())
        leave()

    st.button(label, key=f"meeting/{label}", on_click=go)


def line_of(found: SignIn) -> str:
    """Say in a sentence how the reader stands towards writing; nothing where a button says it."""
    if found.standing is WritingRight.SIGNED_IN and found.user:
        return meeting.signed_in_as(found.user.name)
    if found.standing is WritingRight.NOT_NAMED and found.user:
        return meeting.not_named(found.user.name, found.user.email)
    return _SENTENCES.get(found.standing, "")


_SENTENCES = {
    WritingRight.KEY_NOT_SHOWN: meeting.TEXTS.needs_key,
    WritingRight.NOT_SET_UP: meeting.TEXTS.sign_in_not_set_up,
    WritingRight.SET_UP_IN_PART: meeting.TEXTS.sign_in_in_part,
    WritingRight.SWITCHED_OFF: meeting.TEXTS.writing_off,
}
