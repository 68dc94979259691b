"""The speaker's notes of a slide: all that the view says, and its figures, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjdata.charts.signs import KeyEntry, native_key
from cjdata.exports.slides.tables import rows_of
from cjdata.views.shared.chart_series import ChartData
from cjdata.views.table import Table
from cjdata.views.view import View
from cjdata.wording import slides as words
from cjdata.wording.captions import TABLE_HOLDS_ALL
from cjdata.wording.sources import listed_source


def notes_of(view: View, drawn: Sequence[ChartData] = ()) -> tuple[str, ...]:
    """Write the finding, the drawing in words, how to read it, the table and the sources."""
    return tuple(_notes(view, drawn))


def _notes(view: View, drawn: Sequence[ChartData]) -> Iterator[str]:
    yield view.finding.text
    if view.absence:
        yield " ".join((view.absence.heading, *view.absence.sentences))
    description = view.described(TABLE_HOLDS_ALL, is_redrawn=bool(drawn))
    key = words.key_line([entry.text for entry in _key(view, drawn)])
    shown = [f"{view.heading}.", description, key, *view.drawing_notes]
    yield from _part(words.TEXTS.notes_shown, list(filter(None, shown)))
    yield from _part(words.TEXTS.notes_read, _how_to_read(view, drawn))
    yield from _part(words.TEXTS.notes_know, view.notes)
    yield from _part(words.TEXTS.notes_figures, table_lines(view.table))
    sources = [listed_source(source) for source in view.sources]
    yield from _part(words.TEXTS.notes_sources, [view.source_line_on_slides, *sources])


def _key(view: View, drawn: Sequence[ChartData]) -> Sequence[KeyEntry]:
    key = view.drawing.key if view.drawing else ()
    return native_key(key) if drawn else key


def _how_to_read(view: View, drawn: Sequence[ChartData]) -> Sequence[str]:
    form = drawn[0].form if drawn else ""
    sentences = (drawn and view.redrawn_how_to_read) or view.how_to_read
    return words.how_to_read(sentences, form, has_intervals=has_intervals(drawn))


def has_intervals(drawn: Sequence[ChartData]) -> bool:
    """Whether any chart draws an interval."""
    return any(limit is not None for data in drawn for s in data.series for limit in s.upper)


def _part(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield heading
        yield from lines


def table_lines(table: Table) -> list[str]:
    """Write a table as lines: each row with the name of every column."""
    lines = [f"{table.caption}."]
    for first, *rest in rows_of(table):
        named = zip(table.header[1:], rest, strict=True)
        said = "; ".join(f"{header}: {text}" for header, text in named)
        lines.append(f"{first} – {said}" if said else first)
    return [*lines, *table.notes]
