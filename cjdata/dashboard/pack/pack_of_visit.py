"""The pack of a visit: the one that the reader is collecting. The next visit goes on with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cjdata.dashboard.pack import remembered_pack
from cjdata.dashboard.pack.remembered_pack import RememberedPack
from cjdata.narrative import SavedPack
from cjdata.pack import Pack

PAGE = "meeting-pack"
"""The path of the page that shows the pack."""

_PACK, _SAVED, _WRITTEN = "_pack", "_pack_saved", "_pack_written"


@dataclass(frozen=True)
class SavedPackState:
    """What the database holds of a pack: the version to save on top of.

    Attributes
    ----------
    pack
        The same as a pack; None where the one on the screen is not, or comes from an earlier
        version.
    """

    pack: Pack | None
    version: SavedPack


def pack() -> Pack | None:
    """Give the pack of this visit; None before anything was put in."""
    if _PACK not in st.session_state:
        _go_on()
    found = st.session_state[_PACK]
    return found if isinstance(found, Pack) else None


def of_visit() -> dict[str, Any]:
    """Give what another visit must know to go on with the pack of this one."""
    return {
        key: st.session_state[key] for key in (_PACK, _SAVED, _WRITTEN) if key in st.session_state
    }


def keep(pack: Pack | None) -> None:
    """Make this the pack of the visit."""
    st.session_state[_PACK] = pack
    _remember()


def saved() -> SavedPackState | None:
    """Give the saved pack that this one was opened from or saved as, if any."""
    found = st.session_state.get(_SAVED)
    return found if isinstance(found, SavedPackState) else None


def keep_saved(saved: SavedPackState | None) -> None:
    """Note what the pack is saved as."""
    st.session_state[_SAVED] = saved
    _remember()


def is_saved_as_it_is() -> bool:
    """Say whether nothing has changed since the pack was saved or opened."""
    last = saved()
    return last is not None and last.pack is not None and pack() == last.pack


def note_link(text: str) -> None:
    """Remember that a link was written here, so that it is never taken for somebody else’s."""
    mark = mark_of(text)
    if mark not in links():
        st.session_state[_WRITTEN] = links() | {mark}
        _remember()


def links() -> frozenset[str]:
    """Give the marks of the links that were written here."""
    found = st.session_state.get(_WRITTEN)
    return found if isinstance(found, frozenset) else frozenset()


def mark_of(text: str) -> str:
    """Give a short mark of a link."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _remember() -> None:
    last = saved()
    version = last.version if last else None
    remembered_pack.remember(RememberedPack(pack(), version, is_saved_as_it_is(), links()))


def _go_on() -> None:
    """Take up what the last visit of this browser has left."""
    left = remembered_pack.recall() or RememberedPack(None)
    state = st.session_state
    state[_PACK], state[_WRITTEN] = left.pack, left.written
    if left.version is not None:
        state[_SAVED] = SavedPackState(left.pack if left.is_as_saved else None, left.version)
