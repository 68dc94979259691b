"""The figures of a view's chart, for programs that draw charts of their own from a data sheet.

Slides and the like hold native charts. They are made from these figures, which are those that
the page draws: as printed, in the same order, with nothing where there is no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cjdata.charts import style
from cjdata.charts.areas import Part
from cjdata.charts.lines import TrendLine
from cjdata.views.chart_areas import bars_data, dots_data
from cjdata.views.chart_series import ChartData, ChartSeries, Values, number_format
from cjdata.views.theme import ThemeView
from cjdata.views.view import View
from cjdata.wording import UNIT_WORDS

__all__ = ["ChartData", "ChartSeries", "chart_data_of", "charts_of"]

_BARS = ("bars", "peers")


def chart_data_of(view: View) -> ChartData | None:
    """Give the figures that a view draws; None where it draws none as lines, bars or dots."""
    charts = charts_of(view)
    if not charts:
        return None
    if len(charts) == 1:
        return charts[0]
    series = tuple(one for chart in charts for one in chart.series)
    return replace(charts[0], series=series, title="")


def charts_of(view: View) -> tuple[ChartData, ...]:
    """Give the same as the page draws it: counts of Scotland apart, on a scale of their own."""
    if view.drawing is None:
        return ()
    if isinstance(view, ThemeView):
        return tuple(_lines(view))
    if view.kind in _BARS:
        return bars_data(view)
    return dots_data(view) if view.kind == "scatter" else ()


# Lines


def _lines(view: ThemeView) -> Iterable[ChartData]:
    """Give a chart for each panel."""
    decimals = _decimals_of(view)
    areas = [series.area for series in view.series]
    looks = dict(zip([a.code for a in areas], style.line_styles(areas[1:]), strict=True))
    suffix = "%" if view.measure.form == "percent" and not view.indices else ""
    unit = "index" if view.indices else UNIT_WORDS[view.measure.unit]
    for panel in view.panels:
        series = tuple(
            _line(line, view.years, decimals, looks[line.area.code]) for line in panel.lines
        )
        places = [
            decimals.get((line.area.code, point.period), 0)
            for line in panel.lines
            for point in line.points
        ]
        breaks = tuple((row["period"], row["text"]) for row in panel.rows["breaks"])
        form = number_format(places, suffix)
        yield ChartData("line", view.years, series, form, unit, panel.title, breaks=breaks)


def _decimals_of(view: ThemeView) -> dict[tuple[str, str], int]:
    """Say with how many decimals each figure is printed; an index has none."""
    if view.indices:
        return {}
    return {(s.area.code, f.period): f.decimals for s in view.series for f in s.figures}


def _line(
    line: TrendLine,
    years: Sequence[str],
    decimals: Mapping[tuple[str, str], int],
    look: style.LineStyle,
) -> ChartSeries:
    held = {point.period: point for point in line.points}
    values = tuple(
        round(held[year].value, decimals.get((line.area.code, year), 0)) if year in held else None
        for year in years
    )
    banded = {point.period: point for band in line.bands for point in band}
    return ChartSeries(
        line.area.name,
        values,
        _part_of(line.area.kind, look),
        look,
        _starts(line, years, values),
        tuple(banded[y].lower if y in banded else None for y in years) if banded else (),
        tuple(banded[y].upper if y in banded else None for y in years) if banded else (),
        tuple(n for n, year in enumerate(years) if year in held and held[year].is_open),
    )


def _part_of(kind: str, look: style.LineStyle) -> Part:
    if look is style.AREA:
        return "area"
    return "scotland" if kind == "scotland" else "group" if kind == "group" else "other"


def _starts(line: TrendLine, years: Sequence[str], values: Values) -> tuple[int, ...]:
    """List where a stretch starts right after the one before; elsewhere a gap parts them."""
    places = (years.index(stretch[0].period) for stretch in line.stretches[1:])
    return tuple(n for n in places if values[n - 1] is not None)
