"""The bare drawing of a view as a picture, for a document that says all else around it.

Title, sentence, notes and source stand in the document. What is left in the picture is the
drawing, its key, and the mark of figures that are not real, because pictures are copied out.
"""

from __future__ import annotations

import math
import re
from xml.sax.saxutils import escape

import vl_convert

from cjdata import wording
from cjdata.charts import style
from cjdata.charts.drawing import Drawing
from cjdata.exports.chart_svg import chart_svg
from cjdata.exports.fonts import FAMILY, register_fonts
from cjdata.exports.picture_key import picture_key
from cjdata.views.view import View
from cjdata.wording.captions import TABLE_HOLDS_ALL

WIDTH = 1400
PLOT_HEIGHT, PLOTS_HEIGHT = 500, 680
"""In pixels, about: of a drawing of one plot, and of one with more, one above the other."""
SCALE = 2.0
"""Text of 14 px on a page is 9 points on paper, where the picture is 16 cm wide."""

_MARK, _MARK_ROOM = 30, 48
_TEXT = 14
"""Of the key, in pixels on a page."""
_MARK_COLOUR = "#801650"


def drawing_svg(view: View) -> bytes | None:
    """Give the drawing of a view as an SVG; None where there is nothing to draw."""
    if view.drawing is None:
        return None
    register_fonts()
    top = _MARK_ROOM if view.is_illustrative else 0
    mark = _mark() if view.is_illustrative else ""
    plots, below = _plots(view.drawing, top)
    key = picture_key(view.drawing.key, round(_TEXT * SCALE), WIDTH)
    height = math.ceil(below + key.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'lang="en-GB"><title>{escape(f"{view.heading}: {view.area.name}")}</title>'
        f"<desc>{escape(view.described(TABLE_HOLDS_ALL))}</desc>"
        f'<rect width="{WIDTH}" height="{height}" fill="{style.WHITE}"/>{mark}{plots}'
        f'<g transform="translate(0 {below})">{key.svg}</g></svg>'
    ).encode()


def drawing_png(view: View) -> bytes | None:
    """Give the drawing of a view as a PNG; None where there is nothing to draw."""
    svg = drawing_svg(view)
    return None if svg is None else vl_convert.svg_to_png(svg.decode("utf-8"), scale=1)


def _mark() -> str:
    return (
        f'<text x="0" y="{_MARK}" font-family="{FAMILY}, Source Sans, sans-serif" '
        f'font-size="{_MARK}" font-weight="bold" fill="{_MARK_COLOUR}">'
        f"{escape(wording.ILLUSTRATIVE)}</text>"
    )


def _plots(drawing: Drawing, top: int) -> tuple[str, int]:
    """Draw the plots below ``top``, as wide as the picture; give its lower edge as well."""
    height = PLOTS_HEIGHT if len(drawing.plots) > 1 else PLOT_HEIGHT
    spec = drawing.picture(WIDTH, height, SCALE)
    svg = chart_svg(spec)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    wide, high = (float(size[1]), float(size[2])) if size else (WIDTH, height)
    fit = min(1.0, WIDTH / wide)
    inner = re.sub(r"^<svg[^>]*>", "", svg).removesuffix("</svg>")
    drawn = f'<g transform="translate(0 {top}) scale({fit:.4f})">{inner}</g>'
    return drawn, top + math.ceil(high * fit)
