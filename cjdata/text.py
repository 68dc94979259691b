"""How numbers and lists are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cjdata import formats
from cjdata.amounts import Amount
from cjdata.reference.catalogue import Measure

number = formats.number


def join_and(names: Sequence[str]) -> str:
    """Write a list as a sentence does.

    >>> join_and(["Clackmannanshire", "Falkirk", "Stirling"])
    'Clackmannanshire, Falkirk and Stirling'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


MOST_WORDS = 25
"""So many a sentence has at most, as a reader counts them."""


def words_in(text: str) -> int:
    """Count the words of a text as a reader does: what holds a letter or a digit.

    >>> words_in("In Clackmannanshire in 2024-25, the rate was 5.0 – similar to Scotland (5.2).")
    12
    """
    return sum(any(map(str.isalnum, word)) for word in text.split())


def are_few_words(sentence: str) -> bool:
    """Whether a sentence is short enough to be read at one go."""
    return words_in(sentence) <= MOST_WORDS


def value_text(measure: Measure, value: float, decimals: int) -> str:
    """Write a value in its measure's unit, as in tables and on charts.

    >>> from cjdata.reference.catalogue import Measure
    >>> share = Measure(id="x", name="X", label="X", unit="percent", subject="the share")
    >>> value_text(share, 71.0, 0)
    '71%'
    """
    return formats.text_of(Amount(value, decimals, measure.unit))


def possessive(name: str) -> str:
    """Give the possessive of a name.

    >>> possessive("Scottish Borders")
    'Scottish Borders’'
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def upper_first(text: str) -> str:
    """Write the first letter as a capital and leave the rest."""
    return text[:1].upper() + text[1:]


_NAMES = re.compile(r"(?:Scotland|Scottish|Police Scotland|Caledonian|Shine)\b")
"""Names that a text of the dashboard begins with, besides those of councils."""


def lower_first(text: str) -> str:
    """Write the first letter small, but for names and abbreviations, and leave the rest.

    >>> lower_first("The figure is restricted."), lower_first("Scotland’s figure is not held.")
    ('the figure is restricted.', 'Scotland’s figure is not held.')
    """
    keeps = text[1:2].isupper() or _NAMES.match(text)
    return text if keeps else text[:1].lower() + text[1:]


def told_once(texts: Iterable[str]) -> list[str]:
    """Give texts in order, without those that are empty and those that another holds.

    >>> told_once(["A new return.", "Break 1, at 2022-23: A new return.", "", "Rounded."])
    ['Break 1, at 2022-23: A new return.', 'Rounded.']
    """
    every = list(filter(None, dict.fromkeys(texts)))
    return [text for text in every if not any(text in other for other in every if other != text)]
