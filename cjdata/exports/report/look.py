"""The styles of a report: found by name in a template, copied from the base where it lacks them.

The base is ``base.docx`` beside this module: its styles are the built-in look, which Word changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Length

from cjdata.exports.report.base import BASE
from cjdata.exports.report.numbering import add_bullets

TITLE, SUBTITLE, BODY, BULLET, CAPTION = "Title", "Subtitle", "Normal", "List Bullet", "Caption"
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
CONTENTS_HEADING, CONTENTS = "TOC Heading", ("toc 1", "toc 2")
HEADER, FOOTER = "header", "footer"
FINDING, FIGURE, NOTE, SOURCE = "Report Finding", "Report Figure", "Report Note", "Report Source"
CELL, NUMBER_CELL = "Report Table Text", "Report Table Number"
TO_WRITE, NOT_REAL = "Report Words Missing", "Report Illustrative"
STRONG, LINK = "Strong", "Hyperlink"
TABLE = "Report Table"

_PARAGRAPHS = (
    BODY, TITLE, SUBTITLE, *HEADINGS, CONTENTS_HEADING, *CONTENTS, BULLET, CAPTION, FINDING, FIGURE,
    NOTE, SOURCE, CELL, NUMBER_CELL, TO_WRITE, NOT_REAL, HEADER, FOOTER,
)  # fmt: skip
"""In the order in which they are copied: a style stands after the one that it builds on."""
_CHARACTERS = (STRONG, LINK)
_OF_ONE_DOCUMENT = ("w:next", "w:link", "w:rPr/w:rFonts", "w:pPr/w:numPr")
"""What a copied style does not take along: ids and fonts are those of its own document."""


def make_styles(document: Document) -> dict[str, str]:
    """Give the ids of all styles by name; copy from the base those that a template has not.

    The styles of a partnership's template are left as they are.
    """
    styles: Any = document.styles
    held = {style.name.casefold(): style for style in styles}
    for name in _PARAGRAPHS:
        style = held.get(name.casefold())
        if style is None or style.type != WD_STYLE_TYPE.PARAGRAPH:
            held[name.casefold()] = copied = _copied(document, name, held)
            _fit_tabs(copied, text_width(document))
            if name == BULLET:
                add_bullets(document, copied)
    for name in (*_CHARACTERS, TABLE):
        if name.casefold() not in held:
            held[name.casefold()] = _copied(document, name, held)
    names = (*_PARAGRAPHS, *_CHARACTERS, TABLE)
    return {name: held[name.casefold()].style_id for name in names}


def text_width(document: Document) -> Length:
    """Give the width between the margins of the last section."""
    section = document.sections[-1]
    width = section.page_width or Cm(21)
    sides = (section.left_margin, section.right_margin, section.gutter)
    return Length(max(int(Cm(8)), width - sum(side or 0 for side in sides)))


@cache
def _base_styles() -> Mapping[str, Any]:
    styles: Any = docx.Document(str(BASE)).styles
    return {style.name: style for style in styles}


def _copied(document: Document, name: str, held: Mapping[str, Any]) -> Any:
    """Copy a style of the base into a document, on the style of the same name that it builds on."""
    styles: Any = document.styles
    source = _base_styles()[name]
    free = name if name.casefold() not in held else f"{name} (report)"
    made = styles.add_style(free, source.type, builtin=False)
    kept = (qn("w:name"), qn("w:basedOn"))
    for part in list(made.element):
        if part.tag not in kept:
            made.element.remove(part)
    for part in source.element:
        if part.tag not in kept:
            made.element.append(deepcopy(part))
    for path in _OF_ONE_DOCUMENT:
        for one in made.element.xpath(path):
            one.getparent().remove(one)
    under = source.base_style
    if under is not None and under.name.casefold() in held:
        made.base_style = held[under.name.casefold()]
    return made


def _fit_tabs(style: Any, width: Length) -> None:
    """Let the tab at the right margin stand at that of the document."""
    for tab in style.element.xpath("w:pPr/w:tabs/w:tab"):
        tab.set(qn("w:pos"), str(width.twips))
