"""Draws the coordinator's words: writing, preview, versions; for readers what is published."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cjdata import settings
from cjdata.addresses.address_reader import Choices
from cjdata.dashboard import html, page_choices
from cjdata.dashboard.narrative import (
    open_words_store,
    published_words,
    text_box_waking,
    text_desk,
    visit_texts,
)
from cjdata.dashboard.narrative.report_texts import (
    OutlinePlace,
    ReportProgress,
    beside,
    places_of,
    report_choices,
    state_of,
    year_choices,
)
from cjdata.dashboard.narrative.text_desk import TextSurroundings
from cjdata.dashboard.narrative.text_editing import refused
from cjdata.dashboard.narrative.visit_texts import OpenText
from cjdata.dashboard.page_frame import PageFrame
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.exports.report.figures import part_of
from cjdata.narrative import ReportSlot
from cjdata.reference.report_outlines import Outline, load_outlines
from cjdata.wording import writing as says


def draw(here: PageFrame) -> None:
    """Draw the part: for editors one text at a time, for readers what is published."""
    outlines = load_outlines(settings.home() / "reference" / "outlines")
    with st.container(key="cj-words-report", horizontal=True, gap="small"):
        report = partial(st.selectbox, says.TEXTS.report_label)
        outline = outlines[page_choices.pick(here, report_choices(outlines), report)]
        years = partial(st.selectbox, says.TEXTS.year_label, width=200)
        year = page_choices.pick(here, year_choices(here.today), years)
    places = places_of(outline, here.figures.catalogue)
    if not access.may_edit(here.messages):
        catalogue = here.figures.catalogue
        published_words.draw(here.area.code, year, outline, places, catalogue)
        return
    _draw_for_editors(here, year, outline, places)


def _draw_for_editors(
    here: PageFrame, year: str, outline: Outline, places: tuple[OutlinePlace, ...]
) -> None:
    area = here.area.code
    trouble: tuple[str, ...] = ()
    try:
        progress = _read_progress(area, year, outline, places)
    except CjdataError as error:
        progress, trouble = ReportProgress(places, {}, {}), tuple(map(str, error.findings))
    else:
        _draw_progress(progress)
    place = _pick_text(here, places)
    slot = place.slot(area, year, outline)
    desk = _opened(slot, trouble)
    if desk is None:
        return
    seen = progress.seen.get((slot.section, slot.outcome))
    state = state_of(desk.editing.version, seen)
    text_desk.draw(TextSurroundings(slot, place, _about(here, place, year), state, here.today))
    text_box_waking.draw()


def _read_progress(
    area: str, year: str, outline: Outline, places: tuple[OutlinePlace, ...]
) -> ReportProgress:
    words = open_words_store.words()
    newest = words.written(area, year, outline=outline.id, drafts=True)
    seen = words.written(area, year, outline=outline.id, drafts=False)
    return ReportProgress(places, newest, seen)


def _draw_progress(progress: ReportProgress) -> None:
    st.html(html.paragraph(progress.line))
    with st.expander(says.TEXTS.all_texts):
        st.html(html.folding_table(progress.table))


def _opened(slot: ReportSlot, trouble: tuple[str, ...]) -> OpenText | None:
    """Open a text; in trouble only one that the person has before them stays on the screen."""
    if not trouble:
        try:
            return visit_texts.open_desk(open_words_store.words(), slot)
        except CjdataError as error:
            trouble = tuple(map(str, error.findings))
    desk = visit_texts.desk_of(str(slot))
    if desk:
        desk.editing = refused(desk.editing, *trouble)
    else:
        st.html(html.notice([says.TEXTS.not_opened, *trouble], "cj-problem"))
    return desk


def _pick_text(here: PageFrame, places: tuple[OutlinePlace, ...]) -> OutlinePlace:
    """Draw the choice of a text, and the way to those beside it.

    The browser knows a choice by its label alone, so no label says how far a text is: when that
    changed, the choice would jump to the first text.
    """
    by_key = {place.key: place for place in places}
    keys = list(by_key)
    labels = {key: place.label for key, place in by_key.items()}
    with st.container(
        key="cj-words-text", horizontal=True, vertical_alignment="bottom", gap="small"
    ):
        texts = Choices("text", labels, keys[0], "text of this report")
        key = page_choices.pick(here, texts, partial(st.selectbox, says.TEXTS.text_label))
        before, after = beside(keys, key)
        for label, other in ((says.TEXTS.previous, before), (says.TEXTS.next, after)):
            st.button(
                label,
                key=f"words/{label}",
                disabled=not other,
                on_click=_go_to,
                args=(f"{here.entry.path}/text", other),
            )
    return by_key[key]


def _go_to(name: str, key: str) -> None:
    st.session_state[name] = key


def _about(here: PageFrame, place: OutlinePlace, year: str) -> str:
    """Give the outcome that a text is on, and what the report says of its figures."""
    if not place.outcome:
        return ""
    line = html.paragraph(published_words.outcome_line(place.outcome, here.figures.catalogue))
    part = part_of(here.figures, here.area, year, place.outcome, here.today)
    leads = [view.finding.lead for view in part.views] or [says.TEXTS.no_figures]
    found = html.paragraph(says.TEXTS.figures_say, "cj-note") + html.bullets(leads)
    return f'{line}<div class="cj-figures-say">{found}</div>'
