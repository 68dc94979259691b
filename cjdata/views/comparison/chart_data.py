"""The figures of charts of many areas: one bar or one dot for each, from what the page draws."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.charts.area_rows import Part
from cjdata.reference.catalogue import Measure
from cjdata.statistics import Interval
from cjdata.statistics import printed as as_printed
from cjdata.views.comparison import words
from cjdata.views.comparison.marks import DrawnCouncils
from cjdata.views.comparison.standings import Standing
from cjdata.views.shared.chart_series import ChartData, ChartSeries, number_format
from cjdata.wording import UNIT_WORDS, figure_text

_LIMIT_DECIMALS = 4


def bars_data(shown: DrawnCouncils) -> tuple[ChartData, ...]:
    """Give the areas in the order of the table, Scotland first where it can be drawn."""
    rows = _brief(shown, _drawn(shown))
    if not any(one.has_value for one in rows):
        return ()
    measure = shown.measure
    intervals = [one.interval if isinstance(one.interval, Interval) else None for one in rows]
    series = ChartSeries(
        measure.name,
        tuple(_value(one) for one in rows),
        lower=tuple(_limit(found.lower if found else None) for found in intervals),
        upper=tuple(_limit(found.upper if found else None) for found in intervals),
    )
    verdicts = {mark.code: mark.verdict for mark in shown.marks}
    absences = tuple("" if one.has_value else figure_text(measure, one.figure) for one in rows)
    return (
        ChartData(
            "bar",
            tuple(one.area.name for one in rows),
            (series,),
            number_format(_decimals(rows), shown.suffix),
            UNIT_WORDS[measure.unit],
            parts=tuple(_part(shown, one) for one in rows),
            absences=absences if any(absences) else (),
            group=_group_of(shown),
            signs=tuple(words.SIGNS[verdicts.get(one.area.code, "")] for one in rows)
            if any(verdicts.values())
            else (),
            signs_key=words.signs_key(shown.verdicts),
        ),
    )


def dots_data(shown: DrawnCouncils, other: DrawnCouncils) -> tuple[ChartData, ...]:
    """Give the areas that have a figure of both measures."""
    if shown.measure.id == other.measure.id:
        return ()
    second = {one.area.code: one for one in _drawn(other)}
    pairs = [
        (one, second[one.area.code])
        for one in _drawn(shown)
        if one.has_value and one.area.code in second and second[one.area.code].has_value
    ]
    if all(one.area.kind == "scotland" for one, _ in pairs):
        return ()
    across, up = zip(*pairs, strict=True)
    measures = (shown.measure, other.measure)
    series = tuple(
        ChartSeries(_with_unit(measure), tuple(_value(one) for one in rows))
        for measure, rows in zip(measures, (across, up), strict=True)
    )
    return (
        ChartData(
            "scatter",
            tuple(one.area.name for one in across),
            series,
            number_format([*_decimals(across), *_decimals(up)], ""),
            " and ".join(dict.fromkeys(UNIT_WORDS[measure.unit] for measure in measures)),
            parts=tuple(_part(shown, one) for one in across),
            group=_group_of(shown),
        ),
    )


def _drawn(shown: DrawnCouncils) -> list[Standing]:
    """List the rows that are drawn: all but the group taken as one, and Scotland unless a sum."""
    listed = {one.area.code for one in shown.listed}
    return [
        one
        for one in shown.rows
        if one.area.code in listed
        or (one.area.kind == "scotland" and shown.measure.form != "number")
    ]


def _brief(shown: DrawnCouncils, rows: list[Standing]) -> list[Standing]:
    """Leave out the councils still to be loaded, where these are most of the councils."""
    waiting = [one for one in rows if one.figure.status == "not_loaded"]
    if 2 * len(waiting) <= len(rows):
        return rows
    return [one for one in rows if one not in waiting or _part(shown, one) == "area"]


def _part(shown: DrawnCouncils, one: Standing) -> Part:
    return "scotland" if one.area.kind == "scotland" else shown.part_of(one.area.code)


def _group_of(shown: DrawnCouncils) -> str:
    """Name the group taken as one, which is neither a council nor Scotland."""
    listed = {one.area.code for one in (*shown.listed, shown.scotland)}
    return next((one.area.name for one in shown.rows if one.area.code not in listed), "")


def _with_unit(measure: Measure) -> str:
    return f"{measure.name}, {UNIT_WORDS[measure.unit]}"


def _value(one: Standing) -> float | None:
    value = one.figure.value
    return None if value is None else as_printed(value, one.figure.decimals)


def _limit(limit: float | None) -> float | None:
    return None if limit is None else as_printed(limit, _LIMIT_DECIMALS)


def _decimals(rows: Sequence[Standing]) -> Sequence[int]:
    return [one.figure.decimals for one in rows if one.has_value]
