"""The speaker's notes of a slide: all that the view says, and its figures, to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjdata.exports.slides.tables import rows_of
from cjdata.views.table import Table
from cjdata.views.view import View
from cjdata.wording import slides as words


def notes_of(view: View) -> tuple[str, ...]:
    """Write the finding, the drawing in words, how to read it, the table and the sources."""
    return tuple(_notes(view))


def _notes(view: View) -> Iterator[str]:
    yield view.finding.text
    if view.absence:
        yield " ".join((view.absence.heading, *view.absence.sentences))
    yield from _part(words.NOTES_SHOWN, [f"{view.heading}.", view.description, *view.drawing_notes])
    yield from _part(words.NOTES_READ, view.how_to_read)
    yield from _part(words.NOTES_KNOW, view.notes)
    yield from _part(words.NOTES_FIGURES, table_lines(view.table))
    sources = [f"{one.title}, {one.publisher}: {one.url}" for one in view.sources]
    yield from _part(words.NOTES_SOURCES, [view.source_line, *sources])


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
