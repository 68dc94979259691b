"""The box in which words are written: it hands in what was typed without any click."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from cjdata.dashboard.narrative import visit_texts
from cjdata.dashboard.narrative.report_texts import OutlinePlace
from cjdata.dashboard.narrative.visit_texts import OpenText, TypedText
from cjdata.narrative import LIMIT
from cjdata.wording import writing as says

Heard = Callable[[TypedText], None]

_FILES = Path(__file__).parent
WORDS = {
    "saving": says.TEXTS.saving,
    "saved": says.TEXTS.saved,
    "failed": says.TEXTS.not_saved,
    "silent": says.TEXTS.no_answer,
    "counted": says.TEXTS.counted,
    "long": says.TEXTS.too_long,
    "again": says.TEXTS.try_again,
}


def source(kind: str) -> str:
    """Give one of the three texts that the box is made of: html, css or js."""
    return (_FILES / f"text_box.{kind}").read_text(encoding="utf-8")


@cache
def _component() -> Callable[..., Any]:
    html, css, js = map(source, ("html", "css", "js"))
    return st.components.v2.component(
        "cj_words_editor", html=html, css=css, js=js, isolate_styles=False
    )


def draw(desk: OpenText, place: OutlinePlace, today: date, heard: Heard) -> None:
    """Draw the box. ``heard`` is called with what was typed, before anything is drawn."""
    key = f"words/typed/{desk.editing.slot}"
    _component()(
        key=key,
        data=_data(desk, place, today),
        on_typed_change=partial(_hear, key, heard),
    )


def _data(desk: OpenText, place: OutlinePlace, today: date) -> Mapping[str, Any]:
    editing = desk.editing
    kept = editing.conflict.mine if editing.conflict else editing.version
    return {
        "slot": str(editing.slot),
        "label": says.editor_label(place.section.heading),
        "help": place.section.help,
        "limit": LIMIT,
        "words": WORDS,
        "visit": desk.visit,
        "generation": editing.generation,
        "text": editing.text,
        "base": editing.base,
        "when": says.saved_when(kept.saved, today) if kept else "",
        "client": desk.client,
        "sequence": desk.sequence,
        "problem": says.TEXTS.see_above if editing.problem else "",
        "conflict": editing.conflict is not None,
    }


def _hear(key: str, heard: Heard) -> None:
    message = visit_texts.typed_of(st.session_state[key].get("typed"))
    if message is not None:
        heard(message)
