"""The finding: what a view says, the area first, then the comparison, then caveats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.periods import PANDEMIC
from cjdata.series import Figure, Series
from cjdata.statistics import FLOOR, Change, Evidence, NoChange, change_since_year_before
from cjdata.text import join_and, possessive
from cjdata.wording.figures import (
    absence_reason,
    change_words,
    level_sentence,
    quoted_text,
)
from cjdata.wording.standing import ILLUSTRATIVE_SENTENCE, SUPPLIED_SENTENCE


@dataclass(frozen=True)
class Finding:
    """What a view says: a first clause to stand out, what follows, and its caveats, last."""

    lead: str
    rest: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole as one paragraph."""
        return " ".join((self.lead, *self.rest, *self.caveats))


def finding(shown: Evidence, beside: Sequence[Evidence], *, illustrative: bool) -> Finding:
    """Say what a view of one measure shows: the area first, then the comparison, then caveats."""
    main, others = shown.series, [one.series for one in beside]
    latest = main.latest
    if latest is None:
        lead = area_absence(main)
        held = [_own_sentence(other) for other in others if other.latest][:1]
        rest = held or [area_absence(other) for other in others]
        first = next((other for other in others if other.latest), None)
        caveats = _caveats(first, first.latest) if first and first.latest else []
    else:
        change = change_since_year_before(main, latest)
        lead = _level_and_change(main, latest, change)
        rest = [*_newer_missing(main, others), *_same_year(latest, others)]
        caveats = _caveats(main, latest)
    if any(f.status == "supplied" for s in (main, *others) for f in s.with_values):
        caveats = [*caveats, SUPPLIED_SENTENCE]
    if illustrative:
        caveats = [*caveats, ILLUSTRATIVE_SENTENCE]
    return Finding(lead, tuple(rest), tuple(caveats))


def area_absence(series: Series) -> str:
    """Say in one sentence why an area has no figure at all in the span shown."""
    name = possessive(series.area.name)
    statuses = {f.status for f in series.figures}
    if "restricted" in statuses:
        figure = next(f for f in reversed(series.figures) if f.status == "restricted")
        return f"{name} figure for {figure.period} is restricted: it may not be published."
    if "scotland_only" in statuses:
        return "This is measured for Scotland as a whole only: no council has a figure."
    if "too_short_for_trend" in statuses:
        return f"No figure has been printed for {series.area.name}: the series is too new."
    if series.area.kind == "scotland":
        return "No figure for Scotland is held."
    if "not_computed" in statuses:
        return f"{series.area.name} has no figure: it cannot be worked out from what is held."
    if series.area.kind == "group":
        return f"{series.area.name} has no figure, because its councils’ figures are not all held."
    return f"{name} figures are not loaded yet."


def _own_sentence(series: Series) -> str:
    latest = series.latest
    if latest is None:
        return area_absence(series)
    return _level_and_change(series, latest, change_since_year_before(series, latest))


def _level_and_change(series: Series, latest: Figure, change: Change | NoChange) -> str:
    sentence = level_sentence(series.measure, series.area, latest)
    words = change_words(series.measure, change)
    if isinstance(change, Change):
        return f"{sentence[:-1]}, {words}."
    return f"{sentence} {_no_change_sentence(change)}".strip()


def _no_change_sentence(change: NoChange) -> str:
    match change.why:
        case "break":
            return "It is not compared with the year before, because of a break (see below)."
        case "year before missing":
            return "No figure is held for the year before, so no change is given."
        case "first year":
            return "It is the first year held, so no change can be given."
        case _:
            return ""


def _same_year(latest: Figure, others: Sequence[Series]) -> list[str]:
    sentences = []
    held = []
    for other in others:
        same = other.by_period.get(latest.period)
        if same is not None and same.value is not None:
            held.append(f"{other.area.name} {quoted_text(other.measure, same)}")
        elif other.latest is not None:
            text = quoted_text(other.measure, other.latest)
            sentences.append(
                f"No figure is held for {other.area.name} for {latest.period}; "
                f"the latest is {text}, for {other.latest.period}."
            )
        else:
            sentences.append(area_absence(other))
    if held:
        sentences.insert(0, f"In the same year: {join_and(held)}.")
    return sentences


def _newer_missing(main: Series, others: Sequence[Series]) -> list[str]:
    """Say that the area lacks years that another series has."""
    latest = main.latest
    newest = max((o.latest.period for o in others if o.latest), default="")
    if latest is None or newest <= latest.period:
        return []
    missing = main.by_period.get(newest)
    return [absence_reason(main.area, main.measure, missing)] if missing else []


def _caveats(series: Series, latest: Figure) -> list[str]:
    caveats = []
    change = change_since_year_before(series, latest)
    before = series.before(latest)
    if isinstance(change, NoChange) and change.why == "break":
        caveats += [b.text for b in change.breaks]
    shown = [f for f in (before, latest) if f is not None and f.value is not None]
    pandemic = [f.period for f in shown if f.period in PANDEMIC]
    if pandemic and any(b.kind == "pandemic" for b in series.breaks):
        years = join_and(pandemic)
        caveats.append(f"The pandemic affected {years}, so read the change with care.")
    if any(f.is_rounded for f in shown) and series.measure.is_count:
        caveats.append("Figures given with “about” are rounded by the publisher.")
    if series.measure.unit == "count" and any((f.value or 0) < FLOOR for f in shown):
        caveats.append("The numbers are small, so they can change a lot by chance.")
    if latest.status == "secondary":
        caveats.append("The latest figure is quoted by another body, not read in the tables.")
    return caveats
