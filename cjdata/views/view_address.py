"""The address of a view: which page it stands on, which it is there, and what was chosen.

A pack holds these, commands take them as text: ``diversion/trend?area=Falkirk&show=rate``. What
an address says of areas, measures and years is looked up only when the view is made; so is whether
there is a record with the page, for an address outlives the record that it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from cjdata.addresses import KEYS, SHARED_KEYS
from cjdata.addresses.reading import read_keys, refuse
from cjdata.catalogue import STANDING_PAGES, Catalogue
from cjdata.errors import CjdataError, Finding, hint
from cjdata.views.registry import OFFERS, offer_of

MOST_LETTERS = 2000
"""The longest text that is read as an address."""

_PAGE = re.compile(r"[a-z0-9_-]+")
_AREA = ("area",)
_STRIP = ("area", "compare", "measure", "show", "from", "to", "edition")
_COMPARED = ("area", "measure", "year", "sort", "group")
_KEYS_OF_KIND = {
    "trend": (*_STRIP, "since", "base", "span"),
    "peers": _COMPARED,
    "bars": _COMPARED,
    "map": _COMPARED,
    "scatter": (*_COMPARED, "versus"),
    "plan": ("area", "edition"),
}
_KEYS_OF_PAGE = {"meeting-pack": ("year", "part", "report", "text", "pack")}
"""What the address of a page says besides what its views hang on."""


@dataclass(frozen=True, slots=True)
class ViewAddress:
    """Where a view stands: ``parameters`` in the order of every address."""

    page: str
    kind: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The address as a line of text, as commands take it."""
        query = urlencode(self.parameters, safe=",")
        return f"{self.page}/{self.kind}" + (f"?{query}" if query else "")

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, by key."""
        return dict(self.parameters)


def keys_of(page: str, kind: str) -> tuple[str, ...]:
    """List what the address of a view can say, in order."""
    if kind == "peers" and is_of_record(page):
        return _STRIP
    return _KEYS_OF_KIND.get(kind, _AREA)


def is_of_record(page: str) -> bool:
    """Whether a page, if there is one of that path, is the page of a record."""
    return page not in STANDING_PAGES and _PAGE.fullmatch(page) is not None


def kinds_on(page: str) -> tuple[str, ...]:
    """List the kinds of view that stand on a page, in the order of the registry."""
    if not _PAGE.fullmatch(page):
        return ()
    return tuple(offer.kind for offer in OFFERS if offer.stands_on(page))


def keys_of_page(page: str) -> tuple[str, ...]:
    """List what the address of a page can say, in order."""
    own = {key for kind in kinds_on(page) for key in keys_of(page, kind)}
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
    where = f"view {page}/{kind}"
    kinds = kinds_on(page)
    if not kinds:
        standing = dict.fromkeys(path for offer in OFFERS for path in offer.pages)
        raise no_page(where, page, list(standing))
    if kind not in kinds:
        raise _unknown(where, kind, f"view of the page {page}", kinds)
    chosen, problems = read_keys(pairs, keys_of(page, kind))
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


def pages(catalogue: Catalogue) -> list[str]:
    """List the pages that have views."""
    return list(dict.fromkeys(page for offer in OFFERS for page in offer.places(catalogue)))


def no_page(where: str, page: str, known: Iterable[str]) -> CjdataError:
    """Give the refusal of a page that has no views or is none, with the nearest that has."""
    return _unknown(where, page, "page with views", known)


def pictured(page: str) -> tuple[str, ...]:
    """List the kinds of view on a page that can be given as a picture."""
    return tuple(kind for kind in kinds_on(page) if "PNG" in offer_of(kind).things)


def _unknown(where: str, given: str, kind: str, known: Iterable[str]) -> CjdataError:
    return CjdataError(Finding(where, f"“{given}” is no {kind}", hint(given, list(known))))


def _wrong(where: str, what: str) -> CjdataError:
    example = "community-sentences/trend?area=Falkirk"
    return CjdataError(Finding(where, what, f"Write it like {example}."))
