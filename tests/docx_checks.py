"""Looks a Word document over for what would make Word repair it or shut a reader out."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN = "word/document.xml"

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "trPr": "cantSplit tblHeader",
}
"""The order in which the file format wants the parts of an element."""


def problems(content: bytes) -> list[str]:
    """Give everything that is wrong with a document; nothing if it is sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        found = [f"damaged: {bad}"] if (bad := archive.testzip()) else []
    trees = {n: etree.fromstring(p) for n, p in parts.items() if n.endswith((".xml", ".rels"))}
    if amiss := [*found, *_package(trees, set(parts))]:
        return amiss  # no program opens it
    body = trees[MAIN][0]
    document = docx.Document(io.BytesIO(content))
    for check in (_doubled_ids, _fields, _tables, _pictures, _emptiness, _order):
        found += check(body)
    found += _order(trees["word/styles.xml"])
    found += [*_styles(trees), *_links(body), *_headings(document), *_captions(document)]
    return [*found, *_contents(document), *_about(document, trees)]


def text_of(element: Any) -> str:
    """Give the text of an element as a reader sees it: no field codes, breaks as line ends."""
    marks = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        one.text or "" if one.tag == f"{W}t" else marks.get(one.tag, "") for one in element.iter()
    )


def style_of(paragraph: Any) -> str:
    """Give the id of a paragraph's style."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def pictures(content: bytes) -> list[tuple[str, bytes]]:
    """Give the alternative text and the file of each picture in the text."""
    document = docx.Document(io.BytesIO(content))
    part: Any = document.part
    return [
        (inline.docPr.get("descr"), part.related_parts[inline.xpath(".//a:blip/@r:embed")[0]].blob)
        for inline in document.element.body.iter(f"{WP}inline")
    ]


def _package(trees: dict[str, Any], names: set[str]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    endings = {t.get("Extension") for t in types if t.tag.endswith("Default")}
    named = {t.get("PartName").lstrip("/") for t in types if t.tag.endswith("Override")}
    for name in names - {"[Content_Types].xml"}:
        if name not in named and name.rpartition(".")[2] not in endings:
            yield f"no content type: {name}"
    for name, tree in trees.items():
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in tree.iter(RELATION):
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target")))
            if relation.get("TargetMode") != "External" and target.lstrip("/") not in names:
                yield f"{name} points to {target}, which is not there"


def _doubled_ids(body: Any) -> Iterator[str]:
    for tag, key in ((f"{WP}docPr", "id"), (f"{W}bookmarkStart", f"{W}id")):
        counts = Counter(one.get(key) for one in body.iter(tag))
        yield from (f"{tag} {one} stands {n} times" for one, n in counts.items() if n > 1)
    names = Counter(one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart"))
    yield from (f"bookmark {name} stands twice" for name, n in names.items() if n > 1)


def _fields(body: Any) -> Iterator[str]:
    kinds = [one.get(f"{W}fldCharType") for one in body.iter(f"{W}fldChar")]
    depth, is_open = 0, []
    for kind in kinds:
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        is_open.append(depth >= 0)
    if depth or not all(is_open):
        yield "fields that are not closed"


def _tables(body: Any) -> Iterator[str]:
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table without a header row"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if any(len(row.findall(f"{W}tc")) != columns for row in rows):
            yield "a table whose rows differ in length"
        if not table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val"):
            yield "a table without a name"


def _pictures(body: Any) -> Iterator[str]:
    for one in body.iter(f"{WP}docPr"):
        if not (one.get("descr") or "").strip():
            yield f"no alternative text: {one.get('name')}"


def _emptiness(body: Any) -> Iterator[str]:
    for paragraph in body.iter(f"{W}p"):
        if not text_of(paragraph).strip() and paragraph.find(f".//{WP}inline") is None:
            yield "an empty paragraph"


def _order(tree: Any) -> Iterator[str]:
    for tag, order in ORDER.items():
        places = {f"{W}{name}": n for n, name in enumerate(order.split())}
        for one in tree.iter(f"{W}{tag}"):
            held = [places[child.tag] for child in one if child.tag in places]
            if held != sorted(held):
                yield f"{tag} out of order: {[etree.QName(c).localname for c in one]}"


def _styles(trees: dict[str, Any]) -> Iterator[str]:
    held = Counter(s.get(f"{W}styleId") for s in trees["word/styles.xml"].iter(f"{W}style"))
    yield from (f"style {name} stands twice" for name, n in held.items() if n > 1)
    for name, tree in trees.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            used = (one for tag in ("pStyle", "rStyle", "tblStyle") for one in tree.iter(W + tag))
            yield from (
                f"no style {one.get(f'{W}val')}" for one in used if one.get(f"{W}val") not in held
            )


def _links(body: Any) -> Iterator[str]:
    names = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    for link in body.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if not link.get(f"{R}id") and anchor not in names:
            yield f"a link to nowhere: {anchor}"


def headings(document: Document) -> list[tuple[int, str]]:
    """Give the level and the text of each heading."""
    return [
        (int(p.style.name[-1]), p.text)
        for p in document.paragraphs
        if p.style is not None and re.fullmatch(r"Heading \d", p.style.name or "")
    ]


def _headings(document: Document) -> Iterator[str]:
    last = 0
    for level, text in headings(document):
        if level > last + 1:
            yield f"a heading skips a level: {text}"
        last = level


def _captions(document: Document) -> Iterator[str]:
    counts = {"Figure": 0, "Table": 0}
    around = list(document.element.body)
    for n, one in enumerate(around):
        if one.tag == f"{W}tbl" and not text_of(around[n - 1]).startswith("Table "):
            yield "a table without a caption above it"
        if one.find(f".//{WP}inline") is not None and not text_of(around[n + 1]).startswith(
            "Figure "
        ):
            yield "a picture without a caption below it"
        if re.search(r"SEQ (Figure|Table)", "".join(one.itertext())):
            kind, number = text_of(one).split(":")[0].split()
            counts[kind] += 1
            if int(number) != counts[kind]:
                yield f"{kind} {number} is out of order"


def _contents(document: Document) -> Iterator[str]:
    listed = [
        p.text for p in document.paragraphs if (p.style.name or "").startswith("toc ") and p.style
    ]
    wanted = [text for level, text in headings(document) if level < 3]
    if listed != wanted:
        yield f"the contents list {len(listed)} of {len(wanted)} headings"
    if 'TOC \\o "1-2"' not in "".join(document.element.body.itertext()):
        yield "no field of contents"


def _about(document: Document, trees: dict[str, Any]) -> Iterator[str]:
    defaults = trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if defaults is None or defaults.get(f"{W}val") != "en-GB":
        yield "the language is not British English"
    properties = document.core_properties
    if not (properties.title and properties.author and properties.language == "en-GB"):
        yield "title, author or language is not filled in"
    for section in document.sections:
        if "PAGE" not in "".join(section.footer._element.itertext()):
            yield "pages without numbers"
