"""The pack of a browser from one visit to the next.

A link inside a text, a reload, and on a phone every step to another page begin a new visit: the
pack must be there too. It is kept in memory for the length of a day, by the token that the
browser has anyway.
"""

from __future__ import annotations

import threading
import time
import zlib
from dataclasses import dataclass, replace

from cjdata.dashboard.sign_in import return_to_page
from cjdata.narrative import SavedPack
from cjdata.pack import Pack, from_json, to_json

_COUNTS_FOR = 12 * 60 * 60
"""In seconds."""
_MOST = 1000
"""Browsers: a pack of 15 views takes about 6 kB."""


@dataclass(frozen=True)
class RememberedPack:
    """What a visit knows of its pack.

    Attributes
    ----------
    version
        What the database holds of it.
    is_as_saved
        Whether nothing has changed since.
    written
        Marks of the links that were written of it.
    """

    pack: Pack | None
    version: SavedPack | None = None
    is_as_saved: bool = False
    written: frozenset[str] = frozenset()


_left: dict[str, tuple[bytes, RememberedPack, float]] = {}
_lock = threading.Lock()


def remember(left: RememberedPack) -> None:
    """Keep the pack of this visit for the next one of the same browser."""
    browser = return_to_page.this_browser()
    if not browser:
        return
    packed = zlib.compress(to_json(left.pack).encode(), 1) if left.pack else b""
    version = replace(left.version, body="") if left.version else None
    with _lock:
        _left.pop(browser, None)
        _left[browser] = packed, replace(left, pack=None, version=version), time.time()
        while len(_left) > _MOST:
            del _left[next(iter(_left))]


def recall() -> RememberedPack | None:
    """Give what the last visit of this browser has left, if it was not long ago."""
    browser = return_to_page.this_browser()
    with _lock:
        found = _left.get(browser)
    if found is None or time.time() - found[2] > _COUNTS_FOR:
        return None
    packed, left, _ = found
    pack = from_json(zlib.decompress(packed).decode()) if packed else None
    return replace(left, pack=pack)
