"""Finds the areas that a text names, such as the title of a table without a column of areas."""

from __future__ import annotations

import re
from functools import lru_cache

from cjdata.reference.areas import Area, Areas, fold

_PLACES = (
    r"health board|nhs|sheriffdom|police division|forth valley|island areas?|"
    r"local authority group|procurator fiscal|constituenc(?:y|ies)|data ?zone|settlement"
)
_PARTS_OF_SCOTLAND = re.compile(
    rf"\b(?:{_PLACES}|excluding|except(?:ing)?|outside|outwith|other than|without)\b"
)
_ARE_PLACES = re.compile(rf"(?:{_PLACES})s?(?: areas?)?|nhs boards?(?: areas?)?")
_SCOTLAND = re.compile(r"\bscot(?:land(?: s)?|tish)\b")


def councils_in(text: str, areas: Areas) -> list[Area]:
    """Give the councils that a text names, each once; a longer name goes before one within it.

    >>> [a.name for a in councils_in("Orders, East Ayrshire, 2023-24", areas)]  # doctest: +SKIP
    ['East Ayrshire']
    """
    found: dict[str, Area] = {}
    rest = f" {fold(text)} "
    for name, area in _names(areas):
        if f" {name} " in rest:
            rest = rest.replace(f" {name} ", " | ")
            found[area.code] = area
    return list(found.values())


def without_areas(text: str, areas: Areas) -> str:
    """Take the names of councils and of Scotland out of a text."""
    rest = f" {fold(text)} "
    for name, _ in _names(areas):
        rest = rest.replace(f" {name} ", " ")
    return _SCOTLAND.sub(" ", rest).strip()


def without_scotland(text: str) -> str:
    """Take the name of Scotland out of a text."""
    return _SCOTLAND.sub(" ", f" {fold(text)} ").strip()


def names_scotland(text: str) -> bool:
    """Whether a text speaks of Scotland."""
    return bool(_SCOTLAND.search(fold(text)))


def names_places(text: str) -> bool:
    """Whether a text says a kind of area that is no council, and no more: “NHS Board areas”."""
    return bool(_ARE_PLACES.fullmatch(fold(text)))


def names_a_part(text: str) -> str:
    """Give the word by which a text speaks of areas that are no councils; empty where none does."""
    found = _PARTS_OF_SCOTLAND.search(fold(text))
    return found[0] if found else ""


@lru_cache(maxsize=8)
def _names(areas: Areas) -> tuple[tuple[str, Area], ...]:
    councils = {area.code for area in areas.councils}
    named = [(n, a) for n, a in areas.names() if a.code in councils]
    return tuple(sorted(named, key=lambda pair: -len(pair[0])))
