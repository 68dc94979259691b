"""What the list of the pack says of each view: made once, and kept until something changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cjdata.addresses import write_address
from cjdata.library import FigureSet
from cjdata.pack import Item, Pack, refresh
from cjdata.reference.page_list import PageEntry, entry_of
from cjdata.views.addressed import ViewAddress
from cjdata.wording import pack_page as words


@dataclass(frozen=True)
class PackRow:
    """A view of the pack as the list shows it.

    Attributes
    ----------
    item, renewed
        The view as it is in the pack, and with a note of what it shows now.
    said
        Its finding: what the title of its slide will be; empty where it is not shown.
    changes
        What has changed since it was noted, a sentence each.
    why
        Why it can no longer be shown; empty where it can.
    """

    item: Item
    renewed: Item
    page: PageEntry | None
    heading: str
    area: str
    said: str
    changes: tuple[str, ...] = ()
    why: str = ""

    @property
    def address(self) -> ViewAddress:
        """The address of the view."""
        return self.item.address

    @property
    def key(self) -> str:
        """What names its controls, wherever it stands in the list."""
        return key_of(self.address)

    def parameters(self, figures_set: str, default_set: str) -> dict[str, str]:
        """Give the address parameters of the page on which this very view stands."""
        chosen = {**self.address.chosen, "set": figures_set}
        return write_address(chosen, {"set": default_set})


def key_of(address: ViewAddress) -> str:
    """Give a short name of an address, the same every time."""
    return hashlib.sha256(address.text.encode()).hexdigest()[:12]


def rows_of(
    pack: Pack, figures: FigureSet, today: date, before: Mapping[ViewAddress, PackRow]
) -> dict[ViewAddress, PackRow]:
    """Give a row for each view, in order; those made ``before`` of the same figures stay."""
    return {
        item.address: _kept(item, before) or row_of(item, figures, today) for item in pack.items
    }


def _kept(item: Item, before: Mapping[ViewAddress, PackRow]) -> PackRow | None:
    row = before.get(item.address)
    return row if row is not None and row.item == item else None


def row_of(item: Item, figures: FigureSet, today: date) -> PackRow:
    """Give the row of a view."""
    [news] = refresh(Pack("", "", (item,)), figures, today).news
    page = entry_of(item.address.page, figures.catalogue)
    view = news.view
    if view is None:
        title = page.title if page else words.no_such_page(item.address.page)
        area = item.address.chosen.get("area", "")
        return PackRow(item, news.item, page, title, area, "", why=news.why)
    changes = () if news.kinds == ("same",) else news.sentences
    return PackRow(item, news.item, page, view.heading, view.area.name, view.title, changes)


def renewed(pack: Pack, rows: Mapping[ViewAddress, PackRow]) -> Pack:
    """Give the pack with a note of what its views show now."""
    items = tuple(rows[item.address].renewed for item in pack.items)
    return Pack(pack.name, pack.area, items)


def changes_in(rows: Mapping[ViewAddress, PackRow]) -> list[str]:
    """List what has changed, view by view; what can no longer be shown is said at the view."""
    return [
        words.change_of(at, row.heading, sentence)
        for at, row in enumerate(rows.values(), start=1)
        for sentence in row.changes
    ]
