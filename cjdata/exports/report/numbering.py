"""Bullets for a template that has no style for lists."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from cjdata.exports.report.markup import element


def add_bullets(document: Document, style: Any) -> None:
    """Let the paragraphs of a style be items of a list with bullets."""
    numbering = _numbering(document)
    list_id = _next(numbering, "w:num", "w:numId")
    abstract_id = _next(numbering, "w:abstractNum", "w:abstractNumId")
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    lists = numbering.findall(qn("w:num"))
    numbering.insert(numbering.index(lists[0]) if lists else len(numbering), abstract)
    made = element("w:num", numId=list_id)
    made.append(element("w:abstractNumId", val=abstract_id))
    (lists[-1].addnext if lists else numbering.append)(made)
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = list_id


def _numbering(document: Document) -> Any:
    part: Any = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        root: Any = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        name = PackURI("/word/numbering.xml")
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return root


def _next(numbering: Any, tag: str, key: str) -> int:
    held = [int(one.get(qn(key), "0")) for one in numbering.findall(qn(tag))]
    return max(held, default=0) + 1
