"""The annex of a report: what is not available and why, the sources, methods and symbols."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata import wording
from cjdata.contact_setting import contact
from cjdata.exports.report import look
from cjdata.exports.report.figures import ReportFigures
from cjdata.exports.report.parts import actions_without_outcome
from cjdata.exports.report.writer import Column, TableCell, Writer, sentence
from cjdata.library import Source
from cjdata.wording import documents
from cjdata.wording import report as words
from cjdata.wording.asking import help_line
from cjdata.wording.licences import licence_words
from cjdata.wording.sources import what_it_is


def write_annex(writer: Writer, held: ReportFigures, *, of_glance: bool = False) -> None:
    """Write the annex; with ``of_glance`` for a report that shows the one table of two years."""
    writer.heading(words.TEXTS.annex, 1)
    _write_missing(writer, held)
    _write_sources(writer, held, held.glance_sources if of_glance else held.sources)
    _write_methods(writer, held)


def _write_missing(writer: Writer, held: ReportFigures) -> None:
    writer.heading(words.TEXTS.missing_heading, 2)
    if actions := actions_without_outcome(held):
        writer.text(words.actions_without_outcome(actions))
    if held.missing:
        columns = [Column(heading) for heading in words.MISSING_HEADER]
        rows = [
            [TableCell(m.measure.name), TableCell(m.reason), TableCell(m.where, link=m.url)]
            for m in held.missing
        ]
        writer.table(words.missing_caption(held.year), columns, rows)
    else:
        writer.text(words.TEXTS.none_missing)


def _write_sources(writer: Writer, held: ReportFigures, sources: Sequence[Source]) -> None:
    writer.heading(words.TEXTS.sources_heading, 2)
    if held.figures.is_illustrative:
        writer.text(wording.ILLUSTRATIVE_SENTENCE, look.NOT_REAL)
    elif not sources:
        writer.text(words.TEXTS.no_sources)
    if sources:
        shares = (2, 1.35, 0.95, 1.2, 1)
        pairs = zip(documents.TEXTS.listed("sources_header"), shares, strict=True)
        rows = [
            [
                TableCell(source.title, link=source.url),
                TableCell(source.publisher),
                TableCell(documents.published_words(source.published)),
                TableCell(what_it_is(source, briefly=True)),
                TableCell(source.licence or documents.TEXTS.not_known),
            ]
            for source in sources
        ]
        writer.table(words.TEXTS.sources_caption, [Column(h, share) for h, share in pairs], rows)
    if licence := licence_words(sources):
        writer.text(licence, look.NOTE)
    writer.text(help_line(contact()), look.NOTE)


def _write_methods(writer: Writer, held: ReportFigures) -> None:
    writer.heading(words.TEXTS.methods_heading, 2)
    writer.bullets(words.TEXTS.listed("methods"))
    unsure = [p.theme for p in held.parts if p.theme and not p.theme.wording_confirmed]
    if note := words.wording_note(unsure):
        writer.text(note)
    tables = [view.table for view in held.views]
    notes = (n for table in tables for n in table.notes if n not in table.method_notes)
    if legend := list(dict.fromkeys(notes)):
        writer.text(words.TEXTS.symbols_lead, keep=True)
        writer.bullets(sentence(note) for note in legend)
