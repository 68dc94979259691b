"""Finding one's way: the pages by their place on the way through justice.

Streamlit's own navigation is hidden, for two reasons: its links forget the area and the set of
figures, and on a phone it is a list that screen readers cannot follow. The links here carry
what the reader has chosen, so that one press of Back leads back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from cjdata.dashboard import html
from cjdata.errors import CjdataError
from cjdata.library import library
from cjdata.reference.page_list import HOME, PageEntry, folder, page_entries


@dataclass(frozen=True)
class ChosenPage:
    """The page asked for, ready to run, its entry, every entry, and each page as links name it."""

    page: Any
    entry: PageEntry
    entries: tuple[PageEntry, ...]
    linked: Mapping[str, Any]


def chosen_page() -> ChosenPage:
    """Declare the pages to Streamlit; give the one asked for."""
    entries = _entries()
    files = {entry.path: folder() / f"{entry.path}.py" for entry in entries}
    declared = {e.path: st.Page(files[e.path], title=e.title, url_path=e.path) for e in entries}
    # The default page has no path of its own: the first page stands under both addresses.
    start = st.Page(files[HOME.path], title=HOME.title, url_path="start", default=True)
    page = st.navigation([start, *declared.values()], position="hidden")
    entry = next((e for e in entries if e.path == page.url_path), HOME)
    return ChosenPage(page, entry, entries, {**declared, HOME.path: start})


def _entries() -> tuple[PageEntry, ...]:
    try:
        return page_entries(library().reference().catalogue)
    except CjdataError:  # Nothing sound could be read: the page asked for says what is wrong.
        return page_entries(None)


def draw(chosen: ChosenPage, parameters: Mapping[str, str]) -> None:
    """Draw the pages: in a bar along the top, and in a part that opens on narrow screens.

    Which of the two is seen is up to style.css. ``parameters`` go into every address.
    """
    current = chosen.entry
    with st.container(key="cj-bar", horizontal=True, vertical_alignment="center", gap="xxsmall"):
        for section, group in groupby(chosen.entries, key=lambda entry: entry.section):
            entries = list(group)
            if len(entries) == 1:
                _draw_link(chosen, entries[0], parameters)
                continue
            # The key makes the part close when another page is drawn.
            label = f"**{section}**" if current in entries else section
            with st.popover(label, key=f"cj-bar-{section}-{current.path}", type="tertiary"):
                for entry in entries:
                    _draw_link(chosen, entry, parameters)
    query = urlencode(parameters)
    st.html(html.page_list(chosen.entries, current, f"?{query}" if query else ""))


def _draw_link(chosen: ChosenPage, entry: PageEntry, parameters: Mapping[str, str]) -> None:
    # The declared page, not its file: Streamlit would look for the file again at each link.
    page = chosen.linked[entry.path]
    st.page_link(page, label=entry.title, query_params=dict(parameters))
