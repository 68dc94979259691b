"""The address of a view: which page it stands on, which it is there, and what was chosen.

A pack holds these, commands take them as text: ``diversion/trend?area=Falkirk&show=rate``. What
an address says of areas, measures and years is looked up only when the view is made; so is whether
there is a record with the page, for an address outlives the record that it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from cjdata.addresses import KEYS, SHARED_KEYS
from cjdata.addresses.address_reader import read_keys, refuse
from cjdata.errors import CjdataError, Mistake
from cjdata.views.reader import ViewAddress, no_page, unknown
from cjdata.views.registry import VIEW_TYPES, types_on

__all__ = [
    "MOST_LETTERS",
    "ViewAddress",
    "address_from_page",
    "keys_of",
    "keys_of_page",
    "read_view_address",
    "view_address",
]

MOST_LETTERS = 2000
"""The longest text that is read as an address."""

_KEYS_OF_PAGE = {"meeting-pack": ("year", "part", "report", "text", "pack")}
"""What the address of a page says besides what its views hang on."""


def keys_of(page: str, kind: str) -> tuple[str, ...]:
    """List what the address of a view can say, in order; nothing where a page has no such view."""
    return next((one.keys_on(page) for one in types_on(page) if one.kind == kind), ())


def keys_of_page(page: str) -> tuple[str, ...]:
    """List what the address of a page can say, in order."""
    own = {key for one in types_on(page) for key in one.keys_on(page)}
    own |= {*SHARED_KEYS, *_KEYS_OF_PAGE.get(page, ())}
    return tuple(key for key in KEYS if key in own)


def view_address(page: str, kind: str, chosen: Mapping[str, str]) -> ViewAddress:
    """Make an address, its parameters in order.

    Raises
    ------
    CjdataError
        Where no page has such a view, or the view cannot be asked something of what was chosen.
    """
    return _address(page, kind, chosen.items())


def _address(page: str, kind: str, pairs: Iterable[tuple[str, str]]) -> ViewAddress:
    where = f"view {page}/{kind}" if kind else f"view {page}"
    known = {one.kind: one for one in types_on(page)}
    if not known:
        standing = dict.fromkeys(path for one in VIEW_TYPES for path in one.pages)
        raise no_page(where, page, list(standing))
    if kind not in known:
        raise unknown(where, kind, f"view of the page {page}", known)
    chosen, problems = read_keys(pairs, known[kind].keys_on(page))
    refuse(problems, where)
    return ViewAddress(page, kind, tuple((key, chosen[key]) for key in KEYS if key in chosen))


def read_view_address(text: str) -> ViewAddress:
    """Read an address from its text.

    Raises
    ------
    CjdataError
        Where it is none, names no view that there is, or says one thing twice.
    """
    if len(text) > MOST_LETTERS:
        raise _wrong("view", "the address is too long to be that of a view")
    place, _, query = text.strip().partition("?")
    page, slash, kind = place.strip("/").partition("/")
    if not slash or not kind:
        raise _wrong(f"view {place}", "this names no view")
    return _address(page, kind, parse_qsl(query, keep_blank_values=True))


def address_from_page(page: str, kind: str, query: Mapping[str, str]) -> ViewAddress:
    """Give the address of a view from that of the page that it stands on.

    What the view does not hang on is left out of it. ``settled`` then names what the page’s
    address leaves out because it is what the page opens on.

    Raises
    ------
    CjdataError
        Where the page has no such view.
    """
    kept = {key: query[key] for key in keys_of(page, kind) if query.get(key)}
    return view_address(page, kind, kept)


def _wrong(where: str, what: str) -> CjdataError:
    example = "community-sentences/trend?area=Falkirk"
    return CjdataError(Mistake(where, what, f"Write it like {example}."))
