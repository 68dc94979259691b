"""The tile-grid map: one tile a council, shaded in classes, absences by pattern and letter."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cjdata.charts import style
from cjdata.charts.area_rows import AreaMark, Part
from cjdata.charts.area_templates import (
    TEXT_SIZE,
    Rows,
    in_picture,
    on_page,
    picture_of,
    with_rows,
    words_of,
)
from cjdata.charts.drawing import Drawing, Plot, Spec
from cjdata.charts.labels import text_width
from cjdata.reference.tile_grid import TileGrid
from cjdata.views.tiles.looks import ABSENT, CLEAR, PARTS, VERDICTS, ZERO, Look, hatched, shades_of
from cjdata.views.tiles.template import LEGEND_TEXT, LINE, VERDICT, template

TALLEST = 74
"""The side of a tile where there is room, in pixels."""
PHONE_TILE = 40
"""The most that it is on a phone, where eight of them fill the width."""
GAP = 26
LOWEST = 32
"""Tiles lower than this have their two texts side by side: only in pictures with little room."""
SHORT = 2.2
"""How wide the short name of a council is, for text of one pixel."""
EDGE = 4
"""Kept free at the right of a picture and round its legend, for outlines."""
WIDER = 1.5
"""Tiles of a picture are wider than high by at most this, for their text is large."""


@dataclass(frozen=True, slots=True)
class TileClass:
    """A class of figures: from its lowest to its highest, both included, and its words."""

    low: float
    high: float
    text: str


def class_limits(
    values: Sequence[float], most: int = len(style.SHADES)
) -> list[tuple[float, float]]:
    """Part values above zero into a few classes of like numbers; give each one’s ends.

    Equal values are in one class, so there may be fewer than ``most``. Zero is no class: it has
    its own mark.

    >>> class_limits([0, 3, 3, 5, 8, 13], most=2)
    [(3, 3), (5, 13)]
    """
    ordered = sorted(value for value in values if value > 0)
    limits: list[tuple[float, float]] = []
    start = 0
    for n in range(1, most + 1):
        end = round(len(ordered) * n / most)
        while 0 < end < len(ordered) and ordered[end] == ordered[end - 1]:
            end += 1
        if end > start:
            limits.append((ordered[start], ordered[end - 1]))
            start = end
    return limits


def tiles_drawing(
    marks: Sequence[AreaMark],
    grid: TileGrid,
    *,
    description: str,
    classes: Sequence[TileClass],
    key: Mapping[Part, str] | None = None,
    verdicts: Mapping[str, str] | None = None,
) -> Drawing | None:
    """Draw councils as a map of tiles with its legend; None where none has a figure.

    Parameters
    ----------
    marks
        The areas. Only those with a place on the grid are drawn: Scotland has none. The figure
        is written as the first word of its text.
    grid
        The tile of each area, by code.
    description
        The text alternative of the whole.
    classes
        From low to high, at most as many as there are shades; see ``class_limits``.
    key
        What the parts are called; the area and the group stand in the legend.
    verdicts
        What each verdict is called; they stand in the legend too.

    Raises
    ------
    ValueError
        If a figure other than zero is in none of the classes, or there are too many classes.
    """
    placed = tuple(mark for mark in marks if mark.code in grid)
    if all(mark.value is None for mark in placed):
        return None
    tiles = _Tiles(placed, grid, tuple(classes), dict(key or {}), dict(verdicts or {}))
    return Drawing((Plot(tiles.on_page(), description),), tiles.in_picture)


@dataclass(frozen=True)
class _Tiles:
    areas: tuple[AreaMark, ...]
    grid: TileGrid
    classes: tuple[TileClass, ...]
    key: Mapping[Part, str]
    verdicts: Mapping[str, str]

    @property
    def columns(self) -> int:
        return max(tile.column for tile in self.grid.values())

    @property
    def rows(self) -> int:
        return max(tile.row for tile in self.grid.values())

    @cached_property
    def looks(self) -> list[Look]:
        """How each area’s tile looks."""
        return [self._look(mark) for mark in self.areas]

    def _look(self, mark: AreaMark) -> Look:
        if mark.value is None:
            return ABSENT[mark.absence or "no figure"]
        if mark.value == 0:
            return ZERO
        shades = shades_of(len(self.classes))
        for shade, one in zip(shades, self.classes, strict=True):
            if one.low <= mark.value <= one.high:
                return shade
        raise ValueError(f"{mark.name}: {mark.value} is in none of the classes")

    @cached_property
    def legend(self) -> list[tuple[Look, str]]:
        """What the looks mean: every class, then zero, absences and parts that occur."""
        shades = shades_of(len(self.classes))
        lines = list(zip(shades, (one.text for one in self.classes), strict=True))
        for look in (ZERO, *ABSENT.values()):
            words = [m.text for m, own in zip(self.areas, self.looks, strict=True) if own is look]
            if words:
                lines.append((look, "; ".join(dict.fromkeys(words))))
        parts = {mark.part for mark in self.areas}
        lines += [(PARTS[p], text) for p, text in self.key.items() if p in parts and p in PARTS]
        lines += [(VERDICTS[way], text) for way, text in self.verdicts.items()]
        return lines

    def on_page(self) -> Spec:
        """Draw the map with its legend beside it, or below it where that does not fit."""
        below = PHONE_TILE * self.rows + GAP + LINE * len(self.legend)
        page = on_page(self._spec(1), below)
        tall = min(TALLEST, below / self.rows)
        words = max(text_width(text, TEXT_SIZE) for _, text in self.legend)
        wide = f"room >= {math.ceil(self.columns * tall + GAP + LEGEND_TEXT + words)}"
        side = f"{wide} ? {tall} : min(room / {self.columns}, {PHONE_TILE})"
        legend_x = f"{wide} ? {self.columns * tall + GAP} : 2"
        legend_y = f"{wide} ? {tall / 2} : {self.rows} * tile_h + {GAP}"
        page["params"] += self._params(side, side, legend_x, legend_y, LINE, scale=1)
        return page

    def in_picture(self, width: int, height: int, scale: float) -> Spec:
        """Draw the map with its legend beside it."""
        tall = min((height - EDGE * scale) / self.rows, TALLEST * scale)
        is_low = tall < LOWEST * scale
        wide = width * 0.6 / self.columns
        wide = wide if is_low else min(tall * WIDER, wide)
        line = min(LINE * scale, (height - 2 * EDGE * scale) / len(self.legend))
        room = width - EDGE * scale
        plot = in_picture(self._spec(scale), room, tall * self.rows, scale)
        spec = picture_of([plot], template(), room, scale)
        legend_x = wide * self.columns + GAP * scale
        legend_y = max(EDGE * scale, (tall * self.rows - line * len(self.legend)) / 2)
        spec["params"] += self._params(
            wide, tall, legend_x, legend_y, line, scale=scale, is_low=is_low
        )
        return spec

    def _params(self, *found: str | float, scale: float, is_low: bool = False) -> list[Spec]:
        """Give the parameters of the template, from numbers or expressions in its order."""
        longest = max(row["long"] + VERDICT * bool(row["shape"]) for row in self._rows(scale))
        longest = longest + SHORT if is_low else max(longest, SHORT)
        share = 0.92 if is_low else 0.9
        letters = f"min({TEXT_SIZE * scale}, tile_w * {share} / {longest})"
        names = ("tile_w", "tile_h", "legend_x", "legend_y", "legend_line", "letters")
        return [
            {"name": "zoom", "value": scale},
            {"name": "beside", "value": is_low},
            *(
                {"name": name, "expr": f"{one}"}
                for name, one in zip(names, (*found, letters), strict=True)
            ),
        ]

    def _spec(self, scale: float) -> Spec:
        tiles = self._rows(scale)
        legend = [
            look.row(scale) | {"line": n, "text": text}
            for n, (look, text) in enumerate(self.legend)
        ]
        rows = {
            "tiles": tiles,
            "hatches": hatched(tiles),
            "group": [tile for tile in tiles if tile["part"] == "group"],
            "verdicts": [tile for tile in tiles if tile["shape"]],
            "legend_verdicts": [line for line in legend if line["shape"]],
            "area": [tile for tile in tiles if tile["part"] == "area"],
            "legend": legend,
            "legend_hatches": hatched(legend),
            "legend_area": [line for line in legend if line["part"] == "area"],
            "legend_group": [line for line in legend if line["part"] == "group"],
        }
        return with_rows(template(), rows)

    def _rows(self, scale: float) -> Rows:
        return [
            self._row(mark, look, scale) for mark, look in zip(self.areas, self.looks, strict=True)
        ]

    def _row(self, mark: AreaMark, look: Look, scale: float) -> dict[str, Any]:
        tile = self.grid[mark.code]
        value = look.letter or mark.text.split(" ")[0]
        verdict = VERDICTS[mark.verdict].shape if mark.verdict else ""
        return look.row(scale) | {
            "code": mark.code,
            "column": tile.column,
            "row": tile.row,
            "part": mark.part,
            "short": tile.short_name,
            "value": value,
            "long": text_width(value, 1),
            "shape": verdict,
            "mark_fill": look.ink if mark.verdict != "similar" else CLEAR,
            "description": words_of(mark),
        }
