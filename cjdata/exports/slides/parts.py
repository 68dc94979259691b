"""The parts that every slide has: title, text, mark, foot, number, notes, alternative texts."""

# mypy: allow-untyped-calls
# The writer of slides is typed in part only.

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.shapes import PP_PLACEHOLDER as P
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from cjdata import wording
from cjdata.charts import style
from cjdata.exports.slides.fitting import INCH, Box, Fitted, fit, text_height
from cjdata.exports.slides.template import TITLES, Frame, Template
from cjdata.wording.documents import LANGUAGE

TITLE_SIZES = (30, 28, 26, 24)
TIGHT_SIZES = (22, 20)
"""Of titles that would lose their figure otherwise."""
HEADING = (18, 16)
BODY, FOOT = 18, 14
MARK_HEIGHT = INCH * 38 // 100
GAP = INCH // 10

_MARK_COLOUR = style.GROUP.colour


@dataclass
class Deck:
    """A presentation as it grows: its template, and the titles that are taken.

    Attributes
    ----------
    is_illustrative
        Whether every slide is marked.
    """

    template: Template
    is_illustrative: bool
    titles: set[str] = field(default_factory=set)

    @property
    def wider(self) -> float:
        """By how much the typeface is wider than the one that text is measured in."""
        return self.template.wider


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot of a slide: its text, whole, and the place that holds it."""

    text: str
    box: Box


@dataclass
class Page:
    """A slide as it is filled: what is free on it is ``room``."""

    deck: Deck
    slide: Any
    frame: Frame
    room: Box
    foot: Foot

    def take(self, height: int) -> Box:
        """Take the upper part of the room."""
        taken = Box(self.room.left, self.room.top, self.room.width, min(height, self.room.height))
        self.room = self.room.below(height)
        return taken


def add_page(
    deck: Deck, frame: Frame, title: str, foot: str = "", sizes: Sequence[int] = TITLE_SIZES
) -> Page:
    """Add a slide with its title, shortened where it must be, and the mark where it is due.

    The room above its foot is what that leaves; ``add_foot`` writes it when all else is there.
    """
    slide = deck.template.presentation.slides.add_slide(frame.layout)
    said = _unique(deck, title)
    fitted = fit(said, sizes, frame.title, deck.wider, bold=True, smaller=TIGHT_SIZES)
    _title(slide, frame, _unique(deck, fitted.text), fitted.size)
    deck.titles.add(_title_of(slide).text_frame.text)
    found = _foot(deck, frame, foot)
    page = Page(deck, slide, frame, _above(frame.content, found), found)
    if deck.is_illustrative:
        _mark(page)
    return page


def _unique(deck: Deck, title: str) -> str:
    """Number a title that another slide has already."""
    number, said = 1, title
    while said in deck.titles:
        number += 1
        said = f"{title} ({number})"
    return said


def _title_of(slide: Any) -> Any:
    return next((shape for shape in slide.placeholders if _type(shape) in TITLES), None)


def _title(slide: Any, frame: Frame, text: str, size: int) -> None:
    shape = _title_of(slide)
    if shape is None:
        shape = _as_title(slide, frame)
    elif frame.is_moved:
        move(shape, frame.title)
        shape.text_frame._txBody.bodyPr.set("vert", "horz")  # noqa: SLF001 - no other way
    write(shape.text_frame, [text], size, bold=True)


def _as_title(slide: Any, frame: Frame) -> Any:
    """Add a title to a slide whose layout has none: a box that programs take for the title."""
    box = frame.title
    shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    shape.name = "Title"
    shape._element.nvSpPr.nvPr._insert_ph(_ph("title"))  # noqa: SLF001 - there is no other way
    shape._element.nvSpPr.cNvSpPr.attrib.pop("txBox", None)  # noqa: SLF001
    tree = slide.shapes._spTree  # noqa: SLF001
    tree.insert_element_before(shape._element, "p:sp", "p:pic", "p:graphicFrame")  # noqa: SLF001
    return _title_of(slide)


def _ph(kind: str) -> Any:
    return parse_xml(f'<p:ph {nsdecls("p")} type="{kind}"/>')


def write(
    frame: Any,
    paragraphs: Sequence[str],
    size: int,
    *,
    bold: bool = False,
    colour: str = "",
    after: int = 0,
) -> None:
    """Write paragraphs in one size, in place of what was there."""
    frame.word_wrap = True
    for number, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), bold
        if colour:
            run.font.color.rgb = rgb(colour)
        if after and number < len(paragraphs) - 1:
            paragraph.space_after = Pt(after)


def rgb(colour: str) -> RGBColor:
    """Give a colour as the writer of slides takes it."""
    found: RGBColor = RGBColor.from_string(colour.removeprefix("#"))
    return found


def add_text(
    page: Page,
    box: Box,
    paragraphs: Sequence[str],
    size: int,
    *,
    colour: str = "",
    after: int = 0,
) -> Any:
    """Add text in a box of its own, without margins."""
    shape = page.slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    shape.name = "Text"
    plain(shape.text_frame)
    write(shape.text_frame, paragraphs, size, colour=colour, after=after)
    return shape


def plain(frame: Any) -> None:
    """Take the margins off a text."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def add_line(page: Page, text: str, sizes: Sequence[int]) -> None:
    """Add a text across the room, in two lines at most."""
    fitted = _line(text, sizes, page.room, page.deck.wider)
    add_text(page, page.take(fitted.height), [fitted.text], fitted.size)
    page.take(GAP)


def room_of(deck: Deck, frame: Frame, heading: str, foot: str) -> Box:
    """Give the room between the mark and a heading of one or two lines, and the foot."""
    room = _above(frame.content, _foot(deck, frame, foot)).below(
        MARK_HEIGHT + GAP if deck.is_illustrative else 0
    )
    return room.below(_line(heading, HEADING, room, deck.wider).height + GAP)


def _line(text: str, sizes: Sequence[int], room: Box, wider: float) -> Fitted:
    limit = text_height("x\nx", sizes[0], room.width, wider)
    return fit(text, sizes, Box(room.left, room.top, room.width, limit), wider)


def holder_of(page: Page, *kinds: Any) -> Any:
    """Give the first free placeholder of one of some types, in the order of the types."""
    for kind in kinds:
        for shape in page.slide.placeholders:
            if shape.placeholder_format.type == kind and not _is_taken(shape):
                return shape
    return None


def _is_taken(shape: Any) -> bool:
    is_frame = not shape.has_text_frame
    return is_frame or bool(shape.text_frame.text)


def without_bullets(shape: Any) -> None:
    """Write the paragraphs of a placeholder as text, whatever its layout says of lists."""
    for paragraph in shape.text_frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - there is no other way
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))


def move(shape: Any, box: Box) -> None:
    """Put a shape into a place."""
    shape.left, shape.top, shape.width, shape.height = box.left, box.top, box.width, box.height


def read_next(page: Page, shape: Any) -> None:
    """Let a placeholder that is filled be read after all that the slide has so far."""
    tree = page.slide.shapes._spTree  # noqa: SLF001 - the order of shapes is that of reading
    tree.insert_element_before(shape._element, "p:extLst")  # noqa: SLF001


def describe(shape: Any, name: str, description: str) -> None:
    """Give a shape its name and its alternative text."""
    shape.name = name
    shape._element._nvXxPr.cNvPr.set("descr", description)  # noqa: SLF001 - there is no other way


def _mark(page: Page) -> None:
    """Mark a slide of figures that are not real, in a colour that stands on any ground."""
    line = page.take(MARK_HEIGHT)
    width = min(INCH * 34 // 10, line.width)
    shape = page.slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, line.left, line.top, width, line.height
    )
    shape.name, shape.shadow.inherit = "Mark", False
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(_MARK_COLOUR)
    shape.line.fill.background()
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(shape.text_frame, [wording.ILLUSTRATIVE], FOOT, bold=True, colour=style.WHITE)
    page.take(GAP)


def _foot(deck: Deck, frame: Frame, text: str) -> Foot:
    """Give a foot its place, which is never cut: a long one reaches up as far as it must."""
    box = frame.footer
    height = max(box.height, text_height(text, FOOT, box.width, deck.wider))
    return Foot(text, Box(box.left, box.bottom - height, box.width, height))


def _above(content: Box, foot: Foot) -> Box:
    """Give what is left of the room for content where the foot reaches into it."""
    height = min(content.height, max(foot.box.top - GAP - content.top, 0))
    return Box(content.left, content.top, content.width, height)


def add_foot(page: Page) -> None:
    """Write the foot of a slide and its number, in the template's own places where it has them."""
    foot = page.foot
    shape = _copied(page, P.FOOTER)
    if shape is None:
        shape = add_text(page, foot.box, [], FOOT)
    move(shape, foot.box)
    shape.name = "Source"
    plain(shape.text_frame)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    write(shape.text_frame, [foot.text], FOOT)
    paragraph = shape.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.runs[0].font.color.theme_color = MSO_THEME_COLOR.TEXT_1  # templates write it faint
    _number(page)


def _number(page: Page) -> None:
    shape = _copied(page, P.SLIDE_NUMBER)
    if shape is not None:
        shape.name = "Slide number"


def _copied(page: Page, kind: Any) -> Any:
    """Copy a placeholder of the layout that slides do not get by themselves."""
    original = next((s for s in page.frame.layout.placeholders if _type(s) == kind), None)
    if original is None:
        return None
    element = copy.deepcopy(original._element)  # noqa: SLF001 - there is no other way
    tree = page.slide.shapes._spTree  # noqa: SLF001
    element.nvSpPr.cNvPr.set("id", str(page.slide.shapes._next_shape_id))  # noqa: SLF001
    if kind == P.FOOTER:
        for paragraph in element.txBody.p_lst[1:]:
            element.txBody.remove(paragraph)
        for child in list(element.txBody.p_lst[0]):
            element.txBody.p_lst[0].remove(child)
    tree.append(element)
    return page.slide.shapes[-1]


def _type(shape: Any) -> Any:
    return shape.placeholder_format.type


def clear(page: Page) -> None:
    """Take out the placeholders that nothing was put into."""
    for shape in list(page.slide.placeholders):
        kept = _type(shape) in (*TITLES, P.SLIDE_NUMBER) or _is_taken(shape)
        if not kept:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001


def add_notes(page: Page, paragraphs: Sequence[str]) -> None:
    """Write the speaker's notes."""
    frame = page.slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(paragraphs)


def set_language(presentation: Any) -> None:
    """Say of every run of text that it is British English."""
    for slide in presentation.slides:
        parts = [slide._element]  # noqa: SLF001 - runs are reached at once this way
        if slide.has_notes_slide:
            parts.append(slide.notes_slide._element)  # noqa: SLF001
        for part in parts:
            for run in part.iterfind(".//{*}r"):
                run.get_or_add_rPr().set("lang", LANGUAGE)
