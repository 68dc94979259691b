"""Asks for the whole page where the box in which words are written gets no answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st


@cache
def _component() -> Callable[..., Any]:
    js = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return st.components.v2.component("cj_words_waking", js=js)


def draw() -> None:
    """Put it on the page, unseen: outside the part that is drawn for each save."""
    with st.container(key="cj-words-waking"):
        _component()(key="words/waking", on_knocked_change=_nothing)


def _nothing() -> None:
    """Do nothing: that the page is drawn is all that was asked."""
