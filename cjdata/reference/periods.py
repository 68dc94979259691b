"""Periods: financial years such as ``2023-24``, calendar years, and days.

A financial year runs from 1 April to 31 March. Its text sorts in time order, so periods are
kept as text everywhere and this module alone knows what is inside.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from cjdata.errors import Mistake, UnknownName

Kind = Literal["financial_year", "calendar_year", "day"]

_FINANCIAL = re.compile(r"([0-9]{4})\s*[-–/]\s*([0-9]{2}|[0-9]{4})")
_CALENDAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TO = " to "
"""Between the first and the last of years that are taken together."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ANY_MONTH = "|".join(MONTHS)
"""For expressions that look for a month in full."""
PANDEMIC = ("2020-21", "2021-22")
"""The years in which the pandemic restricted the courts (Criminal Proceedings 2020-21)."""


def financial_year(start: int) -> str:
    """Give the financial year that starts in April of ``start``.

    >>> financial_year(1999)
    '1999-00'
    """
    return f"{start:04d}-{(start + 1) % 100:02d}"


def parse_financial_year(text: str, where: str = "period") -> str:
    """Read a financial year in any form met in publications.

    >>> parse_financial_year("2023/2024")
    '2023-24'

    Raises
    ------
    UnknownName
        When the text is no financial year, or names two years that do not follow.
    """
    match = _FINANCIAL.fullmatch(text.strip())
    if match:
        start, end = int(match[1]), match[2]
        expected = start + 1
        if int(end) == (expected if len(end) == 4 else expected % 100):
            return financial_year(start)
    raise UnknownName(Mistake(where, f"“{text}” is not a financial year", "Write it like 2023-24."))


@lru_cache(maxsize=4096)
def kind_of(period: str, where: str = "period") -> Kind:
    """Say what kind of period a text is.

    Raises
    ------
    UnknownName
        When it is neither a financial year, a calendar year, nor a day.
    """
    if _CALENDAR.fullmatch(period):
        return "calendar_year"
    if _DAY.fullmatch(period):
        try:
            date.fromisoformat(period)
        except ValueError:
            pass
        else:
            return "day"
    elif _FINANCIAL.fullmatch(period) and parse_financial_year(period, where) == period:
        return "financial_year"
    raise UnknownName(
        Mistake(where, f"“{period}” is not a period", "Write 2023-24, 2023 or 2024-03-31.")
    )


def start_year(period: str) -> int:
    """Give the calendar year in which a period starts."""
    return int(period[:4])


def last_day(period: str) -> str:
    """Give the day on which a period ends.

    >>> last_day("2023-24"), last_day("2023"), last_day("2023-06-30")
    ('2024-03-31', '2023-12-31', '2023-06-30')
    """
    ends = {
        "financial_year": f"{start_year(period) + 1:04d}-03-31",
        "calendar_year": f"{period}-12-31",
        "day": period,
    }
    return ends[kind_of(period)]


def financial_years(first: str, last: str) -> list[str]:
    """List the financial years from ``first`` to ``last``, both included; empty if reversed."""
    return [financial_year(year) for year in range(start_year(first), start_year(last) + 1)]


def joined(first: str, last: str) -> str:
    """Name the financial years from ``first`` to ``last`` taken together.

    >>> joined("2022-23", "2024-25")
    '2022-23 to 2024-25'
    """
    return first if first == last else f"{first}{_TO}{last}"


def first_year(period: str) -> str:
    """Give the first of the years that a period takes together; a year by itself is its own."""
    return period.partition(_TO)[0]


def last_year(period: str) -> str:
    """Give the last of the years that a period takes together.

    >>> last_year("2022-23 to 2024-25"), last_year("2024-25")
    ('2024-25', '2024-25')
    """
    return period.rpartition(_TO)[2]


def in_words(period: str) -> str:
    """Give a period as a reader sees it.

    >>> in_words("2024-03-31")
    '31 March 2024'
    """
    if _DAY.fullmatch(period):
        day = date.fromisoformat(period)
        return f"{day.day} {day:%B %Y}"
    return period


def month_in_words(month: str) -> str:
    """Give a month such as ``2026-09`` in words; other texts come back as they are.

    >>> month_in_words("2026-09")
    'September 2026'
    """
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
        return f"{date.fromisoformat(month + '-01'):%B %Y}"
    return in_words(month)
