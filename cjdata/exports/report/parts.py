"""The computed parts of a report: the framework's table, all indicators in one, each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cjdata import wording
from cjdata.exports.drawing_picture import drawing_png
from cjdata.exports.report import look
from cjdata.exports.report.figures import (
    YEARS_IN_TABLE,
    ContextPart,
    Part,
    ReportFigures,
    has_figures,
    is_drawn,
    is_later,
    newest_shown,
    year_before,
)
from cjdata.exports.report.writer import Column, TableCell, Writer, sentence
from cjdata.reference.catalogue import PriorityAction
from cjdata.reference.report_outlines import HIGH_LEVEL
from cjdata.series import Figure, Series
from cjdata.views.measure_view import MeasureView
from cjdata.views.table import Cell, figure_cell
from cjdata.wording import report as words
from cjdata.wording.documents import MEASURE, with_mark
from cjdata.wording.reading import TOGETHER_NOTE
from cjdata.wording.short_cells import NO_YEARS_BEFORE
from cjdata.wording.standing import CONTEXT_SENTENCE


def write_framework(writer: Writer, held: ReportFigures) -> None:
    """Write the aims, and the table of priority actions, outcomes and indicators."""
    writer.text(words.TEXTS.aims, keep=True)
    writer.bullets(aim.text for aim in held.catalogue.aims)
    pairs = zip(words.TEXTS.listed("framework_header"), (1.1, 1.3, 1.5, 0.85), strict=True)
    columns = [Column(heading, share) for heading, share in pairs]
    writer.table(words.TEXTS.framework_caption, columns, list(_framework_rows(held)))


def write_glance(writer: Writer, held: ReportFigures) -> None:
    """Write the table of all indicators: the year before, the year, Scotland beside it."""
    illustrative = held.figures.is_illustrative
    caption = words.glance_caption(held.area, held.year, illustrative=illustrative)
    beside = [words.scotland_header(held.year)] if held.has_scotland else []
    header = [year_before(held.year), held.year, *beside]
    columns = [Column(MEASURE, 3), *(Column(text, 1, is_number=True) for text in header)]
    writer.table(caption, columns, [_glance_row(held, view) for view in held.every_view])
    if any(view.series[0].years_each > 1 for view in held.every_view):
        writer.text(TOGETHER_NOTE, look.NOTE)


def write_part(writer: Writer, held: ReportFigures, part: Part) -> None:
    """Write the figures of an indicator: what it is, then of each measure all there is."""
    if part.theme is None:
        writer.text(words.TEXTS.no_record)
        return
    lead, items = words.indicator_parts(part.theme.wording)
    writer.labelled(words.TEXTS.indicator, lead if items else sentence(lead))
    writer.bullets(items)
    direction = words.desired_direction(held.catalogue, part.theme)
    writer.labelled(words.TEXTS.desired, sentence(direction))
    if known := next((view.known for view in part.views if view.known), None):
        writer.labelled(known.finding.lead, " ".join(_known(known)), look.FINDING)
        writer.text(known.source_line, look.SOURCE)
    for view in part.views:
        _write_view(writer, held, view)
    _write_caveats(writer, held, part.views)


def write_context(writer: Writer, held: ReportFigures, part: ContextPart) -> None:
    """Write the figures of a subject that is context: what it is, then all there is of it."""
    name, text = wording.definition_of(part.theme)
    writer.labelled(f"{name}:", text)
    for view in part.views:
        _write_view(writer, held, view)
    _write_caveats(writer, held, part.views)


def _write_caveats(writer: Writer, held: ReportFigures, views: Sequence[MeasureView]) -> None:
    known = dict.fromkeys(c for view in views for c in view.caveats)
    caveats = [c for c in known if not is_later(c, held.year)]
    if caveats:
        writer.text(words.TEXTS.keep_in_mind, keep=True)
        writer.bullets(caveats)


def _known(known: MeasureView) -> tuple[str, ...]:
    """Give what follows the first sentence on context, where it stands before what is missing."""
    return (*known.finding.rest[:1], CONTEXT_SENTENCE)


def _framework_rows(held: ReportFigures) -> Iterator[list[TableCell]]:
    """Give a row for the high-level indicator, for each priority action, then for further ones."""
    by_action = {part.outcome.priority_action: part for part in held.parts if part.outcome}
    of_none = [part for part in held.parts if part.outcome is None]
    for part in of_none:
        if part.key == HIGH_LEVEL:
            yield _framework_row(held, words.TEXTS.all_actions, words.TEXTS.all_outcomes, part)
    for action in held.catalogue.priority_actions:
        found = by_action.get(action.number)
        outcome = found.outcome if found else None
        text = f"{outcome.number}. {outcome.text}" if outcome else words.TEXTS.no_outcome
        yield _framework_row(held, words.action_name(action), text, found)
    named = {action.number: words.action_name(action) for action in held.catalogue.priority_actions}
    for part in of_none:
        if part.theme and part.key != HIGH_LEVEL:
            action_of = named.get(part.theme.priority_action or 0, words.TEXTS.no_action)
            yield _framework_row(held, action_of, words.TEXTS.no_outcome, part)


def _framework_row(
    held: ReportFigures, action: str, outcome: str, part: Part | None
) -> list[TableCell]:
    theme = part.theme if part else None
    direction = (
        words.desired_direction(held.catalogue, theme) if theme else words.TEXTS.no_direction
    )
    wording_ = theme.wording if theme else words.TEXTS.no_indicator
    return [TableCell(action), TableCell(outcome), TableCell(wording_), TableCell(direction)]


def _glance_row(held: ReportFigures, view: MeasureView) -> list[TableCell]:
    own, *beside = view.series
    cells = [_entry_before(own, held.year_before(own))]
    cells += [_newest_entry(held, series) for series in (own, *beside)]
    return [TableCell(view.measure.name), *cells]


def _entry_before(series: Series, figure: Figure) -> TableCell:
    """Make the cell of the year before; of years together without any before them, say that."""
    if figure.parts and figure.value is None:
        return TableCell(NO_YEARS_BEFORE)
    return _entry_of(series, figure)


def _newest_entry(held: ReportFigures, series: Series) -> TableCell:
    """Make the cell of the year; where neither it nor the year before has one, name the newest."""
    entry, older = _entry_of(series, held.figure(series, held.year)), held.older(series)
    if older is None:
        return entry
    return replace(entry, remark=words.newest_held(figure_cell(series, older).text, older.period))


def _entry_of(series: Series, figure: Figure) -> TableCell:
    entry = _entry(figure_cell(series, figure))
    together = figure.period if figure.parts and figure.value is not None else ""
    return replace(entry, remark=", ".join(filter(None, (together, entry.remark))))


def _entry(cell: Cell) -> TableCell:
    return TableCell(cell.text, cell.qualifier)


def _write_view(writer: Writer, held: ReportFigures, view: MeasureView) -> None:
    writer.labelled(view.finding.lead, " ".join(_rest(held, view)), look.FINDING)
    if is_drawn(view):
        _write_drawing(writer, view)
    if is_drawn(view) or has_figures(view):
        _write_table(writer, view)
    if notes := " ".join((*view.drawing_notes, *view.notes)):
        writer.text(notes, look.NOTE)
    writer.text(view.source_line, look.SOURCE)


def _rest(held: ReportFigures, view: MeasureView) -> Iterator[str]:
    """Give what follows the first sentence; and that no figure is held for the year, if so."""
    yield from view.finding.rest
    newest = newest_shown(view)
    if newest and newest < held.year:
        yield words.none_for_year(held.year, newest)
    notes = view.drawing_notes  # which stand below, and hold the text of a break
    yield from (c for c in view.finding.caveats if not any(c in note for note in notes))


def _write_drawing(writer: Writer, view: MeasureView) -> None:
    png = drawing_png(view)
    if png is None:
        return
    description = view.described(words.TEXTS.table_holds_some)
    alternative = with_mark(description, illustrative=view.is_illustrative)
    writer.picture(png, view.heading, alternative)
    caption = words.figure_caption(
        view.heading, view.area, view.years, illustrative=view.is_illustrative
    )
    writer.caption(words.TEXTS.figure, caption)


def _write_table(writer: Writer, view: MeasureView) -> None:
    header, rows = view.table.header, view.table.rows[:YEARS_IN_TABLE]
    columns = [Column(header[0], 0.8)]
    columns += [Column(text, 1.2, is_number=True) for text in header[1:]]
    years = [row[0].text for row in reversed(rows)]
    caption = words.table_caption(view.measure.name, years, illustrative=view.is_illustrative)
    writer.table(caption, columns, [[_entry(cell) for cell in row] for row in rows])


def actions_without_outcome(held: ReportFigures) -> Sequence[PriorityAction]:
    """List the priority actions that no outcome measures."""
    measured = {outcome.priority_action for outcome in held.catalogue.outcomes}
    return [a for a in held.catalogue.priority_actions if a.number not in measured]
