"""The coordinator's words, and saved packs: kept version by version, so that nothing is lost."""

from cjdata.narrative.pack_versions import (
    BODY_LIMIT,
    PACK_NAME_LIMIT,
    PackConflict,
    PackState,
    SavedPack,
)
from cjdata.narrative.plain_text import LIMIT, TextBlock, WordsError, blocks_of
from cjdata.narrative.printed_words import as_printed, words_of
from cjdata.narrative.saved_packs import SavedPacks
from cjdata.narrative.version_differences import ComparedText, compare
from cjdata.narrative.words_store import WordsStore, open_words
from cjdata.narrative.words_versions import (
    ReportSlot,
    State,
    WordsConflict,
    WordsVersion,
    outcome_keys,
)

__all__ = [
    "BODY_LIMIT",
    "LIMIT",
    "PACK_NAME_LIMIT",
    "ComparedText",
    "PackConflict",
    "PackState",
    "ReportSlot",
    "SavedPack",
    "SavedPacks",
    "State",
    "TextBlock",
    "WordsConflict",
    "WordsError",
    "WordsStore",
    "WordsVersion",
    "as_printed",
    "blocks_of",
    "compare",
    "open_words",
    "outcome_keys",
    "words_of",
]
