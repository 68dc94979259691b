"""What native charts of all forms have: their axes, their text, the intervals of points."""

# mypy: allow-untyped-calls
# The writer of slides is typed in part only.

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import (
    XL_MARKER_STYLE,
    XL_TICK_MARK,
)
from pptx.util import Pt

from cjdata.charts import style
from cjdata.charts.axes import nice_ticks
from cjdata.exports.slides.chart_markup import (
    keep_upright,
)
from cjdata.exports.slides.parts import rgb
from cjdata.views.shared.chart_series import ChartSeries

AXIS, LABEL, BAR_TEXT, LEAST, SMALLEST = 14, 14, 12, 12, 8
"""Sizes of text in points: at axes, at lines, of the many names beside bars; of many years."""

MARKERS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "square": XL_MARKER_STYLE.SQUARE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "triangle-up": XL_MARKER_STYLE.TRIANGLE,
    "triangle-down": XL_MARKER_STYLE.TRIANGLE,
    "triangle-right": XL_MARKER_STYLE.TRIANGLE,
    "cross": XL_MARKER_STYLE.X,
    "stroke": XL_MARKER_STYLE.DASH,
}
LETTER = 0.56
"""The width of a letter in its size, for room that need not be exact."""
Insert = Callable[[Any, Any], Chart]
"""Puts a chart of a type and its figures onto a slide."""


def plain_chart(chart: Chart, size: int) -> None:
    """Take off what slides say elsewhere, and write all text in one size."""
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(size)
    chart.font.color.rgb = rgb(style.TEXT)
    keep_upright(chart)


def value_ticks(values: Iterable[float | None], series: Sequence[ChartSeries]) -> tuple[float, ...]:
    """Give round values from zero up to the highest value or limit."""
    limits = [limit for one in series for limit in one.upper]
    return nice_ticks(max((v for v in (*values, *limits) if v is not None), default=1.0))


def value_axis(axis: Any, ticks: Sequence[float], number_format: str, top: float = 0) -> None:
    """Set the scale of an axis of values, with faint lines across; it ends at ``top`` or higher."""
    axis.minimum_scale, axis.maximum_scale = ticks[0], max(top, ticks[-1])
    axis.major_unit = round(ticks[1] - ticks[0], 9)
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(style.GRID)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = _axis_format(ticks, number_format)


def _axis_format(ticks: Sequence[float], number_format: str) -> str:
    suffix = '"%"' if "%" in number_format else ""
    places = max(len(f"{tick:.9g}".partition(".")[2]) for tick in ticks)
    return f"#,##0{'.' + '0' * places if places else ''}{suffix}"


def spans_of(values: Sequence[float | None], series: ChartSeries) -> list[tuple[int, float, float]]:
    """Say how far each interval reaches up and down from its point."""
    limits = zip(values, series.lower, series.upper, strict=False)
    return [
        (n, round(upper - value, 4), round(value - lower, 4))
        for n, (value, lower, upper) in enumerate(limits)
        if value is not None and lower is not None and upper is not None
    ]
