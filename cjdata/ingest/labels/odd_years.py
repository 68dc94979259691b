"""Finds years in a text that are not whole years as a table counts them: “2019”, “2020-25”.

Of a table of financial years such a year gives no period. It says which year, or which years, the
text is of all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from cjdata.ingest.cells.cell_texts import with_plain_dashes
from cjdata.ingest.labels.short_years import with_full_years
from cjdata.ingest.labels.written_years import (
    Period,
    period_of,
    without_periods,
    without_whole_periods,
)
from cjdata.reference.periods import ANY_MONTH

_YEAR = r"(?:19|20)\d\d"
_IN_TEXT = re.compile(rf"(?<![\d/.-]){_YEAR}(?:\s*[-/]\s*\d{{2,6}})?(?![\d])")
_BARE = re.compile(rf"(?:https?://\S*\byear/)?({_YEAR})(?:\.0)?", re.IGNORECASE)
_OF_A_LAW = re.compile(
    rf"\b(?:act|order|regulations|bill|census|simd)(?:\s*\([a-z ]+\))?\s+{_YEAR}"
    rf"|\b{_YEAR}\s+(?:act|order|regulations|census|boundaries|data zones)\b",
    re.IGNORECASE,
)
"""A year in the name of a law, a census or boundaries, which is none of the figures."""

_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{ANY_MONTH}),?\s+{_YEAR}", re.IGNORECASE)
"""A day, which is judged by itself."""


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_SPAN_IN_NAME = re.compile(rf"(?<!\d)({_YEAR})[ _-](\d\d)(?!\d)(?![ _.-]\d\d(?!\d))")
_DAY_IN_NAME = re.compile(
    rf"(?<!\d){_YEAR}[ _.-]?(?:0[1-9]|1[0-2])(?:[ _.-]?\d\d)?(?!\d)"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[ _.-]*)?(?:{ANY_MONTH}|{_MONTHS})[ _.-]*{_YEAR}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}[ _.-]\d{{1,2}}[ _.-]{_YEAR}(?!\d)",
    re.IGNORECASE,
)
"""A day or a month in the name of a file: that of its issue, or of the download."""

_RELATIVE = re.compile(
    r"\b(?:latest|most\s+recent|newest|previous|last|prior|current|this|final|first)\s+"
    r"(?:available\s+)?(?:financial\s+|reporting\s+)?year\b|\b(?:latest|most\s+recent)\s+available\b",
    re.IGNORECASE,
)

_BESIDE_A_YEAR = re.compile(
    r"\b(?:data|figures?|numbers?|results?|period|reporting|financial|calendar|years?|the|are|for|"
    r"from|in|of|to|on|covering|covered)\b|[\W_]+",
    re.IGNORECASE,
)


def says_years_alone(text: str) -> bool:
    """Whether a line says years and no more: “Data for 2024-25”."""
    return not _BESIDE_A_YEAR.sub("", without_periods(text))


def relative_year_in(text: str) -> str:
    """Give the year that a text says without a number, as it stands there; empty for none.

    >>> relative_year_in("Orders, latest year"), relative_year_in("Orders, 2024-25")
    ('latest year', '')
    """
    found = _RELATIVE.search(text)
    return found[0] if found else ""


def years_in_file_name(name: str) -> list[str]:
    """Give the years that stand by themselves in the name of a file, and are no day.

    >>> years_in_file_name("orders-2019"), years_in_file_name("orders 2024-25 v2")
    (['2019'], [])
    >>> years_in_file_name("orders 2021-03-15"), years_in_file_name("2011 census, March 2021")
    ([], [])
    """
    bare = _DAY_IN_NAME.sub(" ", _without_spans(name))
    bare = _OF_A_LAW.sub(" ", re.sub(r"[-_]", " ", bare))
    return re.findall(rf"(?<!\d){_YEAR}(?!\d)", bare)


def with_dashed_years(name: str) -> str:
    """Write a financial year in the name of a file with a dash: “orders 2018_19”."""
    return _SPAN_IN_NAME.sub(lambda m: f"{m[1]}-{m[2]}" if _follows(m) else m[0], name)


def _without_spans(name: str) -> str:
    return _SPAN_IN_NAME.sub(lambda m: " " if _follows(m) else m[0], name)


def _follows(found: re.Match[str]) -> bool:
    return str(int(found[1]) + 1).endswith(found[2])


def odd_years(text: str, kind: Period = "financial_year") -> list[str]:
    """Give the years of a text that are no whole years of a kind, as they stand there.

    >>> odd_years("Orders, 2019"), odd_years("Orders, 2020-25"), odd_years("Orders, 2024-25")
    (['2019'], ['2020-25'], [])
    >>> odd_years("Orders, 1 April 2024 to 31 March 2025, under the 2016 Act")
    []
    """
    text = with_full_years(text) if kind == "financial_year" else text
    bare = _OF_A_LAW.sub(" ", with_plain_dashes(text))
    bare = _DAY.sub(" ", without_whole_periods(bare))
    return [found for found in _IN_TEXT.findall(bare) if period_of(found, kind) is None]


def bare_year(text: str) -> str | None:
    """Give a year that stands by itself, or at the end of an address; None where there is none.

    >>> bare_year("2019"), bare_year("http://reference.data.gov.uk/id/year/2019"), bare_year("FY")
    ('2019', '2019', None)
    """
    found = _BARE.fullmatch(text.strip())
    return found[1] if found else None


def agrees(said: str, year: str) -> bool:
    """Whether a year that is said is that of a figure, or the one it begins or ends with.

    >>> agrees("2025", "2024-25"), agrees("2023", "2024-25"), agrees("2023-24", "2024-25")
    (True, False, False)
    """
    return said == year or said in ends_of(year)


def ends_of(year: str) -> tuple[str, str]:
    """Give the calendar years in which a financial year begins and ends; of another, itself."""
    first = year[:4]
    return (first, str(int(first) + 1)) if "-" in year else (first, first)


def is_span_of(odd: Collection[str], years: Collection[str]) -> bool:
    """Whether odd years say from when to when years are: “2013 to 2023”, “2020-25”.

    >>> is_span_of(["2020-25"], ["2020-21", "2022-23", "2024-25"])
    True
    >>> is_span_of(["2012", "2022"], ["2013-14", "2022-23"]), is_span_of(["2024"], ["2024-25"])
    (False, False)
    """
    parts = [part for one in odd for part in re.split(r"\s*[-/]\s*", one)]
    if len(parts) != 2 or len(years) < 2:
        return False
    first, last = parts
    last = last if len(last) == 4 else first[:2] + last
    return first in ends_of(min(years))[:1] and last in ends_of(max(years))
