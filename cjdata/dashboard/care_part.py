"""Draws what must be known of each indicator, for pages that show all of them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from cjdata.catalogue import Theme
from cjdata.dashboard import html

LABEL = "Read with care: what each measure counts"


def draw(themes: Iterable[Theme]) -> None:
    """Draw a closed part with the caveats of every theme, and by what it is counted."""
    with st.expander(LABEL):
        st.html("".join(map(_care, themes)))


def _care(theme: Theme) -> str:
    lines = (f"Counted by: {theme.counted_by}.", *theme.caveats)
    return html.heading(3, theme.name, "cj-panel-title") + html.bullets(lines)
