"""Breaks on a native chart of lines: a dotted line at each, and its name above the highest tick.

A chart of slides has no such sign of its own, and the label of a point would be in the way of the
name of the line that ends there. So they are shapes over the chart.
"""

# mypy: allow-untyped-calls
# The writer of slides is typed in part only.

from __future__ import annotations

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.util import Pt

from cjdata.charts import style
from cjdata.charts.labels import rows_apart
from cjdata.exports.slides import parts
from cjdata.exports.slides.chart_parts import LABEL
from cjdata.exports.slides.fitting import LINE, POINT, Box, text_width
from cjdata.exports.slides.parts import Page, rgb
from cjdata.views.shared.chart_series import ChartData

_ROW = LINE * LABEL
_FREE = 10
"""Points between the names and the highest tick, for half a mark, or half a name of a line."""
_BESIDE = 3
"""Points from the dotted line to its name, and between two names."""
_SPARE = 1.05
"""By how much the place of a name is wider than it."""


def strip_height(data: ChartData, width: float, wider: float) -> float:
    """Give the height above the highest tick that the names of breaks need, in points."""
    rows = _rows(data, width, wider)
    return (max(rows) + 1) * _ROW + _FREE if rows else 0.0


def add_breaks(page: Page, data: ChartData, plot: Box) -> None:
    """Draw the breaks of a chart over its plot."""
    wider = page.deck.wider
    for (year, text), row in zip(data.breaks, _rows(data, plot.width, wider), strict=True):
        x = round(_across(data, year, plot.width)) + plot.left
        top = plot.top + round(row * _ROW * POINT)
        rule = page.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, x, top, x, plot.bottom)
        rule.line.color.rgb, rule.line.width = rgb(style.RULE), Pt(1.25)
        rule.line.dash_style = MSO_LINE.ROUND_DOT
        parts.describe(rule, f"{text}, line", text)
        box = Box(
            x + _BESIDE * POINT,
            top,
            round(_long(text, wider)),
            round(_ROW * POINT),
        )
        label = parts.add_text(page, box, [text], LABEL, colour=style.SECONDARY)
        label.text_frame.word_wrap, label.name = False, text


def _rows(data: ChartData, width: float, wider: float) -> list[int]:
    """Give the row of each name: the first in which it touches no other."""
    starts = [(_across(data, year, width), _long(text, wider)) for year, text in data.breaks]
    return rows_apart([(x, x + long + 2 * _BESIDE * POINT) for x, long in starts])


def _across(data: ChartData, year: str, width: float) -> float:
    """Give where a year begins, from the left of the plot."""
    return data.categories.index(year) / len(data.categories) * width


def _long(text: str, wider: float) -> float:
    return _SPARE * text_width(text, LABEL, wider)
