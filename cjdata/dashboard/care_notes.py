"""Draws what must be known of each indicator, for pages that show all of them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from cjdata.dashboard import html
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Theme, texts_of
from cjdata.wording.sources import counted_words

LABEL = "Read with care: what each measure counts"


def draw(themes: Iterable[Theme], area: Area) -> None:
    """Draw a closed part with the caveats of every theme, and by what it is counted.

    Of what is to be known of other areas than the one shown nothing is said.
    """
    with st.expander(LABEL):
        st.html("".join(_care(theme, area) for theme in themes))


def _care(theme: Theme, area: Area) -> str:
    shown = [theme.measures[measure] for measure in theme.headline_of(area.kind)]
    counted = counted_words([(m.name, m.counted_by or theme.counted_by) for m in shown])
    own = (caveat for measure in shown for caveat in measure.caveats)
    of_area = texts_of(theme.caveats_of_areas, [area.name])
    lines = dict.fromkeys((counted, *theme.caveats, *of_area, *own))
    return html.heading(3, theme.name, "cj-panel-title") + html.bullets(lines)
