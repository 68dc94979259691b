"""Draws what must be known of each indicator, for pages that show all of them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from cjdata.catalogue import Indicator
from cjdata.dashboard import html

LABEL = "Read with care: what each indicator counts"


def draw(indicators: Iterable[Indicator]) -> None:
    """Draw a closed part with the caveats of every indicator, and by whom it is counted."""
    with st.expander(LABEL):
        st.html("".join(map(_care, indicators)))


def _care(indicator: Indicator) -> str:
    lines = (f"Counted by: {indicator.counted_by}.", *indicator.caveats)
    return html.heading(3, indicator.name, "cj-panel-title") + html.bullets(lines)
