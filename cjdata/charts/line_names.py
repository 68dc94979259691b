"""Where the names of lines stand: at their ends, on no other name, on no line and on no break.

Names of lines that end last stand in a column of their own to the right of the lines, moved apart
by as little as needed. A line that ends earlier has its name among the lines that go on: behind its
end or before it, moved up or down by as little as needed to where nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cjdata.charts.labels import Box, is_shared, push_apart

Point = tuple[int, float]
"""A year, by its number from the first on the axis, and a value."""

LABEL_SIZE = 14
BEHIND = 10
"""From the middle of the last mark to the name, in pixels on a page."""
BEYOND = 5
"""From a break to a name that stands behind it, in pixels on a page."""
_LEAD = 4
"""Between two names, in pixels on a page."""
_MARK = 5
"""Kept free around lines for their marks, in pixels on a page."""
_STEPS = 4
"""A name is tried at so many places within its own height."""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line to be named.

    Attributes
    ----------
    stretches
        In which it is drawn.
    name_widths
        How long its name is at each width of the plot.
    uprights
        The bars through its points, each from its upper end to its lower.
    """

    stretches: tuple[tuple[Point, ...], ...]
    name_widths: tuple[float, ...]
    uprights: tuple[tuple[Point, Point], ...] = ()

    @property
    def end(self) -> Point:
        """Its last point."""
        return self.stretches[-1][-1]


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where a name stands: at a value, behind the end of its line, before it, or beyond the break
    that follows it at once.
    """

    value: float
    is_before: bool = False
    is_beyond: bool = False


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
    breaks
        The years, by their number, at whose beginning an upright line is drawn.
    goes_beyond
        Whether a name can stand beyond a break that follows the end of its line at once.
    """

    years: int
    widths: tuple[float, ...]
    height: float
    top: float
    highest: float
    size: float
    scale: float = 1
    breaks: tuple[int, ...] = ()
    goes_beyond: bool = False

    def across(self, year: float, width: float) -> float:
        """Give where the middle of a year stands."""
        return (year + 0.5) * width / self.years

    def down(self, value: float) -> float:
        """Give how far below the upper end a value stands."""
        return (1 - value / self.top) * self.height


def place_names(lines: Sequence[NamedLine], plane: Plane) -> list[NamePlace]:
    """Give the place at which the name of each line stands."""
    last = max((line.end[0] for line in lines), default=0)
    column = [n for n, line in enumerate(lines) if line.end[0] == last]
    gap = (plane.size + _LEAD * plane.scale) * plane.top / plane.height
    wanted = [lines[n].end[1] for n in column]
    values = push_apart(wanted, gap, 0.0, plane.highest)
    placed = {n: NamePlace(value) for n, value in zip(column, values, strict=True)}
    for n, line in enumerate(lines):
        if n not in placed:
            taken = [(lines[m], place) for m, place in placed.items()]
            placed[n] = _free_place(line, lines, taken, plane)
    return [placed[n] for n in range(len(lines))]


def _free_place(
    line: NamedLine,
    lines: Sequence[NamedLine],
    named: Sequence[tuple[NamedLine, NamePlace]],
    plane: Plane,
) -> NamePlace:
    """Give the place nearest to the end of a line at which its name is on nothing else.

    Where there is none, it is rather on a break than on a line, and rather on that than on a name.
    """
    crowded = []
    drawn = [run for one in lines for run in (*one.stretches, *one.uprights)]
    is_cut = plane.goes_beyond and line.end[0] + 1 in plane.breaks
    for place in _places_around(line.end[1], plane, is_cut=is_cut):
        names = runs = breaks = 0
        for nth, width in enumerate(plane.widths):
            box = name_box(line, place, nth, plane)
            others = [name_box(other, at, nth, plane) for other, at in named]
            names += sum(is_shared(box, other) for other in others) + (box[0] < 0)
            runs += sum(_is_on(box, run, width, plane) for run in drawn)
            breaks += sum(box[0] < plane.across(n - 0.5, width) < box[2] for n in plane.breaks)
        if not names and not runs and not breaks:
            return place
        crowded.append(((names, runs, breaks), place))
    return min(crowded, key=lambda one: one[0])[1]


def _places_around(wanted: float, plane: Plane, *, is_cut: bool) -> Iterator[NamePlace]:
    """Give places ever further from the one that is wanted: below before above, behind first.

    Those of a line that a break cuts off are beyond the break as well.
    """
    yield NamePlace(wanted)
    if is_cut:
        yield NamePlace(wanted, is_beyond=True)
    step = plane.size / _STEPS * plane.top / plane.height
    for n in range(1, int(plane.top / step) + 1):
        for value in (wanted - n * step, wanted + n * step):
            if 0 <= value <= plane.highest:
                yield NamePlace(value)
                yield NamePlace(value, is_before=True)
                if is_cut:
                    yield NamePlace(value, is_beyond=True)


def name_box(line: NamedLine, place: NamePlace, nth: int, plane: Plane) -> Box:
    """Give the box of a name at the nth of the widths."""
    middle, half = plane.down(place.value), plane.size / 2
    across = plane.across(line.end[0], plane.widths[nth])
    long = line.name_widths[nth]
    left = across + BEHIND * plane.scale
    if place.is_before:
        left = across - BEHIND * plane.scale - long
    elif place.is_beyond:
        left = plane.across(line.end[0] + 0.5, plane.widths[nth]) + BEYOND * plane.scale
    return (left, middle - half, left + long, middle + half)


def _is_on(box: Box, run: Sequence[Point], width: float, plane: Plane) -> bool:
    """Whether a stretch of a line, with the room of its marks, runs through a box."""
    free = _MARK * plane.scale
    left, top, right, bottom = box[0], box[1] - free, box[2] + free, box[3] + free
    places = [(plane.across(year, width), plane.down(value)) for year, value in run]
    for (x, y), (to_x, to_y) in pairwise(places) if len(places) > 1 else [(places[0],) * 2]:
        if to_x < left or x > right:
            continue
        ends = [y, to_y]
        if to_x > x:
            slope = (to_y - y) / (to_x - x)
            ends = [y + slope * (at - x) for at in (max(x, left), min(to_x, right))]
        if min(ends) < bottom and max(ends) > top:
            return True
    return False
