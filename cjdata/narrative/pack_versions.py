"""Versions of saved packs: what was saved, by whom and when, and what cannot be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cjdata.errors import Mistake
from cjdata.narrative.plain_text import WordsError, in_one_line

PackState = Literal["saved", "removed", "aside"]
"""``aside``: kept, but somebody else had saved before, so that it never became the pack."""

BODY_LIMIT = 2_000_000
"""Characters of what a pack holds."""
PACK_NAME_LIMIT = 120
"""Characters of the name of a pack."""

_NOT_KEPT = re.compile("[\0\ud800-\udfff]")  # by PostgreSQL, or by any file


@dataclass(frozen=True, slots=True)
class SavedPack:
    """What was saved once. ``number`` counts within a pack; ``based_on`` is what was changed."""

    id: str
    number: int
    name: str
    area: str
    body: str
    by: str
    saved: datetime
    state: PackState
    based_on: int = 0

    @property
    def said(self) -> tuple[str, ...]:
        """The name, the area and what is in it."""
        return self.name, self.area, self.body


@dataclass(frozen=True, slots=True)
class PackConflict:
    """Somebody saved or removed the pack in between. Nothing is lost: ``theirs`` stays.

    To go on from here: save again with ``base_version`` of the conflict, one's own or a mixture,
    which brings a removed pack back too; or go on with ``theirs``.

    Attributes
    ----------
    mine
        What was to be saved, kept aside; or the version that was to be removed.
    """

    mine: SavedPack
    theirs: SavedPack

    @property
    def base_version(self) -> int:
        """What to save on top of next."""
        return self.theirs.number


def checked_pack(name: str, body: str) -> str:
    """Give the name in one line; refuse what cannot be kept.

    Raises
    ------
    WordsError
        Saying what to do about it.
    """
    line = in_one_line(name)
    if not line:
        raise WordsError(Mistake("the pack", "has no name", "Give it one, then save again."))
    where = f"the pack “{line[:PACK_NAME_LIMIT]}”"
    if len(line) > PACK_NAME_LIMIT:
        what = f"its name has {len(line):,} characters, and {PACK_NAME_LIMIT} is the most"
        fix = f"Shorten the name by {len(line) - PACK_NAME_LIMIT:,}."
        raise WordsError(Mistake(where, what, fix))
    if len(body) > BODY_LIMIT:
        what = f"it takes {len(body):,} characters, and {BODY_LIMIT:,} is the most"
        fix = "Take views out of it, or save it as two packs."
        raise WordsError(Mistake(where, what, fix))
    if _NOT_KEPT.search(body):
        what = "it holds a character that cannot be kept"
        raise WordsError(Mistake(where, what, "Make the pack anew from its views."))
    return line
