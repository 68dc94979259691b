"""The specification of a trend chart: the template with rows put in, for a page or a picture."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cjdata.charts import style
from cjdata.charts.template import Spec, template
from cjdata.charts.trend_rows import AXIS_HEIGHT

if TYPE_CHECKING:
    from cjdata.charts.trend import Panel

NARROW = 480
"""Plots narrower than this, in pixels, leave out a line's label where their title names it."""


def panel_spec(panel: Panel) -> Spec:
    """Give the Vega-Lite specification of a panel as drawn on a page."""
    spec = _filled(panel)
    spec["height"] = panel.height
    spec["width"] = "container"
    spec["padding"] = {"left": 4, "top": 6, "bottom": 4, "right": 12}
    room = math.ceil(panel.label_width)
    if panel.title and len(panel.lines) == 1:  # the title names the line, so a phone need not
        wide = f"width >= {NARROW}"
        x_range: Any = {"expr": f"{wide} ? width - {room} : width"}
        for layer in _label_layers(spec):
            layer["transform"][0]["filter"] += f" && {wide}"
    else:
        x_range = {"expr": f"width - {room}"}
    _axis_layer(spec)["encoding"]["x"]["scale"]["range"] = [0, x_range]
    return spec


def picture_spec(panels: Sequence[Panel], width: int, height: int, scale: float) -> Spec:
    """Give the specification of panels one above the other, for a picture of a size.

    Parameters
    ----------
    width, height
        Of the whole chart, in pixels.
    scale
        By how much text, lines and marks are larger than on a page.
    """
    specs = []
    title_height = 32 if len(panels) > 1 else 0
    around = (AXIS_HEIGHT + title_height) * scale * len(panels) + 14 * scale * (len(panels) - 1)
    plot_height = (height - around) / sum(p.height for p in panels)
    for panel in panels:
        spec = _filled(panel)
        for key in ("config", "$schema", "autosize"):
            spec.pop(key, None)
        spec["width"] = plot_width = width - round((panel.axis_width + 10) * scale)
        spec["height"] = round(panel.height * plot_height)
        encoding = _axis_layer(spec)["encoding"]
        encoding["x"]["scale"]["range"] = [0, plot_width - math.ceil(panel.label_width * scale)]
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
        "spacing": 14 * scale,
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


def _filled(panel: Panel) -> Spec:
    spec = copy.deepcopy(template())
    encoding = _axis_layer(spec)["encoding"]
    encoding["x"]["scale"]["domain"] = list(panel.years)
    encoding["y"]["scale"]["domain"] = [0, panel.top]
    encoding["y"]["axis"]["values"] = list(panel.ticks)
    encoding["y"]["axis"]["labelExpr"] = f"format(datum.value, ',.10~g') + '{panel.suffix}'"
    encoding["y"]["axis"]["minExtent"] = math.ceil(panel.axis_width)
    # A layer without rows would leave an unnamed mark for screen readers.
    spec["layer"] = [layer for layer in spec["layer"] if panel.rows[layer["data"]["name"]]]
    for layer in spec["layer"]:
        name = layer["data"]["name"]
        layer["data"] = {"values": [dict(row) for row in panel.rows[name]]}
        layer["mark"]["aria"] = name == "points"
    return spec


def _axis_layer(spec: Spec) -> Spec:
    """The layer that states the axes and their scales: the marks, which are always there."""
    return next(layer for layer in spec["layer"] if "axis" in layer["encoding"].get("x", {}))


def _label_layers(spec: Spec) -> list[Spec]:
    return [layer for layer in spec["layer"] if "transform" in layer]
