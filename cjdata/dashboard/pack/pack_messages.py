"""What the last click on the pack has done, how to undo it, and what is left to choose."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cjdata.dashboard.pack import pack_of_visit
from cjdata.dashboard.pack.pack_of_visit import SavedPackState
from cjdata.dashboard.page_frame import WHILE_HERE
from cjdata.errors import CjdataError
from cjdata.narrative import PackConflict
from cjdata.pack import Pack

_SAID, _CONFLICT = f"{WHILE_HERE}pack said", f"{WHILE_HERE}pack conflict"


@dataclass(frozen=True)
class PackMessage:
    """What the last click has done.

    Attributes
    ----------
    before
        The pack, and what it was saved as, to bring back where it was replaced.
    """

    lines: tuple[str, ...]
    failed: bool = False
    before: tuple[Pack, SavedPackState | None] | None = None


def exchange(pack: Pack | None, line: str, saved: SavedPackState | None = None) -> None:
    """Take another pack in place of this one, which can be brought back."""
    held = _held()
    pack_of_visit.keep(pack)
    pack_of_visit.keep_saved(saved)
    st.session_state.pop(_CONFLICT, None)
    say(line, before=held)


def change(pack: Pack, line: str, *, can_go_back: bool = False) -> None:
    """Take this pack as what has become of the one before."""
    held = _held() if can_go_back else None
    pack_of_visit.keep(pack)
    say(line, before=held)


def bring_back(line: str) -> None:
    """Take the pack again that was there before the last click."""
    last = said()
    if last is not None and last.before is not None:
        exchange(last.before[0], line, last.before[1])


def _held() -> tuple[Pack, SavedPackState | None] | None:
    held = pack_of_visit.pack()
    return None if held is None else (held, pack_of_visit.saved())


def say(*lines: str, before: tuple[Pack, SavedPackState | None] | None = None) -> None:
    """Keep what to say about what was done."""
    st.session_state[_SAID] = PackMessage(lines, before=before)


def fail(*lines: str) -> None:
    """Keep what to say about what could not be done."""
    st.session_state[_SAID] = PackMessage(lines, failed=True)


def refuse(error: CjdataError, *lines: str) -> None:
    """Keep what was refused, and what that means."""
    fail(*map(str, error.findings), *lines)


def forget() -> None:
    """Say no more about what was done before."""
    st.session_state.pop(_SAID, None)


def said() -> PackMessage | None:
    """Give what there is to say about what was done last."""
    found = st.session_state.get(_SAID)
    return found if isinstance(found, PackMessage) else None


def conflict() -> PackConflict | None:
    """Give what somebody else saved meanwhile, where there is a choice to make."""
    found = st.session_state.get(_CONFLICT)
    return found if isinstance(found, PackConflict) else None


def keep_conflict(conflict: PackConflict | None) -> None:
    """Note that there is a choice to make, or that there is none any more."""
    st.session_state[_CONFLICT] = conflict
