"""Draws a theme page: one indicator, top to bottom as a reader needs it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cjdata import wording
from cjdata.dashboard import access, frame, html, sidebar, theme_controls
from cjdata.dashboard.frame import Frame
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.filenames import file_name
from cjdata.exports.picture import picture_png, picture_svg
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
        _draw_chart(view)
        _draw_downloads(view)
        st.html(html.facts(view.facts))
        st.html(html.table(view.table) + "".join(html.paragraph(n, "cj-note") for n in view.notes))
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


def _draw_chart(view: ThemeView) -> None:
    marks = html.paragraph(wording.ILLUSTRATIVE, "cj-chart-mark") if view.is_illustrative else ""
    st.html(html.heading(2, view.heading, "cj-chart-heading") + marks)
    for panel in view.panels:
        if panel.title:
            st.html(html.heading(3, panel.title, "cj-panel-title"))
        st.vega_lite_chart(
            spec=panel.spec,
            width="stretch",
            theme=None,
            alt=wording.chart_description(panel.series, view.heading),
        )
    notes = "".join(html.paragraph(note, "cj-note") for note in view.break_notes)
    if not view.panels:
        notes = html.paragraph(wording.NOTHING_TO_DRAW, "cj-note")
    st.html(notes + html.paragraph(view.source_line, "cj-source"))
    if view.absence:
        _draw_absence(view, view.absence)


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


def _draw_downloads(view: ThemeView) -> None:
    name = view.measure.label
    with st.container(horizontal=True, gap="small"):
        for label, ending, mime, make in (
            ("Figures (CSV)", "csv", "text/csv", figures_csv),
            ("Picture (PNG)", "png", "image/png", picture_png),
            ("Picture (SVG)", "svg", "image/svg+xml", picture_svg),
        ):
            st.download_button(
                label,
                data=partial(make, view),
                file_name=file_name(view, ending),
                mime=mime,
                on_click="ignore",
                key=f"{view.indicator.page}/{ending}",
                help=f"{name}: what is shown above",
            )


def _draw_more(view: ThemeView) -> None:
    if view.context:
        with st.expander("Other figures for context", expanded=not view.panels):
            st.html(html.table(view.context))
    with st.expander("What is counted, and what is not"):
        st.html(_definitions(view))
    with st.expander("How to read this"):
        st.html(html.bullets(wording.how_to_read(view.measure, view.series)))
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
