"""Ranked bars: one row an area, in the order given, with intervals and Scotland's line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cjdata.charts import style
from cjdata.charts.area_rows import AreaMark, Part
from cjdata.charts.area_templates import (
    AXIS_HEIGHT,
    DASHES,
    IS_NARROW,
    SYMBOLS,
    TEXT_SIZE,
    Rows,
    in_picture,
    key_rows,
    on_page,
    page_key,
    picture_of,
    put_axis,
    side_of,
    symbol_of,
    with_rows,
    words_of,
)
from cjdata.charts.axes import nice_ticks
from cjdata.charts.drawing import Drawing, Plot, Spec
from cjdata.charts.labels import text_width
from cjdata.charts.signs import key_of
from cjdata.views.bars.template import SYMBOL_ROOM, template

ROW, HEAD = 22, 22
"""Heights in pixels: of a row, and of the label of Scotland’s line."""
_GAP = 10
_TIGHTEST, _LOOSEST = 14, 30
"""The least and the greatest height of a row in a picture, whose text is 13.5."""
_AXIS = {"title": None, "grid": False, "domain": False, "ticks": False}
_MOST_COLUMNS = 3
_KEY: Mapping[str, style.PartStyle] = {**style.BARS, **style.VERDICTS}
_VERDICT = 20
"""The room of a verdict before its figure, in pixels."""
_BETWEEN, _EDGE = 28, 8
"""In a picture: between its columns, and beside each for the last label of its axis."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where things stand: sizes in pixels, all larger by ``scale`` in a picture."""

    row: float
    key: float
    scale: float

    @property
    def first(self) -> float:
        return self.key + HEAD * self.scale


def bars_drawing(
    marks: Sequence[AreaMark],
    *,
    suffix: str,
    description: str,
    benchmark: str,
    key: Mapping[Part, str] | None = None,
    verdicts: Mapping[str, str] | None = None,
) -> Drawing | None:
    """Draw areas as bars, in the order given; None where no area has a figure.

    Parameters
    ----------
    marks
        The areas, no value below zero. The one of part ``scotland`` is drawn as a line. An area
        without a figure keeps its row, with a symbol and its text in place of a bar.
    suffix
        What follows the axis labels, such as ``%``.
    description
        The text alternative of the whole.
    benchmark
        The label of Scotland’s line, such as “Scotland 33.0”.
    key
        What each part is called, for a key above the bars; none is drawn without it.
    verdicts
        What each verdict is called, for the same key.
    """
    areas = [mark for mark in marks if mark.part != "scotland"]
    if all(mark.value is None for mark in areas):
        return None
    called = {str(part): text for part, text in (key or {}).items()} | dict(verdicts or {})
    chart = _Bars(tuple(areas), _line(marks), suffix, benchmark, called)
    signs = ["thin-line"] if any(mark.upper is not None for mark in areas) else []
    return Drawing((Plot(chart.on_page(), description),), chart.in_picture, key_of(signs))


def _line(marks: Sequence[AreaMark]) -> AreaMark | None:
    return next((m for m in marks if m.part == "scotland" and m.value is not None), None)


@dataclass(frozen=True)
class _Bars:
    areas: tuple[AreaMark, ...]
    line: AreaMark | None
    suffix: str
    benchmark: str
    key: Mapping[str, str]

    @cached_property
    def top(self) -> float:
        """The upper end of the axis, which starts at zero: the highest value or limit."""
        drawn = (*self.areas, *([self.line] if self.line else []))
        return max(max(m.value or 0.0, m.upper or 0.0) for m in drawn) or 1.0

    @cached_property
    def ticks(self) -> list[float]:
        return [tick for tick in nice_ticks(self.top) if tick <= self.top]

    def on_page(self) -> Spec:
        keys, height = page_key(self.key, _KEY)
        layout = _Layout(ROW, height, 1)
        spec = self._spec(self.areas, keys, layout)
        x_range = [
            {"expr": f"{IS_NARROW} ? {self._room('short')} : {self._room('name')}"},
            {"expr": f"room - {self._value_room}"},
        ]
        self._put_axis(spec, x_range)
        return on_page(spec, layout.first + ROW * len(self.areas) + AXIS_HEIGHT)

    def in_picture(self, width: int, height: int, scale: float) -> Spec:
        """Draw the bars in as many columns as their text needs, all on one scale."""
        keys, key_height = key_rows(self.key, _KEY, width, scale)
        tall = height - key_height - (HEAD + AXIS_HEIGHT) * scale
        columns = min(_MOST_COLUMNS, math.ceil(len(self.areas) * _TIGHTEST * scale / tall))
        length = math.ceil(len(self.areas) / columns)
        layout = _Layout(min(tall / length, _LOOSEST * scale), 0, scale)
        gap = _BETWEEN * scale
        room = (width - gap * (columns - 1)) / columns - _EDGE * scale
        parts = [self.areas[n : n + length] for n in range(0, len(self.areas), length)]
        plots = [self._column(part, layout, room, is_short=columns > 2) for part in parts]
        drawn: list[Spec] = [{"hconcat": plots, "spacing": gap}]
        if keys:
            key = in_picture(with_rows(template(), {"key": keys}), width, key_height, scale)
            drawn.insert(0, key)
        return picture_of(drawn, template(), room, scale)

    def _column(
        self, areas: Sequence[AreaMark], layout: _Layout, room: float, *, is_short: bool
    ) -> Spec:
        spec = self._spec(areas, [], layout, is_short=is_short)
        names = self._room("short" if is_short else "name") * layout.scale
        self._put_axis(spec, [names, room - self._value_room * layout.scale])
        return in_picture(spec, room, layout.first + layout.row * len(areas), layout.scale)

    def _put_axis(self, spec: Spec, x_range: Sequence[Any]) -> None:
        across = [layer["encoding"]["x"] for layer in spec["layer"] if "x" in layer["encoding"]]
        if not any(x.get("axis") for x in across):
            # In a column of a picture in which no area has a figure, its symbols carry the axis.
            symbols = next(x for x in across if x.get("field") == "zero")
            symbols |= {"axis": dict(_AXIS), "scale": {"zero": True, "nice": False}}
        scale = put_axis(spec, "x", self.ticks, self.suffix)["scale"]
        scale |= {"domain": [0, self.top], "range": list(x_range)}

    def _room(self, which: str) -> int:
        widths = [
            text_width(getattr(mark, which), TEXT_SIZE)
            * (style.BOLD_WIDER if mark.part == "area" else 1)
            for mark in self.areas
        ]
        return math.ceil(max(widths)) + _GAP

    @property
    def _value_room(self) -> int:
        verdict = _VERDICT if any(mark.verdict for mark in self.areas) else 0
        return self._text_room + _GAP + verdict

    @property
    def _text_room(self) -> int:
        texts = (text_width(m.text, TEXT_SIZE) for m in self.areas if m.value is not None)
        return math.ceil(max(texts))

    def _spec(
        self, areas: Sequence[AreaMark], keys: Rows, layout: _Layout, *, is_short: bool = False
    ) -> Spec:
        rows = [_row(mark, n, layout, is_short=is_short) for n, mark in enumerate(areas)]
        taken = (self._room("short" if is_short else "name") + SYMBOL_ROOM) * layout.scale
        drawn = [row for row in rows if row["value"] is not None]
        bottom = layout.first + layout.row * len(areas)
        line = self._line_rows(layout, bottom)
        return with_rows(
            template(),
            {
                "rows": [*line, *rows],
                "bars": drawn,
                "intervals": [row for row in drawn if row["upper"] is not None],
                "verdicts": self._verdicts(drawn, layout.scale),
                "absences": [row | {"taken": taken} for row in rows if row["value"] is None],
                "line": line,
                "grid": [{"value": t, "from": layout.first, "to": bottom} for t in self.ticks],
                "key": keys,
            },
        )

    def _verdicts(self, drawn: Rows, scale: float) -> Rows:
        from_right = (self._text_room + _VERDICT / 2) * scale
        return [
            row | symbol_of(style.VERDICTS[row["verdict"]], scale) | {"from_right": from_right}
            for row in drawn
            if row["verdict"]
        ]

    def _line_rows(self, layout: _Layout, bottom: float) -> Rows:
        if not self.line or self.line.value is None:
            return []
        return [
            {
                "value": self.line.value,
                "text": self.benchmark,
                "side": side_of(self.line.value / self.top),
                "top": layout.key,
                "label_y": layout.key + 8 * layout.scale,
                "from": layout.key + 17 * layout.scale,
                "bottom": layout.first,
                "to": bottom,
                "band": "#FFFFFF00",
                "description": words_of(self.line),
            }
        ]


def _row(mark: AreaMark, n: int, layout: _Layout, *, is_short: bool) -> dict[str, Any]:
    look = style.BARS[mark.part]
    top = layout.first + n * layout.row
    inset = layout.row * 0.16
    absence = mark.absence or "no figure"
    return {
        "code": mark.code,
        "value": mark.value,
        "lower": mark.lower,
        "upper": mark.upper,
        "name": mark.short if is_short else mark.name,
        "short": mark.short,
        "text": mark.text,
        "verdict": mark.verdict,
        "weight": look.weight,
        "top": top,
        "middle": top + layout.row / 2,
        "bottom": top + layout.row,
        "bar_top": top + inset,
        "bar_bottom": top + layout.row - inset,
        "fill": look.fill,
        "stroke": look.stroke,
        "stroke_width": look.stroke_width * layout.scale,
        "band": style.FOCUS_BAND if mark.part == "area" else "#FFFFFF00",
        "description": words_of(mark),
    } | (
        {
            "shape": SYMBOLS[absence],
            "dash": [d * layout.scale for d in DASHES[absence]],
            "size": 100 * layout.scale**2,
            "zero": 0,
        }
        if mark.value is None
        else {}
    )
