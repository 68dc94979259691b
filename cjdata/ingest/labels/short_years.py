"""Spells out financial years that are written short: “24-25”, “2024/5”, “FY25”.

Two digits may be an age, a day or a table as well: “16-17” is no year by itself. It is one where
it stands with the years before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cjdata.reference.periods import ANY_MONTH, financial_year

_FIRST_ALONE, _LAST_ALONE = 22, 39
"""Between these, two numbers that follow each other are no ages that anybody prints together."""

_DASHES = r"[-/\u2010-\u2015\u2212]"
_SHORT = re.compile(rf"(\d\d){_DASHES}(\d\d)")
_PAIR = re.compile(
    rf"(?<!\d)(\d\d){_DASHES}(\d\d)(\s+(?:to|{_DASHES})\s+)(\d\d){_DASHES}(\d\d)(?!\d)"
)
_ONE_DIGIT = re.compile(rf"(?<!\d)((?:19|20)\d\d){_DASHES}(\d)(?!\d|{_DASHES})")
_FY = re.compile(
    rf"(?<![A-Za-z])(?:FYE?|financial year)[\s-]?['\u2019]?(\d\d){_DASHES}(\d\d)(?!\d)",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    rf"(?<![A-Za-z])FYE?[\s:-]?(?=(?:19|20)\d\d\s*{_DASHES}\s*\d)", re.IGNORECASE
)
_BY_ITS_END = re.compile(
    rf"(?<![A-Za-z])FYE?[\s-]?['\u2019]?((?:20)?\d\d)(?!\d)(?!\s*{_DASHES}\s*\d)", re.IGNORECASE
)
_ALONE = re.compile(
    rf"(?<!\d[-/.,])(?<![\d£$])(?<!\bage )(?<!\bages )(?<!\baged )(?<!\btable )(?<!\btables )"
    rf"(?<!\bsheets )(?<!\bpages )(\d\d){_DASHES}(\d\d)(?![\d%])(?![-/.,]\d)"
    rf"(?!\s*(?:years?|months?|weeks?|days?|hours?|per\b|{ANY_MONTH}))",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def with_full_years(text: str) -> str:
    """Write short years in full.

    “FY26” is named after the year in which it ends.

    >>> with_full_years("Orders, 24-25"), with_full_years("Orders, 2024/5"), with_full_years("FY25")
    ('Orders, 2024-25', 'Orders, 2024-25', '2024-25')
    >>> with_full_years("Aged 16-17, 14-15 to 24-25"), with_full_years("Tables 24-25")
    ('Aged 16-17, 2014-15 to 2024-25', 'Tables 24-25')
    """
    if not re.search(rf"\d{_DASHES}\d|fye?\W?\d", text, re.IGNORECASE):
        return text
    text = _BY_ITS_END.sub(_ended, _FY.sub(_spelt, _BEFORE_YEAR.sub("", text)))
    text = _ONE_DIGIT.sub(_with_one_digit, text)
    return _ALONE.sub(_if_alone, _PAIR.sub(_both, text))


def says_by_its_end(text: str) -> bool:
    """Whether a text names a year after the one in which it ends, as “FY25” does."""
    return bool(_BY_ITS_END.search(text))


def without_ends(text: str) -> str:
    """Take the years out of a text that are named after the one in which they end."""
    return _BY_ITS_END.sub(" ", text)


def years_together(texts: Iterable[str]) -> dict[str, str]:
    """Give the years among texts of two short numbers, where one goes on from another.

    >>> years_together(["16-17", "17-18", "18-20"]), years_together(["16-17", "18-20", "21-25"])
    ({'16-17': '2016-17', '17-18': '2017-18'}, {})
    """
    found = ((text, _SHORT.fullmatch(text)) for text in texts)
    spans = {text: (m[1], m[2]) for text, m in found if m and _follows(m[1], m[2])}
    firsts, lasts = ({span[n] for span in spans.values()} for n in (0, 1))
    return {
        text: _full(first)
        for text, (first, last) in spans.items()
        if last in firsts or first in lasts
    }


def _follows(first: str, last: str) -> bool:
    return (int(first) + 1) % 100 == int(last)


def _full(first: str) -> str:
    start = int(first)
    return financial_year(start + (2000 if start < 50 else 1900))


def _spelt(found: re.Match[str]) -> str:
    return _full(found[1]) if _follows(found[1], found[2]) else found[0]


def _ended(found: re.Match[str]) -> str:
    return financial_year(int(found[1]) % 100 + 1999)


def _with_one_digit(found: re.Match[str]) -> str:
    first = int(found[1])
    is_next = (first + 1) % 10 == int(found[2]) != 0
    return financial_year(first) if is_next else found[0]


def _both(found: re.Match[str]) -> str:
    first, first_end, between, last, last_end = found.groups()
    if not (_follows(first, first_end) and _follows(last, last_end)) or first == last:
        return found[0]
    return f"{_full(first)}{between}{_full(last)}"


def _if_alone(found: re.Match[str]) -> str:
    is_one = _follows(found[1], found[2]) and _FIRST_ALONE <= int(found[1]) <= _LAST_ALONE
    return _full(found[1]) if is_one else found[0]
