"""The controls of a theme page: what is shown, of which years, kept in step with the address."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from cjdata import wording
from cjdata.addresses import BREAKS, NEWEST, NO_BREAKS, NO_YEAR
from cjdata.catalogue import Choice, Measure, Theme
from cjdata.dashboard import address, frame, options
from cjdata.dashboard.frame import Frame
from cjdata.views.assemble import editions_held, years_for
from cjdata.views.selection import INDEX, Selection, Show, choice_for, form_for
from cjdata.views.theme import ThemeView, YearsOffered, leading_measure, years_offered
from cjdata.views.theme_figures import ThemeOptions, theme_options
from cjdata.wording import themes

_FIT_A_LINE = 65
"""So many letters of all measures together fit beside the other choices on a laptop."""

_MEASURE_WIDTH = 450
"""Pixels that hold the longest name of a measure; a phone gives it all that it has."""


def pick_view(here: Frame, theme: Theme) -> tuple[Choice, Show]:
    """Draw the choice of measure and of number, rate, per cent or index; give what is chosen."""
    page, state = theme.page, st.session_state
    choice_key, form_key = f"{page}/measure", f"{page}/show"
    opening, opening_key = theme.opening_choice_of(here.area.kind), f"{page}/opening"
    if here.incoming is not None or choice_key not in state:
        choice, show = _read_view(here, theme)
        state[choice_key] = choice.label
        state[form_key] = show
    elif state[choice_key] == state[opening_key]:  # What leads for an area may not for another.
        state[choice_key] = opening.label
    state[opening_key] = opening.label
    labels = {choice.label: choice for choice in theme.choice}
    if len(labels) > 1:
        _draw_measures(list(labels), choice_key)
    choice = labels[state[choice_key]]
    labelled = _shows(choice)
    if not _has_base(here, page, choice):
        labelled.pop(INDEX)
        if here.incoming is not None and here.incoming.get("show") == INDEX:
            _, message = address.read_option("show", INDEX, list(labelled), choice.default)
            here.messages.append(message)
    if state.get(form_key) not in labelled:
        state[form_key] = choice.default
    st.segmented_control(
        "Show",
        list(labelled),
        key=form_key,
        required=True,
        format_func=labelled.__getitem__,
    )
    show = state[form_key]
    here.chosen |= {"measure": choice.key, "show": show}
    here.defaults |= {"measure": opening.key, "show": choice.default}
    return choice, show


def _has_base(here: Frame, page: str, choice: Choice) -> bool:
    """Whether an index of what is chosen has a year to be its base, of any area shown."""
    shown = Selection(
        here.area.code,
        tuple(one.code for one in here.comparators),
        choice.forms[choice.default],
        choice.default,
    )
    return bool(theme_options(here.figures, page, shown).bases)


def _draw_measures(labels: list[str], key: str) -> None:
    """Draw the measures side by side where they fit in a line, else as a list to open."""
    if sum(map(len, labels)) <= _FIT_A_LINE:
        st.segmented_control("Measure", labels, key=key, required=True, wrap=True)
    else:
        st.selectbox("Measure", labels, key=key, width=_MEASURE_WIDTH)


def _shows(choice: Choice) -> dict[Show, str]:
    """List the ways to show a choice, with what the reader sees."""
    forms: dict[Show, str] = {form: wording.FORM_LABELS[form] for form in choice.forms}
    return {**forms, INDEX: themes.INDEX_LABEL}


def _read_view(here: Frame, theme: Theme) -> tuple[Choice, Show]:
    """Read measure and form from the address that was opened."""
    incoming = here.incoming or {}
    asked, show = incoming.get("measure"), incoming.get("show")
    if asked is not None and theme.choice_of(asked) is None:
        known = [m for choice in theme.choice for m in choice.forms.values()]
        first = theme.opening_choice_of(here.area.kind).key
        asked, message = address.read_option("measure", asked, known, first)
        here.messages.append(message)
    choice = choice_for(theme, asked, here.area)
    if show == INDEX:
        return choice, INDEX
    if show is not None and show not in choice.forms:
        _, message = address.read_option("show", show, list(_shows(choice)), choice.default)
        here.messages.append(message)
    return choice, form_for(choice, asked, show)


def pick_years(here: Frame, theme: Theme, choice: Choice, show: Show) -> Selection:
    """Draw the choice of years in the sidebar; give the figures to show."""
    page, state = theme.page, st.session_state
    form = choice.default if show == INDEX else show
    measure = here.figures.catalogue.measures[choice.forms[form]]
    as_at = _read_edition(here, page, measure.id)
    offered = _years_offered(here, theme, measure, as_at)
    oldest, newest = offered.whole
    first_key, last_key = f"{page}/from", f"{page}/to"
    if here.incoming is not None:
        asked = here.incoming.get("from"), here.incoming.get("to")
        read = address.read_years(*asked, offered.first, offered.last)
        state[first_key], state[last_key], messages = read
        here.messages += messages
    _keep_within(offered, first_key, last_key, f"{page}/years")
    if oldest != newest:
        with frame.years_place(), st.container(horizontal=True):
            st.selectbox("From", offered.first, key=first_key)
            last_options = [year for year in offered.last if year >= state[first_key]]
            if state[last_key] not in last_options:
                state[last_key] = newest
            st.selectbox("To", last_options, key=last_key)
    first, last = state.get(first_key), state.get(last_key)
    if oldest:
        here.chosen |= {"from": first or "", "to": last or ""}
        here.defaults |= {"from": oldest, "to": newest}
    return Selection(
        area=here.area.code,
        comparators=tuple(a.code for a in here.comparators),
        measure=measure.id,
        form=form,
        first=None if first == oldest else first,
        last=None if last == newest else last,
        as_at=as_at,
        is_index=show == INDEX,
    )


def pick_look(here: Frame, selection: Selection) -> Selection:
    """Draw the choice of another year, of the base of an index and of looking across breaks.

    What can be chosen follows from the figures that the selection names. The base stands where
    this is called, the rest below the years in the sidebar.
    """
    offered = theme_options(here.figures, here.entry.path, selection)
    base = _pick_base(here, offered) if selection.is_index else None
    with frame.years_place():
        since = _pick_since(here, offered)
        across = _pick_span(here) if offered.breaks else False
    return replace(selection, base=base, since=since, across_breaks=across)


def _pick_base(here: Frame, offered: ThemeOptions) -> str | None:
    if not offered.bases:
        return None
    years = {year: year for year in offered.bases}
    return options.pick(here, "base", themes.BASE_LABEL, years, offered.bases[0], width=150)


def _pick_since(here: Frame, offered: ThemeOptions) -> str | None:
    years = {NO_YEAR: themes.NO_OTHER_YEAR} | {year: year for year in offered.since}
    chosen = options.pick(here, "since", themes.SINCE_LABEL, years, NO_YEAR)
    return None if chosen == NO_YEAR else chosen


def _pick_span(here: Frame) -> bool:
    """Draw the choice of looking across breaks, and give whether it is made."""
    state, key = st.session_state, f"{here.entry.path}/span"
    if here.incoming is not None:
        asked, message = here.incoming.get("span"), ""
        if asked is not None:
            asked, message = address.read_option("span", asked, [BREAKS, NO_BREAKS], NO_BREAKS)
        here.messages += [message] if message else []
        state[key] = asked == BREAKS
    chosen = st.checkbox(themes.SPAN_LABEL, key=key, help=themes.SPAN_HELP)
    here.chosen["span"] = BREAKS if chosen else NO_BREAKS
    here.defaults["span"] = NO_BREAKS
    return chosen


def _years_offered(here: Frame, theme: Theme, measure: Measure, as_at: str | None) -> YearsOffered:
    """Give the years to choose: those of the measure, and of the context that leads before it."""
    shown = [here.area, *here.comparators]
    leading = leading_measure(here.figures, theme, here.area, as_at)
    more = years_for(here.figures, leading, shown) if leading else []
    return years_offered(years_for(here.figures, measure, shown), more)


def _keep_within(offered: YearsOffered, first_key: str, last_key: str, span_key: str) -> None:
    """Keep the chosen years when the measure changes, as far as the new one has them."""
    state, whole = st.session_state, offered.whole
    if not offered.first:
        state.pop(first_key, None)
        state.pop(last_key, None)
        return
    old = state.get(span_key, whole)
    for key, at, years in ((first_key, 0, offered.first), (last_key, 1, offered.last)):
        if state.get(key) not in years or state[key] == old[at]:
            state[key] = whole[at]
    state[span_key] = whole


def _read_edition(here: Frame, page: str, measure: str) -> str | None:
    """Give the edition as at which figures are shown: the one asked for, if the measure has it."""
    state, key = st.session_state, f"{page}/edition"
    held = editions_held(here.figures, measure)
    if here.incoming is not None:
        state[key] = NEWEST
        if asked := here.incoming.get("edition"):
            state[key], message = address.read_option("edition", asked, [*held, NEWEST], NEWEST)
            here.messages += [message] if message else []
    if state.get(key) not in held:
        state[key] = NEWEST
    here.chosen["edition"] = state.get(key, NEWEST)
    here.defaults["edition"] = NEWEST
    return None if here.chosen["edition"] == NEWEST else here.chosen["edition"]


def pick_edition(here: Frame, view: ThemeView) -> None:
    """Draw the choice of an earlier edition, the oldest first, which the next run then shows."""
    printed = {row[2].text for row in view.editions.rows} if view.editions else set()
    held = editions_held(here.figures, view.measure.id)
    options = [NEWEST, *(edition for edition in held if edition in printed)]
    key = f"{view.theme.page}/edition"
    if st.session_state.get(key) not in options:
        options.append(st.session_state.get(key, NEWEST))
    st.selectbox("Show figures as published up to edition", options, key=key)
