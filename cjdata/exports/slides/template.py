"""A template: its layouts and placeholders, found by what they are and never by their number."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as P

from cjdata.errors import CjdataError, Mistake
from cjdata.exports.given import MAX_BYTES, TYPES, Given, hides_too_much, retyped, size_of
from cjdata.exports.slides.fitting import INCH, Box, widening

TITLES = (P.TITLE, P.CENTER_TITLE, P.VERTICAL_TITLE)
HOLDERS = (P.OBJECT, P.CHART, P.TABLE, P.BODY, P.VERTICAL_BODY, P.VERTICAL_OBJECT, P.SUBTITLE)
"""What can take the content of a slide."""

BASE = Path(__file__).with_name("base.pptx")
"""What slides are made from where nobody gives another template: PowerPoint can change it."""

_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_FEET = (P.FOOTER, P.SLIDE_NUMBER, P.DATE)
_UPRIGHT = (P.VERTICAL_TITLE, P.VERTICAL_BODY, P.VERTICAL_OBJECT)
_FOOT = 0.74
"""The height of the foot of a slide in inches: three lines of 14 points."""
_LEAST_TITLE = 0.5
"""A title narrower than this share of the slide, or lower in inches, is moved."""


class TemplateError(CjdataError):
    """A file given as a template cannot be used as one."""


@dataclass(frozen=True)
class Frame:
    """A layout, and where things stand on the slides made from it.

    Attributes
    ----------
    is_moved
        Whether the title does not stand where the layout has it, because there is no room.
    number
        Where the number of the slide stands; None where the layout has no place for it.
    """

    layout: Any
    is_moved: bool
    title: Box
    content: Box
    footer: Box
    number: Box | None


@dataclass(frozen=True)
class Template:
    """A presentation without slides, and its layouts that are used."""

    presentation: Any
    opening: Frame
    content: Frame
    plain: Frame
    wider: float
    is_built_in: bool


def open_template(path: Given | None) -> Template:
    """Open a template; the built-in one where none is given.

    Raises
    ------
    TemplateError
        When the file cannot be read, is no presentation, or has no layout.
    """
    presentation = _read(path)
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise _refused(path, "it has no slide layout", "Use a template with layouts.")
    _empty(presentation)
    return Template(
        presentation,
        _frame(presentation, max(layouts, key=_as_opening)),
        _frame(presentation, max(layouts, key=_as_content)),
        _frame(presentation, max(layouts, key=_as_plain)),
        widening(_font(presentation)),
        path is None,
    )


def _read(path: Given | None) -> Any:
    if path is None:
        return Presentation(str(BASE))
    try:
        presentation = Presentation(io.BytesIO(_sound(path)))
        is_macro = "macro" in presentation.part.content_type.lower()
    except OSError as error:
        raise _refused(path, f"it cannot be read ({error.strerror})", "Check the path.") from error
    except TemplateError:
        raise
    except Exception as error:  # whatever the library meets in a damaged file
        raise _refused(path, "it is no PowerPoint presentation", _SAVE_AGAIN) from error
    if is_macro:
        raise _refused(path, "it holds macros", _SAVE_AGAIN)
    return presentation


_SAVE_AGAIN = "Open it in PowerPoint and save it as .pptx, or leave out the template."


def _sound(path: Given) -> bytes:
    """Read a template no larger than one can be, a .potx as the presentation it describes."""
    if size_of(path) > MAX_BYTES:
        size = f"it is larger than {MAX_BYTES // 1_000_000} MB"
        raise _refused(path, size, "Take large pictures out of it.")
    content = path.read_bytes()
    if hidden := hides_too_much(content):
        raise _refused(path, f"it {hidden}", _SAVE_AGAIN)
    with ZipFile(io.BytesIO(content)) as archive:
        is_template = _TEMPLATE in archive.read(TYPES)
    return retyped(content, _TEMPLATE, _MAIN) if is_template else content


def _refused(path: Given | None, what: str, fix: str) -> TemplateError:
    return TemplateError(Mistake(f"template {path}", what, fix))


def _empty(presentation: Any) -> None:
    """Take out the slides of a template, and all that names them."""
    element = presentation.part._element  # noqa: SLF001 - slides cannot be removed otherwise
    slides = presentation.slides._sldIdLst  # noqa: SLF001
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    for extra in [*element.iterfind(".//{*}sectionLst"), *element.iterfind("{*}custShowLst")]:
        holder = extra.getparent()
        holder.remove(extra)
        if holder.tag.endswith("}ext"):
            holder.getparent().remove(holder)
    package = presentation.part.package
    for name, relation in list(package._rels.items()):  # noqa: SLF001
        if relation.reltype.endswith("/thumbnail"):
            package.drop_rel(name)


# Which layout


def _types(layout: Any) -> list[Any]:
    return [shape.placeholder_format.type for shape in layout.placeholders]


def _as_opening(layout: Any) -> float:
    types = _types(layout)
    return (
        6 * (P.CENTER_TITLE in types)
        + 3 * (P.SUBTITLE in types)
        + 2 * (P.TITLE in types)
        - 8 * any(kind in types for kind in _UPRIGHT)
        - sum(kind in HOLDERS for kind in types)
    )


def _as_content(layout: Any) -> float:
    """Prefer a title with a place for a chart and, beside it, one for text."""
    types = _types(layout)
    charts = types.count(P.CHART) + types.count(P.OBJECT)
    holders = sum(kind in HOLDERS for kind in types)
    return (
        8 * (P.TITLE in types)
        + 4 * (charts > 0)
        + 2 * (holders == 2)
        + (P.FOOTER in types)
        + (P.SLIDE_NUMBER in types)
        - 6 * any(kind in types for kind in (*_UPRIGHT, P.PICTURE, P.MEDIA_CLIP, P.ORG_CHART))
        - 2 * max(0, holders - 2)
    )


def _as_plain(layout: Any) -> float:
    """Prefer a title alone: for tables."""
    types = _types(layout)
    others = sum(kind not in (*TITLES, *_FEET) for kind in types)
    return 8 * (P.TITLE in types) + 2 * (P.FOOTER in types) + (P.SLIDE_NUMBER in types) - 3 * others


# Where things stand


def _frame(presentation: Any, layout: Any) -> Frame:
    slide = Box(0, 0, presentation.slide_width, presentation.slide_height)
    margin = min(slide.width // 22, INCH * 6 // 10)
    inner = Box(margin, margin, slide.width - 2 * margin, slide.height - 2 * margin)
    title_shape = next((s for s in layout.placeholders if _kind(s) in TITLES), None)
    number = _box_of(layout, P.SLIDE_NUMBER)
    own = _of(title_shape)
    is_moved = own is None or _is_cramped(own, slide) or _kind(title_shape) == P.VERTICAL_TITLE
    title = Box(inner.left, inner.top, inner.width, INCH * 13 // 10)
    title = title if own is None or is_moved else own
    footer = _footer_box(layout, inner, number)
    return Frame(
        layout,
        is_moved,
        title,
        _content_box(layout, inner, title, footer),
        footer,
        number,
    )


def _is_cramped(title: Box, slide: Box) -> bool:
    return title.width < _LEAST_TITLE * slide.width or title.height < _LEAST_TITLE * INCH


def _kind(shape: Any) -> Any:
    return shape.placeholder_format.type


def _of(shape: Any) -> Box | None:
    """Give the place of a placeholder, inherited or not; None where it has none."""
    if shape is None or shape.width is None or shape.left is None:
        return None
    return Box(shape.left, shape.top, shape.width, shape.height)


def _box_of(layout: Any, kind: Any) -> Box | None:
    return next((_of(s) for s in layout.placeholders if _kind(s) == kind), None)


def _footer_box(layout: Any, inner: Box, number: Box | None) -> Box:
    """Give the foot: as wide as the number of the slide leaves it, up from its lower edge."""
    height = round(_FOOT * INCH)
    own = _box_of(layout, P.FOOTER)
    bottom = min(own.bottom, inner.bottom + inner.top // 2) if own else inner.bottom
    left, right = inner.left, inner.right
    if number and number.bottom > bottom - height and number.top < bottom:
        before, after = number.left - INCH // 10, number.right + INCH // 10
        left, right = max((left, min(right, before)), (max(left, after), right), key=_length)
    return Box(left, bottom - height, right - left, height)


def _length(ends: tuple[int, int]) -> int:
    return ends[1] - ends[0]


def _content_box(layout: Any, inner: Box, title: Box, footer: Box) -> Box:
    """Give the room for content: that of the placeholders, or the largest that the title leaves."""
    gap = INCH // 10
    bottom = footer.top - gap
    held = [_of(s) for s in layout.placeholders if _kind(s) in HOLDERS]
    boxes = [box for box in held if box]
    free = max(_around(inner, title, gap, bottom), key=lambda box: box.width * box.height)
    if not boxes:
        return free
    left, top = min(b.left for b in boxes), min(b.top for b in boxes)
    right, low = max(b.right for b in boxes), min(max(b.bottom for b in boxes), bottom)
    joint = Box(left, top, right - left, low - top)
    is_clear = top >= title.bottom - gap or left >= title.right - gap
    is_large = joint.width >= 0.6 * free.width and joint.height >= 0.7 * free.height
    return joint if is_clear and is_large else free


def _around(inner: Box, title: Box, gap: int, bottom: int) -> list[Box]:
    """List the rooms below, above, left and right of the title, above the foot."""
    below, right = title.bottom + gap, title.right + gap
    top = inner.top
    return [
        Box(inner.left, below, inner.width, max(bottom - below, 0)),
        Box(inner.left, top, inner.width, max(min(title.top - gap, bottom) - top, 0)),
        Box(inner.left, top, max(title.left - gap - inner.left, 0), bottom - top),
        Box(right, top, max(inner.right - right, 0), bottom - top),
    ]


def _font(presentation: Any) -> str:
    """Name the typeface of the theme's text."""
    master = presentation.slide_masters[0]
    part = next(
        (r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme")), None
    )
    text = part.blob.decode("utf-8", "replace") if part is not None else ""
    found = re.search(r'<a:minorFont>\s*<a:latin typeface="([^"]*)"', text)
    return found[1] if found else ""
