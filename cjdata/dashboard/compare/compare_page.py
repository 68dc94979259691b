"""Draws the page that lays all councils side by side in one measure."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cjdata import wording
from cjdata.dashboard import absence_notice, html, page_frame, page_links, view_card
from cjdata.dashboard.compare import compare_controls
from cjdata.dashboard.page_frame import PageFrame
from cjdata.views.comparison import words
from cjdata.views.comparison.data import CompareView, compare_view, council_measures
from cjdata.views.scatter.words import SCATTER_TABLE
from cjdata.views.view import View


def draw() -> None:
    """Draw the page for the area chosen."""
    here = page_frame.current()
    if not council_measures(here.figures):
        _draw_head(here, "", "")
        return
    head, choices, body = st.container(), st.container(), st.container()
    with choices:
        selection = compare_controls.pick(here)
    view = compare_view(here.figures, selection, here.today)
    with head:
        page_frame.draw_messages(here)
        finding = html.finding_in_short(view.finding, here.query)
        _draw_head(here, wording.standing_line(view.theme, view.outcome, view.measure), finding)
    with body:
        _draw_other_forms(here, view)
        if view.absence:
            absence_notice.draw(view.absence, here.entry.path)
            _draw_offers(here, view)
        for one in view.views:
            if one.drawing or one is view.scatter:
                _draw_view(here, one, has_own_table=one is view.scatter)
            if one is view.bars and one.drawing and view.no_funnel:
                st.html(html.paragraph(view.no_funnel, "cj-note"))
        _draw_table(here, view)


def _draw_head(here: PageFrame, kicker: str, finding: str) -> None:
    """Draw the head, and which indicators are left out because of mistakes in their records."""
    head = html.page_head(kicker, words.COMPARE_TITLE, here.badge)
    st.html(head + finding + html.left_out(here.figures.reference.mistakes))


def _draw_offers(here: PageFrame, view: CompareView) -> None:
    """Link to what can be compared, where nothing can be of the measure chosen."""
    if view.offers:
        st.html(html.heading(2, words.CAN_BE_COMPARED, "cj-chart-heading"))
    _draw_links(here, {label: measure for measure, label in view.offers.items()})


def _draw_table(here: PageFrame, view: CompareView) -> None:
    """Draw the table of everything, and under it what must be known of the figures."""
    is_empty = not view.bars.drawing
    place = st.expander(words.NO_COUNCIL) if is_empty else st.container()
    with place, st.container(key="cj-councils"):
        st.html(html.table(view.bars.table))
    if is_empty:
        st.html(html.paragraph(view.bars.source_line, "cj-source"))
        view_card.draw_downloads(view.bars, here.entry.path, named=True)
    with st.expander(words.READ_WITH_CARE):
        st.html(html.bullets(view.bars.notes))


def _draw_other_forms(here: PageFrame, view: CompareView) -> None:
    """Say that numbers grow with size, and offer the measure that allows for it."""
    if not view.measure.grows_with_size:
        return
    st.html(html.notice([" ".join(filter(None, (words.SIZE_SENTENCE, view.no_rate)))]))
    _draw_links(here, {words.FORM_OFFERS[form]: m for form, m in view.other_forms.items()})


def _draw_links(here: PageFrame, links: Mapping[str, str]) -> None:
    """Link to this page with other measures, all else left as it is."""
    if not links:
        return
    kept = {key: here.chosen.get(key, "") for key in ("sort", "group")}
    with st.container(key="cj-links", gap=None):
        for label, measure in links.items():
            chosen = here.link_parameters(**kept, measure=measure)
            page_links.draw(here, here.entry.path, label, chosen)


def _draw_view(here: PageFrame, one: View, *, has_own_table: bool) -> None:
    view_card.draw_chart(one, with_lead=True)
    view_card.draw_downloads(one, here.entry.path, named=True)
    if has_own_table:
        with st.expander(SCATTER_TABLE):
            view_card.draw_table(one)
    view_card.draw_how_to_read(one)
