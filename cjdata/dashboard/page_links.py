"""The one way to link to a page: where there is no page of that path, its label is plain text."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

import streamlit as st

from cjdata import wording
from cjdata.dashboard import html
from cjdata.dashboard.page_frame import PageFrame
from cjdata.views.shared.opening import said_by_figures


def draw(here: PageFrame, path: str, label: str, parameters: Mapping[str, str]) -> None:
    """Draw a link to a page, with what its address is to say.

    The page of a record may be missing: its file was not written yet, or was taken away.
    """
    if path in here.pages:
        # The declared page, not its file: Streamlit would look for the file again at each link.
        st.page_link(here.pages[path], label=label, query_params=dict(parameters))
    else:
        st.html(html.paragraph(wording.without_page(label), "cj-note"))


def anchor(here: PageFrame, path: str, text: str, place: str = "", **changes: str) -> str:
    """Give a link to a page, or a place of it, inside a text, for the area and set chosen."""
    if path not in here.pages:
        return escape(text)
    query = urlencode(here.link_parameters(**changes))
    address = escape(path + (f"?{query}" if query else "") + (f"#{place}" if place else ""))
    return f'<a href="{address}">{escape(text)}</a>'


def opening_anchor(here: PageFrame, path: str, text: str) -> str:
    """Give a link to the page of a record as it opens, in the form that the figures decide."""
    theme = here.figures.catalogue.theme_by_page[path]
    return anchor(here, path, text, **said_by_figures(here.figures, theme, here.area))
