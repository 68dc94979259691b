"""The chart of a theme page: every text on it, and the lines it draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from cjdata import wording
from cjdata.charts.drawing import Drawing, Plot
from cjdata.charts.signs import KeyEntry
from cjdata.reference.statuses import ALWAYS_MARKED, STATUSES
from cjdata.series import Break, Elsewhere, Figure, Series, shared_breaks
from cjdata.statistics import Evidence, Index
from cjdata.statistics.indexing import BASE
from cjdata.text import number, value_text
from cjdata.views.trend import words as themes
from cjdata.views.trend.lines import LinePoint, Stretch, TrendChart, TrendLine
from cjdata.views.trend.panel import Panel, picture_spec

MOST_BANDS = 2
"""With more areas beside the one that stands out, only that one has its band: others blur it."""

_UNSETTLED = ("provisional", "estimated", "supplied")


def figures_chart(
    evidence: Sequence[Evidence],
    years: Sequence[str],
    *,
    across_breaks: bool = False,
    ringed: Sequence[str] = (),
) -> TrendChart:
    """Give the chart of figures: intervals behind the lines, of Scotland none."""
    measure = evidence[0].measure
    banded = [one for one in evidence if one.series.area.kind != "scotland"]
    if len(banded) > MOST_BANDS:
        banded = [one for one in evidence[:1] if one in banded]
    lines = [
        TrendLine(
            one.series.area,
            tuple(_stretches(one, across_breaks=across_breaks)),
            has_band=one in banded,
        )
        for one in evidence
    ]
    return TrendChart(
        tuple(lines),
        tuple(years),
        _breaks(evidence),
        _notes_of_years(evidence, years),
        _pandemic(evidence, years),
        is_count=measure.is_count,
        suffix="%" if measure.form == "percent" else "",
        ringed=tuple(ringed),
    )


def index_chart(
    evidence: Sequence[Evidence],
    indices: Sequence[Index | None],
    years: Sequence[str],
    *,
    ringed: Sequence[str] = (),
) -> TrendChart:
    """Give the chart of an index: all areas on one axis, 100 marked, no intervals."""
    pairs = list(zip(evidence, indices, strict=True))
    drawn = [one for one, index in pairs if index]
    return TrendChart(
        tuple(TrendLine(one.series.area, tuple(_index_stretches(one, i))) for one, i in pairs),
        tuple(years),
        _breaks(drawn),
        _notes_of_years(drawn, years),
        _pandemic(drawn, years),
        level=float(BASE),
        ringed=tuple(ringed),
    )


def drawing_of(
    panels: Sequence[Panel], describe: Sequence[str], key: tuple[KeyEntry, ...] = ()
) -> Drawing | None:
    """Put panels together, each with its description; None where there is nothing to draw."""
    if not panels:
        return None
    plots = tuple(
        Plot(panel.spec, description, panel.title)
        for panel, description in zip(panels, describe, strict=True)
    )
    return Drawing(plots, partial(picture_spec, panels), key)


def stretches_of(series: Series, *, across_breaks: bool) -> tuple[tuple[Figure, ...], ...]:
    """List the stretches that a line may join; across breaks only where the reader asked."""
    if not across_breaks:
        return series.segments
    return tuple(
        tuple(figures)
        for held, figures in groupby(series.figures, lambda figure: figure.value is not None)
        if held
    )


def _stretches(evidence: Evidence, *, across_breaks: bool) -> list[Stretch]:
    """Give the stretches of a line, the oldest first.

    What is held of Scotland under another measure stands in them as a point that no line joins.
    """
    joined = [
        tuple(_figure_point(evidence, figure) for figure in stretch)
        for stretch in stretches_of(evidence.series, across_breaks=across_breaks)
    ]
    alone = [(_point_elsewhere(f, f.elsewhere),) for f in evidence.series.figures if f.elsewhere]
    return sorted([*joined, *alone], key=lambda stretch: stretch[0].period)


def _point_elsewhere(figure: Figure, held: Elsewhere) -> LinePoint:
    value = held.figure.value or 0.0
    return LinePoint(figure.period, value, wording.absence_short(figure), held.figure.edition)


def _figure_point(evidence: Evidence, figure: Figure) -> LinePoint:
    value = figure.value or 0.0
    is_fixed = evidence.series.area.kind == "scotland"
    interval = None if is_fixed else evidence.interval(figure.period)
    about = "; ".join(_remarks(evidence, figure))
    text = value_text(evidence.measure, value, figure.decimals)
    return LinePoint(
        figure.period,
        value,
        f"{text} ({about})" if about else text,
        figure.edition,
        interval.lower if interval else None,
        interval.upper if interval else None,
        is_open=evidence.is_small(figure),
        is_unsettled=figure.status in _UNSETTLED,
    )


def _remarks(evidence: Evidence, figure: Figure) -> Iterator[str]:
    """Give what a reader must know of a figure wherever it can be read."""
    if figure.is_rounded:
        yield "rounded"
    if figure.status in (*_UNSETTLED, *ALWAYS_MARKED):
        yield STATUSES[figure.status].short
    if evidence.is_small(figure) and (base := themes.base_text(evidence, figure)):
        yield base
    interval = evidence.interval(figure.period)
    if interval and evidence.series.area.kind != "scotland":
        yield themes.interval_and_method(evidence.measure, interval, figure)


def _index_stretches(evidence: Evidence, index: Index | None) -> Iterator[Stretch]:
    """Give the runs of years that have an index, parted at gaps and at breaks not crossed."""
    if index is None:
        return
    held = {point.period: point for point in index.points if point.value is not None}
    for stretch in stretches_of(evidence.series, across_breaks=bool(index.breaks)):
        for known, figures in groupby(stretch, lambda figure: figure.period in held):
            if known:
                yield tuple(
                    LinePoint(f.period, float(v), number(v), f.edition)
                    for f in figures
                    if (v := held[f.period].value) is not None
                )


def _breaks(evidence: Sequence[Evidence]) -> tuple[Break, ...]:
    return shared_breaks([one.series for one in evidence if one.series.latest])


def _notes_of_years(evidence: Sequence[Evidence], years: Sequence[str]) -> tuple[Break, ...]:
    found = {(b.period, b.text): b for one in evidence for b in one.series.remarks}
    held = {year for one in evidence for f in one.series.figures for year in f.years if years}
    return tuple(found[key] for key in sorted(found) if found[key].period in held)


def _pandemic(evidence: Sequence[Evidence], years: Sequence[str]) -> tuple[str, ...]:
    touched = {year for one in evidence for year in one.series.pandemic_years if one.series.latest}
    return tuple(year for year in years if year in touched)
