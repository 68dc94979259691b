"""Draws the loads so far, and the way back to earlier figures."""

from __future__ import annotations

import streamlit as st

from cjdata import events, settings
from cjdata.dashboard import html
from cjdata.dashboard.loading import visit_uploads
from cjdata.dashboard.loading.visit_uploads import ClickResult
from cjdata.dashboard.page_frame import WHILE_HERE
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.store.snapshot_history import rollback
from cjdata.views.loading.history import HistoryView, Past, history_view
from cjdata.wording import loading

_ASKED = f"{WHILE_HERE}going back to"


def draw(*, allowed: bool) -> None:
    """Draw the list, and for those who may load figures the way back."""
    view = history_view(settings.home(), with_names=allowed)
    st.html(html.heading(2, loading.TEXTS.history_title) + html.folding_table(view.table))
    if view.further:
        with st.expander(loading.others_label(len(view.further.rows), "load")):
            st.html(html.folding_table(view.further))
    if allowed and view.not_in_force:
        st.html(
            html.heading(3, loading.TEXTS.not_in_force, "cj-panel-title")
            + html.folding_table(view.not_in_force)
        )
    if allowed and view.ways_back:
        _draw_way_back(view)


def _draw_way_back(view: HistoryView) -> None:
    by_id = {past.id: past for past in view.ways_back}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            loading.TEXTS.go_back_pick,
            list(by_id),
            key="loading/past",
            format_func=lambda id_: by_id[id_].label if id_ in by_id else id_,
        )
        if st.button(loading.TEXTS.go_back_label, key="loading/back"):
            st.session_state[_ASKED] = chosen
    asked = by_id.get(st.session_state.get(_ASKED, ""))
    if asked:
        _draw_question(asked)


def _draw_question(past: Past) -> None:
    st.html(html.notice([loading.going_back(past.when, past.what)]))
    with st.container(horizontal=True, gap="small"):
        yes = st.button(loading.TEXTS.go_back_yes, type="primary", key="loading/back/yes")
        no = st.button(loading.TEXTS.go_back_no, key="loading/back/no")
    if yes or no:
        del st.session_state[_ASKED]
        if yes:
            _go_back(past)
        st.rerun()


def _go_back(past: Past) -> None:
    if not access.is_allowed():
        visit_uploads.say(ClickResult((loading.TEXTS.refused_now,), failed=True))
        return
    by = access.account()
    try:
        done = rollback(settings.home(), past.id, by=by)
    except CjdataError as error:
        visit_uploads.say(ClickResult(tuple(map(str, error.findings)), failed=True))
    else:
        events.record("rolled back", by=by)
        lines = (
            loading.gone_back(past.when),
            *([loading.TEXTS.other_text] if done.text_changed else []),
        )
        visit_uploads.start_anew(ClickResult(lines))
