"""Draws the first page: what stands out, then every national indicator in one list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cjdata import wording
from cjdata.dashboard import care_notes, html, page_frame, page_links, view_card
from cjdata.dashboard.glance import glance_html
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.reference.page_list import HOME
from cjdata.views.glance import words
from cjdata.views.glance.data import GlanceView, glance_view
from cjdata.views.short_lists.data import highlights
from cjdata.views.short_lists.short_list import ListView
from cjdata.views.short_lists.words import CONTEXT_HEADING, LISTS_MORE, context_said


def draw() -> None:
    """Draw what is said first, the cards, the lists, and all figures behind them."""
    here = page_frame.current()
    link = partial(page_links.anchor, here)
    page_frame.draw_messages(here)
    view = glance_view(here.figures, here.area.code, here.today)
    indicators = [card for card in view.cards if card.theme.is_national]
    contexts = [card for card in view.cards if not card.theme.is_national]
    st.html(
        html.page_head(view.kicker, words.title(view.area), here.badge)
        + glance_html.told_first(view.told, link)
        + html.left_out(here.figures.reference.mistakes)
        + html.heading(2, words.INDICATORS_HEADING, "cj-cards-heading")
        + html.paragraph(" ".join((view.summary, *view.finding.caveats)), "cj-note")
        + glance_html.cards(indicators, view.years, link)
        + html.paragraph(view.cards_note, "cj-note")
    )
    if contexts:
        st.html(
            html.heading(2, CONTEXT_HEADING, "cj-cards-heading")
            + html.paragraph(context_said(len(indicators)), "cj-note")
            + glance_html.cards(contexts, view.years, link)
        )
    _draw_to_load(here, view)
    _draw_lists(here, highlights(here.figures, here.area.code, here.today))
    with st.expander(words.ALL_FIGURES):
        opening = partial(page_links.opening_anchor, here)
        st.html("".join(glance_html.entry(one, view.area.name, opening) for one in view.entries))
    notes = "".join(html.paragraph(note, "cj-note") for note in view.notes)
    st.html(notes + html.paragraph(view.source_line, "cj-source"))
    view_card.draw_downloads(view, HOME.path, named=True)
    view_card.draw_how_to_read(view)
    care_notes.draw(here.figures.catalogue.themes, here.area)


def _draw_to_load(here: PageFrame, view: GlanceView) -> None:
    if view.to_load and access.is_allowed():
        link = page_links.anchor(here, "add-data", wording.LOAD_IT)
        st.html(glance_html.to_load(words.to_load(view.to_load), words.TO_LOAD, link))


def _draw_lists(here: PageFrame, lists: Sequence[ListView]) -> None:
    if shown := glance_html.short_lists(lists, partial(page_links.anchor, here)):
        st.html(shown)
    with st.expander(LISTS_MORE):
        for view in lists:
            st.html(_behind(view))
            view_card.draw_downloads(view, HOME.path, named=True)


def _behind(view: ListView) -> str:
    """Give what a list says, how to read it, and its table if there is anything in it."""
    rows = html.folding_table(view.table) if view.table.rows else ""
    return (
        html.heading(3, view.table.caption, "cj-panel-title")
        + html.paragraph(" ".join((view.finding.lead, *view.finding.rest)))
        + html.bullets(view.how_to_read)
        + rows
        + html.paragraph(view.source_line, "cj-source")
    )
