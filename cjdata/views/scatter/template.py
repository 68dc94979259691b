"""The template of two measures against each other: built with Altair, compiled once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from cjdata.charts import style
from cjdata.charts.area_templates import grid, key_layers, label, named, pixels, symbols
from cjdata.charts.axes import NARROW
from cjdata.charts.drawing import Spec

WIDTHS = ((200, NARROW), (NARROW, 760), (760, 1400))
"""From the least to the greatest of the widths that names are placed for: on a phone, on a small
and on a large screen."""


@cache
def template() -> Spec:
    """Build the chart with Altair, once."""
    bare: dict[str, Any] = {"labelOverlap": "greedy", "ticks": False, "domain": False}
    across = alt.Axis(titleAnchor="end", titleColor=style.TEXT, grid=False, **bare)
    scale = alt.Scale(zero=False, nice=False)
    x, y = alt.X("x:Q"), alt.Y("y:Q")
    dots = symbols("dots", aria=True).encode(
        x=alt.X("x:Q", axis=across, scale=scale),
        y=alt.Y("y:Q", axis=alt.Axis(title=None, **bare), scale=scale),
        tooltip="description:N",
        description="description:N",
    )
    tier = f"datum.tier == (room < {NARROW} ? 0 : room < {WIDTHS[-1][0]} ? 1 : 2)"

    def names(**mark: Any) -> alt.Chart:
        by_row = {key: {"expr": f"datum.{field}"} for key, field in _BY_ROW.items()}
        drawn: alt.Chart = (
            label("names", **by_row, **mark).encode(x=x, y=y, text="text:N").transform_filter(tier)
        )
        return drawn

    titles = label("titles", align="left").encode(
        x=pixels("x", alt.X), y=pixels("y"), text="text:N"
    )
    lines = grid().encode(y=alt.Y("from:Q"), y2="to:Q")
    halo = names(stroke=style.WHITE, strokeWidth=4)
    layers = [lines, halo, _leaders(tier), dots, names(), titles, *key_layers()]
    spec: Spec = alt.layer(*layers).configure(**style.CONFIG).to_dict()
    return spec


def _leaders(tier: str) -> alt.Chart:
    """Draw the lines from dots to names that stand apart from them."""
    mark = named("leaders").mark_rule(
        color=style.FAINT,
        strokeWidth=1,
        x2Offset={"expr": "datum.dx"},
        y2Offset={"expr": "datum.dy"},
        aria=False,
    )
    drawn: alt.Chart = mark.encode(
        x=alt.X("x:Q"), y=alt.Y("y:Q"), x2="x:Q", y2="y:Q"
    ).transform_filter(tier)
    return drawn


_BY_ROW = {"dx": "dx", "dy": "dy", "align": "align", "fontWeight": "weight"}
