"""Draws what is missing, where it is published, how to load it, and what it would look like."""

from __future__ import annotations

import streamlit as st

from cjdata import settings, wording
from cjdata.dashboard import access, frame, html, sidebar


def draw(note: wording.AbsenceNote, page: str) -> None:
    """Draw the box, the way to load what is missing, and the page with illustrative figures."""
    here = frame.current()
    st.html(html.absence(note))
    if note.link and access.is_allowed():
        parameters = here.link_parameters()
        st.page_link("pages/add-data.py", label=wording.LOAD_IT, query_params=parameters)
    if note.offers_illustration and settings.ILLUSTRATIVE in sidebar.sets():
        st.page_link(
            f"pages/{page}.py",
            label=wording.OFFER_ILLUSTRATION,
            query_params=here.link_parameters(
                set=settings.ILLUSTRATIVE, measure=here.chosen.get("measure", "")
            ),
        )
