"""Leads the keyboard on where the control that was pressed has moved or gone."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from cjdata.dashboard.page_frame import WHILE_HERE

_WANTED, _COUNT = f"{WHILE_HERE}pack focus", f"{WHILE_HERE}pack focus count"
SCRIPT = """<script>{
const place = document.querySelector('[data-cj-focus]');
const go = (left) => {
  const button = document.querySelector(`.st-key-${place.dataset.cjFocus} button`);
  const isFree = !document.activeElement || document.activeElement === document.body;
  if (button && (isFree || left === 20)) button.focus();
  if (left) setTimeout(go, 50, left - 1);
};
if (place) go(20);
}</script>"""
"""A standing text, so that nothing of what a reader types ever gets into it."""


def ask(key: str) -> None:
    """Ask for the keyboard to go on at the button of this key, in the run that follows."""
    st.session_state[_WANTED] = key


def draw() -> None:
    """Lead the keyboard to where it was asked to go, once."""
    wanted = str(st.session_state.pop(_WANTED, ""))
    count = st.session_state.get(_COUNT, 0) + bool(wanted)
    st.session_state[_COUNT] = count
    with st.container(key="cj-pack-focus"):
        if wanted:
            st.html(marker(wanted, count) + SCRIPT, unsafe_allow_javascript=True)


def marker(key: str, count: int) -> str:
    """Name the button as the page does; the count makes each marker another one."""
    name = re.sub(r"[^a-zA-Z0-9_-]", "-", key)
    return f'<div data-cj-focus="{escape(name)}" data-cj-count="{count}"></div>'
