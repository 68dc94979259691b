"""How a tile of the map looks: a shade for each class, a pattern for each absence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cjdata.charts import style
from cjdata.charts.area_rows import Absence
from cjdata.charts.area_templates import Rows

CLEAR = "#FFFFFF00"
_HATCHES = (0.3, 0.65, 1.0, 1.35, 1.7)
"""Where the lines of a hatched tile start, along its upper and then its right edge."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a tile looks.

    Attributes
    ----------
    ink
        The colour of its text.
    letter
        Written in place of a figure.
    shape
        For an entry of the legend that says what a verdict is.
    part
        For an entry of the legend that says what a part is.
    """

    fill: str
    stroke: str
    stroke_width: float = 1
    dash: tuple[float, ...] = ()
    ink: str = style.TEXT
    is_hatched: bool = False
    letter: str = ""
    part: str = ""
    shape: str = ""

    def row(self, scale: float) -> dict[str, Any]:
        """Give the fields of a row that say how it looks."""
        return {
            "fill": self.fill,
            "stroke": self.stroke,
            "stroke_width": self.stroke_width * scale,
            "dash": [length * scale for length in self.dash],
            "ink": self.ink,
            "is_hatched": self.is_hatched,
            "letter": self.letter,
            "part": self.part,
            "shape": self.shape,
            "mark_fill": self.ink if self.shape != style.VERDICTS["similar"].shape else CLEAR,
        }


ZERO = Look(style.WHITE, style.TEXT, 2)
ABSENT: dict[Absence, Look] = {
    "restricted": Look(style.WHITE, style.FAINT, is_hatched=True, letter="R"),
    "not loaded": Look(style.WHITE, style.FAINT, 1.2, dash=(3, 3), letter="–"),
    "counted together": Look("#EEF0F2", style.FAINT, letter="+"),
    "no figure": Look("#EEF0F2", "#EEF0F2", letter="×"),
}


PARTS = {
    "area": Look(style.WHITE, style.WHITE, part="area"),
    "group": Look(style.WHITE, style.FAINT, part="group"),
}
"""The parts that stand out, as the legend shows them."""


VERDICTS = {
    way: Look(style.WHITE, style.WHITE, shape=look.shape) for way, look in style.VERDICTS.items()
}
"""The verdicts as the legend shows them."""


def shades_of(count: int) -> tuple[Look, ...]:
    """Give the looks of classes from light to dark, as far apart as there are shades."""
    if count > len(style.SHADES):
        raise ValueError(f"{count} classes, and only {len(style.SHADES)} shades")
    chosen = {1: (1,), 2: (0, 2), 3: (0, 1, 3)}.get(count, range(count))
    shades = (style.SHADES[n] for n in chosen)
    return tuple(Look(shade, style.RULE, ink=style.SHADE_TEXT[shade]) for shade in shades)


def hatched(rows: Rows) -> Rows:
    """Give the lines across every hatched row, with their ends as shares of its box."""
    return [
        row
        | {"from_x": min(t, 1), "from_y": max(t - 1, 0), "to_x": max(t - 1, 0), "to_y": min(t, 1)}
        for row in rows
        if row["is_hatched"]
        for t in _HATCHES
    ]
