"""A view as a picture: the chart with its finding, source and date, fit for a slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import vl_convert
from PIL import ImageFont

from cjdata import wording
from cjdata.charts import style
from cjdata.charts.drawing import Drawing
from cjdata.errors import CjdataError, Finding
from cjdata.views.view import View

WIDTH, HEIGHT = 1920, 1080
SMALLEST, LARGEST = (800, 450), (7680, 4320)
FAMILY = "Community Justice Sans"
FONTS = Path(__file__).parent / "fonts"

_MARGIN = 72
_TITLE, _BODY, _SMALL = 46, 30, 28
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
        raise CjdataError(Finding("size", f"“{text}” is not a width and a height", fix))
    size = Size(int(match[1]), int(match[2]))
    sides = zip((size.width, size.height), SMALLEST, LARGEST, strict=True)
    if not all(least <= side <= most for side, least, most in sides):
        raise CjdataError(Finding("size", f"a picture cannot be {size} pixels", fix))
    return size


@cache
def register_fonts() -> None:
    """Let the pictures’ own font be found, once."""
    vl_convert.register_font_directory(str(FONTS))


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    weight = "Bold" if bold else "Regular"
    return ImageFont.truetype(str(FONTS / f"CommunityJusticeSans-{weight}.ttf"), size)


def picture_png(view: View, size: Size = SLIDE) -> bytes:
    """Give a view as a PNG, by default of 1920 by 1080 pixels."""
    register_fonts()
    return vl_convert.svg_to_png(picture_svg(view, size).decode("utf-8"), scale=1)


def picture_svg(view: View, size: Size = SLIDE) -> bytes:
    """Give a view as an SVG of the same layout; its text stays text."""
    register_fonts()
    page = _Page(*size.canvas)
    y = _heading(view, page)
    foot = _footer(view, page)
    top, bottom = y + 18, foot - 22
    if view.drawing:
        page.parts.append(_chart(view.drawing, page, top, bottom))
    else:
        words = [view.finding.text, *(view.absence.sentences if view.absence else ())]
        _paragraph(page, " ".join(words), top + 80, 36, bold=False, limit=8)
    return _document(view, page, size).encode("utf-8")


@dataclass(frozen=True)
class _Page:
    """The canvas, and what has been put on it."""

    width: int
    height: int
    parts: list[str] = field(default_factory=list)

    @property
    def inner(self) -> int:
        """The width between the margins."""
        return self.width - 2 * _MARGIN


def wrap(text: str, size: int, width: float, *, bold: bool) -> list[str]:
    """Break a text into lines no wider than ``width`` pixels."""
    font = _font(size, bold=bold)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _heading(view: View, page: _Page) -> float:
    y = 40.0
    if view.is_illustrative:
        y = _paragraph(page, wording.ILLUSTRATIVE, y, _SMALL, bold=True, colour="#801650")
    y = _paragraph(page, view.finding.lead, y, _TITLE, bold=True, limit=3)
    return _paragraph(page, view.heading, y + 4, _BODY, bold=False, colour=style.SECONDARY, limit=2)


def _footer(view: View, page: _Page) -> float:
    """Write the foot of the picture upwards from its lower edge; give its upper edge."""
    lines: list[str] = []
    caveats = " ".join((*view.finding.rest, *view.finding.caveats, *view.drawing_notes))
    drawn = f"{view.drawn_on.day} {view.drawn_on:%B %Y}"
    source = f"{view.source_line} Drawn on {drawn} from snapshot {view.snapshot_id}."
    lines = _limited(wrap(caveats, _SMALL, page.inner, bold=False), 4)
    lines += _limited(wrap(source, _SMALL, page.inner, bold=False), 3)
    top = page.height - 36 - len(lines) * _SMALL * 1.25
    y = top
    for line in lines:
        y += _SMALL * 1.25
        page.parts.append(_text(line, y - 8, _SMALL, bold=False, colour=style.SECONDARY))
    return top


def _limited(lines: Sequence[str], limit: int) -> list[str]:
    kept = list(lines[:limit])
    if len(lines) > limit:
        kept[-1] = kept[-1].rsplit(" ", 1)[0] + " …"
    return kept


def _paragraph(
    page: _Page,
    text: str,
    y: float,
    size: int,
    *,
    bold: bool,
    colour: str = style.TEXT,
    limit: int = 2,
) -> float:
    lines = wrap(text, size, page.inner, bold=bold)
    for line in _limited(lines, limit) if text else []:
        y += size * 1.22
        page.parts.append(_text(line, y, size, bold=bold, colour=colour))
    return y


def _text(line: str, y: float, size: int, *, bold: bool, colour: str) -> str:
    weight = "bold" if bold else "normal"
    return (
        f'<text x="{_MARGIN}" y="{y:.0f}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}">{escape(line)}</text>'
    )


def _chart(drawing: Drawing, page: _Page, top: float, bottom: float) -> str:
    width, height = page.inner, bottom - top
    spec = drawing.picture(width, round(height), _SCALE)
    spec["config"]["font"] = FAMILY
    svg = vl_convert.vegalite_to_svg(spec)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    fit = min(1.0, width / float(size[1]), height / float(size[2])) if size else 1.0
    inner = re.sub(r"^<svg[^>]*>", "", svg).removesuffix("</svg>")
    return f'<g transform="translate({_MARGIN} {top:.0f}) scale({fit:.4f})">{inner}</g>'


def _document(view: View, page: _Page, size: Size) -> str:
    title = escape(f"{view.heading}: {view.area.name}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{size.width}" height="{size.height}" '
        f'viewBox="0 0 {page.width} {page.height}" font-family="{FAMILY}, Source Sans, sans-serif" '
        f'role="img" lang="en-GB"><title>{title}</title>'
        f"<desc>{escape(view.finding.text)} {escape(view.description)}</desc>"
        f'<rect width="{page.width}" height="{page.height}" fill="#FFFFFF"/>'
        f"{''.join(page.parts)}</svg>"
    )
