"""Unpacks what a site sends packed, a little at a time: a small answer can be a huge one packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_MOST = 64 * 1024
"""In bytes, of what is unpacked at once."""
_KNOWN = ("gzip", "x-gzip", "deflate")
_ANY_HEAD = 47
"""Tells zlib to know by itself which of the two heads it meets (zlib’s manual, inflateInit2)."""


class NotUnpacked(ValueError):
    """What came is damaged, ends early, or is packed in a way that is not known."""


def is_known(packing: str) -> bool:
    """Say whether an answer that is packed in this way can be read; empty is not packed."""
    return not packing or packing in _KNOWN


def unpacked(pieces: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """Give what comes, unpacked, in pieces of at most 64 KB; an empty one where nothing is ready.

    Raises
    ------
    NotUnpacked
        When it is damaged or its end is missing.
    """
    if not packing:
        yield from pieces
        return
    inflater = zlib.decompressobj(_ANY_HEAD)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if inflater.eof:  # several that are packed, one behind the other (RFC 1952, 2.2)
                    inflater = zlib.decompressobj(_ANY_HEAD)
                yield inflater.decompress(rest, _MOST)
                rest = inflater.unconsumed_tail or inflater.unused_data
        yield inflater.flush()
    except zlib.error as error:
        raise NotUnpacked("it cannot be unpacked") from error
    if not inflater.eof:
        raise NotUnpacked("its end is missing")
