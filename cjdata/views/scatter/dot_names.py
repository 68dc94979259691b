"""Which dots of a scatter are named, and where: no name over another, over a dot or cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cjdata.charts import style
from cjdata.charts.labels import text_width

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
        Whether it is named in any case, even where there is no free place.
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


Box = tuple[float, float, float, float]


def place_names(dots: Sequence[Dot], plane: DotPlane) -> list[Place | None]:
    """Place names from the first dot to the last; a name without a free place is left out.

    Names that must stand come first, and take the place with the least overlap if none is free.
    A place is free if it is so at each of the widths.
    """
    taken = [[_dot_box(dot, width, plane) for dot in dots] for width in plane.widths]
    found: dict[int, Place] = {}
    for n in sorted(range(len(dots)), key=lambda n: (not dots[n].must, n)):
        place = _best(n, dots[n], plane, taken)
        if place:
            found[n] = place
            for boxes, width in zip(taken, plane.widths, strict=True):
                boxes.append(_name_box(dots[n], place, width, plane))
    return [found.get(n) for n in range(len(dots))]


def _best(n: int, dot: Dot, plane: DotPlane, taken: Sequence[Sequence[Box]]) -> Place | None:
    """Give the first free place, or, for a name that must stand, the one with least overlap."""
    places = _places(dot, plane.size)
    overlaps = []
    for place in places:
        overlap = _overlap(n, dot, place, plane, taken)
        if overlap == 0:
            return place
        overlaps.append(overlap)
    return places[overlaps.index(min(overlaps))] if dot.must else None


def _overlap(
    n: int, dot: Dot, place: Place, plane: DotPlane, taken: Sequence[Sequence[Box]]
) -> float:
    """Give the area that a name would share with others and with dots but its own."""
    total = 0.0
    for width, boxes in zip(plane.widths, taken, strict=True):
        box = _name_box(dot, place, width, plane)
        total += 100 * _outside(box, width, plane.height)
        others = [other for m, other in enumerate(boxes) if m != n]
        total += sum(_shared(box, other) for other in others)
        if place.is_far and not total:
            total += sum(_crossed(dot, place, other, width, plane.height) for other in others)
        if total and not dot.must:
            break
    return total


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
    rings = [(reach * size, side) for reach in (1.8, 2.7, 3.6, 4.8, 6.4, 8.4) for side in (1, -1)]
    return [
        Place(side * reach * across, down * reach, "left" if side > 0 else "right", is_far=True)
        for reach, side in rings
        for down in (-1, 1)
        for across in (0.5, 1.2)
    ]


def _dot_box(dot: Dot, width: float, plane: DotPlane) -> Box:
    x, y = dot.x * width, (1 - dot.y) * plane.height
    return (x - dot.radius, y - dot.radius, x + dot.radius, y + dot.radius)


def _name_box(dot: Dot, place: Place, width: float, plane: DotPlane) -> Box:
    long = dot.long(plane.size)
    x, y = dot.x * width + place.dx, (1 - dot.y) * plane.height + place.dy
    left = x - {"left": 0.0, "center": long / 2, "right": long}[place.align]
    return (left, y - plane.size * 0.55, left + long, y + plane.size * 0.55)


def _shared(a: Box, b: Box) -> float:
    """Give the area that two boxes share."""
    if a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]:
        return 0.0
    return (min(a[2], b[2]) - max(a[0], b[0])) * (min(a[3], b[3]) - max(a[1], b[1]))


def _crossed(dot: Dot, place: Place, other: Box, width: float, height: float) -> float:
    """Give how much of the line from a dot to its name lies in another box, as an area."""
    steps = [n / 8 for n in range(1, 8)]
    across = [dot.x * width + place.dx * step for step in steps]
    down = [(1 - dot.y) * height + place.dy * step for step in steps]
    inside = [
        other[0] <= x <= other[2] and other[1] <= y <= other[3]
        for x, y in zip(across, down, strict=True)
    ]
    return 40.0 * sum(inside)


def _outside(box: Box, width: float, height: float) -> float:
    """Give how far a box reaches out of the plot."""
    return (
        max(0.0, -box[0]) + max(0.0, box[2] - width) + max(0.0, -box[1]) + max(0.0, box[3] - height)
    )
