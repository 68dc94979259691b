"""What stands in a cell instead of a number, and what it means: two eras, and each recipe's own."""

from __future__ import annotations

from collections.abc import Mapping

NIL = "nil"
"""What a table of symbols says of a symbol that stands for zero."""

BLANK = "blank"
"""What it says of a symbol in a cell that is left empty on purpose: no figure is held of it."""

LAST_OLD_YEAR = 2020
"""The start of the last financial year whose edition uses the older symbols."""

_OLD: Mapping[str, str] = {
    "-": NIL,
    "..": "not_available",
    "...": "not_available",
    "": "not_applicable",
    "*": "low",
    "n/a": "not_applicable",
}
"""To 2020-21 (Criminal Justice Social Work Statistics)."""

_NEW: Mapping[str, str] = {
    "low": "low",
    "x": "not_collected",
    "z": "not_applicable",
    "c": "suppressed",
    "..": "not_available",
    "...": "not_available",
    "*": "suppressed",
    "**": "suppressed",
    "n/a": "not_applicable",
    "": "not_available",
}
"""From 2021-22 (Justice Social Work Statistics, and most other publications)."""

_ALWAYS: Mapping[str, str] = {
    "[c]": "suppressed",
    "[x]": "not_collected",
    "[z]": "not_applicable",
    "[low]": "low",
    "[w]": "not_available",
    "[..]": "not_available",
    ":": "not_available",
}


def is_old(edition_year: int) -> bool:
    """Whether an edition (by the start of its year) uses the older symbols."""
    return edition_year <= LAST_OLD_YEAR


def symbols_of(edition_year: int, own: Mapping[str, str]) -> dict[str, str]:
    """Give what each symbol means in an edition, with what a recipe says of its own."""
    era = _OLD if is_old(edition_year) else _NEW
    return {**_ALWAYS, **era, **{key.casefold(): meaning for key, meaning in own.items()}}


EVERY_SYMBOL = frozenset({*_ALWAYS, *_OLD, *_NEW} - {""})
"""What may be a symbol in some era, as folded as ``symbols_of`` has them."""
