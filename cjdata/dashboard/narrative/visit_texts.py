"""What the page remembers of a visit while words are written."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from cjdata.dashboard.narrative.text_editing import TextEditing, begin
from cjdata.dashboard.page_frame import WHILE_HERE
from cjdata.dashboard.sign_in.access import Editor
from cjdata.narrative import ReportSlot, WordsStore

_DESKS, _NAME = f"{WHILE_HERE}words", "_words_name"


@dataclass
class OpenText:
    """A text that was opened.

    ``visit`` names this opening of it; ``client`` and ``sequence`` say which of the messages of
    the box has been dealt with.
    """

    editing: TextEditing
    visit: str = field(default_factory=lambda: secrets.token_hex(8))
    client: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class TypedText:
    """What the box hands in.

    Attributes
    ----------
    text
        None where it is longer than a text may be; ``length`` says how long.
    owns
        Whether the text was begun on ``base``, and not on what the server holds open.
    sent
        What was handed in last without an answer; it may have been saved or not.
    """

    slot: str
    client: str
    sequence: int
    generation: int
    base: int
    owns: bool
    length: int
    text: str | None
    sent: str | None = None


_KINDS: Mapping[str, type] = {
    "slot": str,
    "client": str,
    "sequence": int,
    "generation": int,
    "base": int,
    "owns": bool,
    "length": int,
}


def typed_of(message: object) -> TypedText | None:
    """Read what came from the browser; None where it is nothing that the box sends."""
    if not isinstance(message, Mapping):
        return None
    text, sent = message.get("text"), message.get("sent")
    if not (_is_text_or_none(text) and _is_text_or_none(sent)):
        return None
    if not all(isinstance(message.get(name), kind) for name, kind in _KINDS.items()):
        return None
    return TypedText(**{name: message[name] for name in _KINDS}, text=text, sent=sent)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def open_desk(words: WordsStore, slot: ReportSlot) -> OpenText:
    """Open a text at its newest version, unless the person has it before them already.

    That one stays as it is, also where somebody else has saved since: the next save tells.

    Raises
    ------
    WordsError
        When the database cannot be read.
    """
    desks, name = _desks(), str(slot)
    for other in [key for key, desk in desks.items() if desk.editing.is_clean and key != name]:
        del desks[other]
    if name not in desks:
        desks[name] = OpenText(begin(words, slot))
    return desks[name]


def desk_of(slot: str) -> OpenText | None:
    """Give a text that the visit has opened."""
    return _desks().get(slot)


def _desks() -> dict[str, OpenText]:
    desks = st.session_state.setdefault(_DESKS, {})
    assert isinstance(desks, dict)  # noqa: S101 - only this module puts it there
    return desks


def name_of(editor: Editor) -> str:
    """Give the name that goes into the history: who signed in, or what was given on this visit."""
    given = str(st.session_state.get(_NAME, ""))
    return editor.name if editor.is_signed_in or not given else given


def keep_name(name: str) -> None:
    """Keep the name that somebody at this machine gave."""
    st.session_state[_NAME] = " ".join(name.split())
