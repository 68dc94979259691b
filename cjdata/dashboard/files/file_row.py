"""Draws the row of a file: what it is and its choices on the left, its button on the right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cjdata.dashboard import html
from cjdata.wording import files as words

PLACE = "meeting-pack/files"
"""What begins the names of the controls."""


@contextmanager
def row(kind: str, about: str = "") -> Iterator[DeltaGenerator]:
    """Draw the name of a file and what it is; the block draws its choices.

    Gives the place of the button.
    """
    with st.container(key=f"cj-file-{kind}"):
        text, action = st.columns([5, 2], gap="medium")
        with text:
            st.html(
                html.heading(2, words.TEXTS.by_key("names")[kind], "cj-file-name")
                + html.paragraph(about or words.TEXTS.by_key("about")[kind])
            )
            yield action
