"""The controls of the page that compares areas, kept in step with the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

from cjdata.dashboard import options
from cjdata.dashboard.frame import WHILE_HERE, Frame
from cjdata.views.asked import opening_measure
from cjdata.views.compare_areas import CompareSelection, council_measures
from cjdata.views.compared_councils import NO_GROUP, Sort, default_group
from cjdata.views.standings import councils_held, opening_year
from cjdata.wording import areas_compared as words


def pick(here: Frame) -> CompareSelection:
    """Draw the choices; give what is chosen."""
    measures = council_measures(here.figures)
    default = opening_measure(here.figures)
    with st.container(key="cj-compare"):
        measure = options.pick(here, "measure", "Measure", measures, default)
        with st.container(horizontal=True, gap="small"):
            period = _pick_year(here, measure)
            sort = options.pick(here, "sort", "Order", words.SORTS, "figure")
            group = _pick_group(here)
            others = {m: label for m, label in measures.items() if m != measure}
            versus = options.pick(
                here, "versus", "Second measure", {"": words.NO_OTHER_MEASURE, **others}, ""
            )
    return CompareSelection(here.area.code, measure, period, cast("Sort", sort), group, versus)


def _pick_year(here: Frame, measure: str) -> str:
    opening = opening_year(here.figures, measure)
    held = councils_held(here.figures, measure) or {opening: 0}
    total = len(here.figures.areas.councils)
    years = sorted(held, reverse=True)
    labels = {year: words.year_label(year, held[year], total) for year in years}
    return _pick_following(here, "year", "Year", labels, opening)


def _pick_group(here: Frame) -> str:
    areas = here.figures.areas
    own = default_group(areas, here.area)
    labels = {NO_GROUP: words.NO_GROUP} | {group.code: group.name for group in areas.all_groups}
    default = own.code if own else NO_GROUP
    return _pick_following(here, "group", "Pick out a group", labels, default)


def _pick_following(
    here: Frame, key: str, label: str, labels: Mapping[str, str], default: str, **settings: Any
) -> str:
    """Draw a choice whose default hangs on another choice: left as it was, it follows."""
    state, name = st.session_state, f"{here.entry.path}/{key}"
    before = f"{WHILE_HERE}{name}"
    if state.get(before, default) != default and state.get(name) == state[before]:
        state[name] = default
    state[before] = default
    return options.pick(here, key, label, labels, default, **settings)
