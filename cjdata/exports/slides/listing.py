"""A table on slides: as many as it needs, each with its title and its part of the rows."""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.exports.slides.parts import HEADING, Deck, Page, add_line, add_page, room_of
from cjdata.exports.slides.tables import Rows, add_table, sheets
from cjdata.wording import slides as words


@dataclass(frozen=True)
class Listing:
    """A table with what stands above it.

    Attributes
    ----------
    links
        The address that the first cell of each row leads to; empty for none.
    """

    heading: str
    header: tuple[str, ...]
    rows: Rows
    caption: str
    links: tuple[str, ...] = ()


def add_listing(deck: Deck, title: str, listing: Listing, foot: str) -> list[Page]:
    """Add the slides of a table, with room for their foot but without it, and give them."""
    frame = deck.template.plain
    room = room_of(deck, frame, listing.heading, foot)
    cut = sheets(listing.header, listing.rows, room, deck.wider, listing.links)
    pages = []
    for number, sheet in enumerate(cut, start=1):
        page = add_page(deck, frame, words.continued(title, number, len(cut)), foot)
        add_line(page, listing.heading, HEADING)
        add_table(page, sheet, listing.caption)
        pages.append(page)
    return pages
