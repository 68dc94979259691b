"""Words for a figure that is missing: why, in a table cell and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.statuses import ALWAYS_MARKED, STATUSES
from cjdata.series import Elsewhere, Figure, Series
from cjdata.text import (
    MOST_WORDS,
    join_and,
    lower_first,
    possessive,
    upper_first,
    value_text,
    words_in,
)
from cjdata.wording.named import is_many, place, subject
from cjdata.wording.year_sentences import YearSentence

_NAMED_OF_ALL = 3
_NAMED = 8
APART = ("year_missing", "break_between", "counts_missing")
"""Why years are not taken together, though some of them may have a figure."""
_IN_ONE = 5
"""So many councils are named in one sentence."""
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}


def absence_short(figure: Figure) -> str:
    """Say in two or three words why a figure is missing.

    Of Scotland’s figure that is held under another measure, give that, as in “26.9% for all
    Scotland”.
    """
    if figure.elsewhere:
        return f"{elsewhere_text(figure.elsewhere)} {lower_first(STATUSES[figure.status].short)}"
    if figure.status == "too_short_for_trend":
        return "Not printed"
    return STATUSES[figure.status].short


def absence_reason(series_area: Area, measure: Measure, figure: Figure) -> str:
    """Say in a sentence why a figure is missing."""
    return str(why_absent(series_area, measure, figure))


def why_absent(series_area: Area, measure: Measure, figure: Figure) -> YearSentence:
    """Say why a figure is missing, so that it can be said of several years at once."""
    return replace(_why_absent(series_area, measure, figure), year=figure.period)


def _why_absent(series_area: Area, measure: Measure, figure: Figure) -> YearSentence:
    name, year = series_area.name, figure.period
    match figure.status:
        case "restricted":
            return _own(
                name, "restricted: it may not be published", "restricted: they may not be published"
            )
        case "suppressed":
            return _own(name, "not shown, to protect individuals")
        case "scotland_only":
            return YearSentence(
                "This is measured for Scotland as a whole only, so no council has a figure."
            )
        case "not_collected" if measure.first_period and year < measure.first_period:
            return YearSentence(f"This was first collected for {measure.first_period}.")
        case "not_collected" if measure.last_period and year > measure.last_period:
            return YearSentence(f"This was last collected for {measure.last_period}.")
        case "not_collected":
            return YearSentence("This was not collected for ", ".")
        case "counted_together":
            return _together_reason(series_area, measure, figure)
        case "not_a_court_area":
            return YearSentence(f"{name} is not a court area in ", ".")
        case "not_applicable":
            why = "to count" if measure.is_count else "to work it out from"
            whose, rest = possessive(name), f"not exist: there was nothing {why}."
            several = f"{whose} figures for ", f" do {rest}"
            return YearSentence(f"{whose} figure for ", f" does {rest}", several)
        case "not_available":
            return _own(name, "not available: the publication gives none")
        case "low":
            return _own(name, "above nil, but rounds to nil", "above nil, but round to nil")
        case "too_short_for_trend":
            return YearSentence("No figure was printed for ", ": the series is too new.")
        case "group_incomplete" if figure.missing_from:
            begin = f"{subject(series_area)} no figure for "
            after = _lacking(series_area, figure.missing_from, words_in(begin) + 1)
            return YearSentence(begin, after)
        case "not_computed":
            return _of_group(series_area, not_computed_reason(measure))
        case "other_basis":
            return _of_group(series_area, OTHER_BASIS)
        case "group_incomplete":
            return _of_group(series_area, "it cannot be worked out from what is held")
        case status if status in APART:
            return _not_together(series_area, figure)
        case "newer_edition":
            return _own(name, "printed only in a newer edition")
        case "held_elsewhere" if figure.elsewhere:
            text = elsewhere_text(figure.elsewhere)
            return _own(name, f"{held_as(figure.elsewhere)}: {text}")
        case "none_held":
            return YearSentence("No figure for Scotland is held for ", ".")
        case _:
            return _own(name, "not loaded yet")


def _own(name: str, what: str, of_several: str = "") -> YearSentence:
    """Say what the figure of a year is; ``of_several`` where that is other words of several."""
    whose = possessive(name)
    several = f"{whose} figures for ", f" are {of_several or what}."
    return YearSentence(f"{whose} figure for ", f" is {what}.", several)


def _not_together(area: Area, figure: Figure) -> YearSentence:
    """Say why years are not taken together; of years without a figure which, and why."""
    why = "the counts behind them are not all held"
    if figure.status == "break_between":
        why = "a break lies between them"
    if figure.status == "year_missing":
        absent = [part for part in figure.parts if part.value is None]
        said = [(part.period, lower_first(STATUSES[part.status].short)) for part in absent]
        listed = "; ".join(f"{year}: {short}" for year, short in said)
        why = f"not every year has a figure{f' ({listed})' if said else ''}"
    whose = possessive(area.name)
    return YearSentence(f"{whose} figures for ", f" are not taken together: {why}.")


def _of_group(group: Area, why: str) -> YearSentence:
    return YearSentence(f"{subject(group)} no figure for ", f": {why}.")


def held_as(other: Elsewhere) -> str:
    """Name the measure under which a figure is held."""
    return f"held as “{other.measure.name}”"


def elsewhere_text(other: Elsewhere) -> str:
    """Write the figure that is held under another measure."""
    return _of_all(other.measure, other.figure)


def elsewhere_meaning(other: Elsewhere) -> str:
    """Explain under a table the words for a figure of Scotland that another measure has."""
    return f"Scotland’s figure for the year is {held_as(other)}, so the two are not compared."


OTHER_BASIS = "its councils’ figures are printed on another basis than the counts that are held"


def not_computed_reason(measure: Measure) -> str:
    """Say why no figure of a group is worked out from those of its councils, by the unit."""
    if measure.is_count:
        return "some of its councils are counted together, and none of these has its own number"
    if measure.numerator and measure.population:
        return "the population of its councils, which a rate needs, is not held"
    noun = {"percent": "percentages", "mean": "averages"}.get(measure.unit, "rates")
    return f"the counts behind the {noun} of its councils are not all held"


def together_short(measure: Measure, figure: Figure) -> str:
    """Say in a table cell what is published for a council and others together, and with whom.

    As in “26.3% with City of Edinburgh and East Lothian”. Where not even that is held, say in two
    words why a figure is missing: see ``absence_short``.
    """
    shared = figure.together
    if shared is None or shared.figure.value is None:
        return absence_short(figure)
    return f"{_of_all(measure, shared.figure)} with {join_and(shared.others)}"


def _together_reason(council: Area, measure: Measure, figure: Figure) -> YearSentence:
    """Say with whom a council is counted, and the figure of all of them or why there is none."""
    shared = figure.together
    if shared is None:
        own = f"{council.name} has no figure of its own for "
        return YearSentence(own, ": it is counted with others.")
    begin = f"{council.name} is counted together with {join_and(shared.others)}"
    count = len(shared.others) + 1
    of_all = f"the {_NUMBERS.get(count, str(count))} together"
    if shared.figure.value is not None:
        amount = _of_all(measure, shared.figure)
        noun = f" {measure.many}" if measure.unit == "count" else ""
        return YearSentence(f"{begin}: {amount}{noun} for {of_all} in ", ".")
    of_it = f"{begin}, and the figure for {of_all}"
    match shared.figure.status:
        case "restricted":
            return YearSentence(f"{of_it} is restricted in ", ".")
        case "suppressed":
            return YearSentence(f"{of_it} is not shown in ", ", to protect individuals.")
        case "newer_edition":
            return YearSentence(f"{of_it} in ", " is printed only in a newer edition.")
        case _:
            return YearSentence(f"{begin}, and no figure for {of_all} is held for ", ".")


def _of_all(measure: Measure, figure: Figure) -> str:
    text = value_text(measure, figure.value or 0.0, figure.decimals)
    mark = STATUSES[figure.status].short if figure.status in ALWAYS_MARKED else ""
    return f"{text} ({mark})" if mark else text


def area_absence(series: Series) -> str:
    """Say in one sentence why an area has no figure at all in the span shown."""
    name = possessive(series.area.name)
    statuses = {f.status for f in series.figures}
    if shared := series.newest_together:
        return absence_reason(series.area, series.measure, shared)
    if apart := [f for f in series.figures if f.status in APART]:
        return absence_reason(series.area, series.measure, apart[-1])
    if "restricted" in statuses:
        figure = next(f for f in reversed(series.figures) if f.status == "restricted")
        return f"{name} figure for {figure.period} is restricted: it may not be published."
    if "suppressed" in statuses:
        return f"{name} figures are not shown, to protect individuals."
    if "scotland_only" in statuses:
        return "This is measured for Scotland as a whole only: no council has a figure."
    if "too_short_for_trend" in statuses:
        return f"No figure has been printed for {series.area.name}: the series is too new."
    if "counted_together" in statuses:
        newest = next(f for f in reversed(series.figures) if f.status == "counted_together")
        return absence_reason(series.area, series.measure, newest)
    if "held_elsewhere" in statuses:
        newest = next(f for f in reversed(series.figures) if f.elsewhere)
        return absence_reason(series.area, series.measure, newest)
    if series.area.kind == "scotland":
        return "No figure for Scotland is held."
    if "not_computed" in statuses:
        return f"{subject(series.area)} no figure: {not_computed_reason(series.measure)}."
    if "other_basis" in statuses:
        return f"{subject(series.area)} no figure: {OTHER_BASIS}."
    if series.area.kind == "group" and series.figures:
        return _group_absence(series.area, series.figures[-1])
    return _not_loaded(series.area)


def _not_loaded(area: Area) -> str:
    return f"{possessive(area.name)} figures are not loaded yet."


def absences(series: Sequence[Series], *, after_level: bool = False) -> list[str]:
    """Say why areas have no figure at all, as sentences that stand beside those of other measures.

    Of which measure no figure is loaded yet is named, once for all areas of which that is so; with
    ``after_level`` another area’s figure of it has just been told.
    """
    reasons = {one.area: area_absence(one) for one in series}
    waiting = [area for area, reason in reasons.items() if reason == _not_loaded(area)]
    if waiting:
        names = join_and([place(area) for area in waiting])
        what = "No such figure is" if after_level else f"{_what(series[0].measure)} not"
        reasons |= dict.fromkeys(waiting, f"{what} loaded yet for {names}.")
    return list(dict.fromkeys(reasons.values()))


def indicator_missing(series: Series) -> str:
    """Say why an area has no figure of an indicator, where context was told of before."""
    reason = area_absence(series)
    if reason != _not_loaded(series.area):
        return reason
    return f"No figure of the indicator itself is loaded yet for {place(series.area)}."


def subject_of(measure: Measure) -> str:
    """Name what a measure counts, as the subject of a sentence, with “was” or “were”."""
    if measure.unit == "count":
        return f"The number of {measure.many} was"
    return f"{upper_first(measure.subject)} {measure.verb}"


def _what(measure: Measure) -> str:
    """Name what a measure counts, as the subject of a sentence of today."""
    subject, _, verb = subject_of(measure).rpartition(" ")
    return f"{subject} {'is' if verb == 'was' else 'are'}"


def _group_absence(group: Area, newest: Figure) -> str:
    whose = "their" if is_many(group) else "its councils’"
    why = f"{whose} figures are not all held"
    told = f"{subject(group)} no figure, because {why}"
    missing = _lacking(group, newest.missing_from, words_in(told)) if newest.missing_from else "."
    return f"{told}{missing}"


def _lacking(group: Area, names: Sequence[str], told: int) -> str:
    """End a sentence of so many words by naming the councils of which no figure is held.

    Where that makes it too long they follow in sentences of their own; of a large group, or of
    very many councils, it is said briefly.
    """
    if len(names) == len(group.members) and len(names) > _NAMED_OF_ALL:
        return f": none of the {len(names)} councils has one."
    listed = list(names)
    if len(names) > _NAMED:
        listed = [*names[:_NAMED], f"{len(names) - _NAMED} other councils"]
    whole = f"none is held for {join_and(listed)}"
    if told + words_in(whole) <= MOST_WORDS:
        return f": {whole}."
    first, more = listed[:_IN_ONE], listed[_IN_ONE:]
    also = f" Nor is one held for {join_and(more)}." if more else ""
    return f". No figure is held for {join_and(first)}.{also}"
