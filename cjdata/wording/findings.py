"""The finding: what a view says, the area first, then the comparison, then caveats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjdata.reference.areas import Area
from cjdata.series import Figure, Series
from cjdata.statistics import (
    NOT_SOUGHT,
    ChangeBetweenYears,
    Evidence,
    NoChange,
    NoInterval,
    change_since_year_before,
)
from cjdata.text import possessive
from cjdata.wording.absences import absence_reason, absences, area_absence, held_as
from cjdata.wording.beside import COUNTS_MISSING, NOT_TESTED, comparison_sentences
from cjdata.wording.caveats import caveats_of
from cjdata.wording.comparisons import record_words
from cjdata.wording.leads import lead_alone, lead_beside
from cjdata.wording.over_time import desired_words, trend_words
from cjdata.wording.standing import ILLUSTRATIVE_SENTENCE, SUPPLIED_SENTENCE
from cjdata.wording.year_before import before_words, change_sentence, is_clear_change

SCOTLAND_FIXED = (
    "The counts behind Scotland’s figure are not held, so it is taken as a fixed value."
)
_DEPENDENT = "the events are not independent"
_WENT = {"increasing": "rise", "decreasing": "fall"}
"""Why there is no trend of arrivals in prison, say."""


@dataclass(frozen=True)
class Finding:
    """What a view says: a first clause to stand out, what follows, and its caveats, last."""

    lead: str
    rest: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    def split(self, words: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Part what follows the lead: as many sentences as leave the whole at so many words, rest.

        >>> Finding("One two.", ("Three four.", "Five six."), ("Seven.",)).split(4)
        (('Three four.',), ('Five six.', 'Seven.'))
        """
        every = (*self.rest, *self.caveats)
        told = len(self.lead.split())
        for n, sentence in enumerate(every):
            told += len(sentence.split())
            if told > words:
                return every[:n], every[n:]
        return every, ()

    @property
    def text(self) -> str:
        """The whole as one paragraph."""
        return " ".join((self.lead, *self.rest, *self.caveats))


def finding(
    shown: Evidence,
    beside: Sequence[Evidence],
    *,
    illustrative: bool,
    across_breaks: bool = False,
) -> Finding:
    """Say what a view of one measure shows.

    The lead is the level of the area beside Scotland; of a number, which is not compared, its level
    and the figure of the year before. Then comes what is clear: the five-year trend and the last
    change; then how it is laid beside each other area in the same year, and over the years; then
    what is unclear or missing, and why. Caveats come last. With ``across_breaks``
    the change since the year before is given across a break too; the trend never is.
    """
    main = shown.series
    given = _without(main.area, beside)
    courts = [one for one in given if _is_counted_in(main, one.series)]
    others = [one for one in given if one not in courts]
    latest = main.latest
    if latest is None:
        lead, rest, caveats = _without_figures(main, [*courts, *others], across_breaks)
    else:
        change = change_since_year_before(main, latest, across_breaks=across_breaks)
        scotland = told_beside(shown, others)
        told = (
            lead_beside(shown, latest, scotland) if scotland else lead_alone(shown, latest, change)
        )
        lead = told.text
        first, last = _over_time(shown, others, latest, change, is_told=told.is_change_told)
        rest = [
            *told.parted,
            *first,
            *_comparisons(shown, others, latest, scotland, named=bool(told.parted or first)),
            *_long_record(shown, scotland),
            *_counted_together(main, latest),
            *_newer_missing(main, others),
            *last,
        ]
        caveats = caveats_of(shown, latest, [one.series for one in others])
        if scotland and shown.against(scotland, latest.period).is_fixed:
            caveats = [*caveats, SCOTLAND_FIXED]
    if any(f.status == "supplied" for one in (shown, *given) for f in one.series.with_values):
        caveats = [*caveats, SUPPLIED_SENTENCE]
    if illustrative:
        caveats = [*caveats, ILLUSTRATIVE_SENTENCE]
    return Finding(lead, tuple(rest), tuple(caveats))


def _without(area: Area, beside: Sequence[Evidence]) -> list[Evidence]:
    """List the others, each once: an area is never compared with itself."""
    by_code = {one.series.area.code: one for one in beside}
    return [one for code, one in by_code.items() if code != area.code]


def _is_counted_in(main: Series, court: Series) -> bool:
    """Whether another area is a court area in which the main one is counted with others."""
    is_court = main.measure.is_by_court and court.area.sort == "court_area"
    return is_court and main.area.code in court.area.members


def _counted_together(main: Series, latest: Figure) -> list[str]:
    """Say with whom the area has been counted since its own latest figure."""
    shared = main.newest_together
    if shared is None or shared.period < latest.period:
        return []
    return [absence_reason(main.area, main.measure, shared)]


def _without_figures(
    main: Series, others: Sequence[Evidence], across_breaks: bool
) -> tuple[str, list[str], list[str]]:
    """Say what the first other area with a figure shows, for that is known; then what is not.

    Where that is the court area in which the area is counted, its figure is named with the area
    first, and is laid beside the others.
    """
    first = next((one for one in others if one.series.latest), None)
    if first is None or first.series.latest is None:
        lead, *rest = absences([main, *(one.series for one in others)])
        return lead, rest, []
    latest = first.series.latest
    change = change_since_year_before(first.series, latest, across_breaks=across_breaks)
    no_change = _no_change_sentence(first.series, latest, change)
    told = lead_alone(first, latest, change)
    level, reasons = told.text, [*told.parted, *([no_change] if no_change else [])]
    if not _is_counted_in(main, first.series):
        said = absences([main], after_level=True)
        return level, [*reasons, *said], caveats_of(first, latest)
    beside = [one for one in others if not _is_counted_in(main, one.series)]
    rest = [level, *reasons, *comparison_sentences(first, beside, latest.period)]
    return area_absence(main), rest, caveats_of(first, latest, [one.series for one in beside])


def told_beside(shown: Evidence, others: Sequence[Evidence]) -> Evidence | None:
    """Give Scotland’s evidence where the lead lays the area beside it: not of numbers."""
    latest, measure = shown.series.latest, shown.measure
    if latest is None or measure.grows_with_size:
        return None
    for other in others:
        there = other.series.by_period.get(latest.period)
        if other.series.area.kind == "scotland" and there and there.value is not None:
            found = shown.against(other, latest.period)
            return None if found.why == "different basis" else other
    return None


def _long_record(shown: Evidence, scotland: Evidence | None) -> list[str]:
    found = shown.record_against(scotland) if scotland else None
    return [record_words(found, shown.series.area, "Scotland")] if found else []


def _comparisons(
    main: Evidence,
    others: Sequence[Evidence],
    latest: Figure,
    told: Evidence | None,
    *,
    named: bool,
) -> list[str]:
    is_told_later = (
        _lacks_counts(main, latest) and main.trend.why == "a count is unavailable"
    ) or main.trend.why == _DEPENDENT
    return comparison_sentences(
        main, others, latest.period, with_reasons=not is_told_later, told=told, named=named
    )


def _lacks_counts(evidence: Evidence, latest: Figure) -> bool:
    interval = evidence.intervals[latest.period]
    return isinstance(interval, NoInterval) and interval.why in COUNTS_MISSING


def _newer_missing(main: Series, others: Sequence[Evidence]) -> list[str]:
    """Say that the area lacks years that another series has."""
    missing = _newer_year(main, others)
    if missing and missing.together and main.latest and _counted_together(main, main.latest):
        return []  # It has been told with whom it is counted.
    return [absence_reason(main.area, main.measure, missing)] if missing else []


def _newer_year(main: Series, others: Sequence[Evidence]) -> Figure | None:
    newest = max((o.series.latest.period for o in others if o.series.latest), default="")
    is_newer = main.latest is not None and newest > main.latest.period
    return main.by_period.get(newest) if is_newer else None


def _over_time(
    shown: Evidence,
    others: Sequence[Evidence],
    latest: Figure,
    change: ChangeBetweenYears | NoChange,
    *,
    is_told: bool,
) -> tuple[list[str], list[str]]:
    """Say the trend and the change unless it is told: first what there is, last what there is not.

    A change that is not clear is among the last. A reason that both are refused for is told once.
    Of the first that is clear it is said whether it is in the direction desired.
    """
    own = [] if is_told or isinstance(change, NoChange) else [change_sentence(shown, change)]
    clear, unclear = (own, []) if is_clear_change(shown, change) else ([], own)
    went, desired = _WENT.get(shown.trend.result, ""), _desired(shown, change)
    clear += [] if went else desired
    if shown.trend.result == "cannot be calculated":
        return clear, [*unclear, *_refused(shown, others, latest, change)]
    no_change = _no_change_sentence(shown.series, latest, change)
    trend = trend_words(shown, named=bool(others))
    if is_told and not went:  # what has just been told is what is desired or not
        return [*clear, trend], [*filter(None, [no_change])]
    return [trend, *(desired if went else []), *clear], [*unclear, *filter(None, [no_change])]


def _refused(
    shown: Evidence,
    others: Sequence[Evidence],
    latest: Figure,
    change: ChangeBetweenYears | NoChange,
) -> Iterator[str]:
    """Say why there is no trend, and no change if there is none."""
    why = shown.trend.why
    if isinstance(change, NoChange):
        has_no_trend = why not in NOT_SOUGHT
        is_same = change.why != "break" or why == "a break lies between"
        if has_no_trend and is_same:
            yield _no_change_sentence(shown.series, latest, change, "or trend")
            return
        yield _no_change_sentence(shown.series, latest, change)
    newer = _newer_year(shown.series, others)
    if why == "a count is unavailable" and others and _lacks_counts(shown, latest):
        name = possessive(shown.series.area.name)
        not_told = "so it is not compared and no trend is calculated"
        yield f"The counts behind {name} figure are not all held, {not_told}."
    elif why == _DEPENDENT:
        yield f"{NOT_TESTED}; nor is a trend."
    elif (
        newer is not None
        and why == "a figure is missing"
        and shown.trend.missing == (newer,)
        and isinstance(change, ChangeBetweenYears)
    ):
        yield f"Without a figure for {newer.period}, a trend cannot be calculated."
    elif trend := trend_words(shown, named=bool(others)):
        yield trend


def _desired(shown: Evidence, change: ChangeBetweenYears | NoChange) -> list[str]:
    """Say whether the trend, or else a clear change, is in the direction desired."""
    went = _WENT.get(shown.trend.result, "")
    if not went and isinstance(change, ChangeBetweenYears):
        found = shown.since(change.before, change.after, across_breaks=bool(change.breaks))
        went = {"higher": "rise", "lower": "fall"}.get(found.standing or "", "")
    said = desired_words(shown, went) if went else ""
    return [said] if said else []


def _no_change_sentence(
    series: Series, latest: Figure, change: ChangeBetweenYears | NoChange, trend: str = ""
) -> str:
    """Say why there is no change, by the years’ names: other years may have been told before."""
    if isinstance(change, ChangeBetweenYears):
        return ""
    what, year, before = f"change {trend}".strip(), latest.period, change.before
    match change.why:
        case "break":
            also = " and no trend is given" if trend else ""
            why = "because of a break (see below)"
            then = before_words(series)
            return f"{year} is not compared with {then}{also}, {why}."
        case "year before elsewhere" if before and before.elsewhere:
            held = held_as(before.elsewhere)
            return f"The figure for the year before is {held}, so no {what} is given."
        case "year before together":
            name = series.area.name
            return (
                f"{name} was counted together with others the year before, so no {what} is given."
            )
        case "year before missing" if before:
            return f"No figure is held for {before.period}, so no {what} is given."
        case "no years before":
            return f"No three years before {year} are held together, so no {what} is given."
        case "first year":
            return f"{year} is the first year with a figure here, so no {what} can be given."
        case _:
            return ""
