"""Writes the raised letters in the texts of an .xls file as notes: see ``raised_letters``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjdata.ingest.spreadsheets.raised_letters import as_note
from cjdata.ingest.spreadsheets.refusals import refused

_FONT, _TEXTS, _CONTINUED = 0x0031, 0x00FC, 0x003C
_NO_FONT = 4
"""The format leaves this number of a font out."""

_WIDE, _ASIAN, _RICH = 0x01, 0x04, 0x08


def raised_fonts(records: Iterable[tuple[int, bytes]]) -> frozenset[int]:
    """Give the numbers of the fonts whose letters stand higher or lower than the others."""
    every = [data for kind, data in records if kind == _FONT]
    places = (n + (n >= _NO_FONT) for n in range(len(every)))
    pairs = zip(places, every, strict=True)
    return frozenset(n for n, data in pairs if len(data) > 8 and data[8] in {1, 2})


def rich_text(data: bytes, raised: frozenset[int]) -> str | None:
    """Give a rich text of an Excel 95 file with its raised letters as notes; None without any.

    There the text stands in its cell, one byte a letter, and behind it the runs in other fonts.
    """
    end = 8 + int.from_bytes(data[6:8], "little")
    runs = [(data[at], data[at + 1]) for at in range(end + 1, len(data) - 1, 2)]
    is_whole = len(data) > end and data[end] == len(runs) and len(data) == end + 1 + 2 * len(runs)
    if not is_whole or not any(font in raised for _, font in runs):
        return None
    return _noted(data[8:end].decode("cp1252", "replace"), runs, raised)


def texts_with_notes(
    records: Iterable[tuple[int, bytes]], raised: frozenset[int]
) -> dict[int, str]:
    """Give the shared texts that have letters in ``raised`` fonts, by number, these as notes.

    Raises
    ------
    LoadRefused
        Not readable, where there are raised letters, but the texts are damaged.
    """
    pieces: list[bytes] = []
    last = 0
    for kind, data in records:
        if kind == _TEXTS or (kind == _CONTINUED and last in {_TEXTS, _CONTINUED} and pieces):
            pieces.append(data)
        last = kind if kind != _CONTINUED or last in {_TEXTS, _CONTINUED} else 0
    return _Texts(pieces).with_notes(raised) if raised and pieces else {}


class _Texts:
    """Reads the shared texts, which go on from one record into the next."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self._piece = 0
        self._position = 0

    def with_notes(self, raised: frozenset[int]) -> dict[int, str]:
        self._bytes(4)
        found = {}
        for number in range(self._number(4)):
            text, runs = self._text()
            if any(font in raised for _, font in runs):
                found[number] = _noted(text, runs, raised)
        return found

    def _text(self) -> tuple[str, list[tuple[int, int]]]:
        """Give a text, and where each run of letters begins with its font."""
        length, options = self._number(2), self._number(1)
        runs = self._number(2) if options & _RICH else 0
        more = self._number(4) if options & _ASIAN else 0
        text = self._letters(length, is_wide=bool(options & _WIDE))
        places = [(self._number(2), self._number(2)) for _ in range(runs)]
        self._bytes(more)
        return text, places

    def _letters(self, length: int, *, is_wide: bool) -> str:
        """Read letters; each further record says anew how wide they are."""
        text = ""
        while len(text) < length:
            if self._left() == 0:
                self._next()
                is_wide = bool(self._number(1) & _WIDE)
            width = 2 if is_wide else 1
            count = min(length - len(text), self._left() // width)
            if count == 0:
                raise _damaged()
            raw = self._bytes(count * width)
            # Each unit of two bytes counts as a letter, halves of rare letters as well.
            text += (
                "".join(
                    chr(int.from_bytes(raw[i : i + 2], "little")) for i in range(0, len(raw), 2)
                )
                if is_wide
                else raw.decode("latin-1")
            )
        return text

    def _left(self) -> int:
        return len(self._pieces[self._piece]) - self._position

    def _next(self) -> None:
        self._piece, self._position = self._piece + 1, 0
        if self._piece >= len(self._pieces):
            raise _damaged()

    def _number(self, length: int) -> int:
        return int.from_bytes(self._bytes(length), "little")

    def _bytes(self, length: int) -> bytes:
        found = b""
        while len(found) < length:
            if self._left() == 0:
                self._next()
            piece = self._pieces[self._piece]
            taken = piece[self._position : self._position + length - len(found)]
            self._position += len(taken)
            found += taken
        return found


def _noted(text: str, runs: Sequence[tuple[int, int]], raised: frozenset[int]) -> str:
    """Write the runs in a raised font as notes; what is before the first run is in no such font."""
    begins = [0, *(begin for begin, _ in runs)]
    ends = [*begins[1:], len(text)]
    fonts = [None, *(font for _, font in runs)]
    parts = (
        as_note(text[begin:end]) if font in raised else text[begin:end]
        for begin, end, font in zip(begins, ends, fonts, strict=True)
    )
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _damaged() -> Exception:
    return refused("not readable", "the workbook's list of texts is damaged")
