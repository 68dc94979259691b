"""How texts of charts are kept apart, and how long they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""


def is_shared(a: Box, b: Box) -> bool:
    """Whether two boxes share any of their area.

    >>> is_shared((0, 0, 10, 10), (8, 5, 20, 20)), is_shared((0, 0, 1, 1), (1, 0, 2, 1))
    (True, False)
    """
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def push_apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move positions as little as needed until neighbours are ``gap`` apart, within bounds.

    Parameters
    ----------
    wanted
        Positions in any order.
    gap
        The least distance between two.
    low, high
        The bounds; when they cannot hold all positions, the order is kept and the gap shrinks.

    Returns
    -------
    list of float
        New positions in the order given.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    # Those that touch are moved as one block, whose middle is that of what they want.
    blocks: list[tuple[float, int]] = []
    for place, n in enumerate(order):
        block = (wanted[n] - place * gap, 1)
        while blocks and blocks[-1][0] > block[0]:
            (before, many), (start, few) = blocks.pop(), block
            block = ((before * many + start * few) / (many + few), many + few)
        blocks.append(block)
    highest = high - (len(wanted) - 1) * gap
    starts = [min(max(start, low), highest) for start, many in blocks for _ in range(many)]
    result = [0.0] * len(wanted)
    for place, (n, start) in enumerate(zip(order, starts, strict=True)):
        result[n] = start + place * gap
    return result


def rows_apart(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Give each text its row, from the first to the last: under all that it begins within.

    So an upright line at where a text begins, up to its row, runs through no other text.

    >>> rows_apart([(0, 50), (40, 90), (60, 110), (120, 170)])
    [0, 1, 2, 0]
    """
    rows: list[int] = []
    for start, _ in spans:
        above = (row for row, (_, end) in zip(rows, spans, strict=False) if end > start)
        rows.append(max(above, default=-1) + 1)
    return rows


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines that are estimated to be no wider than ``width`` pixels."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=1 << 13)
def text_width(text: str, size: float) -> float:
    """Estimate the width of a text in Source Sans, in pixels, a little on the safe side."""
    return sum(_NARROW.get(letter, 0.56) for letter in text) * size


_NARROW = (
    dict.fromkeys("ijl.,:;'’|! ", 0.28)
    | dict.fromkeys("frt()-", 0.36)
    | dict.fromkeys("mwMWGOQ", 0.85)
    | dict.fromkeys("ABCDEFHKNPRSTUVXYZ", 0.64)
)
