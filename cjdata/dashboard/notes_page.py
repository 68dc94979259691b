"""Draws the data notes: definitions, sources, editions, breaks, symbols, words and methods."""

from __future__ import annotations

import streamlit as st

from cjdata import settings, wording
from cjdata.dashboard import html, page_frame
from cjdata.dashboard.loading import changes_sections
from cjdata.dashboard.page_frame import PageFrame
from cjdata.errors import Mistake
from cjdata.ingest.measures_without_record import without_record
from cjdata.reference.page_list import page_findings
from cjdata.views.loading.changes import last_change
from cjdata.views.notes.data import ThemeNote, notes_view
from cjdata.wording import data_notes, loading


def draw() -> None:
    """Draw the notes on the set of figures chosen."""
    here = page_frame.current()
    page_frame.draw_messages(here)
    view = notes_view(here.figures, here.today)
    st.html(
        html.page_head("", "Data notes", here.badge)
        + html.paragraph(
            f"Figures of snapshot {view.snapshot}, built {view.built} from {view.made_from}."
        )
        + html.left_out(view.mistakes)
    )
    if view.not_shown:
        st.html(html.notice([view.not_shown]))
    if found := _without_record(here):
        st.html(html.notice([wording.WITHOUT_RECORD, *map(str, found)]))
    if not here.figures.is_illustrative:
        _draw_last_change(here)
    for title, is_national in (("The national indicators", True), ("Context", False)):
        st.html(html.heading(2, title))
        for note in view.themes:
            if note.theme.is_national == is_national:
                with st.expander(note.theme.name):
                    st.html(_theme(note))
    st.html(html.heading(2, "Publications") + html.table(view.publications, numeric=False))
    with st.expander(f"All sources ({len(view.sources.rows)})"):
        st.html(html.table(view.sources, numeric=False))
    if view.kept_out:
        kept_out = html.table(view.kept_out, numeric=False)
        st.html(html.heading(2, "Figures that are not shown") + kept_out)
    st.html(html.heading(2, "Symbols and statuses") + html.table(view.statuses, numeric=False))
    st.html(html.heading(2, "Methods") + html.definitions(data_notes.METHODS))
    st.html(html.heading(2, "Glossary") + html.glossary(wording.GLOSSARY))
    st.html(
        html.heading(2, "Accessibility") + "".join(map(html.paragraph, data_notes.ACCESSIBILITY))
    )
    st.html(html.heading(2, "Licence and attribution") + "".join(map(html.paragraph, view.licence)))
    st.html(html.TO_THE_PLACE, unsafe_allow_javascript=True)


def _without_record(here: PageFrame) -> tuple[Mistake, ...]:
    """Give what stands without a page or without a record; reading all rows takes its time."""
    figures = here.figures
    rows = figures.remember(
        ("without record",), lambda: without_record(settings.home(), figures.catalogue)
    )
    return (*page_findings(figures.catalogue), *rows)


def _draw_last_change(here: PageFrame) -> None:
    """Draw what the newest load changed, the area chosen first."""
    change = last_change(here.figures, here.area.name)
    parts = [html.heading(2, loading.TEXTS.what_changed), html.paragraph(change.happened)]
    parts += [html.paragraph(change.trouble)] if change.trouble else []
    st.html("".join(parts) + (html.bullets(change.files) if change.files else ""))
    changes_sections.draw_sections(change.sections)
    if change.warnings:
        with st.expander(loading.accepted_warnings(len(change.warnings))):
            st.html(html.bullets(change.warnings))


def _theme(note: ThemeNote) -> str:
    parts = [html.paragraph(note.outcome_line, "cj-kicker"), html.definitions(note.definitions)]
    for name, texts in note.lists:
        parts.append(html.heading(3, name, "cj-panel-title") + html.bullets(texts))
    parts.append(html.table(note.measures, numeric=False))
    if note.breaks:
        parts.append(html.table(note.breaks, numeric=False))
    return "".join(parts)
