"""The rows of a trend chart: what is put into the template's data, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cjdata.charts import style
from cjdata.charts.labels import push_apart
from cjdata.charts.lines import LinePoint, TrendChart, TrendLine, numbered_breaks
from cjdata.charts.template import LABEL_SIZE

Rows = list[dict[str, Any]]
Drawn = Sequence[tuple[TrendLine, style.LineStyle]]

AXIS_HEIGHT = 26
OPEN_FILL = "#FFFFFF"


def rows_of(drawn: Drawn, chart: TrendChart, top: float, height: int) -> dict[str, Rows]:
    """Give the rows of a plot.

    Parameters
    ----------
    top, height
        The upper end of the value axis, and the height of the plot in pixels: they place the
        labels.
    """
    numbered = {b.period: f"Break {n}" for n, b in numbered_breaks(chart.breaks)}
    return {
        "points": [row for line, look in drawn for row in _points(line, look)],
        "strokes": [row for line, look in drawn for row in _strokes(line, look, dashed=False)],
        "dashes": [row for line, look in drawn for row in _strokes(line, look, dashed=True)],
        "bands": [row for line, look in drawn for row in _bands(line, look)],
        "bars": [row for line, look in drawn for row in _bars(line, look)],
        "rings": _rings(drawn, chart),
        "labels": _labels(drawn, top, height),
        "levels": _levels(chart),
        "breaks": [{"period": p, "text": t, "top": top} for p, t in numbered.items()],
        "pandemic": [
            {"period": p, "text": "Pandemic" if n == 0 else "", "top": top}
            for n, p in enumerate(chart.pandemic)
        ],
    }


def _points(line: TrendLine, look: style.LineStyle) -> Iterator[dict[str, Any]]:
    for n, stretch in enumerate(line.stretches):
        for point in stretch:
            yield {
                "period": point.period,
                "value": point.value,
                "text": point.text,
                "area": line.area.name,
                "segment": _id(line, n),
                "edition": point.edition,
                "description": f"{line.area.name}, {point.period}: {point.text}",
                "colour": look.colour,
                "fill": OPEN_FILL if point.is_open else look.colour,
                "shape": look.shape,
                "size": look.size,
            }


def _strokes(line: TrendLine, look: style.LineStyle, *, dashed: bool) -> Iterator[dict[str, Any]]:
    """Give the runs of a line that are dashed, or those that are not."""
    for n, (run, is_dashed) in enumerate(line.strokes):
        for point in run if is_dashed == dashed else ():
            yield {
                "period": point.period,
                "value": point.value,
                "stretch": _id(line, n),
                "colour": look.colour,
                "width": look.width,
            }


def _bands(line: TrendLine, look: style.LineStyle) -> Iterator[dict[str, Any]]:
    for n, band in enumerate(line.bands):
        for point in band if len(band) > 1 else ():
            yield {**_limits(point, look), "stretch": _id(line, n)}


def _bars(line: TrendLine, look: style.LineStyle) -> Iterator[dict[str, Any]]:
    """Give the points that stand alone: an area needs two, so they get a bar."""
    for band in line.bands:
        if len(band) == 1:
            row = _limits(band[0], look)
            yield {**row, "opacity": 2 * row["opacity"]}


def _limits(point: LinePoint, look: style.LineStyle) -> dict[str, Any]:
    return {
        "period": point.period,
        "lower": point.lower,
        "upper": point.upper,
        "colour": look.colour,
        "opacity": style.BAND_OPACITY if look is style.AREA else style.BAND_OPACITY / 2,
    }


def _rings(drawn: Drawn, chart: TrendChart) -> Rows:
    """Give the rings of the area's line; none in the panel of Scotland below a council's."""
    line, look = drawn[0]
    if line is not chart.lines[0]:
        return []
    return [
        {"period": point.period, "value": point.value, "colour": look.colour}
        for point in line.points
        if point.period in chart.ringed
    ]


def _levels(chart: TrendChart) -> Rows:
    """Give the level as a line from the first year to the last."""
    if chart.level is None:
        return []
    return [{"value": chart.level, "first": chart.years[0], "last": chart.years[-1]}]


def _labels(drawn: Drawn, top: float, height: int) -> Rows:
    ends = [(line, look, line.points[-1]) for line, look in drawn]
    gap = top * (LABEL_SIZE + 4) / (height - AXIS_HEIGHT)
    placed = push_apart([end.value for _, _, end in ends], gap, 0.0, top)
    return [
        {
            "period": end.period,
            "value": position,
            "text": line.area.name,
            "short": line.area.short_name,
            "weight": "bold" if look is style.AREA else "normal",
        }
        for (line, look, end), position in zip(ends, placed, strict=True)
    ]


def _id(line: TrendLine, n: int) -> str:
    return f"{line.area.code}/{n}"
