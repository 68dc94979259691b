"""Native charts of lines over years, parted at breaks, from exactly the figures shown."""

# mypy: allow-untyped-calls
# The writer of slides is typed in part only.

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Pt

from cjdata.charts import style
from cjdata.charts.labels import text_width
from cjdata.charts.line_names import LABEL_SIZE, NamedLine, Plane, place_names
from cjdata.exports.slides.books import LineData
from cjdata.exports.slides.chart_markup import (
    LEFT,
    TOP,
    error_bars,
    leave_room,
    move_label,
    plot_height,
    skip_labels,
)
from cjdata.exports.slides.chart_parts import (
    AXIS,
    LABEL,
    LEAST,
    LETTER,
    MARKERS,
    Insert,
    plain_chart,
    spans_of,
    value_axis,
    value_ticks,
)
from cjdata.exports.slides.fitting import POINT, Box
from cjdata.exports.slides.parts import rgb
from cjdata.views.shared.chart_series import ChartData, ChartSeries
from cjdata.wording import slides as words

_APART = 4
"""Points between years under a plot."""


@dataclass(frozen=True, slots=True)
class LineSegment:
    """A line, or a part of one that a break parts from the rest."""

    series: ChartSeries
    name: str
    first: int
    last: int
    is_end: bool

    @property
    def values(self) -> list[float | None]:
        """Its values, and None in all other years."""
        return self._cut(self.series.values)

    def _cut(self, values: Sequence[float | None]) -> list[float | None]:
        return [v if self.first <= n < self.last else None for n, v in enumerate(values)]


def segments_of(data: ChartData) -> Iterator[LineSegment]:
    """Cut the lines of a chart at their breaks; gaps stay gaps inside a segment."""
    for series in data.series:
        cuts = [0, *series.starts, len(data.categories)]
        for first, last in pairwise(cuts):
            name = words.segment_name(
                series.name,
                data.categories[first] if first else None,
                data.categories[last - 1] if last < len(data.categories) else None,
            )
            yield LineSegment(series, name, first, last, last == len(data.categories))


def plot_of(data: ChartData, box: Box) -> Box:
    """Give where the plot of a chart of lines stands, within its axes."""
    width = round(box.width * (1 - LEFT - _name_room(data, box)))
    height = round(box.height * plot_height(box))
    return Box(box.left + round(box.width * LEFT), box.top + round(box.height * TOP), width, height)


def add_lines(data: ChartData, insert: Insert, box: Box, strip: float = 0) -> Chart:
    """Draw lines over years; they stop at gaps and at breaks.

    ``strip`` is the height that is kept free above the highest tick, in points.
    """
    segments = [s for s in segments_of(data) if any(v is not None for v in s.values)]
    book = LineData(number_format=data.number_format)
    book.categories = data.categories
    for segment in segments:
        book.add_series(segment.name, segment.values)
    chart = insert(XL_CHART_TYPE.LINE_MARKERS, book)
    plain_chart(chart, AXIS)
    ticks = value_ticks([v for s in segments for v in s.values], data.series)
    plot = box.height * plot_height(box)
    top = ticks[-1] * plot / (plot - strip * POINT)
    value_axis(chart.value_axis, ticks, data.number_format, top)
    room = _name_room(data, box)
    width = box.width * (1 - LEFT - room)
    _year_axis(chart.category_axis, data.categories, width)
    for line, segment in zip(chart.plots[0].series, segments, strict=True):
        _draw_line(line, segment)
        _hollow_marks(line, segment)
        spans = spans_of(segment.values, segment.series)
        error_bars(line, spans, segment.series.look or style.SPARE)
    if not _is_titled(data):
        plane = Plane(
            len(data.categories),
            (width / POINT,),
            plot / POINT,
            top,
            ticks[-1],
            LABEL,
            LABEL / LABEL_SIZE,
            tuple(data.categories.index(year) for year, _ in data.breaks),
        )
        _name_lines(chart, segments, plane, plot_height(box))
    leave_room(chart, room, box)
    return chart


def _draw_line(line: Any, segment: LineSegment) -> None:
    look = segment.series.look or style.SPARE
    line.smooth = False
    line.format.line.color.rgb = rgb(look.colour)
    line.format.line.width = Pt(look.width)
    marker = line.marker
    marker.style = MARKERS[look.shape]
    marker.size = 9 if look is style.AREA else 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(look.colour)
    marker.format.line.color.rgb = rgb(look.colour)


def _hollow_marks(line: Any, segment: LineSegment) -> None:
    """Leave the marks of figures that rest on few cases hollow, as the page does."""
    look = segment.series.look or style.SPARE
    for place in segment.series.hollow:
        if segment.values[place] is None:
            continue
        marker = line.points[place].marker
        marker.style, marker.size = line.marker.style, line.marker.size
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb(style.WHITE)
        marker.format.line.color.rgb = rgb(look.colour)
        marker.format.line.width = Pt(look.width)


def _is_titled(data: ChartData) -> bool:
    """Whether the title above a chart names its one line."""
    return bool(data.title) and len(data.series) == 1


def _name_room(data: ChartData, box: Box) -> float:
    """Give the share of a chart's width that the names at line ends need."""
    if _is_titled(data):
        return 0.03
    needed = max(len(series.name) for series in data.series) * LETTER * LABEL * POINT
    return float(min(needed / box.width + 0.02, 0.34))


def _name_lines(chart: Chart, segments: Sequence[LineSegment], plane: Plane, height: float) -> None:
    """Write the name of each line at its end, where it is on no other name and on no line.

    ``height`` is the share of the chart's height that the plot takes.
    """
    ends = [s for s in segments if s is _last_of(s.series, segments)]
    named = [_named(end.series, segments) for end in ends]
    for segment, place in zip(ends, place_names(named, plane), strict=True):
        line = chart.plots[0].series[segments.index(segment)]
        point, own = _end(segment)
        label = line.points[point].data_label
        text = label.text_frame
        text.text = segment.series.name
        run = text.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(LABEL), segment.series.look is style.AREA
        text.word_wrap = False
        is_before = place.is_before
        label.position = XL_LABEL_POSITION.LEFT if is_before else XL_LABEL_POSITION.RIGHT
        if abs(place.value - own) > plane.top / 1000:
            move_label(label, (own - place.value) / plane.top * height)


def _named(series: ChartSeries, segments: Sequence[LineSegment]) -> NamedLine:
    """Give the stretches of a line without a gap, and how long its name is."""
    runs: list[tuple[tuple[int, float], ...]] = []
    for segment in segments:
        if segment.series is series:
            for is_held, points in groupby(enumerate(segment.values), lambda p: p[1] is not None):
                if is_held:
                    runs.append(tuple((n, v) for n, v in points if v is not None))
    limits = zip(series.lower, series.upper, strict=True)
    bars = (
        ((n, upper), (n, lower))
        for n, (lower, upper) in enumerate(limits)
        if lower is not None and upper is not None
    )
    return NamedLine(tuple(runs), (text_width(series.name, LABEL),), tuple(bars))


def _last_of(series: ChartSeries, segments: Sequence[LineSegment]) -> LineSegment | None:
    return next((s for s in reversed(segments) if s.series is series), None)


def _end(segment: LineSegment) -> tuple[int, float]:
    held = [(n, v) for n, v in enumerate(segment.values) if v is not None]
    return held[-1]


def _year_axis(axis: Any, years: Sequence[str], width: float) -> None:
    axis.format.line.color.rgb = rgb(style.SECONDARY)
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    size = next((s for s in (AXIS, LEAST) if _years_room(years, s) <= width), LEAST)
    axis.tick_labels.font.size = Pt(size)
    skip_labels(axis, math.ceil(_years_room(years, size) / max(width, 1)))


def _years_room(years: Sequence[str], size: int) -> float:
    return len(years) * (len(years[0]) * LETTER * size + _APART) * POINT if years else 1
