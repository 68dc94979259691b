"""The funnel: a dot for each area by size and figure, between lines that chance alone draws."""

from __future__ import annotations

import math
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
    close_ticks,
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
from cjdata.views.funnel.template import template
from cjdata.views.scatter.dot_names import Dot, DotPlane, place_names
from cjdata.views.scatter.template import WIDTHS

HEIGHT = 380
"""Of the plot on a page, in pixels, without its axis, title and key."""
LINE, TITLE_WIDTH = 18, 260
_ORDER: tuple[Part, ...] = ("other", "group", "area")
STYLES: Mapping[str, style.PartStyle] = {
    **style.DOTS,
    "scotland": style.PartStyle(
        style.SCOTLAND.colour, style.SCOTLAND.colour, 2, "M-1,0H1", 200, "normal"
    ),
    "inner": style.PartStyle(
        style.WHITE, style.MARK_OUTLINE, 1.5, "M-1,0H-0.15M0.15,0H1", 200, "normal"
    ),
    "outer": style.PartStyle(
        style.WHITE, style.MARK_OUTLINE, 1.5, "M-1,0H-0.7M-0.2,0H0.1M0.6,0H0.9", 200, "normal"
    ),
}
"""How the key shows dots and lines."""
Curve = tuple[tuple[float, float, float], ...]
"""At each size, the lower and the upper limit."""


@dataclass(frozen=True, slots=True)
class FunnelDot:
    """One area: its base, its figure as drawn, and whether it is named as one outside the lines."""

    code: str
    name: str
    short: str
    base: float
    value: float
    part: Part
    is_outside: bool
    description: str


@dataclass(frozen=True, slots=True)
class FunnelCurves:
    """Scotland’s figure, and the inner and the outer limits, the smallest size first."""

    line: float
    inner: Curve
    outer: Curve

    @property
    def sizes(self) -> tuple[float, float]:
        """The ends of the axis of sizes."""
        return self.inner[0][0], self.inner[-1][0]


def funnel_drawing(
    dots: Sequence[FunnelDot],
    curves: FunnelCurves,
    *,
    x_title: str,
    suffix: str,
    description: str,
    key: Mapping[str, str],
) -> Drawing:
    """Draw areas by size and figure, those named that stand out or lie outside the lines.

    Parameters
    ----------
    x_title
        What sizes are counted in.
    suffix
        What follows the labels of figures, such as ``%``.
    description
        The text alternative of the whole.
    key
        What each part and each line is called.
    """
    chart = _FunnelChart(tuple(dots), curves, x_title, suffix, dict(key))
    return Drawing((Plot(chart.on_page(), description),), chart.in_picture)


@dataclass(frozen=True)
class _FunnelChart:
    dots: tuple[FunnelDot, ...]
    curves: FunnelCurves
    x_title: str
    suffix: str
    key: Mapping[str, str]

    @cached_property
    def up(self) -> tuple[float, ...]:
        """The values marked on the upright axis, which holds all dots and the inner limits."""
        ends = [limit for _, *limits in self.curves.inner for limit in limits]
        return close_ticks([*(dot.value for dot in self.dots), *ends])

    @cached_property
    def across(self) -> tuple[float, ...]:
        """The sizes marked on the axis: ones, twos and fives."""
        low, high = self.curves.sizes
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        round_sizes = (factor * 10.0**power for power in powers for factor in (1, 2, 5))
        return tuple(size for size in round_sizes if max(low, 1) <= size <= high)

    @cached_property
    def title(self) -> list[str]:
        """The title of the axis of sizes in lines that fit on a phone."""
        return wrapped(self.x_title, TEXT_SIZE, TITLE_WIDTH)

    @property
    def room_of_labels(self) -> float:
        labels = (f"{tick:,.10g}{self.suffix}" for tick in self.up)
        return max(text_width(text, style.AXIS_SIZE) for text in labels) + LABELS_OFF + 4

    def on_page(self) -> Spec:
        keys, key_height = page_key(self.key, STYLES)
        top = key_height + 6
        names = [
            row for n, widths in enumerate(WIDTHS) for row in self._names(n, widths, HEIGHT, 1)
        ]
        spec = self._spec(keys, names, 1)
        self._put_axes(spec, top / HEIGHT, 1)
        return on_page(spec, top + HEIGHT + AXIS_HEIGHT + LABELS_OFF + LINE * len(self.title))

    def in_picture(self, width: int, height: int, scale: float) -> Spec:
        """Draw the same for a picture."""
        keys, key_height = key_rows(self.key, STYLES, width, scale)
        top = key_height + 6 * scale
        below = (AXIS_HEIGHT + LABELS_OFF + LINE * len(self.title)) * scale
        room = width - (self.room_of_labels + 30) * scale
        tall = height - top - below
        spec = self._spec(keys, self._names(2, (room,), tall, scale), scale)
        for layer in spec["layer"]:
            if dash := layer["mark"].get("strokeDash"):
                layer["mark"]["strokeDash"] = [length * scale for length in dash]
        self._put_axes(spec, top / tall, scale)
        plot = in_picture(spec, room, top + tall, scale)
        return picture_of([plot], template(), max(room, WIDTHS[-1][0]), scale)

    def _put_axes(self, spec: Spec, head: float, scale: float) -> None:
        """State both axes; the upright one has head room for the key."""
        x = put_axis(spec, "x", self.across, "")
        x["scale"]["domain"] = list(self.curves.sizes)
        x["axis"]["title"] = self.title
        y = put_axis(spec, "y", self.up, self.suffix)
        low, high = self.up[0], self.up[-1]
        y["scale"]["domain"] = [low, high + (high - low) * head]
        y["axis"]["minExtent"] = self.room_of_labels * scale
        for axis in (x["axis"], y["axis"]):
            axis["labelPadding"] = LABELS_OFF * scale

    def _place(self, base: float, value: float) -> tuple[float, float]:
        """Give how far along both axes a point stands, from 0 to 1."""
        low, high = self.curves.sizes
        along = math.log(base / low) / math.log(high / low)
        return along, (value - self.up[0]) / (self.up[-1] - self.up[0])

    @cached_property
    def _lines(self) -> list[list[tuple[float, float]]]:
        """The lines that no name may lie on, by their points along both axes."""
        curves = (self.curves.inner, self.curves.outer)
        lines = [
            [self._place(point[0], point[side]) for point in curve]
            for curve in curves
            for side in (1, 2)
        ]
        across = [self._place(size, self.curves.line) for size in self.curves.sizes]
        return [*lines, across]

    def _names(self, tier: int, widths: tuple[float, ...], height: float, scale: float) -> Rows:
        """Place the names of what stands out or lies outside the lines, and then of the group."""
        size = TEXT_SIZE * scale
        dots = [self._dot(dot, scale) for dot in self.dots]
        places = place_names(dots, DotPlane(widths, height, size), self._lines)
        return [
            {
                "x": dot.base,
                "y": dot.value,
                "text": _name(dot),
                "tier": tier,
                "dx": place.dx,
                "dy": place.dy,
                "align": place.align,
                "is_far": place.is_far,
                "weight": style.DOTS[dot.part].weight,
            }
            for dot, place in zip(self.dots, places, strict=True)
            if place and (tier or _is_named(dot))
        ]

    def _dot(self, dot: FunnelDot, scale: float) -> Dot:
        x, y = self._place(dot.base, dot.value)
        radius = (style.DOTS[dot.part].size ** 0.5 / 2 + 1) * scale
        is_named = _is_named(dot) or dot.part == "group"
        name = _name(dot) if is_named else ""
        return Dot(x, y, radius, name, _is_named(dot), dot.part == "area")

    def _spec(self, keys: Rows, names: Rows, scale: float) -> Spec:
        # The area is drawn last, over its neighbours.
        ordered = sorted(self.dots, key=lambda dot: _ORDER.index(dot.part))
        rows = {
            "dots": [_dot_row(dot, scale) for dot in ordered],
            "names": names,
            "leaders": [row for row in names if row["is_far"]],
            "inner": self._curve(self.curves.inner),
            "outer": self._curve(self.curves.outer),
            "scotland": [{"y": self.curves.line}],
            "grid": [{"value": t, "from": self.up[0], "to": self.up[-1]} for t in self.across],
            "key": moved_left(keys, self.room_of_labels * scale),
        }
        return with_rows(template(), rows)

    def _curve(self, curve: Curve) -> Rows:
        """Give the points of two lines, as far as they lie within the axis."""
        return [
            {"x": size, "y": limit, "side": side}
            for size, lower, upper in curve
            for side, limit in (("lower", lower), ("upper", upper))
            if self.up[0] <= limit <= self.up[-1]
        ]


def _is_named(dot: FunnelDot) -> bool:
    return dot.is_outside or dot.part == "area"


def _name(dot: FunnelDot) -> str:
    return dot.name if dot.part == "area" else dot.short


def _dot_row(dot: FunnelDot, scale: float) -> dict[str, Any]:
    return {
        "code": dot.code,
        "part": dot.part,
        "x": dot.base,
        "y": dot.value,
        "description": dot.description,
        **symbol_of(style.DOTS[dot.part], scale),
    }
