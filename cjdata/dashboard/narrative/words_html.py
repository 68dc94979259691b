"""HTML of words: as they are printed, and compared. Every text is escaped."""

from __future__ import annotations

from html import escape

from cjdata.dashboard import html
from cjdata.narrative import ComparedText, blocks_of, compare
from cjdata.reference.report_outlines import OutlineSection
from cjdata.wording import writing as says


def printed(section: OutlineSection, text: str, choice: str, level: int = 3) -> str:
    """Give a text as reports print it: heading, assessment, paragraphs and bullets."""
    chosen = section.label_of(choice) if choice else ""
    body = (html.paragraph(chosen, "cj-assessed") if chosen else "") + _blocks(text)
    return html.heading(level, section.heading) + body


def preview(section: OutlineSection, text: str, choice: str) -> str:
    """Give the preview beside the box, also of nothing."""
    empty = "" if text.strip() or choice else html.paragraph(says.TEXTS.empty_preview, "cj-note")
    title = html.paragraph(says.TEXTS.preview, "cj-note")
    return (
        f'<section class="cj-preview" aria-label="{escape(says.TEXTS.preview)}">'
        f"{title}{printed(section, text, choice)}{empty}</section>"
    )


def _blocks(text: str) -> str:
    parts = []
    for block in blocks_of(text):
        if block.kind == "bullets":
            parts.append(html.bullets(block.lines))
        else:
            parts.append(f"<p>{'<br>'.join(map(escape, block.lines))}</p>")
    return "".join(parts)


def compared(before: str, after: str, title: str) -> str:
    """Give what was taken away and added: marked for the eye, and said to a screen reader."""
    if before == after:
        return html.paragraph(says.TEXTS.same, "cj-note")
    pieces = "".join(map(_piece, compare(before, after)))
    return f'{html.paragraph(title, "cj-note")}<div class="cj-compared">{pieces}</div>'


def _piece(piece: ComparedText) -> str:
    text = escape(piece.text)
    if piece.kind == "added":
        return f"<ins>{_hidden(says.TEXTS.added)}{text}{_hidden(says.TEXTS.added_end)}</ins>"
    if piece.kind == "removed":
        return f"<del>{_hidden(says.TEXTS.removed)}{text}{_hidden(says.TEXTS.removed_end)}</del>"
    return text


def _hidden(text: str) -> str:
    return f'<span class="cj-hidden">{escape(text)}</span>'
