"""Draws the page of the meeting pack: one of its three parts at a time."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cjdata.addresses.reading import Choices
from cjdata.dashboard import (
    files_part,
    frame,
    html,
    options,
    pack_link,
    pack_part,
    sign_in_part,
    words_part,
)
from cjdata.wording import meeting

_DRAW = {"views": pack_part.draw, "words": words_part.draw, "files": files_part.draw}


def draw() -> None:
    """Draw the head, the choice of a part, and the part."""
    here = frame.current()
    head = st.container()
    draw = partial(
        st.segmented_control, meeting.TEXTS.part_label, required=True, label_visibility="collapsed"
    )
    part = options.pick(here, Choices("part", meeting.TEXTS.by_key("parts"), "views", "part"), draw)
    body = st.container()
    with body:
        pack_link.follow(here)
        _DRAW[part](here)
    sign_in_part.draw(here)
    with head:
        st.html(
            html.page_head("", f"{meeting.TEXTS.title}: {here.area.name}", here.badge)
            + html.paragraph(meeting.TEXTS.lead, "cj-finding")
            + html.left_out(here.figures.reference.mistakes)
        )
        frame.draw_messages(here)
