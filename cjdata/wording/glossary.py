"""The glossary: what words mean, and where they occur in a text, so that they can be linked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache


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


GLOSSARY = (
    Term(
        "95% interval",
        "The range in which a figure would lie, 95 times out of 100, if chance alone moved it. "
        "The fewer the cases, the wider the range.",
        ("95% intervals?",),
    ),
    Term(
        "Arrest referral",
        "An offer of support from a service to a person held in police custody.",
        ("arrest referrals?",),
    ),
    Term(
        "Assessment",
        "A justice social worker’s report on whether a person is suitable.",
        ("assessments?(?: reports?)?",),
    ),
    Term(
        "Bail supervision",
        "Support and supervision in the community instead of waiting for trial in prison.",
    ),
    Term(
        "Break",
        "A year from which figures count something else, or count it in another way. Figures on "
        "its two sides are not comparable.",
        ("breaks?",),
    ),
    Term(
        "Caledonian",
        "A programme for men convicted of domestic abuse, with support for women and children.",
    ),
    Term(
        "Case commenced",
        "A person’s time with a service that began in the year.",
        ("cases? commenced",),
    ),
    Term(
        "Cohort",
        "People who are followed from the same year on: here those who were given a sentence in "
        "the community, or were released from prison, in that year.",
        ("cohorts?",),
    ),
    Term(
        "Community payback order (CPO)",
        "A community sentence with one or more requirements, such as unpaid work or supervision.",
        ("community payback orders?", "CPOs?"),
    ),
    Term(
        "Context",
        "Figures that are read beside the national indicators and are none of them: prison, "
        "reoffending and recorded crime.",
        (),
    ),
    Term(
        "Court area",
        "The councils that share a court are counted together in some figures on reconviction. "
        "Such a figure goes by where the court is, not by where people live.",
        ("court areas?",),
    ),
    Term("Disposal", "What the court decides after a conviction: the sentence.", ("disposals?",)),
    Term(
        "Diversion from prosecution",
        "The prosecutor refers a person to social work or a partner instead of going to court.",
        ("diversion from prosecution", "diversion(?= (?:cases?|referrals?|assessments?)\\b)"),
    ),
    Term(
        "Drug treatment and testing order (DTTO)",
        "A community sentence with treatment for drug use and regular tests.",
        ("drug treatment and testing orders?", "DTTOs?"),
    ),
    Term("Edition", "One issue of a publication, such as 2023-24 part 1.", ("editions?",)),
    Term(
        "Electronic monitoring",
        "A tag that shows whether a person keeps to a curfew or stays away from a place.",
    ),
    Term(
        "Family group",
        "Eight councils that are alike, by how deprived or how rural they are, as the Local "
        "Government Benchmarking Framework groups them.",
        ("family groups?",),
    ),
    Term("Financial year", "1 April to 31 March: 2023-24 began on 1 April 2023."),
    Term(
        "Fiscal work order",
        "Unpaid work that a prosecutor offers a person instead of going to court.",
        ("fiscal work orders?",),
    ),
    Term(
        "Index",
        "A figure drawn so that its value in a base year is 100: at 120 it is a fifth higher than "
        "it was then.",
    ),
    Term(
        "Local evidence",
        "Figures counted by a local service or council. They give context to a national indicator "
        "and are never added to it.",
    ),
    Term(
        "National indicator",
        "One of the measures by which community justice partners report on their outcomes.",
        ("national indicators?",),
    ),
    Term(
        "No One Left Behind", "The Scottish Government’s approach to local employability services."
    ),
    Term(
        "Percentage point",
        "The difference between two percentages: from 40% to 50% is 10 percentage points.",
        ("percentage points?",),
    ),
    Term(
        "Quoted",
        "Said of a figure that a newspaper or another body gives from official tables, which was "
        "not read in the tables.",
    ),
    Term(
        "Recorded crime",
        "Crimes that the police are told of and record. Not all crime that happens is recorded.",
    ),
    Term("Remand", "Being held in prison before trial or sentence."),
    Term(
        "Sheriffdom",
        "One of the six areas into which Scotland’s sheriff courts are divided. Their borders do "
        "not match those of councils.",
        ("sheriffdoms?",),
    ),
    Term(
        "SHORE standards",
        "Sustainable Housing on Release for Everyone: standards for housing people leaving prison.",
        ("SHORE(?: standards)?",),
    ),
    Term(
        "Similar",
        "A figure whose 95% interval holds Scotland’s figure. For a small council it often means "
        "that there are too few cases to tell.",
    ),
    Term(
        "Structured deferred sentence",
        "The court puts off a sentence while a person works with social work for a time.",
        ("structured deferred sentences?",),
    ),
    Term(
        "Trend",
        "Whether a figure has been going up or down over its latest five years, by more than "
        "chance alone would move it.",
        ("trends?",),
    ),
    Term(
        "Voluntary throughcare",
        "Support that a person asks for on leaving a short prison sentence.",
    ),
)
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
