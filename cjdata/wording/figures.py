"""Words for a figure: its value, its absence, its level, its change."""

from __future__ import annotations

from cjdata.areas import Area
from cjdata.catalogue import Measure
from cjdata.series import Figure
from cjdata.statistics import Change, NoChange
from cjdata.statuses import STATUSES
from cjdata.text import join_and, number, possessive, value_text

UNIT_WORDS = {
    "count": "number",
    "hours": "hours",
    "mean": "mean",
    "percent": "per cent",
    "percent_or_points": "per cent or percentage points",
    "per_10000": "per 10,000 people",
    "per_100000": "per 100,000 people",
}


_MARKED = ("supplied", "local_evidence")


def mark_of(figure: Figure) -> str:
    """Give the words that a figure is never shown without: empty for all that is published."""
    return STATUSES[figure.status].short if figure.status in _MARKED else ""


def marked(text: str, figure: Figure) -> str:
    """Write what was made of a figure with its mark behind it, if it has one."""
    mark = mark_of(figure)
    return f"{text} ({mark})" if mark else text


def figure_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as a table cell does: the value as printed, or why there is none."""
    if figure.value is not None:
        return value_text(measure, figure.value, figure.decimals)
    return absence_short(figure)


def about_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as a sentence does: with “about” where the publisher rounded a count."""
    about = "about " if figure.is_rounded and measure.is_count else ""
    return about + figure_text(measure, figure)


def quoted_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as ``about_text`` does, with its mark."""
    return marked(about_text(measure, figure), figure)


def absence_short(figure: Figure) -> str:
    """Say in two or three words why a figure is missing."""
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
        case "not_applicable":
            return f"No value is possible for {series_area.name} in {year}."
        case "not_available":
            return f"{name} figure for {year} is not available: the publication gives none."
        case "low":
            return f"{name} figure for {year} is above nil, but rounds to nil."
        case "too_short_for_trend":
            return f"No figure was printed for {year}: the series is too new."
        case "group_incomplete" if figure.missing_from:
            missing = join_and(figure.missing_from)
            return f"{series_area.name} has no figure for {year}: none is held for {missing}."
        case "not_computed" | "group_incomplete":
            return f"{series_area.name} has no figure: it cannot be worked out from what is held."
        case "newer_edition":
            return f"{name} figure for {year} is printed only in a newer edition."
        case "none_held":
            return f"No figure for Scotland is held for {year}."
        case _:
            return f"{name} figure for {year} is not loaded yet."


def level_sentence(measure: Measure, area: Area, figure: Figure) -> str:
    """Say how much it was, where and when."""
    value = figure.value
    if value is None:
        return absence_reason(area, measure, figure)
    if measure.unit == "count":
        amount = marked(_amount(measure, figure), figure)
        return f"In {area.name} in {figure.period}, there {amount}."
    text = value_text(measure, value, figure.decimals)
    per = f" {UNIT_WORDS[measure.unit]}" if measure.form == "rate" else ""
    hours = " hours" if measure.unit == "hours" else ""
    said = marked(f"{text}{per}{hours}", figure)
    return f"In {area.name} in {figure.period}, {measure.subject} {measure.verb} {said}."


def _amount(measure: Measure, figure: Figure) -> str:
    value = figure.value or 0.0
    if value == 0:
        return f"were no {measure.many}"
    if value == 1:
        return f"was 1 {measure.one}"
    about = "about " if figure.is_rounded else ""
    return f"were {about}{number(value, figure.decimals)} {measure.many}"


def change_words(measure: Measure, change: Change | NoChange) -> str:
    """Say the change since the year before, or why there is none, without a full stop.

    As in “10 fewer than the year before (35)” and “up from about 2,600 the year before”.
    """
    if isinstance(change, NoChange):
        return _no_change_words(change)
    before = value_text(measure, change.before.value or 0.0, change.before.decimals)
    year_before = marked("the year before", change.before)
    in_brackets = ", ".join(text for text in (before, mark_of(change.before)) if text)
    if change.difference == 0:
        if before == figure_text(measure, change.after):
            return f"the same as {year_before}"
        return f"about the same as the year before ({in_brackets})"
    is_up = change.difference > 0
    if measure.is_count and (change.before.is_rounded or change.after.is_rounded):
        about = "about " if change.before.is_rounded else ""
        return f"{'up' if is_up else 'down'} from {about}{before} {year_before}"
    size = number(abs(change.difference), change.decimals)
    if measure.is_count:
        percent = _percent_words(change.percent)
        return (
            f"{size} {'more' if is_up else 'fewer'} than the year before ({in_brackets}){percent}"
        )
    if measure.form == "percent":
        points = "percentage point" if size == "1" else "percentage points"
        size = f"{size} {points}"
    return f"{size} {'higher' if is_up else 'lower'} than the year before ({in_brackets})"


def _percent_words(percent: int | None) -> str:
    """Write a change in per cent; one that rounds to nil is left out."""
    if not percent:
        return ""
    return f", {'up' if percent > 0 else 'down'} {abs(percent)}%"


def _no_change_words(change: NoChange) -> str:
    match change.why:
        case "break":
            year = change.breaks[0].period
            return f"not compared with the year before, because of a break at {year}"
        case "year before missing":
            return "no figure is held for the year before"
        case "first year":
            return "the first year held, so no change can be given"
        case _:
            return ""
