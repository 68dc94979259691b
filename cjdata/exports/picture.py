"""A view as a picture: the chart with its finding, source and date, fit for a slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import vl_convert
from PIL import ImageFont

from cjdata import wording
from cjdata.charts import style
from cjdata.charts.drawing import Drawing
from cjdata.views.view import View

WIDTH, HEIGHT = 1920, 1080
FAMILY = "Community Justice Sans"
FONTS = Path(__file__).parent / "fonts"

_MARGIN = 72
_TITLE, _BODY, _SMALL = 46, 30, 28
_SCALE = 2.1
"""Chart text is 14 px on a page, and no smaller than 28 px here."""


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    weight = "Bold" if bold else "Regular"
    return ImageFont.truetype(str(FONTS / f"CommunityJusticeSans-{weight}.ttf"), size)


def picture_png(view: View) -> bytes:
    """Give a view as a PNG of 1920 by 1080 pixels."""
    _register_fonts()
    return vl_convert.svg_to_png(picture_svg(view).decode("utf-8"), scale=1)


def picture_svg(view: View) -> bytes:
    """Give a view as an SVG of the same layout; its text stays text."""
    _register_fonts()
    parts: list[str] = []
    y = _heading(view, parts)
    foot = _footer(view, parts)
    top, bottom = y + 18, foot - 22
    if view.drawing:
        parts.append(_chart(view.drawing, top, bottom))
    else:
        words = [view.finding.text, *(view.absence.sentences if view.absence else ())]
        _paragraph(parts, " ".join(words), top + 80, 36, bold=False, limit=8)
    return _document(view, parts).encode("utf-8")


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


def _heading(view: View, parts: list[str]) -> float:
    y = 40.0
    if view.is_illustrative:
        y = _paragraph(parts, wording.ILLUSTRATIVE, y, _SMALL, bold=True, colour="#801650")
    y = _paragraph(parts, view.finding.lead, y, _TITLE, bold=True, limit=3)
    return _paragraph(
        parts, view.heading, y + 4, _BODY, bold=False, colour=style.SECONDARY, limit=2
    )


def _footer(view: View, parts: list[str]) -> float:
    """Write the foot of the picture upwards from its lower edge; give its upper edge."""
    lines: list[str] = []
    caveats = " ".join((*view.finding.rest, *view.finding.caveats, *view.drawing_notes))
    drawn = f"{view.drawn_on.day} {view.drawn_on:%B %Y}"
    source = f"{view.source_line} Drawn on {drawn} from snapshot {view.snapshot_id}."
    width = WIDTH - 2 * _MARGIN
    lines = _limited(wrap(caveats, _SMALL, width, bold=False), 4)
    lines += _limited(wrap(source, _SMALL, width, bold=False), 3)
    top = HEIGHT - 36 - len(lines) * _SMALL * 1.25
    y = top
    for line in lines:
        y += _SMALL * 1.25
        parts.append(_text(line, y - 8, _SMALL, bold=False, colour=style.SECONDARY))
    return top


def _limited(lines: Sequence[str], limit: int) -> list[str]:
    kept = list(lines[:limit])
    if len(lines) > limit:
        kept[-1] = kept[-1].rsplit(" ", 1)[0] + " …"
    return kept


def _paragraph(
    parts: list[str],
    text: str,
    y: float,
    size: int,
    *,
    bold: bool,
    colour: str = style.TEXT,
    limit: int = 2,
) -> float:
    lines = wrap(text, size, WIDTH - 2 * _MARGIN, bold=bold)
    for line in _limited(lines, limit) if text else []:
        y += size * 1.22
        parts.append(_text(line, y, size, bold=bold, colour=colour))
    return y


def _text(line: str, y: float, size: int, *, bold: bool, colour: str) -> str:
    weight = "bold" if bold else "normal"
    return (
        f'<text x="{_MARGIN}" y="{y:.0f}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}">{escape(line)}</text>'
    )


def _chart(drawing: Drawing, top: float, bottom: float) -> str:
    width, height = WIDTH - 2 * _MARGIN, bottom - top
    spec = drawing.picture(width, round(height), _SCALE)
    spec["config"]["font"] = FAMILY
    svg = vl_convert.vegalite_to_svg(spec)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    fit = min(1.0, width / float(size[1]), height / float(size[2])) if size else 1.0
    inner = re.sub(r"^<svg[^>]*>", "", svg).removesuffix("</svg>")
    return f'<g transform="translate({_MARGIN} {top:.0f}) scale({fit:.4f})">{inner}</g>'


def _document(view: View, parts: Sequence[str]) -> str:
    title = escape(f"{view.heading}: {view.area.name}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}, Source Sans, sans-serif" '
        f'role="img" lang="en-GB"><title>{title}</title>'
        f"<desc>{escape(view.finding.text)} {escape(view.description)}</desc>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>{"".join(parts)}</svg>'
    )
