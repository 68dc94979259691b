"""Knows the words that explain a text: what is left of it over these is asked about.

A table is taken only when all that it says of itself is understood. Its words are understood when
the recipe has them, when they are the publication's name, an area, a year or a unit, or when they
are of the few that say nothing of what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cjdata.areas import Areas
from cjdata.catalogue import Measure, Publication
from cjdata.ingest.area_texts import without_areas
from cjdata.ingest.cells import without_notes
from cjdata.ingest.headings import words
from cjdata.ingest.recipes import Recipe, TableRecipe
from cjdata.ingest.stated_units import without_units
from cjdata.ingest.years import without_periods

_PLAIN = words(
    "a an and are as at be been by during each for from has have in is it its of on or per since "
    "than that the their them there these this those to was were where which while who whom whose "
    "with within table figure chart sheet annex chapter part section supplementary main summary "
    "additional dataset data statistic statistical bulletin publication edition latest annual "
    "yearly quarterly series trend time all overall total grand number local authority council "
    "area lead year financial calendar period cohort month end ended ending scotland scottish "
    "national person people value amount level continued page breakdown including rounded "
    "published released issued provisional revised final estimate estimated corrected updated file "
    "workbook tab"
)
"""Words that say nothing of who or what is counted."""

_NUMBERED = re.compile(
    r"^\W*(?:(?:table|figure|chart|annex|sheet|tab)s?\s*)?"
    r"(?:[A-Z]{1,5}[_ ]?)?\d{1,3}(?![\d/\u2013-])(?:[._]\d+)*\s?(?:\(?[a-z]{1,3}\)?)?"
    r"(?:\s*[:.\u2013\u2014-]|(?=\s)|$)",
    re.IGNORECASE,
)
_PART = re.compile(r"\bpart (?:\d|one|two|three)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d+(?:[-\u2013]\d+)?")
_CLAUSE = re.compile(r",(?!\d{3})|[:;()\u2013\u2014|]|\s-\s")
_MOST_OF_A_CLAUSE = 5


@dataclass(frozen=True)
class Vocabulary:
    """What a recipe's table explains of a text.

    Attributes
    ----------
    recipe, publication, tables
        The recipe, its publication's record, and its tables whose words are meant.
    areas, measures
        The areas that texts name, and the measures of the catalogue.
    """

    recipe: Recipe
    publication: Publication
    tables: tuple[TableRecipe, ...]
    areas: Areas
    measures: Mapping[str, Measure]

    @cached_property
    def _known(self) -> frozenset[str]:
        """What is known in any text: the publication's name, columns of areas and years."""
        own = (self.recipe.title, *self.recipe.workbook, *self.recipe.harmless)
        published = (
            self.publication.title,
            self.publication.name or "",
            self.publication.publisher,
        )
        labels = (
            phrase
            for table in self.tables
            for phrase in (*table.area_headings, *table.year_headings)
        )
        return _PLAIN.union(*map(words, (*own, *published, *labels)))

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        """What explains a text that says all of it: one word of “young offenders” tells nothing."""
        found: dict[str, None] = {}
        for table in self.tables:
            found.update(dict.fromkeys((table.name, *table.titles, *table.harmless)))
            for column in table.column:
                found.update(dict.fromkeys(column.headings))
        return tuple(found)

    def unexplained(self, text: str, also: Iterable[str] = (), beside: str = "") -> str:
        """Give the words of a text that nothing explains, as they stand there; empty for none.

        ``also`` are phrases that explain it besides; ``beside`` is a text that it is read with,
        such as the label of its block. A short clause with such a word is given
        whole; of a long one, what lies from the first to the last of them.
        """
        plain = _PART.sub(" ", without_notes(_NUMBERED.sub("", text, count=1)))
        own = words(f"{plain} {beside}")
        said = (words(phrase) for phrase in (*self._phrases, *also))
        known = self._known.union(*(phrase for phrase in said if phrase <= own))
        parts = [self._unexplained(clause, known) for clause in _CLAUSE.split(plain)]
        return ", ".join(part for part in parts if part)

    def _unexplained(self, clause: str, known: frozenset[str]) -> str:
        bare = without_areas(without_units(without_periods(clause)), self.areas)
        if words(bare) <= known:
            return ""
        tokens = _TOKEN.findall(clause)
        left = words(bare) - known
        strange = [n for n, token in enumerate(tokens) if words(token) & left]
        if not strange:  # what is unexplained is no word, such as a code
            return " ".join(clause.split())
        is_short = len(tokens) <= _MOST_OF_A_CLAUSE
        return " ".join(tokens if is_short else tokens[strange[0] : strange[-1] + 1])
