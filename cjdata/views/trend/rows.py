"""The rows of a trend chart: what is put into the template's data, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cjdata.charts import style
from cjdata.charts.labels import rows_apart, text_width
from cjdata.charts.line_names import BEHIND, BEYOND, LABEL_SIZE, NamedLine, Plane, place_names
from cjdata.reference.areas import Area
from cjdata.views.trend.lines import LinePoint, TrendChart, TrendLine, numbered_breaks

Rows = list[dict[str, Any]]
Drawn = Sequence[tuple[TrendLine, style.LineStyle]]

STRIP_ROW = 17
"""The height of a row of texts above the highest tick, in pixels on a page."""
HEAD_ROOM = 12
"""Kept free between those texts and the highest tick: half of a mark, and of a name at its end."""
_STRIP_TOP, _STRIP_GAP = 2, 6
PANDEMIC_TEXT = "Pandemic"
OPEN_FILL = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Room:
    """What a panel has room for.

    Attributes
    ----------
    widths
        The widths that the plot may have for its years, in pixels.
    are_short
        Whether areas have their short names, at each of these widths.
    plotted
        The height up to the highest tick, in pixels.
    scale
        By how much text, lines and marks are larger than on a page.
    says_breaks
        Whether breaks and the pandemic are named; else a panel above names them.
    """

    widths: tuple[float, ...]
    are_short: tuple[bool, ...]
    plotted: float
    scale: float = 1
    says_breaks: bool = True


def strip_of(chart: TrendChart, room: Room) -> list[tuple[str, str, int]]:
    """Lay the names of breaks, notes and the pandemic out in rows: the year, the text, the row.

    They stand above the highest tick, where no line runs, and no break but their own.
    """
    if not room.says_breaks:
        return []
    texts = [(chart.starting(b.period), break_text(n)) for n, b in numbered_breaks(chart.breaks)]
    texts += [(chart.holding(b.period), remark_text(n)) for n, b in numbered_breaks(chart.remarks)]
    texts = [*dict.fromkeys(texts), *((year, PANDEMIC_TEXT) for year in chart.pandemic[:1])]
    texts = sorted((one for one in texts if one[0] in chart.years), key=lambda one: one[0])
    step = min(room.widths) / len(chart.years)
    spans = [
        (start, start + (text_width(text, style.AXIS_SIZE) + _STRIP_GAP) * room.scale)
        for year, text in texts
        for start in [chart.years.index(year) * step]
    ]
    rows = rows_apart(spans)
    return [(year, text, row) for (year, text), row in zip(texts, rows, strict=True)]


def strip_height(chart: TrendChart, room: Room) -> float:
    """Give the height of that strip, with the room above the highest tick for half a mark."""
    rows = max((row for *_, row in strip_of(chart, room)), default=-1) + 1
    return (rows * STRIP_ROW + HEAD_ROOM) * room.scale


def rows_of(
    drawn: Drawn, chart: TrendChart, highest: float, room: Room, *, are_named: bool
) -> dict[str, Rows]:
    """Give the rows of a plot.

    Parameters
    ----------
    highest
        The value of the highest tick.
    are_named
        Whether lines are named at their ends; a single line may be named by a title.
    """
    breaks = numbered_breaks(chart.breaks)
    numbered = {chart.starting(b.period): break_text(n) for n, b in breaks}
    height = room.plotted + strip_height(chart, room)
    top = highest * height / room.plotted
    strip = {
        (period, text): {
            "period": period,
            "text": text,
            "value": top * (1 - (row * STRIP_ROW + _STRIP_TOP) * room.scale / height),
            "colour": style.TEXT if text in numbered.values() else style.SECONDARY,
        }
        for period, text, row in strip_of(chart, room)
    }
    return {
        "points": [row for line, look in drawn for row in _points(line, look)],
        "strokes": [row for line, look in drawn for row in _strokes(line, look, dashed=False)],
        "dashes": [row for line, look in drawn for row in _strokes(line, look, dashed=True)],
        "bands": [row for line, look in drawn for row in _bands(line, look)],
        "bars": [row for line, look in drawn for row in _bars(line, look)],
        "rings": _rings(drawn, chart),
        "labels": _labels(drawn, chart, highest, top, room) if are_named else [],
        "levels": _levels(chart),
        "breaks": [
            {"period": p, "text": t, "top": strip[p, t]["value"] if (p, t) in strip else top}
            for p, t in numbered.items()
        ],
        "pandemic": [{"period": period, "top": top} for period in chart.pandemic],
        "strip": list(strip.values()),
    }


def name_width(area: Area, is_short: bool) -> float:
    """Give the width of the name of a line, in pixels on a page."""
    return text_width(area.short_name if is_short else area.name, LABEL_SIZE)


def break_text(number: int) -> str:
    """Name a break by its number, as the notes under a chart do."""
    return f"Break {number}"


def remark_text(number: int) -> str:
    """Name a note by its number, as the notes under a chart do."""
    return f"Note {number}"


def _points(line: TrendLine, look: style.LineStyle) -> Iterator[dict[str, Any]]:
    for n, stretch in enumerate(line.stretches):
        for point in stretch:
            yield {
                "period": point.period,
                "value": point.value,
                "text": point.text,
                "area": line.area.name,
                "segment": _id(line, n),
                "edition": point.edition,
                "description": f"{line.area.name}, {point.period}: {point.text}",
                "colour": look.colour,
                "fill": OPEN_FILL if point.is_open else look.colour,
                "shape": look.shape,
                "size": look.size,
            }


def _strokes(line: TrendLine, look: style.LineStyle, *, dashed: bool) -> Iterator[dict[str, Any]]:
    """Give the runs of a line that are dashed, or those that are not."""
    for n, (run, is_dashed) in enumerate(line.strokes):
        for point in run if is_dashed == dashed else ():
            yield {
                "period": point.period,
                "value": point.value,
                "stretch": _id(line, n),
                "colour": look.colour,
                "width": look.width,
            }


def _bands(line: TrendLine, look: style.LineStyle) -> Iterator[dict[str, Any]]:
    for n, band in enumerate(line.bands):
        for point in band if len(band) > 1 else ():
            yield {**_limits(point, look), "stretch": _id(line, n)}


def _bars(line: TrendLine, look: style.LineStyle) -> Iterator[dict[str, Any]]:
    """Give the points that stand alone: an area needs two, so they get a bar."""
    for band in line.bands:
        if len(band) == 1:
            row = _limits(band[0], look)
            yield {**row, "opacity": 2 * row["opacity"]}


def _limits(point: LinePoint, look: style.LineStyle) -> dict[str, Any]:
    return {
        "period": point.period,
        "lower": point.lower,
        "upper": point.upper,
        "colour": look.colour,
        "opacity": style.BAND_OPACITY if look is style.AREA else style.BAND_OPACITY / 2,
    }


def _rings(drawn: Drawn, chart: TrendChart) -> Rows:
    """Give the rings of the area's line; none in the panel of Scotland below a council's."""
    line, look = drawn[0]
    if line is not chart.lines[0]:
        return []
    return [
        {"period": point.period, "value": point.value, "colour": look.colour}
        for point in line.points
        if point.period in chart.ringed
    ]


def _levels(chart: TrendChart) -> Rows:
    """Give the level as a line from the first year to the last."""
    if chart.level is None:
        return []
    return [{"value": chart.level, "first": chart.years[0], "last": chart.years[-1]}]


def _labels(drawn: Drawn, chart: TrendChart, highest: float, top: float, room: Room) -> Rows:
    plane = Plane(
        len(chart.years),
        room.widths,
        room.plotted + strip_height(chart, room),
        top,
        highest,
        LABEL_SIZE * room.scale,
        room.scale,
        tuple(chart.years.index(p) for b in chart.breaks if (p := chart.starting(b.period))),
        goes_beyond=True,
    )
    named = [
        NamedLine(
            tuple(tuple((chart.years.index(p.period), p.value) for p in s) for s in line.stretches),
            tuple(name_width(line.area, short) * room.scale for short in room.are_short),
        )
        for line, _ in drawn
    ]
    return [
        {
            "period": line.points[-1].period,
            "value": place.value,
            "align": "right" if place.is_before else "left",
            "dx": BEYOND if place.is_beyond else -BEHIND if place.is_before else BEHIND,
            "share": 0.5 / len(chart.years) if place.is_beyond else 0,
            "text": line.area.short_name if all(room.are_short) else line.area.name,
            "short": line.area.short_name,
            "weight": "bold" if look is style.AREA else "normal",
        }
        for (line, look), place in zip(drawn, place_names(named, plane), strict=True)
    ]


def _id(line: TrendLine, n: int) -> str:
    return f"{line.area.code}/{n}"
