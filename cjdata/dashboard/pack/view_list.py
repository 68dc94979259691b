"""Draws the views of the pack in order, each with what it says and what can be done with it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

import streamlit as st

from cjdata.dashboard import html, page_links
from cjdata.dashboard.pack import keyboard_focus, pack_messages, pack_of_visit
from cjdata.dashboard.pack.view_rows import PackRow, rows_of
from cjdata.dashboard.page_frame import PageFrame
from cjdata.pack import Pack, move_down, move_up, remove
from cjdata.views.addressed import ViewAddress
from cjdata.wording import pack_page as words

_ROWS = "_pack_rows"


def rows(here: PageFrame, pack: Pack) -> Mapping[ViewAddress, PackRow]:
    """Give what the list says of each view: made anew only where figures or views have changed."""
    held = st.session_state.get(_ROWS)
    is_current = held is not None and held[0]() is here.figures and held[1] == here.today
    before = held[2] if held is not None and is_current else {}
    made = rows_of(pack, here.figures, here.today, before)
    # A weak reference, so that a visit does not hold on to figures that are no longer current.
    st.session_state[_ROWS] = (weakref.ref(here.figures), here.today, made)
    return made


def draw(here: PageFrame, rows: Mapping[ViewAddress, PackRow]) -> None:
    """Draw the list."""
    with st.container(key="cj-pack-list"):
        for at, row in enumerate(rows.values(), start=1):
            with st.container(key=f"cj-pack-item-{row.key}", gap="xsmall"):
                st.html(_text(row, at))
                _draw_buttons(here, row)


def _text(row: PackRow, at: int) -> str:
    parts = [html.heading(3, words.item_heading(at, row.heading))]
    parts.append(html.paragraph(row.area, "cj-pack-area"))
    if row.said:
        parts.append(html.paragraph(row.said))
    if row.why:
        parts.append(f'<div class="cj-problem">{html.paragraph(row.why)}</div>')
    parts += [html.paragraph(sentence, "cj-pack-change") for sentence in row.changes]
    return f'<div class="cj-pack-item">{"".join(parts)}</div>'


def _draw_buttons(here: PageFrame, row: PackRow) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if row.page is not None:
            chosen = row.parameters(here.chosen["set"], here.defaults["set"])
            page_links.draw(here, row.page.path, words.on_page(row.page.title), chosen)
        _draw_button(row, words.TEXTS.move_up, "up", partial(_move, row, "up"))
        _draw_button(row, words.TEXTS.move_down, "down", partial(_move, row, "down"))
        _draw_button(row, words.TEXTS.take_out, "out", partial(_take_out, row))


def _draw_button(row: PackRow, label: str, name: str, work: Callable[[], None]) -> None:
    """Draw a button; style.css keeps what says which view it is of for screen readers."""
    key = f"pack/{name}/{row.key}"
    said = html.plain(f"{row.heading}, {row.area}")
    st.button(f"{label} *: {said}*", key=key, on_click=work, type="tertiary")


def _move(row: PackRow, where: Literal["up", "down"]) -> None:
    pack = pack_of_visit.pack()
    if pack is None:
        return
    moved = (move_up if where == "up" else move_down)(pack, row.address)
    keyboard_focus.ask(f"pack/{where}/{row.key}")
    if moved == pack:
        refused = words.first_already if where == "up" else words.last_already
        pack_messages.say(refused(row.heading))
        return
    at = moved.addresses.index(row.address) + 1
    pack_messages.change(moved, words.moved(row.heading, at, len(moved.items)))


def _take_out(row: PackRow) -> None:
    pack = pack_of_visit.pack()
    if pack is None:
        return
    keyboard_focus.ask("pack/back")
    pack_messages.change(remove(pack, row.address), words.taken_out(row.heading), can_go_back=True)
