"""The table of all councils, with everything there is of each, and the same as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cjdata import wording
from cjdata.library import FigureSet
from cjdata.reference.catalogue import Measure
from cjdata.reference.periods import financial_year, start_year
from cjdata.statistics import ChangeBetweenYears, Interval, Rank
from cjdata.views.comparison import table_words as words
from cjdata.views.comparison.standings import Standing
from cjdata.views.shared.records import Record, figures_download
from cjdata.views.table import Cell, Table, figure_cell, legend_of
from cjdata.views.view import Download
from cjdata.wording.comparisons import limits_of
from cjdata.wording.short_cells import change_cell, profile_comparison, profile_trend

EMPTY = Cell(None, is_missing=True)
DOWNLOAD_COLUMNS = (
    "change_since_year_before",
    "trend",
    "reason_if_no_trend",
    "place_from",
    "place_to",
    "places",
    "reason_if_no_place",
)


@dataclass(frozen=True)
class _Column:
    """A column: its header, the cell of a row, and why a row has no answer in it, if so."""

    header: str
    cell: Callable[[Standing], Cell]
    why_not: Callable[[Standing], str]


def compared_table(
    measure: Measure,
    period: str,
    rows: Sequence[Standing],
    qualifiers: Mapping[str, str],
    sort: str,
) -> Table:
    """Lay the standings out in the order given.

    A column in which no council has an answer is left out, and a note says why. ``qualifiers``
    are words that follow the names of some areas, by code.
    """
    columns, left_out = _columns(measure, period, rows)
    cells = [
        (
            Cell(one.area.name, qualifiers.get(one.area.code, "")),
            _figure(one),
            *(column.cell(one) if one.has_value else EMPTY for column in columns),
        )
        for one in rows
    ]
    header = (words.AREA_COLUMN, words.figure_column(period), *(c.header for c in columns))
    places = [words.PLACES_NOTE] * any(isinstance(one.rank, Rank) for one in rows)
    notes = (*places, *left_out, *legend_of([(measure, one.figure) for one in rows]))
    return Table(words.table_caption(measure, period, sort), header, tuple(cells), notes)


def _figure(one: Standing) -> Cell:
    """Make the cell of a figure; of a group, its name says that it was computed here."""
    cell = figure_cell(one.evidence.series, one.figure)
    return replace(cell, qualifier="") if one.area.kind == "group" else cell


def _columns(
    measure: Measure, period: str, rows: Sequence[Standing]
) -> tuple[list[_Column], list[str]]:
    councils = [one for one in rows if one.area.kind == "council" and one.has_value]
    kept: list[_Column] = []
    left_out: dict[str, list[str]] = {}
    for column in _all_columns(measure, period, rows):
        reasons = dict.fromkeys(column.why_not(one) for one in councils)
        if "" in reasons:
            kept.append(column)
        elif reasons:
            left_out[column.header] = list(reasons)
    return kept, words.left_out_notes(left_out)


def _all_columns(measure: Measure, period: str, rows: Sequence[Standing]) -> tuple[_Column, ...]:
    places = next((one.rank.of for one in rows if isinstance(one.rank, Rank)), 0)
    methods = sorted({o.interval.method for o in rows if isinstance(o.interval, Interval)})
    return (
        _Column(
            words.interval_column(methods),
            lambda one: _interval(measure, one, with_method=len(methods) > 1),
            _no_interval,
        ),
        _Column(
            words.change_column(financial_year(start_year(period) - 1)),
            lambda one: Cell(words.change_short(measure, one.change)),
            lambda one: "" if isinstance(one.change, ChangeBetweenYears) else _no_change(one),
        ),
        _Column(words.AGAINST_COLUMN, _comparison, _not_compared),
        _Column(words.trend_column(period), _trend, _no_trend),
        _Column(words.places_column(places), _rank, _no_rank),
    )


def _interval(measure: Measure, one: Standing, *, with_method: bool) -> Cell:
    if not isinstance(one.interval, Interval):
        return EMPTY
    limits = limits_of(measure, one.interval, one.figure.decimals)
    return Cell(limits, one.interval.method if with_method else "")


def _no_interval(one: Standing) -> str:
    if isinstance(one.interval, Interval):
        return ""
    return wording.no_interval_reason(one.interval.why)


def _no_change(one: Standing) -> str:
    return f"{change_cell(one.evidence.measure, one.change)}."


def _comparison(one: Standing) -> Cell:
    if one.comparison.why == "same area":
        return EMPTY
    mark = profile_comparison(one.comparison)
    return Cell(mark.word, mark=mark)


def _not_compared(one: Standing) -> str:
    why = one.comparison.why
    return wording.not_compared_reason(why) if why else ""


def _trend(one: Standing) -> Cell:
    mark = profile_trend(one.trend)
    return Cell(mark.word, mark=mark)


def _no_trend(one: Standing) -> str:
    return wording.no_trend_reason(one.trend) if one.trend.why else ""


def _rank(one: Standing) -> Cell:
    return Cell(words.rank_cell(one.rank)) if one.rank else EMPTY


def _no_rank(one: Standing) -> str:
    """Say why a council has no place; one whose interval says so has an answer."""
    if one.figure.together:
        return one.figure.reason
    if isinstance(one.rank, Rank) or one.rank is None:
        return ""
    return words.no_rank_reason(one.rank)


def compared_download(figures: FigureSet, rows: Sequence[Standing]) -> Download:
    """Lay the standings out as the rows of a file: all that the table says, and the sources."""
    base = figures_download(figures, [_record(one, figures) for one in rows])
    more = (tuple(_more(one).values()) for one in rows)
    return replace(
        base,
        columns=(*base.columns, *DOWNLOAD_COLUMNS),
        rows=tuple((*row, *extra) for row, extra in zip(base.rows, more, strict=True)),
    )


def _record(one: Standing, figures: FigureSet) -> Record:
    if one.area.kind == "scotland":
        return Record(one.evidence, one.figure)
    return Record(one.evidence, one.figure, one.comparison, figures.areas.scotland.name)


def _more(one: Standing) -> dict[str, Any]:
    rank = one.rank if isinstance(one.rank, Rank) else None
    found = {
        "change_since_year_before": change_cell(one.evidence.measure, one.change),
        "trend": one.trend.word if one.has_value else "",
        "reason_if_no_trend": _no_trend(one) if one.has_value else "",
        "place_from": rank.first if rank else None,
        "place_to": rank.last if rank else None,
        "places": rank.of if rank else None,
        "reason_if_no_place": _no_rank(one),
    }
    return {column: found[column] for column in DOWNLOAD_COLUMNS}
