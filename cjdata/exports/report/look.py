"""The styles of a report: found by name in a template, and made where it has them not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor

from cjdata.exports.report.markup import element
from cjdata.exports.report.numbering import add_bullets

FONT = "Arial"
BLUE, TEXT, SECONDARY = "12436D", "0B0C0C", "505A5F"
MARK, MARK_GROUND = "801650", "FBEAF2"
HEADER_GROUND, RULE = "EAF0F6", "C5CBD0"

TITLE, SUBTITLE, BODY, BULLET, CAPTION = "Title", "Subtitle", "Normal", "List Bullet", "Caption"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
CONTENTS_HEADING, CONTENTS = "TOC Heading", ("toc 1", "toc 2")
HEADER, FOOTER = "header", "footer"
FINDING, FIGURE, NOTE, SOURCE = "Report Finding", "Report Figure", "Report Note", "Report Source"
CELL, NUMBER_CELL = "Report Table Text", "Report Table Number"
TO_WRITE, NOT_REAL = "Report Words Missing", "Report Illustrative"
STRONG, LINK = "Strong", "Hyperlink"
TABLE = "Report Table"


@dataclass(frozen=True, slots=True)
class Look:
    """How paragraphs of a style look; what is None is left to the style that it builds on."""

    size: float | None = None
    bold: bool | None = None
    colour: str = ""
    before: float = 0
    after: float = 6
    line: float | None = None
    keep_next: bool = False
    base: str = BODY
    align: WD_ALIGN_PARAGRAPH | None = None
    ground: str = ""
    tab: bool = False
    indent: float = 0


PARAGRAPHS: Mapping[str, Look] = {
    BODY: Look(11, None, TEXT, 0, 7, 1.18, base=""),
    TITLE: Look(28, True, BLUE, 72, 4, 1.0),
    SUBTITLE: Look(16, False, SECONDARY, 0, 18, 1.0),
    "Heading 1": Look(19, True, BLUE, 24, 8, 1.05, keep_next=True),
    "Heading 2": Look(14.5, True, BLUE, 20, 6, 1.05, keep_next=True),
    "Heading 3": Look(11.5, True, TEXT, 12, 4, 1.05, keep_next=True),
    CONTENTS_HEADING: Look(14.5, True, BLUE, 20, 6, 1.05, keep_next=True),
    "toc 1": Look(10.5, True, "", 5, 2, 1.0, tab=True),
    "toc 2": Look(10.5, False, "", 0, 2, 1.0, tab=True, indent=0.6),
    BULLET: Look(None, None, "", 0, 4),
    CAPTION: Look(9.5, False, TEXT, 6, 4, 1.05),
    FINDING: Look(11, None, TEXT, 6, 7, 1.18),
    FIGURE: Look(None, None, "", 6, 0, 1.0, keep_next=True),
    NOTE: Look(9, None, SECONDARY, 5, 3, 1.1),
    SOURCE: Look(9, None, SECONDARY, 4, 14, 1.1),
    CELL: Look(9.5, None, TEXT, 2, 2, 1.05),
    NUMBER_CELL: Look(9.5, None, TEXT, 2, 2, 1.05, align=WD_ALIGN_PARAGRAPH.RIGHT),
    TO_WRITE: Look(10.5, True, MARK, 3, 7, 1.1, ground=MARK_GROUND),
    NOT_REAL: Look(11, True, MARK, 0, 4, 1.0),
    HEADER: Look(9, None, SECONDARY, 0, 0, 1.0),
    FOOTER: Look(9, None, SECONDARY, 0, 0, 1.0, tab=True),
}
"""In the order in which they are made: a style stands after the one that it builds on."""


def make_styles(document: Document, *, is_own: bool) -> dict[str, str]:
    """Give the ids of all styles by name; make those that a template has not.

    Parameters
    ----------
    is_own
        Whether the document is the built-in one, whose styles all take the built-in look. The
        styles of a partnership's template are left as they are.
    """
    styles: Any = document.styles
    held = {style.name.casefold(): style for style in styles}
    width = text_width(document)
    for name, look in PARAGRAPHS.items():
        style = held.get(name.casefold())
        if style is None or style.type != WD_STYLE_TYPE.PARAGRAPH:
            style = held[name.casefold()] = styles.add_style(_free(name, held), 1, builtin=False)
            _dress(style, look, held, width)
            _set_outline(style, name)
            if name == BULLET:
                add_bullets(document, style)
        elif is_own:
            _dress(style, look, held, width)
    for name in (STRONG, LINK):
        if name.casefold() not in held:
            held[name.casefold()] = _character_style(styles, name)
    held[TABLE.casefold()] = held.get(TABLE.casefold()) or _table_style(styles)
    if is_own:
        _set_fonts(styles)
    names = (*PARAGRAPHS, STRONG, LINK, TABLE)
    return {name: held[name.casefold()].style_id for name in names}


def text_width(document: Document) -> Length:
    """Give the width between the margins of the last section."""
    section = document.sections[-1]
    width = section.page_width or Cm(21)
    sides = (section.left_margin, section.right_margin, section.gutter)
    return Length(max(int(Cm(8)), width - sum(side or 0 for side in sides)))


def _free(name: str, held: Mapping[str, Any]) -> str:
    """Give a name that no style of another type has."""
    return name if name.casefold() not in held else f"{name} (report)"


def _dress(style: Any, look: Look, held: Mapping[str, Any], width: Length) -> None:
    font, form = style.font, style.paragraph_format
    if look.base and look.base.casefold() in held and style.name != look.base:
        style.base_style = held[look.base.casefold()]
    if look.size:
        font.size = Pt(look.size)
    if look.bold is not None:
        font.bold = look.bold
    if look.colour:
        font.color.rgb = RGBColor.from_string(look.colour)
    font.italic = False
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = look.line
    form.keep_with_next = look.keep_next or None
    form.alignment = look.align
    if look.indent:
        form.left_indent = Cm(look.indent)
    if look.tab:
        _right_tab(style, width)
    if look.ground:
        shading = element("w:shd", val="clear", color="auto", fill=look.ground)
        style.element.get_or_add_pPr().insert_element_before(
            shading, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    for path in ("w:pPr/w:pBdr", "w:rPr/w:spacing", "w:rPr/w:kern"):
        for one in style.element.xpath(path):
            one.getparent().remove(one)
    style.hidden = style.unhide_when_used = False
    style.quick_style = True


def _right_tab(style: Any, width: Length) -> None:
    stops = style.paragraph_format.tab_stops
    for _ in range(len(stops)):
        del stops[0]
    leader = WD_TAB_LEADER.SPACES if style.name.casefold() == FOOTER else WD_TAB_LEADER.DOTS
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, leader)


def _set_outline(style: Any, name: str) -> None:
    """Let a heading that was made count as one."""
    if name in HEADINGS:
        properties = style.element.get_or_add_pPr()
        properties.append(element("w:outlineLvl", val=HEADINGS.index(name)))


def _set_fonts(styles: Any) -> None:
    """Write every style in one font, whatever the theme says."""
    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    for colour in styles.element.iter(qn("w:color")):
        for key in ("themeColor", "themeShade", "themeTint"):
            colour.attrib.pop(qn(f"w:{key}"), None)


def _character_style(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    if name == STRONG:
        style.font.bold = True
    else:
        style.font.underline = True
        style.font.color.rgb = RGBColor.from_string(BLUE)
    return style


def _table_style(styles: Any) -> Any:
    """Make the table style: a shaded header row, thin rules between rows, room to read."""
    made = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        "<w:qFormat/><w:tblPr><w:tblBorders>"
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        '</w:tblBorders><w:tblCellMar><w:top w:w="20" w:type="dxa"/>'
        '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_GROUND}"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    if not any(style.name == "Normal Table" for style in styles):
        made.remove(made.find(qn("w:basedOn")))
    styles.element.append(made)
    return next(style for style in styles if style.name == TABLE)
