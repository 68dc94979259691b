"""The coordinator's words: kept version by version, so that nothing that was typed is lost."""

from cjdata.words.differences import Piece, compare
from cjdata.words.plain import LIMIT, Block, WordsError, blocks_of
from cjdata.words.printed import as_printed, words_of
from cjdata.words.store import Words, open_words
from cjdata.words.versions import Conflict, Slot, State, Version, outcome_keys

__all__ = [
    "LIMIT",
    "Block",
    "Conflict",
    "Piece",
    "Slot",
    "State",
    "Version",
    "Words",
    "WordsError",
    "as_printed",
    "blocks_of",
    "compare",
    "open_words",
    "outcome_keys",
    "words_of",
]
