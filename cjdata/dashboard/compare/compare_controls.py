"""The controls of the page that compares areas."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from cjdata.dashboard.page_choices import PageControls
from cjdata.dashboard.page_frame import PageFrame
from cjdata.views.comparison.choices import compare_selection
from cjdata.views.comparison.data import CompareSelection


def pick(here: PageFrame) -> CompareSelection:
    """Draw the choices; give what is chosen."""
    with st.container(key="cj-compare"):
        above = st.container()
        row = st.container(horizontal=True, gap="small")
    draws = {
        "measure": partial(above.selectbox, "Measure"),
        "year": partial(row.selectbox, "Year"),
        "sort": partial(row.selectbox, "Order"),
        "group": partial(row.selectbox, "Pick out a group"),
        "versus": partial(row.selectbox, "Second measure"),
    }
    chosen = compare_selection(here.figures, here.area, PageControls(here, draws))
    beside = (one.code for one in here.comparators if one.kind != "scotland")
    return replace(chosen, beside=tuple(beside))
