"""Says how well a heading or a title fits what a recipe asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cjdata.ingest.cells.stated_units import StatedUnit, says_a_unit_alone, unit_in
from cjdata.ingest.recipes.recipe import BREAKDOWNS, MeasureColumn, TableRecipe
from cjdata.ingest.rows.total_rows import dimensions_in
from cjdata.ingest.tables.found_table import FoundTable
from cjdata.ingest.tables.phrase_matching import holds, holds_any, likeness, respelt, words
from cjdata.ingest.tables.surrounding_lines import is_note
from cjdata.reference.catalogue import Measure

_COUNTS = words("count value figure")
"""What a heading may say that says nothing."""

_NUMBERED = re.compile(r"table\b|figure \d", re.IGNORECASE)


class MeasureFit(NamedTuple):
    """A measure of a recipe, and how well a text fits it, up to 1."""

    column: MeasureColumn
    score: float


@dataclass(frozen=True)
class MeasureFitter:
    """Fits texts to the measures of a table's recipe.

    Attributes
    ----------
    table, measures
        The recipe of the table, and the measures of the catalogue.
    above
        The unit that stands above the table or in its title, for what says none itself.
    """

    table: TableRecipe
    measures: Mapping[str, Measure]
    above: StatedUnit | None = None

    def fit(self, column: MeasureColumn, text: str, *, any_unit: bool = False) -> float:
        """Say how well a text fits a measure, from 0 to 1.

        A text with a word of a breakdown (by age, say), or that speaks against the measure's
        unit, does not fit, but where the recipe's own phrase has that word.
        """
        own: tuple[str, ...] = column.unless
        if any_unit:
            own = tuple(phrase for phrase in own if unit_in(phrase) is None)
        elif not self._may_be(column, text):
            return 0.0
        return likeness(text, column.headings, (*own, *BREAKDOWNS))

    def _may_be(self, column: MeasureColumn, text: str) -> bool:
        """Whether the unit that a text says, or else what stands above, is that of a measure."""
        said = unit_in(text)
        if said and self.above:
            said = said.narrowed_by(self.above)
        if said and said.units:
            phrases = (unit_in(phrase) for phrase in column.headings if holds(text, phrase))
            is_own = any(phrase and phrase.units == said.units for phrase in phrases)
            return is_own or self.allows(said, column)
        return self.above is None or self.allows(self.above, column)

    def allows(self, said: StatedUnit, column: MeasureColumn) -> bool:
        """Whether a unit is that of a measure."""
        measure = self.measures[column.id]
        return said.allows(measure.unit, average=measure.average)

    def best(self, text: str) -> MeasureFit | None:
        """Give the measure that a text fits best; None where it fits none."""
        if not text:
            return None
        return _best(MeasureFit(column, self.fit(column, text)) for column in self.table.column)

    def best_under(self, heading: str, title: str) -> MeasureFit | None:
        """Give the measure that a title fits best over a heading that says its unit at most.

        Over “Number” it is a count, even if the title says “and rate”; over “Rate”, a rate. Where
        the heading is empty, so it is with the unit above.
        """
        said = unit_in(heading) or (None if heading else self.above)
        is_sure = said is not None and (said.is_number or not heading)
        return _best(
            MeasureFit(column, self.fit(column, title, any_unit=is_sure))
            for column in self.table.column
            if said is None or self.allows(said, column)
            if said or not heading or not self._is_ratio(column)
        )

    def chosen(self, heading: str) -> MeasureFit | None:
        """Give the measure that rows were chosen for, under a heading of a unit at most."""
        return _best(
            MeasureFit(column, float(self._may_be(column, heading)))
            for column in self.table.column
            if column.where and not column.headings
        )

    def _is_ratio(self, column: MeasureColumn) -> bool:
        return self.measures[column.id].unit not in ("count", "hours")

    def nearly(self, column: MeasureColumn, text: str) -> bool:
        """Whether a text would fit a measure if its words were spelt like the recipe's."""
        spelt = respelt(text, column.headings, self.known)
        return words(spelt) != words(text) and self.fit(column, spelt) > 0

    @cached_property
    def known(self) -> frozenset[str]:
        """The stems of all words that the recipe knows."""
        table = self.table
        phrases = [*table.titles, *table.unless, *BREAKDOWNS]
        phrases += [p for column in table.column for p in (*column.headings, *column.unless)]
        return frozenset(stem for phrase in phrases for stem in words(phrase))


def _best(fits: Iterable[MeasureFit]) -> MeasureFit | None:
    best = max(fits, key=lambda fit: fit.score, default=None)
    return best if best and best.score else None


def says_no_measure(heading: str) -> bool:
    """Whether a heading says no more than “Number”, “Rate” or “%”, if it says anything.

    >>> says_no_measure("No."), says_no_measure("Rate"), says_no_measure("Cases")
    (True, True, False)
    """
    return words(heading) <= _COUNTS or says_a_unit_alone(heading)


def title_of(table: TableRecipe, block: FoundTable, *, of_totals: bool = False) -> str | None:
    """Give the text above a block that a table's phrases are found in; None where nowhere.

    A unit that stands by itself above the table belongs to what the title says. The table's own
    title decides over subtitles: the text that begins with “Table” or with the sheet's name, or
    else the one of the list of contents, or else the longest that fits. It must not hold a word
    that the recipe does not want; where only totals are read (``of_totals``), it may say by what
    the table splits its figures.
    """
    texts = tuple(text for text in (*block.listed, *block.title) if not is_note(text))
    heads = [text for text in block.title[1:] if text in texts and _is_head(text, block)]
    heads = heads or list(block.listed)
    if not table.titles:
        return next(reversed(heads), max(texts, key=len, default=""))
    unit = block.unit_text

    def unwanted(text: str) -> bool:
        allowed = dimensions_in(text) if of_totals else ()
        return _unwanted(text, unit, table, frozenset(allowed))

    fitting = [text for text in texts if holds_any(f"{text} {unit}", table.titles)]
    decide = heads or [max(fitting, key=len)] if fitting else []
    if not fitting or any(unwanted(text) for text in decide):
        return None
    good = [text for text in fitting if not unwanted(text)]
    return next((text for text in good if text in heads), good[-1]) if good else None


def _is_head(text: str, block: FoundTable) -> bool:
    name = block.sheet.name.casefold()
    return bool(_NUMBERED.match(text)) or text.casefold().startswith((f"{name} ", f"{name}:"))


def _unwanted(
    text: str, unit: str, table: TableRecipe, allowed: frozenset[str] = frozenset()
) -> bool:
    said = f"{text} {unit}"
    phrases = [words(phrase) for phrase in table.titles if holds(said, phrase)]
    return any(
        holds(text, other) and not any(words(other) <= phrase for phrase in phrases)
        for other in table.unless
        if other not in allowed
    )


def near_title(fitter: MeasureFitter, block: FoundTable) -> str | None:
    """Give the text above a block that would fit if its words were spelt like the recipe's."""
    table = fitter.table
    for text in (*block.listed, *block.title[1:]):
        spelt = respelt(text, table.titles, fitter.known)
        is_other = words(spelt) != words(text)
        if is_other and holds_any(spelt, table.titles) and not _unwanted(spelt, "", table):
            return text
    return None
