"""Knows the words that explain a text: what is left of it over these is asked about.

A table is taken only when all that it says of itself is understood. Its words are understood when
the recipe has them, when they are the publication's name, an area, a year or a unit, or when they
are of the few that say nothing of what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from cjdata.ingest.cells.cell_texts import without_notes
from cjdata.ingest.cells.stated_units import without_units
from cjdata.ingest.labels.areas_in_texts import without_areas, without_scotland
from cjdata.ingest.labels.short_years import with_full_years
from cjdata.ingest.labels.written_years import without_periods
from cjdata.ingest.questions.other_figures import says_other_figures
from cjdata.ingest.recipes.recipe import MeasureColumn, Recipe, TableRecipe
from cjdata.ingest.rows.total_rows import is_whole
from cjdata.ingest.tables.phrase_matching import words
from cjdata.ingest.tables.title_numbers import acronyms_of, without_number
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Publication

_PLAIN = words(
    "a an and are as at be been by during each for from has have in is it its of on or per since "
    "than that the their them there these this those to was were where which while who whom whose "
    "with table figure chart sheet annex chapter section supplementary "
    "dataset data statistic statistical bulletin publication edition latest annual "
    "they alphabetical yearly all overall total grand number local authority council "
    "area year financial scotland scottish "
    "national continued page breakdown including rounded "
    "published released issued provisional revised corrected updated file "
    "workbook tab filter official accredited experimental development isbn"
)
"""Words that say nothing of who or what is counted."""

_OF_ISSUE = words("published released issued corrected updated latest file workbook publication")
"""Those of them that say when and where a text came out: over a column they say something else."""

_RELATING = words("to than since which whom whose who from with while including include")
"""Those of them that relate a heading to something else: “Cases to commence”, “of which …”."""

_PART = re.compile(r"\bpart (\d)\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"\bparts? (?:\d|one|two|three)\b|\badditional tables?\b|\btime[- ]series\b|\bover time\b"
    r"|\bfinal (?:tables?|version)\b|\bstatistical summary\b",
    re.IGNORECASE,
)
"""Words that say nothing together, though each of them may by itself."""

_DATE_OF_ISSUE = re.compile(
    r"\b(?:published|released|issued|updated|revised|corrected|extracted|downloaded)\b\W*"
    r"(?:on\s+|in\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8},?\s+\d{4}\b"
)
"""When a publication came out, which says nothing of the year that its figures are of."""

_ISSUED_IN = re.compile(
    r"\b(?:published|released|issued)\b\W*(?:in\s+)?(?:(?:19|20)\d\d)(?![-/]\d\d?[-/]\d)",
    re.IGNORECASE,
)
"""What says in which year a publication came out: the year beside it is none of the figures."""

_IS_CALENDAR = re.compile(r"\bcalendar years?\b|^\W*(?:year\W*)?(?:19|20)\d\d\W*$", re.IGNORECASE)
"""What says a calendar year where years are financial ones."""


_SIGNED = re.compile(
    r"[<>\u2264\u2265\u00f7\u00d7]\s*\d|(?<!\d)/\s*10+\b|[\u2018\u2019']0+s?\b|[~\u2248\u2260\u2243]"
)
"""A bound, a scale or a doubt that is written in signs: “<21”, “/10”, “’00”, “~ Cases”."""

_ANY_PEOPLE = words("people offenders prisoners participants respondents population adults")
"""Words by which a measure says that it counts people."""

_OF_AN_ACT = re.compile(r"\bhomeless persons\b", re.IGNORECASE)
"""People in the name of an act, under which cases are counted."""

_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+(?:[-\u2013]\d+)?")
_CLAUSE = re.compile(r",(?!\d{3})|[:;()\u2013\u2014|]|\s-\s")
_DASH_IN_YEARS = re.compile(r"(?<=\d)\s*[\u2013\u2014]\s*(?=\d)")
_MOST_OF_A_CLAUSE = 5
_SHORTEST_CUT = 3
_IN_BRACKETS = re.compile(r"\(([A-Za-z]{2,6})\)")
_OF_TABS = re.compile(
    r"^copy of\b|\b(?:tbl|tab|t|fig|pt)(?=[\s_]?\d|$)|\btable(?=\d)", re.IGNORECASE
)
"""What names of sheets have that says nothing."""


def _is_short_for(word: str, long: str) -> bool:
    return len(word) >= _SHORTEST_CUT and long.startswith(word.casefold())


def _said(column: MeasureColumn) -> Iterator[str]:
    """Give what rows of a measure say by which they are chosen."""
    for texts in column.where.values():
        yield from (texts,) if isinstance(texts, str) else texts


@dataclass(frozen=True)
class Vocabulary:
    """What a recipe's table explains of a text.

    Attributes
    ----------
    recipe, publication, tables
        The recipe, its publication's record, and its tables whose words are meant.
    columns
        The measures that are read: the headings of others explain nothing.
    areas
        The areas that texts name.
    of_one_area
        Whether the table is of the area that its texts name. A table of many says nothing by
        naming one, but that it is of a part.
    """

    recipe: Recipe
    publication: Publication
    tables: tuple[TableRecipe, ...]
    columns: tuple[MeasureColumn, ...]
    areas: Areas
    of_one_area: bool = False

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """What is called so everywhere: a text that has the whole of such a name is explained."""
        own = (self.recipe.title, *self.recipe.workbook)
        published = (self.publication.title, self.publication.name or "")
        labels = (h for t in self.tables for h in (*t.area_headings, *t.year_headings))
        return (*own, *published, self.publication.publisher, *labels)

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        """What explains a text that says all of it: one word of “young offenders” tells nothing."""
        found: dict[str, None] = dict.fromkeys(self.recipe.harmless)
        for table in self.tables:
            found.update(dict.fromkeys((table.name, *table.titles, *table.harmless)))
        for column in self.columns:
            found.update(dict.fromkeys((*column.headings, *_said(column))))
        return tuple(found)

    @property
    def every_heading(self) -> tuple[str, ...]:
        """The headings of all measures of the tables, whether they are read or not."""
        return tuple(h for table in self.tables for c in table.column for h in c.headings)

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        """The letters that may stand before the number of a table."""
        published = (self.publication.title, self.publication.name or "")
        own = (self.recipe.title, *self.recipe.workbook, *published)
        return acronyms_of((*own, *self._phrases, *self.every_heading))

    def _cuts_of(self, text: str) -> frozenset[str]:
        """Give the letters that a text begins with, where a word of the table does: “DIV_1”."""
        letters = re.match(r"\W*([A-Z]{3,6})(?=[_ ]?\d)", text)
        known = {word for phrase in self._phrases for word in _TOKEN.findall(phrase.casefold())}
        is_cut = letters is not None and any(_is_short_for(letters[1], word) for word in known)
        return frozenset({letters[1]}) if letters and is_cut else frozenset()

    def _unless_acronym(self, found: re.Match[str]) -> str:
        return " " if found[1].upper() in self._acronyms else found[0]

    def unexplained(self, text: str, also: Iterable[str] = (), beside: str = "") -> str:
        """Give the words of a title that nothing explains, as they stand there; empty for none.

        ``also`` are phrases that explain it besides; ``beside`` is a text that it is read with,
        such as its unit. A short clause with such a word is given whole; of a long one, what lies
        from the first to the last of them.
        """
        is_calendar = self.recipe.period == "financial_year" and _IS_CALENDAR.search(text)
        if is_calendar or _ISSUED_IN.search(text):
            return " ".join(text.split())
        if is_whole(text) and not self.counts_others(text):
            return ""
        if self._is_of_another_part(text) or self._says_a_time(text, (*self._phrases, *also)):
            return " ".join(text.split())
        full = with_full_years(text)
        bare = _DATE_OF_ISSUE.sub(" ", without_number(full, self._acronyms | self._cuts_of(full)))
        bare = _IN_BRACKETS.sub(self._unless_acronym, bare)
        plain = _SAYS_NOTHING.sub(" ", without_notes(bare))
        whole = f"{beside} {text}"  # a name may have what says nothing: “part 1”
        return self._left(plain, (*self._phrases, *also), whole, has_periods=True)

    def unexplained_in_heading(
        self, text: str, column: MeasureColumn | None, beside: str = "", also: Iterable[str] = ()
    ) -> str:
        """Give the words of a heading, or of a row's label, that nothing explains.

        It is of its own measure alone, and has neither the number of a table nor an area or a year:
        those that it may say are in ``also``.
        """
        own = (*(column.headings if column else ()), *also)
        of_tables = (phrase for table in self.tables for phrase in table.harmless)
        harmless = (*self.recipe.harmless, *of_tables)
        titles = (phrase for table in self.tables for phrase in (table.name, *table.titles))
        return self._left(
            without_notes(text), (*own, *harmless, *titles), beside, has_periods=False
        )

    def unexplained_in_tab(self, name: str, beside: str) -> str:
        """Give the words of a sheet's name that nothing explains.

        They may be cut short: “Div_LA_3”, “DfP by LA”.
        """
        if not self.unexplained(name, beside=beside):
            return ""
        full = [word for phrase in self._phrases for word in _TOKEN.findall(phrase.casefold())]
        plain = with_full_years(name.replace("_", " "))
        spelt = without_number(_OF_TABS.sub(" ", plain), self._acronyms)
        said = [
            next((long for long in full if _is_short_for(word.rstrip("0123456789"), long)), word)
            for word in spelt.split()
            if word.rstrip("0123456789").upper() not in self._acronyms and not word.isdigit()
        ]
        return self.unexplained(" ".join(said), beside=beside) and self.unexplained(
            name, beside=beside
        )

    def _is_of_another_part(self, text: str) -> bool:
        """Whether a text names a part of the publication that the recipe is not of."""
        said, own = _PART.search(text), _PART.search(self.recipe.part)
        return said is not None and own is not None and said[1] != own[1]

    def knows(self, words_of_it: str) -> bool:
        """Whether a phrase of the table has all words of a text, such as “one year”."""
        return any(words(words_of_it) <= words(phrase) for phrase in self._phrases)

    def counts_others(self, text: str) -> bool:
        """Whether a text speaks of people, where what is read counts cases or orders."""
        said = [h for c in self.columns for h in (*c.headings, *_said(c))]
        read = [words(_OF_AN_ACT.sub(" ", heading)) for heading in said]
        return bool(words(text) & words("people")) and not any(one & _ANY_PEOPLE for one in read)

    def knows_words_of(self, text: str) -> bool:
        """Whether every word of a text, such as a unit, stands in the table’s own words.

        A name of the publication explains it only as a whole: it may name several data sets.
        """
        if self.counts_others(text):
            return False
        said = words(without_units(text))
        names = (name for name in self._names if words(name) - _PLAIN <= said)
        return said <= _PLAIN.union(*map(words, (*self._phrases, *names)))

    def _left(self, text: str, phrases: Iterable[str], beside: str, *, has_periods: bool) -> str:
        plain = _PLAIN if has_periods else _PLAIN - _OF_ISSUE - _RELATING
        own = words(f"{text} {beside}")
        held = [phrase for phrase in phrases if words(phrase) <= own]
        held += [name for name in self._names if words(name) - _PLAIN <= own]
        if self._says_a_time(text, held):
            return " ".join(text.split())
        known = plain.union(*map(words, held))
        clauses = _CLAUSE.split(_DASH_IN_YEARS.sub("-", text))
        parts = (self._unexplained(clause, known, has_periods=has_periods) for clause in clauses)
        return ", ".join(part for part in parts if part)

    def _says_a_time(self, text: str, held: Sequence[str]) -> bool:
        """Whether a text says other figures than it would without, and no phrase held does."""
        on_a_day = any(column.on_day for column in self.columns)
        return says_other_figures(text, held, on_a_day=on_a_day)

    def _unexplained(self, clause: str, known: frozenset[str], *, has_periods: bool) -> str:
        bare = without_units(without_periods(clause, self.recipe.period) if has_periods else clause)
        if has_periods:
            bare = without_areas(bare, self.areas) if self.of_one_area else without_scotland(bare)
        if _SIGNED.search(bare):
            return " ".join(clause.split())
        if words(bare) <= known:
            return ""
        tokens = _TOKEN.findall(clause)
        left = words(bare) - known
        strange = [n for n, token in enumerate(tokens) if words(token) & left]
        if not strange:  # what is unexplained is no word, such as a code
            return " ".join(clause.split())
        is_short = len(tokens) <= _MOST_OF_A_CLAUSE
        return " ".join(tokens if is_short else tokens[strange[0] : strange[-1] + 1])
