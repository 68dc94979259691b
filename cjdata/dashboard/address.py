"""The address of a page, read forgivingly: a message for every wrong value, and the page draws.

Area and comparison keep their value from page to page; measure, form, years and edition belong
to one page.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.addresses import (
    KEYS,
    MOST_COMPARATORS,
    NO_COMPARISON,
    SHARED_KEYS,
    comparator_named,
    comparator_names,
    comparators_text,
    default_comparators,
    is_same,
    write_address,
)
from cjdata.areas import Area, Areas
from cjdata.errors import UnknownName, nearest
from cjdata.periods import parse_financial_year
from cjdata.text import join_and

__all__ = [
    "KEYS",
    "MOST_COMPARATORS",
    "NO_COMPARISON",
    "SHARED_KEYS",
    "comparators_text",
    "default_comparators",
    "is_same",
    "read_area",
    "read_comparators",
    "read_option",
    "read_years",
    "write_address",
]


def read_area(text: str, areas: Areas, default: Area) -> tuple[Area, str]:
    """Read an area that a reader can choose, by any of its names; a message if there is none."""
    found = areas.get(text)
    if found is not None and found.kind != "group":
        return found, ""
    return default, _ignored("area", text, _name(areas.nearest(text)), default.name)


def read_comparators(text: str, areas: Areas, area: Area) -> tuple[list[Area], list[str]]:
    """Read a comma list of areas and groups; the area itself is left out of it.

    A group is read by its id or its whole name, one picked by hand by its id.
    """
    found: list[Area] = []
    unknown: list[str] = []
    for part in comparator_names(text, areas):
        one = comparator_named(part, areas)
        if one is None and part and part.casefold() != NO_COMPARISON:
            unknown.append(part)
        elif one is not None and not is_same(one, area) and one not in found:
            found.append(one)
    if unknown and not found:
        found = default_comparators(areas, area)
    shown = join_and([one.name for one in found[:MOST_COMPARATORS]]) or "no comparison"
    messages = [
        _ignored("compare", part, _name(areas.nearest_comparator(part)), shown) for part in unknown
    ]
    messages += [
        f"The address compares with more than {MOST_COMPARATORS} areas. Leaving out {one.name}."
        for one in found[MOST_COMPARATORS:]
    ]
    return found[:MOST_COMPARATORS], messages


def read_option(key: str, text: str, options: Sequence[str], fallback: str) -> tuple[str, str]:
    """Read one of some options; else the fallback and a message with the nearest option."""
    for option in options:
        if option.casefold() == text.strip().casefold():
            return option, ""
    return fallback, _ignored(key, text, nearest(text, options), fallback)


def read_years(
    first: str | None, last: str | None, years: Sequence[str], until: Sequence[str] = ()
) -> tuple[str, str, list[str]]:
    """Read the years from and to out of the years that can be chosen.

    ``until`` are the years to, where these are others.
    """
    if not years:
        return "", "", []
    messages = []
    until = until or years
    start, end = years[0], until[-1]
    if first is not None:
        start, message = _read_year("from", first, years)
        messages.append(message)
    if last is not None:
        end, message = _read_year("to", last, until)
        messages.append(message)
    if start > end:
        messages.append(
            f"In the address, “from” ({start}) is after “to” ({end}). Showing all years."
        )
        start, end = years[0], until[-1]
    return start, end, [message for message in messages if message]


def _read_year(key: str, text: str, years: Sequence[str]) -> tuple[str, str]:
    """Read a year; one outside the span gives the end of it that is nearer in time."""
    edge = years[0] if key == "from" else years[-1]
    try:
        year = parse_financial_year(text)
    except UnknownName:
        return edge, _ignored(key, text, None, edge)
    if year in years:
        return year, ""
    shown = years[0] if year < years[0] else years[-1]
    return shown, (
        f"The address says {key}={text}, but figures run from {years[0]} to {years[-1]}. "
        f"Showing {shown}."
    )


def _name(area: Area | None) -> str | None:
    return area.name if area else None


def _ignored(key: str, text: str, suggestion: str | None, shown: str) -> str:
    guess = f" Did you mean “{suggestion}”?" if suggestion else ""
    return f"The address says {key}={text}, which is not known here.{guess} Showing {shown}."
