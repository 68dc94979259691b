"""The address of a view: read with a message for every wrong value, written without defaults.

Pure functions on the query string's parameters. Area and comparison keep their value from
page to page; measure, form, years and edition belong to one page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.areas import SCOTLAND, Area, Areas
from cjdata.errors import UnknownName, nearest
from cjdata.periods import parse_financial_year
from cjdata.text import join_and

KEYS = (
    "area",
    "compare",
    "measure",
    "show",
    "from",
    "to",
    "edition",
    "since",
    "base",
    "span",
    "year",
    "versus",
    "sort",
    "group",
    "set",
)
"""What an address may say, in this order.

``since``: the earlier year that the newest is compared with. ``base``: the year that an index
takes as 100. ``span``: ``breaks`` where lines and changes cross breaks. ``year``, ``versus``,
``sort``, ``group``: of the page that compares areas, its year, second measure, order, and the
group picked out.
"""
SHARED_KEYS = ("area", "compare", "set")
NO_COMPARISON = "none"
MOST_COMPARATORS = 5
_MOST_COMMAS = 2
"""In the name of a group: “Sheriffdom of South Strathclyde, Dumfries and Galloway” has one."""


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
    for part in _parts(text, areas):
        one = _comparator(part, areas)
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


def is_same(one: Area, area: Area) -> bool:
    """Say whether a comparator has the very figures of the area: itself, or it alone."""
    return one == area or one.members == (area.code,)


def _comparator(text: str, areas: Areas) -> Area | None:
    return areas.get(text) or areas.get_group(text)


def _parts(text: str, areas: Areas) -> list[str]:
    """Part a list at its commas, but for those in the name of a group, as sheriffdoms have."""
    pieces = [piece.strip() for piece in text.split(",")]
    parts = []
    while pieces:
        lengths = range(min(len(pieces), _MOST_COMMAS + 1), 1, -1)
        joined = (n for n in lengths if areas.get_group(", ".join(pieces[:n])))
        length = next(joined, 1)
        parts.append(", ".join(pieces[:length]))
        del pieces[:length]
    return parts


def read_option(key: str, text: str, options: Sequence[str], fallback: str) -> tuple[str, str]:
    """Read one of some options; else the fallback and a message with the nearest option."""
    for option in options:
        if option.casefold() == text.strip().casefold():
            return option, ""
    return fallback, _ignored(key, text, nearest(text, options), fallback)


def read_years(
    first: str | None, last: str | None, years: Sequence[str]
) -> tuple[str, str, list[str]]:
    """Read the years from and to out of the years that a measure has."""
    if not years:
        return "", "", []
    messages = []
    start, end = years[0], years[-1]
    if first is not None:
        start, message = _read_year("from", first, years)
        messages.append(message)
    if last is not None:
        end, message = _read_year("to", last, years)
        messages.append(message)
    if start > end:
        messages.append(
            f"In the address, “from” ({start}) is after “to” ({end}). Showing all years."
        )
        start, end = years[0], years[-1]
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


def default_comparators(areas: Areas, area: Area) -> list[Area]:
    """Compare with Scotland, and Scotland with nothing."""
    return [] if area.code == SCOTLAND else [areas.scotland]


def write_address(chosen: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    """Give the parameters of an address: in a fixed order, and only what is not the default."""
    return {
        key: chosen[key] for key in KEYS if chosen.get(key) and chosen[key] != defaults.get(key)
    }


def comparators_text(comparators: Sequence[Area]) -> str:
    """Write comparators as the address does: groups by their id, all others by name."""
    written = (area.code if area.kind == "group" else area.name for area in comparators)
    return ",".join(written) or NO_COMPARISON


def _name(area: Area | None) -> str | None:
    return area.name if area else None


def _ignored(key: str, text: str, suggestion: str | None, shown: str) -> str:
    guess = f" Did you mean “{suggestion}”?" if suggestion else ""
    return f"The address says {key}={text}, which is not known here.{guess} Showing {shown}."
