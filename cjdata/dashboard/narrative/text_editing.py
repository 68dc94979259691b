"""The editing of one text: what stands in the box, on which version, and what came of saving it.

Pure but for the store: every function takes an editing and gives the next one. Whatever was
handed in once without a problem is a version of the history from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from cjdata.narrative import ReportSlot, WordsConflict, WordsError, WordsStore, WordsVersion
from cjdata.narrative.plain_text import tidy
from cjdata.narrative.words_transaction import WordsTransaction
from cjdata.wording import writing as says

Answer = WordsVersion | WordsConflict


@dataclass(frozen=True, slots=True)
class TextEditing:
    """What a person has before them.

    Attributes
    ----------
    base
        The number of the version that the text was changed from; 0 where there was none.
    generation
        Goes up when the text is another one that nobody typed into the box.
    version
        What was saved last.
    conflict
        Set as long as somebody else's text waits for a choice.
    problem
        Why the text is not saved; empty where it is.
    """

    slot: ReportSlot
    text: str = ""
    choice: str = ""
    base: int = 0
    generation: int = 0
    version: WordsVersion | None = None
    conflict: WordsConflict | None = None
    problem: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether all of it is saved, and nothing is to be chosen."""
        return not self.problem and self.conflict is None


def begin(words: WordsStore, slot: ReportSlot) -> TextEditing:
    """Open a text at its newest version.

    Raises
    ------
    WordsError
        When the database cannot be read.
    """
    head = words.current(slot)
    if head is None:
        return TextEditing(slot)
    return TextEditing(slot, head.body, head.choice, head.number, version=head)


def typed(words: WordsStore, editing: TextEditing, text: str, *, by: str) -> TextEditing:
    """Save what was typed."""
    return _saved(words, replace(editing, text=text), by)


def typed_elsewhere(
    words: WordsStore,
    editing: TextEditing,
    text: str,
    *,
    by: str,
    base: int,
    sent: str | None = None,
) -> TextEditing:
    """Save what was begun on ``base``, before a reload or on a server that is gone.

    What was ``sent`` last and never answered may be saved by now: then the text goes on from
    there, and where it is that very text, nothing is left to save.

    Raises
    ------
    WordsError
        When the database cannot be read.
    """
    head = words.current(editing.slot)
    if sent is not None and head and head.body == tidy(sent):
        base = head.number
    elif sent == text and _was_saved(words, editing.slot, text, base):
        return replace(begin(words, editing.slot), generation=editing.generation + 1)
    return _saved(words, replace(editing, text=text, base=base), by)


def _was_saved(words: WordsStore, slot: ReportSlot, text: str, base: int) -> bool:
    later = (v for v in words.history(slot, every=True) if v.number > base)
    return any(v.body == tidy(text) and v.state != "aside" for v in later)


def typed_before(
    words: WordsStore, editing: TextEditing, text: str, *, by: str, base: int
) -> TextEditing:
    """Keep what was typed into a text that has been replaced since: aside, in the history."""
    kept = _saved(words, replace(editing, text=text, base=base), by)
    return replace(editing, problem=kept.problem)


def refused(editing: TextEditing, *lines: str) -> TextEditing:
    """Say why a text was not even tried to save."""
    return replace(editing, problem=lines)


def chosen(words: WordsStore, editing: TextEditing, choice: str, *, by: str) -> TextEditing:
    """Save another answer to the assessment, with the text as it is."""
    return _saved(words, replace(editing, choice=choice), by)


def keep_mine(words: WordsStore, editing: TextEditing, *, by: str) -> TextEditing:
    """Settle a conflict: the text of the box goes on top of theirs."""
    if editing.conflict is None:
        return editing
    return _tried(words, editing, editing, editing.conflict.base_version, by)


def take_theirs(words: WordsStore, editing: TextEditing, *, by: str) -> TextEditing:
    """Settle a conflict: their text goes into the box; that of the box is kept aside first."""
    kept = _saved(words, editing, by)
    theirs = kept.conflict.theirs if kept.conflict else None
    if kept.problem or theirs is None:
        return kept
    return replace(
        kept,
        text=theirs.body,
        choice=theirs.choice,
        base=theirs.number,
        generation=kept.generation + 1,
        version=theirs,
        conflict=None,
    )


def put_both(words: WordsStore, editing: TextEditing, *, by: str) -> TextEditing:
    """Settle a conflict: both texts go into the box, theirs first, and are saved on theirs."""
    theirs = editing.conflict.theirs if editing.conflict else None
    if theirs is None:
        return keep_mine(words, editing, by=by)
    both = f"{theirs.body.rstrip()}\n\n{says.LINE}\n\n{editing.text.lstrip()}"
    choice = editing.choice or theirs.choice
    joined = replace(editing, text=both, choice=choice, generation=editing.generation + 1)
    return _tried(words, editing, joined, theirs.number, by)


def publish(words: WordsStore, editing: TextEditing, *, by: str) -> TextEditing:
    """Show the text to readers."""
    return _after(
        editing,
        lambda: words.publish(
            editing.slot, editing.text, by=by, base_version=editing.base, choice=editing.choice
        ),
    )


def take_back(words: WordsStore, editing: TextEditing, *, by: str) -> TextEditing:
    """Show readers nothing here any more; the text stays, as a draft."""

    def work(writing: WordsTransaction) -> Answer:
        slot, text, choice = editing.slot, editing.text, editing.choice
        held = writing.put(slot, text, by=by, base_version=editing.base, choice=choice)
        if isinstance(held, WordsConflict):
            return held
        empty = writing.put(slot, "", by=by, base_version=held.number, state="published")
        if isinstance(empty, WordsConflict):
            return empty
        return writing.put(slot, text, by=by, base_version=empty.number, choice=choice)

    return _after(editing, lambda: words.together(work))


def bring_back(
    words: WordsStore, editing: TextEditing, version: WordsVersion, *, by: str
) -> TextEditing:
    """Make an earlier version the text again, as a new draft; that of the box is saved first."""
    kept = _saved(words, editing, by)
    if not kept.is_clean:
        return kept
    again = replace(kept, text=version.body, choice=version.choice, generation=kept.generation + 1)
    return _tried(words, kept, again, kept.base, by)


def _saved(words: WordsStore, editing: TextEditing, by: str) -> TextEditing:
    def save(base: int) -> Answer:
        return words.save(
            editing.slot, editing.text, by=by, base_version=base, choice=editing.choice
        )

    def work() -> Answer:
        answer = save(editing.base)
        if isinstance(answer, WordsConflict) and answer.theirs is None:
            return save(0)  # another database was put in the place of the old one
        return answer

    return _after(editing, work)


def _tried(
    words: WordsStore, before: TextEditing, wanted: TextEditing, base: int, by: str
) -> TextEditing:
    """Save another text than that of the box; where that fails the box stays as it was."""
    saved = _saved(words, replace(wanted, base=base, conflict=None), by)
    return replace(before, problem=saved.problem) if saved.problem else saved


def _after(editing: TextEditing, work: Callable[[], Answer]) -> TextEditing:
    try:
        answer = work()
    except WordsError as error:
        return replace(editing, problem=tuple(map(str, error.findings)))
    if isinstance(answer, WordsConflict):
        return replace(editing, conflict=answer, problem=())
    return replace(editing, base=answer.number, version=answer, conflict=None, problem=())
