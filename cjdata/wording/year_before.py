"""Words for the change from one year to another, which is called one only where it is clear."""

from __future__ import annotations

from cjdata.reference.catalogue import Measure
from cjdata.series import Figure, Series
from cjdata.statistics import ChangeBetweenYears, Comparison, Evidence, NoChange
from cjdata.text import number, upper_first
from cjdata.wording.absences import held_as
from cjdata.wording.figures import (
    bracketed_text,
    few_behind,
    figure_text,
    marked,
    quoted_text,
)

COULD_BE_CHANCE = "the difference could be chance"


def change_words(evidence: Evidence, change: ChangeBetweenYears | NoChange) -> str:
    """Say how a figure stands to that of the year before, or why it does not; no full stop.

    As in “10 fewer than the year before (35), down 29%, a clear change”; where that could be
    chance, “35 the year before; the difference could be chance”; where it is not tested, the figure
    of the year before alone.
    """
    if isinstance(change, NoChange):
        return _no_change_words(change, before_words(evidence.series))
    return since_words(evidence, change, before_words(evidence.series))


def before_words(series: Series) -> str:
    """Name the year before, or as many years before as are taken together."""
    return "the year before" if series.years_each == 1 else "the three years before"


def is_clear_change(evidence: Evidence, change: ChangeBetweenYears | NoChange) -> bool:
    """Whether a figure differs from that of the year before by more than chance."""
    if isinstance(change, NoChange):
        return False
    return _found(evidence, change).standing in ("higher", "lower")


def change_sentence(evidence: Evidence, change: ChangeBetweenYears) -> str:
    """Say ``change_words`` as a sentence behind one that tells the figure."""
    if change.difference == 0 or is_clear_change(evidence, change):
        return f"The newest figure is {change_words(evidence, change)}."
    chance = _chance(_found(evidence, change))
    then = upper_first(before_words(evidence.series))
    return f"{then} it was {earlier_words(evidence, change.before)}{chance}."


def change_since_words(evidence: Evidence, change: ChangeBetweenYears, year: str) -> str:
    """Say how a figure stands to that of an earlier year, as ``change_words`` does."""
    return since_words(evidence, change, f"in {year}")


def since_words(evidence: Evidence, change: ChangeBetweenYears, then: str) -> str:
    """Say a change; ``then`` names the earlier year: “in 2019-20”."""
    before = change.before
    if change.difference == 0:
        return _same(evidence, change, then)
    found = _found(evidence, change)
    if found.standing in ("higher", "lower"):
        judged = f", which is {found.judgement}" if found.judgement else ""
        return f"{_size(evidence.measure, change, then)}, a clear change{judged}"
    return f"{earlier_words(evidence, before)} {then}{_chance(found)}"


def _found(evidence: Evidence, change: ChangeBetweenYears) -> Comparison:
    return evidence.since(change.before, change.after, across_breaks=bool(change.breaks))


def _chance(found: Comparison) -> str:
    return f"; {COULD_BE_CHANCE}" if found.standing == "similar" else ""


def _same(evidence: Evidence, change: ChangeBetweenYears, then: str) -> str:
    """Say that two figures are printed alike; “about” where the counts behind them are not."""
    measure, before, after = evidence.measure, change.before, change.after
    held = [evidence.counts.get(figure.period) for figure in (before, after)]
    values = {round(counts.value_in(measure), 9) for counts in held if counts}
    if figure_text(measure, before) == figure_text(measure, after) and len(values) < 2:
        return f"the same as {marked(then, before)}"
    return f"about the same as {then} ({bracketed_text(measure, before)})"


def _size(measure: Measure, change: ChangeBetweenYears, then: str) -> str:
    """Say how large a change is; of small numbers “up from 5 the year before”."""
    is_up = change.difference > 0
    if change.is_small:
        old = quoted_text(measure, change.before)
        return f"{'up' if is_up else 'down'} from {old} {then}"
    in_brackets = bracketed_text(measure, change.before)
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


def earlier_words(evidence: Evidence, figure: Figure) -> str:
    """Write the figure of an earlier year, that of few cases as the counts behind it."""
    few = few_behind(evidence.measure, evidence.counts.get(figure.period))
    return marked(few, figure) if few else quoted_text(evidence.measure, figure)


def _no_change_words(change: NoChange, then: str) -> str:
    match change.why:
        case "break":
            year = change.breaks[0].period
            return f"not compared with {then}, because of a break at {year}"
        case "year before missing":
            return "no figure is held for the year before"
        case "year before elsewhere" if change.before and change.before.elsewhere:
            return f"the figure for the year before is {held_as(change.before.elsewhere)}"
        case "year before together":
            return "counted together with others the year before"
        case "no years before":
            return "no three years before these are held together"
        case "first year":
            return "the first year with a figure here, so no change can be given"
        case _:
            return ""
