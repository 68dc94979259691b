"""The lists of the first page: worse and getting worse, what moved, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.series import Figure
from cjdata.statistics import Trend, change_between
from cjdata.views.shared.beside import Beside, beside_scotland, opening_beside, told_once
from cjdata.views.shared.records import Record, figures_download
from cjdata.views.shared.sources import sources_of
from cjdata.views.short_lists import words
from cjdata.views.short_lists.new_figures import new_list
from cjdata.views.short_lists.short_list import Entry, ListView, list_view, page_parameters
from cjdata.views.table import Cell, Table, marked_content
from cjdata.views.view import Download
from cjdata.wording import (
    Mark,
    comparison_mark,
    no_trend_reason,
    trend_mark,
)


def highlights(figures: FigureSet, area_code: str, today: date) -> tuple[ListView, ...]:
    """Give the three lists of an area, from memory if they were made before."""
    area = figures.areas.by_code[area_code]
    key = ("highlights", area_code, today)
    return figures.remember(
        key,
        lambda: (
            _worse(figures, area, today),
            _moved(figures, area, today),
            new_list(figures, area, today),
        ),
    )


def _worse(figures: FigureSet, area: Area, today: date) -> ListView:
    beside = told_once(opening_beside(figures, area).values())
    every = [
        b
        for b in beside
        if b.scotland and b.evidence.direction != "none" and not b.measure.grows_with_size
    ]
    undecided = [words.undecided_reason(b.comparison, b.trend) for b in every]
    listed = [b for b in every if is_worse_and_worsening(b)]
    return list_view(
        figures,
        area,
        today,
        sources_of(
            figures,
            [b.shared[0] for b in (*listed, *every) if b.shared],
            [f for b in every for f in b.shared or ()],
        ),
        [_worse_entry(figures, b, *b.shared) for b in listed if b.shared],
        kind="worse",
        heading=words.WORSE,
        finding=words.worse_finding(
            area,
            len(listed),
            len(every),
            [why for why in undecided if why],
            illustrative=figures.is_illustrative,
        ),
        how_to_read=words.HOW_TO_READ_WORSE,
        table=_worse_table(area, every),
        make_download=lambda: _with_trend(figures, every),
    )


def is_worse_and_worsening(one: Beside) -> bool:
    """Say whether a measure is worse than Scotland and its five-year trend is for the worse."""
    is_worse = one.comparison.judgement == "worse"
    return is_worse and one.trend.judgement == "getting worse"


def _worse_entry(figures: FigureSet, one: Beside, mine: Figure, theirs: Figure) -> Entry:
    interval, trend = one.evidence.interval(mine.period), one.trend
    return _entry(
        figures,
        one,
        words.worse_entry(one.measure, mine, theirs, interval),
        (words.scotland_mark(one.comparison), words.since_mark(trend)),
    )


def _worse_table(area: Area, every: Iterable[Beside]) -> Table:
    rows = tuple(_worse_row(one) for one in every)
    header = ("Measure", "Year", area.name, "Scotland", "Beside Scotland", "Five-year trend")
    return Table(
        f"{words.WORSE}: every measure that may be called worse", (*header, "On the list"), rows
    )


def _worse_row(one: Beside) -> tuple[Cell, ...]:
    shared, trend = one.shared, one.trend
    compared, moving = comparison_mark(one.comparison), trend_mark(trend)
    return (
        Cell(one.measure.name),
        Cell(shared[0].period) if shared else Cell("None in common", is_missing=True),
        *(_figure_cell(one, figure) for figure in shared or (one.latest, None)),
        _mark_cell(compared, is_missing=one.comparison.why is not None),
        _mark_cell(moving, is_missing=trend.why is not None),
        Cell(words.worse_standing(one.comparison, trend)),
    )


def _mark_cell(mark: Mark, *, is_missing: bool) -> Cell:
    return Cell(mark.word, mark.detail, is_missing, mark=mark)


def _figure_cell(one: Beside, figure: Figure | None) -> Cell:
    if figure is None:
        return Cell(None, is_missing=True)
    return Cell(marked_content(one.measure, figure), status=figure.status, unit=one.measure.unit)


def _with_trend(figures: FigureSet, every: Sequence[Beside]) -> Download:
    """Give the newest figure of each measure, as compared, with its trend behind it."""
    shown = [(b, b.shared[0] if b.shared else b.latest or b.evidence.series.newest) for b in every]
    pairs = [(b, figure) for b, figure in shown if figure is not None]
    records = [
        Record(b.evidence, figure, b.comparison, "" if b.scotland is None else "Scotland")
        for b, figure in pairs
    ]
    plain = figures_download(figures, records)
    trends = (b.trend for b, _ in pairs)
    cells = [(t.word, " to ".join((*t.periods[:1], *t.periods[-1:])), _why(t)) for t in trends]
    columns = (*plain.columns, "trend", "trend_years", "reason_if_no_trend")
    rows = tuple((*row, *more) for row, more in zip(plain.rows, cells, strict=True))
    return Download(columns, rows, plain.editions)


def _why(trend: Trend) -> str:
    return no_trend_reason(trend) if trend.why is not None else ""


def moved_measures(figures: FigureSet, area: Area) -> list[Beside]:
    """List the national measures whose newest figure clearly differs from the year before."""
    every = _followed(figures, area)
    return [b for b in every if b.since.why is None and b.since.standing in ("higher", "lower")]


def _followed(figures: FigureSet, area: Area) -> list[Beside]:
    return [b for b in told_once(beside_scotland(figures, area).values()) if b.theme.is_national]


def _moved(figures: FigureSet, area: Area, today: date) -> ListView:
    every, moved = _followed(figures, area), moved_measures(figures, area)
    compared = [b for b in every if b.since.why is None]
    shown = [f for b in compared for f in (b.before, b.latest) if f is not None]
    return list_view(
        figures,
        area,
        today,
        sources_of(figures, [b.latest for b in (*moved, *compared)], shown),
        [_moved_entry(figures, b) for b in moved],
        kind="moved",
        heading=words.MOVED,
        finding=words.moved_finding(
            area,
            len(moved),
            len(compared),
            [words.not_held_against(b.since) for b in every if b.since.why is not None],
            illustrative=figures.is_illustrative,
            supplied=any(f.status == "supplied" for f in shown),
        ),
        how_to_read=words.HOW_TO_READ_MOVED,
        table=_moved_table(every),
        make_download=lambda: figures_download(figures, [r for b in every for r in _two_years(b)]),
    )


def _moved_entry(figures: FigureSet, one: Beside) -> Entry:
    series, before, latest = one.evidence.series, one.before, one.latest
    change = change_between(series, before, latest) if before and latest else None
    text = words.moved_entry(series, change) if change else ""
    return _entry(figures, one, text, (comparison_mark(one.since),))


def _moved_table(every: Sequence[Beside]) -> Table:
    rows = tuple(_moved_row(one) for one in every if one.latest is not None)
    header = ("Measure", "Year before", "Newest year", "Difference")
    return Table(f"{words.MOVED}: every measure that has a figure", header, rows)


def _moved_row(one: Beside) -> tuple[Cell, ...]:
    found = comparison_mark(one.since)
    return (
        Cell(one.measure.name),
        _dated_cell(one, one.before),
        _dated_cell(one, one.latest),
        _mark_cell(found, is_missing=one.since.why is not None),
    )


def _dated_cell(one: Beside, figure: Figure | None) -> Cell:
    if figure is None:
        return Cell("First year held", is_missing=True)
    return Cell(
        marked_content(one.measure, figure),
        figure.period,
        figure.value is None,
        figure.reason,
        status=figure.status,
        unit=one.measure.unit,
    )


def _two_years(one: Beside) -> Iterable[Record]:
    """Give the year before, and the newest year held against it."""
    if one.latest is None:
        return
    if one.before is not None:
        yield Record(one.evidence, one.before)
    period = one.before.period if one.before else "the year before"
    yield Record(one.evidence, one.latest, one.since, period)


def _entry(figures: FigureSet, one: Beside, text: str, marks: tuple[Mark, ...]) -> Entry:
    parameters = page_parameters(
        figures, one.theme, one.measure.id, one.area, is_together=one.single is not None
    )
    return Entry(one.measure.name, one.theme.page, parameters, text, marks)
