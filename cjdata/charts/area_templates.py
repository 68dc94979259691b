"""What the charts of many areas share: axes, keys, absences, and rows put into a template."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from cjdata.charts import style
from cjdata.charts.area_rows import Absence, AreaMark
from cjdata.charts.axes import NARROW, nice_ticks
from cjdata.charts.drawing import Spec
from cjdata.charts.labels import text_width

Rows = list[dict[str, Any]]
Styles = Mapping[str, style.PartStyle]

TEXT_SIZE = 13.5
"""On a page; 28 pixels in a picture."""
AXIS_HEIGHT = 26
PHONE = 272
"""The least width of a plot, in pixels: on a phone."""
KEY_LINE, KEY_MARK, KEY_GAP, KEY_SIZE = 20, 19, 16, 120
"""Of a key: a line’s height, a symbol’s room, the gap after a text, the largest symbol."""
_LISTED = 4
"""A key of more entries is not listed on a page with one in a line."""
PADDING = {"left": 4, "top": 6, "bottom": 4, "right": 12}
IDENTITY: dict[str, Any] = {"scale": None, "legend": None}
IS_NARROW = f"room < {NARROW}"
"""On a phone: ``room`` is the width of the plot, which pages know only when they draw it."""

SYMBOLS: dict[Absence, str] = {
    "restricted": "M-1,-1H1V1H-1ZM-1,1L1,-1M-1,0L0,-1M0,1L1,0",
    "not loaded": "M-1,-1H1V1H-1Z",
    "counted together": "M-1,0H1M0,-1V1",
    "no figure": "M-1,-1L1,1M-1,1L1,-1",
}
"""What stands in place of a mark: a hatched box, an empty dashed box, a plus, a cross."""
DASHES: dict[Absence, list[float]] = {
    "restricted": [],
    "not loaded": [3, 2],
    "counted together": [],
    "no figure": [],
}


def named(name: str) -> alt.Chart:
    """Start a layer whose rows are put in later."""
    return alt.Chart(alt.NamedData(name=name))


def pixels(field: str, channel: type[Any] = alt.Y) -> Any:
    """Place by a field that holds pixels from the upper left corner."""
    return channel(f"{field}:Q", scale=None, axis=None)


def with_rows(template: Spec, rows: Mapping[str, Rows]) -> Spec:
    """Put rows into a copy of a template of layers, and leave out the layers without any.

    A layer without rows would leave an unnamed mark for screen readers.
    """
    spec = copy.deepcopy(template)
    spec["layer"] = [layer for layer in spec["layer"] if rows.get(layer["data"]["name"])]
    for layer in spec["layer"]:
        layer["data"] = {"values": [dict(row) for row in rows[layer["data"]["name"]]]}
    return spec


def on_page(spec: Spec, height: float) -> Spec:
    """Make a specification fill the width of a page, and let it know how wide that is.

    The height holds the axis; the page fits the plot into it.
    """
    around = PADDING["top"] + PADDING["bottom"]
    spec["width"], spec["height"] = "container", math.ceil(height + around)
    spec["padding"] = dict(PADDING)
    return spec | {"params": [{"name": "room", "expr": "width"}]}


def in_picture(spec: Spec, width: float, height: float, scale: float) -> Spec:
    """Make a specification of a size, with marks and text larger by a factor."""
    for layer in spec["layer"]:
        mark = layer["mark"]
        for key in ("fontSize", "dx", "dy", "strokeWidth", "size"):
            if isinstance(mark.get(key), int | float):
                mark[key] *= scale ** (2 if key == "size" else 1)
    return {"width": round(width), "height": round(height), "layer": spec["layer"]}


def picture_of(plots: Sequence[Spec], template: Spec, room: float, scale: float) -> Spec:
    """Put plots of a picture one above the other; ``room`` is how wide each of them is."""
    return {
        "$schema": template["$schema"],
        "params": [{"name": "room", "value": round(room)}],
        "vconcat": list(plots),
        "spacing": 0,
        "config": picture_config(scale),
        "padding": 0,
    }


def picture_config(scale: float) -> Spec:
    """Give the settings of a picture: those of a page, larger."""
    config = copy.deepcopy(style.CONFIG)
    config["axis"] |= {
        "labelFontSize": style.AXIS_SIZE * scale,
        "titleFontSize": TEXT_SIZE * scale,
        "gridWidth": scale,
        "domainWidth": scale,
        "tickSize": 5 * scale,
        "tickWidth": scale,
        "labelPadding": 4 * scale,
        "titlePadding": 6 * scale,
    }
    return config


def axis_ticks(values: Sequence[float]) -> tuple[float, ...]:
    """Give round values for an axis of dots that holds all values.

    It starts at zero unless all values lie in the upper half: dots, unlike bars, need no zero.

    >>> axis_ticks([71.0, 88.0])
    (70.0, 75.0, 80.0, 85.0, 90.0)
    """
    low, high = min(values), max(values)
    return nice_ticks(high) if low <= high / 2 else close_ticks(values)


def close_ticks(values: Sequence[float]) -> tuple[float, ...]:
    """Give round values for an axis that begins and ends close to what is drawn, from zero or not.

    >>> close_ticks([31.0, 88.0])
    (20.0, 40.0, 60.0, 80.0, 100.0)
    """
    low, high = min(values), max(values)
    if math.isclose(low, high):
        return nice_ticks(high)
    step = nice_ticks(high - low)[1]
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(n * step, 9) for n in range(first, max(last, first + 1) + 1))


def put_axis(spec: Spec, channel: str, ticks: Sequence[float], suffix: str) -> Spec:
    """State the scale and the labels of an axis; give the encoding that holds it."""
    layer = next(one for one in spec["layer"] if one["encoding"].get(channel, {}).get("axis"))
    encoding: Spec = layer["encoding"][channel]
    encoding["scale"] |= {"domain": [ticks[0], ticks[-1]]}
    encoding["axis"] |= {
        "values": list(ticks),
        "labelExpr": f"format(datum.value, ',.10~g') + '{suffix}'",
    }
    return encoding


def grid(name: str = "grid") -> alt.Chart:
    """Start the layer of upright lines at the values of an axis, for rows with ``value``."""
    drawn: alt.Chart = (
        named(name).mark_rule(color=style.GRID, aria=False).encode(x=alt.X("value:Q"))
    )
    return drawn


def words_of(mark: AreaMark) -> str:
    """Give a mark in words, for its tooltip and for screen readers."""
    return mark.description or f"{mark.name}: {mark.text}"


def side_of(fraction: float) -> str:
    """Give the alignment that keeps a label at a place within the plot.

    >>> [side_of(x) for x in (0.1, 0.5, 0.9)]
    ['left', 'center', 'right']
    """
    if fraction < 1 / 3:
        return "left"
    return "right" if fraction > 2 / 3 else "center"


def page_key(key: Mapping[Any, str], styles: Styles) -> tuple[Rows, float]:
    """Lay a key out for a page: in one line if a phone has room for it, else an entry a line.

    One of many entries has as many in a line as a phone has room for.

    A drawing cannot be higher on a phone than on a wide screen: with a key of one line there and
    of three here, the wide screen would have a gap above it.
    """
    rows, height = key_rows(key, styles, PHONE)
    is_listed = height > KEY_LINE and len(key) <= _LISTED
    return key_rows(key, styles, 0) if is_listed else (rows, height)


def key_rows(
    key: Mapping[Any, str], styles: Styles, room: float, scale: float = 1
) -> tuple[Rows, float]:
    """Lay a key out in lines no wider than ``room``; give its rows and its height in pixels."""
    rows: Rows = []
    x = y = 0.0
    for part, text in key.items():
        look = styles[part]
        width = (KEY_MARK + text_width(text, TEXT_SIZE) + KEY_GAP) * scale
        if x and x + width - KEY_GAP * scale > room:
            x, y = 0.0, y + KEY_LINE * scale
        rows.append(
            {
                "x": x + 8 * scale,
                "text_x": x + KEY_MARK * scale,
                "end": x + width,
                "y": y + KEY_LINE * scale / 2,
                "text": text,
                **symbol_of(look, scale),
                "size": min(look.size, KEY_SIZE) * scale**2,
            }
        )
        x += width
    return rows, y + KEY_LINE * scale if rows else 0.0


LABELS_OFF = 10
"""From an axis to its labels, in pixels: a dot on the axis touches none of them."""


def moved_left(keys: Rows, room: float) -> Rows:
    """Let a key begin at the edge of the drawing, left of the labels of an upright axis."""
    return [row | {"x": row["x"] - room, "text_x": row["text_x"] - room} for row in keys]


def symbol_of(look: style.PartStyle, scale: float = 1) -> dict[str, Any]:
    """Give the fields of a row that say how its symbol looks."""
    return {
        "shape": look.shape,
        "fill": look.fill,
        "stroke": look.stroke,
        "stroke_width": look.stroke_width * scale,
        "size": look.size * scale**2,
    }


def key_layers() -> list[alt.Chart]:
    """Give the layers that draw a key; no reader of a screen needs them."""
    marks = symbols("key", aria=False).encode(x=pixels("x", alt.X), y=pixels("y"))
    text = label("key", align="left").encode(
        x=pixels("text_x", alt.X), y=pixels("y"), text="text:N"
    )
    return [marks, text]


def label(name: str, **mark: Any) -> alt.Chart:
    """Start a layer of text that readers of a screen have elsewhere."""
    settings = {"baseline": "middle", "fontSize": TEXT_SIZE, "aria": False, **mark}
    drawn: alt.Chart = named(name).mark_text(**settings)
    return drawn


def symbols(name: str, *, aria: bool) -> alt.Chart:
    """Start a layer of symbols whose shape, filling, outline and size stand in the rows."""
    drawn: alt.Chart = (
        named(name)
        .mark_point(opacity=1, aria=aria)
        .encode(
            shape=alt.Shape("shape:N", **IDENTITY),
            fill=alt.Fill("fill:N", **IDENTITY),
            stroke=alt.Stroke("stroke:N", **IDENTITY),
            strokeWidth=alt.StrokeWidth("stroke_width:Q", **IDENTITY),
            size=alt.Size("size:Q", **IDENTITY),
        )
    )
    return drawn
