"""The template of the funnel: built with Altair, compiled once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from cjdata.charts import style
from cjdata.charts.area_templates import grid, key_layers, label, named, symbols
from cjdata.charts.axes import NARROW
from cjdata.charts.drawing import Spec
from cjdata.views.scatter.template import WIDTHS

INNER_DASH, OUTER_DASH = [7, 3], [2, 3]


@cache
def template() -> Spec:
    """Build the chart with Altair, once."""
    bare: dict[str, Any] = {"labelOverlap": "greedy", "ticks": False, "domain": False}
    across = alt.Axis(titleAnchor="end", titleColor=style.TEXT, grid=False, **bare)
    x, y = alt.X("x:Q"), alt.Y("y:Q")
    dots = symbols("dots", aria=True).encode(
        x=alt.X("x:Q", axis=across, scale=alt.Scale(type="log", nice=False)),
        y=alt.Y("y:Q", axis=alt.Axis(title=None, **bare), scale=alt.Scale(zero=False, nice=False)),
        tooltip="description:N",
        description="description:N",
    )
    scotland = (
        named("scotland")
        .mark_rule(color=style.SCOTLAND.colour, strokeWidth=2, aria=False)
        .encode(y=y)
    )
    lines = grid().encode(x=alt.X("value:Q"), y=alt.Y("from:Q"), y2="to:Q")
    layers = [
        lines,
        _curves("inner", INNER_DASH, 1.5),
        _curves("outer", OUTER_DASH, 1.5),
        scotland,
        _leaders(),
        dots,
        _names(x, y),
        *key_layers(),
    ]
    spec: Spec = alt.layer(*layers).configure(**style.CONFIG).to_dict()
    return spec


def _curves(name: str, dash: list[int], width: float) -> alt.Chart:
    drawn: alt.Chart = (
        named(name)
        .mark_line(
            color=style.MARK_OUTLINE, strokeDash=dash, strokeWidth=width, clip=True, aria=False
        )
        .encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), detail="side:N", order="x:Q")
    )
    return drawn


_TIER = f"datum.tier == (room < {NARROW} ? 0 : room < {WIDTHS[-1][0]} ? 1 : 2)"


def _names(x: alt.X, y: alt.Y) -> alt.Chart:
    by_row = {
        key: {"expr": f"datum.{field}"}
        for key, field in (("dx", "dx"), ("dy", "dy"), ("align", "align"), ("fontWeight", "weight"))
    }
    drawn: alt.Chart = (
        label("names", **by_row).encode(x=x, y=y, text="text:N").transform_filter(_TIER)
    )
    return drawn


def _leaders() -> alt.Chart:
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
    ).transform_filter(_TIER)
    return drawn
