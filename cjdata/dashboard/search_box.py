"""Draws the search: a button on every page, opened by “/”, and what fits, each a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from cjdata.dashboard import html, page_links
from cjdata.dashboard.page_frame import PageFrame
from cjdata.reference.page_list import PageEntry
from cjdata.views.search.found import Found, find
from cjdata.views.search.words import TEXTS

MOST_OF_A_KIND = 6
_TYPED = "search/typed"


@cache
def _component() -> Callable[..., Any]:
    js = Path(__file__).with_name("search_key.js").read_text(encoding="utf-8")
    return st.components.v2.component("cj_search_key", js=js)


def draw(here: PageFrame, pages: tuple[PageEntry, ...]) -> None:
    """Draw the button; when it is pressed, the search in front of the page."""
    with st.container(key="cj-search"):
        pressed = st.button(
            TEXTS.button,
            key="search/open",
            icon=":material/search:",
            type="tertiary",
            help=TEXTS.help,
        )
        _component()(key="search/key")
    if pressed:
        st.session_state.pop(_TYPED, None)
        st.dialog(TEXTS.button)(partial(_draw_found, here, pages))()


def _draw_found(here: PageFrame, pages: tuple[PageEntry, ...]) -> None:
    typed = st.text_input(TEXTS.label, key=_TYPED, placeholder=TEXTS.placeholder)
    if not typed.strip():
        return
    found = find(here.figures, pages, here.area, typed)
    if not found:
        st.html(html.notice([TEXTS.nothing.format(text=typed.strip())]))
        return
    st.html("".join(_kind(here, kind, list(some)) for kind, some in groupby(found, _kind_of)))


def _kind_of(one: Found) -> str:
    return one.kind


def _kind(here: PageFrame, kind: str, found: list[Found]) -> str:
    items = "".join(_item(here, one) for one in found[:MOST_OF_A_KIND])
    more = len(found) - MOST_OF_A_KIND
    rest = html.paragraph(TEXTS.more.format(count=more), "cj-note") if more > 0 else ""
    heading = html.heading(3, TEXTS.by_key("kinds")[kind], "cj-panel-title")
    return f'{heading}<ul class="cj-found">{items}</ul>{rest}'


def _item(here: PageFrame, one: Found) -> str:
    link = page_links.anchor(here, one.page, one.label, place=one.place, **one.parameters)
    detail = f"<span>{html.unbroken_years(one.detail)}</span>" if one.detail else ""
    return f"<li>{link}{detail}</li>"
