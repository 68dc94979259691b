"""The registry: which views there are, on which pages they stand, and what each of them offers.

Pages draw the buttons that it names and no others, and tests are generated from it, one for each
view and each thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Thing = Literal[
    "sentence",
    "caveats",
    "source",
    "description",
    "how to read",
    "table",
    "CSV",
    "PNG",
    "SVG",
    "pack",
]
THINGS: tuple[Thing, ...] = get_args(Thing)
_PICTURES: frozenset[Thing] = frozenset({"PNG", "SVG"})
ALL: frozenset[Thing] = frozenset(THINGS)
LISTS: frozenset[Thing] = ALL - _PICTURES
"""What a view offers that is a table and has no drawing."""

THEME = (
    "diversion",
    "police-custody",
    "bail",
    "custody-community",
    "community-sentences",
    "treatment",
    "housing",
    "employability",
    "throughcare",
    "attitudes",
    "prison",
    "reoffending",
    "recorded-crime",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a kind of view offers, and the paths of the pages that it stands on."""

    kind: str
    pages: tuple[str, ...]
    things: frozenset[Thing]


OFFERS = (
    Offer("trend", THEME, ALL),
    Offer("peers", (*THEME, "compare-areas"), ALL),
    Offer("bars", ("compare-areas",), ALL),
    Offer("map", ("compare-areas",), ALL),
    Offer("scatter", ("compare-areas",), ALL),
    Offer("profile", ("area-profile",), LISTS),
    Offer("years", ("area-profile",), LISTS),
    Offer("plan", ("local-plan",), LISTS),
    Offer("local-evidence", ("local-plan",), LISTS),
    Offer("glance", ("at-a-glance",), LISTS),
    Offer("worse", ("at-a-glance",), LISTS),
    Offer("moved", ("at-a-glance",), LISTS),
    Offer("new", ("at-a-glance",), LISTS),
)
_BY_KIND = {offer.kind: offer for offer in OFFERS}


def offer_of(kind: str) -> Offer:
    """Give what a kind of view offers."""
    return _BY_KIND[kind]
