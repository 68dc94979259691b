"""The template of the ranked bars: built with Altair and compiled once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from cjdata.charts import style
from cjdata.charts.area_templates import (
    IDENTITY,
    IS_NARROW,
    grid,
    key_layers,
    label,
    named,
    pixels,
    symbols,
)
from cjdata.charts.drawing import Spec

SYMBOL_ROOM = 22
"""From the start of the axis to the words that stand in place of a bar, in pixels."""


@cache
def template() -> Spec:
    """Build the chart with Altair, once."""
    axis = alt.Axis(
        title=None, labelOverlap="greedy", labelSeparation=8, grid=False, domain=False, ticks=False
    )
    x = alt.X("value:Q", axis=axis, scale=alt.Scale(zero=True, nice=False))
    at = alt.X("value:Q")
    at_grid = grid().encode(y=pixels("from"), y2="to")
    bands = (
        named("rows")
        .mark_rect()
        .encode(
            x=alt.value(0),
            x2=alt.value("width"),
            y=pixels("top"),
            y2="bottom",
            fill=alt.Fill("band:N", **IDENTITY),
            tooltip="description:N",
            description="description:N",
        )
    )
    bars = (
        named("bars")
        .mark_rect(aria=False)
        .encode(
            x=x,
            x2=alt.datum(0),
            y=pixels("bar_top"),
            y2="bar_bottom",
            fill=alt.Fill("fill:N", **IDENTITY),
            stroke=alt.Stroke("stroke:N", **IDENTITY),
            strokeWidth=alt.StrokeWidth("stroke_width:Q", **IDENTITY),
        )
    )

    def whisker(colour: str, width: float) -> alt.Chart:
        drawn: alt.Chart = (
            named("intervals")
            .mark_rule(color=colour, strokeWidth=width, aria=False)
            .encode(x=alt.X("lower:Q"), x2="upper:Q", y=pixels("middle"))
        )
        return drawn

    def line(colour: str, width: float) -> alt.Chart:
        drawn: alt.Chart = (
            named("line")
            .mark_rule(color=colour, strokeWidth=width, aria=False)
            .encode(x=at, y=pixels("from"), y2="to")
        )
        return drawn

    weight = {"expr": "datum.weight"}
    names = (
        label("rows", align="left", fontWeight=weight)
        .transform_filter("isValid(datum.name)")
        .encode(
            x=alt.value(4),
            y=pixels("middle"),
            text=alt.value({"expr": f"{IS_NARROW} ? datum.short : datum.name"}),
        )
    )
    values = label("bars", align="right", fontWeight=weight).encode(
        x=alt.value("width"), y=pixels("middle"), text="text:N"
    )
    verdicts = symbols("verdicts", aria=False).encode(
        x=alt.value({"expr": "room - datum.from_right"}), y=pixels("middle")
    )
    absent = (
        named("absences")
        .mark_point(filled=False, stroke=style.SECONDARY, strokeWidth=1, opacity=1, aria=False)
        .encode(
            x=alt.X("zero:Q"),
            y=pixels("middle"),
            xOffset=alt.value(10),
            shape=alt.Shape("shape:N", **IDENTITY),
            size=alt.Size("size:Q", **IDENTITY),
            strokeDash=alt.StrokeDash("dash:N", **IDENTITY),
        )
    )

    def absent_text(**mark: Any) -> alt.Chart:
        drawn: alt.Chart = label(
            "absences", align="left", dx=SYMBOL_ROOM, limit={"expr": "room - datum.taken"}, **mark
        ).encode(x=alt.X("zero:Q"), y=pixels("middle"), text="text:N")
        return drawn

    line_label = label("line", align={"expr": "datum.side"}).encode(
        x=at, y=pixels("label_y"), text="text:N"
    )
    layers = [
        at_grid,
        bands,
        bars,
        line(style.WHITE, 4),
        line(style.SCOTLAND.colour, 2),
        whisker(style.WHITE, 4),
        whisker(style.MARK_OUTLINE, 1.5),
        names,
        values,
        verdicts,
        absent,
        absent_text(stroke=style.WHITE, strokeWidth=5),
        absent_text(color=style.SECONDARY),
        line_label,
        *key_layers(),
    ]
    spec: Spec = alt.layer(*layers).configure(**style.CONFIG).to_dict()
    return spec
