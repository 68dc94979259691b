"""Word markup that the library has no words for: fields, bookmarks, links, tables, pictures.

Texts are put in as texts, never as markup; characters that a Word file cannot hold are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECES = re.compile(r"([\t\n])")


def fit(text: str) -> str:
    """Leave out what XML cannot hold, and write every kind of line end as one."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def element(tag: str, **attributes: str | int) -> Element:
    """Make an element such as ``w:fldChar`` with attributes such as ``fldCharType``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def paragraph(style_id: str, *content: Element) -> Element:
    """Make a paragraph of a style."""
    made = element("w:p")
    if style_id:
        properties = element("w:pPr")
        properties.append(element("w:pStyle", val=style_id))
        made.append(properties)
    for one in content:
        made.append(one)
    return made


def run(text: str, style_id: str = "") -> Element:
    """Make a run of text; tabs and line ends are kept as such."""
    made = element("w:r")
    if style_id:
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val=style_id))
        made.append(properties)
    for piece in _PIECES.split(fit(text)):
        if piece == "\t":
            made.append(element("w:tab"))
        elif piece == "\n":
            made.append(element("w:br"))
        elif piece:
            made.append(_text(piece))
    return made


def field(code: str, shown: str, style_id: str = "") -> Iterator[Element]:
    """Make a field with the value shown until it is worked out anew."""
    yield from field_start(code)
    yield run(shown, style_id)
    yield field_end()


def field_start(code: str, *, is_stale: bool = False) -> Iterator[Element]:
    """Make the runs that begin a field; a stale one is worked out anew when a file is opened."""
    begin = element("w:fldChar", fldCharType="begin")
    if is_stale:
        begin.set(qn("w:dirty"), "true")
    yield _in_run(begin)
    instruction = element("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    yield _in_run(instruction)
    yield _in_run(element("w:fldChar", fldCharType="separate"))


def field_end() -> Element:
    """Make the run that ends a field."""
    return _in_run(element("w:fldChar", fldCharType="end"))


def bookmarked(name: str, number: int, *content: Element) -> Iterator[Element]:
    """Put a bookmark round content, so that the list of contents can lead to it."""
    yield element("w:bookmarkStart", id=number, name=name)
    yield from content
    yield element("w:bookmarkEnd", id=number)


def link_to_bookmark(name: str, *content: Element) -> Element:
    """Make a link to a place in the document."""
    made = element("w:hyperlink", anchor=name, history=1)
    for one in content:
        made.append(one)
    return made


def link_to_address(relation_id: str, *content: Element) -> Element:
    """Make a link to an address that the document part holds under an id."""
    made = element("w:hyperlink", history=1)
    made.set(qn("r:id"), relation_id)
    for one in content:
        made.append(one)
    return made


def table_frame(style_id: str, name: str, widths: Sequence[int]) -> Element:
    """Make a table without rows: full width, columns of fixed widths in twentieths of a point."""
    made = element("w:tbl")
    properties = element("w:tblPr")
    properties.append(element("w:tblStyle", val=style_id))
    properties.append(element("w:tblW", w=sum(widths), type="dxa"))
    properties.append(element("w:tblLayout", type="fixed"))
    properties.append(
        element("w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0)
    )
    properties.append(element("w:tblCaption", val=fit(name)))
    made.append(properties)
    grid = element("w:tblGrid")
    for width in widths:
        grid.append(element("w:gridCol", w=width))
    made.append(grid)
    return made


def table_row(cells: Sequence[tuple[int, Element]], *, is_header: bool = False) -> Element:
    """Make a row that stays whole on a page; a header row is marked and repeated."""
    made = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))
    made.append(properties)
    for width, content in cells:
        cell = element("w:tc")
        cell_properties = element("w:tcPr")
        cell_properties.append(element("w:tcW", w=width, type="dxa"))
        cell.append(cell_properties)
        cell.append(content)
        made.append(cell)
    return made


def describe(drawing_run: Element, name: str, text: str) -> None:
    """Give the picture of a run its name and its alternative text."""
    for properties in drawing_run.iter(qn("wp:docPr")):
        properties.set("name", fit(name))
        properties.set("descr", fit(text))


def keep_with_next(made: Element) -> Element:
    """Keep a paragraph on the page of the one after it."""
    properties = made.find(qn("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        made.insert(0, properties)
    style = properties.find(qn("w:pStyle"))
    properties.insert(0 if style is None else 1, element("w:keepNext"))
    return made


def tabs(right: int, *, cleared: Sequence[int]) -> Element:
    """Make a tab stop at the right, in place of others, in twentieths of a point."""
    made = element("w:tabs")
    places = [(stop, "clear") for stop in cleared] + [(right, "right")]
    for place, kind in sorted(places):
        made.append(element("w:tab", val=kind, pos=place))
    return made


def _text(text: str) -> Element:
    made = element("w:t")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def _in_run(content: Element) -> Element:
    made = element("w:r")
    made.append(content)
    return made
