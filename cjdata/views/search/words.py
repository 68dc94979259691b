"""Words of the search, and what people call things that have another name here."""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.standing_texts import StandingWords, records

TEXTS = StandingWords("search")
"""The words that stand as they are, from ``cjdata/texts/search.toml``."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """What people type, and the words that are looked for instead."""

    says: tuple[str, ...]
    means: str


SYNONYMS = records("synonyms", "synonym", Synonym)
