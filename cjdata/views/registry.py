"""The registry: which views there are, on which pages they stand, and what each of them offers.

Pages draw the buttons that it names and no others, and tests are generated from it, one for each
view and each thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from cjdata.catalogue import STANDING_PAGES, Catalogue

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


@dataclass(frozen=True, slots=True)
class Offer:
    """What a kind of view offers, and the pages that it stands on.

    Attributes
    ----------
    pages
        The paths of the standing pages.
    of_records
        Whether it stands on the page of every record of the catalogue too.
    """

    kind: str
    pages: tuple[str, ...]
    things: frozenset[Thing]
    of_records: bool = False

    def stands_on(self, page: str) -> bool:
        """Say whether it stands on a page; one that is not standing is that of a record."""
        return page in self.pages or (self.of_records and page not in STANDING_PAGES)

    def places(self, catalogue: Catalogue) -> tuple[str, ...]:
        """List the paths of all pages that it stands on."""
        of_records = (theme.page for theme in catalogue.themes)
        return (*(of_records if self.of_records else ()), *self.pages)


OFFERS = (
    Offer("trend", (), ALL, of_records=True),
    Offer("peers", ("compare-areas",), ALL, of_records=True),
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
