"""The controls of the page that compares areas.

A field holds one line, so on a phone a long name is cut in it: there it is written out below.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cjdata.charts.labels import text_width
from cjdata.dashboard import html
from cjdata.dashboard.page_choices import PageControls
from cjdata.dashboard.page_frame import PageFrame
from cjdata.views.comparison.choices import compare_selection
from cjdata.views.comparison.data import CompareSelection, council_measures

_TEXT_SIZE, _FIELD = 14, 290
"""Of the text in a field, and the room for it on a phone, in pixels."""


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
    labels = council_measures(here.figures)
    for place, measure in ((above, chosen.measure), (row, chosen.versus)):
        _draw_whole_name(place, labels.get(measure, ""))
    beside = (one.code for one in here.comparators if one.kind != "scotland")
    return replace(chosen, beside=tuple(beside))


def _draw_whole_name(place: DeltaGenerator, label: str) -> None:
    if text_width(label, _TEXT_SIZE) > _FIELD:
        place.html(html.paragraph(label, "cj-note cj-whole-name"))
