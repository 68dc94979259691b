"""Draws the words of a report for readers: those that are published, and no control."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.narrative import open_words_store, words_html
from cjdata.dashboard.narrative.report_texts import Held, OutlinePlace
from cjdata.errors import CjdataError
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.report_outlines import Outline
from cjdata.wording import writing as says


def draw(
    area: str, year: str, outline: Outline, places: tuple[OutlinePlace, ...], names: Catalogue
) -> None:
    """Draw what is published, heading by heading; or say that nothing is."""
    try:
        words = open_words_store.words_if_any()
        held = words.written(area, year, outline=outline.id, drafts=False) if words else {}
    except CjdataError:
        st.html(html.notice([says.TEXTS.readers_not_opened], "cj-problem"))
        return
    written = [p for p in places if (p.section.id, p.outcome) in held]
    if not written:
        st.html(html.paragraph(says.TEXTS.none_published))
        return
    parts = [
        _part(outcome, list(group), held, names)
        for outcome, group in groupby(written, key=lambda place: place.outcome)
    ]
    st.html(f'<div class="cj-written">{"".join(parts)}</div>')


def _part(outcome: str, places: list[OutlinePlace], held: Held, names: Catalogue) -> str:
    level = 3 if outcome else 2
    head = html.heading(2, outcome_line(outcome, names)) if outcome else ""
    return head + "".join(_text(place, held, level) for place in places)


def _text(place: OutlinePlace, held: Held, level: int) -> str:
    version = held[(place.section.id, place.outcome)]
    return words_html.printed(place.section, version.body, version.choice, level)


def outcome_line(key: str, names: Catalogue) -> str:
    """Say which outcome a text is on."""
    outcome = next((o for o in names.outcomes if str(o.number) == key), None)
    return says.outcome_line(key, outcome)
