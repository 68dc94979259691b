"""Puts a report together: cover, contents, the sections of its outline, the annex."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cjdata import wording
from cjdata.exports.given import Given
from cjdata.exports.report import look
from cjdata.exports.report.annex import write_annex
from cjdata.exports.report.base import open_base, place_in
from cjdata.exports.report.figures import Part, ReportFigures, report_figures
from cjdata.exports.report.parts import (
    write_context,
    write_framework,
    write_glance,
    write_part,
)
from cjdata.exports.report.setting import set_header_and_footer, set_language, set_properties
from cjdata.exports.report.writer import Writer
from cjdata.exports.telling import Tell, counted, silent
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.report_outlines import Outline, OutlineSection
from cjdata.wording import report as words
from cjdata.wording.files import WRITING

Words = Mapping[tuple[str, str], str]
"""The coordinator's words, by the section's id and the outcome's key (empty: of the area)."""


@dataclass(frozen=True)
class _Report:
    held: ReportFigures
    outline: Outline
    words: Words
    today: date

    @property
    def is_by_outcome(self) -> bool:
        return any(section.per == "outcome" for section in self.outline.sections)


def report(
    figures: FigureSet,
    area: Area,
    year: str,
    outline: Outline,
    words: Words,
    *,
    today: date,
    template: Given | None = None,
    tell: Tell = silent,
) -> bytes:
    """Give the report of an area on a year as a Word document.

    Parameters
    ----------
    words
        What the coordinator wrote. Where words are missing, a marker stands in their place.
    template
        A partnership's own Word template; its styles, headers and footers are kept.

    Raises
    ------
    CjdataError
        When the template is no Word document.
    """
    made = _Report(report_figures(figures, area, year, today), outline, words, today)
    document = open_base(template)
    styles = look.make_styles(document)
    place = place_in(document)
    writer = Writer(document, place, styles)
    _write(writer, made, tell)
    writer.finish()
    _set_round(writer, made)
    result = io.BytesIO()
    document.save(result)
    return result.getvalue()


def places_without_words(
    outline: Outline, outcomes: tuple[str, ...], words: Words
) -> tuple[int, int]:
    """Count the places of an outline where words are missing, and all places for words."""
    slots = outline.slots(outcomes)
    missing = sum(not words.get((s.id, outcome), "").strip() for s, outcome in slots)
    return missing, len(slots)


def _write(writer: Writer, made: _Report, tell: Tell) -> None:
    _write_cover(writer, made)
    is_first = True
    for per, group in groupby(made.outline.sections, key=lambda section: section.per):
        sections = tuple(group)
        if per == "outcome":
            _write_outcomes(writer, made, sections, tell, on_new_page=is_first)
        else:
            for n, section in enumerate(sections):
                writer.heading(section.heading, 1, on_new_page=is_first and n == 0)
                _write_area_section(writer, made, section)
        is_first = False
    if not made.is_by_outcome:
        writer.heading(words.TEXTS.glance_caption, 1)
        write_glance(writer, made.held)
    write_annex(writer, made.held, of_glance=not made.is_by_outcome)


def _write_cover(writer: Writer, made: _Report) -> None:
    held = made.held
    if held.figures.is_illustrative:
        writer.text(wording.ILLUSTRATIVE, look.NOT_REAL)
    writer.text(words.title(held.area, made.outline.title), look.TITLE)
    writer.text(words.year_words(held.year), look.SUBTITLE)
    _write_missing_note(writer, made)
    for text in filter(None, _about(made)):
        writer.text(text)
    writer.contents(on_new_page=made.is_by_outcome)


def _write_missing_note(writer: Writer, made: _Report) -> None:
    keys = tuple(part.key for part in made.held.parts)
    missing, total = places_without_words(made.outline, keys, made.words)
    if missing:
        writer.text(words.still_to_write(missing, total), look.TO_WRITE)


def _about(made: _Report) -> tuple[str, ...]:
    held = made.held
    as_at = words.as_at_year(held.year, made.today, held.figures.snapshot_id)
    if not made.is_by_outcome:
        return (words.period_sentence(held.year), as_at)
    publications = {view.publication.id: view.publication for view in held.views}
    late = [words.late_sentence(one, held.year) for one in publications.values()]
    return (*words.statutory_sentences(held.year), " ".join(filter(None, late)), as_at)


def _write_area_section(writer: Writer, made: _Report, section: OutlineSection) -> None:
    if section.kind == "figures":
        write_framework(writer, made.held)
    else:
        _write_words(writer, made, section)


def _write_outcomes(
    writer: Writer,
    made: _Report,
    sections: tuple[OutlineSection, ...],
    tell: Tell,
    *,
    on_new_page: bool,
) -> None:
    heading = made.outline.outcomes_heading or words.TEXTS.outcomes_heading
    writer.heading(heading, 1, on_new_page=on_new_page)
    write_glance(writer, made.held)
    for part in counted(made.held.parts, WRITING, tell):
        writer.heading(words.outcome_heading(part.outcome, part.theme), 2)
        for section in sections:
            writer.heading(section.heading, 3)
            if section.kind == "figures":
                write_part(writer, made.held, part)
            else:
                _write_words(writer, made, section, part)
    for context in made.held.contexts:
        writer.heading(words.context_heading(context.theme), 2)
        write_context(writer, made.held, context)


def _write_words(
    writer: Writer, made: _Report, section: OutlineSection, part: Part | None = None
) -> None:
    text = made.words.get((section.id, part.key if part else ""), "")
    if text.strip():
        writer.coordinators_words(text)
        return
    topic = words.topic_of(part.outcome, part.theme) if part else ""
    writer.text(words.marker(section.heading, topic), look.TO_WRITE)


def _set_round(writer: Writer, made: _Report) -> None:
    """Set what stands round the text: language, properties, header and footer."""
    held, document = made.held, writer.document
    is_illustrative = held.figures.is_illustrative
    title = made.outline.title
    name = words.document_title(held.area, title, held.year, illustrative=is_illustrative)
    set_language(document)
    set_properties(document, name, words.author(held.area), made.today)
    foot = words.footer(held.area, title, held.year)
    set_header_and_footer(document, writer.styles, foot, is_illustrative=is_illustrative)
