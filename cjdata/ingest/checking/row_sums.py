"""Doubts within a row: parts and their total, percentages and the counts they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cjdata.ingest.checking.doubts import Doubt, is_scotland, named, shown, times
from cjdata.ingest.figures_read import ReadFigure, ReadTable
from cjdata.ingest.recipes.recipe import AtMost, MeasureSum, Rate
from cjdata.reference.catalogue import Catalogue
from cjdata.text import join_and, number

Line = dict[str, ReadFigure]
"""The figures of one area and period, by measure."""

Lines = Mapping[tuple[str, str], Line]


def lines_of(data: Iterable[ReadFigure]) -> dict[tuple[str, str], Line]:
    """Sort figures by area and period; of two with the same key the first counts."""
    lines: dict[tuple[str, str], Line] = {}
    for d in data:
        lines.setdefault((d.area.code, d.period), {}).setdefault(d.measure, d)
    return lines


def within_rows(table: ReadTable, lines: Lines, catalogue: Catalogue) -> Iterator[Doubt]:
    """Check what the recipe says of the measures of a row."""
    for limit in table.recipe.at_most:
        yield from at_most(limit, lines, catalogue)
    for total in table.recipe.sum:
        check = _sum if total.total else _whole
        yield from check(total, lines, catalogue)
    for rate in table.recipe.rate:
        yield from _rate(rate, lines, catalogue)


def at_most(limit: AtMost, lines: Lines, catalogue: Catalogue) -> Iterator[Doubt]:
    """Check that one measure is no more than another, or so many times it."""
    both = [line for line in lines.values() if _has(line, limit.part, limit.whole)]
    over = [
        (line[limit.part], line[limit.whole]) for line in both if _is_over(limit, line, catalogue)
    ]
    units = {catalogue.measures[measure].unit for measure in (limit.part, limit.whole)}
    if over and (limit.times != 1 or len(units) > 1):
        yield _out_of_proportion(limit, over, catalogue)
    elif limit.always:
        yield from (_more_than_whole(part, whole, catalogue) for part, whole in over)
    elif over and (len(over) * 2 > len(lines) or any(is_scotland(p) for p, _ in over)):
        part, whole = over[0]
        yield Doubt(
            "warning",
            "more than usual",
            part,
            f"{catalogue.measures[part.measure].name} is more than "
            f"{catalogue.measures[whole.measure].name.lower()} in {times(len(over))}",
            "as a rule no more",
            "Check that the two columns have not been swapped.",
        )


def _is_over(limit: AtMost, line: Line, catalogue: Catalogue) -> bool:
    """Whether the one is more than the other allows, by more than both may be rounded."""
    part, whole = line[limit.part], line[limit.whole]
    scales = [_scale(catalogue, one.measure, limit) for one in (part, whole)]
    most = limit.times * (_value(line, limit.whole) / scales[1])
    if scales == [1, 1] and limit.times == 1:
        return _value(line, limit.part) > most
    rounding = 0.5 * 10.0**-part.decimals / scales[0]
    rounding += limit.times * 0.5 * 10.0**-whole.decimals / scales[1]
    return _value(line, limit.part) / scales[0] > most + rounding + 1e-9


def _scale(catalogue: Catalogue, measure: str, limit: AtMost) -> int:
    """Give by what a figure is divided: a share of people by 100, beside an average of each."""
    units = {catalogue.measures[one].unit for one in (limit.part, limit.whole)}
    return (
        100 if units == {"percent", "mean"} and catalogue.measures[measure].unit == "percent" else 1
    )


def _out_of_proportion(
    limit: AtMost, over: list[tuple[ReadFigure, ReadFigure]], catalogue: Catalogue
) -> Doubt:
    part, whole = over[0]
    most = "no more than" if limit.times == 1 else f"at most {number(limit.times, 1)} times"
    return Doubt(
        "error" if limit.always else "warning",
        "out of proportion",
        part,
        f"{named(catalogue.measures[part.measure], part)} is {shown(part)}, and "
        f"{catalogue.measures[whole.measure].name.lower()} {shown(whole)} in sheet {whole.sheet}, "
        f"{whole.cell}; so in {times(len(over))}",
        f"{most} the other, counted alike",
        "Check the units of both, and that no columns were swapped.",
    )


def _more_than_whole(part: ReadFigure, whole: ReadFigure, catalogue: Catalogue) -> Doubt:
    return Doubt(
        "error",
        "more than its total",
        part,
        f"{shown(part)} ({catalogue.measures[part.measure].label}) in {part.area.name}, "
        f"{part.period}",
        f"at most {shown(whole)}, the total in {whole.cell} "
        f"({catalogue.measures[whole.measure].label})",
        "Compare the row with the publication; columns may have been swapped.",
    )


def _sum(total: MeasureSum, lines: Lines, catalogue: Catalogue) -> Iterator[Doubt]:
    wrong = [
        (line[total.total], parts)
        for line in lines.values()
        if _has(line, total.total, *total.parts)
        and abs(_value(line, total.total) - (parts := _added(line, total.parts))) > 0.5
    ]
    if wrong:
        first, parts = wrong[0]
        yield Doubt(
            "warning",
            "parts do not add up",
            first,
            f"{named(catalogue.measures[first.measure], first)} is {shown(first)}, its parts add "
            f"up to {number(parts)}; so in {times(len(wrong))}",
            "parts that add up to their total",
            "Check the columns named in the recipe against the publication.",
        )


def _whole(total: MeasureSum, lines: Lines, catalogue: Catalogue) -> Iterator[Doubt]:
    """Find rows whose shares do not make 100 per cent, as far as rounding lets them."""
    whole = [line for line in lines.values() if _has(line, *total.parts)]
    wrong = [
        (line[total.parts[0]], added)
        for line in whole
        if abs((added := _added(line, total.parts)) - 100) > len(total.parts) / 2
    ]
    if wrong:
        first, added = wrong[0]
        others = join_and([catalogue.measures[part].label for part in total.parts[1:]])
        yield Doubt(
            "warning",
            "shares do not add up",
            first,
            f"{named(catalogue.measures[first.measure], first)} is {shown(first)}%, and makes "
            f"{number(added, 1)}% together with {others}; so in {times(len(wrong))}",
            "shares that make 100% together, within rounding",
            "Check of what they are shares: of those convicted in the area, or of Scotland’s.",
        )


def _rate(rate: Rate, lines: Lines, catalogue: Catalogue) -> Iterator[Doubt]:
    parts = (rate.rate, *rate.over, *rate.of, *rate.minus)
    whole = [line for line in lines.values() if _has(line, *parts)]
    decimals = max((line[rate.rate].decimals for line in whole), default=0)
    wrong = []
    for line in whole:
        of = _added(line, rate.of) - _added(line, rate.minus)
        own = 100 * _added(line, rate.over) / of if of > 0 else None
        if own is not None and abs(own - _value(line, rate.rate)) > 0.5 * 10.0**-decimals + 1e-6:
            wrong.append((line[rate.rate], own))
    if wrong:
        first, own = wrong[0]
        yield Doubt(
            "warning",
            "rate and counts differ",
            first,
            f"{named(catalogue.measures[first.measure], first)} is {shown(first)}%, the counts of "
            f"its row give {number(own, max(1, first.decimals))}%; so in {times(len(wrong))}",
            "the published rate to follow from the counts, within rounding",
            "Check that no columns were swapped. The rate is kept as published.",
        )


def _has(line: Line, *measures: str) -> bool:
    return all(m in line and line[m].value is not None for m in measures)


def _value(line: Line, measure: str) -> float:
    datum = line.get(measure)
    return datum.value if datum is not None and datum.value is not None else 0.0


def _added(line: Line, measures: Iterable[str]) -> float:
    return sum(_value(line, measure) for measure in measures)
