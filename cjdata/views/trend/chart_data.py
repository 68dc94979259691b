"""The figures of a chart of lines, for programs that draw charts of their own from a data sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cjdata.charts import style
from cjdata.charts.area_rows import Part
from cjdata.reference.catalogue import Measure
from cjdata.series import Series
from cjdata.statistics import Index, NoIndex
from cjdata.statistics import printed as as_printed
from cjdata.views.shared.chart_series import ChartData, ChartSeries, Values, number_format
from cjdata.views.trend.lines import TrendLine
from cjdata.views.trend.panel import Panel
from cjdata.wording import UNIT_WORDS


def lines_data(
    measure: Measure,
    shown: Sequence[Series],
    years: tuple[str, ...],
    panels: Sequence[Panel],
    indices: Sequence[Index | NoIndex],
) -> tuple[ChartData, ...]:
    """Give a chart for each panel: counts of Scotland stand apart, on a scale of their own."""
    # An index has no decimals.
    decimals = (
        {} if indices else {(s.area.code, f.period): f.decimals for s in shown for f in s.figures}
    )
    areas = [series.area for series in shown]
    looks = dict(zip([a.code for a in areas], style.line_styles(areas[1:]), strict=True))
    suffix = "%" if measure.form == "percent" and not indices else ""
    unit = "index" if indices else UNIT_WORDS[measure.unit]
    charts = []
    for panel in panels:
        series = tuple(_line(line, years, decimals, looks[line.area.code]) for line in panel.lines)
        places = [
            decimals.get((line.area.code, point.period), 0)
            for line in panel.lines
            for point in line.points
        ]
        breaks = tuple((row["period"], row["text"]) for row in panel.rows["breaks"])
        form = number_format(places, suffix)
        charts.append(ChartData("line", years, series, form, unit, panel.title, breaks=breaks))
    return tuple(charts)


def _line(
    line: TrendLine,
    years: Sequence[str],
    decimals: Mapping[tuple[str, str], int],
    look: style.LineStyle,
) -> ChartSeries:
    held = {point.period: point for point in line.points}
    values = tuple(
        as_printed(held[year].value, decimals.get((line.area.code, year), 0))
        if year in held
        else None
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
