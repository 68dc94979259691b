"""How charts look: the Analysis Function palette, on white, told apart by more than colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cjdata.reference.areas import Area

FONT = "Source Sans"
TEXT = "#0B0C0C"
SECONDARY = "#505A5F"
RULE = "#505A5F"
GRID = "#E3E6E8"
PANDEMIC = "#EEF0F2"
AXIS_SIZE = 13.5
BOLD_WIDER = 1.06
"""By how much bold text is wider than other text."""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How one series is drawn."""

    colour: str
    shape: str
    width: float
    size: float


AREA = LineStyle("#12436D", "circle", 3.5, 80)
SCOTLAND = LineStyle("#F46A25", "square", 2, 60)
GROUP = LineStyle("#801650", "diamond", 2, 70)
OTHERS = (
    LineStyle("#28A197", "triangle-up", 2, 60),
    LineStyle("#3D3D3D", "triangle-down", 2, 60),
    LineStyle("#A285D1", "cross", 2, 60),
    LineStyle("#801650", "triangle-right", 2, 60),
)
SPARE = LineStyle("#6F777B", "stroke", 1.5, 60)


def line_styles(others: Sequence[Area]) -> list[LineStyle]:
    """Give a style to the area and to each comparator, in order."""
    styles = [AREA]
    councils = iter(OTHERS)
    for area in others:
        if area.kind == "scotland":
            styles.append(SCOTLAND)
        elif area.kind == "group":
            styles.append(GROUP)
        else:
            styles.append(next(councils, SPARE))
    return styles


MARK_OUTLINE = "#3D3D3D"
"""Of the line round a mark that says worse."""
BAND_OPACITY = 0.14
"""Of an interval’s band; the line inside it says the figure."""
CONTEXT = "#BFBFBF"
"""Areas that are only context, whose figures stand in the table."""

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "#FFFFFF",
    "view": {"stroke": None},
    "axis": {
        "labelColor": TEXT,
        "titleColor": SECONDARY,
        "labelFontSize": AXIS_SIZE,
        "titleFontSize": AXIS_SIZE,
        "titleFontWeight": "normal",
        "domainColor": SECONDARY,
        "tickColor": SECONDARY,
        "gridColor": GRID,
        "labelFontWeight": "normal",
    },
    "text": {"color": TEXT, "fontSize": 13},
}


@dataclass(frozen=True, slots=True)
class PartStyle:
    """How charts of many areas draw one part: told apart by shape, filling and weight too."""

    fill: str
    stroke: str
    stroke_width: float
    shape: str
    size: float
    weight: str


FAINT = "#6F777B"
"""Outlines of what is only context: 4.5 to 1 on white."""
WHITE = "#FFFFFF"
FOCUS_BAND = "#EAF0F6"
"""Behind the row of the area."""

DOTS = {
    "area": PartStyle(AREA.colour, WHITE, 1.5, "circle", 230, "bold"),
    "group": PartStyle(GROUP.colour, WHITE, 1, "diamond", 120, "normal"),
    "scotland": PartStyle(SCOTLAND.colour, WHITE, 1, "square", 110, "normal"),
    "other": PartStyle(WHITE, FAINT, 1.5, "circle", 75, "normal"),
}
BARS = {
    "area": PartStyle(AREA.colour, AREA.colour, 1, "square", 130, "bold"),
    "group": PartStyle(WHITE, GROUP.colour, 2.5, "square", 130, "normal"),
    "scotland": PartStyle(SCOTLAND.colour, SCOTLAND.colour, 2, "square", 110, "normal"),
    "other": PartStyle(CONTEXT, FAINT, 1, "square", 130, "normal"),
}

VERDICTS = {
    "higher": PartStyle(TEXT, TEXT, 1, "triangle-up", 60, "normal"),
    "lower": PartStyle(TEXT, TEXT, 1, "triangle-down", 60, "normal"),
    "similar": PartStyle(WHITE, TEXT, 1.2, "circle", 40, "normal"),
}
"""How a figure stands beside that of the area chosen: told by shape."""

SHADES = ("#D6E7F5", "#6BACE6", "#2073BC", "#12436D")
"""Classes of one hue from low to high; outlined, for the light ones are faint on white."""
SHADE_TEXT = {"#D6E7F5": TEXT, "#6BACE6": TEXT, "#2073BC": WHITE, "#12436D": WHITE}
"""Text on each shade, at least 4.5 to 1."""
