"""Writes a report part by part: headings, sentences, words, pictures, tables, contents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Length

from cjdata.exports.report import look, markup
from cjdata.exports.report.markup import Element, paragraph, run
from cjdata.narrative.plain_text import blocks_of, tidy
from cjdata.text import upper_first
from cjdata.wording import report as words

WIDEST_PICTURE = Cm(16)
KEPT_WHOLE = 6
"""Rows up to which a table is kept on one page."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its text, a word on it, an address it leads to."""

    text: str
    remark: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, and whether it holds numbers."""

    heading: str
    share: float = 1
    is_number: bool = False


class Writer:
    """Puts parts into a document, one below the other, and numbers them."""

    def __init__(self, document: Document, place: Element, styles: dict[str, str]) -> None:
        self.document = document
        self._place = place
        self.styles = styles
        self._headings: list[tuple[int, str, str]] = []
        self._counts = {words.TEXTS.figure: 0, words.TEXTS.table: 0}
        self._contents: Element | None = None
        self._next_bookmark = _highest_bookmark(document) + 1

    def text(self, text: str, style: str = look.BODY, *, keep: bool = False) -> None:
        """Write a paragraph."""
        made = self._paragraph(style, run(text))
        if keep:
            markup.keep_with_next(made)

    def labelled(self, label: str, text: str, style: str = look.BODY) -> None:
        """Write a paragraph that begins with bold words."""
        strong = self.styles[look.STRONG]
        rest = f" {text}" if text else ""
        self._paragraph(style, run(label, strong), run(rest))

    def bullets(self, items: Iterable[str]) -> None:
        """Write a list."""
        for item in items:
            self._paragraph(look.BULLET, run(item))

    def heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        """Write a heading, and remember it for the contents."""
        name = f"_Toc{self._next_bookmark:06d}"
        content = markup.bookmarked(name, self._next_bookmark, run(text))
        made = self._paragraph(look.HEADINGS[level - 1], *content)
        if on_new_page:
            made.pPr.append(markup.element("w:pageBreakBefore"))
        self._next_bookmark += 1
        self._headings.append((level, text, name))

    def coordinators_words(self, text: str) -> None:
        """Write words as they were typed: paragraphs, and lists where lines begin with a mark."""
        for block in blocks_of(tidy(text)):
            if block.kind == "bullets":
                self.bullets(block.lines)
            else:
                self.text("\n".join(block.lines))

    def picture(self, png: bytes, name: str, alternative: str) -> None:
        """Write a picture in a paragraph of its own, kept with its caption."""
        width = min(int(WIDEST_PICTURE), int(look.text_width(self.document)))
        part: Any = self.document.part
        inline = part.new_pic_inline(io.BytesIO(png), Length(width), None)
        drawing = markup.element("w:r")
        drawing.append(markup.element("w:drawing"))
        drawing[0].append(inline)
        markup.describe(drawing, name, alternative)
        self._paragraph(look.FIGURE, drawing)

    def caption(self, kind: str, text: str) -> str:
        """Write a numbered caption, and give its number in words, as in “Figure 3”."""
        self._counts[kind] += 1
        number = str(self._counts[kind])
        strong = self.styles[look.STRONG]
        content = chain(
            (run(f"{kind} ", strong),),
            markup.field(f"SEQ {kind} \\* ARABIC", number, strong),
            (run(":", strong), run(f" {text}")),
        )
        made = self._paragraph(look.CAPTION, *content)
        if kind == words.TEXTS.table:
            markup.keep_with_next(made)
        return f"{kind} {number}"

    def table(
        self, caption: str, columns: Sequence[Column], rows: Sequence[Sequence[TableCell]]
    ) -> None:
        """Write a table under its caption, with a header row that is repeated on each page."""
        self.caption(words.TEXTS.table, caption)
        total = int(look.text_width(self.document).twips)
        shares = sum(column.share for column in columns)
        widths = [int(total * column.share / shares) for column in columns]
        made = markup.table_frame(self.styles[look.TABLE], caption, widths)
        headings = [TableCell(column.heading) for column in columns]
        made.append(self._row(columns, widths, headings, is_header=True))
        for row in rows:
            made.append(self._row(columns, widths, row))
        if len(rows) <= KEPT_WHOLE:
            _keep_whole(made)
        self._place.addprevious(made)

    def contents(self, *, on_new_page: bool = True) -> None:
        """Keep a place for the list of contents, which is written when all headings are known."""
        made = self._paragraph(look.CONTENTS_HEADING, run(words.TEXTS.contents))
        if on_new_page:
            made.pPr.append(markup.element("w:pageBreakBefore"))
        self._contents = self._paragraph(look.BODY)

    def finish(self) -> None:
        """Write the list of contents: a field, with every heading already in it."""
        if self._contents is None:
            return
        shown = [one for one in self._headings if one[0] <= len(look.CONTENTS)]
        for n, (level, text, name) in enumerate(shown):
            content = [self._contents_entry(text, name)]
            if n == 0:
                start = markup.field_start(r'TOC \o "1-2" \h \z \u', is_stale=True)
                content = [*start, *content]
            if n == len(shown) - 1:
                content.append(markup.field_end())
            made = paragraph(self.styles[look.CONTENTS[level - 1]], *content)
            self._contents.addprevious(made)
        self._contents.getparent().remove(self._contents)

    @staticmethod
    def _contents_entry(text: str, name: str) -> Element:
        """Give an entry without its page, which only whoever lays the pages out can know."""
        return markup.link_to_bookmark(name, run(text))

    def _row(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        row: Sequence[TableCell],
        *,
        is_header: bool = False,
    ) -> Element:
        cells = [
            (width, self._cell(column, entry))
            for column, width, entry in zip(columns, widths, row, strict=True)
        ]
        return markup.table_row(cells, is_header=is_header)

    def _cell(self, column: Column, entry: TableCell) -> Element:
        style = look.NUMBER_CELL if column.is_number else look.CELL
        text = f"{entry.text} ({entry.remark})" if entry.remark else entry.text
        content = self._link(entry.link, text) if entry.link else run(text)
        return paragraph(self.styles[style], content)

    def _link(self, address: str, text: str) -> Element:
        if not address.startswith(("https://", "http://")):
            return run(text)
        part: Any = self.document.part
        relation = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return markup.link_to_address(relation, run(text, self.styles[look.LINK]))

    def _paragraph(self, style: str, *content: Element) -> Any:
        made = paragraph(self.styles[style], *content)
        self._place.addprevious(made)
        return made


def _keep_whole(table: Element) -> None:
    """Keep all rows of a table on one page: each with the next."""
    for row in table.tr_lst[:-1]:
        for made in row.iter(qn("w:p")):
            markup.keep_with_next(made)


def _highest_bookmark(document: Document) -> int:
    numbers = (one.get(qn("w:id"), "0") for one in document.element.iter(qn("w:bookmarkStart")))
    return max((int(n) for n in numbers if n.isdecimal()), default=0)


def sentence(text: str) -> str:
    """Begin a text with a capital and end it with a full stop."""
    text = upper_first(text.strip())
    return text if text.endswith((".", "!", "?")) else f"{text}."
