"""Charts of the site: SVG inside the page, once for a screen and once for a phone.

Marks keep what they say as their titles. The script reads them out to whoever points at a mark,
taps it, or walks along the marks with the arrow keys.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

from cjdata import wording
from cjdata.charts.style import AXIS_SIZE
from cjdata.exports.chart_svg import chart_svg
from cjdata.exports.fonts import register_fonts
from cjdata.views.registry import type_of
from cjdata.views.view import View
from cjdata.views.view_type import Size
from cjdata.wording import site as words
from cjdata.wording.captions import TABLE_HOLDS_ALL

_LABELLED = re.compile(
    r'<(\w+)( [^<>]*?)?aria-label="([^"]*)"'
    r'([^<>]*?aria-roledescription="(?:point|rect mark|symbol)"[^<>]*?)/>'
)
_TAG = re.compile(r"<[a-z][^<>]*>")
_PLACES = re.compile(r' (?:d|transform|[xy][12]?|width|height)="[^"]*"')
_FINE = re.compile(r"\.0+(?!\d)|(\.\d)\d+")
_USUAL = re.compile(
    r' (?:role|class|aria-[a-z]+|pointer-events|stroke-miterlimit|font-family)="[^"]*"'
    r'| (?:font-weight="normal"|font-size="13\.5px"|text-anchor="start"|opacity="1")'
    r'| (?:stroke-width="1"|stroke-dasharray=""|y2="0")'
)
_EMPTY = re.compile(r'<path class="(?:background|foreground)"(?: [a-z]+="[^"#]*")*/>')
_UNSEEN = '<path d="" display="none"/>'
_LEAF = r"<(?:line|path|rect|text)(?: [^<>]*)?(?:/>|>(?:<title>[^<]*</title>|[^<]*)</[a-z]+>)"
_MARK = re.compile(_LEAF)
_GROUP = re.compile(f"<g>((?:{_LEAF})+)</g>")
_HANDED_ON = ("fill", "stroke", "stroke-width", "stroke-dasharray", "text-anchor", "font-weight")
"""What marks have from their group where they do not say it themselves."""
_IDS = re.compile(r'(\bid="|url\(#|href="#)')


@dataclass(frozen=True)
class _Drawing:
    """A drawing of a view for one width of screen."""

    view: View
    name: str
    size: Size
    css: str

    @property
    def html(self) -> str:
        """The drawing as a part of the page: named, its ids its own."""
        spec = self.view.drawing.picture(*self.size, 1.0) if self.view.drawing else {}
        svg = chart_svg(spec)
        box = re.search(r'viewBox="[^"]*"', svg)
        inner = re.sub(r"^<svg[^>]*>", "", svg).removesuffix("</svg>")
        inner = _TAG.sub(_light, _LABELLED.sub(_titled, _EMPTY.sub("", inner)))
        inner = _GROUP.sub(_said_once, inner.replace(_UNSEEN, ""))
        inner = _IDS.sub(lambda m: f"{m[1]}{self.name}-", inner)
        return (
            f'<svg class="{self.css}" {box[0] if box else ""} font-size="{AXIS_SIZE}" role="img" '
            f'aria-labelledby="{self.name}-what"><title id="{self.name}-what">'
            f"{escape(self.view.described(TABLE_HOLDS_ALL))}</title>{inner}</svg>"
        )


def chart(view: View, name: str, *, for_phones: bool = True) -> str:
    """Draw a view inside the page; say so where there is nothing to draw.

    A page of very many charts draws none ``for_phones``, to stay small enough for an e-mail.
    """
    if view.drawing is None:
        return f"<p>{escape(wording.NOTHING_TO_DRAW)}</p>"
    register_fonts()
    label = escape(view.heading)
    return (
        f'<figure tabindex="0" role="group" aria-label="{label}" aria-describedby="{name}-read">'
        f"{_drawings(view, name, for_phones=for_phones)}</figure>"
        f'<p class="read" id="{name}-read" role="status" hidden>{words.TEXTS.read_marks}</p>'
    )


def _drawings(view: View, name: str, *, for_phones: bool) -> str:
    hints = type_of(view).hints
    if hints.narrow is None or not for_phones:
        return _Drawing(view, name, hints.wide, "single").html
    return (
        _Drawing(view, name, hints.wide, "on-screen").html
        + _Drawing(view, f"{name}-small", hints.narrow, "on-phone").html
    )


def _titled(match: re.Match[str]) -> str:
    tag, before, label, after = match.groups()
    held = f"{before or ''}{after}".strip()
    return f"<{tag} {held}><title>{label}</title></{tag}>"


def _light(tag: re.Match[str]) -> str:
    """Leave out of a tag what goes without saying, and fractions of pixels that nobody sees."""
    return _PLACES.sub(lambda m: _FINE.sub(r"\1", m[0]), _USUAL.sub("", tag[0]))


def _said_once(group: re.Match[str]) -> str:
    """Say of a group how most of its marks look, and of a mark only where it looks otherwise."""
    marks = _MARK.findall(group[1])
    usual = ""
    for name in _HANDED_ON:
        said = [found[0] for mark in marks if (found := re.search(f' {name}="[^"]*"', mark))]
        if len(said) == len(marks) > 1:
            common, _ = Counter(said).most_common(1)[0]
            marks = [mark.replace(common, "", 1) for mark in marks]
            usual += common
    return f"<g{usual}>{''.join(marks)}</g>"
