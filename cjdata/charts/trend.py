"""The trend chart: lines over years, that stop at gaps and breaks.

A chart is a template (see ``template.py``) with rows put in by name, so drawing one costs no
chart building.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from cjdata.charts import style
from cjdata.charts.labels import push_apart, text_width
from cjdata.charts.template import LABEL_SIZE, Spec, template
from cjdata.periods import PANDEMIC
from cjdata.series import Break, Figure, Series, shared_breaks
from cjdata.statuses import STATUSES
from cjdata.text import value_text

Rows = list[dict[str, Any]]

HEAD_ROOM = 40
"""Pixels kept free above the highest tick, for the labels of breaks and of the pandemic."""
AXIS_HEIGHT = 26
NARROW = 480
"""Plots narrower than this, in pixels, leave out a line's label where their title names it."""

WHOLE_HEIGHT, UPPER_HEIGHT, LOWER_HEIGHT = 340, 240, 170


@dataclass(frozen=True)
class Panel:
    """One plot: its rows by name, and what the template needs to know besides.

    Attributes
    ----------
    title
        Empty for a chart of one panel; names the series and its scale where there are two.
    series
        The series drawn.
    rows
        ``points``, ``labels``, ``breaks`` and ``pandemic``.
    years
        The years of the axis.
    top, ticks
        The upper end of the value axis, which starts at zero and leaves head room for the
        labels of breaks, and the values marked on it.
    suffix
        What follows the axis labels, such as ``%``.
    height
        In pixels on a page.
    label_width, axis_width
        The room for line labels and for axis labels; the same in all panels of a chart, so
        that their years stand one above the other.
    """

    title: str
    series: tuple[Series, ...]
    rows: dict[str, Rows]
    years: tuple[str, ...]
    top: float
    ticks: tuple[float, ...]
    suffix: str
    height: int
    label_width: float
    axis_width: float

    @cached_property
    def spec(self) -> Spec:
        """The Vega-Lite specification as drawn on a page, made once."""
        return panel_spec(self)


def trend_panels(series: Sequence[Series], years: Sequence[str]) -> tuple[Panel, ...]:
    """Lay series out in panels.

    Counts of Scotland would press a council's line flat on the axis, so they get a panel of
    their own, with its own scale, below the councils. Rates and percentages share one.
    """
    styles = style.line_styles([s.area for s in series[1:]])
    drawn = [(s, st) for s, st in zip(series, styles, strict=True) if s.latest is not None]
    if not drawn:
        return ()
    breaks = shared_breaks([s for s, _ in drawn])
    small = [pair for pair in drawn if pair[0].area.kind != "scotland"]
    large = [pair for pair in drawn if pair[0].area.kind == "scotland"]
    if drawn[0][0].measure.is_count and small and large:
        names = "Councils" if len(small) > 1 else small[0][0].area.name
        return _aligned(
            _panel(names, small, years, breaks, UPPER_HEIGHT),
            _panel("Scotland, on its own scale", large, years, breaks, LOWER_HEIGHT),
        )
    return (_panel("", drawn, years, breaks, WHOLE_HEIGHT),)


def _aligned(*panels: Panel) -> tuple[Panel, ...]:
    label_width = max(panel.label_width for panel in panels)
    axis_width = max(panel.axis_width for panel in panels)
    return tuple(replace(panel, label_width=label_width, axis_width=axis_width) for panel in panels)


def _panel(
    title: str,
    drawn: Sequence[tuple[Series, style.LineStyle]],
    years: Sequence[str],
    breaks: Sequence[Break],
    height: int,
) -> Panel:
    highest = max(f.value or 0.0 for s, _ in drawn for f in s.with_values)
    ticks = nice_ticks(highest, whole=drawn[0][0].measure.is_count)
    top = ticks[-1] * height / (height - HEAD_ROOM)
    numbered = {b.period: f"Break {n}" for n, b in _numbered(breaks)}
    rows = {
        "points": [row for s, st in drawn for row in _points(s, st)],
        "labels": _labels(drawn, top, height),
        "breaks": [{"period": p, "text": t, "top": top} for p, t in numbered.items()],
        "pandemic": [
            {"period": p, "text": "Pandemic" if n == 0 else "", "top": top}
            for n, p in enumerate(p for p in PANDEMIC if p in years and _has_pandemic(drawn))
        ],
    }
    suffix = "%" if drawn[0][0].measure.form == "percent" else ""
    return Panel(
        title,
        tuple(s for s, _ in drawn),
        rows,
        tuple(years),
        top,
        ticks,
        suffix,
        height,
        label_width=max(text_width(s.area.name, LABEL_SIZE) for s, _ in drawn),
        axis_width=max(text_width(f"{t:,.10g}{suffix}", style.AXIS_SIZE) for t in ticks) + 6,
    )


def _numbered(breaks: Sequence[Break]) -> list[tuple[int, Break]]:
    """Number breaks by period: two at one period share a number."""
    periods = sorted({b.period for b in breaks})
    return [(periods.index(b.period) + 1, b) for b in breaks]


def numbered_breaks(series: Sequence[Series]) -> list[tuple[int, Break]]:
    """List the breaks that a chart of the series draws, each with its number."""
    return _numbered(shared_breaks(series))


def _has_pandemic(drawn: Sequence[tuple[Series, style.LineStyle]]) -> bool:
    return any(b.kind == "pandemic" for s, _ in drawn for b in s.breaks)


def _points(series: Series, line: style.LineStyle) -> Rows:
    rows = []
    for n, segment in enumerate(series.segments):
        for figure in segment:
            value = figure.value or 0.0
            text = value_text(series.measure, value, figure.decimals)
            about = " (rounded)" if figure.is_rounded else _mark(figure)
            rows.append(
                {
                    "period": figure.period,
                    "value": value,
                    "text": f"{text}{about}",
                    "area": series.area.name,
                    "segment": f"{series.area.code}/{n}",
                    "edition": figure.edition,
                    "description": f"{series.area.name}, {figure.period}: {text}{about}",
                    "colour": line.colour,
                    "shape": line.shape,
                    "width": line.width,
                    "size": line.size,
                }
            )
    return rows


def _mark(figure: Figure) -> str:
    """Give the mark of a figure that is not published, for wherever it can be read."""
    return f" ({STATUSES[figure.status].short})" if figure.status == "supplied" else ""


def _labels(drawn: Sequence[tuple[Series, style.LineStyle]], top: float, height: int) -> Rows:
    ends = [(s, st, s.latest) for s, st in drawn]
    gap = top * (LABEL_SIZE + 4) / (height - AXIS_HEIGHT)
    wanted = [end.value or 0.0 for _, _, end in ends if end]
    placed = push_apart(wanted, gap, 0.0, top)
    return [
        {
            "period": end.period,
            "value": position,
            "text": series.area.name,
            "short": series.area.short_name,
            "weight": "bold" if line is style.AREA else "normal",
        }
        for (series, line, end), position in zip(ends, placed, strict=True)
        if end
    ]


def nice_ticks(highest: float, *, whole: bool = False) -> tuple[float, ...]:
    """Give round values from zero up, at most six, the last no lower than ``highest``.

    With ``whole`` they are whole numbers, as counts are.

    >>> nice_ticks(3600.0)
    (0.0, 1000.0, 2000.0, 3000.0, 4000.0)
    """
    if highest <= 0:
        return (0.0, 1.0)
    power = math.floor(math.log10(highest)) - 1
    for factor in (1, 2, 2.5, 5, 10, 20, 25, 50):
        step = factor * 10.0**power
        if whole and not step.is_integer():
            continue
        count = math.ceil(round(highest / step, 9))
        if count <= 5:
            return tuple(round(n * step, 9) for n in range(count + 1))
    raise AssertionError("fifty times a tenth of the leading power is always enough")


def panel_spec(panel: Panel) -> Spec:
    """Give the Vega-Lite specification of a panel as drawn on a page."""
    spec = _filled(panel)
    spec["height"] = panel.height
    spec["width"] = "container"
    spec["padding"] = {"left": 4, "top": 6, "bottom": 4, "right": 12}
    room = math.ceil(panel.label_width)
    if panel.title and len(panel.series) == 1:  # the title names the line, so a phone need not
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
        for key in ("fontSize", "dx", "dy", "strokeWidth", "size"):
            if key in mark:
                mark[key] = mark[key] * scale
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
        is_described = name == "points" and layer["mark"]["type"] == "point"
        layer["mark"]["aria"] = is_described
    return spec


def _axis_layer(spec: Spec) -> Spec:
    """The layer that states the axes and their scales: the lines."""
    return next(layer for layer in spec["layer"] if "axis" in layer["encoding"]["x"])


def _label_layers(spec: Spec) -> list[Spec]:
    return [layer for layer in spec["layer"] if "transform" in layer]
