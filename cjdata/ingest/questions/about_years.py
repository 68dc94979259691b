"""Asks where a title, a sheet’s name or a file’s name says another year than is read.

The title decides which year a table is of. A year in it that gives no period, as “2019” or
“2020-25” over financial years, is none of those that are read, and neither is one of two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import text_of
from cjdata.ingest.labels.odd_years import (
    ends_of,
    is_span_of,
    odd_years,
    relative_year_in,
    with_dashed_years,
    years_in_file_name,
)
from cjdata.ingest.labels.short_years import says_by_its_end, without_ends
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.questions.unexplained_text import UnexplainedText
from cjdata.ingest.spreadsheets.source_workbook import Place as Cell
from cjdata.ingest.tables.surrounding_lines import lines_above
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch

_LATEST_ISSUE = 3
"""By how many years a publication may come out after the year of its figures."""


@dataclass(frozen=True)
class YearsOfTable:
    """The years that the texts of one table say.

    Attributes
    ----------
    match
        The table, as the recipe reads it.
    has_tab
        Whether the name of the sheet is the publisher’s.
    file, cover
        The name of the file, and the text by which the workbook names its publication.
    """

    match: TableMatch | TidyMatch
    has_tab: bool
    file: str = ""
    cover: str = ""

    def asks(self) -> Iterator[UnexplainedText]:
        """Ask about each year that is not the one that is read."""
        if isinstance(self.match, TableMatch):
            yield from self._of_table(self.match)
        elif self.match.title != self.match.block.sheet.name or self.has_tab:
            yield from self._over_years()
        yield from self._odd()
        yield from self._relative()
        yield from self._by_its_end()
        yield from self._file_of_another()

    def _of_table(self, one: TableMatch) -> Iterator[UnexplainedText]:
        """Ask where texts above a table contradict each other, or the years that it has."""
        against = one.year.against if one.shape.year_column is None else None
        if against and one.block.begin:
            yield UnexplainedText(
                against.text, one.year.period or "", against.place, "the title", "years"
            )
        elif against:
            yield UnexplainedText(
                against.text, one.year.period or "", against.place, "a text above it", "year"
            )
        elif one.shape.year_column is not None or one.shape.periods_across:
            yield from self._over_years()
            rows = one.shape.year_rows
            for cell, year in list(rows.against.items())[: 0 if rows.is_titled else 1]:
                kept = rows.years[cell[1]]
                yield UnexplainedText(year, kept, cell, "another row of the header", "years")

    @cached_property
    def _years(self) -> dict[str, Cell | None]:
        """The years that are read, each with the cell that says it."""
        one = self.match
        if isinstance(one, TidyMatch):
            rows = {one.finder.year(one.block.value(r, one.year)): r for r in one.block.rows}
            return {year: (row, one.year) for year, row in rows.items() if year}
        shape = one.shape
        if shape.year_column is not None:
            column = shape.year_column
            down = {one.finder.year(value): row for row, value in shape.labels[column].items()}
            return {year: (row, column) for year, row in down.items() if year}
        if shape.periods_across:
            return {y: (one.block.heading_row(c), c) for c, y in shape.periods_across.items()}
        return {one.year.period: None} if one.year.period else {}

    def _over_years(self) -> Iterator[UnexplainedText]:
        """Ask where the title is of one year, and the figures are read as of others."""
        one, years = self.match, self._years
        named = set(years_in(one.title, one.finder.period))
        if len(named) == 1 and years and named != years.keys():
            cell = next(iter(years.values()))
            yield UnexplainedText(named.pop(), self._span, cell, "the title", "years")
        tab = set(years_in(one.block.sheet.name, one.finder.period)) if self.has_tab else set()
        # A sheet may be called after the newest of its years, as an edition is.
        if len(tab) == 1 and years and tab != {max(years)}:
            yield UnexplainedText(tab.pop(), self._span, None, "the sheet’s name", "years")

    @property
    def _span(self) -> str:
        years = sorted(self._years)
        return years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"

    def _odd(self) -> Iterator[UnexplainedText]:
        """Ask about years in the title, or the sheet’s name, that give no period."""
        one, kind = self.match, self.match.finder.period
        if not self._years:
            return
        cell = next((x.place for x in lines_above(one.block) if x.text == one.title), None)
        is_named = self.has_tab or one.title != one.block.sheet.name
        told = [(one.title, cell, "the title")] if is_named else []
        if self.has_tab and one.block.sheet.name != one.title:
            told.append((one.block.sheet.name, None, "the sheet’s name"))
        told += [(text, None, "the list of contents") for text in one.block.listed]
        for text, place, what in told:
            odd = odd_years(text, kind)
            if odd and not is_span_of(odd, self._years):
                yield UnexplainedText(" and ".join(odd), self._span, place, what, "years")

    def _relative(self) -> Iterator[UnexplainedText]:
        """Ask about “latest year” in a title where nothing but the cover says which one it is."""
        one = self.match
        said = relative_year_in(one.title)
        if not said or years_in(one.title, one.finder.period):
            return
        if len(self._years) != 1 or None in self._years.values():
            cell = next((x.place for x in lines_above(one.block) if x.text == one.title), None)
            yield UnexplainedText(said, self._span, cell, "the title", "years")

    def _by_its_end(self) -> Iterator[UnexplainedText]:
        """Ask about a year such as “FY25” where no text of the file has it in full.

        Whoever names years after their beginning means another one by it.
        """
        one = self.match
        if one.finder.period != "financial_year" or not self._years:
            return
        cells = {y: text_of(one.block.sheet.at(*cell)) for y, cell in self._years.items() if cell}
        texts = [one.title, one.block.sheet.name, *(x.text for x in lines_above(one.block))]
        told = (self.file, self.cover, *one.block.title, *one.block.listed, *cells.values())
        full = {y for text in told for y in years_in(without_ends(text))}
        for year, text in cells.items():
            if says_by_its_end(text) and not full:
                yield UnexplainedText(text, year, self._years[year], "a cell", "years")
                return
        named = next(filter(says_by_its_end, texts), "")
        if named and not cells and not full:
            yield UnexplainedText(named, self._span, None, "a text above it", "years")

    def _file_of_another(self) -> Iterator[UnexplainedText]:
        """Ask about a file that is called after another year than its cover or its figures."""
        kind = self.match.finder.period
        of_file = set(years_in(with_dashed_years(self.file), kind))
        of_cover = set(years_in(self.cover, kind)) if self.cover != self.file else set()
        own = of_cover or self._years.keys()
        bare = [] if of_file else years_in_file_name(self.file)
        is_other = bool(bare) and not any(self._may_name(year, own) for year in bare)
        if own and (is_other or (of_file and not of_file & own)):
            yield UnexplainedText(self.file, self._span, None, "the file’s name", "years")

    @staticmethod
    def _may_name(said: str, years: Collection[str]) -> bool:
        """Whether a year in a file’s name is that of its newest figures, or of their issue."""
        first, last = ends_of(max(years))
        return first <= said <= str(int(last) + _LATEST_ISSUE)
