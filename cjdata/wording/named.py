"""Areas by name inside a sentence: with “the” and with a verb where they need it."""

from __future__ import annotations

from cjdata.reference.areas import Area
from cjdata.text import upper_first


def place(area: Area) -> str:
    """Name an area as it stands behind “in”."""
    return f"the {area.name}" if area.sort == "sheriffdom" else area.name


def is_many(area: Area) -> bool:
    """Whether the name is that of several councils, as “4 chosen councils” is."""
    return area.name[:1].isdigit()


def subject(area: Area, singular: str = "has", plural: str = "have") -> str:
    """Begin a sentence on an area with its name and a verb, as in “4 chosen councils have”."""
    return f"{upper_first(place(area))} {plural if is_many(area) else singular}"
