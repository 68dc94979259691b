"""A pack: its name, its area and its views in order, with what each showed when it was added.

Nothing here changes a pack: every function gives a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cjdata.errors import CjdataError, Mistake
from cjdata.views.view_address import ViewAddress
from cjdata.wording import pack as words

MOST_ITEMS = 60
MOST_LETTERS = 120
"""In the name of a pack."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A figure as it was shown.

    Attributes
    ----------
    value, decimals
        As printed; None and 0 where there was none, or where it may not be noted.
    status
        The id of its status; empty where none is known.
    """

    measure: str
    area: str
    period: str
    value: float | None
    decimals: int
    status: str
    edition: str

    @property
    def has_value(self) -> bool:
        """Whether a value was noted; nil is one."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view showed when it was added, or last refreshed.

    Attributes
    ----------
    said
        A mark of its sentence and caveats, to see whether they changed; empty if not known.
    figures
        None where they were not noted, as in a pack that came as a link.
    """

    figures_set: str
    snapshot_id: str
    said: str = ""
    figures: tuple[Noted, ...] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A view in a pack."""

    address: ViewAddress
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack. ``area`` is the code of the area that it is of."""

    name: str
    area: str
    items: tuple[Item, ...] = ()

    @property
    def addresses(self) -> tuple[ViewAddress, ...]:
        """The addresses of its views, in order."""
        return tuple(item.address for item in self.items)


def new_pack(name: str, area: str) -> Pack:
    """Make an empty pack.

    Raises
    ------
    CjdataError
        Where the name is none.
    """
    return Pack(checked_name(name), area)


def checked_name(name: str) -> str:
    """Give a name in one line.

    Raises
    ------
    CjdataError
        Where it is empty or too long.
    """
    line = " ".join(name.split())
    if not line:
        raise CjdataError(Mistake(words.WHERE, "it has no name", "Give it one."))
    if len(line) > MOST_LETTERS:
        what = f"its name has {len(line)} letters"
        raise CjdataError(Mistake(words.WHERE, what, f"Use no more than {MOST_LETTERS}."))
    return line


def rename(pack: Pack, name: str) -> Pack:
    """Give the pack another name.

    Raises
    ------
    CjdataError
        Where the name is none.
    """
    return replace(pack, name=checked_name(name))


def add(pack: Pack, item: Item) -> Pack:
    """Add a view at the end; one that is there already stays, and what it showed is noted anew.

    Raises
    ------
    CjdataError
        Where the pack is full.
    """
    if item.address in pack.addresses:
        at = pack.addresses.index(item.address)
        return replace(pack, items=(*pack.items[:at], item, *pack.items[at + 1 :]))
    if len(pack.items) >= MOST_ITEMS:
        what = f"it holds {MOST_ITEMS} views, and no more can be added"
        raise CjdataError(Mistake(words.WHERE, what, "Remove one first, or begin another pack."))
    return replace(pack, items=(*pack.items, item))


def merge(pack: Pack, other: Pack) -> Pack:
    """Add the views of another pack that are not there yet, in its order.

    Raises
    ------
    CjdataError
        Where there are too many.
    """
    for item in other.items:
        if item.address not in pack.addresses:
            pack = add(pack, item)
    return pack


def remove(pack: Pack, address: ViewAddress) -> Pack:
    """Take a view out; without it, the pack stays as it is."""
    return replace(pack, items=tuple(i for i in pack.items if i.address != address))


def move_up(pack: Pack, address: ViewAddress) -> Pack:
    """Exchange a view with the one before it; the first stays first."""
    return _moved(pack, address, -1)


def move_down(pack: Pack, address: ViewAddress) -> Pack:
    """Exchange a view with the one after it; the last stays last."""
    return _moved(pack, address, 1)


def _moved(pack: Pack, address: ViewAddress, by: int) -> Pack:
    if address not in pack.addresses:
        return pack
    items = list(pack.items)
    at = pack.addresses.index(address)
    to = min(max(at + by, 0), len(items) - 1)
    items[at], items[to] = items[to], items[at]
    return replace(pack, items=tuple(items))
