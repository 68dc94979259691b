"""Knows the names of areas, years and the columns that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.labels.area_abbreviations import spelt_out
from cjdata.ingest.labels.area_codes import parted
from cjdata.ingest.labels.short_years import years_together
from cjdata.ingest.labels.written_years import Period, period_of, year_of_any_day
from cjdata.ingest.spreadsheets.source_workbook import Value
from cjdata.ingest.tables.phrase_matching import LONGEST_HEADING, heading, words
from cjdata.reference.areas import Area, Areas

_NOTES = re.compile(r"(?:[\s,]*(?<!\d)\d{1,2})*[\s,]*$")
_NAMES_AND_CODES = words("name code (description)")
_KIND_BEHIND = re.compile(r"\s+(?:council|local authority)(?:\s+area)?$", re.IGNORECASE)
"""What may follow the name of a council: “Fife council area”."""

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
        "national",
        "scottish total",
        "scotland as whole",
        "whole of scotland",
        "total scotland",
        "council total",
        "grand total",
        "grand total scotland",
        "total for scotland",
        "total authorities",
        "total unitary authorities",
        "scotland total local authorities",
        "scotland total councils",
    )
)
"""What the row or column of Scotland as a whole is also called, among councils."""

_ADDRESS = re.compile(r"^https?://\S*/(?:[a-z]+-)?year/(?=\d{4}(?:-\d{4})?$)", re.IGNORECASE)
"""What stands before a year in the address by which open data names it."""


@dataclass
class AreaAndYearNames:
    """The names that a publication's tables have for areas and years.

    Attributes
    ----------
    areas, period
        The areas, and the kind of period.
    area_headings, year_headings
        What columns of areas and of years are called.
    value_headings
        Headings of a column of values that alone make a row a header.
    further
        Names that areas have in one table alone, by their words in any order.
    any_day
        Whether any day stands for its year, as where a person types each year in.
    short_years
        Years that one sheet writes short, and that only its other years tell from ages: “16-17”.
    """

    areas: Areas
    period: Period
    area_headings: Sequence[str]
    year_headings: Sequence[str]
    value_headings: Sequence[str] = ()
    further: Mapping[frozenset[str], Area] = field(default_factory=dict)
    any_day: bool = False
    short_years: Mapping[str, str] = field(default_factory=dict)
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
        code, name = parted(text)
        if code and name:
            by_code, by_name = self.areas.get(code), self._named(name)
            return by_code if by_code is by_name else None
        return self._named(code or text)

    def _named(self, text: str) -> Area | None:
        bare = _NOTES.sub("", heading(text))
        area = self.areas.get(text) or self.areas.get(bare)
        area = area or self.areas.get(_KIND_BEHIND.sub("", bare))
        if area is None:
            full = spelt_out(_KIND_BEHIND.sub("", bare))
            area = next((a for name in full if (a := self.areas.get(name))), None)
        if area is None and words(bare) in TOTALS:
            area = self.areas.scotland
        if area is None or area.kind == "group":
            return self.further.get(words(bare))
        return area

    def also(self, names: Mapping[str, Area]) -> Self:
        """Give one that knows further names of areas; “A, B and C” is “C, A, and B”."""
        further = {words(name): area for name, area in names.items()}
        return replace(self, further=further, _areas={}) if further else self

    def on(self, values: Iterable[Value]) -> Self:
        """Give one that knows the short years among the values of a sheet."""
        if self.period != "financial_year":
            return self
        texts = {text_of(value) for value in values if isinstance(value, str)}
        short = years_together(texts)
        return replace(self, short_years=short, _years={}) if short else self

    def contradiction(self, text: str) -> str:
        """Say what is wrong with a code and a name in one cell; empty where they agree."""
        code, name = parted(text)
        by_code, by_name = self.areas.get(code) if code else None, self._named(name)
        if not code or not name or by_code is by_name or by_name is None:
            return ""
        return f"{code} is the code of {by_code.name if by_code else 'no area'}"

    def year(self, value: Value) -> str | None:
        """Give the period that a cell names; None where it names none."""
        if value not in self._years:
            plain = _ADDRESS.sub("", value) if isinstance(value, str) else value
            plain = self.short_years.get(text_of(value), plain) if self.short_years else plain
            any_day = year_of_any_day(value) if self.any_day else None
            self._years[value] = period_of(plain, self.period) or any_day or self._headed(value)
        return self._years[value]

    def _headed(self, value: Value) -> str | None:
        """Give the period of a cell that also says what heads its column: “2015-16 cohort”."""
        if (
            not isinstance(value, str)
            or len(value) > LONGEST_HEADING
            or not re.search(r"\d", value)
        ):
            return None
        bare = (re.sub(rf"(?i)\b{h}\b", " ", value, count=1) for h in self.year_headings)
        found = (period_of(text.strip(), self.period) for text in bare if text != value)
        return next(filter(None, found), None)

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
        said = (bare, words(value), words(value.casefold()))
        return any(words(phrase) in said for phrase in phrases)

    def is_area_name(self, value: Value) -> bool:
        """Whether a cell names an area, and is no mere “Total”."""
        return self.area(value) is not None and words(text_of(value)) not in TOTALS
