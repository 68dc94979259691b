"""Words of the first page’s lists: worse and getting worse, what moved, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.series import Figure, Series
from cjdata.statistics import ChangeBetweenYears, Comparison, Interval, NoChange, Trend
from cjdata.text import join_and, lower_first, upper_first
from cjdata.wording.comparisons import (
    Mark,
    interval_words,
    no_trend_reason,
    not_compared_reason,
    trend_mark,
)
from cjdata.wording.figures import UNIT_WORDS, quoted_text
from cjdata.wording.findings import Finding
from cjdata.wording.short_cells import profile_comparison
from cjdata.wording.standing import ILLUSTRATIVE_SENTENCE, SUPPLIED_SENTENCE

CONTEXT_HEADING = "Context"
LISTS_MORE = "What is worse, what moved and what is new: all figures behind it"
WORSE = "Worse and getting worse"
MOVED = "What moved since last year"
NEW = "New since the last edition"
GLANCE_NAME = "At a glance"
GLANCE_HEADING = "Newest figures of every national indicator, then of context"
IN_THE_TABLE = "in the tables below"
IN_NOTES = "in the data notes"


# Worse and getting worse


def context_said(indicators: int) -> str:
    """Say what stands under the heading of context, beside how many national indicators."""
    return f"Read beside the {indicators} national indicators. None of these is one of them."


def worse_finding(
    area: Area, listed: int, judged: int, undecided: Sequence[str], *, illustrative: bool
) -> Finding:
    """Say how many measures are worse than Scotland and getting worse.

    Parameters
    ----------
    judged
        Of how many measures better or worse may be said.
    undecided
        For each measure of which it cannot be said, why not, in a sentence.
    """
    caveats = caveats_of_lists(illustrative=illustrative)
    if area.kind == "scotland":
        return Finding(
            "Scotland is not compared with itself, so no measure can be worse than Scotland.",
            (),
            caveats,
        )
    if not judged:
        none = "Of no measure here may better or worse be said."
        return Finding(none, (), caveats)
    decided = judged - len(undecided)
    lacking = _lacking("that may be called worse", undecided, decided)
    if not decided:
        lead, *rest = lacking
        return Finding(lead, tuple(rest), caveats)
    lead = _of_those("that can be judged", listed, decided, "worse than Scotland and getting worse")
    return Finding(lead, tuple(lacking), caveats)


def _of_those(which: str, listed: int, decided: int, what: str) -> str:
    """Say of how many of the measures that can be judged something is true."""
    if decided == 1:
        return f"The only measure {which} is {'' if listed else 'not '}{what}."
    verb = "is" if listed < 2 else "are"
    return f"{listed or 'None'} of the {decided} measures {which} {verb} {what}."


def _lacking(which: str, reasons: Sequence[str], decided: int) -> list[str]:
    """Say how many measures cannot be judged, then why, a sentence for each reason.

    ``which`` says of what measures, where none of them can.
    """
    if not reasons:
        return []
    counted = Counter(reason.rstrip(".") for reason in reasons)
    many = len(reasons)
    if decided:
        told = f"{many} more cannot be judged"
    elif many == 1:
        told = f"The only measure {which} cannot be judged"
    else:
        told = f"None of the {many} measures {which} can be judged"
    if len(counted) == 1:
        return [f"{told}: {lower_first(next(iter(counted)))}."]
    return [f"{told}.", *(f"For {n}, {lower_first(why)}." for why, n in counted.items())]


def undecided_reason(comparison: Comparison, trend: Trend) -> str:
    """Say why it cannot be said of a measure whether it is worse and getting worse.

    Empty where it can: where one half is known not to be so, the other does not matter.
    """
    if comparison.why is None and comparison.judgement != "worse":
        return ""
    if trend.why is None and trend.judgement != "getting worse":
        return ""
    if comparison.why is not None:
        return not_compared_reason(comparison.why, "Scotland’s figure")
    return no_trend_reason(trend) if trend.why is not None else ""


def worse_entry(measure: Measure, mine: Figure, theirs: Figure, interval: Interval | None) -> str:
    """Give both figures of the year and the area’s interval."""
    words = f" ({interval_words(measure, interval, mine.decimals)})" if interval else ""
    return (
        f"{upper_first(quoted_text(measure, mine))}{words} in {mine.period}; "
        f"Scotland {quoted_text(measure, theirs)}."
    )


def scotland_mark(comparison: Comparison, year: str = "") -> Mark:
    """Give the mark of a comparison with Scotland, in words that stand by themselves.

    ``year`` is that of the comparison, where the figure beside the mark is of another.
    """
    shown = profile_comparison(comparison)
    if comparison.why is not None:
        return shown
    joined = "to" if comparison.standing == "similar" else "than"
    when = f" in {year}" if year else ""
    return replace(shown, word=f"{shown.word} {joined} Scotland{when}")


def since_mark(trend: Trend) -> Mark:
    """Give the mark of a trend with the year it begins in."""
    shown = trend_mark(trend)
    return replace(shown, word=f"{shown.word} since {trend.periods[0]}") if trend.periods else shown


def worse_standing(comparison: Comparison, trend: Trend) -> str:
    """Say in a table whether a measure is on the list."""
    if undecided_reason(comparison, trend):
        return "Cannot be judged"
    is_worse = comparison.judgement == "worse" and trend.judgement == "getting worse"
    return "Yes" if is_worse else "No"


# What moved


def moved_finding(
    area: Area,
    moved: int,
    compared: int,
    lacking: Sequence[str],
    *,
    illustrative: bool,
    supplied: bool,
) -> Finding:
    """Say how many of the newest figures clearly differ from the year before.

    Parameters
    ----------
    lacking
        For each measure that cannot be held against the year before, why not, in a sentence.
    """
    caveats = caveats_of_lists(illustrative=illustrative, supplied=supplied)
    rest = _lacking("of the national indicators", lacking, compared)
    if not compared:
        lead = f"No newest figure for {area.name} can be held against the year before."
        return Finding(lead, tuple(rest), caveats)
    held = "that can be held against the year before"
    if compared == 1:
        lead = f"The only measure {held} {'clearly moved' if moved else 'did not clearly move'}."
    else:
        lead = f"{moved or 'None'} of the {compared} measures {held} clearly moved."
    return Finding(lead, tuple(rest), caveats)


_NOT_HELD_AGAINST = {
    "no value": "There is no figure.",
    "no benchmark": "There is no figure of the year before.",
}


def not_held_against(found: Comparison) -> str:
    """Say why a newest figure is not held against the year before."""
    why = str(found.why)
    return _NOT_HELD_AGAINST.get(why) or not_compared_reason(why)


def moved_entry(series: Series, change: ChangeBetweenYears | NoChange) -> str:
    """Say from what to what a figure moved; in per cent only where its floor allows it."""
    if isinstance(change, NoChange):
        return ""
    measure, before, after = series.measure, change.before, change.after
    verb = "Rose" if (after.value or 0.0) > (before.value or 0.0) else "Fell"
    per = f" {UNIT_WORDS[measure.unit]}" if measure.form == "rate" else ""
    old, new = quoted_text(measure, before), quoted_text(measure, after)
    percent = ""
    if change.percent and not change.is_small:
        percent = f", {'up' if change.percent > 0 else 'down'} {abs(change.percent)}%"
    return (
        f"{verb} from {old} in {before.period} to {new}{per} in {after.period}{percent}."
        f"{_pandemic(series, (before.period, after.period))}"
    )


def _pandemic(series: Series, periods: Sequence[str]) -> str:
    touched = [period for period in periods if period in series.pandemic_years]
    if not touched:
        return ""
    return f" The pandemic affected {join_and(touched)}, so read it with care."


# What is new


def new_finding(
    area: Area, new: int, judged: int, untold: int, *, has_editions: bool, illustrative: bool
) -> Finding:
    """Say how many of the newest figures are of years that only the newest editions reach.

    Parameters
    ----------
    judged
        Of how many newest figures it can be told; a number and its rate are one.
    untold
        Of how many more it cannot.
    """
    caveats = caveats_of_lists(illustrative=illustrative)
    if not has_editions:
        which = "Illustrative figures" if illustrative else "The figures held"
        return Finding(f"{which} have no editions, so nothing is new.", (), caveats)
    whom = "Scotland" if area.kind == "scotland" else f"{area.name} or Scotland"
    rest = (_untold(untold),) if untold else ()
    if not judged:
        return Finding(f"Of no figure for {whom} can it be told whether it is new.", rest, caveats)
    if judged == 1:
        only = f"The only figure for {whom} of which it can be told is {'' if new else 'not '}new."
        return Finding(only, rest, caveats)
    verb = "is" if new < 2 else "are"
    of = f"{new or 'None'} of the {judged} newest figures for {whom} {verb} new"
    return Finding(f"{of}: no earlier edition held here reaches their year.", rest, caveats)


def _untold(many: int) -> str:
    """Say of how many figures nobody can tell here whether they are new, and why."""
    whole = "1 more cannot be judged" if many == 1 else f"{many} more cannot be judged"
    return f"{whole}: only one edition of their publication is held, or a newer one is not loaded."


def new_entry(counts: Mapping[str, int], periods: Sequence[str], edition: str) -> str:
    """Say how many figures are new, for whom and for which years.

    Parameters
    ----------
    counts
        The number of figures by the name of the area.
    periods
        Their years, oldest first.
    """
    parts = [f"{n} figure{'' if n == 1 else 's'} for {name}" for name, n in counts.items()]
    newest = "for" if periods[0] == periods[-1] else "the newest for"
    return f"{join_and(parts)}, {newest} {periods[-1]} (edition {edition})."


def and_more(count: int) -> str:
    """Say that a list goes on."""
    return f"and {count} more"


# All lists


def list_description(heading: str, found: Finding, entries: Sequence[str]) -> str:
    """Describe a list in words."""
    return " ".join((f"{heading}.", found.lead, *found.rest, *entries))


HOW_TO_READ_WORSE = (
    "A measure whose record allows “worse” is listed if it is clearly worse than Scotland and its "
    "five-year trend is for the worse.",
    "For a small area few of them can be judged, so a short list is no proof that all is well.",
)
HOW_TO_READ_MOVED = (
    "A measure is listed if chance alone would move it so far from the year before less than once "
    "in twenty times.",
    "One year’s move is no trend, and nothing is compared across a gap or a break.",
)
HOW_TO_READ_NEW = (
    "A figure is new if it is of the newest year in the newest edition, and no earlier edition "
    "held here reaches that year.",
    "A figure of an older year is not new, nor is one printed again: the data notes say what was "
    "revised.",
)
HOW_TO_READ_GLANCE = (
    "Each line sets the newest figure beside Scotland’s of the same year; numbers grow with the "
    "size of an area, so they are not compared.",
    "The trend looks at five years outside the pandemic; better or worse is said only where the "
    "measure’s record allows it.",
)


def caveats_of_lists(*, illustrative: bool, supplied: bool = False) -> tuple[str, ...]:
    """Say what must be known of all figures of a list."""
    return (
        *([SUPPLIED_SENTENCE] if supplied else []),
        *([ILLUSTRATIVE_SENTENCE] if illustrative else []),
    )


# The table of the first page


def shared_year(area: Area, measure: Measure, figure: Figure | None) -> str:
    """Name the year for which two areas are compared, where it is not the area’s newest."""
    if figure is None:
        return "No year in common"
    return f"{area.name} in {figure.period}: {quoted_text(measure, figure)}"


def desired(direction: str) -> str:
    """Say which way is wanted of a measure beside its name: nothing where it is not stated."""
    return "" if direction == "None stated" else f"{direction} is wanted"


def glance_description(area: Area, measures: int, held: int) -> str:
    """Describe the table of the first page."""
    beside = "" if area.kind == "scotland" else ", Scotland’s figure and how the two compare"
    return (
        f"Table of {measures} measures for {area.name}, {held} of them with a figure. It gives the "
        f"newest figure{beside}, the change since the year before and the five-year trend."
    )
