"""Draws a theme page: one indicator, top to bottom as a reader needs it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from cjdata import wording
from cjdata.dashboard import absence_notice, html, page_frame, page_links, theme_controls, view_card
from cjdata.dashboard.page_frame import PageFrame
from cjdata.reference.catalogue import Theme
from cjdata.series import Elsewhere
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.short_lists.short_list import page_parameters
from cjdata.views.trend import words as themes
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.wording import Finding


def draw(page: str) -> None:
    """Draw the page of an indicator."""
    here = page_frame.current()
    theme = here.figures.catalogue.theme_by_page.get(page)
    if theme is None:
        _draw_left_out(here)
        return
    head = st.container()
    known = st.container()
    choices = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    body = st.container()
    with choices:
        selection = theme_controls.pick(here, theme)
    view = theme_view(here.figures, page, selection, here.today)
    with head:
        page_frame.draw_messages(here)
        _draw_head(here, view)
    if view.known:
        with known:
            _draw_known(here, view.known)
    with body:
        view_card.draw_chart(view)
        if view.absence:
            absence_notice.draw(view.absence, page)
        if view.runs_on:
            _draw_runs_on(here, view.theme, view.runs_on)
        view_card.draw_downloads(view, page)
        st.html(html.facts(view.facts))
        view_card.draw_table(view)
        _draw_peers(here, view, page)
        _draw_more(here, view)


def _draw_left_out(here: PageFrame) -> None:
    st.html(html.page_head("", here.entry.title, here.badge))
    mistakes = here.figures.reference.mistakes
    why = wording.RECORD_LEFT_OUT if mistakes else wording.no_record(here.entry.path)
    st.html(html.notice([why, *map(str, mistakes)], "cj-problem"))


def _draw_head(here: PageFrame, view: ThemeView) -> None:
    kicker = wording.standing_line(view.theme, view.outcome)
    parts = [
        html.page_head(kicker, view.theme.name, here.badge),
        html.finding_in_short(_said_first(view), here.query),
    ]
    if view.selection.as_at:
        parts.append(html.notice([themes.BACK_TO_NEWEST]))
    if view.crossed:
        parts.append(html.notice([themes.SPAN_NOTICE]))
    st.html("".join(parts))


def _said_first(view: ThemeView) -> Finding:
    """Give what the page says: what is known of the area first, even if it is context."""
    if view.known is None:
        return view.finding
    return themes.known_first(view.known.finding, view.finding, view.series[0])


def _draw_known(here: PageFrame, known: ThemeView) -> None:
    """Draw what is known of the area as context, and lead to the page that it is from.

    It stands above the choices, which are of the page’s own chart, and has downloads of its own.
    """
    page, years = known.theme.page, known.selection
    chosen = here.link_parameters(
        **page_parameters(here.figures, known.theme, known.measure.id, known.area),
        **{"from": years.first or "", "to": years.last or ""},
    )
    view_card.draw_chart(known)
    named = replace(known, name=known.theme.short_name)
    view_card.draw_downloads(named, page, named=True, chosen=chosen)
    page_links.draw(here, page, themes.more_of(known.theme), chosen)


def _draw_runs_on(here: PageFrame, theme: Theme, later: Elsewhere) -> None:
    """Lead to the measure under which Scotland’s figures run on."""
    st.page_link(
        f"pages/{theme.page}.py",
        label=themes.RUNS_ON.format(period=later.figure.period),
        query_params=here.link_parameters(
            **page_parameters(here.figures, theme, later.measure.id, here.area),
        ),
    )


def _draw_peers(here: PageFrame, view: ThemeView, page: str) -> None:
    """Draw the strip of all councils, where there are enough to draw one."""
    strip = theme_peers(here.figures, view, here.today)
    if strip is None:
        return
    view_card.draw_chart(strip, with_lead=True)
    view_card.draw_downloads(strip, page, named=True)
    with st.expander(themes.EVERY_COUNCIL):
        legend = themes.untold(strip.table.notes, view.said)
        table, notes = replace(strip.table, notes=legend), themes.untold(strip.notes, view.said)
        view_card.draw_table(replace(strip, table=table, notes=notes))
        told = (*strip.finding.rest, *strip.finding.caveats)
        more = " ".join(themes.untold(told, view.said))
        st.html(html.paragraph(more) + html.bullets(strip.how_to_read))


def _draw_more(here: PageFrame, view: ThemeView) -> None:
    if view.context:
        with st.expander(themes.OTHER_FIGURES, expanded=not view.panels):
            tables = (
                html.heading(3, shown.caption, "cj-panel-title")
                + html.folding_table(shown, "cj-beside")
                + "".join(html.paragraph(note, "cj-note") for note in shown.notes)
                for shown in view.context.tables
            )
            st.html("".join(tables) + html.paragraph(view.context.source_line, "cj-source"))
    with st.expander("What is counted, and what is not"):
        st.html(_definitions(view))
    view_card.draw_how_to_read(view)
    if view.editions or view.selection.as_at:
        with st.expander(themes.EARLIER_EDITIONS):
            theme_controls.pick_edition(here, view)
            if view.editions:
                st.html(html.table(view.editions, numeric=False))
    _draw_sources(view)


def _draw_sources(view: ThemeView) -> None:
    """List the sources of the chart and its table, then what other figures rest on besides."""
    told = view.context.sources if view.context else ()
    others = [source for source in told if source not in view.sources]
    if not (view.sources or others):
        return
    with st.expander(f"Sources ({len(view.sources) + len(others)})"):
        if view.sources:
            st.html(html.sources(view.sources))
        if others:
            title = html.heading(3, themes.OF_OTHERS, "cj-panel-title")
            st.html(title + html.sources(others))


def _definitions(view: ThemeView) -> str:
    theme, measure = view.theme, view.measure
    pairs = [
        wording.definition_of(theme),
        (measure.name, measure.definition),
        ("Unit of count", measure.unit_of_count or theme.unit_of_count),
        ("Counted by", view.counted_by),
        ("Numerator", theme.numerator),
        ("Denominator", theme.denominator),
    ]
    parts = [html.definitions((name, text) for name, text in pairs if text)]
    for title, texts in (
        ("What is counted", theme.includes),
        ("What is not counted", theme.excludes),
        ("Read with care", (*view.caveats, *view.reading_notes)),
        (wording.TO_CONFIRM, tuple(wording.to_confirm_words(one) for one in theme.to_confirm)),
    ):
        if texts:
            parts.append(html.heading(3, title, "cj-panel-title") + html.bullets(texts))
    return "".join(parts)
