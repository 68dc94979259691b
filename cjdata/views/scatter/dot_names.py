"""Which dots are named, and where: on no other name, no dot and no line, and not cut off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Taken:
    """What no name may lie on: boxes at each of the widths, and lines."""

    boxes: Sequence[Sequence[Box]]
    lines: Sequence[Line]


def place_names(
    dots: Sequence[Dot], plane: DotPlane, lines: Sequence[Line] = ()
) -> list[Place | None]:
    """Place names from the first dot to the last; a name without a free place is left out.

    Names that must stand come first, and may stand apart from their dots, with a line to them.
    A place is free if it is so at each of the widths: on no dot, no other name and no line.
    """
    taken = [[_dot_box(dot, width, plane) for dot in dots] for width in plane.widths]
    found: dict[int, Place] = {}
    for n in sorted(range(len(dots)), key=lambda n: (not dots[n].must, n)):
        place = _best(n, dots[n], plane, _Taken(taken, lines)) if dots[n].text else None
        if place:
            found[n] = place
            for boxes, width in zip(taken, plane.widths, strict=True):
                boxes.append(_name_box(dots[n], place, width, plane))
    return [found.get(n) for n in range(len(dots))]


def _best(n: int, dot: Dot, plane: DotPlane, taken: _Taken) -> Place | None:
    """Give the first free place, if there is one."""
    places = _places(dot, plane.size)
    return next((one for one in places if _is_free(n, dot, one, plane, taken)), None)


def _is_free(n: int, dot: Dot, place: Place, plane: DotPlane, taken: _Taken) -> bool:
    """Say whether a name is on no other, on no line, on no dot but its own, and not cut off."""
    for width, boxes in zip(plane.widths, taken.boxes, strict=True):
        box = _name_box(dot, place, width, plane)
        if _is_outside(box, width, plane.height):
            return False
        others = [other for m, other in enumerate(boxes) if m != n]
        if any(is_shared(box, other) for other in others):
            return False
        if any(_is_struck(box, line, width, plane.height) for line in taken.lines):
            return False
        if place.is_far and any(
            _is_crossed(dot, place, other, width, plane.height) for other in others
        ):
            return False
    return True


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


def _dot_box(dot: Dot, width: float, plane: DotPlane) -> Box:
    x, y = dot.x * width, (1 - dot.y) * plane.height
    return (x - dot.radius, y - dot.radius, x + dot.radius, y + dot.radius)


def _name_box(dot: Dot, place: Place, width: float, plane: DotPlane) -> Box:
    long = dot.long(plane.size)
    x, y = dot.x * width + place.dx, (1 - dot.y) * plane.height + place.dy
    left = x - {"left": 0.0, "center": long / 2, "right": long}[place.align]
    return (left, y - plane.size * 0.55, left + long, y + plane.size * 0.55)


def _is_struck(box: Box, line: Line, width: float, height: float) -> bool:
    """Say whether a line runs through a box."""
    left, right = box[0] / width, box[2] / width
    inside = [y for x, y in line if left < x < right]
    ends = [_at(line, x) for x in (left, right) if line[0][0] <= x <= line[-1][0]]
    downs = [(1 - y) * height for y in (*ends, *inside)]
    return bool(downs) and max(downs) > box[1] and min(downs) < box[3]


def _at(line: Line, x: float) -> float:
    """Give how high a line runs at a place."""
    n = min(max(bisect_right(line, x, key=lambda point: point[0]), 1), len(line) - 1)
    (from_x, from_y), (to_x, to_y) = line[n - 1], line[n]
    return from_y + (to_y - from_y) * (x - from_x) / (to_x - from_x)


def _is_crossed(dot: Dot, place: Place, other: Box, width: float, height: float) -> bool:
    """Say whether the line from a dot to its name runs through another box."""
    steps = [n / 16 for n in range(1, 16)]
    points = (
        (dot.x * width + place.dx * step, (1 - dot.y) * height + place.dy * step) for step in steps
    )
    return any(other[0] <= x <= other[2] and other[1] <= y <= other[3] for x, y in points)


def _is_outside(box: Box, width: float, height: float) -> bool:
    """Say whether a box reaches out of the plot."""
    return box[0] < 0 or box[2] > width or box[1] < 0 or box[3] > height
