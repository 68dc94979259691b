"""Words for comparisons: the mark, the clause, and why two figures are not compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from cjdata.amounts import Amount, AmountRange
from cjdata.formats import text_of
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.statistics import Comparison, Interval, LongRecord, Trend
from cjdata.text import upper_first
from cjdata.wording.named import is_many, place

Role = Literal["better", "worse", "neutral", "similar", "none"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A judgement as a reader sees it: a symbol and a word, never a colour alone.

    Attributes
    ----------
    symbol
        A triangle up or down, a hollow circle, or a dash.
    word
        What it says.
    role
        How it is coloured, each by the style sheet or template of where it stands.
    detail
        Why there is no judgement, or what it rests on, in a sentence.
    """

    symbol: str
    word: str
    role: Role
    detail: str = ""


UP, DOWN, ROUND, DASH = "▲", "▼", "○", "–"


def comparison_mark(found: Comparison) -> Mark:
    """Give the mark of a comparison."""
    if found.why is not None:
        return Mark(DASH, "Not compared", "none", not_compared_reason(found.why))
    if found.standing == "similar":
        return Mark(ROUND, "Similar", "similar")
    symbol = UP if found.standing == "higher" else DOWN
    return Mark(symbol, found.word.capitalize(), found.judgement or "neutral")


def standing_words(found: Comparison) -> str:
    """Say how a figure stands before the name of the other: “clearly higher than”, “similar to”."""
    return "similar to" if found.standing == "similar" else f"clearly {found.standing} than"


def record_words(found: LongRecord, area: Area, name: str) -> str:
    """Say how an area stood beside another over the years: “above Scotland in 9 of 10 years”."""
    is_above = found.above >= found.below
    way, many = ("above", found.above) if is_above else ("below", found.below)
    clear = found.clearly_above if is_above else found.clearly_below
    tested = ""
    if found.tested == found.years:
        tested = f", clearly in {clear or 'none'}"
    elif found.tested:
        tested = f", clearly in {clear or 'none'} of the {found.tested} that can be tested"
    was = "were" if is_many(area) else "was"
    return (
        f"{upper_first(place(area))} {was} {way} {name} in {many} of {found.years} years{tested}."
    )


def trend_mark(found: Trend) -> Mark:
    """Give the mark of a recent trend."""
    if found.result == "cannot be calculated":
        return Mark(DASH, "Cannot be calculated", "none", no_trend_reason(found))
    if found.result == "no clear change":
        return Mark(ROUND, "No clear change", "similar")
    symbol = UP if found.result == "increasing" else DOWN
    role: Role = "neutral"
    if found.judgement:
        role = "better" if found.judgement == "getting better" else "worse"
    return Mark(symbol, found.word.capitalize(), role)


def interval_words(measure: Measure, interval: Interval, decimals: int) -> str:
    """Write an interval with its level and without brackets: “95% interval 20.8 to 31.5”."""
    return text_of(replace(limits_of(measure, interval, decimals), confidence=interval.confidence))


def limits_of(measure: Measure, interval: Interval, decimals: int) -> AmountRange:
    """Give the limits of an interval, printed as the figure is."""
    lower, upper = (
        Amount(limit, decimals, measure.unit) for limit in (interval.lower, interval.upper)
    )
    return AmountRange(lower, upper)


_NO_INTERVAL = {
    "no value": "There is no figure.",
    "restricted": "The figure is restricted.",
    "suppressed": "The figure is not shown, to protect individuals.",
    "counted together": "The council is counted together with others and has no figure of its own.",
    "count unavailable": "The counts behind the figure are not all held.",
    "count rounded": "The counts behind the figure are rounded.",
    "count impossible": "The counts behind the figure contradict each other.",
    "counts disagree": "The counts that are held do not give the printed figure.",
    "population unavailable": "No population estimate is held for the year.",
    "not a count, proportion or rate": "The figure is not a count, a proportion or a rate.",
    "events not independent": "The events counted are not independent of each other.",
}
_NOT_COMPARED = {
    "same area": "An area is not compared with itself.",
    "same year": "A year is not compared with itself.",
    "no benchmark": "{other} is not held for the same year.",
    "benchmark restricted": "{other} is restricted.",
    "benchmark counted together": "The other council is counted together with others and has no "
    "figure of its own.",
    "benchmark without interval": "The counts behind the other figure are not all held.",
    "areas share councils": "The two areas share councils.",
    "different basis": "The two figures do not count the same thing.",
    "number depends on size": "Numbers grow with the size of an area.",
    "a break lies between": "A break lies between the two years.",
    "years shared": "The two share years.",
}


def no_interval_reason(why: str) -> str:
    """Say in a sentence why a figure has no interval."""
    return _NO_INTERVAL[why]


def not_compared_reason(why: str, other: str = "The other figure") -> str:
    """Say in a sentence why two figures are not compared; ``other`` names the second."""
    return (_NOT_COMPARED.get(why) or _NO_INTERVAL[why]).format(other=other)


_NO_TREND = {
    "not a count, proportion or rate": "A trend is not worked out for figures of this kind.",
    "too few years outside the pandemic": "Too few years lie outside the pandemic.",
    "no events": "There was none in any of the five years.",
    "fewer than five points": "It takes five years of figures.",
    "a figure is missing": "One of the five years has no figure.",
    "counted together": "In one of the five years the council is counted together with others.",
    "a break lies between": "A break lies within the five years.",
    "a count is unavailable": "The counts behind a figure are not all held.",
    "a count is all of its base": "A figure is 100%.",
    "the events are not independent": "The events counted are not independent of each other.",
    "several years together": "A trend is worked out from single years alone.",
}


def no_trend_reason(found: Trend) -> str:
    """Say in a sentence why a trend cannot be calculated."""
    return _NO_TREND.get(str(found.why), "The figures do not allow it.")
