"""Asks about notes that may say of whom figures are, how they are counted, or how firm they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cjdata.ingest.cells.area_statuses import speaks_of_status, status_of_areas
from cjdata.ingest.cells.note_signs import is_footnote, numbers_of, without_sign
from cjdata.ingest.cells.noted_statuses import is_status_of_figures, speaks_of_firmness
from cjdata.ingest.cells.status_marks import status_of_all
from cjdata.ingest.labels.areas_in_texts import councils_in
from cjdata.ingest.labels.written_years import years_in
from cjdata.ingest.questions.definitions import (
    ages_of_base,
    counting_rule,
    defined_in,
    differs_from,
    lengths_in,
    meant_by,
    says_months_alone,
    says_other_years,
    says_when_taken,
)
from cjdata.ingest.questions.errata import says_an_error
from cjdata.ingest.questions.harmless_sentences import (
    excludes_the_uncounted,
    limits_nothing,
    sums_otherwise,
    without_denied,
)
from cjdata.ingest.questions.scope_notes import (
    SAYING,
    scopes_in,
    sentences_of,
)
from cjdata.ingest.questions.signs_led_to import SignsLedTo
from cjdata.ingest.questions.survey_bases import asked_of, is_everybody
from cjdata.ingest.questions.table_facts import TableFacts
from cjdata.ingest.questions.unexplained_text import UnexplainedText, may_limit
from cjdata.ingest.tables.named_tables import names_others_only
from cjdata.ingest.tables.phrase_matching import is_same, words
from cjdata.ingest.tables.surrounding_lines import TextLine
from cjdata.ingest.tables.tidy_tables import TidyMatch

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


_FIGURE_IS_OF = re.compile(
    r"\b(?:figures?|data|numbers?|values?|returns?)\b[^.]*\b(?:is|are|was|were)\s+(?:for|from|of|that"
    r"|those|taken from|as)\b",
    re.IGNORECASE,
)
"""What says which figure stands for a council: “Fife’s figure is for 2023-24.”"""


_OF_SUBJECTS = words("all these total number count local authority council area year")
"""Words of titles that a sentence may speak of without a word on what is counted."""


_COUNTED_ONCE = re.compile(r"(?:only\s+)?(?:once|twice)\b", re.IGNORECASE)

_OF_THINGS = words("once number count total sum all in of the a an each year table")
"""Words by which a thing is counted and stays what it is."""

_LONGEST_THING = 3


@dataclass(frozen=True)
class NotesAround:
    """The notes of one table."""

    facts: TableFacts
    signs: SignsLedTo

    def asks(self, line: TextLine, where: str = "") -> Iterator[UnexplainedText]:
        """Ask about a note that may say of whom figures are, or of which council or year."""
        where = where or ("a note above it" if self.facts.is_above(line) else "a line below it")
        is_read = bool(self.signs.led & numbers_of(line.text)) and is_status_of_figures(line.text)
        leans = bool(self.signs.leant_on & numbers_of(line.text))
        of_a_cell = is_footnote(line.text) and not leans
        if leans:
            line = replace(line, text=without_sign(line.text))
        if is_read or self.is_status_read(line.text) or self.is_of_all_asked(line.text):
            return
        of_one = self.facts.vocabulary.of_one_area and not is_footnote(line.text)
        every = self.sentences(line.text)
        if (
            any(
                may_limit(said, of_a_cell=of_a_cell) and self.facts.vocabulary.unexplained(said)
                for said in every
            )
            or (of_one and len(councils_in(line.text, self.facts.vocabulary.areas)) == 1)
            or any(map(self._says_together, every))
            or any(map(self.is_of_something_else, self.scopes(line.text, of_a_cell=of_a_cell)))
            or self._is_counted_otherwise(line.text)
            or self.is_defined_otherwise(line.text)
            or self.facts.is_early_or_coarse(line.text)
            or any(map(self.is_some_months, every))
            or any(map(self.is_status_unread, every))
            or any(map(self.is_of_some_asked, every))
            or any(map(says_an_error, every))
            or any(map(sums_otherwise, every))
            or any(map(self._is_of_another_year, every))
            or (leans and speaks_of_firmness(line.text))
            or self.facts.is_of_another_unit(line.text)
        ):
            yield UnexplainedText(line.text, line.text, line.place, where)

    def sentences(self, text: str) -> list[str]:
        """Give the sentences of a text that may change what figures are."""
        return [self.said(said) for said in sentences_of(text) if not self.changes_nothing(said)]

    def scopes(self, text: str, *, of_a_cell: bool) -> list[str]:
        """Give those of them that say of what all figures are."""
        found = scopes_in(text, of_a_cell=of_a_cell)
        return [self.said(said) for said in found if not self.changes_nothing(said)]

    def changes_nothing(self, said: str) -> bool:
        """Whether a sentence says nothing that changes what is read."""
        is_empty = self.leads_elsewhere(said) or limits_nothing(said)
        return is_empty or excludes_the_uncounted(said, self._read)

    def said(self, said: str) -> str:
        """Give a sentence without what it says is not counted, where that is not read anyway."""
        return without_denied(said, (*self.facts.words_read, self.facts.match.title))

    @property
    def _read(self) -> list[str]:
        """The texts that each figure is read under, together with the title."""
        one = self.facts.match
        texts = () if isinstance(one, TidyMatch) else (one.texts[number] for number in one.fits)
        return [f"{one.title} {text}" for text in texts]

    def is_of_some_asked(self, said: str) -> bool:
        """Whether a sentence of a survey says that only some were asked, unexplained."""
        whom = asked_of(said) if self._is_survey else ""
        harmless = (*self.facts.vocabulary.recipe.harmless, *self.facts.match.table.harmless)
        is_told = any(words(whom) <= words(phrase) for phrase in harmless)
        return bool(whom) and not is_everybody(whom) and not is_told

    def is_of_all_asked(self, text: str) -> bool:
        """Whether a text of a survey says that everybody was asked, and no more."""
        return self._is_survey and is_everybody(asked_of(text))

    @property
    def _is_survey(self) -> bool:
        return bool(words("survey") & words(self.facts.vocabulary.publication.title))

    def leads_elsewhere(self, said: str) -> bool:
        """Whether a sentence says what is shown in another table: “Ages are shown in table 5.”

        Or what can be asked for: “A breakdown by sex is available on request.”
        """
        if _ON_REQUEST.fullmatch(said):
            return True
        return bool(_SHOWN_IN.match(said)) and names_others_only(said, self.facts.own_numbers)

    def is_some_months(self, said: str) -> bool:
        """Whether a sentence is a span of months that is no whole year: “April to December.”"""
        return says_months_alone(said, self.facts.match.finder.period)

    def _is_of_another_year(self, said: str) -> bool:
        """Whether a sentence says of one council that its figure is that of another year."""
        facts = self.facts
        years = set(years_in(said, facts.match.finder.period))
        is_other = bool(years) and not years <= facts.years
        named = councils_in(said, facts.vocabulary.areas)
        return is_other and bool(named) and bool(_FIGURE_IS_OF.search(said))

    def is_status_unread(self, said: str) -> bool:
        """Whether a sentence says how firm a council’s figures are, in words not known."""
        return speaks_of_status(said, self.facts.vocabulary.areas) and not self.is_status_read(said)

    def is_status_read(self, said: str) -> bool:
        """Whether a text says how firm the figures of some councils are, and no more."""
        period = self.facts.match.finder.period
        return status_of_areas(said, self.facts.vocabulary.areas, period) is not None

    def _is_counted_otherwise(self, text: str) -> bool:
        """Whether a note says how figures are counted, and nothing explains that.

        It says how long people are followed, over which months a year is, or over whom a rate is.
        """
        lengths = [one for said in sentences_of(text) for one in lengths_in(said)]
        bases = {self.facts.measures[c.id].population for c in self.facts.match.columns_read}
        return (
            not all(map(self.facts.vocabulary.knows, lengths))
            or says_other_years(text, self.facts.match.finder.period)
            or (bases > {""} and ages_of_base(text) not in ("", *bases))
        )

    def is_defined_otherwise(self, text: str) -> bool:
        """Whether a text says of a word that figures are read under that it means something else.

        “Total: charges”, “Cases commenced means cases referred”, “A case is a charge.”
        """
        word, meaning = defined_in(text)
        if word and is_same(word, self.facts.words_read) and self._means_otherwise(meaning):
            return True
        if self._is_another_thing(word, meaning):
            return True
        read = [words(one) for one in (*self.facts.words_read, self.facts.match.title)]
        rules = filter(None, map(counting_rule, sentences_of(text)))
        if any(self._means_otherwise(rule) for rule in rules):
            return True
        for word, meaning in map(meant_by, sentences_of(text)):
            if self._counts_people(word, meaning):
                return True
            of = words(word) - _OF_SUBJECTS
            is_read = bool(of) and any(of <= one for one in read)
            if is_read and self._means_otherwise(meaning, word):
                return True
            if self._is_another_thing(word, meaning):
                return True
        return False

    def _counts_people(self, word: str, meaning: str) -> bool:
        """Whether people are said to be counted once, where what is read counts cases.

        A column of people that is not read may be meant as well.
        """
        is_rule = bool(word) and _COUNTED_ONCE.match(meaning) is not None
        beside = any(words(text) & words("people") for text in self.facts.unread)
        return is_rule and not beside and self.facts.vocabulary.counts_others(word)

    def _is_another_thing(self, word: str, meaning: str) -> bool:
        """Whether a word or two say of what is read that it is something else: “Orders: people”."""
        of = words(word) - _OF_SUBJECTS
        read = [one for text in self.facts.words_read if of <= (one := words(text))]
        is_short = len(meaning.split()) <= _LONGEST_THING and not re.search(r"\d|\[", meaning)
        said = words(meaning) - _OF_THINGS
        return bool(of and read and is_short and said) and not any(said <= one for one in read)

    def _means_otherwise(self, meaning: str, word: str = "") -> bool:
        """Whether a meaning has words that neither the recipe nor its nearest definition has."""
        meaning = _COUNTED_ONCE.sub("", meaning) if "twice" not in meaning else meaning
        if not self.facts.vocabulary.unexplained(meaning, SAYING, word):
            return False  # each thing is counted once, and by what the recipe says
        harmless = (*self.facts.vocabulary.recipe.harmless, *self.facts.match.table.harmless)
        names = [self.facts.measures[column.id].name for column in self.facts.match.columns_read]
        return differs_from(meaning, harmless, names)

    def _says_together(self, said: str) -> bool:
        """Whether a sentence says that one council’s figures have another’s in them."""
        several = len(councils_in(said, self.facts.vocabulary.areas)) > 1
        return several and bool(_TOGETHER.search(said))

    def is_of_something_else(self, scope: str) -> bool:
        """Whether a sentence says that all figures are of what nothing explains."""
        if status_of_all(scope)[0]:
            return False
        if says_when_taken(scope):
            return self.facts.is_early_or_coarse(scope)
        years = set(years_in(scope, self.facts.match.finder.period))
        is_strange = (
            bool(self.facts.vocabulary.unexplained(scope, SAYING)) or not years <= self.facts.years
        )
        return is_strange or self.facts.has_another_unit(scope)
