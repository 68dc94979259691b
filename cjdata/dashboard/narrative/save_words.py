"""Does what a person asked of a text: the right to write is judged anew every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cjdata.dashboard.narrative import open_words_store, text_editing, visit_texts
from cjdata.dashboard.narrative.text_editing import TextEditing
from cjdata.dashboard.narrative.visit_texts import OpenText, TypedText
from cjdata.dashboard.sign_in import access
from cjdata.errors import CjdataError
from cjdata.narrative import LIMIT, WordsStore
from cjdata.wording import writing as says

Step = Callable[[WordsStore, TextEditing, str], TextEditing]
"""Takes the words, the editing, and who does it."""


def do(desk: OpenText, step: Step) -> None:
    """Do a step; where it is refused or fails, the editing says why and keeps its text."""
    try:
        editor = access.editor()
        if editor is None:
            desk.editing = text_editing.refused(desk.editing, says.TEXTS.no_right)
            return
        name = visit_texts.name_of(editor)
        desk.editing = step(open_words_store.words(), desk.editing, name)
    except CjdataError as error:
        desk.editing = text_editing.refused(desk.editing, *map(str, error.findings))


def hear(message: TypedText) -> None:
    """Save what the box hands in, once."""
    desk = visit_texts.desk_of(message.slot)
    if desk is None or (desk.client == message.client and message.sequence <= desk.sequence):
        return
    desk.client, desk.sequence = message.client, message.sequence
    text = message.text
    if text is None or message.length > LIMIT:
        why = says.too_long(message.length, LIMIT)
        desk.editing = text_editing.refused(desk.editing, why)
    elif message.generation != desk.editing.generation and not message.owns:
        do(desk, lambda w, e, by: text_editing.typed_before(w, e, text, by=by, base=message.base))
    else:
        desk.editing = replace(desk.editing, text=text)
        do(desk, _step(message, text))


def _step(message: TypedText, text: str) -> Step:
    if message.owns:
        return lambda w, e, by: text_editing.typed_elsewhere(
            w, e, text, by=by, base=message.base, sent=message.sent
        )
    return lambda w, e, by: text_editing.typed(w, e, text, by=by)
