"""Where the names of lines stand: behind their ends, on no other name and on no line.

Names of lines that end last stand in a column of their own to the right of the lines, moved apart
by as little as needed. A line that ends earlier has its name among the lines that go on, so that
is moved up or down, again by as little as needed, to where no line runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cjdata.charts.labels import push_apart

Point = tuple[int, float]
"""A year, by its number from the first on the axis, and a value."""
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""

LABEL_SIZE = 14
BEHIND = 10
"""From the middle of the last mark to the name, in pixels on a page."""
_LEAD = 4
"""Between two names, in pixels on a page."""
_MARK = 5
"""Kept free around lines for their marks, in pixels on a page."""
_STEPS = 4
"""A name is tried at so many places within its own height."""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line: the stretches in which it is drawn, and how long its name is at each width."""

    stretches: tuple[tuple[Point, ...], ...]
    name_widths: tuple[float, ...]

    @property
    def end(self) -> Point:
        """Its last point."""
        return self.stretches[-1][-1]


@dataclass(frozen=True, slots=True)
class Plane:
    """The plot that names are placed in, in pixels.

    Attributes
    ----------
    widths
        The widths that the plot may have without the column of names.
    top, highest
        The value at its upper end, and the one up to which names may stand.
    size
        Of the names.
    scale
        By how much all is larger than on a page.
    """

    years: int
    widths: tuple[float, ...]
    height: float
    top: float
    highest: float
    size: float
    scale: float = 1

    def across(self, year: float, width: float) -> float:
        """Give where the middle of a year stands."""
        return (year + 0.5) * width / self.years

    def down(self, value: float) -> float:
        """Give how far below the upper end a value stands."""
        return (1 - value / self.top) * self.height


def place_names(lines: Sequence[NamedLine], plane: Plane) -> list[float]:
    """Give the value at which the name of each line stands."""
    last = max((line.end[0] for line in lines), default=0)
    column = [n for n, line in enumerate(lines) if line.end[0] == last]
    gap = (plane.size + _LEAD * plane.scale) * plane.top / plane.height
    wanted = [lines[n].end[1] for n in column]
    placed = dict(zip(column, push_apart(wanted, gap, 0.0, plane.highest), strict=True))
    for n, line in enumerate(lines):
        if n not in placed:
            taken = {m: (lines[m], value) for m, value in placed.items()}
            placed[n] = _free_value(line, lines, list(taken.values()), plane)
    return [placed[n] for n in range(len(lines))]


def _free_value(
    line: NamedLine,
    lines: Sequence[NamedLine],
    named: Sequence[tuple[NamedLine, float]],
    plane: Plane,
) -> float:
    """Give the value nearest to the end of a line at which its name is on nothing else.

    Where there is none, it is rather on a line than on another name.
    """
    crowded = []
    for value in _values_around(line.end[1], plane):
        names = runs = 0
        for nth, width in enumerate(plane.widths):
            box = _name_box(line, value, nth, plane)
            others = [_name_box(other, at, nth, plane) for other, at in named]
            names += sum(_is_shared(box, other) for other in others)
            runs += sum(_is_on(box, run, width, plane) for one in lines for run in one.stretches)
        if not names and not runs:
            return value
        crowded.append(((names, runs), value))
    return min(crowded, key=lambda one: one[0])[1]


def _values_around(wanted: float, plane: Plane) -> Iterator[float]:
    """Give values ever further from the one that is wanted, below it before above it."""
    yield wanted
    step = plane.size / _STEPS * plane.top / plane.height
    for n in range(1, int(plane.top / step) + 1):
        yield from (v for v in (wanted - n * step, wanted + n * step) if 0 <= v <= plane.highest)


def _name_box(line: NamedLine, value: float, nth: int, plane: Plane) -> Box:
    """Give the box of a name at the nth of the widths."""
    left = plane.across(line.end[0], plane.widths[nth]) + BEHIND * plane.scale
    middle, half = plane.down(value), plane.size / 2
    return (left, middle - half, left + line.name_widths[nth], middle + half)


def _is_shared(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _is_on(box: Box, run: Sequence[Point], width: float, plane: Plane) -> bool:
    """Whether a stretch of a line, with the room of its marks, runs through a box."""
    free = _MARK * plane.scale
    left, top, right, bottom = box[0], box[1] - free, box[2] + free, box[3] + free
    places = [(plane.across(year, width), plane.down(value)) for year, value in run]
    for (x, y), (to_x, to_y) in pairwise(places) if len(places) > 1 else [(places[0],) * 2]:
        if to_x < left or x > right:
            continue
        slope = (to_y - y) / (to_x - x) if to_x > x else 0.0
        ends = [y + slope * (at - x) for at in (max(x, left), min(to_x, right))]
        if min(ends) < bottom and max(ends) > top:
            return True
    return False
