"""Words for a figure that is missing: why, in a table cell and in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.statuses import ALWAYS_MARKED, STATUSES
from cjdata.series import Elsewhere, Figure, Series
from cjdata.text import join_and, lower_first, possessive, upper_first, value_text
from cjdata.wording.named import is_many, place, subject

_NAMED_OF_ALL = 3
_NAMED = 8
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
    name, year = possessive(series_area.name), figure.period
    match figure.status:
        case "restricted":
            return f"{name} figure for {year} is restricted: it may not be published."
        case "suppressed":
            return f"{name} figure for {year} is not shown, to protect individuals."
        case "scotland_only":
            return "This is measured for Scotland as a whole only, so no council has a figure."
        case "not_collected" if measure.first_period and year < measure.first_period:
            return f"This was first collected for {measure.first_period}."
        case "not_collected" if measure.last_period and year > measure.last_period:
            return f"This was last collected for {measure.last_period}."
        case "not_collected":
            return f"This was not collected for {year}."
        case "counted_together":
            return _together_reason(series_area, measure, figure)
        case "not_a_court_area":
            return f"{series_area.name} is not a court area in {year}."
        case "not_applicable":
            why = "to count" if measure.is_count else "to work it out from"
            return f"{name} figure for {year} does not exist: there was nothing {why}."
        case "not_available":
            return f"{name} figure for {year} is not available: the publication gives none."
        case "low":
            return f"{name} figure for {year} is above nil, but rounds to nil."
        case "too_short_for_trend":
            return f"No figure was printed for {year}: the series is too new."
        case "group_incomplete" if figure.missing_from:
            missing = _councils(series_area, figure.missing_from)
            return f"{subject(series_area)} no figure for {year}: {missing}."
        case "not_computed":
            why = not_computed_reason(measure)
            return f"{subject(series_area)} no figure for {year}: {why}."
        case "group_incomplete":
            why = "it cannot be worked out from what is held"
            return f"{subject(series_area)} no figure for {year}: {why}."
        case "newer_edition":
            return f"{name} figure for {year} is printed only in a newer edition."
        case "held_elsewhere" if figure.elsewhere:
            text = elsewhere_text(figure.elsewhere)
            return f"{name} figure for {year} is {held_as(figure.elsewhere)}: {text}."
        case "none_held":
            return f"No figure for Scotland is held for {year}."
        case _:
            return f"{name} figure for {year} is not loaded yet."


def held_as(other: Elsewhere) -> str:
    """Name the measure under which a figure is held."""
    return f"held as “{other.measure.name}”"


def elsewhere_text(other: Elsewhere) -> str:
    """Write the figure that is held under another measure."""
    return _of_all(other.measure, other.figure)


def elsewhere_meaning(other: Elsewhere) -> str:
    """Explain under a table the words for a figure of Scotland that another measure has."""
    return f"Scotland’s figure for the year is {held_as(other)}, so the two are not compared."


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


def _together_reason(council: Area, measure: Measure, figure: Figure) -> str:
    """Say with whom a council is counted, and the figure of all of them or why there is none."""
    year, shared = figure.period, figure.together
    if shared is None:
        return f"{council.name} has no figure of its own for {year}: it is counted with others."
    begin = f"{council.name} is counted together with {join_and(shared.others)}"
    count = len(shared.others) + 1
    of_all = f"the {_NUMBERS.get(count, str(count))} together"
    if shared.figure.value is not None:
        amount = _of_all(measure, shared.figure)
        noun = f" {measure.many}" if measure.unit == "count" else ""
        return f"{begin}: {amount}{noun} for {of_all} in {year}."
    match shared.figure.status:
        case "restricted":
            why = f"the figure for {of_all} is restricted in {year}"
        case "suppressed":
            why = f"the figure for {of_all} is not shown in {year}, to protect individuals"
        case "newer_edition":
            why = f"the figure for {of_all} in {year} is printed only in a newer edition"
        case _:
            why = f"no figure for {of_all} is held for {year}"
    return f"{begin}, and {why}."


def _of_all(measure: Measure, figure: Figure) -> str:
    text = value_text(measure, figure.value or 0.0, figure.decimals)
    mark = STATUSES[figure.status].short if figure.status in ALWAYS_MARKED else ""
    return f"{text} ({mark})" if mark else text


def reason_of_years(reason: str, year: str, years: str) -> str:
    """Say a reason for several years at once that was said for one; ``years`` names them all.

    >>> reason_of_years("Fife’s figure for 2019-20 is not loaded yet.", "2019-20", "2019-20 on")
    'Fife’s figures for 2019-20 on are not loaded yet.'
    """
    said = reason.replace(year, years)
    whose = f" figure for {years} is "
    if whose not in said or "’s" not in said.partition(whose)[0]:
        return said
    begun, _, rest = said.partition(whose)
    rest = rest.replace("it may", "they may").replace("but rounds", "but round")
    return f"{begun} figures for {years} are {rest}"


def area_absence(series: Series) -> str:
    """Say in one sentence why an area has no figure at all in the span shown."""
    name = possessive(series.area.name)
    statuses = {f.status for f in series.figures}
    if shared := series.newest_together:
        return absence_reason(series.area, series.measure, shared)
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


def _what(measure: Measure) -> str:
    """Name what a measure counts, as the subject of a sentence."""
    if measure.unit == "count":
        return f"The number of {measure.many} is"
    return f"{upper_first(measure.subject)} {'is' if measure.verb == 'was' else 'are'}"


def _group_absence(group: Area, newest: Figure) -> str:
    whose = "their" if is_many(group) else "its councils’"
    why = f"{whose} figures are not all held"
    missing = f": {_councils(group, newest.missing_from)}" if newest.missing_from else ""
    return f"{subject(group)} no figure, because {why}{missing}."


def _councils(group: Area, names: Sequence[str]) -> str:
    """Say of which councils no figure is held; of a large group, or of very many, briefly."""
    if len(names) == len(group.members) and len(names) > _NAMED_OF_ALL:
        return f"none of the {len(names)} councils has one"
    if len(names) > _NAMED:
        others = len(names) - _NAMED
        return f"none is held for {', '.join(names[:_NAMED])} and {others} other councils"
    return f"none is held for {join_and(names)}"
