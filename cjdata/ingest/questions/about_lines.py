"""Asks about the lines above and below a table: title, choices, notes, the name of its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cjdata.ingest.cells.area_statuses import speaks_of_status, status_of_areas
from cjdata.ingest.cells.cell_texts import is_number, text_of
from cjdata.ingest.cells.note_signs import is_footnote, notes_led_to, numbers_of, without_sign
from cjdata.ingest.cells.noted_statuses import speaks_of_firmness
from cjdata.ingest.cells.stated_statuses import STATUSES, signs_in_rows, status_of_line
from cjdata.ingest.cells.stated_units import says_another_unit, unit_in, without_units
from cjdata.ingest.cells.status_marks import is_final, status_of_all
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.labels.written_years import day_of, without_periods, years_in
from cjdata.ingest.questions.cover_pairs import (
    begins,
    says_limit_of_time,
    says_of_content,
)
from cjdata.ingest.questions.definitions import (
    ages_of_base,
    defined_in,
    differs_from,
    lengths_in,
    says_coarse,
    says_months_alone,
    says_other_years,
    says_when_taken,
    taken_on,
)
from cjdata.ingest.questions.scope_notes import (
    SAYING,
    scopes_in,
    sentences_of,
)
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.questions.vocabulary import Vocabulary
from cjdata.ingest.rows.total_rows import (
    chooses_all,
    dimensions_in,
    is_whole,
    says_a_scope,
    says_total,
)
from cjdata.ingest.spreadsheets.source_workbook import Place as Cell
from cjdata.ingest.tables.named_tables import names_others_only, number_of
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import TextLine, lines_above, lines_below
from cjdata.ingest.tables.table_matching import TableMatch
from cjdata.ingest.tables.tidy_tables import TidyMatch
from cjdata.reference.catalogue import Measure
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
_SHOWN_IN = re.compile(
    r"[^.]*?\b(?:is|are|can be)\s+(?:(?:also\s+)?(?:shown|given|found|available|provided)\s+)?"
    r"in\s+tables?\b(?!.*\b(?:only|not|exclu\w+)\b)",
    re.IGNORECASE,
)
"""What leads to another table, and says nothing of this one."""

_ON_REQUEST = re.compile(
    r"(?!.*\b(?:only|not|exclu\w+)\b)(?:an?\s+|the\s+|these\s+|all\s+)*(?:\w+\s+){0,2}?"
    r"(?:break ?downs?|tables?|figures|data|statistics|information|details?|results)\b[^.]*?"
    r"\b(?:is|are|can be|may be)\s+(?:also\s+|made\s+)*(?:available|provided|supplied|obtained)"
    r"\s+(?:up)?on\s+request\b[^.]*\.?",
    re.IGNORECASE,
)
"""What says that something else can be had from the publisher."""

_TOGETHER = re.compile(r"\bincludes?\b|\bincluding\b|\bcombined\b|\bcounted with\b", re.IGNORECASE)
"""What says that the figures of one council have those of another in them."""


_WORD = re.compile(r"[^\W\d_]{3,}")
_SCOTTISH = words("Scottish")
_OF_RATES = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?rates? (?:is|are)\b", re.IGNORECASE)


@dataclass(frozen=True)
class LinesAround:
    """The lines above and below one table.

    Attributes
    ----------
    match, vocabulary
        The table, as the recipe reads it, and what explains its texts.
    has_tab
        Whether the name of the sheet is the publisher's, and not that of the file.
    measures
        The measures of the catalogue.
    notes
        The notes that stand on a sheet of their own, by sign.
    """

    match: TableMatch | TidyMatch
    vocabulary: Vocabulary
    has_tab: bool
    measures: Mapping[str, Measure]
    notes: Mapping[str, str]

    def above(self) -> Iterator[UnexplainedText]:
        """Ask about the sheet’s name, the list of contents and the lines above the table."""
        block = self.match.block
        if self.has_tab:
            name = block.sheet.name
            says = self.vocabulary.unexplained_in_tab(name, self.match.title)
            if says := says or (name if self._has_another_unit(name) else ""):
                yield UnexplainedText(says, name, None, "the sheet’s name")
        headings = tuple(filter(None, block.headings))  # what a list may say that it splits by
        for listed in block.listed:
            yield from self._asked(listed, listed, None, "the list of contents", headings)
            if self.is_of_another_unit(listed):
                yield UnexplainedText(listed, listed, None, "the list of contents")
        for line in lines_above(block):
            if line.text == self.match.title:
                yield from self._asked(line.text, line.text, line.place, "the title")
            elif line.kind == "note":
                yield from self.note(line)
            elif line.kind == "choice":
                yield from self.choice(line)
            elif line.kind == "unit" and line.is_pair and self.is_strange_pair(line):
                yield UnexplainedText(line.text, line.text, line.place, "a line above it")
            elif line.kind == "title" and not self._is_settled(line.text):
                asked = [*self._asked(line.text, line.text, line.place, "a line above it")]
                yield from asked or self._scoped(line, "a line above it")

    def _is_settled(self, text: str) -> bool:
        """Whether a line above the table is a status that is read, or leads to something else."""
        return bool(status_of_all(text)[0]) or self.leads_elsewhere(text)

    def below(self) -> Iterator[UnexplainedText]:
        """Ask about the lines below the table that may say of whom its figures are."""
        for line in lines_below(self.match.block):
            is_headed = line.is_pair and self._is_heading(line.key)
            if line.place is not None and not is_headed and self._is_of_data(line.place[0]):
                continue
            if line.kind == "choice" and self._is_selector(line):
                yield from self.choice(line, "a line below it")
            elif line.kind == "unit":
                is_last = self.match.block.end >= len(self.match.block.sheet.rows)
                if is_last and self.is_of_another_unit(line.text):
                    yield UnexplainedText(line.text, line.text, line.place, "a line below it")
            else:
                yield from self.note(line)

    def led_to(self) -> Iterator[UnexplainedText]:
        """Ask about the notes on a sheet of their own that the title or a heading leads to."""
        for number in sorted(self._leant_on & self.notes.keys()):
            text = self.notes[number]
            yield from self.note(TextLine("note", f"[note {number}] {text}", None), "the notes")

    def _asked(
        self, text: str, whole: str, cell: Cell | None, what: str, beside: Sequence[str] = ()
    ) -> Iterator[UnexplainedText]:
        also = (*dimensions_in(text), *self._unread) if self._is_of_totals else self._unread
        also = (*also, *beside)
        unit = self.match.block.unit_text  # a part of what the title says
        says = self.vocabulary.unexplained(text, also, unit)
        if says:
            yield UnexplainedText(says, whole, cell, what)

    def choice(self, line: TextLine, where: str = "a line above it") -> Iterator[UnexplainedText]:
        """Ask about what was chosen, unless it is everybody, its year, its area, or asked for."""
        finder = self.match.finder
        key = _SELECTOR.sub("", line.key) or line.key
        is_known = (
            (is_whole(line.chosen) and not self._is_of_others(key, line.chosen))
            or chooses_all(line.chosen)
            or self._is_status(line)
            or self._is_of_publisher(key, line.chosen)
            or self.is_status_read(line.text)
            or self._is_its_year(key, line.chosen)
            or self._is_span_of_its_years(line.chosen)
            or self._is_its_area(key, line.chosen)
            or self._is_first_or_last_day(key, line.chosen)
            or self._is_day_of_issue(key, line.chosen)
            or any(
                is_same(key, (name,)) and is_same(line.chosen, texts)
                for name, texts in self.match.chosen_by.items()
            )
        )
        if is_known:
            return
        unit = unit_in(line.chosen)
        is_coarse = self.is_early_or_coarse(line.text)
        if unit and unit.is_alone and not (is_coarse or self.is_of_strange_unit(line.chosen)):
            return
        # Above a table without years of its own, the year is asked about as its title's is.
        is_told = line.place is not None and self._is_above(line) and not self._has_years
        is_year = not is_told and finder.is_year_heading(key) and bool(finder.year(line.chosen))
        # What is chosen counts, where the key says no more than that something is.
        is_named = says_a_scope(key) or says_of_content(key)
        has_words = is_named and bool(_WORD.search(line.chosen))
        said = line.chosen if has_words else f"{key}, {line.chosen}"
        if is_same(key, _BASES):
            said = _AMOUNT.sub(" ", line.chosen)
        is_scottish = words(line.chosen) == _SCOTTISH  # explains a title, and is no choice of all
        if is_year or is_coarse or is_scottish or self.vocabulary.unexplained(said):
            yield UnexplainedText(line.text, line.text, line.place, where)

    def _is_of_others(self, key: str, said: str) -> bool:
        """Whether a line says that people are counted, where cases are: “Counts | People”."""
        return bool(words(key) & _COUNTED) and self.vocabulary.counts_others(said)

    def _is_of_publisher(self, key: str, said: str) -> bool:
        """Whether a line is the publisher’s name, with one of its offices behind it."""
        return is_same(key, (self.vocabulary.publication.publisher,)) and not may_limit(said)

    def _is_status(self, line: TextLine) -> bool:
        """Whether a line says how firm all figures are: “Status: Provisional”."""
        is_read = isinstance(self.match, TableMatch) and bool(status_of_line(line)[0])
        return is_same(line.key, STATUSES) and (is_read or is_final(line.chosen))

    def _scoped(self, line: TextLine, where: str) -> Iterator[UnexplainedText]:
        """Ask about a line that says of what all figures are, or their unit, in a sentence."""
        if any(map(self.is_of_something_else, scopes_in(line.text, of_a_cell=True))):
            yield UnexplainedText(line.text, line.text, line.place, where)

    def _is_selector(self, line: TextLine) -> bool:
        """Whether a line below a table chooses, and is no note such as “Fife: 3.”

        What stands in two cells does, unless the second is a figure.
        """
        if line.is_pair:
            return not is_number(line.chosen)
        key = line.key
        return self._is_heading(key) or bool(_SELECTOR.match(key)) or says_a_scope(key)

    def _is_heading(self, key: str) -> bool:
        finder = self.match.finder
        return finder.is_area_heading(key) or finder.is_year_heading(key)

    def _is_its_year(self, key: str, chosen: str) -> bool:
        """Whether a line chooses the one year that the table is of."""
        one, finder = self.match, self.match.finder
        year = finder.year(chosen)
        if year is None or not finder.is_year_heading(key):
            return False
        if not isinstance(one, TidyMatch) and one.shape.year_column is None:
            across: set[str | None] = set(one.shape.periods_across.values())
            return (across or {one.year.period}) == {year}
        return self.years - {None} <= {year}

    @cached_property
    def _has_years(self) -> bool:
        """Whether each figure has its year from a column or a heading."""
        one = self.match
        if isinstance(one, TidyMatch):
            return True
        return one.shape.year_column is not None or bool(one.shape.periods_across)

    def _is_first_or_last_day(self, key: str, chosen: str) -> bool:
        """Whether a line says from when figures are, or to when, and a year of theirs does so."""
        years = sorted(year for year in self.years if year)
        year = self.match.finder.year(chosen)
        return says_limit_of_time(key) and year in (years[:1] if begins(key) else years[-1:])

    def _is_day_of_issue(self, key: str, chosen: str) -> bool:
        """Whether a line says a day that lies behind all years: “Date: 13 January 2027”."""
        day = day_of(chosen)
        newest = max((year for year in self.years if year), default="")
        return words(key) == words("date") and bool(day and newest) and str(day) > last_day(newest)

    def is_early_or_coarse(self, text: str) -> bool:
        """Whether figures were taken before their year was over, or are rounded to hundreds."""
        one = self.match
        newest = max((year for year in self.years if year), default="")
        is_over = not newest or all(column.on_day for column in one.columns_read)
        is_over = is_over or one.finder.period != "financial_year"
        is_early = not is_over and any(str(day) < last_day(newest) for day in taken_on(text))
        return is_early or says_coarse(text)

    def is_strange_pair(self, line: TextLine) -> bool:
        """Whether a unit and its key say another unit than what is read, or that it is coarse."""
        is_other = any(map(self.is_of_strange_unit, (line.text, line.chosen)))
        return is_other or self.is_early_or_coarse(line.text)

    def is_of_strange_unit(self, text: str) -> bool:
        """Whether a text says another unit than what is read, or counts people and not cases."""
        return self._has_another_unit(text) or self.vocabulary.counts_others(without_units(text))

    def _is_span_of_its_years(self, chosen: str) -> bool:
        """Whether a line names a span of years, from its first to its last, with all of the table.

        Such is what a workbook covers: “Period covered: 2016-17 to 2025-26”.
        """
        period = self.match.finder.period
        named = years_in(chosen, period)
        rest = words(without_periods(chosen, period)) - words("to from and")
        years = self.years - {None}
        return len(named) == 2 and not rest and all(named[0] <= y <= named[1] for y in years if y)

    def _is_its_area(self, key: str, chosen: str) -> bool:
        """Whether a line chooses the one area that the table is of."""
        finder = self.match.finder
        area = finder.area(chosen)
        if area is finder.areas.scotland:
            return True  # “Coverage: Scotland”
        return area is not None and finder.is_area_heading(key) and self.vocabulary.of_one_area

    def note(self, line: TextLine, where: str = "") -> Iterator[UnexplainedText]:
        """Ask about a note that may say of whom figures are, or of which council or year."""
        where = where or ("a note above it" if self._is_above(line) else "a line below it")
        leans = bool(self._leant_on & numbers_of(line.text))
        of_a_cell = is_footnote(line.text) and not leans
        if leans:
            line = replace(line, text=without_sign(line.text))
        if self.is_status_read(line.text):
            return
        of_one = self.vocabulary.of_one_area and not is_footnote(line.text)
        every = [said for said in sentences_of(line.text) if not self.leads_elsewhere(said)]
        if (
            any(
                may_limit(said, of_a_cell=of_a_cell) and self.vocabulary.unexplained(said)
                for said in every
            )
            or (of_one and len(councils_in(line.text, self.vocabulary.areas)) == 1)
            or any(map(self._says_together, every))
            or any(
                self.is_of_something_else(scope)
                for scope in scopes_in(line.text, of_a_cell=of_a_cell)
                if not self.leads_elsewhere(scope)
            )
            or self._is_counted_otherwise(line.text)
            or self.is_early_or_coarse(line.text)
            or any(map(self.is_some_months, every))
            or any(map(self.is_status_unread, every))
            or (leans and speaks_of_firmness(line.text))
            or self.is_of_another_unit(line.text)
        ):
            yield UnexplainedText(line.text, line.text, line.place, where)

    def leads_elsewhere(self, said: str) -> bool:
        """Whether a sentence says what is shown in another table: “Ages are shown in table 5.”

        Or what can be asked for: “A breakdown by sex is available on request.”
        """
        if _ON_REQUEST.fullmatch(said):
            return True
        return bool(_SHOWN_IN.match(said)) and names_others_only(said, self.own_numbers)

    @cached_property
    def own_numbers(self) -> frozenset[str]:
        """The numbers of this table, by its title and its sheet."""
        sheet = self.match.block.sheet.name
        return frozenset((number_of(self.match.title), number_of(sheet))) - {""}

    def is_some_months(self, said: str) -> bool:
        """Whether a sentence is a span of months that is no whole year: “April to December.”"""
        return says_months_alone(said, self.match.finder.period)

    def is_status_unread(self, said: str) -> bool:
        """Whether a sentence says how firm a council’s figures are, in words not known."""
        return speaks_of_status(said, self.vocabulary.areas) and not self.is_status_read(said)

    def is_status_read(self, said: str) -> bool:
        """Whether a text says how firm the figures of some councils are, and no more."""
        period = self.match.finder.period
        return status_of_areas(said, self.vocabulary.areas, period) is not None

    def _is_counted_otherwise(self, text: str) -> bool:
        """Whether a note says how figures are counted, and nothing explains that.

        It says how long people are followed, over which months a year is, over whom a rate is, or
        what a word means that figures are read under.
        """
        word, meaning = defined_in(text)
        is_read = bool(word) and is_same(word, self._words_read)
        lengths = [one for said in sentences_of(text) for one in lengths_in(said)]
        bases = {self.measures[c.id].population for c in self.match.columns_read}
        return (
            (is_read and self._means_otherwise(meaning))
            or not all(map(self.vocabulary.knows, lengths))
            or says_other_years(text, self.match.finder.period)
            or (bases > {""} and ages_of_base(text) not in ("", *bases))
        )

    def _means_otherwise(self, meaning: str) -> bool:
        """Whether a meaning has words that neither the recipe nor its nearest definition has."""
        if not self.vocabulary.unexplained(meaning, SAYING):
            return False
        harmless = (*self.vocabulary.recipe.harmless, *self.match.table.harmless)
        names = [self.measures[column.id].name for column in self.match.columns_read]
        return differs_from(meaning, harmless, names)

    @cached_property
    def _words_read(self) -> tuple[str, ...]:
        """The headings, labels and choices under which figures are read."""
        one = self.match
        if isinstance(one, TidyMatch):
            return ()
        chosen = (text for said in one.chosen_by.values() for text in said)
        return (*(one.texts[number] for number in one.fits), *chosen)

    def _says_together(self, said: str) -> bool:
        """Whether a sentence says that one council’s figures have another’s in them."""
        several = len(councils_in(said, self.vocabulary.areas)) > 1
        return several and bool(_TOGETHER.search(said))

    def is_of_something_else(self, scope: str) -> bool:
        """Whether a sentence says that all figures are of what nothing explains."""
        if status_of_all(scope)[0]:
            return False
        if says_when_taken(scope):
            return self.is_early_or_coarse(scope)
        years = set(years_in(scope, self.match.finder.period))
        is_strange = bool(self.vocabulary.unexplained(scope, SAYING)) or not years <= self.years
        return is_strange or self._has_another_unit(scope)

    @cached_property
    def years(self) -> set[str | None]:
        """The years that the table is of."""
        one, finder = self.match, self.match.finder
        if isinstance(one, TidyMatch):
            return {finder.year(one.block.value(row, one.year)) for row in one.block.rows}
        down = one.shape.year_column
        found = {one.year.period, *one.shape.periods_across.values()}
        if down is not None:
            found |= {finder.year(value) for value in one.shape.labels[down].values()}
        return found

    def is_of_another_unit(self, text: str) -> bool:
        """Whether a text says a unit and no more, and none of what is read has it."""
        unit = unit_in(text)
        return unit is not None and unit.is_alone and self._has_another_unit(text)

    def _has_another_unit(self, text: str) -> bool:
        """Whether a text says a unit that nothing that is read has; of rates alone it may."""
        if isinstance(self.match, TidyMatch) or _OF_RATES.match(text):
            return False
        return says_another_unit(text, [self.measures[c.id] for c in self.match.columns_read])

    @property
    def led(self) -> frozenset[str]:
        """The signs of the notes that the title, a heading or an area leads to."""
        one = self.match
        of_rows = () if isinstance(one, TidyMatch) else signs_in_rows(one)
        return self._leant_on | frozenset(of_rows)

    @cached_property
    def _leant_on(self) -> frozenset[str]:
        """The notes that the title, or a heading that is read, leads to: “[note 1]”."""
        one = self.match
        headed = () if isinstance(one, TidyMatch) else self._texts_read(one)
        return frozenset(n for text in (one.title, *headed) for n in notes_led_to(text))

    def _texts_read(self, one: TableMatch) -> Iterator[str]:
        for number in one.fits:
            row, column = one.place(number)
            yield text_of(one.block.value(row, column))
            if one.labels is None:
                yield from (text_of(line[column]) for line in one.block.levels.values())
                yield from self._in_every_cell(one, column)
        for column in one.shape.area_columns:
            yield text_of(one.block.value(one.block.heading_row(column), column))
            for value in one.shape.counts(column):
                if one.finder.area(value) is one.finder.areas.scotland:
                    yield text_of(value)

        yield from self._texts_beside(one)

    def _texts_beside(self, one: TableMatch) -> Iterator[str]:
        """Give the texts that lead to notes though they head no figures that are read.

        They are the years, the corner, the label of the block, and what rows are chosen by.
        """
        shape, sheet = one.shape, one.block.sheet
        across = one.labels.across if one.labels else shape.periods_across
        corner = [*(one.labels.columns if one.labels else []), *across, *shape.area_columns]
        asked = {name for fit in one.fits.values() for name in fit.column.where}
        for line in one.block.levels.values():
            yield from (text_of(line[column]) for column in corner)
        for column in (c for c, text in enumerate(one.block.headings) if is_same(text, asked)):
            yield text_of(one.block.value(one.block.heading_row(column), column))
            yield from (text_of(sheet.at(row, column)) for row in shape.rows)
        if shape.year_column is not None:  # a note below the years stands in their column too
            down = shape.labels[shape.year_column].values()
            yield from (text_of(value) for value in down if one.finder.year(value))
        if one.labels:
            yield from (one.labels.heading_of(row) for row in one.fits)
        elif one.table.block and shape.rows:
            yield from (text_of(value) for value in sheet.rows[shape.block.rows[0] - 1])

    def _in_every_cell(self, one: TableMatch, column: int) -> Iterator[str]:
        """Give the text of a cell, where all of a column lead to a note as it does."""
        texts = [text_of(value) for value in one.shape.counts(column)]
        led = [notes_led_to(text) for text in texts if "note" in text]
        if texts and len(led) * 2 > len(texts) and len(set(led)) == 1:
            yield next(text for text in texts if "note" in text)

    def _is_of_data(self, row: int) -> bool:
        """Whether a row names its area in the column of areas, beside other cells.

        It is one of symbols alone, and no note; “Coverage | Glasgow City” is none, though it has
        an area too.
        """
        one = self.match
        of_areas = (one.area,) if isinstance(one, TidyMatch) else one.shape.area_columns
        cells = one.block.sheet.rows[row]
        names = any(one.finder.area(cells[c]) for c in of_areas if c is not None and c < len(cells))
        return names and sum(value != "" for value in cells) > 1

    def _is_above(self, line: TextLine) -> bool:
        return line.place is None or line.place[0] < self.match.block.header_rows[0]

    @property
    def _unread(self) -> tuple[str, ...]:
        """The headings of figures that are not read: a title speaks of them too."""
        one = self.match
        if isinstance(one, TidyMatch) or one.labels is not None:
            return ()
        return tuple(
            text
            for c in one.shape.value_columns
            if c not in one.fits
            and one.shape.has_numbers(c)
            and (text := one.shape.measure_text(c))
        )

    @property
    def _is_of_totals(self) -> bool:
        """Whether all that is read stands under “Total”, whatever else the table splits by."""
        one = self.match
        return (
            isinstance(one, TableMatch)
            and one.labels is None
            and bool(one.fits)
            and all(says_total(one.texts[number]) for number in one.fits)
        )
