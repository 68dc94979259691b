"""The slides that every deck has: its title, all at a glance, what is missing, the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as P

from cjdata.contact_setting import contact
from cjdata.exports.slides import parts
from cjdata.exports.slides.finding_slides import foot_of, ranks_of
from cjdata.exports.slides.fitting import text_height
from cjdata.exports.slides.listing import Listing, add_listing
from cjdata.exports.slides.notes import notes_of
from cjdata.exports.slides.parts import Deck, add_foot, add_notes, add_page
from cjdata.exports.slides.tables import is_web, rows_of
from cjdata.library import Source
from cjdata.reference.areas import Area
from cjdata.reference.editions import labels_by_name
from cjdata.reference.statuses import Status
from cjdata.views.registry import type_of
from cjdata.views.view import View
from cjdata.wording import slides as words
from cjdata.wording.asking import questions
from cjdata.wording.documents import (
    NOT_KNOWN,
    SOURCES_HEADER,
    published_words,
    with_mark,
)
from cjdata.wording.licences import licence_words
from cjdata.wording.sources import listed_source, what_it_is
from cjdata.wording.year_sentences import YearSentence

_OPENING = (44, 40, 36, 32, 28, 24)
_BELOW = (24, 20, 18)


@dataclass(frozen=True)
class About:
    """What a deck is about.

    Attributes
    ----------
    overview
        The view that stands after the title, as a table; None where the deck has none.
    """

    title: str
    area: Area
    today: date
    views: tuple[View, ...]
    overview: View | None

    @property
    def every(self) -> tuple[View, ...]:
        """All views, the overview first."""
        return (*([self.overview] if self.overview else []), *self.views)

    @property
    def is_illustrative(self) -> bool:
        """Whether any of the figures are not real."""
        return any(view.is_illustrative for view in self.every)

    @property
    def snapshots(self) -> tuple[str, ...]:
        """The snapshots that the figures come from."""
        return tuple(dict.fromkeys(view.snapshot_id for view in self.every))

    @property
    def editions(self) -> tuple[str, ...]:
        """The newest edition of each view, by name: they are of many publications."""
        newest = (max(ranks) for view in self.every if (ranks := ranks_of(view)))
        return tuple(labels_by_name(newest))


def add_opening(deck: Deck, about: About) -> None:
    """Add the title slide: whose figures, of which day, of which set and snapshot."""
    page = add_page(deck, deck.template.opening, about.title, sizes=_OPENING)
    first = words.subtitle(about.area, about.today, illustrative=about.is_illustrative)
    lines = [
        *(first[:1] if about.is_illustrative else first),
        *(words.snapshot_line(s, about.editions) for s in about.snapshots),
    ]
    holder = parts.holder_of(page, P.SUBTITLE, P.BODY, P.OBJECT)
    size = next((s for s in _BELOW if _height(page, lines, s) <= page.room.height), _BELOW[-1])
    if holder is None:
        parts.add_text(page, page.room, lines, size, after=6)
    else:
        parts.move(holder, page.room)
        parts.read_next(page, holder)
        parts.write(holder.text_frame, lines, size, after=6)
        parts.without_bullets(holder)
    add_notes(page, [about.title, *lines, words.TEXTS.see_last])
    parts.clear(page)


def _height(page: parts.Page, lines: Sequence[str], size: int) -> int:
    room = page.room.width
    heights = (text_height(line, size, room, page.deck.wider) for line in lines)
    return sum(heights) + len(lines) * 6 * 12_700


def add_overview(deck: Deck, about: About) -> None:
    """Add the table of the overview under what it says as a whole."""
    view = about.overview
    if view is None or not view.table.rows:
        return
    left_out = type_of(view).hints.left_out_first
    kept = [n for n, heading in enumerate(view.table.header) if heading not in left_out]
    rows = [[row[n] for n in kept] for row in rows_of(view.table)]
    header = tuple(view.table.header[n] for n in kept)
    listing = Listing(view.heading, header, rows, view.table.caption)
    for page in add_listing(deck, view.summary, listing, foot_of(view)):
        add_foot(page)
        add_notes(page, notes_of(view))
        parts.clear(page)


# What is missing


def add_missing(deck: Deck, about: About) -> None:
    """Add what is not available and why; a sentence where nothing is missing."""
    rows = list(_missing(about.every))
    foot = words.snapshot_line(about.snapshots[0], about.editions) if about.snapshots else ""
    if not rows:
        page = add_page(deck, deck.template.plain, words.TEXTS.unavailable, foot)
        parts.add_text(page, page.room, [words.TEXTS.nothing_missing], 20)
        pages = [page]
    else:
        caption = words.TEXTS.unavailable
        listing = Listing(words.TEXTS.unavailable_lead, words.UNAVAILABLE_HEADER, rows, caption)
        pages = add_listing(deck, words.TEXTS.unavailable, listing, foot)
    for page in pages:
        add_foot(page)
        add_notes(page, [words.TEXTS.unavailable, "", *(words.missing_line(row) for row in rows)])
        parts.clear(page)


def _missing(views: Sequence[View]) -> Iterator[tuple[str, str, str]]:
    """List measures, areas and years without a figure, each with its reason, once."""
    found: dict[tuple[str, str, YearSentence], list[str]] = {}
    which = [(type_of(view).hints.missing, view) for view in views]
    listed = sorted((one for one in which if one[0] != "none"), key=lambda one: one[0] != "all")
    for missing, view in listed:
        for row in _rows_without(view):
            known = [years for (m, a, _), years in found.items() if (m, a) == _of(row)]
            if missing == "all" or not any(row["period"] in years for years in known):
                reason: YearSentence = row["reason_if_missing"]
                years = found.setdefault((*_of(row), reason.of_any_year), [])
                years.extend([row["period"]] if row["period"] not in years else [])
    for (measure, area, why), held in found.items():
        years = sorted(held)
        yield measure, words.area_and_years(area, years), why.of_years(years)


def _of(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["measure"], row["area"]


def _rows_without(view: View) -> Iterator[Mapping[str, Any]]:
    """List the rows of a view without a value.

    A figure of Scotland that is held under another measure is told where it is asked for.
    """
    for row in view.download.named_rows:
        status = row["status"]
        is_elsewhere = isinstance(status, Status) and status.id == "held_elsewhere"
        if row["value"] is None and not is_elsewhere:
            yield row


# Sources


def add_sources(deck: Deck, about: About) -> None:
    """Add the publications that the figures were read in, each with its address."""
    sources = list({s.source_id: s for view in about.every for s in view.sources}.values())
    licence = " ".join(filter(None, (licence_words(sources), questions(contact()))))
    foot = with_mark(licence, illustrative=about.is_illustrative).strip()
    if not sources:
        page = add_page(deck, deck.template.plain, words.TEXTS.sources, foot)
        parts.add_text(page, page.room, [words.TEXTS.no_sources], 20)
        pages = [page]
    else:
        rows = [_source_row(source) for source in sources]
        links = tuple(source.url for source in sources)
        lead = words.TEXTS.sources_lead if any(map(is_web, links)) else words.TEXTS.sources_unlinked
        listing = Listing(lead, SOURCES_HEADER, rows, words.TEXTS.sources, links)
        pages = add_listing(deck, words.TEXTS.sources, listing, foot)
    lines = [f"{listed_source(s)} ({s.licence or NOT_KNOWN})" for s in sources]
    for page in pages:
        add_foot(page)
        add_notes(page, [words.TEXTS.sources, "", *lines, *filter(None, [foot])])
        parts.clear(page)


def _source_row(source: Source) -> tuple[str, ...]:
    published = published_words(source.published)
    return (
        source.title,
        source.publisher,
        published,
        what_it_is(source, briefly=True),
        source.licence or NOT_KNOWN,
    )
