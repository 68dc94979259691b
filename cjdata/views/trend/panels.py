"""The trend chart: lines over years, that stop at gaps and breaks, with their intervals behind.

A chart is a template (see ``template.py``) with rows put in by name, so drawing one costs no
chart building.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cjdata.charts import style
from cjdata.charts.axes import nice_ticks
from cjdata.charts.labels import text_width
from cjdata.views.trend.lines import TrendChart
from cjdata.views.trend.panel import Panel, are_named
from cjdata.views.trend.rows import Drawn, name_width

WHOLE_HEIGHT, UPPER_HEIGHT, LOWER_HEIGHT = 270, 200, 130
"""Of the plot up to its highest tick, in pixels on a page."""


def trend_panels(chart: TrendChart) -> tuple[Panel, ...]:
    """Lay lines out in panels.

    Counts of Scotland would press a council's line flat on the axis, so they get a panel of
    their own, with its own scale, below the councils. All else shares one.
    """
    styles = style.line_styles([line.area for line in chart.lines[1:]])
    drawn = [pair for pair in zip(chart.lines, styles, strict=True) if pair[0].stretches]
    if not drawn:
        return ()
    small = [pair for pair in drawn if pair[0].area.kind != "scotland"]
    large = [pair for pair in drawn if pair[0].area.kind == "scotland"]
    if chart.is_count and small and large:
        names = "Councils" if len(small) > 1 else small[0][0].area.name
        return _aligned(
            _panel(names, small, chart, UPPER_HEIGHT),
            _panel("Scotland, on its own scale", large, chart, LOWER_HEIGHT),
        )
    return (_panel("", drawn, chart, WHOLE_HEIGHT),)


def _aligned(*panels: Panel) -> tuple[Panel, ...]:
    written, short = (max(widths) for widths in zip(*(p.label_widths for p in panels), strict=True))
    axis_width = max(panel.axis_width for panel in panels)
    return tuple(
        replace(panel, label_widths=(written, short), axis_width=axis_width) for panel in panels
    )


def _panel(title: str, drawn: Drawn, chart: TrendChart, plotted: float) -> Panel:
    ticks = nice_ticks(max(_heights(drawn, chart)), whole=chart.is_count)
    named = [line.area for line, _ in drawn] if are_named(title, drawn) else []
    written, short = (max((name_width(a, s) for a in named), default=0.0) for s in (False, True))
    return Panel(
        title,
        tuple(drawn),
        chart,
        ticks,
        plotted,
        label_widths=(written, short),
        axis_width=max(text_width(f"{t:,.10g}{chart.suffix}", style.AXIS_SIZE) for t in ticks) + 6,
    )


def _heights(drawn: Drawn, chart: TrendChart) -> Iterator[float]:
    """Give all that the value axis must hold: figures, bands, and the level marked."""
    yield chart.level or 0.0
    for line, _ in drawn:
        yield from (point.value for point in line.points)
        yield from (point.upper or 0.0 for band in line.bands for point in band)
