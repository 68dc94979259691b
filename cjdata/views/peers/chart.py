"""The peer strip: every council as a dot on one axis, the area large, Scotland as a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import altair as alt

from cjdata.charts import style
from cjdata.charts.area_rows import AreaMark, Part
from cjdata.charts.area_templates import (
    AXIS_HEIGHT,
    IS_NARROW,
    PHONE,
    TEXT_SIZE,
    Rows,
    axis_ticks,
    in_picture,
    key_layers,
    key_rows,
    label,
    named,
    on_page,
    page_key,
    picture_of,
    pixels,
    put_axis,
    side_of,
    symbol_of,
    symbols,
    with_rows,
    words_of,
)
from cjdata.charts.axes import NARROW
from cjdata.charts.drawing import Drawing, Plot, Spec
from cjdata.charts.labels import text_width

ABOVE, BELOW = 20, 30
"""The heights of the area’s label above the dots, and of Scotland’s square and label below."""
DOT = 13
"""From the middle of a dot to that of its neighbour, in pixels; the area’s is larger."""
LEAST, MOST = 70, 300
"""The height of the room for dots: as many lanes as the closest dots need, within these."""
PICTURE = 180
"""The same in a picture."""
_BIG = 9


def strip_drawing(
    marks: Sequence[AreaMark],
    *,
    suffix: str,
    description: str,
    key: Mapping[Part, str] | None = None,
) -> Drawing | None:
    """Draw each area as a dot on one axis; None where no area has a figure.

    Areas without a figure are not drawn: the caller says how many they are.

    Parameters
    ----------
    marks
        The areas; the one of part ``scotland`` is drawn as a line.
    suffix
        What follows the axis labels, such as ``%``.
    description
        The text alternative of the whole.
    key
        What each part is called, for a key above the dots; none is drawn without it.
    """
    areas = tuple(m for m in marks if m.part != "scotland" and m.value is not None)
    line = tuple(m for m in marks if m.part == "scotland" and m.value is not None)
    if not areas:
        return None
    chart = _Strip(areas, line[:1], suffix, dict(key or {}))
    return Drawing((Plot(chart.on_page(), description),), chart.in_picture)


def lanes(positions: Sequence[float], sizes: Sequence[float], order: Sequence[int]) -> list[int]:
    """Move dots that would overlap into lanes above and below the middle one.

    Parameters
    ----------
    positions, sizes
        Of each dot, along the axis, in pixels.
    order
        Which dot is placed first: it has the middle lane.

    Returns
    -------
    list of int
        The lane of each dot: 0 the middle, 1 the one below, -1 the one above, and so on.

    >>> lanes([10, 12, 50], [13, 13, 13], [0, 1, 2])
    [0, 1, 0]
    """
    found: dict[int, int] = {}
    for n in order:
        near = {
            lane
            for m, lane in found.items()
            if abs(positions[m] - positions[n]) < (sizes[m] + sizes[n]) / 2
        }
        found[n] = next(lane for lane in _outwards(len(positions)) if lane not in near)
    return [found[n] for n in range(len(positions))]


def _outwards(count: int) -> list[int]:
    return [0, *(side * lane for lane in range(1, count + 1) for side in (1, -1))]


@dataclass(frozen=True)
class _Strip:
    areas: tuple[AreaMark, ...]
    line: tuple[AreaMark, ...]
    suffix: str
    key: Mapping[Part, str]

    @cached_property
    def ticks(self) -> tuple[float, ...]:
        return axis_ticks([mark.value or 0.0 for mark in (*self.areas, *self.line)])

    def _along(self, mark: AreaMark) -> float:
        """Give how far along the axis a mark stands, from 0 to 1."""
        return ((mark.value or 0.0) - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])

    def _lanes(self, room: float, scale: float) -> list[int]:
        sizes = [(DOT + (_BIG if m.part == "area" else 0)) * scale for m in self.areas]
        first = sorted(range(len(self.areas)), key=self._turn)
        return lanes([self._along(m) * room for m in self.areas], sizes, first)

    def _turn(self, n: int) -> tuple[bool, float, str]:
        mark = self.areas[n]
        return (mark.part != "area", self._along(mark), mark.code)

    def on_page(self) -> Spec:
        keys, top = page_key(self.key, style.DOTS)
        narrow, wide = self._lanes(PHONE - 40, 1), self._lanes(NARROW, 1)
        height = min(max(LEAST, (_reach(narrow) * 2 + 1) * DOT + _BIG), MOST)
        spec = self._spec(keys, top, height, (narrow, wide), 1)
        return on_page(spec, top + ABOVE + height + BELOW + AXIS_HEIGHT)

    def in_picture(self, width: int, height: int, scale: float) -> Spec:
        """Draw the strip, no higher than it needs to be."""
        keys, top = key_rows(self.key, style.DOTS, width, scale)
        room = width - scale * text_width(f"{self.ticks[-1]:,.10g}{self.suffix}", TEXT_SIZE)
        found = self._lanes(room, scale)
        around = (ABOVE + BELOW) * scale
        tall = min(height - top - around - AXIS_HEIGHT * scale, PICTURE * scale)
        spec = self._spec(keys, top, tall, (found, found), scale)
        plot = in_picture(spec, room, top + tall + around, scale)
        return picture_of([plot], template(), room, scale)

    def _spec(
        self,
        keys: Rows,
        top: float,
        height: float,
        found: tuple[Sequence[int], Sequence[int]],
        scale: float,
    ) -> Spec:
        middle = top + ABOVE * scale + height / 2
        down = {"from": top + ABOVE * scale, "to": top + ABOVE * scale + height}
        narrow, wide = (_heights(lane, middle, height, scale) for lane in found)
        dots = [
            self._dot(mark, scale) | {"y_narrow": a, "y_wide": b}
            for mark, a, b in zip(self.areas, narrow, wide, strict=True)
        ]
        line = [self._dot(mark, scale) | down for mark in self.line]
        # The area is drawn last, over its neighbours.
        dots.sort(key=lambda row: row["part"] == "area")
        below = down["to"] + 7 * scale
        rows = {
            "dots": [*(row | {"y_narrow": below, "y_wide": below} for row in line), *dots],
            "line": line,
            "line_label": [row | {"y": below + 15 * scale} for row in line],
            "label": [
                row | {"y": top + ABOVE * scale / 2, "from": top + ABOVE * scale}
                for row in dots
                if row["part"] == "area"
            ],
            "key": keys,
        }
        spec = with_rows(template(), rows)
        put_axis(spec, "x", self.ticks, self.suffix)
        return spec

    def _dot(self, mark: AreaMark, scale: float) -> dict[str, object]:
        look = style.DOTS[mark.part]
        return {
            "code": mark.code,
            "part": mark.part,
            "value": mark.value,
            "text": f"{mark.name} {mark.text}",
            "side": side_of(self._along(mark)),
            "description": words_of(mark),
            **symbol_of(look, scale),
        }


def _reach(found: Sequence[int]) -> int:
    return max(abs(lane) for lane in found)


def _heights(found: Sequence[int], middle: float, height: float, scale: float) -> list[float]:
    """Give the height of each lane; closer than dots are high only where there is no room."""
    reach = _reach(found)
    step = min(DOT * scale, (height - (DOT + _BIG) * scale) / (2 * reach)) if reach else 0.0
    return [middle + lane * step for lane in found]


@cache
def template() -> Spec:
    """Build the chart with Altair, once."""
    axis = alt.Axis(title=None, labelOverlap="greedy", labelSeparation=8, grid=False)
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=False))
    at = alt.X("value:Q")
    rule = (
        named("line")
        .mark_rule(color=style.SCOTLAND.colour, strokeWidth=2, aria=False)
        .encode(x=at, y=pixels("from"), y2="to")
    )
    leader = (
        named("label")
        .mark_rule(color=style.AREA.colour, strokeWidth=1, aria=False)
        .encode(x=at, y=pixels("from"), y2=_shown())
    )
    dots = symbols("dots", aria=True).encode(
        x=x, y=_shown(), tooltip="description:N", description="description:N"
    )
    side = {"expr": "datum.side"}
    area = label("label", align=side, fontWeight="bold", fontSize=14.5).encode(
        x=at, y=pixels("y"), text="text:N"
    )
    scotland = label("line_label", align=side).encode(x=at, y=pixels("y"), text="text:N")
    layers = [rule, leader, dots, area, scotland, *key_layers()]
    spec: Spec = alt.layer(*layers).configure(**style.CONFIG).to_dict()
    return spec


def _shown() -> Any:
    return alt.value({"expr": f"{IS_NARROW} ? datum.y_narrow : datum.y_wide"})
