"""The controls in the sidebar that every page has: area, comparison, set of figures."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cjdata import settings
from cjdata.areas import CLACKMANNANSHIRE, Area, Areas
from cjdata.dashboard import address

NOTICE = "_notice"
"""Where a message waits for the next run to show it."""

_BEFORE = "_area_before"
SET_LABELS = {settings.PUBLISHED: "Published", settings.ILLUSTRATIVE: "Illustrative (not real)"}


def seed(incoming: Mapping[str, str] | None, areas: Areas, messages: list[str]) -> None:
    """Put what an opened address says into the controls, before they are drawn."""
    state = st.session_state
    default = areas.by_code[CLACKMANNANSHIRE]
    if "area" not in state:
        state["area"] = default.name
        state["compare"] = [a.name for a in address.default_comparators(areas, default)]
    if "set" not in state:
        state["set"] = settings.PUBLISHED
    if incoming is None:
        return
    area, message = address.read_area(incoming.get("area", default.name), areas, default)
    messages += [message] if message else []
    state["area"] = area.name
    state["compare"] = [a.name for a in address.default_comparators(areas, area)]
    state["set"] = settings.PUBLISHED
    if "compare" in incoming:
        comparators, problems = address.read_comparators(incoming["compare"], areas, area)
        messages += problems
        state["compare"] = [a.name for a in comparators]
    if "set" in incoming:
        chosen, message = address.read_option("set", incoming["set"], sets(), settings.PUBLISHED)
        messages += [message] if message else []
        state["set"] = chosen


def sets() -> list[str]:
    """List the sets of figures that may be shown."""
    return list(settings.SETS) if settings.illustrative_allowed() else [settings.PUBLISHED]


def pick_area(areas: Areas) -> Area:
    """Draw the choice of the area; give what is chosen."""
    state = st.session_state
    state[_BEFORE] = state["area"]
    st.selectbox(
        "Local authority",
        [a.name for a in areas.single],
        key="area",
        on_change=_area_chosen,
        args=(areas,),
        accept_new_options=True,
        help="Type any name it goes by, such as Western Isles, and press Enter.",
    )
    return areas.find(state["area"])


def _area_chosen(areas: Areas) -> None:
    """Take what was picked or typed: any alias will do; otherwise say so and change nothing."""
    state = st.session_state
    before = areas.find(state[_BEFORE])
    text = state["area"] or ""
    area, message = address.read_area(text, areas, before)
    if message:
        best = areas.nearest(text)
        guess = f" Did you mean “{best.name}”?" if best else ""
        state[NOTICE] = f"No local authority is called “{text}”.{guess} Showing {before.name}."
    state["area"] = area.name
    defaults = [a.name for a in address.default_comparators(areas, before)]
    if state.get("compare") == defaults:
        state["compare"] = [a.name for a in address.default_comparators(areas, area)]


def pick_comparators(areas: Areas, area: Area) -> tuple[Area, ...]:
    """Draw the choice of what the area is compared with; give what is chosen."""
    state = st.session_state
    state["compare"] = [name for name in state["compare"] if name != area.name]
    options = [a.name for a in (areas.scotland, *areas.groups, *areas.councils) if a != area]
    names = st.multiselect(
        "Compare with",
        options,
        key="compare",
        max_selections=address.MOST_COMPARATORS,
        placeholder="Nothing",
        help="Scotland, Forth Valley (the sum of its three councils), or other councils.",
    )
    return tuple(areas.find(name) for name in names)


def pick_set() -> str:
    """Draw the choice of figures where there is one; give the set chosen."""
    available = sets()
    if len(available) == 1:
        st.session_state["set"] = settings.PUBLISHED
        return settings.PUBLISHED
    return st.radio("Figures", available, key="set", format_func=SET_LABELS.__getitem__)
