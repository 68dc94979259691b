"""Matches headings and titles with the phrases of a recipe, reworded within reason.

A phrase is held by a text that has all its words, in any order; ending, case, notes, small
words and a few synonyms make no difference. What stands between single quotes inside a phrase
must stand in that order: ``transfers from 'custody to community'``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cjdata.ingest.cells.cell_texts import text_of, without_notes
from cjdata.ingest.spreadsheets.source_workbook import Value

LONGEST_HEADING = 120
_SUFFIXES = ("ement", "ment", "ion", "ing", "ed")
_SHORTEST_STEM = 4
_PHRASES = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"per\s*cent(?:age)?s?|percentages?|%", " percent "),
        (r"per\s*1[, ]?000\b(?![, ]?000)", " per1000 "),
        (r"per\s*10[, ]?000", " per10000 "),
        (r"per\s*100[, ]?000", " per100000 "),
        # Whom a rate is per: they are the whole, no part by age.
        (r"(per\s*10[, ]?000\b[a-z ]*?)(?:\baged? )?\b16\s*(?:to|-|\u2013)\s*70\b", r"\1"),
        (r"\bno\.?\s+of\b|\bno\.(?=\s|$)", " "),
        (r"\bcpos?\b", " community payback order "),
        (r"\bdttos?\b", " drug treatment and testing order "),
        (r"\bsds\b", " structured deferred sentence "),
        (r"\bfwos?\b", " fiscal work order "),
        (r"\bcjswrs?\b", " social work report "),
    )
)
_SAME = {
    **dict.fromkeys(("started", "starts", "starting", "begun", "began"), "commenced"),
    **dict.fromkeys(
        ("finished", "finishing", "terminated", "terminations", "termination", "terminating"),
        "ended",
    ),
    **dict.fromkeys(("concluded", "ending", "end", "ends"), "ended"),
    **dict.fromkeys(("number", "numbers", "of", "the", "a", "an", "undertaken", "carried"), ""),
    **dict.fromkeys(("all", "overall"), "total"),
    **dict.fromkeys(("people", "persons", "individual", "individuals"), "person"),
    "transferred": "transfer",
    "referred": "referral",
    "revocation": "revoked",
    "revocations": "revoked",
    "orders": "order",
    "la": "local authority",
}
_QUOTED = re.compile(r"(?<!\S)'([^']+)'(?!\S)")
_WORD = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
"""Where words are run together as in “FeatureCode”."""
_GENITIVE = re.compile(r"(?<=[a-z])['\u2019]s\b")
_PER = re.compile(r"\bper\s+\d[\d,. ]*")
_SHORTEST_SLIP = 5
_SLIP = 0.82


@lru_cache(maxsize=65_536)
def stems(text: str) -> tuple[str, ...]:
    """Fold a text to the stems of its words, in order.

    >>> stems("Number of cases commenced [note 2]")
    ('cas', 'commenc')
    """
    text = _JOINED.sub(" ", without_notes(text)).casefold()
    for pattern, plain in _PHRASES:
        text = pattern.sub(plain, text)
    found = _WORD.findall(_GENITIVE.sub("", text.replace("&", " and ")))
    return tuple(_stem(part) for word in found for part in _SAME.get(word, word).split())


@lru_cache(maxsize=65_536)
def words(text: str) -> frozenset[str]:
    """Give the stems of a text's words, in no order."""
    return frozenset(stems(text))


def _stem(word: str) -> str:
    if word.isdigit():
        return word
    if len(word) >= _SHORTEST_STEM and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            word = word.removesuffix(suffix)
            break
    bare = word.rstrip("eiy")
    return bare if len(bare) >= _SHORTEST_STEM - 1 else word


def heading(value: Value) -> str:
    """Give a heading's text without its notes; the address of a heading is none."""
    text = without_notes(text_of(value))
    return "" if text.startswith(("http://", "https://")) else text


def is_same(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text says one of the phrases and no more."""
    return any(words(text) == words(phrase) for phrase in phrases)


def holds(text: str, phrase: str) -> bool:
    """Whether a text holds all words of a phrase, and what it quotes as it stands.

    A phrase without a word that counts, such as “number of”, is held by no text.
    """
    wanted = words(phrase)
    return (
        bool(wanted)
        and wanted <= words(text)
        and all(_runs_in(run, stems(text)) for run in _quoted(phrase))
    )


def holds_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text holds one of the phrases."""
    return any(holds(text, phrase) for phrase in phrases)


@lru_cache(maxsize=4096)
def _quoted(phrase: str) -> tuple[tuple[str, ...], ...]:
    return tuple(stems(part) for part in _QUOTED.findall(phrase))


def _runs_in(run: Sequence[str], text: Sequence[str]) -> bool:
    return any(tuple(text[i : i + len(run)]) == tuple(run) for i in range(len(text) - len(run) + 1))


def likeness(text: str, phrases: Iterable[str], unless: Iterable[str] = ()) -> float:
    """Say how well a heading fits: 0 not at all, 1 word for word, between for further words.

    A heading that holds a phrase of ``unless`` does not fit, whatever else it says, but where
    the wanted phrase itself holds the unwanted one. A phrase without a word that counts, such
    as “Number”, fits itself alone.
    """
    given = words(text)
    if not given:
        return float(any(heading(text).casefold() == heading(p).casefold() for p in phrases))
    fitting = [words(phrase) for phrase in phrases if holds(text, phrase)]
    unwanted = [words(other) for other in unless if holds(text, other)]
    return max(
        (
            len(wanted) / len(given)
            for wanted in fitting
            if all(other <= wanted for other in unwanted)
        ),
        default=0.0,
    )


def respelt(text: str, phrases: Iterable[str], known: frozenset[str]) -> str:
    """Spell the words of a text as some phrases have them, where they are nearly their words.

    ``known`` are the stems that are no slips, whatever they are like.

    >>> respelt("Sucessfully complted", ["successfully completed"], frozenset())
    'successfully completed'
    """
    kept = tuple(phrases)
    spellings, text = _spellings(kept), heading(text).casefold()
    for rate in ("per 1,000", "per 10,000", "per 100,000"):
        if holds_any(" ".join(kept), (rate,)):
            text = _PER.sub(f"{rate} ", text)
    return " ".join(
        word if word in _SAME or words(word) <= known else _nearest(word, spellings)
        for word in text.split()
    )


@lru_cache(maxsize=4096)
def _spellings(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Give the long words of phrases, and those that mean the same."""
    wanted = frozenset(stem for phrase in phrases for stem in words(phrase))
    own = [word for phrase in phrases for word in _WORD.findall(phrase.casefold())]
    same = [word for word, plain in _SAME.items() if plain and words(plain) <= wanted]
    return tuple(dict.fromkeys(word for word in (*own, *same) if len(word) >= _SHORTEST_SLIP))


@lru_cache(maxsize=65_536)
def _nearest(word: str, spellings: tuple[str, ...]) -> str:
    if len(word) < _SHORTEST_SLIP:
        return word
    return next(iter(difflib.get_close_matches(word, spellings, 1, _SLIP)), word)
