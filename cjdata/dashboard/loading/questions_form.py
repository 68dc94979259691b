"""Draws what files say that no recipe explains: each with a yes and a no, open or answered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.loading import visit_uploads
from cjdata.dashboard.loading.visit_uploads import QuestionField
from cjdata.publishing.load_workbooks import Upload
from cjdata.views.loading.checks import CheckedView
from cjdata.wording import loading


def draw(view: CheckedView, uploads: Sequence[Upload]) -> None:
    """Draw the questions of these files, grouped by what they ask; then the answers kept before.

    One that was answered stays where it is, and can be answered otherwise.
    """
    visit_uploads.ask(uploads, (*view.questions, *view.kept))
    still_open = {one.question for one in view.questions}
    fields = visit_uploads.fields(uploads)
    asked = [
        field
        for field in fields
        if field.view.kept is None
        and (field.answer is not None or field.view.question in still_open)
    ]
    if asked:
        _draw_asked(asked, len(still_open))
    kept = [field for field in fields if field.view.kept is not None]
    if kept:
        with st.expander(loading.kept_answers_title(len(kept))):
            st.html(html.paragraph(loading.TEXTS.kept_answers_lead, "cj-note"))
            for field in kept:
                _draw_field(field)


_MOST_AT_ONCE = 3
"""Of more questions the answers count together, for the files are read anew with each."""


def _draw_asked(asked: Sequence[QuestionField], still_open: int) -> None:
    if len(asked) <= _MOST_AT_ONCE:
        _draw_kinds(asked, still_open)
        return
    with st.form("loading/questions", border=False):
        _draw_kinds(asked, still_open)
        st.form_submit_button(loading.TEXTS.use_answers)


def _draw_kinds(asked: Sequence[QuestionField], still_open: int) -> None:
    st.html(
        html.heading(2, loading.questions_title(len(asked), still_open), "cj-file")
        + html.paragraph(loading.TEXTS.questions_lead, "cj-note")
    )
    order = list(loading.TEXTS.by_key("kinds_of_questions").values())
    ordered = sorted(asked, key=lambda field: order.index(field.view.kind))
    for kind, fields in groupby(ordered, key=lambda field: field.view.kind):
        st.html(html.heading(3, kind, "cj-panel-title"))
        for field in fields:
            _draw_field(field)


def _draw_field(field: QuestionField) -> None:
    """Draw a question: what stands where is part of its name, for whoever hears it."""
    view = field.view
    labels = {True: view.yes, False: view.no}
    st.radio(
        html.plain(f"{view.found} {view.asks}"),
        list(labels),
        index=None if field.answer is None else list(labels).index(field.answer),
        key=field.key,
        format_func=lambda is_whole: labels[is_whole],
    )
