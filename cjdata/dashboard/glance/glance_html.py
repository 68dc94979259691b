"""HTML of the first page: the short lists, and each indicator's measures as a small table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from cjdata.dashboard import html
from cjdata.text import lower_first
from cjdata.views.glance.cards import SPARKLINE_HEIGHT, SPARKLINE_WIDTH, GlanceCard
from cjdata.views.glance.data import GlanceEntry, GlanceFigure, GlanceLine
from cjdata.views.glance.told_first import ToldFirst
from cjdata.views.short_lists import words
from cjdata.views.short_lists.short_list import Entry, ListView
from cjdata.wording import Mark

Link = Callable[..., str]
"""Gives the link to a page by its path, under a text, with what its address is to say besides."""
_NOTHING = "–"
_CSS = {_NOTHING: ' class="cj-nothing"'}
"""Cells that a phone leaves out, where every cell has a line of its own."""


def told_first(told: Sequence[ToldFirst], link: Link) -> str:
    """Give the sentences that stand first, each with its mark and the page it leads to."""
    items = "".join(f"<li>{_told(one, link)}</li>" for one in told)
    return f'<ul class="cj-finding cj-told">{items}</ul>'


def _told(one: ToldFirst, link: Link) -> str:
    role, symbol = (one.mark.role, one.mark.symbol) if one.mark else ("none", _NOTHING)
    sign = f'<span class="cj-mark cj-{role}" aria-hidden="true"><span>{symbol}</span></span>'
    leads = f" {link(one.page, one.leads_to, **one.parameters)}" if one.page else ""
    return f"{sign}<span>{html.linked(one.said.text)}{leads}</span>"


def cards(shown: Sequence[GlanceCard], years: Sequence[str], link: Link) -> str:
    """Give the cards of indicators as a grid, each with the ends of its years under its line."""
    return f'<div class="cj-cards">{"".join(_card(card, years, link) for card in shown)}</div>'


def _card(card: GlanceCard, years: Sequence[str], link: Link) -> str:
    whose = f"<small>{escape(card.whose)}</small> " if card.whose else ""
    css = "cj-missing" if card.is_missing else "cj-value"
    beside = " · ".join(part for part in (html.unbroken_years(card.beside), _judged(card)) if part)
    return (
        f'<section class="cj-card{" cj-of-scotland" if card.whose else ""}">'
        f"<h3>{link(card.theme.page, card.theme.name, **card.parameters)}</h3>"
        f'<p class="cj-note">{html.unbroken_years(card.label)}</p>'
        f'<p class="cj-newest">{whose}<span class="{css}">{escape(card.value)}</span> '
        f"<small>{html.unbroken_years(card.detail)}</small></p>"
        f"<p>{beside}</p>{_line(card, years)}"
        f'<p class="cj-note">{html.unbroken_years(card.note)}</p></section>'
    )


def _judged(card: GlanceCard) -> str:
    """Give the judgement with its mark; why there is none needs no mark."""
    if card.mark is None:
        return ""
    return lower_first(card.mark.word) if card.mark.role == "none" else html.mark(card.mark)


def _line(card: GlanceCard, years: Sequence[str]) -> str:
    if not card.sparkline:
        return ""
    drawn = html.picture(card.sparkline, card.sparkline_words, SPARKLINE_WIDTH, SPARKLINE_HEIGHT)
    ends = f"{html.unbroken_years(years[0])}{html.unbroken_years(years[-1])}"
    return f'<div class="cj-line-of-years">{drawn}<div aria-hidden="true">{ends}</div></div>'


def entry(shown: GlanceEntry, area: str, link: Link) -> str:
    """Give all measures of an indicator, and what must be known of them."""
    notes = [text for text in (shown.known, shown.where_missing, shown.freshness) if text]
    heading = html.paragraph(shown.heading, "cj-kicker") if shown.heading else ""
    return (
        f'<div class="cj-entry">{heading}<h3>{link(shown.theme.page, shown.theme.name)}</h3>'
        + glance_lines(shown.lines, area, f"{shown.theme.name}, newest figures")
        + "".join(html.paragraph(note, "cj-note") for note in notes)
        + "</div>"
    )


def to_load(said: str, heading: str, link: str) -> str:
    """Give the strip that says what to load next."""
    lead = f"<strong>{escape(heading)}:</strong>"
    return f'<p class="cj-notice cj-to-load">{lead} {escape(said)} {link}</p>'


def short_lists(views: Sequence[ListView], link: Link) -> str:
    """Give the lists that hold something side by side; one below the other on narrow screens."""
    sections = "".join(_short_list(view, link) for view in views if view.entries)
    return f'<div class="cj-lists">{sections}</div>' if sections else ""


def _short_list(view: ListView, link: Link) -> str:
    entries = "".join(_entry(entry, link) for entry in view.shown)
    rest = " ".join(view.finding.rest)
    return (
        f"<section>{html.heading(2, view.heading)}"
        f"<p><strong>{html.unbroken_years(view.finding.lead)}</strong> "
        f"{html.unbroken_years(rest)}</p>"
        f"<ul>{entries}</ul>{_more(view, link)}</section>"
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
