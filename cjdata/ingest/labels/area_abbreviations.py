"""Spells out names of councils as people shorten and turn them: “N. Ayrshire”, “Ayrshire, North”.

What is spelt out must be a name by itself: nothing here guesses between two councils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIRECTIONS = {
    **dict.fromkeys(("n", "nth", "north"), "North"),
    **dict.fromkeys(("s", "sth", "south"), "South"),
    **dict.fromkeys(("e", "east"), "East"),
    **dict.fromkeys(("w", "west"), "West"),
}
_BEGUN = re.compile(r"(nth|sth|[nsew])(?:\s*[./]\s*|\s+)(\w.+)", re.IGNORECASE)
_ENDED = re.compile(
    r"(\w.*?)(?:\s*,\s*|\s+)\(?(nth|sth|north|south|east|west|[nsew])\b\.?\)?", re.IGNORECASE
)
_CITY = re.compile(r"(\w+)\s*[,(]\s*(?:the\s+)?city(?:\s+of)?\s*\)?", re.IGNORECASE)
_ISLES = re.compile(r"(\w+)\s+(?:isles|isl?\.?)", re.IGNORECASE)
_WESTERN = re.compile(r"w\.?\s+isles", re.IGNORECASE)
_JOINED = re.compile(r"\s*[+/]\s*|(?<=argyll)\s*-\s*|(?<=kinross)\s*-\s*", re.IGNORECASE)


def spelt_out(name: str) -> Iterator[str]:
    """Give what a shortened or turned name may be in full.

    >>> list(spelt_out("N. Ayrshire")), list(spelt_out("Ayrshire, East"))
    (['North Ayrshire'], ['East Ayrshire'])
    >>> list(spelt_out("Glasgow, City of")), list(spelt_out("Ayrshire"))
    (['City of Glasgow'], [])
    """
    text = " ".join(name.split())
    if begun := _BEGUN.fullmatch(text):
        yield f"{_DIRECTIONS[begun[1].casefold()]} {begun[2]}"
    if ended := _ENDED.fullmatch(text):
        yield f"{_DIRECTIONS[ended[2].casefold()]} {ended[1]}"
    if city := _CITY.fullmatch(text):
        yield f"City of {city[1]}"
    if _WESTERN.fullmatch(text):
        yield "Western Isles"
    elif isles := _ISLES.fullmatch(text):
        yield f"{isles[1]} Islands"
    joined = _JOINED.sub(" and ", text)
    if joined != text:
        yield joined


def direction_of(name: str) -> str:
    """Give the direction that a name says, short or in full; empty for none.

    >>> direction_of("E. Lothian"), direction_of("West Lothian"), direction_of("Fife")
    ('East', 'West', '')
    """
    found = (_DIRECTIONS.get(word) for word in re.findall(r"[a-z]+", name.casefold()))
    return next(filter(None, found), "")
