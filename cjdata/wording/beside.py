"""Sentences that lay an area beside Scotland, a council or a group, in one and the same year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.series import Figure
from cjdata.statistics import Comparison, Evidence
from cjdata.text import are_few_words, join_and, lower_first, possessive
from cjdata.wording.absences import absence_reason, area_absence
from cjdata.wording.comparisons import not_compared_reason, standing_words
from cjdata.wording.figures import bracketed_text, quoted_text

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
        return f"{self.name} ({bracketed_text(self.other.measure, self.there)})"

    @property
    def is_mere_size(self) -> bool:
        """Whether the other is Scotland, and the figure a number that grows with size."""
        is_scotland = self.other.series.area.kind == "scotland"
        return is_scotland and self.main.measure.grows_with_size


def comparison_sentence(main: Evidence, other: Evidence, period: str) -> str:
    """Say how an area’s figure stands beside that of another area in a year.

    Better and worse are said only of measures whose record allows it; numbers are only listed,
    because they grow with the size of an area. Where the two are not compared it says why.
    """
    return " ".join(comparison_sentences(main, [other], period))


def comparison_sentences(
    main: Evidence,
    others: Sequence[Evidence],
    period: str,
    *,
    with_reasons: bool = True,
    told: Evidence | None = None,
    named: bool = False,
) -> list[str]:
    """Say how an area’s figure stands beside those of others, alike ones in one sentence.

    Without ``with_reasons`` it is left to the caller to say why the area’s own figure, which
    lacks the counts behind it, is not compared. How it stands beside ``told`` has been said; of it
    only the reason is left to say, where the two are not compared. With ``named`` the area is
    named, because something else was told just before.
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
    compared = [pair for pair in pairs if pair.found.why is None and pair.other is not told]
    listed = [pair for pair in pairs if pair.found.why is not None]
    return [
        *_compared(compared, f"{possessive(main.series.area.name)} figure" if named else "That"),
        *_listed(listed, told, with_reasons=with_reasons),
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


def _compared(pairs: Sequence[_Pair], subject: str) -> list[str]:
    """Say than which areas it is higher or lower, and to which similar, as few as can be together.

    Sentences are as short as they have to be.
    """
    alike: dict[tuple[str, str], list[_Pair]] = {}
    for pair in pairs:
        judged = f", which is {pair.found.judgement}" if pair.found.judgement else ""
        alike.setdefault((standing_words(pair.found), judged), []).append(pair)
    said: list[str] = []
    for (standing, judged), group in alike.items():
        together: list[str] = []
        for pair in group:
            longer = f"{subject} is {standing} {join_and([*together, pair.named])}{judged}."
            if together and not are_few_words(longer):
                said.append(f"{subject} is {standing} {join_and(together)}{judged}.")
                together = []
            together.append(pair.named)
        said.append(f"{subject} is {standing} {join_and(together)}{judged}.")
    return said


def _listed(pairs: Sequence[_Pair], told: Evidence | None, *, with_reasons: bool) -> list[str]:
    """List figures that are not compared, then the reasons that are not plain to see.

    Beside the number of a council, that of Scotland says nothing.
    """
    shown = [p for p in pairs if p.other is not told and not p.is_mere_size]
    figures = [f"{p.name} {quoted_text(p.other.measure, p.there)}" for p in shown]
    reasons = dict.fromkeys(filter(None, (_reason(p, with_reasons=with_reasons) for p in pairs)))
    same = "years" if pairs and pairs[0].here.parts else "year"
    listed = [f"In the same {same}: {join_and(figures)}."] if figures else []
    return [*listed, *reasons]


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
    if why == "areas share councils":
        return f"{pair.name} shares councils with it, so the two are not compared."
    if why == "not a count, proportion or rate":
        return "Figures of this kind are not compared."
    return f"They are not compared: {lower_first(not_compared_reason(why))}"
