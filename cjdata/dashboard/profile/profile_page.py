"""Draws the area profile: one page for one area, on screen and as a board paper."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from cjdata.dashboard import absence_notice, care_notes, html, page_frame, page_links, view_card
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.profile import profile_html
from cjdata.views.profile import words as profile_words
from cjdata.views.profile.data import ProfileView, profile_view
from cjdata.views.view import View
from cjdata.views.years import words as years_words
from cjdata.views.years.data import YearsView, years_view


def draw() -> None:
    """Draw the profile of the area chosen, and under it the grid of years."""
    here = page_frame.current()
    page_frame.draw_messages(here)
    profile = profile_view(here.figures, here.area.code, here.today)
    years = years_view(here.figures, here.area.code, here.today)
    _draw_head(here, profile)
    _draw_profile(here, profile)
    _draw_files(here, profile)
    _draw_years(years)
    _draw_files(here, years)
    care_notes.draw(here.figures.catalogue.themes, here.area)
    _draw_small_print(profile, years)


def _draw_head(here: PageFrame, view: ProfileView) -> None:
    title = f"{profile_words.PROFILE_TITLE}: {view.area.name}"
    st.html(
        html.page_head(profile_words.PROFILE_KICKER, title, here.badge)
        + html.finding(view.finding, here.query)
        + html.paragraph(view.basis, "cj-source")
        + html.left_out(here.figures.reference.mistakes)
    )


def _draw_profile(here: PageFrame, view: ProfileView) -> None:
    st.html(
        '<div class="cj-sheet">'
        + html.heading(2, view.heading, "cj-chart-heading")
        + html.paragraph(view.description, "cj-hidden")
        + profile_html.profile_table(view, partial(page_links.opening_anchor, here))
        + f'<div class="cj-screen">{_notes(view, view.notes_on_page)}</div></div>'
    )
    if view.absence:
        absence_notice.draw(view.absence, here.entry.path)


def _draw_years(view: YearsView) -> None:
    st.html(
        '<div class="cj-sheet cj-next-sheet">'
        + html.paragraph(
            years_words.paper_line(view.area, illustrative=view.is_illustrative), "cj-paper"
        )
        + html.heading(2, view.heading, "cj-chart-heading")
        + html.paragraph(view.finding.text)
        + html.paragraph(view.description, "cj-hidden")
        + profile_html.years_grid(view)
        + _small_print(view.drawing_notes)
        + _notes(view, view.notes)
        + "</div>"
    )


def _draw_small_print(profile: ProfileView, years: YearsView) -> None:
    """Draw what explains the profile's table again, on paper alone: its own page is full."""
    lines = [note for note in profile.notes_on_page if note not in years.notes]
    source = html.paragraph(profile.source_line, "cj-source")
    st.html(f'<div class="cj-sheet cj-paper">{_small_print(lines)}{source}</div>')


def _notes(view: View, notes: Iterable[str]) -> str:
    """Give what explains a table in small print, and its sources."""
    return _small_print(notes) + html.paragraph(view.source_line, "cj-source cj-screen")


def _small_print(lines: Iterable[str]) -> str:
    notes = " ".join(html.paragraph(line, "cj-note") for line in lines)
    return f'<div class="cj-small-print">{notes}</div>'


def _draw_files(here: PageFrame, view: View) -> None:
    view_card.draw_downloads(view, here.entry.path, named=True)
    view_card.draw_how_to_read(view)
