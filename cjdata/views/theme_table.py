"""The tables of a theme page: figures with the area's interval beside them, and the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjdata import wording
from cjdata.amounts import Amount
from cjdata.series import Series
from cjdata.statistics import Evidence, Index, Interval, NoIndex
from cjdata.text import number
from cjdata.views.table import Cell, Table, figure_cell, figures_table
from cjdata.wording import themes

_NO_BREAK = "\u00a0"
"""A space at which a line does not end: on a phone limits would stand in three lines."""


def interval_table(evidence: Sequence[Evidence], caption: str) -> Table:
    """Lay figures out with the newest year first, the area's 95% interval beside its figure.

    Scotland's figure is taken as fixed and has no such column. Neither has an area of which no
    figure has an interval: then a note says why.
    """
    main = evidence[0]
    table = figures_table([one.series for one in evidence], caption)
    notes = (*table.notes, *_interval_notes(main))
    held = _intervals(main)
    if not held:
        return replace(table, notes=notes)
    methods = {interval.method for interval in held.values()}
    shared = f" ({methods.pop()})" if len(methods) == 1 else ""
    header = (*table.header[:2], f"{themes.INTERVAL_HEADER}{shared}", *table.header[2:])
    rows = tuple(
        (*row[:2], _interval_cell(main, row[0].text, with_method=not shared), *row[2:])
        for row in table.rows
    )
    return replace(table, header=header, rows=rows, notes=notes)


def index_table(
    evidence: Sequence[Evidence], indices: Sequence[Index | NoIndex], caption: str
) -> Table:
    """Lay an index out with the newest year first; where there is none, say why."""
    shown = [(one.series, index) for one, index in zip(evidence, indices, strict=True)]
    rows = tuple(
        (Cell(figure.period), *(_index_cell(*pair, figure.period) for pair in shown))
        for figure in reversed(evidence[0].series.figures)
    )
    said = dict.fromkeys(
        themes.INDEX_LEGEND[cell.text]
        for row in rows
        for cell in row[1:]
        if cell.text in themes.INDEX_LEGEND
    )
    notes = (*figures_table([one.series for one in evidence], caption).notes, *said)
    return Table(caption, ("Year", *(series.area.name for series, _ in shown)), rows, notes)


def index_columns(
    evidence: Sequence[Evidence], indices: Sequence[Index | None]
) -> dict[tuple[str, str], tuple[str, Amount | None]]:
    """Give the columns that an index adds to a file: its base year and its value.

    They are keyed by the code of the area and the year; both are empty where there is none.
    """
    columns: dict[tuple[str, str], tuple[str, Amount | None]] = {}
    for one, index in zip(evidence, indices, strict=True):
        values = {point.period: point.value for point in index.points} if index else {}
        for figure in one.series.figures:
            value = values.get(figure.period)
            base = index.base.period if index and value is not None else ""
            shown = None if value is None else Amount(value, 0, "index", base)
            columns[one.series.area.code, figure.period] = base, shown
    return columns


def _intervals(evidence: Evidence) -> dict[str, Interval]:
    if evidence.series.area.kind == "scotland":
        return {}
    return {p: held for p, held in evidence.intervals.items() if isinstance(held, Interval)}


def _interval_notes(evidence: Evidence) -> list[str]:
    """Explain the methods, and why a figure has no interval."""
    if not evidence.series.latest:
        return []
    if evidence.series.area.kind == "scotland":
        return [themes.SCOTLAND_IS_FIXED]
    why = [
        held.why
        for figure in evidence.series.with_values
        if not isinstance(held := evidence.intervals[figure.period], Interval)
    ]
    methods = [held.method for held in _intervals(evidence).values()]
    return [n for n in (themes.methods_note(methods), themes.without_interval_note(why)) if n]


def _interval_cell(evidence: Evidence, period: str, *, with_method: bool) -> Cell:
    figure, held = evidence.series.by_period[period], evidence.intervals[period]
    if isinstance(held, Interval):
        text = themes.limits_text(evidence.measure, held, figure).replace(" ", _NO_BREAK)
        return Cell(text, held.method if with_method else "")
    reason = figure.reason or themes.without_interval_note([held.why])
    return Cell(themes.NO_INTERVAL_SHORT, is_missing=True, reason=reason)


def _index_cell(series: Series, index: Index | NoIndex, period: str) -> Cell:
    figure = series.by_period[period]
    if figure.value is None:
        return figure_cell(series, figure)
    if isinstance(index, NoIndex):
        reason = wording.index_sentence(series.area, index, period)
        return Cell(themes.WITHOUT_INDEX, is_missing=True, reason=reason)
    point = next(point for point in index.points if point.period == period)
    if point.value is not None:
        return Cell(number(point.value))
    reason = themes.no_index_reason(point, figure)
    return Cell(themes.NO_INDEX_SHORT[point.why], is_missing=True, reason=reason)
