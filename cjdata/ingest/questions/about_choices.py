"""Asks about what is chosen above or below a table: “Gender | Female”, “Year: 2023-24”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cjdata.ingest.cells.cell_texts import is_number
from cjdata.ingest.cells.stated_statuses import STATUSES, status_of_line
from cjdata.ingest.cells.stated_units import unit_in
from cjdata.ingest.cells.status_marks import is_final
from cjdata.ingest.labels.written_years import day_of, without_periods, years_in
from cjdata.ingest.questions.about_notes import NotesAround
from cjdata.ingest.questions.cover_pairs import (
    begins,
    says_limit_of_time,
    says_of_content,
)
from cjdata.ingest.questions.table_facts import TableFacts
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.rows.total_rows import (
    chooses_all,
    is_whole,
    says_a_scope,
)
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import TextLine
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.periods import last_day

_SELECTOR = re.compile(
    r"^(?:select(?:ed)?|choose|chosen|filter(?:ed)?(?: by)?|show(?:n|ing)?|pick)\b\s*"
    r"(?:an? |the )?",
    re.IGNORECASE,
)

_BASES = ("base", "unweighted base", "weighted base", "sample size", "number of respondents")
"""How a line begins that says whom a survey asked, and how many of them."""

_COUNTED = words("count unit measure measurement value figure statistic number basis")
"""Words of keys that say what is counted."""

_AMOUNT = re.compile(r"\bn\s*=|\(?\b\d[\d,]*\b\)?")

_WORD = re.compile(r"[^\W\d_]{3,}")

_SCOTTISH = words("Scottish")


@dataclass(frozen=True)
class ChoicesAround:
    """The choices of one table, and pairs that are judged as they are."""

    facts: TableFacts
    notes: NotesAround

    def asks(self, line: TextLine, where: str = "a line above it") -> Iterator[UnexplainedText]:
        """Ask about what was chosen, unless it is everybody, its year, its area, or asked for."""
        finder = self.facts.match.finder
        key = _SELECTOR.sub("", line.key) or line.key
        is_known = (
            (is_whole(line.chosen) and not self._is_of_others(key, line.chosen))
            or chooses_all(line.chosen)
            or self._is_status(line)
            or self._is_of_publisher(key, line.chosen)
            or self.notes.is_status_read(line.text)
            or self._is_its_year(key, line.chosen)
            or self._is_span_of_its_years(line.chosen)
            or self._is_its_area(key, line.chosen)
            or self._is_first_or_last_day(key, line.chosen)
            or self._is_day_of_issue(key, line.chosen)
            or any(
                is_same(key, (name,)) and is_same(line.chosen, texts)
                for name, texts in self.facts.match.chosen_by.items()
            )
        )
        if is_known:
            return
        unit = unit_in(line.chosen)
        is_coarse = self.facts.is_early_or_coarse(line.text)
        if unit and unit.is_alone and not (is_coarse or self.facts.is_of_strange_unit(line.chosen)):
            return
        # Above a table without years of its own, the year is asked about as its title's is.
        is_told = line.place is not None and self.facts.is_above(line) and not self.facts.has_years
        is_year = not is_told and finder.is_year_heading(key) and bool(finder.year(line.chosen))
        # What is chosen counts, where the key says no more than that something is.
        is_named = says_a_scope(key) or says_of_content(key)
        has_words = is_named and bool(_WORD.search(line.chosen))
        said = line.chosen if has_words else f"{key}, {line.chosen}"
        if is_same(key, _BASES):
            said = _AMOUNT.sub(" ", line.chosen)
        is_scottish = words(line.chosen) == _SCOTTISH  # explains a title, and is no choice of all
        if is_year or is_coarse or is_scottish or self.facts.vocabulary.unexplained(said):
            yield UnexplainedText(line.text, line.text, line.place, where)

    def _is_of_others(self, key: str, said: str) -> bool:
        """Whether a line says that people are counted, where cases are: “Counts | People”."""
        return bool(words(key) & _COUNTED) and self.facts.vocabulary.counts_others(said)

    def _is_of_publisher(self, key: str, said: str) -> bool:
        """Whether a line is the publisher’s name, with one of its offices behind it."""
        return is_same(key, (self.facts.vocabulary.publication.publisher,)) and not may_limit(said)

    def _is_status(self, line: TextLine) -> bool:
        """Whether a line says how firm all figures are: “Status: Provisional”."""
        is_read = isinstance(self.facts.match, TableMatch) and bool(status_of_line(line)[0])
        return is_same(line.key, STATUSES) and (is_read or is_final(line.chosen))

    def is_selector(self, line: TextLine) -> bool:
        """Whether a line below a table chooses, and is no note such as “Fife: 3.”

        What stands in two cells does, unless the second is a figure.
        """
        if line.is_pair:
            return not is_number(line.chosen)
        key = line.key
        return self.facts.is_heading(key) or bool(_SELECTOR.match(key)) or says_a_scope(key)

    def _is_its_year(self, key: str, chosen: str) -> bool:
        """Whether a line chooses the one year that the table is of."""
        one, finder = self.facts.match, self.facts.match.finder
        year = finder.year(chosen)
        if year is None or not finder.is_year_heading(key):
            return False
        if not isinstance(one, TidyMatch) and one.shape.year_column is None:
            across: set[str | None] = set(one.shape.periods_across.values())
            return (across or {one.year.period}) == {year}
        return self.facts.years - {None} <= {year}

    def _is_first_or_last_day(self, key: str, chosen: str) -> bool:
        """Whether a line says from when figures are, or to when, and a year of theirs does so."""
        years = sorted(year for year in self.facts.years if year)
        year = self.facts.match.finder.year(chosen)
        return says_limit_of_time(key) and year in (years[:1] if begins(key) else years[-1:])

    def _is_day_of_issue(self, key: str, chosen: str) -> bool:
        """Whether a line says a day that lies behind all years: “Date: 13 January 2027”."""
        day = day_of(chosen)
        newest = max((year for year in self.facts.years if year), default="")
        return words(key) == words("date") and bool(day and newest) and str(day) > last_day(newest)

    def is_strange_pair(self, line: TextLine) -> bool:
        """Whether a unit and its key say another unit than what is read, or that it is coarse."""
        is_other = any(map(self.facts.is_of_strange_unit, (line.text, line.chosen)))
        return is_other or self.facts.is_early_or_coarse(line.text)

    def _is_span_of_its_years(self, chosen: str) -> bool:
        """Whether a line names a span of years, from its first to its last, with all of the table.

        Such is what a workbook covers: “Period covered: 2016-17 to 2025-26”.
        """
        period = self.facts.match.finder.period
        named = years_in(chosen, period)
        rest = words(without_periods(chosen, period)) - words("to from and")
        years = self.facts.years - {None}
        return len(named) == 2 and not rest and all(named[0] <= y <= named[1] for y in years if y)

    def _is_its_area(self, key: str, chosen: str) -> bool:
        """Whether a line chooses the one area that the table is of."""
        finder = self.facts.match.finder
        area = finder.area(chosen)
        if area is finder.areas.scotland:
            return True  # “Coverage: Scotland”
        return (
            area is not None and finder.is_area_heading(key) and self.facts.vocabulary.of_one_area
        )
