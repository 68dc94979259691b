"""Finds the sentences of a note that say of what all figures of a table are.

“These figures cover sheriff court cases”, “Data for 2024-25”, “Values are averages over three
years”: each changes what every figure above it means, though it has none of the words that tell a
part by themselves. What such a sentence says must be explained as a title must. Other sentences,
of rounding, of a pandemic or of one council, are remarks.
"""

from __future__ import annotations

import re

from cjdata.ingest.asks import is_footnote

_FIGURES = (
    r"(?:figures?|data|numbers?|values?|tables?|charts?|sheets?|worksheets?|statistics|rates?|"
    r"counts?|totals?|percentages?|information|cases|orders|reports?|people|individuals|referrals)"
)
_SUBJECT = (
    rf"(?:(?:all|both|the|this|these|those|our)\s+){{0,2}}(?:[a-z]+\s+)?{_FIGURES}"
    r"(?:\s+(?:here|shown|above|below|presented|given|reported|counted|in this table))*"
)
_SAYS = (
    r"(?:only\s+|all\s+|also\s+)?(?:covers?|counts?|shows?|excludes?|omits?|represents?|comprises?|"
    r"concerns?|describes?|relates?\s+(?:only\s+)?to|refers?\s+(?:only\s+)?to|includes?\s+only|"
    r"do(?:es)?\s+not\s+include|(?:is|are|was|were)\s+(?:only\s+|all\s+)?"
    r"(?:for|of|in|per|an?|limited\s+to|restricted\s+to|expressed|weighted|projected|targets?|"
    r"averages?|means?|medians?|estimates?|estimated|indexed|indices|cumulative))\b"
)
_SENTENCE_SAYS = re.compile(rf"(?:note\s*\d*\s*[:.]?\s*)?{_SUBJECT}\s+{_SAYS}", re.IGNORECASE)
_FRAGMENT_SAYS = re.compile(
    rf"(?:{_FIGURES}\s+(?:for|of|from|in|where|which|that|with|without|who|between|relating)\b"
    r"|cover(?:s|ing|age)?\b|counts?\b|excludes?\b|excluding\b|weighted\b|index\b|averages?\b"
    r"|as\s+at\b|at\s+(?=\d)|base\b|limited\s+to\b|restricted\s+to\b|estimates?\W*$)",
    re.IGNORECASE,
)
SAYING = (
    "cover", "coverage", "covering", "count", "show", "shown", "represent", "comprise", "concern",
    "describe", "relate", "relating", "refer", "express", "figures", "values", "results", "here",
    "above", "below", "presented", "given", "reported", "information", "we", "our", "both",
)  # fmt: skip
"""Words by which such a sentence says it, and which by themselves limit nothing."""

_SENTENCES = re.compile(r"(?<=[a-z\d)\]][.;])\s+(?=[A-Z\d(\[])|\n+")
_NUMBER = re.compile(r"^\W*(?:\d{1,2}\s*[.):]|\[?notes?\s*\d*\]?\s*[:.]?)\s*", re.IGNORECASE)


_OF_SOME = re.compile(
    rf"({_FIGURES})\s+(?:for|of|from|in|before|after|since|prior\s+to|up\s+to)\s+"
    r"(?:(?!where|which|that|who|with|without)[\w,()&'’/–-]+\s+){1,10}?"
    r"(?=(?:were|was|are|is|may|have|has|had|should|cannot|can|could|will|would|do|does|did|differ"
    r"|include|exclude|refer|relate|cover)\b)",
    re.IGNORECASE,
)
"""The beginning of a sentence about some of the figures: “Figures for 2020-21 were affected”."""


def scopes_in(note: str) -> list[str]:
    """Give the sentences of a note that say of what all figures are.

    A note with a number is of a cell or a name: of it, whole sentences count alone.

    >>> scopes_in("Figures are rounded. These figures cover sheriff court cases.")
    ['These figures cover sheriff court cases.']
    >>> scopes_in("Data for 2024-25"), scopes_in("2. Cases in which the age is not known.")
    (['Data for 2024-25'], [])
    """
    has_number = is_footnote(note)
    found = []
    for sentence in _SENTENCES.split(note):
        said = _NUMBER.sub("", sentence).strip()
        bare = _OF_SOME.sub(r"\1 ", said, count=1)
        says_it = _SENTENCE_SAYS.match(bare)
        if says_it or (not has_number and _FRAGMENT_SAYS.match(bare)):
            found.append(said)
    return found
