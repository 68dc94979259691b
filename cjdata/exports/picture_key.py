"""The key of a picture: each sign with what it means, in lines as wide as the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from cjdata.charts import style
from cjdata.charts.signs import HEIGHT, WIDTH, KeyEntry
from cjdata.exports.fonts import FAMILY, font

_SIZE = 14
"""Of text on a page, for which signs are drawn."""
_LINE = 1.5
"""The height of a line, in the size of its text."""
_BEHIND, _APART = 0.5, 1.3
"""Behind a sign, and between two entries, in the size of the text."""


@dataclass(frozen=True, slots=True)
class PictureKey:
    """A key as it is drawn, from its upper left corner, and how high it is."""

    svg: str
    height: float


def picture_key(key: Sequence[KeyEntry], size: int, width: float) -> PictureKey:
    """Lay a key out in lines no wider than ``width``, in text of a size."""
    scale = size / _SIZE
    x = 0.0
    lines = 1 if key else 0
    drawn = []
    for entry in key:
        before = (WIDTH * scale) + _BEHIND * size
        long = before + font(size, bold=False).getlength(entry.text)
        if x and x + long > width:
            x, lines = 0.0, lines + 1
        middle = (lines - 0.5) * _LINE * size
        drawn.append(
            f'<g transform="translate({x:.1f} {middle - HEIGHT * scale / 2:.1f}) '
            f'scale({scale:.3f})">{entry.svg}</g>'
            f'<text x="{x + before:.1f}" y="{middle + 0.35 * size:.1f}" font-size="{size}" '
            f'font-family="{FAMILY}, Source Sans, sans-serif" fill="{style.TEXT}">'
            f"{escape(entry.text)}</text>"
        )
        x += long + _APART * size
    return PictureKey("".join(drawn), lines * _LINE * size)
