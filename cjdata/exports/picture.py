"""A view as a picture: the chart with its finding, source and date, fit for a slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import vl_convert

from cjdata.charts import style
from cjdata.charts.drawing import Drawing
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.chart_svg import chart_svg
from cjdata.exports.fonts import FAMILY, font_faces, register_fonts
from cjdata.exports.picture_key import picture_key
from cjdata.exports.picture_text import LEADING, SMALL, Line, height_of, layout
from cjdata.views.view import View

WIDTH, HEIGHT = 1920, 1080
SMALLEST, LARGEST = (800, 450), (7680, 4320)

_MARGIN, _TOP, _BOTTOM = 72, 40, 40
_GAP = 22
_LEAST_DRAWN, _LEAST_PANELS = 440, 580
"""The height that a drawing keeps, however much is said around it: of one plot, and of more."""
_SCALE = 2.1
"""Chart text is 14 px on a page, and no smaller than 28 px here."""


@dataclass(frozen=True, slots=True)
class Size:
    """The width and height of a picture, in pixels.

    Everything is laid out on a canvas whose shorter side is that of a slide, and scaled: text
    and lines grow with the picture.
    """

    width: int = WIDTH
    height: int = HEIGHT

    @property
    def scale(self) -> float:
        """How much larger than on a slide everything is."""
        return min(self.width / WIDTH, self.height / HEIGHT)

    @property
    def canvas(self) -> tuple[int, int]:
        """The width and height of the canvas before it is scaled."""
        return round(self.width / self.scale), round(self.height / self.scale)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


SLIDE = Size()


def read_size(text: str) -> Size:
    """Read a size, as in “1920x1080”.

    Raises
    ------
    CjdataError
        Where it is none, or too small to read or too large to draw.
    """
    match = re.fullmatch(r"\s*([0-9]{1,6})\s*[xX×]\s*([0-9]{1,6})\s*", text)
    fix = f"Give width and height from {Size(*SMALLEST)} to {Size(*LARGEST)}, as in {SLIDE}."
    if match is None:
        raise CjdataError(Mistake("size", f"“{text}” is not a width and a height", fix))
    size = Size(int(match[1]), int(match[2]))
    sides = zip((size.width, size.height), SMALLEST, LARGEST, strict=True)
    if not all(least <= side <= most for side, least, most in sides):
        raise CjdataError(Mistake("size", f"a picture cannot be {size} pixels", fix))
    return size


def picture_png(view: View, size: Size = SLIDE) -> bytes:
    """Give a view as a PNG, by default of 1920 by 1080 pixels."""
    svg = _document(view, size, letters="")
    return vl_convert.svg_to_png(svg, scale=1)


def picture_svg(view: View, size: Size = SLIDE) -> bytes:
    """Give a view as an SVG of the same layout: its text stays text, its letters are inside."""
    return _document(view, size, letters=f"<style>{font_faces()}</style>").encode("utf-8")


def _document(view: View, size: Size, *, letters: str) -> str:
    """Give the whole picture; ``letters`` is the style that carries its typeface."""
    register_fonts()
    width, height = size.canvas
    title = escape(f"{view.heading}: {view.area.name}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{size.width}" height="{size.height}" '
        f'viewBox="0 0 {width} {height}" font-family="{FAMILY}, Source Sans, sans-serif" '
        f'role="img" lang="en-GB"><title>{title}</title>'
        f"<desc>{escape(_told(view))}</desc>{letters}"
        f'<rect width="{width}" height="{height}" fill="{style.WHITE}"/>'
        f"{''.join(_parts(view, width, height))}</svg>"
    )


def _told(view: View) -> str:
    """Give all that a picture says, and its drawing in words, for one who does not see it.

    It travels alone: no table stands below it.
    """
    key = (f"{entry.text}." for entry in (view.drawing.key if view.drawing else ()))
    said = dict.fromkeys((view.finding.text, view.description, *key, *view.drawing_notes))
    absent = view.absence.sentences if view.absence and not view.drawing else ()
    return " ".join((*said, *absent, view.source_line))


def _parts(view: View, width: int, height: int) -> Iterator[str]:
    """Put the text above and below, and the drawing, or what is said instead, between."""
    around = _TOP + _BOTTOM + 2 * _GAP
    across = width - 2 * _MARGIN
    key = picture_key(view.drawing.key if view.drawing else (), SMALL, across)
    found = layout(view, across, height - around - _least(view.drawing) - key.height)
    top = _TOP + height_of(found.head)
    foot = height - _BOTTOM - height_of(found.foot)
    yield from _written(found.head, _TOP)
    yield from _written(found.foot, foot)
    yield from _written(found.body, top + _GAP)
    if view.drawing:
        bottom = foot - _GAP - key.height
        yield _chart(view.drawing, across, top + _GAP, bottom)
        yield f'<g transform="translate({_MARGIN} {bottom:.0f})">{key.svg}</g>'


def _least(drawing: Drawing | None) -> int:
    if drawing is None:
        return 0
    return _LEAST_PANELS if len(drawing.plots) > 1 else _LEAST_DRAWN


def _written(lines: Sequence[Line], y: float) -> Iterator[str]:
    """Write lines below a height, each on the line that its letters stand on."""
    for line in lines:
        y += line.size * LEADING
        weight = "bold" if line.is_bold else "normal"
        yield (
            f'<text x="{_MARGIN}" y="{y - line.size * (LEADING - 1):.0f}" '
            f'font-size="{line.size}" font-weight="{weight}" '
            f'fill="{line.colour}">{escape(line.text)}</text>'
        )


def _chart(drawing: Drawing, width: int, top: float, bottom: float) -> str:
    height = bottom - top
    spec = drawing.picture(width, round(height), _SCALE)
    svg = chart_svg(spec)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    fit = min(1.0, width / float(size[1]), height / float(size[2])) if size else 1.0
    inner = re.sub(r"^<svg[^>]*>", "", svg).removesuffix("</svg>")
    return f'<g transform="translate({_MARGIN} {top:.0f}) scale({fit:.4f})">{inner}</g>'
