"""Sentences that lay an area beside Scotland, a council or a group, in one and the same year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.amounts import Amount, AmountRange
from cjdata.formats import text_of
from cjdata.series import Figure
from cjdata.statistics import Comparison, Evidence, Interval, printed
from cjdata.text import join_and, lower_first, possessive
from cjdata.wording.absences import absence_reason, area_absence
from cjdata.wording.comparisons import not_compared_reason
from cjdata.wording.figures import quoted_text

COUNTS_MISSING = (
    "count unavailable",
    "count rounded",
    "count impossible",
    "counts disagree",
    "population unavailable",
)
"""Why the area’s own figure has no interval: something about the counts behind it."""
NOT_INDEPENDENT = "events not independent"
NOT_TESTED = (
    "Differences are not tested for chance, because the events counted are not independent of each "
    "other"
)

_SAYS_WHY = (
    "restricted",
    "suppressed",
    "not_applicable",
    "counted_together",
    "not_a_court_area",
    "group_incomplete",
    "scotland_only",
)
_SAYS_NOW = ("newer_edition", "held_elsewhere")
"""A figure is held all the same, which is told whatever other years there are."""


@dataclass(frozen=True)
class _Pair:
    """The area’s figure, that of another for the same year, and how the two stand."""

    main: Evidence
    other: Evidence
    here: Figure
    there: Figure
    found: Comparison

    @property
    def name(self) -> str:
        return self.other.series.area.name

    @property
    def named(self) -> str:
        """The other area with its figure behind it, as in “Falkirk (30.1)”."""
        return f"{self.name} ({quoted_text(self.other.measure, self.there)})"

    @property
    def decimals(self) -> int:
        return min(self.here.decimals, self.there.decimals)

    @property
    def is_with_scotland(self) -> bool:
        return self.other.series.area.kind == "scotland"

    def limits(self, interval: Interval) -> tuple[float, float]:
        return printed(interval.lower, self.decimals), printed(interval.upper, self.decimals)

    @property
    def interval_holds(self) -> bool:
        """Whether the interval, as printed, holds the other figure or overlaps its interval."""
        if self.found.interval is None:
            return False
        lower, upper = self.limits(self.found.interval)
        theirs = self.other.interval(self.here.period)
        if self.is_with_scotland or theirs is None:
            return lower <= printed(self.there.value or 0.0, self.decimals) <= upper
        low, high = self.limits(theirs)
        return lower <= high and upper >= low


def comparison_sentence(main: Evidence, other: Evidence, period: str) -> str:
    """Say how an area’s figure stands beside that of another area in a year.

    Better and worse are said only where a direction is desired; numbers are only listed, because
    they grow with the size of an area. Where the two are not compared it says why.
    """
    return " ".join(comparison_sentences(main, [other], period))


def comparison_sentences(
    main: Evidence, others: Sequence[Evidence], period: str, *, with_reasons: bool = True
) -> list[str]:
    """Say how an area’s figure stands beside those of others, alike ones in one sentence.

    Without ``with_reasons`` it is left to the caller to say why the area’s own figure, which
    lacks the counts behind it, is not compared.
    """
    here = main.series.by_period.get(period)
    if here is None or here.value is None:
        return [_without_figure(main, here)]
    pairs, absent = [], []
    courts = {main.series.area.code}
    for other in others:
        there = other.series.by_period.get(period)
        court = there.together.area.code if there and there.together else ""
        if court in courts:
            continue  # It is named with those it is counted with, whose figure is told.
        courts |= {court} - {""}
        found = main.against(other, period)
        if found.why == "same area":
            absent.append(not_compared_reason(found.why))
        elif there is None or there.value is None:
            absent.append(_no_figure_beside(other, there, period))
        else:
            pairs.append(_Pair(main, other, here, there, found))
    compared = [pair for pair in pairs if pair.found.why is None]
    listed = [pair for pair in pairs if pair.found.why is not None]
    return [
        *(_beside_scotland(pair) for pair in compared if pair.is_with_scotland),
        *_beside_areas([pair for pair in compared if not pair.is_with_scotland]),
        *_listed(listed, with_reasons=with_reasons),
        *absent,
    ]


def _without_figure(main: Evidence, here: Figure | None) -> str:
    if here is None:
        return f"{possessive(main.series.area.name)} figure for that year is not shown."
    return absence_reason(main.series.area, main.measure, here)


def _no_figure_beside(other: Evidence, there: Figure | None, period: str) -> str:
    """Say why another area has no figure for a year, and what its latest is."""
    area, latest = other.series.area, other.series.latest
    if there is not None and there.status in _SAYS_NOW:
        return absence_reason(area, other.measure, there)
    if latest is None:
        return area_absence(other.series)
    if there is not None and there.status in _SAYS_WHY:
        return absence_reason(area, other.measure, there)
    text = quoted_text(other.measure, latest)
    none = f"No figure is held for {area.name} for {period}"
    return f"{none}; the latest is {text}, for {latest.period}."


def _beside_scotland(pair: _Pair) -> str:
    """Hold the area’s interval against Scotland’s figure, both as printed."""
    found = pair.found
    if found.standing in ("higher", "lower"):
        clause = f": the 95% interval is {_interval_text(pair)}"
        return f"That is {found.standing} than {pair.named}{_judged(found)}{clause}."
    holds = f"the 95% interval, {_interval_text(pair)}, holds {possessive(pair.name)} figure"
    return f"That is similar to {pair.named}{f': {holds}' if pair.interval_holds else ''}."


def _interval_text(pair: _Pair) -> str:
    if pair.found.interval is None:
        return ""
    lower, upper = (
        Amount(limit, pair.decimals, pair.main.measure.unit)
        for limit in pair.limits(pair.found.interval)
    )
    return text_of(AmountRange(lower, upper))


def _judged(found: Comparison) -> str:
    return f", which is {found.judgement}" if found.judgement else ""


def _beside_areas(pairs: Sequence[_Pair]) -> list[str]:
    """Say in one sentence each with which areas there is a difference, and with which none."""
    alike: dict[tuple[str, str, bool], list[_Pair]] = {}
    for pair in pairs:
        key = pair.found.standing, _judged(pair.found), pair.interval_holds
        alike.setdefault(key, []).append(pair)
    sentences = []
    for (standing, judged, overlap), group in alike.items():
        names = [pair.named for pair in group]
        if standing == "no clear difference":
            why = ": the 95% intervals overlap" if overlap else ""
            sentences.append(f"There is no clear difference from {_join_or(names)}{why}.")
        else:
            why = ": the 95% intervals do not overlap"
            sentences.append(f"That is {standing} than {join_and(names)}{judged}{why}.")
    return sentences


def _join_or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _listed(pairs: Sequence[_Pair], *, with_reasons: bool) -> list[str]:
    """List figures that are not compared, then the reasons that are not plain to see."""
    if not pairs:
        return []
    figures = [f"{p.name} {quoted_text(p.other.measure, p.there)}" for p in pairs]
    reasons = dict.fromkeys(filter(None, (_reason(p, with_reasons=with_reasons) for p in pairs)))
    return [f"In the same year: {join_and(figures)}.", *reasons]


def _reason(pair: _Pair, *, with_reasons: bool) -> str:
    """Say why two figures are not compared; nothing of numbers, which are only listed."""
    why = str(pair.found.why)
    if pair.main.measure.is_count:
        return ""
    if why in COUNTS_MISSING:
        return f"They are not compared: {lower_first(not_compared_reason(why))}" * with_reasons
    if why == NOT_INDEPENDENT:
        return f"{NOT_TESTED}." * with_reasons
    if why == "benchmark without interval":
        whose = possessive(pair.name)
        return f"The counts behind {whose} figure are not all held, so it is not compared."
    if why == "not a count, proportion or rate":
        return "Figures of this kind are not compared."
    return f"They are not compared: {lower_first(not_compared_reason(why))}"
