"""Draws the local plan: its measures by outcome, then local evidence beside the indicators."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cjdata.dashboard import html, page_frame, page_links, view_card
from cjdata.dashboard.page_choices import PageControls
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.reference.areas import CLACKMANNANSHIRE
from cjdata.views.local_evidence import words as local_evidence
from cjdata.views.local_evidence.data import EvidencePart, EvidenceView, evidence_view
from cjdata.views.plan import words
from cjdata.views.plan.choices import plan_edition
from cjdata.views.plan.data import (
    ContextSeries,
    OutcomePart,
    PlanView,
    editions_of_plans,
    plan_view,
)
from cjdata.views.table import Table
from cjdata.views.view import View
from cjdata.wording import AbsenceNote


def draw() -> None:
    """Draw the page for the area chosen."""
    here = page_frame.current()
    head, choice, body = st.container(), st.container(), st.container()
    with choice:
        draws = {"edition": partial(st.selectbox, words.PLAN_TITLE)}
        edition = plan_edition(here.figures, here.area, PageControls(here, draws))
    view = plan_view(here.figures, here.area.code, here.today, edition)
    with head:
        page_frame.draw_messages(here)
        _draw_head(here, view)
    with body:
        _draw_plan(here, view)
        _draw_evidence(here, evidence_view(here.figures, here.area.code, here.today))


def _draw_head(here: PageFrame, view: PlanView) -> None:
    title = f"{words.PLAN_TITLE}: {here.area.name}"
    parts = [
        html.page_head(words.PLAN_KICKER, title, here.badge),
        html.finding(view.finding, here.query),
    ]
    reference = here.figures.reference
    if reference.plans.mistakes:
        lines = [words.PLANS_LEFT_OUT, *map(str, reference.plans.mistakes)]
        parts.append(html.notice(lines, "cj-problem"))
    st.html("".join((*parts, html.left_out(reference.mistakes))))


def _draw_plan(here: PageFrame, view: PlanView) -> None:
    if view.absence:
        st.html(html.absence(view.absence))
        _draw_way_to_a_plan(here)
        return
    mark = html.paragraph(words.REAL_MARK, "cj-real-mark") if here.badge else ""
    st.html(html.heading(2, view.heading, "cj-chart-heading") + mark)
    for part in view.parts:
        st.html(_outcome(part))
    st.html(_notes(view))
    _draw_foot(here, view)


def _draw_way_to_a_plan(here: PageFrame) -> None:
    held = here.figures.areas.by_code[CLACKMANNANSHIRE]
    if editions_of_plans(here.figures, held.code):
        label = words.SEE_A_PLAN + held.name
        page_links.draw(here, here.entry.path, label, here.link_parameters(area=held.name))


def _draw_evidence(here: PageFrame, view: EvidenceView) -> None:
    mark = html.paragraph(here.badge, "cj-local-mark") if here.badge else ""
    st.html(
        '<div class="cj-local-head">'
        + html.heading(2, view.heading, "cj-chart-heading")
        + mark
        + html.paragraph(view.finding.text)
        + "</div>"
    )
    for part in view.parts:
        _draw_part(here, part)
    if view.absence:
        _draw_absence(here, view.absence)
    if view.closing:
        st.html(html.paragraph(view.closing, "cj-note"))
    if view.parts:
        st.html(html.paragraph(view.source_line, "cj-source"))
        _draw_foot(here, view)


def _draw_part(here: PageFrame, part: EvidencePart) -> None:
    notes = "".join(html.paragraph(note, "cj-note") for note in part.notes)
    local = _side(local_evidence.LOCAL_LABEL, part.local) + notes
    national = _side(local_evidence.NATIONAL_LABEL, part.national) if part.national else ""
    st.html(
        html.heading(3, part.name, "cj-outcome")
        + f'<div class="cj-local"><div>{local}</div><div>{national}</div></div>'
    )
    if part.theme:
        page_links.draw(here, part.theme.page, f"More: {part.name}", here.link_parameters())


def _side(label: str, table: Table) -> str:
    """Give one of the two tables of an indicator, under what kind of figures it holds."""
    return html.heading(4, label, "cj-side") + html.folding_table(table)


def _draw_absence(here: PageFrame, note: AbsenceNote) -> None:
    st.html(html.absence(note))
    if access.may_be_offered_loading():
        label = local_evidence.GET_THE_TEMPLATE
        page_links.draw(here, "add-data", label, here.link_parameters())


def _draw_foot(here: PageFrame, view: View) -> None:
    view_card.draw_downloads(view, here.entry.path, named=True)
    view_card.draw_how_to_read(view)


def _outcome(part: OutcomePart) -> str:
    """Give the measures under an outcome: a table of figures, and a list of bare names."""
    table = html.folding_table(part.table, "cj-plan") if part.table else ""
    names = [f"{cell.text}. {cell.qualifier}" for cell in part.new]
    beside = "".join(map(_context, part.contexts))
    new = html.paragraph(words.BARE, "cj-note") + html.bullets(names) if names else ""
    return (
        html.heading(3, part.outcome, "cj-outcome")
        + f'<div class="cj-bare">{table}{beside}{new}</div>'
    )


def _context(one: ContextSeries) -> str:
    """Give a series that is read beside a measure of the plan, under what it is."""
    return (
        html.heading(4, one.table.caption, "cj-side")
        + html.paragraph(one.said, "cj-note")
        + html.folding_table(one.table, "cj-beside")
        + html.paragraph(one.source_line, "cj-source")
    )


def _notes(view: PlanView) -> str:
    told = {one.said for part in view.parts for one in part.contexts}
    lines = (note for note in view.notes if note not in told)
    notes = "".join(html.paragraph(note, "cj-note") for note in lines)
    return notes + html.paragraph(view.source_line, "cj-source")
