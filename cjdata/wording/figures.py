"""Words for a figure: its value, its absence, its level, its change."""

from __future__ import annotations

from cjdata.formats import about, share
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.statuses import ALWAYS_MARKED, STATUSES
from cjdata.series import Figure
from cjdata.statistics import Counts, NoInterval, floor_of
from cjdata.text import number, value_text
from cjdata.wording.absences import absence_reason, together_short
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


def bracketed_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as it stands inside brackets, its mark behind a comma."""
    return ", ".join(text for text in (about_text(measure, figure), mark_of(figure)) if text)


def level_sentence(
    measure: Measure,
    area: Area,
    figure: Figure,
    behind: Counts | NoInterval | None = None,
    *,
    is_bare: bool = False,
) -> str:
    """Say how much it was, where and when; with the counts behind it, if they are given.

    With ``is_bare`` these are left to be told apart, but for those of few cases.
    """
    if figure.value is None:
        return absence_reason(area, measure, figure)
    where = f"In {place(area)} {when_words(measure, figure)}"
    return f"{where}, {level_words(measure, figure, behind, is_bare=is_bare)}."


def level_words(
    measure: Measure,
    figure: Figure,
    behind: Counts | NoInterval | None = None,
    *,
    is_bare: bool = False,
) -> str:
    """Say how much it was, behind where and when: “there were 35 …”, “the share … was 13%”."""
    if measure.unit == "count":
        return f"there {marked(_amount(measure, figure), figure)}"
    few = few_behind(measure, behind)
    each_year = " a year" if figure.parts else ""
    per = f" {UNIT_WORDS[measure.unit]}{each_year}" if measure.form == "rate" else ""
    hours = " hours" if measure.unit == "hours" else ""
    text = few or f"{figure_text(measure, figure)}{per}{hours}"
    counted = "" if few or is_bare else counted_text(measure, behind)
    text += f" ({counted})" if counted else ""
    return f"{measure.subject} {measure.verb} {marked(text, figure)}"


def counted_text(measure: Measure, behind: Counts | NoInterval | None) -> str:
    """Write what is behind a figure: “97 of 798” of a percentage, “about 1,050 in all” of a rate.

    Empty where nothing is held, and of a number.
    """
    if measure.form == "rate":
        text = _events(behind)
        return f"{text} in all" if text else ""
    if measure.form != "percent" or not isinstance(behind, Counts) or behind.out_of is None:
        return ""
    return share(number(behind.count), number(behind.out_of))


def _events(behind: Counts | NoInterval | None) -> str:
    """Write how many events a rate is of, with “about” where the publisher rounded them."""
    if isinstance(behind, Counts):
        return number(behind.count)
    if behind is None:
        return ""
    if behind.about is not None:
        return about(number(behind.about))
    return "" if behind.base is None else number(behind.base)


def few_behind(measure: Measure, behind: Counts | NoInterval | None) -> str:
    """Write a percentage of too few cases as the counts behind it: “4 of 6”; else nothing."""
    if not isinstance(behind, Counts) or behind.out_of is None or measure.form != "percent":
        return ""
    is_few = behind.out_of < floor_of(measure)
    return counted_text(measure, behind) if is_few else ""


def when_words(measure: Measure, figure: Figure) -> str:
    """Say of which year a figure is, of people who were followed as that of their cohort:
    “in 2024-25”, “in the 2019-20 cohort”; of years taken together “over 2022-23 to 2024-25”.
    """
    is_cohort = measure.period_type == "cohort"
    if figure.parts:
        return f"over {'the cohorts ' if is_cohort else ''}{figure.period}"
    return f"in the {figure.period} cohort" if is_cohort else f"in {figure.period}"


def _amount(measure: Measure, figure: Figure) -> str:
    value = figure.value or 0.0
    if value == 0:
        return f"were no {measure.many}"
    if value == 1:
        return f"was 1 {measure.one}"
    text = number(value, figure.decimals)
    return f"were {about(text) if is_about(measure, figure) else text} {measure.many}"
