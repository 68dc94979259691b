"""The words of slides: titles of the standing slides, headers of their tables, labels in notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from cjdata.reference.areas import Area
from cjdata.standing_texts import StandingWords
from cjdata.text import join_and, lower_first
from cjdata.wording.documents import MEASURE, day_words, years_words
from cjdata.wording.standing import ILLUSTRATIVE

TEXTS = StandingWords("slides")
"""The words that stand as they are, from ``cjdata/texts/slides.toml``."""

UNAVAILABLE_HEADER = (MEASURE, "Area and years", "Why")


def deck_title(area: Area) -> str:
    """Title a deck that nobody has named."""
    return TEXTS.deck_title.format(area=area.name)


def subtitle(area: Area, today: date, *, illustrative: bool) -> tuple[str, str]:
    """Say whose figures these are, of which day, and whether they are real."""
    return f"{area.name}, {day_words(today)}", ILLUSTRATIVE if illustrative else TEXTS.real_set


def snapshot_line(snapshot_id: str, editions: Sequence[str]) -> str:
    """Name the snapshot and the editions that the figures are from."""
    return f"{edition_words(editions)}Snapshot {snapshot_id}."


def edition_words(editions: Sequence[str]) -> str:
    """Name the editions, newest last; empty for none."""
    if not editions:
        return ""
    label = TEXTS.edition if len(editions) == 1 else TEXTS.editions
    return f"{label}: {join_and(editions)}. "


def comments(snapshot_id: str, editions: Sequence[str], *, illustrative: bool) -> str:
    """Say in the properties of the file which figures it holds."""
    mark = ILLUSTRATIVE if illustrative else TEXTS.real_set
    return f"{mark}. {snapshot_line(snapshot_id, editions)}"


def footer(source_line: str, editions: Sequence[str]) -> str:
    """Write the foot of a slide: the source, and the editions where its titles do not name them."""
    is_said = all(_is_named(one, source_line) for one in editions)
    return source_line if is_said else f"{edition_words(editions)}{source_line}"


def _is_named(edition: str, line: str) -> bool:
    """Whether a line names an edition: “2023-24 Part 1” is not the edition 2023-24.

    >>> _is_named("2023-24 part 1", "Justice Social Work Statistics: 2023-24 Part 1")
    True
    """
    named = re.compile(rf"(?<![\w-]){re.escape(edition)}(?![\w-]| part| updated)", re.IGNORECASE)
    return named.search(line) is not None


def key_line(key: Sequence[str]) -> str:
    """Write a key in a line; empty where there is none.

    >>> key_line(["Thin line: 95% interval", "Open mark: fewer than 20 cases"])
    'Thin line: 95% interval. Open mark: fewer than 20 cases.'
    """
    return " ".join(f"{text.removesuffix('.')}." for text in key)


def alternative(description: str) -> str:
    """Describe a chart of a slide, whose figures are in the notes."""
    return f"{description} {TEXTS.notes_hold_all}"


def how_to_read(sentences: Sequence[str], form: str, *, has_intervals: bool) -> tuple[str, ...]:
    """Say how to read a native chart of a form, where it is drawn otherwise than on the page."""
    if form == "bar":
        return (TEXTS.bars_read, TEXTS.intervals_read if has_intervals else TEXTS.size_read)
    return tuple(sentences)


def segment_name(name: str, first: str | None, last: str | None) -> str:
    """Name a part of a line that a break parts from the rest."""
    if first and last:
        return f"{name}, {first}" if first == last else f"{name}, {first} to {last}"
    if first:
        return f"{name}, from {first}"
    return f"{name}, to {last}" if last else name


def continued(title: str, number: int, total: int) -> str:
    """Title one of several slides that belong together."""
    return title if total == 1 else f"{title} ({number} of {total})"


def without_value(name: str, absence: str) -> str:
    """Name an area whose bar is missing, with why."""
    return f"{name} ({lower_first(absence)})" if absence else name


def few_areas(heading: str, count: int) -> str:
    """Head a list of areas that leaves out those without a figure."""
    return f"{count} areas without a figure are listed in the notes. {heading}"


def part_of_chart(description: str, number: int, total: int) -> str:
    """Describe one of several charts that show one drawing."""
    return description if total == 1 else f"Part {number} of {total}. {description}"


def area_and_years(area: str, years: Sequence[str]) -> str:
    """Name an area and the years that it has no figure of."""
    held = [year for year in years if year]
    return f"{area}, {years_words(held)}" if held else area


def missing_line(row: Sequence[str]) -> str:
    """Write a row of what is missing as a line."""
    measure, where, why = row
    return f"{measure} – {where}: {why}"
