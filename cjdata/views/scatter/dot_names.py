"""Which dots are named, and where: on no other name, no dot and no line, and not cut off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cjdata.charts import style
from cjdata.charts.labels import Box, is_shared, text_width

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot to be named.

    Attributes
    ----------
    x, y
        How far along each axis, from 0 to 1.
    radius
        In pixels.
    text
        Its name.
    must
        Whether it comes first, and its name may stand apart from it.
    """

    x: float
    y: float
    radius: float
    text: str
    must: bool
    is_bold: bool = False

    def long(self, size: float) -> float:
        """Give the width of the name, in pixels."""
        return text_width(self.text, size) * (style.BOLD_WIDER if self.is_bold else 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands, in pixels from its dot; far from it, it needs a line to it."""

    dx: float
    dy: float
    align: Align
    is_far: bool = False


@dataclass(frozen=True, slots=True)
class DotPlane:
    """The plot that names are placed in: the widths it may have, and its height, in pixels."""

    widths: tuple[float, ...]
    height: float
    size: float


Line = Sequence[tuple[float, float]]
"""Points from the left to the right, by how far along each axis."""


def place_names(
    dots: Sequence[Dot], plane: DotPlane, lines: Sequence[Line] = ()
) -> list[Place | None]:
    """Place names from the first dot to the last; a name without a free place is left out.

    Names that must stand come first, and may stand apart from their dots, with a line to them.
    A place is free if it is so at all widths from the least to the greatest: on no dot, no other
    name and no line.
    """
    names: dict[int, Place] = {}
    for n in sorted(range(len(dots)), key=lambda n: (not dots[n].must, n)):
        if not dots[n].text:
            continue
        spot = _Spot(n, dots, plane, names, lines)
        place = next((one for one in _places(dots[n], plane.size) if spot.is_free(one)), None)
        if place:
            names[n] = place
    return [names.get(n) for n in range(len(dots))]


@dataclass(frozen=True)
class _Spot:
    """A dot that is to be named, and what its name may not lie on at any width of the plot.

    All is told in pixels from the dot. As the plot grows, others move away from it along a level
    line: a box takes up all that it passes from the least to the greatest width.
    """

    n: int
    dots: Sequence[Dot]
    plane: DotPlane
    names: Mapping[int, Place]
    lines: Sequence[Line]

    @property
    def dot(self) -> Dot:
        return self.dots[self.n]

    def is_free(self, place: Place) -> bool:
        """Say whether a name is on no other, on no line, on no dot but its own, and not cut off."""
        box = self._name(self.dot, place)
        if self._is_outside(box) or any(is_shared(box, one) for one in self._taken):
            return False
        if any(self._is_struck(box, line) for line in self.lines):
            return False
        return not (place.is_far and any(_is_crossed(place, one) for one in self._taken))

    @cached_property
    def _taken(self) -> list[Box]:
        """What other dots take up, and the names that stand, wherever the name is tried."""
        taken = []
        for m, other in enumerate(self.dots):
            if m != self.n:
                around = (-other.radius, -other.radius, other.radius, other.radius)
                taken.append(self._passed(other, around))
            if m in self.names:
                taken.append(self._passed(other, self._name(other, self.names[m])))
        return taken

    def _name(self, dot: Dot, place: Place) -> Box:
        long, half = dot.long(self.plane.size), self.plane.size * 0.55
        left = place.dx - {"left": 0.0, "center": long / 2, "right": long}[place.align]
        return (left, place.dy - half, left + long, place.dy + half)

    def _passed(self, other: Dot, box: Box) -> Box:
        """Give all that a box of another dot takes up at the widths of the plot."""
        ends = [(other.x - self.dot.x) * width for width in self._ends]
        down = (self.dot.y - other.y) * self.plane.height
        return (min(ends) + box[0], down + box[1], max(ends) + box[2], down + box[3])

    @cached_property
    def _ends(self) -> tuple[float, float]:
        return min(self.plane.widths), max(self.plane.widths)

    def _is_outside(self, box: Box) -> bool:
        x, top = self.dot.x, (1 - self.dot.y) * self.plane.height
        is_above = box[1] + top < 0 or box[3] + top > self.plane.height
        ends = self._ends
        return is_above or any(x * w + box[0] < 0 or x * w + box[2] > w for w in ends)

    def _is_struck(self, box: Box, line: Line) -> bool:
        """Say whether a line runs through a box."""
        left = min(self.dot.x + box[0] / width for width in self._ends)
        right = max(self.dot.x + box[2] / width for width in self._ends)
        inside = [y for x, y in line if left < x < right]
        ends = [_at(line, x) for x in (left, right) if line[0][0] <= x <= line[-1][0]]
        downs = [(self.dot.y - y) * self.plane.height for y in (*ends, *inside)]
        return bool(downs) and max(downs) > box[1] and min(downs) < box[3]


def _places(dot: Dot, size: float) -> list[Place]:
    near, half = dot.radius + size * 0.2, size * 0.6
    up = dot.radius + half
    beside = [Place(near, 0, "left"), Place(-near, 0, "right")]
    over = [Place(0, -up, "center"), Place(0, up, "center")]
    corners = [
        Place(side * near * 0.7, down * up * 0.8, "left" if side > 0 else "right")
        for down in (-1, 1)
        for side in (1, -1)
    ]
    return [*beside, *over, *corners, *(_far_places(size) if dot.must else ())]


def _far_places(size: float) -> list[Place]:
    """List places away from the dot, the nearest first, for names that must stand."""
    rings = [reach * size for reach in (1.8, 2.7, 3.6, 4.8, 6.4, 8.4, 11, 14, 17)]
    return [
        Place(side * reach * across, down * reach, "left" if side > 0 else "right", is_far=True)
        for reach in rings
        for side in (1, -1)
        for down in (-1, 1)
        for across in (0.5, 1.2, 0.1)
    ]


def _at(line: Line, x: float) -> float:
    """Give how high a line runs at a place."""
    n = min(max(bisect_right(line, x, key=lambda point: point[0]), 1), len(line) - 1)
    (from_x, from_y), (to_x, to_y) = line[n - 1], line[n]
    return from_y + (to_y - from_y) * (x - from_x) / (to_x - from_x)


def _is_crossed(place: Place, other: Box) -> bool:
    """Say whether the line from a dot to its name runs through another box."""
    points = ((place.dx * n / 16, place.dy * n / 16) for n in range(1, 16))
    return any(other[0] <= x <= other[2] and other[1] <= y <= other[3] for x, y in points)
