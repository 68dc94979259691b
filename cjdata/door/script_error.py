"""What a reader sees when a page failed in a way that nobody thought of: a number to pass on."""

from __future__ import annotations

import secrets
import traceback

import streamlit as st

from cjdata import events
from cjdata.dashboard import html
from cjdata.wording.standing import TEXTS


def show(error: Exception) -> bool:
    """Write the error into the log under a number, and tell the reader the number.

    Returns
    -------
    bool
        That the page has said it, so that Streamlit does not.
    """
    number = secrets.token_hex(4)
    said = "".join(traceback.format_exception(error))
    events.record("error", number=number, kind=type(error).__name__, trace=said)
    st.html(html.notice([TEXTS.failed_page.format(number=number)], "cj-problem"))
    return True
