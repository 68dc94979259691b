"""The glossary: what words mean, and where they occur in a text, so that they can be linked.

Its words stand in ``cjdata/texts/glossary.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from cjdata.standing_texts import records


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary.

    Attributes
    ----------
    name
        As the glossary lists it.
    meaning
        A sentence or two.
    forms
        How it occurs in a text, where that is not its name: patterns, with no regard to case.
    """

    name: str
    meaning: str
    forms: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Its place on the page, as an address names it."""
        return "term-" + "-".join(re.findall(r"[a-z0-9]+", self.name.casefold()))


GLOSSARY = records("glossary", "term", Term)
"""The words explained, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text: plain, or one that stands for a word of the glossary."""

    text: str
    term: Term | None = None


def glossary_terms(text: str) -> tuple[str, ...]:
    """List the words of the glossary that occur in a text, by name, in the order of the text."""
    return tuple(segment.term.name for segment in segments(text) if segment.term)


def segments(text: str, known: AbstractSet[str] = frozenset()) -> tuple[Segment, ...]:
    """Part a text so that the first occurrence of each word of the glossary stands alone.

    Parameters
    ----------
    known
        The names of words that were met before, and stay plain.
    """
    return tuple(_segments(text, set(known)))


def _segments(text: str, known: set[str]) -> Iterator[Segment]:
    start = 0
    for match in _pattern().finditer(text):
        term = GLOSSARY[int(str(match.lastgroup)[1:])]
        if term.name in known:
            continue
        known.add(term.name)
        if match.start() > start:
            yield Segment(text[start : match.start()])
        yield Segment(match[0], term)
        start = match.end()
    if start < len(text):
        yield Segment(text[start:])


@cache
def _pattern() -> re.Pattern[str]:
    """Give the pattern of all words, of which the longest come first."""
    forms = [
        (form, n)
        for n, term in enumerate(GLOSSARY)
        for form in term.forms or (re.escape(term.name),)
    ]
    forms.sort(key=lambda pair: len(pair[0]), reverse=True)
    ordered = dict.fromkeys(n for _, n in forms)
    parts = [f"(?P<t{n}>{'|'.join(form for form, of in forms if of == n)})" for n in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
