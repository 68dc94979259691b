"""Caveats: what must be known of the figures that a finding tells, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjdata.reference.designations import quoted_by
from cjdata.series import Figure, Series
from cjdata.statistics import ChangeBetweenYears, Evidence, NoChange, change_since_year_before
from cjdata.text import are_few_words, join_and, lower_first, number, upper_first
from cjdata.wording.named import place
from cjdata.wording.year_before import before_words


def caveats_of(evidence: Evidence, latest: Figure, beside: Sequence[Series] = ()) -> list[str]:
    """List the caveats of an area’s latest figure, of its change and its trend, and of groups.

    For a finding that tells the change since the year before: see ``level_caveats``.
    """
    series = evidence.series
    change = change_since_year_before(series, latest)
    shown = [change.before, latest] if isinstance(change, ChangeBetweenYears) else [latest]
    return [
        *(_breaks(change)),
        *_advised([*_small(evidence, latest, change), *_pandemic(evidence, shown, change)]),
        *_rounded(evidence, shown),
        *_quoted(latest),
        *_groups([series, *beside], latest.period),
    ]


def level_caveats(evidence: Evidence, figure: Figure) -> list[str]:
    """List the caveats of one figure, for a finding that tells no change and no trend."""
    series = evidence.series
    return [
        *_advised([*_small(evidence, figure), *_pandemic_figure(evidence, figure)]),
        *_rounded(evidence, [figure]),
        *_quoted(figure),
        *_groups([series], figure.period),
    ]


@dataclass(frozen=True, slots=True)
class _Advice:
    """What to do or expect, and the reason that it follows from."""

    why: str
    advice: str


def _advised(found: Sequence[_Advice]) -> list[str]:
    """Give the same advice once, after all that it follows from."""
    reasons: dict[str, list[str]] = {}
    for one in found:
        reasons.setdefault(one.advice, []).append(one.why)
    return [
        _so(", and ".join((first, *map(lower_first, more))), advice)
        for advice, (first, *more) in reasons.items()
    ]


def _so(reasons: str, advice: str) -> str:
    """Say what follows from reasons, in a sentence or in two."""
    whole = f"{reasons}, so {advice}."
    return whole if are_few_words(whole) else f"{reasons}. {upper_first(advice)}."


def _breaks(change: ChangeBetweenYears | NoChange) -> list[str]:
    if isinstance(change, NoChange) and change.why == "break":
        return list(dict.fromkeys(b.text for b in change.breaks))
    return []


def _small(
    evidence: Evidence, latest: Figure, change: ChangeBetweenYears | NoChange | None = None
) -> Iterator[_Advice]:
    """Say that the figures move a lot: small numbers, or few behind a share or a rate.

    It is put down to chance only where the events are independent of each other.
    """
    measure = evidence.measure
    by_chance = "by chance" if measure.independent else "from one year to the next"
    shown = [change.before, latest] if isinstance(change, ChangeBetweenYears) else [latest]
    if measure.unit == "count":
        if any(map(evidence.is_small, shown)):
            yield _Advice("The numbers are small", f"they can change a lot {by_chance}")
        return
    if evidence.is_small(latest):
        noun = "percentage" if measure.form == "percent" else "rate"
        rests = f"The {noun} rests on {_only(evidence, latest)}"
        yield _Advice(rests, f"it can change a lot {by_chance}")
    elif evidence.is_small(shown[0]):
        so = "the change may be chance" if measure.independent else "read the change with care"
        before = upper_first(before_words(evidence.series))
        rests = "rests" if evidence.series.years_each == 1 else "rest"
        yield _Advice(f"{before} {rests} on {_only(evidence, shown[0])}", so)


def _only(evidence: Evidence, figure: Figure) -> str:
    count = evidence.base(figure)
    one, many = evidence.counted
    if not count:
        return f"no {many}"
    return f"only {number(count)} {one if count == 1 else many}"


def _pandemic(
    evidence: Evidence, shown: Sequence[Figure], change: ChangeBetweenYears | NoChange
) -> Iterator[_Advice]:
    """Say which years told of the pandemic affected, and what to read with care."""
    touched = list(dict.fromkeys(y for f in shown for y in evidence.series.pandemic_in(f)))
    what = "the change" if isinstance(change, ChangeBetweenYears) else "the figure"
    if touched:
        yield _Advice(f"The pandemic affected {join_and(touched)}", f"read {what} with care")


def _pandemic_figure(evidence: Evidence, figure: Figure) -> Iterator[_Advice]:
    if touched := evidence.series.pandemic_in(figure):
        yield _Advice(f"The pandemic affected {join_and(touched)}", "read the figure with care")


def _rounded(evidence: Evidence, shown: Sequence[Figure]) -> Iterator[str]:
    """Explain “about”, of a number and of the number that is told behind a rate."""
    measure = evidence.measure
    if measure.form == "rate":
        is_told = evidence.is_rounded(shown[-1])
    else:
        is_told = measure.is_whole and any(figure.is_rounded for figure in shown)
    if is_told:
        yield "Figures given with “about” are rounded by the publisher."


def _quoted(latest: Figure) -> Iterator[str]:
    if latest.status == "secondary":
        by = quoted_by(latest.designation)
        yield f"The latest figure is quoted {by}, not read in the tables."


def _groups(series: Sequence[Series], period: str) -> Iterator[str]:
    """Say what the figures of groups are, those that are worked out alike in one sentence."""
    groups = [one for one in series if one.area.kind == "group" and _has_figure(one, period)]
    single = [one for one in groups if len(one.area.members) == 1 or _is_published(one)]
    whole = [one for one in groups if one not in single]
    yield from map(group_caveat, single)
    if len(whole) == 1:
        yield group_caveat(whole[0])
    elif whole:
        names = join_and([place(one.area) for one in whole])
        if whole[0].measure.is_count:
            yield f"The figures for {names} are the sums of their councils, worked out here."
        else:
            yield f"The figures for {names} are worked out here from the sums of their councils."
        if any(one.area.sort == "sheriffdom" for one in whole):
            yield "That of a sheriffdom is indicative only."


def _has_figure(series: Series, period: str) -> bool:
    figure = series.by_period.get(period)
    return figure is not None and figure.value is not None


def _single(series: Series) -> str:
    return f"The figure for {series.area.name} is that of its one council."


def _is_published(series: Series) -> bool:
    """Whether the figures of a group are published for it, as those of a court area are."""
    return series.measure.is_by_court and series.area.sort == "court_area"


def group_caveat(series: Series) -> str:
    """Say in a sentence what the figure of a group is: a sum, a ratio of sums, or published."""
    name, count = place(series.area), len(series.area.members)
    if count == 1:
        return _single(series)
    if _is_published(series):
        return f"The figure for {name} is published for the {count} councils together."
    if series.measure.is_count:
        said = f"The figure for {name} is the sum of the {count} councils, worked out here."
    else:
        said = f"The figure for {name} is worked out here from the sums of the {count} councils."
    return said + (" It is indicative only." if series.area.sort == "sheriffdom" else "")
