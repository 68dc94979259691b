"""Draws a chart as SVG: in the typeface of pictures, and the same to the byte each time."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import vl_convert

from cjdata.exports.fonts import FAMILY, register_fonts

_CLIP = re.compile(r"\bclip\d+\b")


def chart_svg(spec: dict[str, Any]) -> str:
    """Draw a chart. Its typeface is set in ``spec``.

    What cuts off parts of a chart is numbered on by whoever draws, from one chart to the next of
    the process: it is numbered anew here, or the same figures would give another file each time.
    """
    register_fonts()
    spec["config"]["font"] = FAMILY
    numbers: dict[str, str] = {}
    following = count(1)

    def own(found: re.Match[str]) -> str:
        return numbers.setdefault(found[0], f"clip{next(following)}")

    drawn: str = vl_convert.vegalite_to_svg(spec)
    return _CLIP.sub(own, drawn)
