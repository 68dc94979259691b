"""The controls in the sidebar that every page has: area, comparison, set of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from cjdata import settings
from cjdata.addresses import MOST_COMPARATORS, default_comparators, is_same
from cjdata.addresses.address_reader import AddressReader, Choices, read_area, read_comparators
from cjdata.reference.areas import CLACKMANNANSHIRE, Area, Areas

NOTICE = "_notice"
"""Where a message waits for the next run to show it."""

_BEFORE = "_area_before"
_PICKED = "_councils_picked"
HELP_PICKING = "Type the beginning of a name, such as “Falk” or “Hebrides”, and press Enter."
SET_LABELS = {settings.PUBLISHED: "Published", settings.ILLUSTRATIVE: "Illustrative (not real)"}


def seed(incoming: Mapping[str, str] | None, areas: Areas, messages: list[str]) -> None:
    """Put what an opened address says into the controls, before they are drawn."""
    state = st.session_state
    default = areas.by_code[CLACKMANNANSHIRE]
    if "area" not in state:
        state["area"] = default.name
        state["compare"] = _codes(default_comparators(areas, default))
    if "set" not in state:
        state["set"] = settings.PUBLISHED
    if incoming is None:
        return
    reader = AddressReader(incoming)
    area = reader.take(read_area(incoming.get("area"), areas, default))
    state["area"] = area.name
    compared = reader.take(read_comparators(incoming.get("compare"), areas, area))
    state["compare"] = _codes(compared)
    offered = {name: SET_LABELS[name] for name in sets()}
    state["set"] = reader.choose(Choices("set", offered, settings.PUBLISHED, "set of figures"))
    messages += [problem.message for problem in reader.problems]


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
        format_func=lambda name: areas.with_other_names(areas.find(name)),
        on_change=_area_chosen,
        args=(areas,),
        # What is typed picks the first that it fits: a name of one's own is no choice.
        filter_mode="fuzzy",
        help=HELP_PICKING,
    )
    return areas.find(state["area"])


def _area_chosen(areas: Areas) -> None:
    """Let the comparison follow the area, as long as it is the usual one."""
    state = st.session_state
    before, area = areas.find(state[_BEFORE]), areas.find(state["area"])
    if state.get("compare") == _codes(default_comparators(areas, before)):
        state["compare"] = _codes(default_comparators(areas, area))


def pick_comparators(areas: Areas, area: Area) -> tuple[Area, ...]:
    """Draw the choice of what the area is compared with; give what is chosen."""
    state = st.session_state
    chosen = [areas.resolve(code) for code in state["compare"]]
    state["compare"] = _codes(one for one in chosen if not is_same(one, area))
    options = {one.code: one for one in comparators_offered(areas, area, chosen)}
    codes = st.multiselect(
        "Compare with",
        list(options),
        key="compare",
        format_func=lambda code: label_of(options[code], areas),
        max_selections=MOST_COMPARATORS,
        placeholder="Nothing",
        filter_mode="contains",
        select_all=False,
        help="Scotland, groups of councils (the sum of their councils), or other councils.",
    )
    _make_group(areas)
    return tuple(options[code] for code in codes)


def comparators_offered(areas: Areas, area: Area, chosen: Iterable[Area]) -> list[Area]:
    """List what an area can be compared with: what is nearest to it first.

    Scotland, groups picked by hand, the groups that the area belongs to, the councils, and then
    all other groups.
    """
    picked = [one for one in chosen if one.sort == "picked"]
    own = areas.groups_of(area)
    listed = (areas.scotland, *picked, *own, *areas.councils, *areas.all_groups)
    return [one for one in dict.fromkeys(listed) if not is_same(one, area)]


def label_of(area: Area, areas: Areas) -> str:
    """Name a comparator so that it cannot be taken for another."""
    if area.sort == "picked" and len(area.members) > 3:
        return f"{area.name}: {', '.join(areas.by_code[code].name for code in area.members)}"
    if area.sort == "health_board":
        return f"{area.name} (health board)"
    if area.sort == "partnership":
        return f"{area.name} (partnership)"
    return area.name


def _make_group(areas: Areas) -> None:
    """Draw what makes a group of councils picked by hand."""
    with st.popover("Make a group of councils", type="tertiary"):
        picked = st.multiselect(
            "Councils to take together",
            _codes(areas.councils),
            key=_PICKED,
            format_func=lambda code: areas.by_code[code].name,
            placeholder="At least two",
            filter_mode="contains",
            select_all=False,  # Else Enter takes every council that matches what was typed.
        )
        st.button(
            "Compare with this group",
            disabled=len(picked) < 2,
            on_click=_add_group,
            args=(areas,),
        )


def _add_group(areas: Areas) -> None:
    """Put the group of the councils picked into the comparison."""
    state = st.session_state
    group = areas.pick(areas.by_code[code] for code in state[_PICKED])
    compared = state["compare"]
    if group is None or group.code in compared:
        return
    if len(compared) == MOST_COMPARATORS:
        state[NOTICE] = (
            f"{MOST_COMPARATORS} areas are compared already. "
            f"Take one out to compare with {group.name}."
        )
        return
    state["compare"] = [*compared, group.code]
    state[_PICKED] = []


def _codes(areas: Iterable[Area]) -> list[str]:
    return [area.code for area in areas]


def pick_set() -> str:
    """Draw the choice of figures where there is one; give the set chosen."""
    available = sets()
    if len(available) == 1:
        st.session_state["set"] = settings.PUBLISHED
        return settings.PUBLISHED
    return st.radio("Figures", available, key="set", format_func=SET_LABELS.__getitem__)
