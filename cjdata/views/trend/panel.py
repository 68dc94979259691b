"""A plot of the trend chart: its rows, and the template with them put in, for page or picture."""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cjdata.charts import style
from cjdata.charts.axes import NARROW
from cjdata.charts.line_names import BEHIND
from cjdata.views.trend.lines import TrendChart, TrendLine
from cjdata.views.trend.rows import Drawn, Room, Rows, rows_of, strip_height
from cjdata.views.trend.template import Spec, template

AXIS_HEIGHT, TITLE_HEIGHT, BETWEEN = 26, 24, 14
"""In a picture, before it is scaled: of the years, of a panel’s title, and between panels."""
_LINE_HEIGHT = 16
"""Of a second line under the axis, where each of its places takes several years together."""
_IN_TWO_LINES = "[split(datum.label, ' ')[0], 'to ' + split(datum.label, ' ')[2]]"
_PHONE, _SCREEN = 272, 820
"""Between the axis and the right edge of a plot: on a phone, and on a wide screen."""


@dataclass(frozen=True)
class Panel:
    """One plot: its rows by name, and what the template needs to know besides.

    Attributes
    ----------
    title
        Empty for a chart of one panel; names the lines and their scale where there are two.
    lines
        The lines drawn.
    chart
        What the lines are of.
    ticks
        The values marked on the axis, which starts at zero.
    plotted
        The height up to the highest tick, in pixels on a page.
    label_widths, axis_width
        The room for names of lines, written out and short, and for axis labels; the same in all
        panels of a chart, so that their years stand one above the other.
    """

    title: str
    drawn: Drawn
    chart: TrendChart
    ticks: tuple[float, ...]
    plotted: float
    label_widths: tuple[float, float]
    axis_width: float

    @property
    def lines(self) -> tuple[TrendLine, ...]:
        """The lines drawn."""
        return tuple(line for line, _ in self.drawn)

    @property
    def years(self) -> tuple[str, ...]:
        """The years of the axis."""
        return self.chart.years

    @property
    def suffix(self) -> str:
        """What follows the axis labels, such as ``%``."""
        return self.chart.suffix

    @property
    def room(self) -> Room:
        """What there is room for on a page, whose width only the browser knows."""
        written, short = self.label_widths
        return Room((_PHONE - short, _SCREEN - written), (True, False), self.plotted)

    def height_in(self, room: Room) -> float:
        """Give the height of the plot: up to the highest tick, and the strip above it."""
        return room.plotted + strip_height(self.chart, room)

    def top_in(self, room: Room) -> float:
        """Give the value at the upper end of the axis."""
        return self.ticks[-1] * self.height_in(room) / room.plotted

    def rows_in(self, room: Room) -> dict[str, Rows]:
        """Give its rows by the name of the template's data, such as ``points`` and ``bands``."""
        return rows_of(
            self.drawn,
            self.chart,
            self.ticks[-1],
            room,
            are_named=are_named(self.title, self.drawn),
        )

    @cached_property
    def rows(self) -> dict[str, Rows]:
        """The rows as on a page."""
        return self.rows_in(self.room)

    @property
    def top(self) -> float:
        """The upper end of the axis on a page."""
        return self.top_in(self.room)

    @cached_property
    def spec(self) -> Spec:
        """The Vega-Lite specification as drawn on a page, made once."""
        return panel_spec(self)


def are_named(title: str, drawn: Drawn) -> bool:
    """Whether lines are named at their ends: a title names a line that stands alone."""
    return not title or len(drawn) > 1


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
            layer["mark"]["dx"] = {"expr": f"datum.dx + datum.share * ({x_range['expr']})"}
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
    axis_height = AXIS_HEIGHT + _LINE_HEIGHT * panels[0].chart.is_joined
    around = (titles + axis_height + BETWEEN * (len(panels) - 1)) * scale
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
        for layer in (one for one in spec["layer"] if "transform" in one):
            for row in layer["data"]["values"]:
                row["dx"] += row.pop("share") * across / scale
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
            if isinstance(mark.get(key), int | float):
                mark[key] = mark[key] * scale**power
        if "strokeDash" in mark:
            mark["strokeDash"] = [length * scale for length in mark["strokeDash"]]
        for row in layer["data"]["values"]:
            for key, power in (("width", 1), ("size", 2), ("dx", 1)):
                if key in row:
                    row[key] = row[key] * scale**power
    return spec


def _filled(panel: Panel, room: Room) -> Spec:
    spec, rows = copy.deepcopy(template()), panel.rows_in(room)
    spec["height"] = round(panel.height_in(room))
    encoding = _axis_layer(spec)["encoding"]
    encoding["x"]["scale"]["domain"] = list(panel.years)
    if panel.chart.is_joined:
        encoding["x"]["axis"]["labelExpr"] = _IN_TWO_LINES
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
