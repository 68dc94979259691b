"""Opens the document that a report is written into: the built-in one, or a partnership's template.

A template keeps its page size, margins, headers, footers and styles. Its text is taken out, unless
a paragraph of it says nothing but ``[report]``: then the report stands in that paragraph's place.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from cjdata.errors import CjdataError, Mistake
from cjdata.exports.given import MAX_BYTES, TYPES, Given, hides_too_much, retyped, size_of

PLACE = "[report]"
BASE = Path(__file__).with_name("base.docx")
"""What reports are made from where nobody gives another document: Word can change its styles."""

_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_SAVE_AS = "Open it in Word, save it as a Word document (.docx), and choose that file."


class TemplateRefused(CjdataError):
    """A Word template cannot be used."""


def open_base(template: Given | None) -> Document:
    """Open the document to write into.

    Raises
    ------
    TemplateRefused
        When the template is missing, too large, or no Word document.
    """
    if template is None:
        return docx.Document(str(BASE))
    content = _sound(template)
    try:
        document: Document = docx.Document(io.BytesIO(content))
        has_page = len(document.sections) > 0
    except Exception as error:  # whatever the library meets in a damaged file
        raise _refused(template, "is damaged and cannot be read as a Word document") from error
    if not has_page:
        raise _refused(template, "has no page set up")
    return document


def place_in(document: Document) -> Any:
    """Give the element before which the report is written; take the template's own text out."""
    body: Any = document.element.body
    for one in list(body.iterchildren(qn("w:p"))):
        if "".join(text.text or "" for text in one.iter(qn("w:t"))).strip() == PLACE:
            after = one.getnext()
            body.remove(one)
            return after
    end = body.find(qn("w:sectPr"))
    for one in list(body):
        if one is not end:
            body.remove(one)
    _drop_unused(document)
    return end


def _sound(template: Given) -> bytes:
    """Read a template, and turn a .dotx into the document that it describes."""
    try:
        if size_of(template) > MAX_BYTES:
            size = f"is larger than {MAX_BYTES // 1_000_000} MB"
            raise _refused(template, size, "Take large pictures out of it.")
        content = template.read_bytes()
    except OSError as error:
        fix = "Give the path of a Word template."
        raise _refused(template, f"cannot be read ({error.strerror})", fix) from error
    try:
        if hidden := hides_too_much(content):
            raise _refused(template, hidden)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            types = archive.read(TYPES)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, RuntimeError, ValueError) as error:
        raise _refused(template, "is no Word document") from error
    if b"macroEnabled" in types:
        raise _refused(template, "holds macros, which a report never takes over")
    if _TEMPLATE in types:
        return retyped(content, _TEMPLATE, _MAIN)
    if _MAIN not in types:
        raise _refused(template, "is no Word document")
    return content


def _drop_unused(document: Document) -> None:
    """Let go of pictures and links that only the text taken out had."""
    part: Any = document.part
    for relation_id, relation in list(part.rels.items()):
        if relation.reltype.endswith(("/image", "/hyperlink")):
            part.rels.pop(relation_id)


def _refused(template: Given, what: str, fix: str = _SAVE_AS) -> TemplateRefused:
    return TemplateRefused(Mistake(str(template), what, fix))
