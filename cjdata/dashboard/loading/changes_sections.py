"""Draws what changed: the sections of a change report, long ones partly closed."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cjdata.changes.change_report import ChangeSection
from cjdata.dashboard import html
from cjdata.wording import loading

_OPEN = 6
"""How many lines of a section are seen without opening anything."""


def draw_sections(sections: Sequence[ChangeSection], level: int = 3) -> None:
    """Draw the sections of a report under headings of a level."""
    for section in sections:
        title = html.heading(level, section.title, "cj-panel-title")
        seen = _OPEN if len(section.lines) > _OPEN + 2 else len(section.lines)
        st.html(title + html.changes(section.lines[:seen]))
        rest = section.lines[seen:]
        if rest:
            with st.expander(loading.others_label(len(rest), "line")):
                st.html(html.changes(rest))
