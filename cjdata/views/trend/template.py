"""The template of the trend chart: built with Altair and compiled once a process."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import altair as alt

from cjdata.charts import style
from cjdata.charts.line_names import LABEL_SIZE

Spec = dict[str, Any]


@cache
def template() -> Spec:
    """Build the chart with Altair, once."""
    x_axis = alt.Axis(
        title=None,
        labelAngle=0,
        labelAlign="center",
        labelBaseline="top",
        labelOverlap="greedy",
        labelSeparation=10,
        grid=False,
        ticks=True,
    )
    y_axis = alt.Axis(title=None, ticks=False, domain=False)
    x = alt.X("period:O", axis=x_axis, scale=alt.Scale(type="band", paddingOuter=0.0))
    bare_x = alt.X("period:O")
    y = alt.Y("value:Q", axis=y_axis, scale=alt.Scale(zero=True, nice=False))

    def named(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name))

    identity: dict[str, Any] = {"scale": None, "legend": None}
    pandemic = (
        named("pandemic")
        .mark_rect(color=style.PANDEMIC)
        .encode(x=bare_x, y=alt.Y("top:Q", stack=None), y2=alt.datum(0))
    )
    rules = (
        named("breaks")
        .mark_rule(color=style.RULE, strokeWidth=1.5, strokeDash=[2, 3])
        .encode(x=alt.X("period:O", bandPosition=0), y=alt.Y("top:Q"), y2=alt.datum(0))
    )
    strip_text = (
        named("strip")
        .mark_text(align="left", baseline="top", dx=4, fontSize=style.AXIS_SIZE)
        .encode(
            x=alt.X("period:O", bandPosition=0),
            y=alt.Y("value:Q"),
            text="text:N",
            color=alt.Color("colour:N", **identity),
        )
    )
    band = (
        named("bands")
        .mark_area()
        .encode(
            x=bare_x,
            y=alt.Y("lower:Q"),
            y2="upper:Q",
            detail="stretch:N",
            fill=alt.Fill("colour:N", **identity),
            fillOpacity=alt.FillOpacity("opacity:Q", **identity),
        )
    )
    bars = (
        named("bars")
        .mark_rule(strokeWidth=9)
        .encode(
            x=bare_x,
            y=alt.Y("lower:Q"),
            y2="upper:Q",
            stroke=alt.Stroke("colour:N", **identity),
            strokeOpacity=alt.StrokeOpacity("opacity:Q", **identity),
        )
    )
    level = (
        named("levels")
        .mark_rule(color=style.SECONDARY, strokeWidth=1.5)
        .encode(
            x=alt.X("first:O", bandPosition=0),
            x2=alt.X2("last:O", bandPosition=1),
            y=alt.Y("value:Q"),
        )
    )

    def line(name: str, **settings: Any) -> alt.Chart:
        drawn: alt.Chart = (
            named(name)
            .mark_line(**settings)
            .encode(
                x=bare_x,
                y=alt.Y("value:Q"),
                detail="stretch:N",
                color=alt.Color("colour:N", **identity),
                strokeWidth=alt.StrokeWidth("width:Q", **identity),
            )
        )
        return drawn

    rings = (
        named("rings")
        .mark_point(filled=False, opacity=1, strokeWidth=1.5, size=340, shape="circle")
        .encode(x=bare_x, y=alt.Y("value:Q"), color=alt.Color("colour:N", **identity))
    )
    marks = (
        named("points")
        .mark_point(opacity=1, strokeWidth=1.75)
        .encode(
            x=x,
            y=y,
            stroke=alt.Stroke("colour:N", **identity),
            fill=alt.Fill("fill:N", **identity),
            shape=alt.Shape("shape:N", **identity),
            size=alt.Size("size:Q", **identity),
            tooltip=[
                alt.Tooltip("area:N", title="Area"),
                alt.Tooltip("period:O", title="Year"),
                alt.Tooltip("text:N", title="Figure"),
                alt.Tooltip("edition:N", title="Edition"),
            ],
            description="description:N",
        )
    )

    def ends(weight: Literal["normal", "bold"]) -> alt.Chart:
        drawn: alt.Chart = (
            named("labels")
            .transform_filter(f"datum.weight == '{weight}'")
            .mark_text(
                align={"expr": "datum.align"},
                baseline="middle",
                dx={"expr": "datum.dx"},
                fontSize=LABEL_SIZE,
                fontWeight=weight,
            )
            .encode(x=alt.X("period:O", bandPosition=0.5), y=alt.Y("value:Q"), text="text:N")
        )
        return drawn

    # No halo round the labels: it would hide the points of other lines behind it.
    layers = [
        pandemic,
        band,
        bars,
        level,
        rules,
        line("strokes"),
        line("dashes", strokeDash=[6, 4]),
        rings,
        marks,
        strip_text,
        ends("normal"),
        ends("bold"),
    ]
    spec: Spec = alt.layer(*layers).configure(**style.CONFIG).to_dict()
    return spec
