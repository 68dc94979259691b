"""Words for a figure: its value, its absence, its level, its change."""

from __future__ import annotations

from cjdata.formats import about, share
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.statuses import ALWAYS_MARKED, STATUSES
from cjdata.series import Figure
from cjdata.statistics import ChangeBetweenYears, Counts, NoChange
from cjdata.text import number, upper_first, value_text
from cjdata.wording.absences import absence_reason, held_as, together_short
from cjdata.wording.named import place

UNIT_WORDS = {
    "count": "number",
    "hours": "hours",
    "mean": "mean",
    "percent": "per cent",
    "percent_or_points": "per cent or percentage points",
    "per_1000": "per 1,000 people",
    "per_10000": "per 10,000 people",
    "per_100000": "per 100,000 people",
}


def rate_base(measure: Measure) -> str:
    """Say per how many people a rate is, where its name does not; empty for all else."""
    base = UNIT_WORDS[measure.unit] if measure.form == "rate" else ""
    return "" if base in measure.name else base


def mark_of(figure: Figure) -> str:
    """Give the words that a figure is never shown without: empty for all that is published."""
    return STATUSES[figure.status].short if figure.status in ALWAYS_MARKED else ""


def marked(text: str, figure: Figure) -> str:
    """Write what was made of a figure with its mark behind it, if it has one."""
    mark = mark_of(figure)
    return f"{text} ({mark})" if mark else text


def figure_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as a table cell does: the value as printed, or why there is none."""
    if figure.value is not None:
        return value_text(measure, figure.value, figure.decimals)
    return together_short(measure, figure)


def about_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as a sentence does: with “about” where the publisher rounded a count."""
    text = figure_text(measure, figure)
    return about(text) if is_about(measure, figure) else text


def is_about(measure: Measure, figure: Figure) -> bool:
    """Whether a sentence says “about” of a figure: the publisher rounded a number."""
    return figure.is_rounded and measure.is_whole and figure.value is not None


def quoted_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as ``about_text`` does, with its mark."""
    return marked(about_text(measure, figure), figure)


def level_sentence(
    measure: Measure, area: Area, figure: Figure, counts: Counts | None = None
) -> str:
    """Say how much it was, where and when; a percentage with its counts, if they are given."""
    if figure.value is None:
        return absence_reason(area, measure, figure)
    where = f"In {place(area)} in {when_words(measure, figure)}"
    return f"{where}, {level_words(measure, figure, counts)}."


def level_words(measure: Measure, figure: Figure, counts: Counts | None = None) -> str:
    """Say how much it was, behind where and when: “there were 35 …”, “the share … was 13%”."""
    if measure.unit == "count":
        return f"there {marked(_amount(measure, figure), figure)}"
    text = figure_text(measure, figure)
    if counts is not None and counts.out_of is not None and measure.form == "percent":
        text += f" ({share(number(counts.count), number(counts.out_of))})"
    per = f" {UNIT_WORDS[measure.unit]}" if measure.form == "rate" else ""
    hours = " hours" if measure.unit == "hours" else ""
    return f"{measure.subject} {measure.verb} {marked(f'{text}{per}{hours}', figure)}"


def when_words(measure: Measure, figure: Figure) -> str:
    """Name the year of a figure; of people who were followed, as that of their cohort."""
    is_cohort = measure.period_type == "cohort"
    return f"the {figure.period} cohort" if is_cohort else figure.period


def _amount(measure: Measure, figure: Figure) -> str:
    value = figure.value or 0.0
    if value == 0:
        return f"were no {measure.many}"
    if value == 1:
        return f"was 1 {measure.one}"
    text = number(value, figure.decimals)
    return f"were {about(text) if is_about(measure, figure) else text} {measure.many}"


def change_words(measure: Measure, change: ChangeBetweenYears | NoChange) -> str:
    """Say the change since the year before, or why there is none, without a full stop.

    As in “10 fewer than the year before (35)”, “up from about 2,600 the year before” and, of small
    numbers, “from 9 to 14 since the year before”.
    """
    if isinstance(change, NoChange):
        return _no_change_words(change)
    return _change_since(measure, change, "the year before", "the year before")


def change_since_words(measure: Measure, change: ChangeBetweenYears, year: str) -> str:
    """Say the change since an earlier year as ``change_words`` does, with that year named."""
    return _change_since(measure, change, f"in {year}", year)


def change_sentence(measure: Measure, change: ChangeBetweenYears | NoChange) -> str:
    """Say what ``change_words`` does as a sentence of its own."""
    words = change_words(measure, change)
    return f"{upper_first(words)}." if words else ""


def _change_since(measure: Measure, change: ChangeBetweenYears, then: str, since: str) -> str:
    before = value_text(measure, change.before.value or 0.0, change.before.decimals)
    in_brackets = ", ".join(text for text in (before, mark_of(change.before)) if text)
    if change.difference == 0:
        if before == figure_text(measure, change.after):
            return f"the same as {marked(then, change.before)}"
        return f"about the same as {then} ({in_brackets})"
    if change.is_small:
        old, new = quoted_text(measure, change.before), about_text(measure, change.after)
        return f"from {old} to {new} since {since}"
    is_up = change.difference > 0
    if measure.is_whole and (change.before.is_rounded or change.after.is_rounded):
        old = about_text(measure, change.before)
        return f"{'up' if is_up else 'down'} from {old} {marked(then, change.before)}"
    size = number(abs(change.difference), change.decimals)
    if measure.is_count:
        percent = _percent_words(change.percent)
        return f"{size} {'more' if is_up else 'fewer'} than {then} ({in_brackets}){percent}"
    if measure.form == "percent":
        size = f"{size} percentage point{'' if size == '1' else 's'}"
    return f"{size} {'higher' if is_up else 'lower'} than {then} ({in_brackets})"


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
        case "year before elsewhere" if change.before and change.before.elsewhere:
            return f"the figure for the year before is {held_as(change.before.elsewhere)}"
        case "year before together":
            return "counted together with others the year before"
        case "first year":
            return "the first year with a figure here, so no change can be given"
        case _:
            return ""
