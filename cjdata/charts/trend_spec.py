"""The specification of a trend chart: the template with rows put in, for a page or a picture."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cjdata.charts import style
from cjdata.charts.line_names import BEHIND
from cjdata.charts.template import Spec, template
from cjdata.charts.trend_rows import Room, strip_height

if TYPE_CHECKING:
    from cjdata.charts.trend import Panel

NARROW = 480
"""Plots narrower than this, in pixels, are drawn as on a phone."""
AXIS_HEIGHT, TITLE_HEIGHT, BETWEEN = 26, 24, 14
"""In a picture, before it is scaled: of the years, of a panel’s title, and between panels."""


def panel_spec(panel: Panel) -> Spec:
    """Give the Vega-Lite specification of a panel as drawn on a page."""
    spec = _filled(panel, panel.room)
    spec["width"] = "container"
    spec["padding"] = {"left": 4, "top": 6, "bottom": 4, "right": 12}
    written, short = (math.ceil(width) for width in panel.label_widths)
    x_range = {"expr": f"width - (width < {NARROW} ? {short} : {written})"}
    for layer in spec["layer"]:
        if "transform" in layer:  # a name of a line
            name = f"width < {NARROW} ? datum.short : datum.text"
            layer["encoding"]["text"] = {"value": {"expr": name}}
    _axis_layer(spec)["encoding"]["x"]["scale"]["range"] = [0, x_range]
    return spec


def picture_spec(panels: Sequence[Panel], width: int, height: int, scale: float) -> Spec:
    """Give the specification of panels one above the other, for a picture of a size.

    The years stand under the lowest panel, and breaks are named in the first: all panels have
    the same years, one above the other.

    Parameters
    ----------
    width, height
        Of the whole chart, in pixels.
    scale
        By how much text, lines and marks are larger than on a page.
    """
    plot_width = width - round((panels[0].axis_width + BEHIND) * scale)
    is_short = plot_width < NARROW * scale
    across = plot_width - math.ceil(panels[0].label_widths[is_short] * scale)
    rooms = [
        Room((across,), (is_short,), p.plotted, scale, says_breaks=p is panels[0]) for p in panels
    ]
    titles = TITLE_HEIGHT * sum(bool(panel.title) for panel in panels)
    around = (titles + AXIS_HEIGHT + BETWEEN * (len(panels) - 1)) * scale
    around += sum(strip_height(p.chart, room) for p, room in zip(panels, rooms, strict=True))
    larger = (height - around) / sum(panel.plotted for panel in panels)
    specs = []
    for panel, room in zip(panels, rooms, strict=True):
        spec = _filled(panel, replace(room, plotted=panel.plotted * larger))
        for key in ("config", "$schema", "autosize"):
            spec.pop(key, None)
        spec["width"] = plot_width
        encoding = _axis_layer(spec)["encoding"]
        encoding["x"]["scale"]["range"] = [0, across]
        encoding["x"]["axis"]["labels"] = panel is panels[-1]
        encoding["y"]["axis"]["minExtent"] = math.ceil(panel.axis_width * scale)
        if panel.title:
            spec["title"] = {
                "text": panel.title,
                "anchor": "start",
                "fontSize": 15 * scale,
                "fontWeight": 600,
                "color": style.TEXT,
            }
        specs.append(_scaled(spec, scale))
    config = copy.deepcopy(style.CONFIG)
    config["axis"] |= {
        "labelFontSize": style.AXIS_SIZE * scale,
        "gridWidth": scale,
        "domainWidth": scale,
        "tickSize": 5 * scale,
        "labelPadding": 4 * scale,
    }
    return {
        "$schema": template()["$schema"],
        "vconcat": specs,
        "spacing": BETWEEN * scale,
        "config": config,
        "padding": 0,
    }


def _scaled(spec: Spec, scale: float) -> Spec:
    for layer in spec["layer"]:
        mark = layer["mark"]
        for key, power in (("fontSize", 1), ("dx", 1), ("dy", 1), ("strokeWidth", 1), ("size", 2)):
            if key in mark:
                mark[key] = mark[key] * scale**power
        if "strokeDash" in mark:
            mark["strokeDash"] = [length * scale for length in mark["strokeDash"]]
        for row in layer["data"]["values"]:
            for key, power in (("width", 1), ("size", 2)):
                if key in row:
                    row[key] = row[key] * scale**power
    return spec


def _filled(panel: Panel, room: Room) -> Spec:
    spec, rows = copy.deepcopy(template()), panel.rows_in(room)
    spec["height"] = round(panel.height_in(room))
    encoding = _axis_layer(spec)["encoding"]
    encoding["x"]["scale"]["domain"] = list(panel.years)
    encoding["y"]["scale"]["domain"] = [0, panel.top_in(room)]
    encoding["y"]["axis"]["values"] = list(panel.ticks)
    encoding["y"]["axis"]["labelExpr"] = f"format(datum.value, ',.10~g') + '{panel.suffix}'"
    encoding["y"]["axis"]["minExtent"] = math.ceil(panel.axis_width)
    # A layer without rows would leave an unnamed mark for screen readers.
    spec["layer"] = [layer for layer in spec["layer"] if rows[layer["data"]["name"]]]
    for layer in spec["layer"]:
        name = layer["data"]["name"]
        layer["data"] = {"values": [dict(row) for row in rows[name]]}
        layer["mark"]["aria"] = name == "points"
    return spec


def _axis_layer(spec: Spec) -> Spec:
    """The layer that states the axes and their scales: the marks, which are always there."""
    return next(layer for layer in spec["layer"] if "axis" in layer["encoding"].get("x", {}))
