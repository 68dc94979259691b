"""The template of the tile-grid map: built with Altair and compiled once a process.

All is placed in pixels from parameters: ``tile_w`` and ``tile_h``, the sides of a tile;
``legend_x``, ``legend_y`` and ``legend_line``, where the legend starts and the height of its
lines; ``letters``, the size of the text in a tile, and ``beside``, whether its two texts stand
side by side; ``zoom``, by how much lines are larger than
on a page; ``room``, the width of the plot.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from cjdata.charts import style
from cjdata.charts.area_templates import IDENTITY, label, named
from cjdata.charts.drawing import Spec

LINE = 24
"""The height of a line of the legend."""
VERDICT = 0.9
"""The room of a verdict behind the figure of a tile, for text of one pixel."""
LEGEND_TEXT = 26
"""From the edge of the legend to its words."""
_BOX = 17


@dataclass(frozen=True, slots=True)
class _Box:
    """Where a box stands, as expressions: its upper left corner and its sides."""

    left: str
    top: str
    width: str
    height: str

    def at(self, x: str = "0", y: str = "0", more: float = 0) -> dict[str, Any]:
        """Place a layer at shares of the box, further out by ``more`` pixels."""
        return {
            "x": _pixel(f"{self.left} + ({x}) * {self.width} - {more} * zoom"),
            "y": _pixel(f"{self.top} + ({y}) * {self.height} - {more} * zoom"),
        }

    def to(self, x: str = "1", y: str = "1", more: float = 0) -> dict[str, Any]:
        """Let a layer reach to shares of the box, further out by ``more`` pixels."""
        return {
            "x2": _pixel(f"{self.left} + ({x}) * {self.width} + {more} * zoom"),
            "y2": _pixel(f"{self.top} + ({y}) * {self.height} + {more} * zoom"),
        }


def _pixel(expression: str) -> Any:
    # Not a calculated field: those keep their first values when a page becomes wider.
    return alt.value({"expr": expression})


_TILE = _Box(
    "((datum.column - 1) * tile_w + 3 * zoom)",
    "((datum.row - 1) * tile_h + 3 * zoom)",
    "(tile_w - 4 * zoom)",
    "(tile_h - 4 * zoom)",
)
_ENTRY = _Box(
    "legend_x", "(legend_y + datum.line * legend_line)", f"({_BOX} * zoom)", f"({_BOX} * zoom)"
)


_VALUE = "beside ? 0.72 : 0.5"
_SHIFT = f"(datum.shape ? {VERDICT / 2} : 0) * letters / (tile_w - 4 * zoom)"
_BEHIND = f"(datum.long / 2 + {VERDICT / 2} - 0.32) * letters / (tile_w - 4 * zoom)"


@cache
def template() -> Spec:
    """Build the map with Altair, once."""
    tiles = _boxes("tiles", _TILE, aria=True).encode(
        tooltip="description:N", description="description:N"
    )
    layers = [
        tiles,
        _hatches("hatches", _TILE),
        _strip("group", _TILE),
        *_rings("area", _TILE),
        *_lettering("short", "beside ? 0.25 : 0.5", "beside ? 0.45 : 0.3"),
        *_lettering("value", f"({_VALUE}) - {_SHIFT}", "beside ? 0.45 : 0.64"),
        _verdicts("verdicts", _TILE, f"({_VALUE}) + {_BEHIND}", "beside ? 0.45 : 0.64", "letters"),
        _boxes("legend", _ENTRY, aria=False),
        _hatches("legend_hatches", _ENTRY),
        _strip("legend_group", _ENTRY),
        *_rings("legend_area", _ENTRY),
        _verdicts("legend_verdicts", _ENTRY, "0.5", "0.5", f"({_BOX} * zoom)"),
        *_legend_text(),
    ]
    spec: Spec = alt.layer(*layers).configure(**style.CONFIG).to_dict()
    return spec


def _boxes(name: str, box: _Box, *, aria: bool) -> alt.Chart:
    # Vega-Lite has no channel for the dashes of a rectangle.
    drawn: alt.Chart = (
        named(name)
        .mark_rect(strokeDash={"expr": "datum.dash"}, aria=aria)
        .encode(
            **box.at(),
            **box.to(),
            fill=alt.Fill("fill:N", **IDENTITY),
            stroke=alt.Stroke("stroke:N", **IDENTITY),
            strokeWidth=alt.StrokeWidth("stroke_width:Q", **IDENTITY),
        )
    )
    return drawn


def _rings(name: str, box: _Box) -> list[alt.Chart]:
    """Draw the double outline of the area, which no other tile has."""

    def ring(colour: str, more: float) -> alt.Chart:
        mark = named(name).mark_rect(
            fill=None, stroke=colour, strokeWidth={"expr": "3 * zoom"}, aria=False
        )
        drawn: alt.Chart = mark.encode(**box.at(more=more), **box.to(more=more))
        return drawn

    return [ring(style.WHITE, -1.5), ring(style.TEXT, 1)]


def _hatches(name: str, box: _Box) -> alt.Chart:
    line = named(name).mark_rule(color=style.FAINT, strokeWidth={"expr": "zoom"}, aria=False)
    ends = {**box.at("datum.from_x", "datum.from_y"), **box.to("datum.to_x", "datum.to_y")}
    drawn: alt.Chart = line.encode(**ends)
    return drawn


def _strip(name: str, box: _Box) -> alt.Chart:
    """Draw the bar along the lower edge of the tiles of the group."""
    drawn: alt.Chart = (
        named(name)
        .mark_rect(aria=False)
        .encode(
            **box.at("0.12", "0.86"), **box.to("0.88", "0.94"), fill=alt.Fill("ink:N", **IDENTITY)
        )
    )
    return drawn


def _verdicts(name: str, box: _Box, across: str, down: str, letters: str) -> alt.Chart:
    """Draw how tiles stand beside the one of the area chosen, by shape."""
    size = {"expr": f"pow(0.6 * {letters}, 2)"}
    drawn: alt.Chart = (
        named(name)
        .mark_point(size=size, opacity=1, aria=False, strokeWidth={"expr": "1.3 * zoom"})
        .encode(
            **box.at(across, down),
            shape=alt.Shape("shape:N", **IDENTITY),
            stroke=alt.Stroke("ink:N", **IDENTITY),
            fill=alt.Fill("mark_fill:N", **IDENTITY),
        )
    )
    return drawn


def _lettering(field: str, across: str, down: str) -> list[alt.Chart]:
    """Draw a line of text in every tile; over a hatched one on a white halo."""
    weight = "bold" if field == "short" else "normal"

    def text(**mark: Any) -> alt.Chart:
        letters = label("tiles", fontSize={"expr": "letters"}, fontWeight=weight, **mark)
        drawn: alt.Chart = letters.encode(
            **_TILE.at(across, down), text=f"{field}:N", color=alt.Color("ink:N", **IDENTITY)
        )
        return drawn

    halo = text(stroke=style.WHITE, strokeWidth=5).transform_filter("datum.is_hatched")
    return [halo, text()]


def _legend_text() -> list[alt.Chart]:
    middle = _ENTRY.at("0.5", "0.5")
    fitting = {"expr": f"room - legend_x - {LEGEND_TEXT} * zoom"}
    words = label("legend", align="left", dx=LEGEND_TEXT - _BOX / 2, limit=fitting).encode(
        **middle, text="text:N"
    )
    halo = label("legend", stroke=style.WHITE, strokeWidth=4).encode(**middle, text="letter:N")
    letters = label("legend", fontWeight="bold").encode(**middle, text="letter:N")
    return [words, halo.transform_filter("datum.is_hatched"), letters]
