"""Native charts of areas, as bars or as dots, from exactly the figures shown."""

# mypy: allow-untyped-calls
# The writer of slides is typed in part only.

from __future__ import annotations

from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Pt

from cjdata.charts import style
from cjdata.charts.area_rows import Part
from cjdata.charts.area_templates import axis_ticks
from cjdata.charts.axes import nice_ticks
from cjdata.exports.slides.books import DotData, LineData
from cjdata.exports.slides.chart_markup import (
    error_bars,
    skip_labels,
)
from cjdata.exports.slides.chart_parts import (
    AXIS,
    BAR_TEXT,
    LETTER,
    MARKERS,
    SMALLEST,
    Insert,
    plain_chart,
    spans_of,
    value_axis,
)
from cjdata.exports.slides.fitting import LINE, POINT, Box
from cjdata.exports.slides.parts import rgb
from cjdata.views.shared.chart_series import ChartData, ChartSeries
from cjdata.wording import slides as words

_NAMES = 0.44
"""The share of a chart of bars that the names may take in width."""
_ORDER: tuple[Part, ...] = ("other", "group", "scotland", "area")


def add_bars(data: ChartData, insert: Insert, top: float, size: int) -> Chart:
    """Draw areas as bars from the top, the one that stands out in its own colour."""
    series = data.series[0]
    book = LineData(number_format=data.number_format)
    book.categories = _names(data)
    book.add_series(series.name, series.values)
    chart = insert(XL_CHART_TYPE.BAR_CLUSTERED, book)
    plain_chart(chart, size)
    value_axis(chart.value_axis, nice_ticks(top), data.number_format)
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.rgb = rgb(style.SECONDARY)
    plot = chart.plots[0]
    plot.gap_width = 25
    bars = plot.series[0]
    for number, part in enumerate(data.parts):
        if series.values[number] is not None:
            _draw_bar(bars.points[number], part)
    _label_bars(plot, data, size)
    skip_labels(chart.category_axis, 1)
    error_bars(bars, spans_of(series.values, series), style.SPARE)
    return chart


def bars_top(data: ChartData) -> float:
    """Give the highest value or limit of bars, for one scale over several charts."""
    series = data.series[0]
    return max((v for v in (*series.values, *series.upper) if v is not None), default=1.0)


def _draw_bar(bar: Any, part: Part) -> None:
    look = style.BARS[part]
    bar.format.fill.solid()
    bar.format.fill.fore_color.rgb = rgb(look.fill)
    bar.format.line.color.rgb = rgb(look.stroke)
    bar.format.line.width = Pt(1)


def bar_size(data: ChartData, box: Box, count: int) -> int:
    """Give the size of the names beside ``count`` bars: each in one line, as high as its bar."""
    by_height = box.height / POINT / count / LINE
    by_width = _NAMES * box.width / POINT / max(len(name) for name in _names(data)) / LETTER
    return int(min(max(min(by_height, by_width), SMALLEST), BAR_TEXT))


def _names(data: ChartData) -> list[str]:
    absences = data.absences or ("",) * len(data.categories)
    signs = data.signs or ("",) * len(data.categories)
    return [
        words.without_value(f"{name} {sign}".rstrip(), why)
        for name, why, sign in zip(data.categories, absences, signs, strict=True)
    ]


def _label_bars(plot: Any, data: ChartData, size: int) -> None:
    """Write each value at the foot of its bar, where the intervals are not."""
    labels = plot.series[0].data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = data.number_format
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    labels.font.size = Pt(size)
    labels.font.color.rgb = rgb(style.TEXT)
    for number, part in enumerate(data.parts):
        if part == "area" and data.series[0].values[number] is not None:
            label = plot.series[0].points[number].data_label
            label.font.size, label.font.bold = Pt(size), True
            label.font.color.rgb = rgb(style.WHITE)
            label.position = XL_LABEL_POSITION.INSIDE_BASE


# Dots


def add_dots(data: ChartData, insert: Insert, names: dict[Part, str]) -> Chart:
    """Draw areas by two figures, those that stand out in their own shape and colour."""
    across, up = data.series
    book = DotData(number_format=data.number_format)
    points = list(zip(data.categories, across.values, up.values, strict=True))
    shown: list[Part] = [part for part in _ORDER if part in data.parts]
    for part in shown:
        own = [p for p, its in zip(points, data.parts, strict=True) if its == part]
        book.add_dots(
            names[part], [(n, x, y) for n, x, y in own if x is not None and y is not None]
        )
    chart = insert(XL_CHART_TYPE.XY_SCATTER, book)
    plain_chart(chart, AXIS)
    for dots, part in zip(chart.plots[0].series, shown, strict=True):
        _draw_dots(dots, part)
    for axis, series in ((chart.category_axis, across), (chart.value_axis, up)):
        _dot_axis(axis, series, data.number_format)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(AXIS)
    return chart


def _draw_dots(dots: Any, part: Part) -> None:
    look = style.DOTS[part]
    dots.format.line.fill.background()
    dots.marker.style = MARKERS[look.shape]
    dots.marker.size = 12 if part == "area" else 9
    dots.marker.format.fill.solid()
    dots.marker.format.fill.fore_color.rgb = rgb(style.CONTEXT if part == "other" else look.fill)
    dots.marker.format.line.color.rgb = rgb(style.FAINT if part == "other" else look.fill)


def _dot_axis(axis: Any, series: ChartSeries, number_format: str) -> None:
    ticks = axis_ticks([value for value in series.values if value is not None])
    value_axis(axis, ticks, number_format)
    axis.has_title = True
    axis.axis_title.text_frame.text = series.name
    run = axis.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(AXIS), False
