"""HTML for what Streamlit has no plain element for: real tables, facts, notices.

Every text that goes in is escaped here; pages only put the parts together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from html import escape
from itertools import groupby
from urllib.parse import quote

from cjdata.changes.change_lines import ChangeLine
from cjdata.library import Source
from cjdata.reference.designations import in_words
from cjdata.reference.page_list import PageEntry
from cjdata.reference.periods import month_in_words
from cjdata.views.table import Cell, Table
from cjdata.views.trend.facts import Fact
from cjdata.wording import (
    LEFT_OUT,
    AbsenceNote,
    Finding,
    Mark,
    Term,
    glossary_terms,
    loading,
    segments,
)
from cjdata.wording.sources import copy_note
from cjdata.wording.standing import MORE_ABOUT_THIS

MOST_WORDS = 40
"""So many stand above a chart; what follows them is read on asking."""
_YEAR = re.compile(r"\b\d{4}-\d{2}\b(?:-\d{2}\b| part \d\b)?")


def unbroken_years(text: str) -> str:
    """Give a text of which no year, day or edition such as “2024-25 part 1” is torn apart.

    A browser would break a line at their hyphens: every text that readers see goes through here.
    """
    return _YEAR.sub(r'<span class="cj-year">\g<0></span>', escape(text))


def paragraph(text: str, css: str = "") -> str:
    """Give a paragraph."""
    attribute = f' class="{css}"' if css else ""
    return f"<p{attribute}>{unbroken_years(text)}</p>"


def plain(text: str) -> str:
    """Write a text so that Streamlit, which reads labels as Markdown, shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>~$])", r"\\\1", " ".join(text.split()))


def heading(level: int, text: str, css: str = "") -> str:
    """Give a heading."""
    attribute = f' class="{css}"' if css else ""
    return f"<h{level}{attribute}>{unbroken_years(text)}</h{level}>"


def bullets(items: Iterable[str], css: str = "") -> str:
    """Give a list; nothing without items."""
    parts = "".join(f"<li>{unbroken_years(item)}</li>" for item in items)
    attribute = f' class="{css}"' if css else ""
    return f"<ul{attribute}>{parts}</ul>" if parts else ""


def linked_bullets(items: Sequence[str], query: str = "") -> str:
    """Give a list in which each word of the glossary leads to its meaning where it comes first."""
    known: frozenset[str] = frozenset()
    parts = []
    for item in items:
        parts.append(f"<li>{linked(item, query, known=known)}</li>")
        known |= frozenset(glossary_terms(item))
    return f"<ul>{''.join(parts)}</ul>"


def link(text: str, address: str) -> str:
    """Give a link that opens beside the dashboard; the text alone where there is no address."""
    if not address:
        return unbroken_years(text)
    shown = unbroken_years(text)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener">{shown}</a>'


def message_link(text: str, address: str) -> str:
    """Give a link that opens a message; nothing where nobody can be written to."""
    return (
        f'<p class="cj-note"><a href="{escape(address)}">{escape(text)}</a></p>' if address else ""
    )


def after_link(source: Source) -> str:
    """Give what follows the link to a source: publisher, date, what it is, its licence."""
    published = f", {month_in_words(source.published)}" if source.published else ""
    kind = f"{in_words(source.designation)}; licence: {source.licence}"
    note = copy_note(source)
    return unbroken_years(f", {source.publisher}{published}; {kind}{f'. {note}' if note else ''}")


def sources(listed: Iterable[Source]) -> str:
    """Give a list of sources, each with what it is and its licence."""
    items = "".join(f"<li>{link(one.title, one.url)}{after_link(one)}</li>" for one in listed)
    return f"<ul>{items}</ul>"


def notice(lines: Sequence[str], css: str = "cj-notice") -> str:
    """Give a box of sentences that a screen reader announces."""
    return f'<div class="{css}" role="status">{"".join(paragraph(line) for line in lines)}</div>'


def page_list(pages: Sequence[PageEntry], current: PageEntry, query: str) -> str:
    """Give a list of links to the pages, by section, that keeps what the query says."""
    parts = []
    for section, entries in groupby(pages, key=lambda entry: entry.section):
        title = paragraph(section, "cj-note") if section else ""
        links = "".join(
            f'<li><a href="{escape(entry.path + query)}"{_mark(entry, current)}>'
            f"{escape(entry.title)}</a></li>"
            for entry in entries
        )
        parts.append(f"{title}<ul>{links}</ul>")
    return (
        f'<details class="cj-pages"><summary>Pages</summary>'
        f'<nav aria-label="Pages">{"".join(parts)}</nav></details>'
    )


def _mark(entry: PageEntry, current: PageEntry) -> str:
    return ' aria-current="page"' if entry == current else ""


def page_head(kicker: str, title: str, badge: str = "") -> str:
    """Give the head of a page: a small line, the title, and a mark for figures not real."""
    mark = f'<p class="cj-banner" role="note">{escape(badge)}</p>' if badge else ""
    small = paragraph(kicker, "cj-kicker") if kicker else ""
    return f'<div class="cj-head">{mark}{small}<h1>{escape(title)}</h1></div>'


def finding(found: Finding, query: str = "") -> str:
    """Give the finding with its first clause standing out, its words linked to the glossary.

    ``query`` is what the links carry, so that the reader’s choices are kept.
    """
    return f'<p class="cj-finding">{_said(found.lead, (*found.rest, *found.caveats), query)}</p>'


def finding_in_short(found: Finding, query: str = "") -> str:
    """Give a finding in few words, so that the chart below it is seen at once, and more on asking.

    The first clause is never cut, and no sentence is.
    """
    first, more = found.split(MOST_WORDS)
    if not more:
        return finding(found, query)
    known = frozenset(glossary_terms(" ".join((found.lead, *first))))
    return (
        f'<div class="cj-finding"><p>{_said(found.lead, first, query)}</p> '
        f"<details><summary>{MORE_ABOUT_THIS}</summary>"
        f"<p>{linked(' '.join(more), query, known=known)}</p></details></div>"
    )


def _said(lead: str, rest: Sequence[str], query: str) -> str:
    known = frozenset(glossary_terms(lead))
    return f"<strong>{linked(lead, query)}</strong> {linked(' '.join(rest), query, known=known)}"


def linked(text: str, query: str = "", *, known: AbstractSet[str] = frozenset()) -> str:
    """Give a text in which the first of each word of the glossary leads to its meaning.

    Words that are ``known``, by name, stay plain.
    """
    return "".join(
        f'<a class="cj-term" href="data-notes{escape(query)}#{part.term.slug}">'
        f"{escape(part.text)}</a>"
        if part.term
        else unbroken_years(part.text)
        for part in segments(text, known)
    )


def mark(shown: Mark) -> str:
    """Give a judgement: its symbol, hidden from screen readers, and its word."""
    return (
        f'<span class="cj-mark cj-{shown.role}"><span aria-hidden="true">{shown.symbol}</span> '
        f"{escape(shown.word)}</span>"
    )


def picture(svg: str, description: str, width: int, height: int) -> str:
    """Give a small drawing inside a text; Streamlit lets no other kind of SVG through."""
    return (
        f'<img src="data:image/svg+xml,{quote(svg)}" alt="{escape(description)}" '
        f'width="{width}" height="{height}" />'
    )


def head_of_paper(text: str) -> str:
    """Give a style that prints a line at the head of every sheet of paper."""
    # Whatever is no plain letter is written by its number: nothing can end the string or the style.
    plain = "".join(c if c.isalnum() or c in " ,.:-" else f"\\{ord(c):x} " for c in text)
    return f'<style>@page {{ @top-left {{ content: "{plain}"; }} }}</style>'


def left_out(mistakes: Sequence[object]) -> str:
    """Say which indicators are left out because their records have mistakes; empty without any."""
    return notice([LEFT_OUT, *map(str, mistakes)], "cj-problem") if mistakes else ""


def absence(note: AbsenceNote) -> str:
    """Give the box that says what is missing and where it is."""
    body = "".join(paragraph(one) for one in (*note.sentences, *note.on_page))
    where = f"<p>{link(note.link_text, note.link)}</p>" if note.link else ""
    return f'<div class="cj-absence"><h2>{escape(note.heading)}</h2>{body}{where}</div>'


def facts(items: Sequence[Fact]) -> str:
    """Give the compact facts: two by two on a phone."""
    entries = "".join(
        f"<div><dt>{unbroken_years(fact.label)}</dt><dd>{_fact(fact)}"
        f"<small>{unbroken_years(fact.detail)}</small></dd></div>"
        for fact in items
    )
    return f'<dl class="cj-facts">{entries}</dl>'


def _fact(fact: Fact) -> str:
    value = f"<span>{escape(fact.value)}</span>" if fact.value else ""
    judged = f"<span>{mark(fact.mark)}</span>" if fact.mark else ""
    return value + judged


TO_THE_PLACE = """<script>
const place = document.getElementById(window.location.hash.slice(1));
if (place) { place.tabIndex = -1; place.focus(); place.scrollIntoView(); }
</script>"""
"""Leads a reader to the place that the address names: the page is drawn after it was opened.

A standing text, so that nothing of what a reader types ever gets into it.
"""


def glossary(terms: Iterable[Term]) -> str:
    """Give the glossary, each word with a place of its own that links lead to."""
    entries = "".join(
        f'<dt id="{term.slug}">{escape(term.name)}</dt><dd>{unbroken_years(term.meaning)}</dd>'
        for term in terms
    )
    return f'<dl class="cj-definitions">{entries}</dl>'


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """Give a list of terms and what they mean."""
    entries = "".join(
        f"<dt>{escape(term)}</dt><dd>{unbroken_years(text)}</dd>" for term, text in pairs
    )
    return f'<dl class="cj-definitions">{entries}</dl>'


def table(content: Table, *, numeric: bool = True) -> str:
    """Give a real table: caption, column headers, and a row header in each row."""
    head = "".join(f'<th scope="col">{unbroken_years(name)}</th>' for name in content.header)
    body = "".join(f"<tr>{_row(row)}</tr>" for row in content.rows)
    css = "cj-table cj-numbers" if numeric else "cj-table"
    notes = "".join(paragraph(note, "cj-note") for note in content.notes)
    return (
        f'<div class="cj-scroll" role="region" aria-label="{escape(content.caption)}" '
        f'tabindex="0"><table class="{css}"><caption>{unbroken_years(content.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{notes}"
    )


def folding_table(content: Table, css: str = "") -> str:
    """Give a table of texts whose rows fold into blocks on a phone; its caption is not seen."""
    head = "".join(f'<th scope="col">{unbroken_years(name)}</th>' for name in content.header)
    body = "".join(f"<tr>{_folding_row(row, content.header)}</tr>" for row in content.rows)
    return (
        f'<table class="{f"cj-table cj-fold {css}".strip()}">'
        f'<caption class="cj-hidden">{escape(content.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _folding_row(cells: Sequence[Cell], names: Sequence[str]) -> str:
    first, *others = cells
    labelled = "".join(
        f'<td{_missing(cell)} data-label="{escape(name)}">{_cell(cell)}</td>'
        for name, cell in zip(names[1:], others, strict=True)
    )
    return f'<th scope="row">{_cell(first)}</th>{labelled}'


def _missing(cell: Cell) -> str:
    return ' class="cj-missing"' if cell.is_missing else ""


def changes(lines: Iterable[ChangeLine]) -> str:
    """Give what changed, line by line, each with what to do."""
    return f'<ul class="cj-changes">{"".join(map(_change, lines))}</ul>'


def _change(line: ChangeLine) -> str:
    todo = f'<span class="cj-todo">{escape(loading.to_do(line.todo))}</span>' if line.todo else ""
    return f"<li>{unbroken_years(line.text)} {todo}</li>"


def _row(cells: Sequence[Cell]) -> str:
    first, *others = cells
    return f'<th scope="row">{_cell(first)}</th>' + "".join(
        f'<td class="cj-missing">{_cell(c)}</td>' if c.is_missing else f"<td>{_cell(c)}</td>"
        for c in others
    )


def _cell(cell: Cell) -> str:
    qualifier = f" <small>{unbroken_years(cell.qualifier)}</small>" if cell.qualifier else ""
    text = unbroken_years(cell.text)
    address = cell.link or cell.text
    if address.startswith(("https://", "http://")):
        text = link(cell.text, address)
    return (mark(cell.mark) if cell.mark else text) + qualifier
