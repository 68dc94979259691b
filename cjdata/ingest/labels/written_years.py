"""Reads years as publications write them: ``2023/24``, ``2015-166,7``, a date, ``mid-2022``.

Nothing here guesses: what is not understood comes back as None, and the caller says where.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from cjdata.ingest.cells.cell_texts import (
    text_of,
    with_plain_dashes,
    without_brackets,
    without_notes,
)
from cjdata.ingest.cells.status_marks import without_marks
from cjdata.ingest.labels.short_years import with_full_years
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.reference.periods import MONTHS, financial_year

Period = Literal["financial_year", "calendar_year"]

FIRST_YEAR, LAST_YEAR = 1950, 2099
"""Outside these a year is a slip."""

_LONGEST = 60
_DIGIT = re.compile(r"\d")
_PREFIX = re.compile(r"(?:(?:financial year|reporting year|year|fy)[: ]\s*|fy)(?=\d{4})")
_START = re.compile(r"(\d{4})\s*(?:[-/]|\bto\b)\s*")
_WHOLE_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_NOTES = re.compile(
    r"\s*(?:\d{1,2}(?:\s*,\s*\d{1,2})*,?)?[\s*\u00b9\u00b2\u00b3\u2020\u2021\u2070-\u2079]*"
    r"(?:\s*,\s*[*\u00b9\u00b2\u00b3\u2020\u2021\u2070-\u2079]+)*\s*"
    r"(?:\((?:notes?\s*)?\d{1,2}(?:\s*,\s*\d{1,2})*\)\s*)*"
)
_MONTHS = tuple(month[:3].lower() for month in MONTHS)
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ][\d:.]*)?")
_LOCAL_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_TWELVE_MONTHS = re.compile(
    r"(?:1(?:st)?\s+)?apr[a-z]*\s+(\d{4})\s*(?:-|\bto\b)\s*(?:31(?:st)?\s+)?mar[a-z]*\s+(\d{4})"
)
_ENDING = re.compile(
    r"(?:(?:financial\s+)?year|(?:12|twelve)\s+months)\s+(?:ending|ended|end|to)\s+"
    r"(?:31(?:st)?\s+)?mar[a-z]*\s+(\d{4})"
)
_WORDS_OF_YEARS = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)})[a-z]*|\b(?:financial|year|ending|ended|months|mid|the|and)\b"
)
_DAYS: dict[Period, tuple[tuple[int, int], ...]] = {
    "financial_year": ((3, 31), (4, 1)),
    "calendar_year": ((6, 30), (12, 31), (1, 1)),
}
"""The days, by month and day, that stand for a whole year: its ends, or its middle. Another day is
of a part of a year, or of no year at all."""

_AS_AT = re.compile(r"(?:as\s+)?(?:at|on)\s+")
_CALENDAR = re.compile(r"(?:mid[- ]?)?(\d{4})")
_IN_TEXT = re.compile(
    r"\d{4}\s*[-/]\s*(?:\d{4}|\d{2})(?!\d)|\b31(?:st)? march \d{4}"
    rf"|\b{_TWELVE_MONTHS.pattern}|\b{_ENDING.pattern}",
    re.IGNORECASE,
)
_MID_YEAR = re.compile(
    r"\b(?:(?:as\s+)?(?:at|on)\s+)?30(?:th)?\s+june\b(?:,?\s+\d{4})?", re.IGNORECASE
)
_CALENDAR_IN_TEXT = re.compile(r"(?<!\d)(?:19|20)\d{2}(?![-/\d])")


_MARCH = r"(?:31(?:st)?\s+)?march(?:,?\s+\d{4})?"
_WHOLE_IN_TEXT = re.compile(
    rf"\b(?:1(?:st)?\s+)?april(?:,?\s+\d{{4}})?\s*(?:-|\bto\b)\s*{_MARCH}"
    rf"|\b(?:financial\s+)?years?\s+(?:ending|ended|end|to)\s+{_MARCH}"
    rf"|\b(?:12|twelve)\s+months\s+(?:ending|ended|end|to)\s+{_MARCH}"
    r"|\b(?:(?:as\s+)?(?:at|on)\s+)?31(?:st)?\s+march\b(?:,?\s+\d{4})?"
    r"|\bmid[- ]?(?=(?:19|20)\d{2}(?![-/\d]))",
    re.IGNORECASE,
)
"""A whole year in words, and the day on which what is counted on a day is counted each year.

A quarter, a month and another day are none of these: they say a part of a year.
"""


def period_of(value: Value, kind: Period = "financial_year") -> str | None:
    """Read a period in any form met in publications; None when it is none.

    A date is a year where it is its first or last day, or the middle of a calendar year. Notes
    may be glued to a year.

    >>> period_of("2015-166,7")
    '2015-16'
    >>> period_of("31 March 2024")
    '2023-24'
    """
    if isinstance(value, date):  # a datetime is one too
        return _year_of(value, kind)
    if isinstance(value, str) and (len(value) > _LONGEST or not _DIGIT.search(value)):
        return None
    text = without_marks(with_plain_dashes(text_of(value)), bare=True)
    text = without_brackets(text).casefold().strip()
    if kind == "calendar_year":
        match = _CALENDAR.fullmatch(without_notes(text))
        return _checked(int(match[1]), match[1]) if match else _year_of(day_of(text), kind)
    if text.isdigit():
        return None
    text = _PREFIX.sub("", with_full_years(text)).strip()
    return _span(text) or _twelve_months(text) or _year_of(day_of(text), kind)


def year_of_any_day(value: Value) -> str | None:
    """Give the financial year that a day falls in; None where it is no day.

    >>> year_of_any_day("1 December 2024")
    '2024-25'
    """
    day = value if isinstance(value, date) else day_of(text_of(value))
    return _financial(day.year if day.month >= 4 else day.year - 1) if day else None


def years_in(text: str, kind: Period = "financial_year") -> list[str]:
    """Give every year that a title names, in order.

    >>> years_in("Orders by council, 2015-16 to 2024-25")
    ['2015-16', '2024-25']
    """
    is_financial = kind == "financial_year"
    pattern = _IN_TEXT if is_financial else _CALENDAR_IN_TEXT
    found = pattern.finditer(with_plain_dashes(with_full_years(text) if is_financial else text))
    return [period for match in found if (period := period_of(match[0], kind))]


def without_years(text: str) -> str:
    """Take every year out of a title."""
    text = _IN_TEXT.sub(" ", with_plain_dashes(with_full_years(text)))
    return _CALENDAR_IN_TEXT.sub(" ", text)


def without_periods(text: str, kind: Period = "financial_year") -> str:
    """Take every whole year out of a title, and the last day of one; of calendar years, 30 June.

    >>> without_periods("Orders, as at 31 March 2024").split()
    ['Orders,']
    >>> without_periods("Orders, quarter 1, 2023-24").split()
    ['Orders,', 'quarter', '1,']
    """
    text = without_whole_periods(with_plain_dashes(text))
    return without_years(_MID_YEAR.sub(" ", text) if kind == "calendar_year" else text)


def without_whole_periods(text: str) -> str:
    """Take every whole year in words out of a text: “year ending March 2025”, “mid-2024”."""
    return _WHOLE_IN_TEXT.sub(" ", text)


def is_like_a_year(value: Value) -> bool:
    """Whether a heading is made as years are, though it may be none: digits, no other words.

    >>> is_like_a_year("2O15-16"), is_like_a_year("Change since 2015-16")
    (True, False)
    """
    text = _WORDS_OF_YEARS.sub("", text_of(value).casefold())
    return len(_DIGIT.findall(text)) >= 4 and not re.search(r"[a-z]{3}", text)


def _span(text: str) -> str | None:
    """Read two years that follow each other, with nothing but notes behind."""
    match = _START.match(text)
    if not match:
        return None
    start, rest = int(match[1]), text[match.end() :]
    full = str(start + 1)
    if rest.startswith(full) and _NOTES.fullmatch(rest[4:]):
        return _financial(start)
    is_short = rest.startswith(full[2:]) and not _WHOLE_YEAR.match(rest)
    return _financial(start) if is_short and _NOTES.fullmatch(rest[2:]) else None


def _twelve_months(text: str) -> str | None:
    ending = _ENDING.fullmatch(text)
    if ending:
        return _financial(int(ending[1]) - 1)
    both = _TWELVE_MONTHS.fullmatch(text)
    if both and int(both[2]) == int(both[1]) + 1:
        return _financial(int(both[1]))
    return None


def day_of(text: str) -> date | None:
    """Read a day in figures or words; None when it is none.

    >>> day_of("13th January 2026")
    datetime.date(2026, 1, 13)
    """
    text = _with_no_notes(_AS_AT.sub("", text.casefold(), count=1))
    if match := _ISO_DAY.fullmatch(text):
        numbers = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _LOCAL_DAY.fullmatch(text):
        numbers = (int(match[3]), int(match[2]), int(match[1]))
    elif match := _DAY.fullmatch(text):
        numbers = (int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def _with_no_notes(text: str) -> str:
    """Take off the notes that are glued to a day that ends with its year."""
    match = _DAY.match(text)
    return match[0] if match and _NOTES.fullmatch(text[match.end() :]) else text


def _year_of(day: date | None, kind: Period) -> str | None:
    if day is None:
        return None
    if (day.month, day.day) not in _DAYS[kind]:
        return None
    if kind == "calendar_year":
        return _checked(day.year, f"{day.year:04d}")
    return _financial(day.year if day.month >= 4 else day.year - 1)


def _financial(start: int) -> str | None:
    return _checked(start, financial_year(start))


def _checked(year: int, period: str) -> str | None:
    return period if FIRST_YEAR <= year <= LAST_YEAR else None
