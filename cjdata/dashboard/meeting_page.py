"""Draws the page of the meeting pack: one of its three parts at a time."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cjdata.addresses.address_reader import Choices
from cjdata.dashboard import html, page_choices, page_frame
from cjdata.dashboard.files import files_tab
from cjdata.dashboard.narrative import words_tab
from cjdata.dashboard.pack import pack_address, pack_tab
from cjdata.dashboard.sign_in import sign_in_line
from cjdata.wording import meeting

_DRAW = {"views": pack_tab.draw, "words": words_tab.draw, "files": files_tab.draw}


def draw() -> None:
    """Draw the head, the choice of a part, and the part."""
    here = page_frame.current()
    head = st.container()
    draw = partial(
        st.segmented_control, meeting.TEXTS.part_label, required=True, label_visibility="collapsed"
    )
    part = page_choices.pick(
        here, Choices("part", meeting.TEXTS.by_key("parts"), "views", "part"), draw
    )
    body = st.container()
    with body:
        pack_address.follow(here)
        _DRAW[part](here)
    sign_in_line.draw(here)
    with head:
        st.html(
            html.page_head("", f"{meeting.TEXTS.title}: {here.area.name}", here.badge)
            + html.paragraph(meeting.TEXTS.lead, "cj-finding")
            + html.left_out(here.figures.reference.mistakes)
        )
        page_frame.draw_messages(here)
