"""The lead of a finding: how much it was, and what one sentence can hold beside that."""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.series import Figure
from cjdata.statistics import ChangeBetweenYears, Comparison, Evidence, NoChange
from cjdata.text import are_few_words
from cjdata.wording.comparisons import standing_words
from cjdata.wording.figures import (
    bracketed_text,
    counted_text,
    level_sentence,
    quoted_text,
)
from cjdata.wording.named import place
from cjdata.wording.year_before import change_sentence, change_words, is_clear_change


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence that leads, and what it had no room for.

    Attributes
    ----------
    parted
        Sentences that belong right behind it.
    is_change_told
        Whether it tells the year before too, or why that is not compared.
    """

    text: str
    parted: tuple[str, ...] = ()
    is_change_told: bool = False


def lead_beside(shown: Evidence, latest: Figure, scotland: Evidence) -> Lead:
    """Say how much it was, and how that stands beside Scotland.

    Where that is too long for a sentence the counts follow in one of their own; where it still is,
    how it stands does.
    """
    series, counts = shown.series, shown.behind.get(latest.period)
    figure = scotland.series.by_period[latest.period]
    found = shown.against(scotland, latest.period)
    level = level_sentence(series.measure, series.area, latest, counts)
    bare = level_sentence(series.measure, series.area, latest, counts, is_bare=True)
    if found.why is not None:
        there = quoted_text(scotland.measure, figure)
        beside, apart = f"; Scotland {there}.", f"Scotland’s figure is {there}."
    else:
        standing = standing_beside(scotland, figure, found)
        beside, apart = f", {standing}.", f"That is {standing}."
    if are_few_words(whole := level[:-1] + beside):
        return Lead(whole)
    if bare != level and are_few_words(short := bare[:-1] + beside):
        behind = counted_text(series.measure, counts)
        return Lead(short, (f"In {place(series.area)} that is {behind}.",))
    return Lead(level, (apart,))


def lead_alone(evidence: Evidence, latest: Figure, change: ChangeBetweenYears | NoChange) -> Lead:
    """Say how much it was, and the figure of the year before: in one sentence or in two.

    Of two, the second may be told later: a clear trend comes before a change that is not clear.
    """
    series, counts = evidence.series, evidence.behind.get(latest.period)
    level = level_sentence(series.measure, series.area, latest, counts)
    if isinstance(change, NoChange):
        return Lead(level)
    whole = f"{level[:-1]}, {change_words(evidence, change)}."
    if are_few_words(whole):
        return Lead(whole, is_change_told=True)
    if evidence.trend.is_clear and not is_clear_change(evidence, change):
        return Lead(level)
    return Lead(level, (change_sentence(evidence, change),), is_change_told=True)


def standing_beside(other: Evidence, figure: Figure, found: Comparison) -> str:
    """Say how an area stands beside another, whose figure is named: “similar to Scotland (5.2)”."""
    judged = f", which is {found.judgement}" if found.judgement else ""
    there = bracketed_text(other.measure, figure)
    return f"{standing_words(found)} {other.series.area.name} ({there}){judged}"
