"""What the address of a page or a view may say, and how areas are written in it.

``address_reader`` reads it, for pages, packs and commands alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.reference.areas import SCOTLAND, Area, Areas

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
    "part",
    "report",
    "text",
    "pack",
    "set",
)
"""What an address may say, in this order.

``since``: the earlier year that the newest is compared with. ``base``: the year that an index
takes as 100. ``span``: ``breaks`` where lines and changes cross breaks. ``year``, ``versus``,
``sort``, ``group``: of the page that compares areas, its year, second measure, order, and the
group picked out. ``part``, ``report``, ``text``, ``pack``: of the meeting pack, which part
of the page is open, which report and which of its texts is written, and the views of the pack
(``cjdata.pack.to_link``).
"""
SHARED_KEYS = ("area", "compare", "set")
NO_COMPARISON = "none"
MOST_COMPARATORS = 5
NEWEST = "newest"
"""As an edition: figures as they are now."""
NO_YEAR = "none"
"""As the year to compare since: no other than the year before."""
BREAKS, NO_BREAKS = "breaks", "none"
_MOST_COMMAS = 2
"""In the name of a group: “Sheriffdom of South Strathclyde, Dumfries and Galloway” has one."""


def is_same(one: Area, area: Area) -> bool:
    """Say whether a comparator has the very figures of the area: itself, or it alone."""
    return one == area or one.members == (area.code,)


def default_comparators(areas: Areas, area: Area) -> list[Area]:
    """Compare with Scotland, and Scotland with nothing."""
    return [] if area.code == SCOTLAND else [areas.scotland]


def comparator_named(text: str, areas: Areas) -> Area | None:
    """Give the area or group of a name; a group by its id or whole name, if picked by its id."""
    return areas.get(text) or areas.get_group(text)


def comparator_names(text: str, areas: Areas) -> list[str]:
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


def comparators_text(comparators: Sequence[Area]) -> str:
    """Write comparators as the address does: groups by their id, all others by name."""
    written = (area.code if area.kind == "group" else area.name for area in comparators)
    return ",".join(written) or NO_COMPARISON


def write_address(chosen: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    """Give the parameters of an address: in a fixed order, and only what is not the default."""
    return {
        key: chosen[key] for key in KEYS if chosen.get(key) and chosen[key] != defaults.get(key)
    }
