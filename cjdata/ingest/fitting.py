"""Says how well a heading or a title fits what a recipe asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cjdata.ingest.grid import Block
from cjdata.ingest.headings import holds, holds_any, likeness, respelt, words
from cjdata.ingest.recipes import BREAKDOWNS, Column, TableRecipe

_RATES = ("per 10,000", "per 100,000")
_SHARES = ("percent", "proportion", "rate", "average", *_RATES)
_RATIOS = ("percent", "per_1000", "per_10000", "per_100000", "mean", "percent_or_points")
_UNLESS_OF_UNIT = {"count": _SHARES, "hours": _SHARES, "percent": _RATES}
"""What the heading of a measure of this unit does not say."""

_SAYS_NUMBER = re.compile(r"\bnumbers?\b", re.IGNORECASE)
_COUNTS = words("count value figure")
_NUMBERED = re.compile(r"table\b|figure \d", re.IGNORECASE)


class Fit(NamedTuple):
    """A measure of a recipe, and how well a text fits it, up to 1."""

    column: Column
    score: float


@dataclass(frozen=True)
class Fitter:
    """Fits texts to the measures of a table's recipe; ``units`` are those of the catalogue."""

    table: TableRecipe
    units: Mapping[str, str]

    def fit(self, column: Column, text: str, *, any_unit: bool = False) -> float:
        """Say how well a text fits a measure, from 0 to 1.

        A text with a word of a breakdown (by age, say), or that speaks against the measure's
        unit, does not fit, but where the recipe's own phrase has that word. What says “number”,
        and nothing of a rate or percentage, is none.
        """
        unit = self.units[column.id]
        against = _UNLESS_OF_UNIT.get(unit, ())
        if unit in _RATIOS and _SAYS_NUMBER.search(text) and not holds_any(text, _SHARES):
            return 0.0
        own: tuple[str, ...] = column.unless
        if any_unit:
            own = tuple(phrase for phrase in own if not _says_a_unit(phrase))
            against = ()
        return likeness(text, column.headings, (*own, *BREAKDOWNS, *against))

    def best(self, text: str) -> Fit | None:
        """Give the measure that a text fits best; None where it fits none."""
        if not text:
            return None
        return _best(Fit(column, self.fit(column, text)) for column in self.table.column)

    def best_under(self, heading: str, title: str) -> Fit | None:
        """Give the measure that a title fits best over a heading that says its unit at most.

        Over “Number” it is a count, even if the title says “and rate”; over “Rate”, a rate.
        """
        units = _units_said(heading)
        is_count = "count" in units and bool(heading)
        return _best(
            Fit(column, self.fit(column, title, any_unit=is_count))
            for column in self.table.column
            if self.units[column.id] in units
        )

    def nearly(self, column: Column, text: str) -> bool:
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


def _best(fits: Iterable[Fit]) -> Fit | None:
    best = max(fits, key=lambda fit: fit.score, default=None)
    return best if best and best.score else None


def _units_said(heading: str) -> tuple[str, ...]:
    """Give the units that a heading such as “Number” or “Rate” allows; all, if it is empty."""
    said = words(heading)
    if "percent" in said:
        return ("percent",)
    if said & words("rate average"):
        return ("per_1000", "per_10000", "per_100000", "percent", "mean")
    return ("count", "hours") if heading else ("count", "hours", *_RATIOS)


def says_a_unit_alone(heading: str) -> bool:
    """Whether a heading says no more than “Number”, “Rate” or “%”, if it says anything.

    >>> says_a_unit_alone("No."), says_a_unit_alone("Rate"), says_a_unit_alone("Cases")
    (True, True, False)
    """
    return words(heading) <= _COUNTS | words("rate percent")


def _says_a_unit(phrase: str) -> bool:
    return holds_any(phrase, _SHARES)


def title_of(table: TableRecipe, block: Block) -> str | None:
    """Give the text above a block that a table's phrases are found in; None where nowhere.

    The table's own title decides over subtitles: the text that begins with “Table” or with the
    sheet's name, or else the one of the list of contents, or else the longest that fits. It
    must not hold a word that the recipe does not want.
    """
    texts = (*block.listed, *block.title)
    heads = [text for text in block.title[1:] if _is_head(text, block)] or list(block.listed)
    if not table.titles:
        return next(reversed(heads), max(texts, key=len, default=""))
    fitting = [text for text in texts if holds_any(text, table.titles)]
    if not fitting or any(_unwanted(t, table) for t in heads or [max(fitting, key=len)]):
        return None
    good = [text for text in fitting if not _unwanted(text, table)]
    return next((text for text in good if text in heads), good[-1]) if good else None


def _is_head(text: str, block: Block) -> bool:
    name = block.sheet.name.casefold()
    return bool(_NUMBERED.match(text)) or text.casefold().startswith((f"{name} ", f"{name}:"))


def _unwanted(text: str, table: TableRecipe) -> bool:
    phrases = [words(phrase) for phrase in table.titles if holds(text, phrase)]
    return any(
        holds(text, other) and not any(words(other) <= phrase for phrase in phrases)
        for other in table.unless
    )


def near_title(fitter: Fitter, block: Block) -> str | None:
    """Give the text above a block that would fit if its words were spelt like the recipe's."""
    table = fitter.table
    for text in (*block.listed, *block.title[1:]):
        spelt = respelt(text, table.titles, fitter.known)
        is_other = words(spelt) != words(text)
        if is_other and holds_any(spelt, table.titles) and not _unwanted(spelt, table):
            return text
    return None
