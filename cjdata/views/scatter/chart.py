"""Two measures against each other: one dot an area, named where there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cjdata.charts import style
from cjdata.charts.area_rows import Part
from cjdata.charts.area_templates import (
    AXIS_HEIGHT,
    LABELS_OFF,
    TEXT_SIZE,
    Rows,
    axis_ticks,
    in_picture,
    key_rows,
    moved_left,
    on_page,
    page_key,
    picture_of,
    put_axis,
    symbol_of,
    with_rows,
)
from cjdata.charts.drawing import Drawing, Plot, Spec
from cjdata.charts.labels import text_width, wrapped
from cjdata.views.scatter.dot_names import Dot, DotPlane, place_names
from cjdata.views.scatter.template import WIDTHS, template

HEIGHT = 380
"""Of the plot on a page, in pixels, without its axis, titles and key."""
LINE = 18
TITLE_WIDTH = 290
_MUST = ("area", "group", "scotland")


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """One area in a chart of two measures.

    Attributes
    ----------
    x, y
        Its two figures, as drawn; None where there is none, and then it is not drawn.
    x_text, y_text
        The figures as printed, with their years, or why there is none.
    part
        As in ``AreaMark``.
    description
        The dot in words, for its tooltip and for screen readers.
    """

    code: str
    name: str
    short: str
    x: float | None
    y: float | None
    x_text: str
    y_text: str
    part: Part
    description: str = ""


def scatter_drawing(
    points: Sequence[ScatterPoint],
    *,
    x_title: str,
    y_title: str,
    x_suffix: str,
    y_suffix: str,
    description: str,
    key: Mapping[Part, str] | None = None,
) -> Drawing | None:
    """Draw areas by two measures; None where no area has both.

    The caller says which areas are left out for want of a figure.

    Parameters
    ----------
    points
        The areas and Scotland.
    x_title, y_title
        What each axis measures, with its unit.
    x_suffix, y_suffix
        What follows the axis labels, such as ``%``.
    description
        The text alternative of the whole.
    key
        What each part is called, for a key above the dots; none is drawn without it.
    """
    drawn = tuple(p for p in points if p.x is not None and p.y is not None)
    if all(point.part == "scotland" for point in drawn):
        return None
    across = _Axis(tuple(p.x or 0.0 for p in drawn), x_title, x_suffix)
    up = _Axis(tuple(p.y or 0.0 for p in drawn), y_title, y_suffix)
    chart = _Scatter(drawn, across, up, dict(key or {}))
    return Drawing((Plot(chart.on_page(), description),), chart.in_picture)


@dataclass(frozen=True)
class _Axis:
    values: tuple[float, ...]
    title: str
    suffix: str

    @cached_property
    def ticks(self) -> tuple[float, ...]:
        return axis_ticks(self.values)

    def along(self, value: float) -> float:
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])

    @cached_property
    def lines(self) -> list[str]:
        """The title in lines that fit on a phone."""
        return wrapped(self.title, TEXT_SIZE, TITLE_WIDTH)

    @property
    def room(self) -> float:
        """The room for the labels of an upright axis."""
        labels = (f"{tick:,.10g}{self.suffix}" for tick in self.ticks)
        return max(text_width(text, style.AXIS_SIZE) for text in labels) + LABELS_OFF + 4


@dataclass(frozen=True)
class _Scatter:
    points: tuple[ScatterPoint, ...]
    across: _Axis
    up: _Axis
    key: Mapping[Part, str]

    def on_page(self) -> Spec:
        keys, key_height = page_key(self.key, style.DOTS)
        top = key_height + LINE * len(self.up.lines) + 6
        names = [
            row for n, widths in enumerate(WIDTHS) for row in self._names(n, widths, HEIGHT, 1)
        ]
        spec = self._spec(keys, key_height, names, 1)
        self._put_axes(spec, top / HEIGHT, 1)
        return on_page(
            spec, top + HEIGHT + AXIS_HEIGHT + LABELS_OFF + LINE * len(self.across.lines)
        )

    def in_picture(self, width: int, height: int, scale: float) -> Spec:
        """Draw the same for a picture."""
        keys, key_height = key_rows(self.key, style.DOTS, width, scale)
        top = key_height + (LINE * len(self.up.lines) + 6) * scale
        below = (AXIS_HEIGHT + LABELS_OFF + LINE * len(self.across.lines)) * scale
        room = width - (self.up.room + 30) * scale
        tall = height - top - below
        spec = self._spec(keys, key_height, self._names(2, (room,), tall, scale), scale)
        self._put_axes(spec, top / tall, scale)
        plot = in_picture(spec, room, top + tall, scale)
        return picture_of([plot], template(), max(room, WIDTHS[-1][0]), scale)

    def _put_axes(self, spec: Spec, head: float, scale: float) -> None:
        """State both axes; the upright one has head room for the key and its own title."""
        x = put_axis(spec, "x", self.across.ticks, self.across.suffix)
        x["axis"]["title"] = self.across.lines
        y = put_axis(spec, "y", self.up.ticks, self.up.suffix)
        low, high = self.up.ticks[0], self.up.ticks[-1]
        y["scale"]["domain"] = [low, high + (high - low) * head]
        y["axis"]["minExtent"] = self.up.room * scale
        for axis in (x["axis"], y["axis"]):
            axis["labelPadding"] = LABELS_OFF * scale

    def _names(self, tier: int, widths: tuple[float, ...], height: float, scale: float) -> Rows:
        """Place the names for some widths; on a phone only those that must stand."""
        size = TEXT_SIZE * scale
        dots = [self._dot(p, scale, is_named=bool(tier) or p.part in _MUST) for p in self.points]
        places = place_names(dots, DotPlane(widths, height, size))
        return [
            {
                "x": point.x,
                "y": point.y,
                "text": _name(point),
                "tier": tier,
                "dx": place.dx,
                "dy": place.dy,
                "align": place.align,
                "is_far": place.is_far,
                "weight": style.DOTS[point.part].weight,
            }
            for point, place in zip(self.points, places, strict=True)
            if place
        ]

    def _dot(self, point: ScatterPoint, scale: float, *, is_named: bool) -> Dot:
        x, y = self.across.along(point.x or 0.0), self.up.along(point.y or 0.0)
        radius = (style.DOTS[point.part].size ** 0.5 / 2 + 1) * scale
        name = _name(point) if is_named else ""
        return Dot(x, y, radius, name, point.part in _MUST, point.part == "area")

    def _spec(self, keys: Rows, key_height: float, names: Rows, scale: float) -> Spec:
        # The area is drawn last, over its neighbours.
        ordered = sorted(
            self.points, key=lambda p: ("other", "group", "scotland", "area").index(p.part)
        )
        ticks = self.up.ticks
        titles = [
            {
                "text": line,
                "x": -self.up.room * scale,
                "y": key_height + (n + 0.5) * LINE * scale,
            }
            for n, line in enumerate(self.up.lines)
        ]
        rows = {
            "dots": [_point_row(point, scale) for point in ordered],
            "names": names,
            "leaders": [row for row in names if row["is_far"]],
            "titles": titles,
            "grid": [{"value": t, "from": ticks[0], "to": ticks[-1]} for t in self.across.ticks],
            "key": moved_left(keys, self.up.room * scale),
        }
        return with_rows(template(), rows)


def _name(point: ScatterPoint) -> str:
    return point.name if point.part in {"area", "scotland"} else point.short


def _point_row(point: ScatterPoint, scale: float) -> dict[str, Any]:
    words = point.description or f"{point.name}: {point.x_text}, {point.y_text}"
    return {
        "code": point.code,
        "part": point.part,
        "x": point.x,
        "y": point.y,
        "description": words,
        **symbol_of(style.DOTS[point.part], scale),
    }
