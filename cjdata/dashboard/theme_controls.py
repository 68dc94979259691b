"""The controls of a theme page: measure, form, years and edition, kept in step with the address."""

from __future__ import annotations

import streamlit as st

from cjdata import wording
from cjdata.catalogue import Choice, Form, Indicator
from cjdata.dashboard import address, frame
from cjdata.dashboard.frame import Frame
from cjdata.views.assemble import editions_held, years_of
from cjdata.views.selection import Selection, choice_for, form_for
from cjdata.views.theme import ThemeView

NEWEST = "newest"


def pick_view(here: Frame, indicator: Indicator) -> tuple[Choice, Form]:
    """Draw the choice of measure and of number, rate or per cent; give what is chosen."""
    page, state = indicator.page, st.session_state
    choice_key, form_key = f"{page}/measure", f"{page}/show"
    if here.incoming is not None or choice_key not in state:
        choice, form = _read_view(here, indicator)
        state[choice_key] = choice.label
        state[form_key] = form
    labels = {choice.label: choice for choice in indicator.choice}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if len(labels) > 1:
            st.segmented_control("Measure", list(labels), key=choice_key, required=True, wrap=True)
        choice = labels[state[choice_key]]
        if state.get(form_key) not in choice.forms:
            state[form_key] = choice.default
        if len(choice.forms) > 1:
            st.segmented_control(
                "Show",
                list(choice.forms),
                key=form_key,
                required=True,
                format_func=wording.FORM_LABELS.__getitem__,
            )
    form = state[form_key]
    here.chosen |= {"measure": choice.key, "show": form}
    here.defaults |= {"measure": indicator.opening_choice.key, "show": choice.default}
    return choice, form


def _read_view(here: Frame, indicator: Indicator) -> tuple[Choice, Form]:
    """Read measure and form from the address that was opened."""
    incoming = here.incoming or {}
    asked, show = incoming.get("measure"), incoming.get("show")
    if asked is not None and indicator.choice_of(asked) is None:
        known = [m for choice in indicator.choice for m in choice.forms.values()]
        first = indicator.opening_choice.key
        asked, message = address.read_option("measure", asked, known, first)
        here.messages.append(message)
    choice = choice_for(indicator, asked)
    if show is not None and show not in choice.forms:
        _, message = address.read_option("show", show, list(choice.forms), choice.default)
        here.messages.append(message)
    return choice, form_for(choice, asked, show)


def pick_years(here: Frame, indicator: Indicator, choice: Choice, form: Form) -> Selection:
    """Draw the choice of years in the sidebar; give the whole selection."""
    page, state = indicator.page, st.session_state
    measure = here.figures.catalogue.measures[choice.forms[form]]
    years = years_of(here.figures, measure)
    first_key, last_key = f"{page}/from", f"{page}/to"
    if here.incoming is not None:
        asked = here.incoming.get("from"), here.incoming.get("to")
        state[first_key], state[last_key], messages = address.read_years(*asked, years)
        here.messages += messages
    _keep_within(years, first_key, last_key, f"{page}/years")
    if len(years) > 1:
        with frame.years_place(), st.container(horizontal=True):
            st.selectbox("From", years, key=first_key)
            last_options = [year for year in years if year >= state[first_key]]
            if state[last_key] not in last_options:
                state[last_key] = years[-1]
            st.selectbox("To", last_options, key=last_key)
    first, last = state.get(first_key), state.get(last_key)
    if years:
        here.chosen |= {"from": first or "", "to": last or ""}
        here.defaults |= {"from": years[0], "to": years[-1]}
    as_at = _read_edition(here, page)
    return Selection(
        area=here.area.code,
        comparators=tuple(a.code for a in here.comparators),
        measure=measure.id,
        form=form,
        first=None if not years or first == years[0] else first,
        last=None if not years or last == years[-1] else last,
        as_at=as_at,
    )


def _keep_within(years: list[str], first_key: str, last_key: str, span_key: str) -> None:
    """Keep the chosen years when the measure changes, as far as the new one has them."""
    state = st.session_state
    if not years:
        state.pop(first_key, None)
        state.pop(last_key, None)
        return
    old = state.get(span_key, (years[0], years[-1]))
    for key, at, default in ((first_key, 0, years[0]), (last_key, 1, years[-1])):
        if state.get(key) not in years or state[key] == old[at]:
            state[key] = default
    state[span_key] = (years[0], years[-1])


def _read_edition(here: Frame, page: str) -> str | None:
    """Give the edition as at which figures are shown: the one asked for, if any is."""
    state, key = st.session_state, f"{page}/edition"
    if here.incoming is not None:
        state[key] = NEWEST
        if asked := here.incoming.get("edition"):
            state[key], message = address.read_option(
                "edition", asked, editions_held(here.figures), NEWEST
            )
            here.messages += [message] if message else []
    here.chosen["edition"] = state.get(key, NEWEST)
    here.defaults["edition"] = NEWEST
    return None if here.chosen["edition"] == NEWEST else here.chosen["edition"]


def pick_edition(view: ThemeView) -> None:
    """Draw the choice of an earlier edition, which the next run then shows."""
    held = sorted({row[2].text for row in view.editions.rows}) if view.editions else []
    options = [NEWEST, *held]
    key = f"{view.indicator.page}/edition"
    if st.session_state.get(key) not in options:
        options.append(st.session_state.get(key, NEWEST))
    st.selectbox("Show figures as published up to edition", options, key=key)
