"""Parts of the site as HTML: tables, charts as SVG, paragraphs. Everything is escaped here."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape

import vl_convert

from cjdata import wording
from cjdata.exports.picture import FAMILY, FONTS, register_fonts
from cjdata.exports.workbook_cells import printed_amount
from cjdata.views.profile import ProfileView
from cjdata.views.table import Cell
from cjdata.views.view import View
from cjdata.wording import site as words
from cjdata.words.plain import blocks_of

_CHART = {"trend": (760, 330), "scatter": (760, 480)}
_TALL = (760, 640)
_SHORT = 10
"""Texts up to this long, such as years, stand in one line."""
_LABELLED = re.compile(
    r'<(\w+)( [^<>]*?)?aria-label="([^"]*)"'
    r'([^<>]*?aria-roledescription="(?:point|rect mark|symbol)"[^<>]*?)/>'
)
_ROLES = re.compile(r' (?:role|aria-[a-z]+|pointer-events|stroke-miterlimit)="[^"]*"')
_IDS = re.compile(r'(\bid="|url\(#|href="#)')


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


def font_faces() -> str:
    """Give the style that carries the letters of the charts, so that their labels fit."""
    faces = []
    for weight in ("Regular", "Bold"):
        held = b64encode((FONTS / f"CommunityJusticeSans-{weight}.ttf").read_bytes()).decode()
        faces.append(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight.lower()}; '
            f'src: url("data:font/ttf;base64,{held}"); }}\n'
        )
    return "".join(faces).replace("weight: regular", "weight: normal")


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


def chart(view: View, name: str) -> str:
    """Draw a view as SVG inside the page; say so where there is nothing to draw."""
    if view.drawing is None:
        return paragraphs((wording.NOTHING_TO_DRAW,))
    register_fonts()
    spec = view.drawing.picture(*_CHART.get(view.kind, _TALL), 1.0)
    spec["config"]["font"] = f"{FAMILY}, Arial, sans-serif"
    svg = vl_convert.vegalite_to_svg(spec)
    label = text(view.heading)
    drawn = _inline(svg, view, name)
    return f'<figure tabindex="0" role="group" aria-label="{label}">{drawn}</figure>'


def _inline(svg: str, view: View, name: str) -> str:
    """Make a drawing part of the page: named, its ids its own, marks with what they say."""
    size = re.search(r'viewBox="[^"]*"', svg)
    inner = re.sub(r"^<svg[^>]*>", "", svg).removesuffix("</svg>")
    inner = _LABELLED.sub(_titled, inner)
    inner = _IDS.sub(lambda m: f"{m[1]}{name}-", _ROLES.sub("", inner))
    return (
        f'<svg {size[0] if size else ""} role="img" aria-labelledby="{name}-what">'
        f'<title id="{name}-what">{text(view.description)}</title>{inner}</svg>'
    )


def _titled(match: re.Match[str]) -> str:
    tag, before, label, after = match.groups()
    return f"<{tag}{before or ' '}{after}><title>{label}</title></{tag}>"


def table(view: View) -> str:
    """Give the table of a view, with the small lines of a profile."""
    lines = _lines(view)
    body = "".join(_row(row, lines[n] if lines else "") for n, row in enumerate(view.table.rows))
    heads = "".join(_head(view, n, name) for n, name in enumerate(view.table.header))
    heads += f'<th scope="col" data-fixed>{words.LINE}</th>' if lines else ""
    notes = paragraphs((*view.table.notes, *view.notes), "quiet")
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{text(view.table.caption)}">'
        f"<table><caption>{text(view.table.caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>{notes}"
    )


def _lines(view: View) -> list[str]:
    if not isinstance(view, ProfileView):
        return []
    return [
        f'<td>{row.sparkline}<span class="unseen">{text(row.sparkline_words)}</span></td>'
        for row in view.rows
    ]


def _head(view: View, column: int, name: str) -> str:
    """Head a column; one whose numbers have several units cannot be sorted by them."""
    texts = [row[column].text for row in view.table.rows if not row[column].is_missing]
    numbers = [one for one in texts if column and printed_amount(one)]
    is_mixed = len({one.endswith("%") for one in numbers}) > 1
    css = ' class="number"' if numbers else ""
    return f'<th scope="col"{css}{" data-fixed" if is_mixed else ""}>{text(name)}</th>'


def _row(cells: Sequence[Cell], line: str) -> str:
    first, *others = cells
    shown = "".join(_cell(cell) for cell in others)
    return f'<tr><th scope="row">{_said(first)}</th>{shown}{line}</tr>'


def _cell(cell: Cell) -> str:
    amount = None if cell.is_missing else printed_amount(cell.text)
    value = f' data-value="{amount.value}"' if amount else ""
    kinds = " ".join(
        kind
        for kind, holds in (
            ("number", amount),
            ("short", not amount and len(cell.text) <= _SHORT),
            ("missing", cell.is_missing),
        )
        if holds
    )
    css = f' class="{kinds}"' if kinds else ""
    why = f'<span class="unseen"> {text(cell.reason)}</span>' if cell.reason else ""
    return f"<td{css}{value}>{_said(cell)}{why}</td>"


def _said(cell: Cell) -> str:
    qualifier = f" <small>{text(cell.qualifier)}</small>" if cell.qualifier else ""
    return f"{text(cell.text)}{qualifier}"
