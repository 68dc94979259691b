"""What stands round a report's text: header, footer, language, properties of the file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from cjdata import wording
from cjdata.exports.report import look, markup
from cjdata.exports.report.markup import paragraph, run
from cjdata.wording import report as words
from cjdata.wording.documents import LANGUAGE


def set_language(document: Document) -> None:
    """Say that all text is British English; text that a template has in no English stays so."""
    root: Any = document.styles.element
    properties = _default_run_properties(root)
    if properties.find(qn("w:lang")) is None:
        properties.append(markup.element("w:lang", val=LANGUAGE))
    for language in root.iter(qn("w:lang")):
        if language.get(qn("w:val"), "en").startswith("en"):
            language.set(qn("w:val"), LANGUAGE)


def set_properties(document: Document, title: str, author: str, today: date) -> None:
    """Fill in the properties of the file."""
    properties = document.core_properties
    made = datetime(today.year, today.month, today.day)  # noqa: DTZ001 - the file format has no zone
    properties.title, properties.author, properties.language = title, author, LANGUAGE
    properties.subject = properties.comments = properties.keywords = ""
    properties.last_modified_by, properties.revision = author, 1
    properties.created = properties.modified = made


def set_header_and_footer(
    document: Document, styles: dict[str, str], name: str, *, is_illustrative: bool
) -> None:
    """Number the pages, and mark every page of figures that are not real."""
    for section in document.sections:
        kinds: list[tuple[Any, Any]] = [(section.header, section.footer)]
        if section.different_first_page_header_footer:
            kinds.append((section.first_page_header, section.first_page_footer))
        if document.settings.odd_and_even_pages_header_footer:
            kinds.append((section.even_page_header, section.even_page_footer))
        for header, footer in kinds:
            if is_illustrative:
                _add(header, paragraph(styles[look.NOT_REAL], run(wording.ILLUSTRATIVE)))
            if "PAGE" not in "".join(footer._element.itertext()):  # noqa: SLF001 - no other way
                _add(footer, _page_line(document, styles, name))


def _page_line(document: Document, styles: dict[str, str], name: str) -> Any:
    """Write the name of the report on the left and the page on the right, in any template."""
    made = paragraph(
        styles[look.FOOTER],
        run(f"{name}\t{words.TEXTS.page} "),
        *markup.field("PAGE", "1"),
        run(f" {words.TEXTS.page_of} "),
        *markup.field("NUMPAGES", "1"),
    )
    own = look.text_width(document).twips
    stops = [stop for stop in _stops(document, styles[look.FOOTER]) if stop != own]
    made.pPr.append(markup.tabs(own, cleared=stops))
    return made


def _stops(document: Document, style_id: str) -> list[int]:
    """List the tab stops of a style, and of those that it builds on."""
    root: Any = document.styles.element
    found: set[int] = set()
    seen: set[str] = set()
    while style_id and style_id not in seen:
        seen.add(style_id)
        (style,) = root.xpath(f'w:style[@w:styleId="{style_id}"]')[:1] or [None]
        if style is None:
            break
        found |= {int(tab.get(qn("w:pos"))) for tab in style.xpath("w:pPr/w:tabs/w:tab")}
        based = style.find(qn("w:basedOn"))
        style_id = "" if based is None else based.get(qn("w:val"))
    return sorted(found)


def _add(place: Any, made: Any) -> None:
    """Add a paragraph to a header or footer, in place of the empty one of a new one."""
    place.is_linked_to_previous = False
    held = list(place.paragraphs)
    place._element.append(made)  # noqa: SLF001 - no other way
    if len(held) == 1 and not held[0].text and not len(held[0]._p.findall(qn("w:r"))):  # noqa: SLF001
        held[0]._p.getparent().remove(held[0]._p)  # noqa: SLF001


def _default_run_properties(root: Any) -> Any:
    """Give the properties that all text starts from; make them where a template has none."""
    node = root
    for n, tag in enumerate(("w:docDefaults", "w:rPrDefault", "w:rPr")):
        found = node.find(qn(tag))
        if found is None:
            found = markup.element(tag)
            node.insert(0, found) if n < 2 else node.append(found)
        node = found
    return node
