"""How hard a text is to read: the Flesch-Kincaid grade, which is about a reader's age less five."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_WORD = re.compile(r"[a-zA-Z’'-]+")
_VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Count the syllables of a word, near enough.

    >>> [syllables(w) for w in ("year", "figure", "interval", "councils", "increasing", "the")]
    [1, 2, 3, 2, 3, 1]
    """
    plain = re.sub(r"[^a-z]", "", word.casefold())
    if re.search(r"[^aeiouyl]e$|[^aeiouydt]ed$|[^aeioucszgx]es$", plain):
        plain = re.sub(r"e[ds]?$", "", plain)
    return max(1, len(_VOWELS.findall(plain)))


def plainly(text: str, names: Iterable[str]) -> str:
    """Put a short word in place of names, which no writer can choose, and of numbers."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "Fife")
    return re.sub(r"\d[\d,.]*\d(?:-\d+)?%?|\d%?", "ten", text)


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade of a text: 7 is for readers of about 12."""
    words = _WORD.findall(text)
    sentences = max(1, len(_SENTENCE.findall(text)))
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59
