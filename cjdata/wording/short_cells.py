"""Short texts of cells: how an area compares, where it is going, and what has changed."""

from __future__ import annotations

from dataclasses import replace

from cjdata.formats import about
from cjdata.reference.catalogue import Measure
from cjdata.statistics import ChangeBetweenYears, Comparison, NoChange, Trend
from cjdata.text import number
from cjdata.wording.comparisons import Mark, comparison_mark, trend_mark
from cjdata.wording.figures import figure_text, marked

NO_YEARS_BEFORE = "No three years before"
"""Where years are taken together, and no three before them can be."""
_COMPARED_SHORT = {
    "count unavailable": "Not compared: counts not all held",
    "count rounded": "Not compared: counts are rounded",
    "count impossible": "Not compared: counts do not agree",
    "counts disagree": "Not compared: counts do not agree",
    "population unavailable": "Not compared: no population held",
    "different basis": "Not compared: counted another way",
    "events not independent": "Not tested for chance",
}
_TREND_SHORT = {
    "not a count, proportion or rate": "Not worked out",
    "too few years outside the pandemic": "Too few years outside the pandemic",
    "no events": "None in five years",
    "fewer than five points": "Under five years held",
    "a figure is missing": "A year is missing",
    "counted together": "Counted together",
    "a break lies between": "Break in the five years",
    "a count is unavailable": "Counts not all held",
    "a count is all of its base": "A figure is 100%",
    "the events are not independent": "Not tested for chance",
    "several years together": "Not of years together",
}


def profile_comparison(found: Comparison) -> Mark:
    """Give the mark of a comparison in as few words as a table cell holds."""
    shown = comparison_mark(found)
    return replace(shown, word=_COMPARED_SHORT.get(str(found.why), shown.word))


def profile_trend(found: Trend) -> Mark:
    """Give the mark of a trend in as few words as a table cell holds."""
    shown = trend_mark(found)
    return replace(shown, word=_TREND_SHORT.get(str(found.why), shown.word))


def change_cell(
    measure: Measure, change: ChangeBetweenYears | NoChange, *, is_small_base: bool = False
) -> str:
    """Say the change since the year before in a cell headed so: “9 fewer, from 48 (down 19%)”.

    Of small numbers, and of what rests on few cases, only “from 9 to 14”. Of years taken together,
    the change since as many years before, and it says so.
    """
    if isinstance(change, NoChange):
        return _no_change_cell(change)
    said = _change_cell(measure, change, is_small_base=is_small_base)
    return f"{said}, on the three years before" if change.before.parts else said


def _change_cell(measure: Measure, change: ChangeBetweenYears, *, is_small_base: bool) -> str:
    before, after = change.before, change.after
    old, new = figure_text(measure, before), figure_text(measure, after)
    if change.difference and (change.is_small or is_small_base):
        return marked(f"From {old} to {new}", before)
    if change.difference == 0:
        return marked("The same" if old == new else f"About the same, from {old}", before)
    is_up = change.difference > 0
    if measure.is_whole and (before.is_rounded or after.is_rounded):
        then = about(old) if before.is_rounded else old
        return marked(f"{'Up' if is_up else 'Down'} from {then}", before)
    size = number(abs(change.difference), change.decimals)
    if measure.is_count:
        percent = f" ({'up' if is_up else 'down'} {abs(change.percent)}%)" if change.percent else ""
        return marked(f"{size} {'more' if is_up else 'fewer'}, from {old}{percent}", before)
    points = "" if measure.form != "percent" else " point" if size == "1" else " points"
    return marked(f"{size}{points} {'higher' if is_up else 'lower'}, from {old}", before)


def _no_change_cell(change: NoChange) -> str:
    match change.why:
        case "break":
            return f"Break at {change.breaks[0].period}: not compared"
        case "year before missing":
            return "No figure for the year before"
        case "year before elsewhere":
            return "The year before is of another measure"
        case "year before together":
            return "Counted together the year before"
        case "first year":
            return "First year held"
        case "no years before":
            return NO_YEARS_BEFORE
        case _:
            return ""
