"""What a view shows, noted so that a later snapshot can be held against it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from cjdata.amounts import Amount
from cjdata.library import FigureSet
from cjdata.pack.model import Item, Noted, Pack, Shown, add, new_pack
from cjdata.reference.statuses import PRIVATE, Status
from cjdata.views.addressed import NothingToShow, ViewAddress, ready_made, settled, view_at
from cjdata.views.reader import single_area
from cjdata.views.view import View
from cjdata.wording import pack as words


def note_of(view: View) -> Shown:
    """Note what a view shows. Values that are not published are left out: packs are shared.

    Where one is among the figures, its words have no mark either: a small number can be found
    by trying until the mark is the same.
    """
    said = " ".join((view.finding.text, *view.finding.caveats, *view.notes))
    mark = "" if _has_private(view) else hashlib.sha256(said.encode()).hexdigest()[:12]
    return Shown(view.figures_set, view.snapshot_id, mark, tuple(_figures(view)))


def _has_private(view: View) -> bool:
    cells = (cell for row in view.download.rows for cell in row)
    return any(isinstance(cell, Status) and cell.id in PRIVATE for cell in cells)


def pack_of(
    figures: FigureSet, area_code: str, name: str, addresses: Iterable[ViewAddress], today: date
) -> Pack:
    """Make a pack of views, with a note of what they show now.

    Raises
    ------
    CjdataError
        Where an address is wrong, or there are too many.
    """
    pack = new_pack(name, single_area(figures, area_code).code)
    for address in addresses:
        pack = add(pack, item_at(figures, address, today))
    return pack


def item_at(figures: FigureSet, address: ViewAddress, today: date) -> Item:
    """Give a view as it goes into a pack: its address whole, and what it shows now.

    Raises
    ------
    CjdataError
        Where the address is wrong.
    """
    address = settled(figures, address)
    try:
        return Item(address, note_of(view_at(figures, address, today)))
    except NothingToShow:
        return Item(address, Shown(figures.name, figures.snapshot_id, "", ()))


def ready_made_pack(figures: FigureSet, area_code: str, today: date) -> Pack:
    """Give the pack of the national indicators of an area, as if a person had collected them.

    Raises
    ------
    UnknownName
        When no council has the code, and it is not Scotland’s.
    """
    area = single_area(figures, area_code)
    return pack_of(
        figures, area.code, words.ready_made_name(area), ready_made(figures, area.code), today
    )


def _figures(view: View) -> Iterator[Noted]:
    download = view.download
    for cells in download.named_rows:
        yield _noted(cells, download.columns_of)


def _noted(cells: Mapping[str, Any], columns_of: Mapping[str, tuple[str, ...]]) -> Noted:
    value, period, status = (
        next((cells[n] for n in columns_of.get(name, (name,)) if cells.get(n) is not None), None)
        for name in ("value", "period", "status")
    )
    amount = value if isinstance(value, Amount) else None
    # A figure of which nobody says what it is might be a private one.
    is_kept = amount is not None and isinstance(status, Status) and status.id not in PRIVATE
    return Noted(
        str(cells["measure_id"] or ""),
        str(cells["area_code"] or ""),
        str(period or ""),
        amount.rounded if amount and is_kept else None,
        amount.decimals if amount and is_kept else 0,
        status.id if isinstance(status, Status) else "",
        str(cells.get("edition") or ""),
    )
