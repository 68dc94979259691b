"""Finds what notes say of how figures are counted: how long people are followed, over which year,
over whom a rate is, and what a word of the table means.

“Reconvictions are counted within two years” changes every rate above it, though it limits nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from cjdata.ingest.labels.written_years import Period, day_of
from cjdata.ingest.tables.phrase_matching import words
from cjdata.reference.periods import ANY_MONTH

_NUMBER = r"(?:an?|one|two|three|four|five|six|nine|ten|twelve|eighteen|\d{1,2})"
_SPAN = rf"({_NUMBER}[- ](?:days?|weeks?|months?|years?))"
_FOLLOWED = re.compile(
    rf"\bwithin\s+(?:the\s+)?(?:first\s+)?{_SPAN}"
    rf"|\bfollow(?:ed|ing)?[- ]?(?:up)?\b[^.]{{0,40}}?\b{_SPAN}"
    rf"|\bperiod\b[^.]{{0,25}}?\b(?:is|was|are|of)\s+{_SPAN}"
    rf"|\b{_SPAN}[- ](?:follow|after|from|period)",
    re.IGNORECASE,
)
_IS_ONE_YEAR = re.compile(r"(?:12|twelve)[- ]months?|(?:an?|1|one)[- ]years?", re.IGNORECASE)
_ABOUT_YEARS = re.compile(
    r"\W*(?:note\s*\d*\W+|\[?\d{1,2}[.)\]]\s*)?(?:(?:the|all|each|every|these|our|reporting"
    r"|financial|calendar|fiscal|data)\s+)*years?\s+(?:is|are|was|were|runs?|ends?|ended|ending"
    r"|begins?|starts?|to|from|means?|refers?\s+to|covers?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = re.compile(
    rf"\b({ANY_MONTH})\b",
    re.IGNORECASE,
)
_ENDS: dict[Period, frozenset[str]] = {
    "financial_year": frozenset({"march", "april"}),
    "calendar_year": frozenset({"january", "december", "june"}),  # an estimate is for 30 June
}
_WHOLE_YEAR: dict[Period, tuple[str, str]] = {
    "financial_year": ("april", "march"),
    "calendar_year": ("january", "december"),
}
_MONTHS_ALONE = re.compile(
    rf"\W*(?:only\s+)?({ANY_MONTH})(?:\s+\d{{4}})?\s*(?:to|and|[-\u2013])\s*({ANY_MONTH})"
    r"(?:\s+\d{4})?(?:\s+only)?\W*",
    re.IGNORECASE,
)
_AS_AT = re.compile(
    r"(?<!population )\b(?:data|figures|numbers|information|position|snapshot|extract\w*|correct)\b"
    r"(?:\s+\w+){0,3}?\s+as\s+(?:at|of)\W*"
    r"(\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
"""What says on which day figures were taken from the records of a publisher."""

_WHEN_TAKEN = re.compile(
    r"\b(?:data|figures|numbers|information|statistics|counts)\b(?:\s+\w+){0,3}?\s+as\s+(?:at|of)\W*"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_AROUND_A_DAY = words("all these the above in this table workbook")
_OF_DEFINITIONS = words(
    "approximate average mean number count total people persons prisoners individuals individual "
    "different distinct separate any one each day time times point during over across throughout "
    "within in at on of the year with these those listed given attributes attribute who which that "
    "were was is are be being spent spend spending spends held likely course some least once"
)
"""Words by which definitions of a count or an average may differ, and mean the same."""

_COARSE = re.compile(
    r"\bround\w*\b[^.;]*?\bnearest\s+(?:(?:ten\s+|hundred\s+)?(?:hundred|thousand|million)"
    r"|\d{1,3}(?:,\d{3})+|[1-9]\d{2,})\b",
    re.IGNORECASE,
)
"""What says that figures are rounded to hundreds or more, in which small counts are lost."""

_AGES = re.compile(
    r"\b(?:population|rates?|per\s+\d[\d,]*)\b.*\bage[sd]?\s*(?:from\s+|between\s+)?"
    r"(\d\d\s*(?:to|and|[-\u2013])\s*\d\d|\d\d\s*(?:\+|and\s+(?:over|above)|or\s+over))",
    re.IGNORECASE,
)
_DEFINED = re.compile(r"\W*(?:\[?\d{1,2}[.)\]]\s*)?([^:]{2,60}?)\s*[:=]\s+(\S.*)", re.DOTALL)

_PLACED = "shown|recorded|attributed|assigned|allocated|included|reported|presented|placed|dated"
_COUNTED_ALONE = re.compile(
    r"\W*(?:\[?\d{1,2}[.)\]]\s*)?counted\s+((?:once|twice|by|per|in|at|on|from|when)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A rule of counting that names nothing: “Counted in the year of referral.”"""

_MEANS = re.compile(
    r"\W*(?:\[?\d{1,2}[.)\]]\s*)?(?:(?:an?|the|each|every|one)\s+)?((?:[a-z-]+\s+){0,3}?[a-z-]+)\s+"
    r"(?:means?|(?:is|are)\s+(?:an?|those|defined\s+as)|(?:is|are)\s+(?=cases\b|people\b|persons\b)"
    r"|(?:(?:is|are|was|were)|(?:may|can|will|could)\s+be)\s+counted"
    r"(?=\s+(?:only\s+)?(?:by|once|twice|per|as|for|each|every|separately|in|at|on|under|against|from"
    r"|when)\b)"
    rf"|(?:is|are|was|were)\s+(?:{_PLACED})(?=\s+(?:in|by|to|under|against|from|at|on)\s+(?:the\s+)?"
    r"(?:financial\s+|calendar\s+)?(?:year|date|day|month|quarter|time|point)\b))\s+(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence that says what a word of the table means, or by what it is counted."""


def lengths_in(said: str) -> list[str]:
    """Give how long people are followed, as a sentence says it; twelve months are one year.

    >>> lengths_in("Reconvicted within 12 months"), lengths_in("The follow-up period is two years.")
    (['one year'], ['two years'])
    """
    found = (next(filter(None, match.groups())) for match in _FOLLOWED.finditer(said))
    return ["one year" if _IS_ONE_YEAR.fullmatch(one) else one.replace("-", " ") for one in found]


def says_other_years(said: str, period: Period) -> bool:
    """Whether a sentence says of which months years are, and they are not those of a period.

    >>> says_other_years("Years are to the end of June.", "financial_year")
    True
    >>> says_other_years("Financial years run from 1 April to 31 March.", "financial_year")
    False
    """
    months = {month.casefold() for month in _MONTHS.findall(said)}
    return bool(_ABOUT_YEARS.fullmatch(said)) and not months <= _ENDS[period]


def whole_year(period: Period) -> tuple[str, str]:
    """Give the first and the last month of a year of a kind."""
    return _WHOLE_YEAR[period]


def says_months_alone(said: str, period: Period) -> bool:
    """Whether a text is a span of months, and no more, that is not the whole year of a period.

    >>> says_months_alone("April to December only.", "financial_year")
    True
    >>> says_months_alone("April 2025 to March 2026", "financial_year")
    False
    """
    found = _MONTHS_ALONE.fullmatch(said)
    months = (found[1].casefold(), found[2].casefold()) if found else whole_year(period)
    return months != whole_year(period)


def taken_on(said: str) -> Iterator[date]:
    """Give the days on which a text says that figures were taken from records.

    >>> list(taken_on("Data as at: 30 September 2025"))
    [datetime.date(2025, 9, 30)]
    """
    for found in _AS_AT.findall(said):
        if day := day_of(found):
            yield day


def says_when_taken(said: str) -> bool:
    """Whether a sentence says on which day figures were taken from records, and no more.

    >>> says_when_taken("Figures are as at 1 October 2026."), says_when_taken("Data for women.")
    (True, False)
    """
    rest = _WHEN_TAKEN.sub(" ", said)
    return rest != said and words(rest) <= _AROUND_A_DAY


def differs_from(meaning: str, phrases: Iterable[str], names: Iterable[str] = ()) -> bool:
    """Whether a definition has words that neither the one most like it nor a measure’s name has.

    >>> differs_from("the number of different people in prison", ["The number of people in prison"])
    False
    >>> differs_from("the number of women in prison", ["The number of people in prison"])
    True
    """
    said = words(meaning) - _OF_DEFINITIONS

    def likeness(own: frozenset[str]) -> float:
        return len(own & said) / len(own | said) if own | said else 0.0

    best = max(map(words, phrases), key=likeness, default=frozenset())
    return not said <= best.union(*map(words, names))


def says_coarse(said: str) -> bool:
    """Whether a text says that figures are rounded to hundreds or more.

    >>> says_coarse("Rounded to: nearest thousand"), says_coarse("Rounded to the nearest 5.")
    (True, False)
    """
    return bool(_COARSE.search(said))


def ages_of_base(said: str) -> str:
    """Give the ages of those over whom a rate is, where a sentence says them; empty for none.

    >>> ages_of_base("Rate per 1,000 population (ages 16 to 64)"), ages_of_base("Aged 16 to 17.")
    ('16 to 64', '')
    """
    found = _AGES.search(said)
    return found[1] if found else ""


def defined_in(note: str) -> tuple[str, str]:
    """Give the word that a note defines, and what it means; empty for none.

    >>> defined_in("Arrivals: The number of times someone arrives.")
    ('Arrivals', 'The number of times someone arrives.')
    """
    found = _DEFINED.fullmatch(note)
    return (found[1], found[2]) if found else ("", "")


def counting_rule(note: str) -> str:
    """Give the rule by which everything above is counted, where a sentence names nothing by itself.

    >>> counting_rule("Counted once per local authority"), counting_rule("Cases are rounded.")
    ('once per local authority', '')
    """
    found = _COUNTED_ALONE.fullmatch(note)
    return found[1] if found else ""


def meant_by(note: str) -> tuple[str, str]:
    """Give the word of which a sentence says what is counted, and what that is; empty for none.

    >>> meant_by("A case is a charge."), meant_by("Convictions are counted by charge.")
    (('case', 'charge.'), ('Convictions', 'by charge.'))
    >>> meant_by("A case may have several charges.")
    ('', '')
    """
    found = _MEANS.fullmatch(note)
    return (found[1], found[2]) if found else ("", "")
