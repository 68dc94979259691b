"""Draws the first page: what stands out, then every national indicator in one list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cjdata import wording
from cjdata.dashboard import care_notes, html, page_frame, page_links, view_card
from cjdata.dashboard.glance import glance_html
from cjdata.dashboard.page_frame import PageFrame
from cjdata.reference.page_list import HOME
from cjdata.views.glance.data import GlanceEntry, glance_view
from cjdata.views.short_lists.data import highlights
from cjdata.views.short_lists.short_list import ListView
from cjdata.views.short_lists.words import CONTEXT_HEADING, LISTS_MORE, context_said


def draw() -> None:
    """Draw the lists and the indicators for the area chosen."""
    here = page_frame.current()
    page_frame.draw_messages(here)
    view = glance_view(here.figures, here.area.code, here.today)
    title = f"{wording.GLANCE_TITLE}: {view.area.name}"
    st.html(
        html.page_head(wording.GLANCE_KICKER, title, here.badge)
        + html.bullets(view.known, "cj-finding")
        + html.paragraph(" ".join((view.summary, *view.finding.caveats)), "cj-finding")
        + html.left_out(here.figures.reference.mistakes)
    )
    _draw_lists(here, highlights(here.figures, here.area.code, here.today))
    for entry in view.indicators:
        _draw_entry(here, entry, view.area.name)
    if view.contexts:
        said = context_said(len(view.indicators))
        st.html(html.heading(2, CONTEXT_HEADING) + html.paragraph(said, "cj-note"))
    for entry in view.contexts:
        _draw_entry(here, entry, view.area.name)
    st.html(html.paragraph(view.source_line, "cj-source"))
    view_card.draw_downloads(view, HOME.path, named=True)
    view_card.draw_how_to_read(view)
    care_notes.draw(here.figures.catalogue.themes, here.area)


def _draw_lists(here: PageFrame, lists: Sequence[ListView]) -> None:
    st.html(glance_html.short_lists(lists, partial(page_links.anchor, here)))
    with st.expander(LISTS_MORE):
        for view in lists:
            st.html(_behind(view))
            view_card.draw_downloads(view, HOME.path, named=True)


def _behind(view: ListView) -> str:
    """Give how to read a list, and its table if there is anything in it."""
    rows = html.folding_table(view.table) if view.table.rows else ""
    return (
        html.heading(3, view.table.caption, "cj-panel-title")
        + html.bullets(view.how_to_read)
        + rows
        + html.paragraph(view.source_line, "cj-source")
    )


def _draw_entry(here: PageFrame, entry: GlanceEntry, area: str) -> None:
    notes = [text for text in (entry.known, entry.where_missing, entry.freshness) if text]
    st.html(
        '<div class="cj-entry">'
        + (html.paragraph(entry.heading, "cj-kicker") if entry.heading else "")
        + html.heading(2, entry.theme.name)
        + glance_html.glance_lines(entry.lines, area, f"{entry.theme.name}, newest figures")
        + "".join(html.paragraph(note, "cj-note") for note in notes)
        + "</div>"
    )
    label = f"More: {entry.theme.name}"
    page_links.draw(here, entry.theme.page, label, here.link_parameters())
