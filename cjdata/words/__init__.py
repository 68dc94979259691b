"""The coordinator's words, and saved packs: kept version by version, so that nothing is lost."""

from cjdata.words.differences import Piece, compare
from cjdata.words.pack_versions import (
    BODY_LIMIT,
    PACK_NAME_LIMIT,
    PackConflict,
    PackState,
    SavedPack,
)
from cjdata.words.packs import SavedPacks
from cjdata.words.plain import LIMIT, Block, WordsError, blocks_of
from cjdata.words.printed import as_printed, words_of
from cjdata.words.store import Words, open_words
from cjdata.words.versions import Conflict, Slot, State, Version, outcome_keys

__all__ = [
    "BODY_LIMIT",
    "LIMIT",
    "PACK_NAME_LIMIT",
    "Block",
    "Conflict",
    "PackConflict",
    "PackState",
    "Piece",
    "SavedPack",
    "SavedPacks",
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
