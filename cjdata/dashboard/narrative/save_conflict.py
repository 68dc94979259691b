"""Draws what to do where somebody else saved the same text, and why a text is not saved."""

from __future__ import annotations

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.narrative import save_words, text_editing, words_html
from cjdata.dashboard.narrative.save_words import Step
from cjdata.dashboard.narrative.visit_texts import OpenText
from cjdata.narrative import WordsVersion
from cjdata.reference.report_outlines import OutlineSection
from cjdata.wording import writing as says

_WAYS: tuple[tuple[str, Step], ...] = (
    (says.TEXTS.keep_mine, lambda w, e, by: text_editing.keep_mine(w, e, by=by)),
    (says.TEXTS.take_theirs, lambda w, e, by: text_editing.take_theirs(w, e, by=by)),
    (says.TEXTS.put_both, lambda w, e, by: text_editing.put_both(w, e, by=by)),
)


def draw_problem(desk: OpenText) -> None:
    """Say why the text is not saved, if it is not."""
    if desk.editing.problem:
        st.html(html.notice(says.problem_lines(desk.editing.problem), "cj-problem"))


def draw(desk: OpenText, section: OutlineSection) -> bool:
    """Draw the choice between two texts where there is one; True when it was made."""
    conflict = desk.editing.conflict
    theirs = conflict.theirs if conflict else None
    if theirs is None:
        return False
    st.html(html.notice(says.conflict_lines(theirs.by, theirs.saved), "cj-problem"))
    st.html(_differences(desk, section, theirs))
    with st.container(horizontal=True, gap="small"):
        pressed = [st.button(label, key=f"words/conflict/{label}") for label, _ in _WAYS]
    for is_pressed, (_, step) in zip(pressed, _WAYS, strict=True):
        if is_pressed:
            save_words.do(desk, step)
    return any(pressed)


def _differences(desk: OpenText, section: OutlineSection, theirs: WordsVersion) -> str:
    mine = desk.editing
    said = words_html.compared(theirs.body, mine.text, says.TEXTS.conflict_compared)
    if theirs.choice == mine.choice:
        return said
    choices = (section.label_of(one) if one else "" for one in (theirs.choice, mine.choice))
    return html.paragraph(says.conflict_choices(*choices)) + said
