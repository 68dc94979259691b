"""Does what a person asked of a text: the right to write is judged anew every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cjdata.dashboard import access, held_words, words_state, words_visit
from cjdata.dashboard.words_state import Editing
from cjdata.dashboard.words_visit import Desk, Typed
from cjdata.errors import CjdataError
from cjdata.narrative import LIMIT, WordsStore
from cjdata.wording import writing as says

Step = Callable[[WordsStore, Editing, str], Editing]
"""Takes the words, the editing, and who does it."""


def do(desk: Desk, step: Step) -> None:
    """Do a step; where it is refused or fails, the editing says why and keeps its text."""
    try:
        editor = access.editor()
        if editor is None:
            desk.editing = words_state.refused(desk.editing, says.TEXTS.no_right)
            return
        name = words_visit.name_of(editor)
        desk.editing = step(held_words.words(), desk.editing, name)
    except CjdataError as error:
        desk.editing = words_state.refused(desk.editing, *map(str, error.findings))


def hear(message: Typed) -> None:
    """Save what the box hands in, once."""
    desk = words_visit.desk_of(message.slot)
    if desk is None or (desk.client == message.client and message.sequence <= desk.sequence):
        return
    desk.client, desk.sequence = message.client, message.sequence
    text = message.text
    if text is None or message.length > LIMIT:
        why = says.too_long(message.length, LIMIT)
        desk.editing = words_state.refused(desk.editing, why)
    elif message.generation != desk.editing.generation and not message.owns:
        do(desk, lambda w, e, by: words_state.typed_before(w, e, text, by=by, base=message.base))
    else:
        desk.editing = replace(desk.editing, text=text)
        do(desk, _step(message, text))


def _step(message: Typed, text: str) -> Step:
    if message.owns:
        return lambda w, e, by: words_state.typed_elsewhere(
            w, e, text, by=by, base=message.base, sent=message.sent
        )
    return lambda w, e, by: words_state.typed(w, e, text, by=by)
