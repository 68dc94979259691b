"""Leads readers back to the page that they left to sign in or out, with the pack they had.

Streamlit brings everybody back to the first page, as a new visit. What it leaves in the browser
all the while is the token that tells this browser's requests from forged ones: by that the page
is found again. Where it cannot be, the reader stays on the first page.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cjdata.reference.page_list import HOME, PageEntry

_COOKIE = "_streamlit_xsrf"
_COUNTS_FOR = 15 * 60
"""In seconds: signing in with a second device takes its time."""
_MOST = 1000
_SEEN = "_has_come"


@dataclass(frozen=True)
class PageToReturnTo:
    """A page that somebody left: its path, what its address said, what to take along, and when."""

    path: str
    parameters: Mapping[str, str]
    luggage: Mapping[str, Any]
    at: float


_left: dict[str, PageToReturnTo] = {}
_lock = threading.Lock()


def remember(entry: PageEntry, luggage: Mapping[str, Any]) -> None:
    """Keep where the reader is, to lead them back, and what the new visit is to know."""
    browser = this_browser()
    if not browser:
        return
    left = PageToReturnTo(entry.path, st.query_params.to_dict(), luggage, time.time())
    with _lock:
        _left.pop(browser, None)
        _left[browser] = left
        while len(_left) > _MOST:
            del _left[next(iter(_left))]


def go_on(entry: PageEntry, pages: Mapping[str, Any]) -> None:
    """Lead a reader who comes to the first page from signing in or out back to where they were.

    ``pages`` are the pages that there are, by path, as links name them.
    """
    is_first = _SEEN not in st.session_state
    st.session_state[_SEEN] = True
    if not is_first or entry != HOME or st.query_params.to_dict():
        return
    browser = this_browser()
    with _lock:
        left = _left.pop(browser, None)
    if left and left.path in pages and time.time() - left.at <= _COUNTS_FOR:
        for key, value in left.luggage.items():
            st.session_state[key] = value
        st.switch_page(pages[left.path], query_params=dict(left.parameters))


def this_browser() -> str:
    """Name the browser of this visit; empty where it shows no token."""
    return browser_of(st.context.cookies.to_dict().get(_COOKIE, ""))


def browser_of(cookie: str) -> str:
    """Give the token of a browser from its cookie, in which it is masked anew for every page.

    The cookie says ``2|mask|masked token|time``; empty where it says anything else.
    """
    try:
        version, mask, masked, _ = cookie.strip("\"'").split("|")
        key, token = bytes.fromhex(mask), bytes.fromhex(masked)
    except ValueError:
        return ""
    if version != "2" or len(key) != 4 or len(token) < 16:
        return ""
    return bytes(byte ^ key[place % 4] for place, byte in enumerate(token)).hex()
