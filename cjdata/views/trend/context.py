"""What a theme page tells besides its chart: editions, other figures, what must be known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from cjdata import queries, wording
from cjdata.amounts import Amount, Content
from cjdata.library import FigureSet, Source
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.statuses import STATUSES
from cjdata.series import Elsewhere, Figure, Series
from cjdata.views.shared.sources import sources_in_order
from cjdata.views.table import Cell, Table, amount_of, qualifiers_of
from cjdata.views.trend import words as themes
from cjdata.views.trend.figures import ThemeFigures, read_beside
from cjdata.views.trend.selection import Selection
from cjdata.wording.documents import years_words
from cjdata.wording.figures import rate_base
from cjdata.wording.rates import without_rate_notes
from cjdata.wording.sources import UNDER_SOURCES, list_source_line


def notes_of(series: Sequence[Series], of_measure: Sequence[str]) -> tuple[str, ...]:
    """List what must be known of the figures shown: editions, bases, notes of the rows.

    ``of_measure`` are the notes of the measure for the areas shown.
    """
    groups = [
        s.area.rule_of(by_court=s.measure.is_by_court) for s in series if s.area.kind == "group"
    ]
    notes = [wording.editions_note(series), *of_measure, *groups]
    notes += [
        f"{s.area.name}, {years_words(_years_with(s, s.latest.note))}: {s.latest.note.rstrip('.')}."
        for s in series
        if s.latest and s.latest.note and s.latest.status != "illustrative"
    ]
    return tuple(dict.fromkeys(note for note in notes if note))


def _years_with(series: Series, note: str) -> list[str]:
    """List the years that a note is of: what holds for all of them is no remark on the newest."""
    return [figure.period for figure in series.with_values if figure.note == note]


def other_editions(held: ThemeFigures) -> list[str]:
    """Say of which years another measure prints another figure for Scotland, and of what editions.

    The measure under which Scotland’s total is published is laid beside those that name it.
    """
    scotland = next((one for one in held.series if one.area.kind == "scotland"), None)
    measure = held.measure
    if scotland is None:
        return []
    others = [
        other
        for other in held.theme.measure
        if other.id == measure.scotland_as or other.scotland_as == measure.id
    ]
    notes = []
    for other in others:
        beside = held.assembler.held(other.id, scotland.area)
        for figure in scotland.with_values:
            there = beside.get(figure.period)
            if there and there.value is not None and _differs(measure, figure, other, there):
                notes.append(themes.other_edition_note(measure, figure, Elsewhere(other, there)))
    return notes


def _differs(measure: Measure, here: Figure, other: Measure, there: Figure) -> bool:
    return wording.figure_text(measure, here) != wording.figure_text(other, there)


def runs_on(held: ThemeFigures, selection: Selection) -> Elsewhere | None:
    """Give Scotland’s newest figure under another measure, where it is newer than all shown.

    Of Scotland’s own page alone, and of all its years.
    """
    other = held.assembler.figures.catalogue.measures.get(held.measure.scotland_as or "")
    if other is None or held.area.kind != "scotland" or selection.last or selection.as_at:
        return None
    newest = held.assembler.latest(other, held.area)
    told = [f.years[-1] for f in held.main.series.figures if f.value is not None or f.elsewhere]
    if newest is None or newest.period <= max(told, default=""):
        return None
    return Elsewhere(other, newest)


def editions_of(figures: FigureSet, measure: Measure, areas: Sequence[Area]) -> Table | None:
    """List the years for which more than one edition is held."""
    reprinted = figures.remember(("reprinted",), lambda: _reprinted(figures))
    codes = [area.held_as for area in areas if (measure.id, area.held_as) in reprinted]
    if not codes:
        return None
    rows = queries.editions_of(figures.database, [measure.id], codes)
    printed: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["area_name"], row["period"])
        printed[key] = printed.get(key, 0) + 1
    cells = tuple(
        (
            Cell(row["period"]),
            Cell(row["area_name"]),
            Cell(row["edition"], "newest" if row["is_current"] else ""),
            Cell(_printed(measure, row)),
        )
        for row in rows
        if printed[row["area_name"], row["period"]] > 1
    )
    if not cells:
        return None
    header = ("Year", "Area", "Edition", "Figure")
    return Table(f"{measure.name}: what each edition printed", header, cells)


def _reprinted(figures: FigureSet) -> set[tuple[str, str]]:
    rows = queries.reprinted(figures.database)
    return {(r["measure"], r["area_code"] or r["area_name"]) for r in rows}


def _printed(measure: Measure, row: dict[str, Any]) -> Content:
    """Give what an edition printed: a number, or why it printed none."""
    if row["value"] is None:
        return STATUSES[row["status"]].short
    return Amount(row["value"], row["decimals"], measure.unit)


@dataclass(frozen=True, slots=True)
class OtherFigures:
    """The newest figures of what is read beside a theme: tables, their sources, and their line.

    Each table is of one kind, which its caption names: of the theme, context, local evidence. They
    have sources of their own, which a chart and its table do not rest on.
    """

    tables: tuple[Table, ...]
    sources: tuple[Source, ...]
    source_line: str


def context_of(held: ThemeFigures) -> OtherFigures | None:
    """Give the newest figure of what is read beside a theme, and of its own other measures."""
    shown = set(held.choice.forms.values())
    catalogue = held.assembler.figures.catalogue
    beside = read_beside(catalogue, held.theme)
    scotland = held.scotland.series.area
    places = [scotland] if held.area.kind == "scotland" else [held.area, scotland]
    rows: dict[str, list[tuple[Cell, ...]]] = {}
    listed: dict[str, list[Measure]] = {}
    told: dict[str, list[list[Figure | None]]] = {}
    for measure in (*beside, *held.theme.measure):
        if measure.id in shown or not measure.plot:
            continue
        latest = [held.assembler.latest(measure, place) for place in places]
        if any(latest):
            kind = themes.other_figures(held.theme, measure)
            name = Cell(measure.name, rate_base(measure))
            row = (name, *(_dated(measure, figure) for figure in latest))
            rows.setdefault(kind, []).append(row)
            told.setdefault(kind, []).append(latest)
            listed.setdefault(kind, []).append(measure)
    if not rows:
        return None
    figures = held.assembler.figures
    header = ("Figure", *(place.name for place in places))
    of_each_place = chain.from_iterable(zip(*chain.from_iterable(told.values()), strict=True))
    sources = sources_in_order(figures, [figure for figure in of_each_place if figure])
    return OtherFigures(
        tuple(
            Table(kind, header, tuple(of_kind), without_rate_notes(catalogue, listed[kind]))
            for kind, of_kind in rows.items()
        ),
        sources,
        list_source_line(sources, illustrative=figures.is_illustrative, where=UNDER_SOURCES),
    )


def _dated(measure: Measure, figure: Figure | None) -> Cell:
    if figure is not None and figure.together:
        short = wording.figure_text(measure, figure)
        return Cell(short, figure.period, is_missing=True, reason=figure.reason)
    if figure is None or figure.value is None:
        return Cell("None held", is_missing=True)
    amount = amount_of(measure, figure)
    is_told = measure.role == "local" and figure.status == "local_evidence"  # The caption says it.
    marks = qualifiers_of(measure, figure)
    said = ", ".join((figure.period, *(marks[:-1] if is_told else marks)))
    return Cell(amount, said, status=figure.status, unit=measure.unit)
