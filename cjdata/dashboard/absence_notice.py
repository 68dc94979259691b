"""Draws what is missing, where it is published, how to load it, and what it would look like."""

from __future__ import annotations

import streamlit as st

from cjdata import settings, wording
from cjdata.dashboard import html, page_frame, page_links, sidebar
from cjdata.dashboard.sign_in import access


def draw(note: wording.AbsenceNote, page: str) -> None:
    """Draw the box, the way to load what is missing, and the page with illustrative figures."""
    here = page_frame.current()
    st.html(html.absence(note))
    if note.link and access.may_be_offered_loading():
        page_links.draw(here, "add-data", wording.LOAD_IT, here.link_parameters())
    if note.offers_illustration and settings.ILLUSTRATIVE in sidebar.sets():
        chosen = here.link_parameters(
            set=settings.ILLUSTRATIVE, measure=here.chosen.get("measure", "")
        )
        page_links.draw(here, page, wording.OFFER_ILLUSTRATION, chosen)
