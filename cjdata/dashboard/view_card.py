"""Draws a view: heading, plots, notes, source and downloads, table, how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from cjdata import wording
from cjdata.charts.signs import as_list
from cjdata.dashboard import html, page_frame
from cjdata.dashboard.pack import add_to_pack
from cjdata.exports.figures_csv import figures_csv
from cjdata.exports.filenames import file_name
from cjdata.exports.picture import picture_png, picture_svg
from cjdata.text import lower_first
from cjdata.views.registry import type_of
from cjdata.views.view import View

_FILES = (
    ("Figures (CSV)", "csv", "text/csv", figures_csv),
    ("Picture (PNG)", "png", "image/png", picture_png),
    ("Picture (SVG)", "svg", "image/svg+xml", picture_svg),
)


def draw_chart(view: View, *, with_lead: bool = False) -> None:
    """Draw the heading, the plots with their descriptions, and what explains them.

    With ``with_lead`` what the view says stands under its heading, for pages that have several.
    """
    marks = html.paragraph(wording.ILLUSTRATIVE, "cj-chart-mark") if view.is_illustrative else ""
    lead = html.paragraph(view.finding.lead, "cj-lead") if with_lead else ""
    st.html(html.heading(2, view.heading, "cj-chart-heading") + marks + lead)
    for plot in view.drawing.plots if view.drawing else ():
        if plot.title:
            st.html(html.heading(3, plot.title, "cj-panel-title"))
        st.vega_lite_chart(
            spec=plot.spec,
            width="stretch",
            theme=None,
            alt=f"{plot.description} {wording.TABLE_HOLDS_ALL}",
        )
    notes = as_list(view.drawing.key if view.drawing else (), "cj-key", as_images=True)
    notes += "".join(html.paragraph(note, "cj-note") for note in view.drawing_notes)
    if view.drawing is None:
        notes = html.paragraph(wording.NOTHING_TO_DRAW, "cj-note")
    st.html(notes + html.paragraph(view.source_line, "cj-source"))


def draw_downloads(
    view: View, page: str, *, named: bool = False, chosen: Mapping[str, str] | None = None
) -> None:
    """Draw the buttons that give the view as files, and the one that puts it into the pack.

    Those that the registry names. With ``named`` they say which view they are of, for pages that
    have several. ``chosen`` is what the address of its page says, where that is another page.
    """
    things = type_of(view).things
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for label, ending, mime, make in (f for f in _FILES if f[1].upper() in things):
            st.download_button(
                f"{view.name}: {lower_first(label)}" if named else label,
                data=partial(make, view),
                file_name=file_name(view, ending),
                mime=mime,
                on_click="ignore",
                key=f"{page}/{view.kind}/{ending}",
                help=f"{view.heading}: what is shown above",
            )
        if "pack" in things:
            add_to_pack.draw(view, page, named=named, chosen=chosen)
    add_to_pack.draw_refusal(view, page)


def draw_table(view: View) -> None:
    """Draw the figures as a real table, with what must be known of them."""
    st.html(html.table(view.table) + "".join(html.paragraph(n, "cj-note") for n in view.notes))


def draw_how_to_read(view: View) -> None:
    """Draw the closed part that explains the view."""
    with st.expander("How to read this"):
        st.html(html.linked_bullets(view.how_to_read, page_frame.current().query))
