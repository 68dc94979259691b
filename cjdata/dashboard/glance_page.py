"""Draws the first page: every national indicator in one list."""

from __future__ import annotations

import streamlit as st

from cjdata import wording
from cjdata.dashboard import frame, html
from cjdata.views.glance import GlanceEntry, glance_view


def draw() -> None:
    """Draw the list for the area chosen."""
    here = frame.current()
    frame.draw_messages(here)
    view = glance_view(here.figures, here.area.code, here.today)
    title = f"{wording.GLANCE_TITLE}: {view.area.name}"
    st.html(
        html.page_head(wording.GLANCE_KICKER, title, here.badge)
        + html.paragraph(view.summary, "cj-finding")
    )
    mistakes = here.figures.reference.mistakes
    if mistakes:
        st.html(html.notice([wording.LEFT_OUT, *map(str, mistakes)], "cj-problem"))
    for entry in view.entries:
        _draw_entry(here, entry, view.area.name)


def _draw_entry(here: frame.Frame, entry: GlanceEntry, area: str) -> None:
    notes = [text for text in (entry.where_missing, entry.freshness) if text]
    st.html(
        '<div class="cj-entry">'
        + html.paragraph(entry.heading, "cj-kicker")
        + html.heading(2, entry.indicator.name)
        + html.glance_lines(entry.lines, area, f"{entry.indicator.name}, newest figures")
        + "".join(html.paragraph(note, "cj-note") for note in notes)
        + "</div>"
    )
    st.page_link(
        f"pages/{entry.indicator.page}.py",
        label=f"More: {entry.indicator.name}",
        query_params=here.link_parameters(),
    )
