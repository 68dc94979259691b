"""Draws the earlier versions of a text: who, when, what was changed, and the way back."""

from __future__ import annotations

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.narrative import open_words_store, save_words, text_editing, words_html
from cjdata.dashboard.narrative.visit_texts import OpenText
from cjdata.errors import CjdataError
from cjdata.narrative import WordsVersion
from cjdata.wording import writing as says


def draw(desk: OpenText) -> bool:
    """Draw the closed part, read only when it is opened; True when a version came back."""
    key = f"words/history/{desk.editing.slot}"
    part = st.expander(says.TEXTS.history, key=key, on_change="rerun")
    if not part.open:
        return False
    with part:
        try:
            return _draw_versions(desk)
        except CjdataError as error:
            st.html(html.notice([says.TEXTS.not_opened, *map(str, error.findings)], "cj-problem"))
            return False


def _draw_versions(desk: OpenText) -> bool:
    found = open_words_store.words().history(desk.editing.slot)
    by_number = {version.number: version for version in found}
    if not by_number:
        st.html(html.paragraph(says.TEXTS.no_history, "cj-note"))
        return False
    number = st.selectbox(
        says.TEXTS.history_label,
        list(by_number),
        key=f"words/version/{desk.editing.slot}",
        format_func=lambda n: _label(by_number[n]) if n in by_number else str(n),
    )
    version = by_number.get(number, found[0])
    st.html(words_html.compared(version.body, desk.editing.text, says.TEXTS.compared))
    return _draw_way_back(desk, version)


def _draw_way_back(desk: OpenText, version: WordsVersion) -> bool:
    is_now = version.says_the_same(desk.editing.text, desk.editing.choice)
    pressed = st.button(
        says.TEXTS.bring_back, key="words/bring back", disabled=is_now or not desk.editing.is_clean
    )
    if pressed:
        save_words.do(desk, lambda w, e, by: text_editing.bring_back(w, e, version, by=by))
    return pressed


def _label(version: WordsVersion) -> str:
    is_empty = not (version.body.strip() or version.choice)
    return says.version_label(
        version.number, version.saved, version.by, version.state, is_empty=is_empty
    )
