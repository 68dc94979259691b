"""The tables of a theme page: figures with the area's interval beside them, and the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjdata import wording
from cjdata.amounts import Amount
from cjdata.series import Figure, Series
from cjdata.statistics import Evidence, Index, IndexPoint, Interval, NoIndex
from cjdata.views.table import Cell, Table, figures_table, year_cell
from cjdata.views.trend import words as themes
from cjdata.wording.comparisons import limits_of


def interval_table(evidence: Sequence[Evidence], caption: str) -> Table:
    """Lay figures out with the newest year first, the area's 95% interval beside its figure.

    Scotland's figure is taken as fixed and has no such column. Neither has an area of which no
    figure has an interval: then a note says why.
    """
    main = evidence[0]
    table = figures_table([one.series for one in evidence], caption)
    methods_of, why_not = _interval_notes(main)
    table = replace(table, notes=(*table.notes, *methods_of, *why_not), method_notes=methods_of)
    held = _intervals(main)
    if not held:
        return table
    methods = {interval.method for interval in held.values()}
    shared = f" ({methods.pop()})" if len(methods) == 1 else ""
    header = (*table.header[:2], f"{themes.INTERVAL_HEADER}{shared}", *table.header[2:])
    rows = tuple(
        (*row[:2], _interval_cell(main, figure, with_method=not shared), *row[2:])
        for figure, row in zip(reversed(main.series.figures), table.rows, strict=True)
    )
    return replace(table, header=header, rows=rows)


def index_table(
    evidence: Sequence[Evidence], indices: Sequence[Index | NoIndex], caption: str
) -> Table:
    """Lay an index out with the newest year first; where there is none, say why."""
    shown = [(one.series, index) for one, index in zip(evidence, indices, strict=True)]
    rows = tuple(
        (Cell(figure.period), *(_index_cell(*pair, figure.period) for pair in shown))
        for figure in reversed(evidence[0].series.figures)
    )
    why = {_why_no_index(*pair, figure) for pair in shown for figure in pair[0].figures}
    said = [text for reason, text in themes.INDEX_LEGEND.items() if reason in why]
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


def _interval_notes(evidence: Evidence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the methods, and apart from them say why a figure has no interval."""
    if not evidence.series.latest:
        return (), ()
    if evidence.series.area.kind == "scotland":
        return (), (themes.SCOTLAND_WITHOUT_INTERVAL,)
    why = [
        held.why
        for figure in evidence.series.with_values
        if not isinstance(held := evidence.intervals[figure.period], Interval)
    ]
    methods = [held.method for held in _intervals(evidence).values()]
    named, none = themes.methods_note(methods), themes.without_interval_note(why)
    return tuple(filter(None, (named,))), tuple(filter(None, (none,)))


def _interval_cell(evidence: Evidence, figure: Figure, *, with_method: bool) -> Cell:
    held = evidence.intervals[figure.period]
    if isinstance(held, Interval):
        limits = limits_of(evidence.measure, held, figure.decimals)
        return Cell(replace(limits, is_unbroken=True), held.method if with_method else "")
    reason = figure.reason or themes.without_interval_note([held.why])
    return Cell(None, is_missing=True, reason=reason)


def _why_no_index(series: Series, index: Index | NoIndex, figure: Figure) -> str:
    """Say why a figure has no index; empty where it has one, and where there is no figure."""
    if series.by_period[figure.period].value is None:
        return ""
    return themes.NO_BASE_YEAR if isinstance(index, NoIndex) else _point(index, figure.period).why


def _point(index: Index, period: str) -> IndexPoint:
    return next(point for point in index.points if point.period == period)


def _index_cell(series: Series, index: Index | NoIndex, period: str) -> Cell:
    figure = series.by_period[period]
    if figure.value is None:
        return year_cell(series, figure)
    if isinstance(index, NoIndex):
        reason = wording.index_sentence(series.area, index, period)
        return Cell(themes.WITHOUT_INDEX, is_missing=True, reason=reason, unit="index")
    point = _point(index, period)
    if point.value is not None:
        amount = Amount(point.value, 0, "index", index.base.period)
        broken = bool(series.breaks_before(figure))
        return Cell(amount, status=figure.status, unit="index", is_after_break=broken)
    reason = themes.no_index_reason(point, figure)
    return Cell(themes.NO_INDEX_SHORT[point.why], is_missing=True, reason=reason)
