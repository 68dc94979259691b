"""Draws a theme page: one indicator, top to bottom as a reader needs it."""

from __future__ import annotations

import streamlit as st

from cjdata import wording
from cjdata.dashboard import access, frame, html, sidebar, theme_controls, view_card
from cjdata.dashboard.frame import Frame
from cjdata.views.theme import ThemeView, theme_view


def draw(page: str) -> None:
    """Draw the page of an indicator."""
    here = frame.current()
    indicator = here.figures.catalogue.indicator_by_page.get(page)
    if indicator is None:
        _draw_left_out(here)
        return
    head, choices, body = st.container(), st.container(), st.container()
    with choices:
        choice, form = theme_controls.pick_view(here, indicator)
    selection = theme_controls.pick_years(here, indicator, choice, form)
    view = theme_view(here.figures, page, selection, here.today)
    with head:
        frame.draw_messages(here)
        _draw_head(here, view)
    with body:
        view_card.draw_chart(view)
        if view.absence:
            _draw_absence(view, view.absence)
        view_card.draw_downloads(view, page)
        st.html(html.facts(view.facts))
        view_card.draw_table(view)
        _draw_more(view)


def _draw_left_out(here: Frame) -> None:
    st.html(html.page_head("", here.entry.title, here.badge))
    lines = ["The catalogue record of this page has mistakes, so the page is left out."]
    st.html(html.notice([*lines, *map(str, here.figures.reference.mistakes)], "cj-problem"))


def _draw_head(here: Frame, view: ThemeView) -> None:
    kicker = wording.outcome_line(view.outcome)
    parts = [html.page_head(kicker, view.indicator.name, here.badge), html.finding(view.finding)]
    if view.selection.as_at:
        parts.append(html.notice([wording.as_at_sentence(view.selection.as_at)]))
    st.html("".join(parts))


def _draw_absence(view: ThemeView, note: wording.AbsenceNote) -> None:
    st.html(html.absence(note))
    if note.link and access.is_allowed():
        parameters = frame.current().link_parameters()
        st.page_link("pages/add-data.py", label=wording.LOAD_IT, query_params=parameters)
    if note.offers_illustration and "illustrative" in sidebar.sets():
        st.page_link(
            f"pages/{view.indicator.page}.py",
            label=wording.OFFER_ILLUSTRATION,
            query_params=frame.current().link_parameters(set="illustrative"),
        )


def _draw_more(view: ThemeView) -> None:
    if view.context:
        with st.expander("Other figures for context", expanded=not view.panels):
            st.html(html.table(view.context))
    with st.expander("What is counted, and what is not"):
        st.html(_definitions(view))
    view_card.draw_how_to_read(view)
    if view.editions:
        with st.expander("Earlier editions"):
            theme_controls.pick_edition(view)
            st.html(html.table(view.editions, numeric=False))
    if view.sources:
        with st.expander(f"Sources ({len(view.sources)})"):
            links = "".join(
                f"<li>{html.link(source.title, source.url)}{html.after_link(source)}</li>"
                for source in view.sources
            )
            st.html(f"<ul>{links}</ul>")


def _definitions(view: ThemeView) -> str:
    indicator = view.indicator
    confirmed = "" if indicator.wording_confirmed else " (wording to be confirmed)"
    pairs = [
        ("National indicator", indicator.wording + confirmed),
        ("Unit of count", indicator.unit_of_count),
        ("Counted by", indicator.counted_by),
        ("Numerator", indicator.numerator),
        ("Denominator", indicator.denominator),
        ("Desired direction", indicator.direction_note),
    ]
    parts = [html.definitions((name, text) for name, text in pairs if text)]
    for title, texts in (
        ("What is counted", indicator.includes),
        ("What is not counted", indicator.excludes),
        ("Read with care", indicator.caveats),
    ):
        if texts:
            parts.append(html.heading(3, title, "cj-panel-title") + html.bullets(texts))
    return "".join(parts)
