"""How much room text needs, and what is said where there is not enough of it.

Widths are those of the dashboard's own typeface, widened by how much wider the typeface of the
slides is, and by a little more to be safe: another program may break lines elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cjdata.exports.fonts import font as font_of
from cjdata.exports.fonts import wrap

POINT = 12_700
"""A point in the units that slides are measured in."""
INCH = 914_400
LINE = 1.22
"""The height of a line, in its size."""
ELLIPSIS = " …"

_SAFE = 1.04
_KEPT = 50_000
"""Texts of which is remembered how wide or high they are: the tables of a few decks."""
_WIDER = {
    "verdana": 1.36,
    "tahoma": 1.16,
    "arial": 1.09,
    "helvetica": 1.09,
    "liberation sans": 1.09,
    "aptos": 1.1,
    "segoe ui": 1.13,
    "trebuchet ms": 1.12,
    "georgia": 1.3,
    "calibri": 1.02,
    "carlito": 1.02,
}
"""By how much typefaces are wider than the dashboard's own, or what stands in for them is."""
_OTHERS = 1.2


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height

    def below(self, height: int) -> Box:
        """Give what is left of it under its first ``height``."""
        return Box(self.left, self.top + height, self.width, max(self.height - height, 0))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it fits: shortened or not, its size in points, and how high it comes out."""

    text: str
    size: int
    height: int


def widening(font: str) -> float:
    """Say by how much a typeface is wider than the one that text is measured in."""
    return _WIDER.get(font.casefold(), _OTHERS) * _SAFE


@lru_cache(maxsize=_KEPT)
def line_count(text: str, size: int, width: int, wider: float, *, bold: bool = False) -> int:
    """Count the lines that a text needs in a width."""
    room = width / POINT / wider
    return sum(len(wrap(part, size, room, bold=bold)) or 1 for part in text.split("\n"))


@lru_cache(maxsize=_KEPT)
def text_width(text: str, size: int, wider: float, *, bold: bool = False) -> float:
    """Give the width of a text in one line."""
    return font_of(size, bold=bold).getlength(text) * wider * POINT


def text_height(text: str, size: int, width: int, wider: float, *, bold: bool = False) -> int:
    """Give the height that a text needs in a width."""
    return round(line_count(text, size, width, wider, bold=bold) * size * LINE * POINT)


def fit(
    text: str,
    sizes: Sequence[int],
    box: Box,
    wider: float,
    *,
    bold: bool = False,
    smaller: Sequence[int] = (),
) -> Fitted:
    """Write a text as large as the place allows: whole, else up to the end of a clause.

    Where no clause ends in time it is written whole in a smaller size, and last of all up to a
    word.
    """
    tries = [(said, size) for said in (text, *at_clauses(text)) for size in sizes]
    tries += [(text, size) for size in smaller]
    for said, size in (*tries, *((said, sizes[-1]) for said in at_words(text))):
        height = text_height(said, size, box.width, wider, bold=bold)
        if height <= box.height:
            return Fitted(said, size, height)
    first = next(iter(text.split()), "")
    return Fitted(first, sizes[-1], text_height(first, sizes[-1], box.width, wider, bold=bold))


def at_clauses(text: str) -> Iterator[str]:
    """Give ever shorter forms of a sentence, up to where clauses end in its second half.

    Semicolons part it more than commas do, so where it has some, it is cut at these alone.
    """
    ends = _clause_ends(text)
    strong = [end for end in ends if text[end] == ";"]
    for end in reversed(strong or ends):
        yield text[:end] + ELLIPSIS


def at_words(text: str) -> Iterator[str]:
    """Give ever shorter forms of a text, each up to the end of a word."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        yield " ".join(words[:count]).rstrip(",;:") + ELLIPSIS


def _clause_ends(text: str) -> list[int]:
    """List where clauses end in the second half of a text, outside brackets."""
    depth, ends = 0, []
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        is_end = letter in ";," and text[place + 1 : place + 2] == " "
        if is_end and not depth and place >= len(text) // 2:
            ends.append(place)
    return ends
