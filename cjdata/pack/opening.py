"""Opening a pack that came as a link or a file, as it stands in the figures of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cjdata.errors import CjdataError
from cjdata.library import FigureSet
from cjdata.pack.model import Item, Pack
from cjdata.pack.refreshing import ItemNews, refresh
from cjdata.views.addressed import settled
from cjdata.views.reader import single_area


def opened(pack: Pack, figures: FigureSet, today: date) -> Pack:
    """Give a pack whose addresses are whole, so that pages know their views in it.

    What a view shows is noted where it was not yet, and nothing can have changed since. A view
    that there is no longer stays in the pack, for a person to decide on.

    Raises
    ------
    UnknownName
        Where the pack is of no area that is known here.
    """
    single_area(figures, pack.area)
    whole = {item.address: item for item in (_whole(item, figures) for item in pack.items)}
    pack = replace(pack, items=tuple(whole.values()))
    return replace(pack, items=tuple(map(_noted, pack.items, refresh(pack, figures, today).news)))


def _whole(item: Item, figures: FigureSet) -> Item:
    try:
        return replace(item, address=settled(figures, item.address))
    except CjdataError:
        return item


def _noted(item: Item, news: ItemNews) -> Item:
    is_bare = item.shown is not None and item.shown.figures is None
    return news.item if is_bare and news.kinds == ("same",) else item
