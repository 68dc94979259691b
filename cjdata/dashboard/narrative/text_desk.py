"""Draws one text to be written: what it is on, the box, the preview, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from cjdata.dashboard import html
from cjdata.dashboard.narrative import (
    open_words_store,
    save_conflict,
    save_words,
    text_box,
    text_editing,
    text_history,
    visit_texts,
    words_html,
)
from cjdata.dashboard.narrative.report_texts import OutlinePlace, is_written, state_of
from cjdata.dashboard.narrative.visit_texts import OpenText
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.narrative import ReportSlot, WordsVersion
from cjdata.wording import writing as says


@dataclass(frozen=True)
class TextSurroundings:
    """What is drawn round a text: all that a fragment cannot ask the page for.

    ``about`` is the line on its outcome and what the figures say, as HTML; ``state`` how far the
    text was when the page was drawn.
    """

    slot: ReportSlot
    place: OutlinePlace
    about: str
    state: str
    today: date


@st.fragment
def draw(sheet: TextSurroundings) -> None:
    """Draw the text. Saving it as it is typed draws this part alone."""
    desk = visit_texts.desk_of(str(sheet.slot))
    if desk is None:
        return
    section = sheet.place.section
    st.html(html.heading(2, section.heading, "cj-file") + sheet.about)
    problem = st.container()
    done = save_conflict.draw(desk, section)
    writing, printed = st.columns([3, 2], gap="medium")
    with writing:
        _draw_choice(desk, sheet.place)
        text_box.draw(desk, sheet.place, sheet.today, save_words.hear)
        done |= _draw_standing(desk, sheet)
    with printed:
        st.html(words_html.preview(section, desk.editing.text, desk.editing.choice))
    done |= text_history.draw(desk)
    _draw_name()
    with problem:
        save_conflict.draw_problem(desk)
    if done and not desk.editing.problem:
        st.rerun()


def _draw_choice(desk: OpenText, place: OutlinePlace) -> None:
    choices = {"": says.TEXTS.no_choice} | {c.id: c.label for c in place.section.choices}
    if len(choices) == 1:
        return
    editing = desk.editing
    if editing.choice:
        choices.setdefault(editing.choice, editing.choice)
    key = f"words/choice/{editing.slot}/{desk.visit}/{editing.generation}"

    def chosen() -> None:
        choice = str(st.session_state[key])
        save_words.do(desk, lambda w, e, by: text_editing.chosen(w, e, choice, by=by))

    st.radio(
        says.TEXTS.choice_label,
        list(choices),
        index=list(choices).index(editing.choice),
        key=key,
        format_func=lambda choice: html.plain(choices[choice]),
        horizontal=True,
        on_change=chosen,
    )


def _draw_standing(desk: OpenText, sheet: TextSurroundings) -> bool:
    """Say who saved when and what readers see; the buttons. True when the page is to follow."""
    if not desk.editing.is_clean:
        return False  # told above; a database in trouble is not asked for more
    try:
        seen = open_words_store.words().current(desk.editing.slot, drafts=False)
    except CjdataError:
        return False
    seen = seen if is_written(seen) else None
    st.html(html.paragraph(_standing(desk, seen), "cj-note"))
    pressed = _draw_buttons(desk, seen)
    if pressed or not desk.editing.is_clean:
        return pressed
    return state_of(desk.editing.version, seen) != sheet.state


def _standing(desk: OpenText, seen: WordsVersion | None) -> str:
    last = desk.editing.version
    if last is None or not (is_written(last) or seen):
        return says.TEXTS.nothing_yet
    return says.standing_line(
        last.by,
        last.saved,
        is_seen=last.state == "published" and is_written(last),
        seen_since=seen.saved if seen else None,
    )


def _draw_buttons(desk: OpenText, seen: WordsVersion | None) -> bool:
    editing = desk.editing
    last = editing.version
    is_new = is_written(last) and not (last and last.state == "published")
    with st.container(horizontal=True, gap="small"):
        show = st.button(
            says.TEXTS.show_again if seen else says.TEXTS.show,
            type="primary",
            key="words/show",
            disabled=not is_new,
        )
        back = seen is not None and st.button(
            says.TEXTS.take_back,
            key="words/take back",
            help=says.TEXTS.take_back_help,
        )
    if show:
        save_words.do(desk, lambda w, e, by: text_editing.publish(w, e, by=by))
    elif back:
        save_words.do(desk, lambda w, e, by: text_editing.take_back(w, e, by=by))
    return bool(show or back)


def _draw_name() -> None:
    """Let somebody at this machine give the name that the history says."""
    editor = access.editor()
    if editor is None or editor.is_signed_in:
        return
    name = st.text_input(
        says.TEXTS.name_label, value=visit_texts.name_of(editor), key="words/name", width=320
    )
    visit_texts.keep_name(name or "")
