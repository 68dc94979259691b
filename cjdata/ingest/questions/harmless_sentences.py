"""Knows sentences that have words of a limit, and limit nothing of what is read.

“Figures exclude cases which did not commence” changes no count of cases commenced, and “Includes
all ages” none at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cjdata.ingest.rows.total_rows import is_whole
from cjdata.ingest.tables.phrase_matching import words

_FIGURES = (
    r"(?:(?:all|the|these|this)\s+)*(?:figures?|data|numbers?|counts?|totals?|tables?|statistics)"
)
_SMALL = r"(?:[0-9]|1\d|20|one|two|three|four|five|six|seven|eight|nine|ten|twenty)"
_HIDDEN = re.compile(
    rf"(?:all\s+)?(?:(?:small|low)\s+(?:numbers|figures|counts|values)"
    rf"|(?:numbers|figures|counts|values|cells|cases|totals)\s+(?:of|between|from|below|under"
    rf"|(?:less|fewer|smaller)\s+than)\s+(?:(?:less|fewer)\s+than\s+)?{_SMALL}"
    rf"(?:\s*(?:to|and|or|-|\u2013)\s*(?:{_SMALL}|fewer|less))?)\s+"
    r"(?:are|is|have\s+been|has\s+been|were)\s+(?:not\s+(?:shown|published|given|displayed|provided"
    r"|disclosed)|suppressed|withheld|hidden|removed|masked|redacted)"
    r"(?:\s+(?:to|for|because|due|in\s+order)\b[^.;]*)?\W*",
    re.IGNORECASE,
)
"""What says which small numbers are kept back."""

_OF_ALL = re.compile(
    rf"\W*(?:{_FIGURES}\s+)?(?:includ(?:es?|ing)|cover(?:s|ing)?|(?:is|are)\s+for|for)\s+([^.;,]+?)\W*",
    re.IGNORECASE,
)
_SUM_OF = (
    r"\W*(?:the\s+)?(?:(?:figures?|totals?|rows?)\s+(?:for|of)\s+)?(?:scotland|scottish|national)"
    r"(?:['\u2019]s)?(?:\s+(?:total|figures?|row|level))*\s+(?:is|are|shows?|gives?)\s+(?:the\s+)?"
    r"(?:sum|total)\s+of\s+"
)
_SUM = re.compile(
    rf"{_SUM_OF}(?:(?:the|all|its)\s+)*(?:32\s+)?(?:scottish\s+)?"
    r"(?:local\s+authorit(?:y|ies)|councils?|council\s+areas|areas)"
    r"(?:\s+(?:areas?|figures|totals|above|below|shown))*\W*",
    re.IGNORECASE,
)
"""What says how Scotland’s row comes about: from all councils."""

_EXCLUDES = re.compile(
    rf"\W*(?:{_FIGURES}\s+)?(?:exclud(?:es?|ing)|do(?:es)?\s+not\s+include|not\s+including)\s+"
    r"(?:any\s+|all\s+|those\s+)?([\w\s-]+?)\s+(?:which|that|who)\s+(?:did|do|does|have|has|had|were"
    r"|was|are|is)\s+(?:not|never)\s+(?:(?:yet|been)\s+)*([\w-]+)\W*",
    re.IGNORECASE,
)
"""What leaves out things that are not in the state that is named."""

_DENIED = re.compile(
    r"(?:\s*[,(]\s*(?:and\s+)?|\s+(?:and\s+)?)(?:not|rather\s+than|instead\s+of)\s+(?:of\s+|the\s+)?"
    r"((?:[\w-]+\s*){1,3}?)\)?\W*$",
    re.IGNORECASE,
)
_THINGS = words(
    "individuals people persons offenders accused victims households cases charges orders offences "
    "crimes convictions incidents requirements applications referrals reports sentences admissions "
    "disposals events records number count"
)
"""What statistics of justice count."""


def limits_nothing(said: str) -> bool:
    """Whether a sentence says of everybody that they are counted, or why small numbers are not.

    >>> limits_nothing("Includes all ages"), limits_nothing("Includes all ages under 21")
    (True, False)
    >>> limits_nothing("Numbers of 1 to 4 are not shown"), limits_nothing("Women are not shown")
    (True, False)
    >>> limits_nothing("Scotland is the sum of the 32 local authorities.")
    True
    """
    of_all = _OF_ALL.fullmatch(said)
    is_all = of_all is not None and is_whole(of_all[1]) and not words(of_all[1]) & words("people")
    return is_all or bool(_HIDDEN.fullmatch(said) or _SUM.fullmatch(said))


def sums_otherwise(said: str) -> bool:
    """Whether a sentence says that Scotland’s row is the sum of something else than all councils.

    >>> sums_otherwise("Scotland is the sum of the 31 local authorities")
    True
    """
    return bool(re.match(_SUM_OF, said, re.IGNORECASE)) and not _SUM.fullmatch(said)


def excludes_the_uncounted(said: str, read: Iterable[str]) -> bool:
    """Whether a sentence leaves out only what no text that figures are read under counts.

    >>> excludes_the_uncounted("Excludes cases that did not commence.", ["Cases commenced"])
    True
    >>> excludes_the_uncounted("Excludes cases that did not commence.", ["Cases referred"])
    False
    """
    found = _EXCLUDES.fullmatch(said)
    held = [words(text) for text in read]
    left_out = words(f"{found[1]} {found[2]}") if found else frozenset()
    return bool(left_out and held) and all(left_out <= one for one in held)


def without_denied(said: str, read: Iterable[str]) -> str:
    """Take off a sentence what it says is not counted, where that is a thing that is not read.

    >>> without_denied("Counts are of cases, not individuals", ["Cases commenced"])
    'Counts are of cases'
    >>> without_denied("Counts are of people, not cases", ["Cases commenced"])
    'Counts are of people, not cases'
    """
    found = _DENIED.search(said)
    denied = words(found[1]) if found else frozenset()
    is_read = any(denied & words(text) for text in read)
    is_told = bool(denied) and denied <= _THINGS and not is_read
    return said[: found.start()] if found and is_told else said
