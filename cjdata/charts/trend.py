"""The trend chart: lines over years, that stop at gaps and breaks, with their intervals behind.

A chart is a template (see ``template.py``) with rows put in by name, so drawing one costs no
chart building.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from cjdata.charts import style
from cjdata.charts.labels import text_width
from cjdata.charts.lines import TrendChart, TrendLine
from cjdata.charts.template import LABEL_SIZE, Spec
from cjdata.charts.trend_rows import Drawn, Rows, rows_of
from cjdata.charts.trend_spec import panel_spec

HEAD_ROOM = 40
"""Pixels kept free above the highest tick, for the labels of breaks and of the pandemic."""
WHOLE_HEIGHT, UPPER_HEIGHT, LOWER_HEIGHT = 340, 240, 170


@dataclass(frozen=True)
class Panel:
    """One plot: its rows by name, and what the template needs to know besides.

    Attributes
    ----------
    title
        Empty for a chart of one panel; names the lines and their scale where there are two.
    lines
        The lines drawn.
    rows
        By the name of the template's data, such as ``points``, ``bands`` and ``breaks``.
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
    lines: tuple[TrendLine, ...]
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


def _aligned(*panels: Panel) -> tuple[Panel, ...]:
    label_width = max(panel.label_width for panel in panels)
    axis_width = max(panel.axis_width for panel in panels)
    return tuple(replace(panel, label_width=label_width, axis_width=axis_width) for panel in panels)


def _panel(title: str, drawn: Drawn, chart: TrendChart, height: int) -> Panel:
    ticks = nice_ticks(max(_heights(drawn, chart)), whole=chart.is_count)
    top = ticks[-1] * height / (height - HEAD_ROOM)
    return Panel(
        title,
        tuple(line for line, _ in drawn),
        rows_of(drawn, chart, top, height),
        chart.years,
        top,
        ticks,
        chart.suffix,
        height,
        label_width=max(text_width(line.area.name, LABEL_SIZE) for line, _ in drawn),
        axis_width=max(text_width(f"{t:,.10g}{chart.suffix}", style.AXIS_SIZE) for t in ticks) + 6,
    )


def _heights(drawn: Drawn, chart: TrendChart) -> Iterator[float]:
    """Give all that the value axis must hold: figures, bands, and the level marked."""
    yield chart.level or 0.0
    for line, _ in drawn:
        yield from (point.value for point in line.points)
        yield from (point.upper or 0.0 for band in line.bands for point in band)
