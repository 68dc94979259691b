"""Sentences on a council’s place among the others: always with how uncertain it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.reference.areas import Area
from cjdata.statistics import NoRank, Rank
from cjdata.text import join_and, possessive

_NAMED = 3
"""So many councils that share a place are named; of more the number is said."""


def rank_sentence(area: Area, found: Rank | NoRank, names: Mapping[str, str]) -> str:
    """Say between which places a council lies, or why it has no rank.

    Parameters
    ----------
    names
        The names of the councils by code.
    """
    if isinstance(found, NoRank):
        return _no_rank(area, found)
    shares = ""
    if found.tied_with:
        with_whom = _with_whom([names[code] for code in found.tied_with])
        shares = f" shares {ordinal(found.place)} place with {with_whom} and"
    where = f"{area.name}{shares} {_between(found)} of {found.of}"
    return f"{where}. {_similar_to(found.similar)}.{_left_out(len(found.left_out))}"


def ordinal(place: int) -> str:
    """Write a place.

    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 32)]
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '32nd']
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{'th' if place % 100 in (11, 12, 13) else ending}"


def _between(found: Rank) -> str:
    if found.first == found.last:
        return f"is {ordinal(found.first)}"
    return f"lies between {ordinal(found.first)} and {ordinal(found.last)}"


def _with_whom(names: Sequence[str]) -> str:
    return join_and(names) if len(names) <= _NAMED else f"{len(names)} other councils"


def _similar_to(count: int) -> str:
    if not count:
        return "It is clearly apart from every other council"
    others = "1 other council" if count == 1 else f"{count} other councils"
    return f"Its figure is similar to {'that' if count == 1 else 'those'} of {others}"


def _left_out(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return " 1 council is left out: it has no figure, or no counts behind it."
    return f" {count} councils are left out: they have no figure, or no counts behind it."


def _no_rank(area: Area, found: NoRank) -> str:
    name = area.name
    match found.why:
        case "not allowed":
            return "No rank is given: places in a list would mislead for this measure."
        case "no value":
            return f"{name} has no rank, because it has no figure."
        case "no counts":
            return f"{name} has no rank, because the counts behind its figure are not held."
        case "small base":
            return f"{name} has no rank, because its figure rests on too few cases."
        case "no others":
            return "No rank is given: no other council has a figure with the counts behind it."
        case _:
            return (
                f"No rank is given: {possessive(name)} figure is similar to those of "
                f"{found.similar} of the {found.of - 1} other councils."
            )
