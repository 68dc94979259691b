"""How hard a text is to read: the Flesch-Kincaid grade, which is about a reader's age less five."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cjdata.library import FigureSet
from cjdata.wording import GLOSSARY

_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_ENDS = re.compile(r"(?<=[.!?])[”)]?\s+(?=[A-Z0-9“(])")
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


def words_of(sentence: str) -> list[str]:
    """List the words of a sentence as a reader counts them: what holds a letter or a digit."""
    return [word for word in sentence.split() if any(map(str.isalnum, word))]


def sentences_in(text: str) -> list[str]:
    """Part a text into its sentences."""
    return [sentence for sentence in _ENDS.split(text.strip()) if sentence]


STATUTORY = (
    *("homelessness applications?", "supervised attendance orders?", "community service"),
    *("probation", "community sentences?", "custodial sentences?", "financial penalt(?:y|ies)"),
    *("young offenders institutions?", "supervised release orders?", "extended sentences?"),
    *(
        "orders? for lifelong restriction",
        "restriction of liberty orders?",
        "local authorit(?:y|ies)",
    ),
    *(
        "official statistics(?: in development)?",
        "social enquiry reports?",
        "permanent accommodation",
    ),
    *("justice social work", "High Court", "Sheriff Court", "throughcare", "sheriffdoms?"),
)
"""Terms of statute that the glossary does not explain: nobody may put others for them."""


@dataclass(frozen=True)
class Reader:
    """Grades sentences as of a reader who knows the names: each counts as one short word.

    Names are places, terms of statute, titles of publications, and whatever stands in “quotes”.
    """

    names: re.Pattern[str]

    @classmethod
    def of(cls, figures: FigureSet) -> Reader:
        """Make the reader who knows the areas, the words of the glossary and the publications."""
        areas = figures.areas
        held = (*areas.single, *areas.all_groups, *areas.court_areas)
        titles = [one.title for one in figures.catalogue.publications]
        named = [*{area.name for area in held}, *titles]
        terms = [f for t in GLOSSARY for f in (t.forms or (re.escape(t.name),))]
        forms = [r"“[^”]*”", *sorted(map(re.escape, named), key=len, reverse=True)]
        forms += [*sorted(terms, key=len, reverse=True), *STATUTORY]
        return cls(re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE))

    def grade(self, sentence: str) -> float:
        """Give the Flesch-Kincaid grade of one sentence."""
        plain = self.names.sub("Fife", sentence)
        spoken = [
            1 if word[0].isdigit() else sum(map(syllables, filter(None, re.split("[-–/]", word))))
            for word in (w.strip("“”()[],;:.’") for w in words_of(plain))
            if word
        ]
        return 0.39 * len(spoken) + 11.8 * sum(spoken) / len(spoken) - 15.59


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
