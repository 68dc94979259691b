"""Parts of the site as HTML: tables, paragraphs, marks. Everything is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from cjdata import wording
from cjdata.amounts import Amount, AmountRange
from cjdata.formats import text_of
from cjdata.narrative.plain_text import blocks_of
from cjdata.views.registry import type_of
from cjdata.views.table import Cell
from cjdata.views.view import View
from cjdata.wording import site as words

_SHORT = 10
"""Texts up to this long, such as years, stand in one line."""


def text(words_: str) -> str:
    """Escape a text."""
    return escape(words_, quote=True)


def paragraphs(texts: Iterable[str], css: str = "") -> str:
    """Give texts as paragraphs, empty ones left out."""
    attribute = f' class="{css}"' if css else ""
    return "".join(f"<p{attribute}>{text(one)}</p>" for one in texts if one)


def prose(words_: str) -> str:
    """Give what a person wrote: paragraphs with their lines, and lists."""
    parts = []
    for block in blocks_of(words_):
        lines = [text(line) for line in block.lines]
        if block.kind == "bullets":
            parts.append(f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>")
        else:
            parts.append(f"<p>{'<br>'.join(lines)}</p>")
    return "".join(parts)


def mark(view: View) -> str:
    """Mark what is not real."""
    return f'<p class="mark">{text(wording.ILLUSTRATIVE)}</p>' if view.is_illustrative else ""


def finding(view: View) -> str:
    """Give the sentence of a view, its first clause bold, its caveats in the same paragraph."""
    said = view.finding
    rest = " ".join((*said.rest, *said.caveats))
    return f"<p><strong>{text(said.lead)}</strong> {text(rest)}</p>"


def absence(view: View) -> str:
    """Say what is missing and where it is published."""
    if view.absence is None:
        return ""
    link = view.absence.link
    named = f'<p><a href="{text(link)}">{text(view.absence.link_text)}</a></p>' if link else ""
    return paragraphs(view.absence.sentences) + (named if is_web(link) else "")


def is_web(address: str) -> bool:
    """Whether an address leads to a page of the web, and to nothing that runs."""
    return address.startswith(("https://", "http://"))


def table(view: View) -> str:
    """Give the table of a view, with the small drawings of its rows.

    A list of texts folds into a block a row on a phone; its roles are written out, because what
    is laid out as blocks is no table to a browser.
    """
    table_ = _Table(view)
    notes = paragraphs((*view.table.notes, *view.notes), "quiet")
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{text(view.table.caption)}">'
        f"<table{table_.folds('table', 'fold')}><caption>{text(view.table.caption)}</caption>"
        f"<thead{table_.folds('rowgroup')}><tr{table_.folds('row')}>{table_.heads}</tr></thead>"
        f"<tbody{table_.folds('rowgroup')}>{table_.body}</tbody></table></div>{notes}"
    )


@dataclass(frozen=True)
class _Table:
    """The table of a view on its way into the page."""

    view: View

    def folds(self, role: str, css: str = "") -> str:
        """Give the role of a part, where the table folds."""
        if not type_of(self.view).hints.folds:
            return ""
        return f' class="{css}" role="{role}"' if css else f' role="{role}"'

    @property
    def heads(self) -> str:
        names = self.view.table.header
        heads = "".join(self._head(n, name) for n, name in enumerate(names))
        role = self.folds("columnheader")
        return heads + (
            f'<th scope="col"{role} data-fixed>{words.TEXTS.line}</th>' * bool(self._lines)
        )

    @property
    def body(self) -> str:
        lines = self._lines or [""] * len(self.view.table.rows)
        return "".join(
            self._row(row, line) for row, line in zip(self.view.table.rows, lines, strict=True)
        )

    @property
    def _lines(self) -> list[str]:
        return [
            f'<td{self.folds("cell")} data-label="{words.TEXTS.line}: ">{drawing.svg}'
            f'<span class="unseen">{text(drawing.words)}</span></td>'
            for drawing in self.view.row_drawings
        ]

    def _head(self, column: int, name: str) -> str:
        """Head a column; one whose numbers have several units cannot be sorted by them."""
        rows = self.view.table.rows
        numbers = [found for row in rows if column and (found := _amount(row[column]))]
        is_mixed = len({found.is_percent for found in numbers}) > 1
        css = ' class="number"' if numbers else ""
        fixed = " data-fixed" if is_mixed else ""
        return f'<th scope="col"{css}{self.folds("columnheader")}{fixed}>{text(name)}</th>'

    def _row(self, cells: Sequence[Cell], line: str) -> str:
        names = self.view.table.header[1:]
        first, *others = cells
        shown = "".join(self._cell(c, name) for c, name in zip(others, names, strict=True))
        head = f'<th scope="row"{self.folds("rowheader")}>{_said(first)}</th>'
        return f"<tr{self.folds('row')}>{head}{shown}{line}</tr>"

    def _cell(self, cell: Cell, name: str) -> str:
        amount = _amount(cell)
        value = f' data-value="{amount.rounded}"' if amount else ""
        kinds = _kinds(cell, is_number=bool(amount))
        css = f' class="{kinds}"' if kinds else ""
        role = self.folds("cell")
        label = f' data-label="{text(name)}: "' if role else ""
        why = f'<span class="unseen"> {text(cell.reason)}</span>' if cell.reason else ""
        return f"<td{css}{role}{label}{value}>{_said(cell)}{why}</td>"


def _amount(cell: Cell) -> Amount | None:
    """Give the number of a cell, by which a reader sorts."""
    return cell.content if isinstance(cell.content, Amount) else None


def _kinds(cell: Cell, *, is_number: bool) -> str:
    is_short = len(cell.text) <= _SHORT or isinstance(cell.content, AmountRange)
    found = {
        "number": is_number,
        "short": not is_number and is_short,
        "missing": cell.is_missing,
        "nothing": cell.content is None and not cell.reason,
    }
    return " ".join(kind for kind, holds in found.items() if holds)


def _said(cell: Cell) -> str:
    """Give what a cell says: what its column says already is not said again in each row."""
    content = cell.content
    if isinstance(content, AmountRange):
        content = replace(content, confidence=None)
    said = text_of(content)
    qualifier = f" <small>{text(cell.qualifier)}</small>" if cell.qualifier else ""
    if cell.mark:
        symbol = (
            f'<span class="{cell.mark.role}" aria-hidden="true">{text(cell.mark.symbol)}</span>'
        )
        return f"{symbol} {text(said)}{qualifier}"
    return f"{text(said)}{qualifier}"
