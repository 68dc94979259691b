"""The frame round every page: navigation, the area and what it is compared with, the address.

``dashboard.py`` opens the frame, runs the page inside it, and closes it. A page asks
``current()`` for it. When Streamlit runs a page's file by itself, without ``dashboard.py``
(it does so for the first address opened on a fresh server, as long as a ``pages`` folder
exists), there is no frame: then ``current()`` makes Streamlit start again the right way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from cjdata import settings, wording
from cjdata.addresses import (
    SHARED_KEYS,
    comparators_text,
    default_comparators,
    write_address,
)
from cjdata.addresses.address_reader import read_keys
from cjdata.contact_setting import Contact, contact
from cjdata.dashboard import html, navigation, sidebar
from cjdata.dashboard.sign_in import return_to_page
from cjdata.errors import CjdataError
from cjdata.library import FigureSet, library
from cjdata.reference.areas import CLACKMANNANSHIRE, Area
from cjdata.reference.page_list import PageEntry
from cjdata.views.view_address import keys_of_page
from cjdata.wording.asking import help_line, report_address
from cjdata.wording.licences import page_foot

WHILE_HERE = "_here/"
"""What begins the names of what a page remembers only as long as the reader stays on it."""

Beside = Callable[["PageFrame", tuple[PageEntry, ...]], None]

_STYLE = Path(__file__).with_name("style.css")
_FRAME, _PAGE, _YEARS = "_frame", "_page", "_years_place"
_WRITTEN, _CONTROLS = "_written_address", "_controls"


@dataclass
class PageFrame:
    """What a page needs to know of what surrounds it.

    Attributes
    ----------
    pages
        The pages that there are, by path, as links name them.
    figures, area, comparators
        What the reader has chosen, ready to use.
    asked
        Who can be asked; None where nobody is named.
    incoming
        The address that brought the reader here, on the run in which it did; else None.
    chosen, defaults
        What the address is to say: the page adds its own keys.
    """

    entry: PageEntry
    pages: Mapping[str, Any]
    figures: FigureSet
    area: Area
    comparators: tuple[Area, ...]
    incoming: Mapping[str, str] | None
    today: date
    asked: Contact | None = None
    messages: list[str] = field(default_factory=list)
    chosen: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)

    @property
    def badge(self) -> str:
        """The mark of figures that are not real."""
        return wording.ILLUSTRATIVE if self.figures.is_illustrative else ""

    def link_parameters(self, **changes: str) -> dict[str, str]:
        """Give the address parameters of another page for the same area, comparison and set."""
        shared = {key: self.chosen.get(key, "") for key in SHARED_KEYS}
        return write_address({**shared, **changes}, self.defaults)

    @property
    def query(self) -> str:
        """The same parameters as the end of an address, for links inside a text."""
        query = urlencode(self.link_parameters())
        return f"?{query}" if query else ""


def current() -> PageFrame:
    """Give the frame of this run."""
    frame = st.session_state.get(_FRAME)
    if frame is None:
        navigation.chosen_page()  # tells Streamlit that pages are chosen by dashboard.py
        st.rerun()
    assert isinstance(frame, PageFrame)  # noqa: S101 - only this module puts it there
    return frame


def run(beside: Beside) -> None:
    """Draw the page that the reader asked for, inside its frame.

    ``beside`` draws what every page has besides, of the frame and all pages that there are.
    """
    chosen = navigation.chosen_page()
    entry = chosen.entry
    return_to_page.go_on(entry, chosen.linked)
    st.html(_STYLE)
    try:
        frame = _open(chosen)
    except CjdataError as error:
        _title(f"{entry.title} – Community justice in Scotland")
        navigation.draw(chosen, {})
        _draw_problem(entry, error)
        return
    _title(wording.page_title(entry.title, frame.area))
    st.html(html.head_of_paper(wording.paper_head(entry.title, frame.area, frame.badge)))
    st.session_state[_FRAME] = frame
    navigation.draw(chosen, frame.link_parameters())
    beside(frame, chosen.entries)
    try:
        chosen.page.run()
    except CjdataError as error:
        _draw_problem(entry, error)
    finally:
        # A frame is good for one run: a page that runs by itself must not find an old one.
        st.session_state.pop(_FRAME, None)
    _draw_foot(frame)
    _write_address(frame)


def _title(text: str) -> None:
    st.set_page_config(page_title=text, layout="wide")


def _open(chosen: navigation.ChosenPage) -> PageFrame:
    entry = chosen.entry
    books = library()
    areas = books.reference().areas
    messages: list[str] = []
    incoming = _incoming(entry, messages)
    if sidebar.NOTICE in st.session_state:
        messages.append(st.session_state.pop(sidebar.NOTICE))
    sidebar.seed(incoming, areas, messages)
    with st.sidebar:
        area = sidebar.pick_area(areas)
        comparators = sidebar.pick_comparators(areas, area)
        years = st.container()
        figures_set = sidebar.pick_set()
    st.session_state[_YEARS] = years
    figures = books.figures(figures_set)
    frame = PageFrame(
        entry,
        chosen.linked,
        figures,
        area,
        comparators,
        incoming,
        date.today(),
        contact(),
        messages,
    )
    frame.chosen = {
        "area": area.name,
        "compare": comparators_text(comparators),
        "set": figures_set,
    }
    frame.defaults = {
        "area": areas.by_code[CLACKMANNANSHIRE].name,
        "compare": comparators_text(default_comparators(areas, area)),
        # A demonstration opens on another set, so there the address always names the set.
        "set": settings.PUBLISHED if settings.opening_set() == settings.PUBLISHED else "",
    }
    return frame


def _incoming(entry: PageEntry, messages: list[str]) -> dict[str, str] | None:
    """Give the parameters of an address that somebody opened or went back to; else None.

    What it says in vain or twice is told.

    The address also changes because the reader moved a control, and a run may still see the
    one before: so on the same page it counts as new only when no control has moved. Links to
    other pages carry what is chosen, so there the address always says it.
    """
    said = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    parameters, problems = read_keys(said, keys_of_page(entry.path))
    state = st.session_state
    is_first, moved = _PAGE not in state, state.get(_PAGE) != entry.path
    state[_PAGE] = entry.path
    if moved:
        _forget_the_other_page()
    if is_first:
        if "set" not in parameters and settings.opening_set() != settings.PUBLISHED:
            parameters["set"] = settings.opening_set()
    elif not moved and (
        parameters == state.get(_WRITTEN) or _controls(entry) != state.get(_CONTROLS)
    ):
        return None
    messages += [problem.message for problem in problems]
    return parameters


def _forget_the_other_page() -> None:
    for key in [key for key in st.session_state if str(key).startswith(WHILE_HERE)]:
        del st.session_state[key]


def _controls(entry: PageEntry) -> dict[str, Any]:
    """Give what every control of a page stands at."""
    return {
        str(key): value
        for key, value in st.session_state.items()
        if key in SHARED_KEYS or str(key).startswith(f"{entry.path}/")
    }


def years_place() -> Any:
    """Give the place in the sidebar where a page puts its choice of years."""
    return st.session_state[_YEARS]


def draw_messages(frame: PageFrame) -> None:
    """Say what was ignored of the address, or of what was typed."""
    if frame.messages:
        st.html(html.notice(frame.messages))


def _draw_problem(entry: PageEntry, error: CjdataError) -> None:
    st.html(html.page_head("", entry.title))
    lines = ["The figures for this page cannot be shown.", *map(str, error.findings)]
    st.html(html.notice(lines, "cj-problem"))


def _draw_foot(frame: PageFrame) -> None:
    shown = frame.figures
    licence = page_foot(shown.sources.values(), illustrative=shown.is_illustrative)
    st.html(
        '<div class="cj-foot">'
        + html.paragraph(licence, "cj-note")
        + html.paragraph(help_line(frame.asked), "cj-note")
        + _report_link(frame)
        + "</div>"
    )


def _report_link(frame: PageFrame) -> str:
    """Give what opens a message with the link of the view, where somebody can be written to."""
    if frame.asked is None:
        return ""
    wanted = urlencode(write_address(frame.chosen, frame.defaults))
    place = urlsplit(st.context.url or "")
    view = urlunsplit((place.scheme, place.netloc, place.path, wanted, ""))
    return html.message_link(
        wording.REPORT_WRONG, report_address(frame.asked, frame.entry.title, view)
    )


def _write_address(frame: PageFrame) -> None:
    wanted = write_address(frame.chosen, frame.defaults)
    st.session_state[_WRITTEN] = wanted
    st.session_state[_CONTROLS] = _controls(frame.entry)
    # A link to the page one is on brings its parameters here, but not into the browser's address.
    if frame.incoming is not None or wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)
