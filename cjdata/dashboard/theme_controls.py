"""The controls of a theme page: what is shown, of which years, and how it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from cjdata.addresses import BREAKS, NEWEST, NO_BREAKS
from cjdata.addresses.address_reader import Choices, read_choice
from cjdata.dashboard import page_frame
from cjdata.dashboard.page_choices import Draw, PageControls
from cjdata.dashboard.page_frame import PageFrame
from cjdata.reference.catalogue import Theme
from cjdata.views.shared.assemble import editions_held
from cjdata.views.trend import words as themes
from cjdata.views.trend.choices import trend_selection
from cjdata.views.trend.data import ThemeView
from cjdata.views.trend.selection import Selection

_FIT_A_LINE = 65
"""So many letters of all measures together fit beside the other choices on a laptop."""

_MEASURE_WIDTH = 450
"""Pixels that hold the longest name of a measure; a phone gives it all that it has."""


def pick(here: PageFrame, theme: Theme) -> Selection:
    """Draw the choices, those of years in the sidebar; give what is chosen."""
    return trend_selection(here.figures, theme, here.area, here.comparators, _ThemeControls(here))


class _ThemeControls(PageControls):
    alone = frozenset({"show"})

    def __init__(self, here: PageFrame) -> None:
        draws: dict[str, Draw] = {
            "measure": _draw_measures,
            "show": partial(st.segmented_control, "Show", required=True),
            "edition": _draw_below,
            "base": partial(st.selectbox, themes.BASE_LABEL, width=150),
            "since": partial(page_frame.years_place().selectbox, themes.SINCE_LABEL),
        }
        super().__init__(here, draws)

    def choose(self, choices: Choices, unsaid: str | None = None) -> str:
        """Draw a choice where there is one, and give what is chosen."""
        if choices.key == "span":
            return self._choose_breaks(choices)
        return super().choose(choices, unsaid)

    def _choose_breaks(self, choices: Choices) -> str:
        """Draw the choice of looking across breaks as a box to tick."""
        state, name = st.session_state, self.name(choices.key)
        if self.here.incoming is not None:
            state[name] = self.take(read_choice(choices, self.given.get("span"))) == BREAKS
        if BREAKS not in choices.options:
            return NO_BREAKS
        label = choices.options[BREAKS]
        is_across = page_frame.years_place().checkbox(label, key=name, help=themes.SPAN_HELP)
        return self.write("span", BREAKS if is_across else NO_BREAKS, choices.default)

    def span(self, first: Sequence[str], last: Sequence[str]) -> tuple[str, str]:
        """Draw the choice of the years from and to; give them."""
        state, names = st.session_state, (self.name("from"), self.name("to"))
        if self.here.incoming is not None:
            state[names[0]], state[names[1]] = super().span(first, last)
        whole = (first[0], last[-1]) if first else ("", "")
        before = state.get(self.name("years"), whole)
        for n, years in enumerate((first, last)):
            # What is left at its end goes along where another measure has other years.
            if state.get(names[n]) not in years or state[names[n]] == before[n]:
                state[names[n]] = whole[n]
        state[self.name("years")] = whole
        if whole[0] != whole[1]:
            with page_frame.years_place(), st.container(horizontal=True):
                st.selectbox("From", first, key=names[0])
                until = [year for year in last if year >= state[names[0]]]
                if state[names[1]] not in until:
                    state[names[1]] = whole[1]
                st.selectbox("To", until, key=names[1])
        chosen = (state[names[0]], state[names[1]])
        for key, year, default in zip(("from", "to"), chosen, whole, strict=True):
            self.write(key, year, default)
        return chosen


def _draw_measures(options: list[str], key: str, format_func: Callable[[str], str]) -> None:
    """Draw the measures side by side where they fit in a line, else as a list to open."""
    if sum(len(format_func(option)) for option in options) <= _FIT_A_LINE:
        draw = partial(st.segmented_control, required=True, wrap=True)
    else:
        draw = partial(st.selectbox, width=_MEASURE_WIDTH)
    draw("Measure", options, key=key, format_func=format_func)


def _draw_below(*_: object, **__: object) -> None:
    """Leave an edition to ``pick_edition``, which stands with the list of them."""


def pick_edition(here: PageFrame, view: ThemeView) -> None:
    """Draw the choice of an earlier edition, the oldest first, which the next run then shows."""
    printed = {row[2].text for row in view.editions.rows} if view.editions else set()
    held = editions_held(here.figures, view.measure.id)
    options = [NEWEST, *(edition for edition in held if edition in printed)]
    key = f"{view.theme.page}/edition"
    if st.session_state.get(key) not in options:
        options.append(st.session_state.get(key, NEWEST))
    st.selectbox("Show figures as published up to edition", options, key=key)
