"""A pack as a short text for a link: which views, in which order, of which snapshot."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import Any

from cjdata.errors import CjdataError, Mistake
from cjdata.pack.model import Item, Pack
from cjdata.pack.written import from_parts
from cjdata.wording import pack as words

VERSION = 1
"""Of links, which hold no figures."""
MOST_LETTERS = 6000
"""In a link: what browsers and mail programs carry whole."""

_MOST_BYTES = 200_000
_SAFE = re.compile(r"[A-Za-z0-9_-]+")


def to_link(pack: Pack) -> str:
    """Write a pack as a text of letters, digits, dashes and underlines.

    The figures noted are left out: who opens the link sees the newest.

    Raises
    ------
    CjdataError
        Where the pack is too long for a link.
    """
    parts = [VERSION, pack.name, pack.area, [_item(item) for item in pack.items]]
    packed = zlib.compress(json.dumps(parts, ensure_ascii=False).encode(), 9)
    text = base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")
    if len(text) > MOST_LETTERS:
        what = "it is too long for a link"
        raise CjdataError(Mistake(words.WHERE, what, "Save it, or take views out."))
    return text


def from_link(text: str) -> Pack:
    """Read a pack from the text of a link.

    Raises
    ------
    CjdataError
        Where the text is damaged or cut short, or names a view that there is not.
    """
    if not _SAFE.fullmatch(text) or len(text) > MOST_LETTERS:
        raise _damaged("it has letters that no link has, or too many")
    try:
        return from_parts(_whole(json.loads(_unpacked(text))))
    except (binascii.Error, zlib.error, ValueError, TypeError, RecursionError) as error:
        raise _damaged("it was cut short or changed on the way") from error


def _unpacked(text: str) -> bytes:
    packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    reader = zlib.decompressobj()
    content = reader.decompress(packed, _MOST_BYTES)
    if not reader.eof or reader.unused_data:
        raise zlib.error("not whole")
    return content


def _item(item: Item) -> list[str]:
    shown = item.shown
    return [item.address.text, *((shown.figures_set, shown.snapshot_id) if shown else ())]


def _whole(parts: Any) -> dict[str, Any]:
    """Give the parts of a link as the same in JSON would be.

    Raises
    ------
    ValueError, TypeError
        Where they are not as ``to_link`` writes them.
    """
    version, name, area, items = parts
    return {
        "version": version,
        "name": name,
        "area": area,
        "items": [{"view": view, "shown": _shown(*rest)} for view, *rest in items],
    }


def _shown(figures_set: str = "", snapshot: str = "") -> dict[str, Any] | None:
    if not figures_set:
        return None
    return {"set": figures_set, "snapshot": snapshot, "said": "", "figures": None}


def _damaged(why: str) -> CjdataError:
    return CjdataError(Mistake("link of a pack", f"it does not hold one: {why}", words.GET_ANOTHER))
