"""Reads the compound files (OLE2) that .xls workbooks, and protected .xlsx ones, come in."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjdata.ingest.remarks import LoadRefused
from cjdata.ingest.spreadsheets.refusals import refused

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<24xHHHHH6xLLL4xLLLLL109L")
_ENTRY = struct.Struct("<64sHBBLLL36xLL4x")
_MINOR_SECTOR = 64
_LAST_SECTOR = 0xFFFFFFFA
"""From this number on a sector's number is a mark: free, end of chain, and the like."""


@dataclass(frozen=True, slots=True)
class _DirectoryEntry:
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """A compound file: named streams at its root.

    Raises
    ------
    LoadRefused
        Truncated, or not readable.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        if len(content) < 512:
            raise _truncated()
        header = _HEADER.unpack_from(content)
        _, _, _, shift, _, _, _, directory, self._cutoff = header[:9]
        small_start, _, chain_start, _, *fat_sectors = header[9:]
        if shift not in {9, 12}:
            raise _damaged()
        self._size = 1 << shift
        self._fat = self._read_fat(fat_sectors, chain_start)
        self._entries = self._read_entries(directory)
        self._small_fat = _numbers(self._chain(small_start))
        self._roots = dict(self._root_entries())

    @property
    def names(self) -> set[str]:
        """The names of the streams and folders at the root, in lower case."""
        return set(self._roots)

    def stream(self, name: str) -> bytes:
        """Give the bytes of a stream at the root."""
        entry = self._roots[name.casefold()]
        if entry.size < self._cutoff:
            whole = self._chain(self._entries[0].start)
            pieces = [
                whole[number * _MINOR_SECTOR : (number + 1) * _MINOR_SECTOR]
                for number in _follow(self._small_fat, entry.start)
            ]
            data = b"".join(pieces)
        else:
            data = self._chain(entry.start)
        if len(data) < entry.size:
            raise _truncated()
        return data[: entry.size]

    def _read_fat(self, sectors: list[int], chain_start: int) -> Sequence[int]:
        seen: set[int] = set()
        while chain_start < _LAST_SECTOR:
            if chain_start in seen:
                raise _damaged()
            seen.add(chain_start)
            *more, chain_start = _numbers(self._sector(chain_start))
            sectors.extend(more)
        used = [number for number in sectors if number < _LAST_SECTOR]
        if len(set(used)) != len(used):
            raise _damaged()
        return _numbers(b"".join(map(self._sector, used)))

    def _read_entries(self, start: int) -> list[_DirectoryEntry]:
        data = self._chain(start)
        entries = []
        for fields in _ENTRY.iter_unpack(data[: len(data) // _ENTRY.size * _ENTRY.size]):
            raw, length, _, _, left, right, child, first, size = fields
            name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            entries.append(_DirectoryEntry(name.casefold(), left, right, child, first, size))
        if not entries:
            raise _damaged()
        return entries

    def _root_entries(self) -> Iterator[tuple[str, _DirectoryEntry]]:
        """Walk the tree of what stands at the root; embedded workbooks stand deeper."""
        waiting, seen = [self._entries[0].child], set()
        while waiting:
            number = waiting.pop()
            if number >= len(self._entries) or number in seen:
                continue
            seen.add(number)
            entry = self._entries[number]
            yield entry.name, entry
            waiting += [entry.left, entry.right]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start + self._size > len(self._content):
            raise _truncated()
        return self._content[start : start + self._size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(self._fat, start)))


def _follow(table: Sequence[int], number: int) -> Iterator[int]:
    for _ in range(len(table)):
        if number >= _LAST_SECTOR:
            return
        yield number
        if number >= len(table):
            raise _damaged()
        number = table[number]
    if number < _LAST_SECTOR:
        raise _damaged()  # It goes round in a circle.


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}L", data[: len(data) // 4 * 4])


def _truncated() -> LoadRefused:
    return refused("truncated", "the file breaks off before its end")


def _damaged() -> LoadRefused:
    return refused("not readable", "the file's list of parts is damaged")
