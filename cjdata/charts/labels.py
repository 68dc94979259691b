"""Where line labels go: beside the line's end, pushed apart where they would collide."""

from __future__ import annotations

from collections.abc import Sequence


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
    placed: list[float] = []
    for n in order:
        floor = placed[-1] + gap if placed else low
        placed.append(max(wanted[n], floor))
    ceiling = high
    for k in range(len(placed) - 1, -1, -1):
        placed[k] = min(placed[k], ceiling)
        ceiling = placed[k] - gap
    result = [0.0] * len(wanted)
    for n, position in zip(order, placed, strict=True):
        result[n] = position
    return result


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text in Source Sans, in pixels, a little on the safe side."""
    return sum(_NARROW.get(letter, 0.56) for letter in text) * size


_NARROW = (
    dict.fromkeys("ijl.,:;'’|! ", 0.28)
    | dict.fromkeys("frt()-", 0.36)
    | dict.fromkeys("mwMWGOQ", 0.85)
    | dict.fromkeys("ABCDEFHKNPRSTUVXYZ", 0.64)
)
