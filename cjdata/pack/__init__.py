"""The meeting pack as data: an ordered list of views of an area, with what they showed."""

from cjdata.pack.links import from_link, to_link
from cjdata.pack.model import (
    Item,
    Noted,
    Pack,
    Shown,
    add,
    merge,
    move_down,
    move_up,
    new_pack,
    remove,
    rename,
)
from cjdata.pack.noting import item_at, note_of, pack_of, ready_made_pack
from cjdata.pack.opening import opened
from cjdata.pack.refreshing import ItemNews, Refreshed, refresh
from cjdata.pack.written import from_json, to_json

__all__ = [
    "Item",
    "ItemNews",
    "Noted",
    "Pack",
    "Refreshed",
    "Shown",
    "add",
    "from_json",
    "from_link",
    "item_at",
    "merge",
    "move_down",
    "move_up",
    "new_pack",
    "note_of",
    "opened",
    "pack_of",
    "ready_made_pack",
    "refresh",
    "remove",
    "rename",
    "to_json",
    "to_link",
]
