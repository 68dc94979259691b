"""Draws a page that shows its views one below the other, each as its kind says."""

from __future__ import annotations

import streamlit as st

from cjdata.dashboard import absence_notice, html, page_frame, view_card
from cjdata.dashboard.page_frame import PageFrame
from cjdata.views.addressed import NothingToShow, view_address, view_at
from cjdata.views.registry import types_on
from cjdata.views.view import View
from cjdata.views.view_type import ViewType


def draw(page: str) -> None:
    """Draw every kind of view that stands on a page, for the area chosen."""
    here = page_frame.current()
    page_frame.draw_messages(here)
    st.html(
        html.page_head("", f"{here.entry.title}: {here.area.name}", here.badge)
        + html.left_out(here.figures.reference.mistakes)
    )
    for one in types_on(page):
        address = view_address(page, one.kind, {"area": here.area.name})
        try:
            view = view_at(here.figures, address, here.today)
        except NothingToShow as error:
            st.html(html.notice([finding.what for finding in error.findings]))
        else:
            _draw_view(here, one, view)


def _draw_view(here: PageFrame, one: ViewType, view: View) -> None:
    st.html(html.finding(view.finding, here.query))
    if one.is_pictured:
        view_card.draw_chart(view)
    if view.absence:
        absence_notice.draw(view.absence, here.entry.path)
    view_card.draw_downloads(view, here.entry.path, named=True)
    view_card.draw_table(view)
    if not one.is_pictured:
        st.html(html.paragraph(view.source_line, "cj-source"))
    view_card.draw_how_to_read(view)
