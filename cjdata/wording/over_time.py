"""Sentences on one area over time: its trend, two of its years, its index, what spans a break."""

from __future__ import annotations

import math
from collections.abc import Sequence

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.series import Break, Figure, Series
from cjdata.statistics import (
    NOT_SOUGHT,
    ChangeBetweenYears,
    Comparison,
    Counts,
    Evidence,
    Index,
    IndexPoint,
    NoChange,
    NoIndex,
    Trend,
    change_between,
)
from cjdata.text import join_and, lower_first, number, possessive, upper_first
from cjdata.wording.absences import absence_reason
from cjdata.wording.comparisons import not_compared_reason
from cjdata.wording.figures import level_sentence
from cjdata.wording.named import is_many, place, subject
from cjdata.wording.year_before import COULD_BE_CHANCE, change_since_words, earlier_words

_FEW = 2
"""So many years are named; of more the number is said."""


def trend_sentence(evidence: Evidence) -> str:
    """Say what the five-year trend is, or why it cannot be calculated.

    Of hours, means and years taken together it says nothing: trends are worked out for all else.
    """
    return trend_words(evidence)


def trend_words(evidence: Evidence, *, named: bool = False) -> str:
    """Say what ``trend_sentence`` does inside a longer text.

    With ``named`` the area is named, because others are named just before.
    """
    found = evidence.trend
    if found.why in NOT_SOUGHT:
        return ""
    if found.result == "cannot be calculated":
        return f"A trend cannot be calculated: {_no_trend(evidence, found)}."
    where = f" in {place(evidence.series.area)}" if named else ""
    if found.result == "no clear change":
        return f"Over {_five_years(found)} there is no clear change{where}."
    noun = {"percent": "share", "rate": "rate", "number": "number"}[evidence.measure.form]
    span = f"Over {_five_years(found)}"
    return f"{span} the {noun}{where} has {_went(found)}{_judged(found)}."


def trend_of_area(evidence: Evidence) -> str:
    """Say a clear trend by itself: of which measure and area it is."""
    measure = evidence.measure
    what = f"the number of {measure.many}" if measure.unit == "count" else measure.subject
    verb = "have" if measure.verb == "were" and measure.unit != "count" else "has"
    found = evidence.trend
    apart = ", the pandemic years left out" if found.left_out else ""
    whose = f"{what} in {place(evidence.series.area)} {verb} {_went(found)}"
    return f"{upper_first(whose)} since {found.periods[0]}{apart}{_judged(found)}."


def _went(found: Trend) -> str:
    return "risen" if found.result == "increasing" else "fallen"


def _judged(found: Trend) -> str:
    return f": it is {found.judgement}" if found.judgement else ""


def desired_words(evidence: Evidence, went: str) -> str:
    """Say that a rise or a fall is in the direction desired, or against it, and who desires it.

    ``went`` is “rise” or “fall”. Empty where nobody states a direction, and where the measure may
    be called better or worse, for then that is said.
    """
    desired = evidence.desired
    if desired is None or evidence.direction != "none":
        return ""
    side = "in" if (went == "rise") == (desired.direction == "up") else "against"
    return f"This {went} is {side} the direction that {desired.by} calls desired."


def _five_years(found: Trend) -> str:
    """Name the years of a trend; those of the pandemic are left out between them."""
    apart = ", those of the pandemic left out," if found.left_out else ""
    return f"the five years to {found.periods[-1]}{apart}"


def visible_words(measure: Measure, move: float) -> str:
    """Say which move the years of a trend would have shown, where they show no clear change."""
    match measure.form:
        case "percent":
            size = f"{number(math.ceil(move))} percentage points"
        case "number":
            size = number(math.ceil(move))
        case _:
            size = number(math.ceil(10 * move) / 10, 1)
    return f"These years would have shown a move of {size} or more, four times in five."


def _no_trend(evidence: Evidence, found: Trend) -> str:
    """Say why a trend cannot be calculated, as a clause that names the years."""
    span = f"the five years to {found.periods[-1]}" if found.periods else "the five years"
    match found.why:
        case "fewer than five points":
            count = len(found.periods)
            years = "1 year is" if count == 1 else f"{count or 'no'} years are"
            return f"it takes five years, and {'only ' if count else ''}{years} shown"
        case "a figure is missing":
            return _missing_years(found, span)
        case "counted together":
            shared = [f.period for f in found.missing if f.status == "counted_together"]
            years = f"from {shared[0]} on" if len(shared) > 1 else f"in {shared[0]}"
            if shared[-1] != found.periods[-1]:
                years = f"in {join_and(shared)}"
            return f"{evidence.series.area.name} is counted together with others {years}"
        case "a break lies between":
            at = list(dict.fromkeys(b.period for b in found.breaks))
            lies = "a break lies" if len(at) == 1 else "breaks lie"
            return f"{lies} within {span} ({join_and(at)})"
        case "a count is unavailable":
            bare = [figure.period for figure in found.missing]
            of = f" for {join_and(bare)}" if len(bare) <= _FEW else ""
            return f"the counts behind the figures{of} are not all held"
        case "a count is all of its base":
            whole = [p for p in found.periods if _is_whole(evidence.counts[p])]
            return f"the method cannot use a figure of 100% ({join_and(whole)})"
        case "the events are not independent":
            return "the events counted are not independent of each other"
        case "too few years outside the pandemic":
            return "too few years lie outside the pandemic"
        case "no events":
            return f"there was none in {span}"
        case _:
            return f"the figures of {span} do not allow it"


def _is_whole(counts: Counts) -> bool:
    return counts.count == counts.out_of


def _missing_years(found: Trend, span: str) -> str:
    years = [figure.period for figure in found.missing]
    if len(years) <= _FEW:
        return f"{span} have no figure for {join_and(years)}"
    if len(years) == len(found.periods):
        return f"none of {span} has a figure"
    return f"{len(years)} of {span} have no figure"


def years_sentence(
    evidence: Evidence,
    earlier: Figure,
    later: Figure,
    *,
    across_breaks: bool = False,
    after_level: bool = False,
) -> str:
    """Say how a year stands beside an earlier one; both are named.

    A direction is said only where the difference is clear. A break between the two
    refuses it and is named, unless the reader has asked to look across: then it is named last.
    With ``after_level`` the later figure has just been said, and is not said again.
    """
    if earlier.period > later.period:
        earlier, later = later, earlier
    series = evidence.series
    if earlier.period == later.period:
        return not_compared_reason("same year")
    change = change_between(series, earlier, later, across_breaks=across_breaks)
    if isinstance(change, NoChange):
        return _years_not_compared(series, earlier, later, change)
    found = evidence.since(earlier, later, across_breaks=across_breaks)
    caveats = [_pandemic_years(series, (earlier, later)), _looks_across(change.breaks)]
    if after_level:
        said = _earlier_words(evidence, change, found)
    else:
        counts = evidence.counts.get(later.period)
        level = level_sentence(series.measure, series.area, later, counts)
        said = f"{level[:-1]}, {_years_words(evidence, change, found)}"
    return " ".join(text for text in (said, *caveats) if text)


def _years_not_compared(series: Series, earlier: Figure, later: Figure, change: NoChange) -> str:
    if change.why == "break":
        where = breaks_named(change.breaks, "a break", "breaks")
        why = _texts(change.breaks)
        return (
            f"{later.period} is not compared with {earlier.period}, because of {where} "
            f"between them. {why}"
        )
    missing = [f for f in (later, earlier) if f.value is None]
    reasons = [absence_reason(series.area, series.measure, figure) for figure in missing]
    return " ".join(dict.fromkeys(reasons))


def _earlier_words(evidence: Evidence, change: ChangeBetweenYears, found: Comparison) -> str:
    """Say the earlier figure, and whether the later one clearly differs."""
    year = change.before.period
    it = "the number was" if evidence.measure.is_count else "it was"
    earlier = f"In {year} {it} {earlier_words(evidence, change.before)}"
    if change.difference == 0:
        return f"{earlier}, about the same."
    if found.why is not None:
        return f"{earlier}. {_not_tested(found)}"
    if found.standing == "similar":
        return f"{earlier}; {COULD_BE_CHANCE}."
    judged = f", which is {found.judgement}" if found.judgement else ""
    return f"{earlier}. The newest figure is clearly {found.standing}{judged}."


def _years_words(evidence: Evidence, change: ChangeBetweenYears, found: Comparison) -> str:
    """Say how the year stands to the earlier one, and why it cannot be told if it cannot."""
    said = f"against {earlier_words(evidence, change.before)} in {change.before.period}"
    if change.difference and found.why is not None:
        return f"{said}. {_not_tested(found)}"
    return f"{change_since_words(evidence, change, change.before.period)}."


def _not_tested(found: Comparison) -> str:
    why = lower_first(not_compared_reason(str(found.why)))
    return f"Whether the difference is more than chance cannot be told: {why}"


def _pandemic_years(series: Series, figures: Sequence[Figure]) -> str:
    years = list(dict.fromkeys(year for f in figures for year in series.pandemic_in(f)))
    if not years:
        return ""
    return f"The pandemic affected {join_and(years)}, so read the difference with care."


def _looks_across(breaks: Sequence[Break]) -> str:
    if not breaks:
        return ""
    return f"This looks across {breaks_named(breaks)}."


def breaks_named(breaks: Sequence[Break], one: str = "the break", many: str = "the breaks") -> str:
    """Name breaks by the years at which they lie.

    >>> breaks_named([Break("2020-21", "collection", "A new return.", "a-source")])
    'the break at 2020-21'
    """
    years = list(dict.fromkeys(b.period for b in breaks))
    return f"{one if len(years) == 1 else many} at {join_and(years)}"


def _texts(breaks: Sequence[Break]) -> str:
    return " ".join(dict.fromkeys(b.text for b in breaks))


def spanning_sentence(breaks: Sequence[Break]) -> str:
    """Say that lines and changes cross breaks because the reader asked for it, and which.

    What they are stands in the notes of the chart.
    """
    if not breaks:
        return ""
    where = breaks_named(breaks)
    return f"Lines and changes cross {where} because you asked for it."


_NO_INDEX = {
    "no value": "there is no figure for {name} for that year",
    "small base": "the number for {name} for that year is too small",
    "nil": "the figure for {name} for that year is nil",
    "rounded": "the figure for {name} for that year is rounded",
    "count unavailable": "the counts behind the figure for {name} for that year are not all held",
    "outside the series": "that year is not shown for {name}",
}


def index_sentence(area: Area, found: Index | NoIndex, period: str) -> str:
    """Say where the index of an area stands in a year, or why it has none."""
    if isinstance(found, NoIndex):
        year = found.base.period if found.base else "The year chosen"
        return f"{year} cannot be the base year: {_NO_INDEX[found.why].format(name=place(area))}."
    base = found.base.period
    point = next((point for point in found.points if point.period == period), None)
    if point is None:
        return f"{possessive(area.name)} figure for {period} is not shown."
    if period == base:
        return f"{base} is the base year: {possessive(area.name)} figure for it is drawn as 100."
    if point.value is None:
        return f"{subject(area)} no index for {period}, because {_no_point(point, base)}."
    across = f" This looks across {breaks_named(point.breaks)}." if point.breaks else ""
    value = number(point.value)
    at = f"{place(area)} {'are' if is_many(area) else 'is'} at {value}"
    return f"With {base} as 100, {at} in {period}.{across}"


def _no_point(point: IndexPoint, base: str) -> str:
    match point.why:
        case "break":
            return f"{breaks_named(point.breaks, 'a break', 'breaks')} parts it from {base}"
        case "rounded":
            return "its figure is rounded"
        case _:
            return "there is no figure for that year"
