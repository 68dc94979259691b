"""Knows the names of areas, years and the columns that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cjdata.areas import Area, Areas
from cjdata.ingest.book import Value
from cjdata.ingest.cells import text_of
from cjdata.ingest.headings import LONGEST_HEADING, heading, words
from cjdata.ingest.years import Period, period_of

_NAMES_AND_CODES = words("name code (description)")
TOTALS = frozenset(
    words(name)
    for name in (
        "total",
        "scotland total",
        "total areas",
        "total local authorities",
        "total councils",
        "total local authority areas",
        "national total",
        "council total",
    )
)
"""What the row or column of Scotland as a whole is also called, among councils."""


@dataclass
class Names:
    """The names that a publication's tables have for areas and years.

    Attributes
    ----------
    areas, period
        The areas, and the kind of period.
    area_headings, year_headings
        What columns of areas and of years are called.
    value_headings
        Headings of a column of values that alone make a row a header.
    """

    areas: Areas
    period: Period
    area_headings: Sequence[str]
    year_headings: Sequence[str]
    value_headings: Sequence[str] = ()
    _areas: dict[Value, Area | None] = field(default_factory=dict)
    _years: dict[Value, str | None] = field(default_factory=dict)

    def area(self, value: Value) -> Area | None:
        """Give the council or Scotland that a cell names; None where it names neither."""
        if not isinstance(value, str) or not value:
            return None
        if value not in self._areas:
            self._areas[value] = self._look_up(text_of(value))
        return self._areas[value]

    def _look_up(self, text: str) -> Area | None:
        if not text or len(text) > LONGEST_HEADING or text[0].isdigit():
            return None
        bare = heading(text).rstrip(" 0123456789,")
        area = self.areas.get(text) or self.areas.get(bare)
        if area is None and words(bare) in TOTALS:
            area = self.areas.scotland
        return area if area and area.kind != "group" else None

    def year(self, value: Value) -> str | None:
        """Give the period that a cell names; None where it names none."""
        if value not in self._years:
            self._years[value] = period_of(value, self.period)
        return self._years[value]

    def is_area_heading(self, value: Value) -> bool:
        """Whether a cell is the heading of a column of areas."""
        return self._is_heading(value, self.area_headings)

    def is_year_heading(self, value: Value) -> bool:
        """Whether a cell is the heading of a column of years."""
        return self._is_heading(value, self.year_headings)

    @staticmethod
    def _is_heading(value: Value, phrases: Sequence[str]) -> bool:
        if not isinstance(value, str) or not value[:1].strip() or len(value) > LONGEST_HEADING:
            return False
        if value[0].isdigit():
            return False
        bare = words(value) - _NAMES_AND_CODES
        return any(words(phrase) in (bare, words(value)) for phrase in phrases)

    def is_area_name(self, value: Value) -> bool:
        """Whether a cell names an area, and is no mere “Total”."""
        return self.area(value) is not None and words(text_of(value)) not in TOTALS
