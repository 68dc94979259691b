"""The site: one HTML file about an area that opens from an e-mail, with no server and no network.

Charts are drawings inside the page, and style and script stand in it, so that nothing is asked
for elsewhere. Without the script everything is shown, one below the other.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from cjdata import wording
from cjdata.charts.signs import as_list
from cjdata.contact_setting import contact
from cjdata.errors import CjdataError, Mistake
from cjdata.exports.fonts import font_faces
from cjdata.exports.site_charts import chart
from cjdata.exports.site_parts import (
    absence,
    finding,
    is_web,
    mark,
    paragraphs,
    prose,
    table,
    text,
)
from cjdata.exports.telling import Tell, counted, silent
from cjdata.library import Source
from cjdata.reference.areas import Area
from cjdata.reference.periods import month_in_words
from cjdata.views.registry import type_of
from cjdata.views.view import View
from cjdata.wording import site as words
from cjdata.wording.asking import help_line
from cjdata.wording.captions import TABLE_HOLDS_ALL
from cjdata.wording.files import WRITING
from cjdata.wording.licences import ADDRESS, NAME, has_open, licence_words
from cjdata.wording.sources import what_it_is

_MOST_FOR_PHONES = 30
_CORNER = (
    f'@page {{ @top-right {{ content: "{wording.ILLUSTRATIVE}"; color: #801650; '
    "font: bold 9pt sans-serif; } }\n"
)


def site_html(
    views: Sequence[View],
    *,
    area: Area,
    today: date,
    said: Mapping[str, str] | None = None,
    tell: Tell = silent,
) -> bytes:
    """Write views as one HTML file: lists first, then charts, words and sources.

    ``said`` is what the coordinator wrote, by heading.

    Raises
    ------
    CjdataError
        When there is no view to write.
    """
    if not views:
        raise CjdataError(Mistake("site", "there is no view to write", "Choose an area."))
    lists = [view for view in views if not type_of(view).is_pictured]
    drawn = (view for view in views if type_of(view).is_pictured)
    charts = {f"chart-{n}": view for n, view in enumerate(drawn, 1)}
    names = {f"list-{n}": view for n, view in enumerate(lists, 1)}
    main = (
        "".join(_list(name, view) for name, view in names.items())
        + _charts(charts, tell)
        + _said(said or {})
        + _sources(views)
        + _about(views, today)
    )
    return _document(area, views, _navigation(names, charts, said or {}), main).encode("utf-8")


@cache
def _file(ending: str) -> str:
    return Path(__file__).with_name(f"site.{ending}").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Let the page run its own script, known by its hash, and ask for nothing."""
    script = b64encode(sha256(_file("js").encode("utf-8")).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{script}'; style-src 'unsafe-inline'; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _document(area: Area, views: Sequence[View], navigation: str, main: str) -> str:
    title = words.title(area)
    real = next((mark(view) for view in views if view.is_illustrative), "")
    shown = f"{title} ({wording.ILLUSTRATIVE})" if real else title
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="only light">'
        '<meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">'
        f"<title>{text(shown)}</title><style>{_style(is_marked=bool(real))}</style></head><body>"
        f'<a class="skip" href="#main">{words.TEXTS.skip}</a>'
        f'<header><div class="wide">{real}<h1>{text(title)}</h1>{navigation}</div></header>'
        f'<main id="main" class="wide" tabindex="-1">{main}</main>'
        f'<p id="said" class="unseen" role="status" data-pattern="{text(words.TEXTS.sorted)}"></p>'
        f"<script>{_file('js')}</script></body></html>\n"
    )


def _style(*, is_marked: bool) -> str:
    """Give the style; figures that are not real are marked on every sheet of paper too."""
    return f"{font_faces()}{_file('css')}{_CORNER if is_marked else ''}"


def _navigation(
    lists: Mapping[str, View], charts: Mapping[str, View], said: Mapping[str, str]
) -> str:
    links = {name: view.name for name, view in lists.items()}
    links |= {"charts": words.TEXTS.charts} if charts else {}
    links |= {"words": words.TEXTS.said} if said else {}
    links |= {"sources": words.TEXTS.sources, "about": words.TEXTS.about}
    items = "".join(f'<li><a href="#{n}">{text(t)}</a></li>' for n, t in links.items())
    return f'<nav aria-label="{words.TEXTS.on_this_page}"><ul>{items}</ul></nav>'


def _list(name: str, view: View) -> str:
    return (
        f'<section id="{name}"><h2>{text(view.heading)}</h2>{mark(view)}{finding(view)}'
        f"{table(view)}{absence(view)}{paragraphs((view.source_line,), 'quiet')}"
        f"{_how_to_read(view)}</section>"
    )


def _charts(charts: Mapping[str, View], tell: Tell) -> str:
    if not charts:
        return ""
    told = counted(list(charts.items()), WRITING, tell)
    small = len(charts) <= _MOST_FOR_PHONES
    drawn = "".join(_chart(name, view, for_phones=small) for name, view in told)
    return f'<section id="charts"><h2>{words.TEXTS.charts}</h2>{_choice(charts)}{drawn}</section>'


def _choice(charts: Mapping[str, View]) -> str:
    """Let a reader choose a chart; the script shows this, because it works by it alone."""
    groups: dict[str, str] = {}
    for name, view in charts.items():
        label = words.group_named(type_of(view).hints.group)
        option = f'<option value="{name}">{text(view.heading)}</option>'
        groups[label] = groups.get(label, "") + option
    parts = "".join(
        f'<optgroup label="{label}">{held}</optgroup>' for label, held in groups.items()
    )
    return (
        f'<p class="choose" hidden><label for="choice">{words.TEXTS.choose}</label>'
        f'<select id="choice"><option value="">{words.TEXTS.all}</option>{parts}</select></p>'
    )


def _chart(name: str, view: View, *, for_phones: bool) -> str:
    return (
        f'<article class="chart" id="{name}"><h3>{text(view.heading)}</h3>{mark(view)}'
        f"{finding(view)}{absence(view)}{chart(view, name, for_phones=for_phones)}"
        f"{as_list(view.drawing.key, 'key') if view.drawing else ''}"
        f"{paragraphs(view.drawing_notes, 'quiet') if view.drawing else ''}"
        f"{paragraphs((view.source_line,), 'quiet')}"
        f"<details><summary>{text(words.table_summary(view.heading))}</summary>{table(view)}"
        f"</details>{_how_to_read(view)}</article>"
    )


def _how_to_read(view: View) -> str:
    return (
        f"<details><summary>{words.TEXTS.how_to_read}</summary>"
        f"{paragraphs((*view.how_to_read, view.described(TABLE_HOLDS_ALL)))}</details>"
    )


def _said(said: Mapping[str, str]) -> str:
    if not said:
        return ""
    parts = "".join(f"<h3>{text(head)}</h3>{prose(body)}" for head, body in said.items())
    return f'<section id="words"><h2>{words.TEXTS.said}</h2>{parts}</section>'


def _sources(views: Sequence[View]) -> str:
    sources = {s.source_id: s for view in views for s in view.sources}
    items = "".join(f"<li>{_source(source)}</li>" for source in sources.values())
    lines = dict.fromkeys(view.source_line for view in views) if not items else ()
    held = f"<ul>{items}</ul>" if items else paragraphs(lines)
    return f'<section id="sources"><h2>{words.TEXTS.sources}</h2>{held}</section>'


def _source(source: Source) -> str:
    named = text(source.title)
    if is_web(source.url):
        named = f'<a href="{text(source.url)}" rel="noreferrer">{named}</a>'
    published = month_in_words(source.published) if source.published else ""
    more = (source.publisher, published, what_it_is(source), source.licence)
    return f"{named}, {text('; '.join(part for part in more if part))}"


def _about(views: Sequence[View], today: date) -> str:
    snapshots = ", ".join(sorted({v.snapshot_id for v in views}))
    sources = [source for view in views for source in view.sources]
    link = f'<p><a href="{ADDRESS}" rel="noreferrer">{NAME}</a></p>' if has_open(sources) else ""
    said = (words.made(today, snapshots), words.TEXTS.opens_anywhere, help_line(contact()))
    return (
        f'<section id="about"><h2>{words.TEXTS.about}</h2>{paragraphs(said)}'
        f"{paragraphs((licence_words(sources),))}{link}</section>"
    )
