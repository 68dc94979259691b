"""Draws the button of a file: one click where it is made at once, else first a bar, then a click.

A file that takes no more than ``QUICK`` seconds is made when its button is pressed: Streamlit
shows a turning ring meanwhile, and gives up after three minutes. Where that fails the browser only
hears that it failed: so the reason is kept, said when the page is next drawn, and the file is then
made the other way, on the page itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cjdata.dashboard import html, progress_bar
from cjdata.dashboard.files.file_offers import FileOffer
from cjdata.dashboard.files.file_row import PLACE
from cjdata.dashboard.page_frame import WHILE_HERE
from cjdata.errors import CjdataError
from cjdata.exports.telling import silent
from cjdata.wording import files as words

QUICK = 2.0
"""Seconds that a person waits without being told where it is."""

_MADE, _FAILED = f"{WHILE_HERE}file made", f"{WHILE_HERE}file failed"


def draw(offer: FileOffer) -> None:
    """Draw the button, and what went wrong the last time."""
    failed, said = _failures(offer), st.container()
    if failed or offer.seconds > QUICK:
        _draw_making(offer, failed)
        if failed:
            said.html(html.notice([words.not_made(offer.kind), *failed], "cj-problem"))
    else:
        _download(offer, _at_once(offer, failed))


def _failures(offer: FileOffer) -> list[str]:
    """Give the list in which the reasons of a failure are kept, a list for each file."""
    lists: dict[str, list[str]] = st.session_state.setdefault(_FAILED, {})
    return lists.setdefault(offer.kind, [])


def _at_once(offer: FileOffer, failed: list[str]) -> Callable[[], bytes]:
    """Give what makes a file when its button is pressed, in a thread that is not the page's."""

    def make() -> bytes:
        try:
            return offer.make(silent)
        except CjdataError as error:
            failed[:] = map(words.reason, error.findings)
            raise
        except Exception:
            failed[:] = [words.TEXTS.unexpected]
            raise

    return make


def _download(offer: FileOffer, data: bytes | Callable[[], bytes]) -> None:
    st.download_button(
        words.DOWNLOAD[offer.kind],
        data=data,
        file_name=offer.name,
        mime=offer.mime,
        on_click="ignore",
        key=f"{PLACE}/download-{offer.kind}",
        width="stretch",
    )


def _draw_making(offer: FileOffer, failed: list[str]) -> None:
    """Draw the button that makes the file, and once it is made that which gives it."""
    place = st.empty()
    made = _made(offer)
    if made is None:
        label = words.AGAIN[offer.kind] if failed else words.MAKE[offer.kind]
        if place.button(label, key=f"{PLACE}/make-{offer.kind}", width="stretch"):
            made = _make(offer, failed, place)
    if made is not None:
        with place.container():
            st.html(html.notice([words.made(offer.kind, len(made))], "cj-made"))
            _download(offer, made)


def _made(offer: FileOffer) -> bytes | None:
    """Give the file that was made, as long as nothing that it depends on has changed."""
    kept = st.session_state.get(_MADE, {}).get(offer.kind)
    return cast("bytes", kept[1]) if kept is not None and kept[0] == offer.key else None


def _make(offer: FileOffer, failed: list[str], place: DeltaGenerator) -> bytes | None:
    """Make the file; a bar shows where it is. None where it failed, with the reasons kept."""
    failed.clear()
    try:
        content = offer.make(progress_bar.bar(place))
    except CjdataError as error:
        failed[:] = map(words.reason, error.findings)
        place.empty()
        return None
    st.session_state.setdefault(_MADE, {})[offer.kind] = (offer.key, content)
    return content
