"""The built-in look: wide slides on white, in the colours of the charts, in a typeface all have."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as P
from pptx.oxml import parse_xml
from pptx.util import Inches

from cjdata.charts import style

FONT = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)

_KEPT = ("Title Slide", "Title Only", "Two Content")
_PLACES: dict[str, dict[Any, tuple[float, ...]]] = {
    "Title Slide": {
        P.CENTER_TITLE: (0.9, 1.55, 11.5, 1.9),
        P.SUBTITLE: (0.9, 3.75, 11.5, 2.2),
    },
    "Two Content": {
        "1": (0.6, 1.62, 8.2, 4.85),
        "2": (9.0, 1.62, 3.733, 4.85),
    },
    "Title Only": {},
    "": {
        P.TITLE: (0.6, 0.28, 12.133, 1.26),
        P.BODY: (0.6, 1.62, 12.133, 4.85),
        P.FOOTER: (0.6, 6.5, 11.3, 0.74),
        P.SLIDE_NUMBER: (12.0, 6.84, 0.733, 0.4),
    },
}
"""In inches: left, top, width, height; by layout, and of the master, by type or by number."""
_COLOURS = {
    "dk1": style.TEXT,
    "lt1": style.WHITE,
    "dk2": style.AREA.colour,
    "lt2": style.FOCUS_BAND,
    "accent1": style.AREA.colour,
    "accent2": style.SCOTLAND.colour,
    "accent3": style.GROUP.colour,
    "accent4": style.OTHERS[0].colour,
    "accent5": style.OTHERS[1].colour,
    "accent6": style.OTHERS[2].colour,
    "hlink": style.AREA.colour,
    "folHlink": style.GROUP.colour,
}
_ANCHORS = {P.CENTER_TITLE: "b", P.FOOTER: "b", P.SLIDE_NUMBER: "b", P.TITLE: "b"}
"""Where text stands in its placeholder; at the top where nothing else is said."""
_RULE = (0.0, 0.0, 13.333, 0.12)


@cache
def built_in() -> bytes:
    """Give the built-in template, made once."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    _keep_layouts(presentation)
    master = presentation.slide_master
    _place(master, _PLACES[""])
    for layout in presentation.slide_layouts:
        _without_dates(layout)
        _place(layout, _PLACES[""] | _PLACES[layout.name])
    _without_dates(master)
    _left_aligned(master)
    _rule(master)
    _theme(master)
    content = io.BytesIO()
    presentation.save(content)
    return content.getvalue()


def _keep_layouts(presentation: Any) -> None:
    for layout in list(presentation.slide_layouts):
        if layout.name not in _KEPT:
            presentation.slide_layouts.remove(layout)


def _place(holder: Any, places: dict[Any, tuple[float, ...]]) -> None:
    """Move the placeholders that are named by type, or by number where two are alike."""
    for shape in holder.placeholders:
        found = shape.placeholder_format
        named = places.get(str(found.idx) if found.type == P.OBJECT else found.type)
        if named:
            shape.left, shape.top, shape.width, shape.height = (Inches(n) for n in named)


def _without_dates(holder: Any) -> None:
    """Leave out the date: the title slide says it, and a date that moves would mislead."""
    for shape in list(holder.placeholders):
        if shape.placeholder_format.type == P.DATE:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001


def _left_aligned(master: Any) -> None:
    element = master._element  # noqa: SLF001 - the text styles have no other access
    title = element.find(".//{*}titleStyle/{*}lvl1pPr")
    title.set("algn", "l")
    title.find("{*}defRPr").set("sz", "2800")
    title.find("{*}defRPr").set("b", "1")
    body = element.find(".//{*}bodyStyle/{*}lvl1pPr")
    body.set("marL", "0")
    body.set("indent", "0")
    body.find("{*}defRPr").set("sz", "1800")
    body.remove(body.find("{*}buChar"))
    body.find("{*}buFont").tag = body.find("{*}buFont").tag.replace("buFont", "buNone")
    del body.find("{*}buNone").attrib["typeface"]
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            _text_body(shape)


def _text_body(shape: Any) -> None:
    """Set text at the top left of its placeholder, without margins of its own."""
    kind = shape.placeholder_format.type
    body = shape.text_frame._txBody.bodyPr  # noqa: SLF001
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", _ANCHORS.get(kind, "t"))
    side = "r" if kind == P.SLIDE_NUMBER else "l"
    for properties in shape._element.iterfind(".//{*}lstStyle/{*}lvl1pPr"):  # noqa: SLF001
        properties.set("algn", side)
        for run in properties.iterfind("{*}defRPr"):
            _dark(run)


def _dark(run: Any) -> None:
    """Write in the colour of text: the tints of the plain template are faint."""
    for tint in run.iterfind(".//{*}tint"):
        tint.getparent().remove(tint)
    run.attrib.pop("sz", None)


def _rule(master: Any) -> None:
    """Draw the one coloured bar, along the upper edge."""
    left, top, width, height = (int(Inches(n)) for n in _RULE)
    colour = style.AREA.colour.removeprefix("#")
    tree = master.shapes._spTree  # noqa: SLF001 - a master takes no shapes otherwise
    tree.insert(
        2,
        parse_xml(
            '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<p:nvSpPr><p:cNvPr id="99" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            f'</a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        ),
    )


def _theme(master: Any) -> None:
    """Put the colours and the typeface into the theme."""
    part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    text = part.blob.decode("utf-8")
    for name, colour in _COLOURS.items():
        value = f'<a:srgbClr val="{colour.removeprefix("#")}"/>'
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>", f"<a:{name}>{value}</a:{name}>", text, flags=re.DOTALL
        )
    text = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{FONT}"', text)
    part._blob = text.encode("utf-8")  # noqa: SLF001 - a theme is a part without a class
