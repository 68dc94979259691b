"""HTML of the first page: the short lists, and each indicator's measures as a small table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from cjdata.dashboard import html
from cjdata.views.glance.data import GlanceFigure, GlanceLine
from cjdata.views.short_lists import words
from cjdata.views.short_lists.short_list import Entry, ListView
from cjdata.wording import Mark

Link = Callable[..., str]
"""Gives the link to a page by its path, under a text, with what its address is to say besides."""
_NOTHING = "–"
_CSS = {_NOTHING: ' class="cj-nothing"'}
"""Cells that a phone leaves out, where every cell has a line of its own."""


def short_lists(views: Sequence[ListView], link: Link) -> str:
    """Give lists side by side; one below the other on narrow screens."""
    sections = "".join(_short_list(view, link) for view in views)
    return f'<div class="cj-lists">{sections}</div>'


def _short_list(view: ListView, link: Link) -> str:
    entries = "".join(_entry(entry, link) for entry in view.shown)
    body = f"<ul>{entries}</ul>" if entries else ""
    rest = " ".join(view.finding.rest)
    return (
        f"<section>{html.heading(2, view.heading)}"
        f"<p><strong>{html.unbroken_years(view.finding.lead)}</strong> "
        f"{html.unbroken_years(rest)}</p>"
        f"{body}{_more(view, link)}</section>"
    )


def _entry(entry: Entry, link: Link) -> str:
    """Give an entry; a single mark stands before its text, several each on a line of their own."""
    marks = [html.mark(mark) for mark in entry.marks]
    text = html.unbroken_years(entry.text)
    if len(marks) == 1:
        body = f"<div>{marks[0]}. {text}</div>"
    else:
        body = "".join(f"<div>{part}</div>" for part in (text, *marks))
    return f"<li>{link(entry.page, entry.label, **entry.parameters)}{body}</li>"


def _more(view: ListView, link: Link) -> str:
    """Say how many entries are left out, and where they are."""
    if not view.more:
        return ""
    more = words.and_more(view.more)
    if not view.whole_on:
        return html.paragraph(f"{more}, {words.IN_THE_TABLE}", "cj-note")
    return f'<p class="cj-note">{link(view.whole_on, f"{more}, {words.IN_NOTES}")}</p>'


def glance_lines(lines: Sequence[GlanceLine], area: str, caption: str) -> str:
    """Give an indicator's measures as a small table that folds into blocks on a phone."""
    with_scotland = any(line.scotland for line in lines)
    scotland = ["Scotland"] if with_scotland else []
    names = ["Measure", area, *scotland, "Change", "Five-year trend"]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(f"<tr>{_row(line, names)}</tr>" for line in lines)
    return (
        f'<table class="cj-glance"><caption class="cj-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(line: GlanceLine, names: Sequence[str]) -> str:
    cells = [_figure(line.area) + _below(_mark(line.comparison))]
    if line.scotland is not None:
        cells.append(_figure(line.scotland) + _below(_small(line.year_note)))
    cells += [html.unbroken_years(line.change) or _NOTHING, _mark(line.trend) or _NOTHING]
    labelled = "".join(
        f'<td{_CSS.get(cell, "")} data-label="{escape(name)}">{cell}</td>'
        for name, cell in zip(names[1:], cells, strict=True)
    )
    return f'<th scope="row">{escape(line.label)}{_desired(line)}</th>{labelled}'


def _desired(line: GlanceLine) -> str:
    text = words.desired(line.direction)
    return f" {_small(text)}" if text else ""


def _small(text: str) -> str:
    return f"<small>{html.unbroken_years(text)}</small>" if text else ""


def _below(content: str) -> str:
    return f"<div>{content}</div>" if content else ""


def _mark(shown: Mark | None) -> str:
    return html.mark(shown) if shown else ""


def _figure(figure: GlanceFigure) -> str:
    css = "cj-missing" if figure.is_missing else "cj-value"
    detail = f" <small>{html.unbroken_years(figure.detail)}</small>" if figure.detail else ""
    return f'<span class="{css}">{escape(figure.value)}</span>{detail}'
