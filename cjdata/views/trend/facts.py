"""The compact facts under the chart of a theme page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cjdata import wording
from cjdata.amounts import Content
from cjdata.fetching.newest_seen import SeenEdition
from cjdata.formats import text_of
from cjdata.reference.catalogue import Direction, Publication
from cjdata.reference.periods import month_in_words
from cjdata.reference.statuses import STATUSES
from cjdata.series import Figure
from cjdata.statistics import Evidence, change_since_year_before, least_visible_move
from cjdata.text import upper_first, value_text
from cjdata.views.table import amount_of
from cjdata.views.trend import words as themes
from cjdata.views.trend.figures import ThemeFigures
from cjdata.wording import Mark
from cjdata.wording.publications import newer_is_out


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the compact facts under a chart: a value or a mark, and what is said of it.

    ``content`` is None where there is a mark alone.
    """

    label: str
    content: Content
    detail: str = ""
    mark: Mark | None = None

    @property
    def value(self) -> str:
        """The value in print; empty where there is a mark alone."""
        return text_of(self.content) if self.content else ""


def facts_of(
    held: ThemeFigures,
    publication: Publication,
    direction: Direction,
    today: date,
    told: Collection[str] = (),
    *,
    across_breaks: bool = False,
    newer: SeenEdition | None = None,
) -> tuple[Fact, ...]:
    """List the facts: the latest figure, beside Scotland, the trend, what is desired, when due.

    What the finding has ``told``, which stands above them, is not said again, nor is a reason that
    one of them gives. ``newer`` is an edition that is out and not loaded.
    """
    kept: list[Fact] = []
    for one in _facts(held, direction, across_breaks=across_breaks):
        said = (*told, *(earlier.detail for earlier in kept))
        is_sentence = one.detail.endswith(".")
        is_again = is_sentence and any(one.detail.removesuffix(".") in text for text in said)
        kept.append(replace(one, detail="") if is_again else one)
    return (*kept, _due(publication, today, newer))


def _facts(held: ThemeFigures, direction: Direction, *, across_breaks: bool) -> Iterator[Fact]:
    main = held.main
    yield _latest(main, across_breaks=across_breaks)
    if held.area.kind != "scotland":
        yield _scotland(main, held.scotland)
    if main.series.latest and main.series.years_each == 1:
        yield _trend(main)
    desired = wording.direction_of_measure(held.measure, direction)
    yield Fact("Desired direction", desired, held.theme.direction_note)


def _latest(main: Evidence, *, across_breaks: bool) -> Fact:
    series, latest = main.series, main.series.latest
    shared = series.newest_together
    if latest is None and shared and shared.together:
        of_all = shared.together.figure
        text = amount_of(main.measure, of_all)
        detail = _sentences((upper_first(wording.mark_of(of_all)), shared.reason))
        return Fact(f"{shared.together.area.name}, {shared.period}", text, detail)
    if latest is None:
        value = (
            wording.absence_short(series.newest) if series.newest else STATUSES["not_loaded"].short
        )
        return Fact(series.area.name, value, wording.area_absence(series))
    change = change_since_year_before(series, latest, across_breaks=across_breaks)
    words = upper_first(wording.change_words(main, change))
    text = amount_of(main.measure, latest)
    interval = main.interval(latest.period)
    said = (
        upper_first(wording.mark_of(latest)),
        words,
        themes.interval_and_method(main.measure, interval, latest)
        if interval and series.area.kind != "scotland"
        else "",
    )
    return Fact(f"{series.area.name}, {latest.period}", text, _sentences(said))


def _scotland(main: Evidence, scotland: Evidence) -> Fact:
    """Hold the area's latest figure beside Scotland's of the same year."""
    latest, newest = main.series.latest, scotland.series.latest
    told = scotland.series.by_period[latest.period] if latest else scotland.series.newest
    if told is not None and told.elsewhere:
        text = wording.elsewhere_text(told.elsewhere)
        said = upper_first(wording.held_as(told.elsewhere))
        return Fact(f"Scotland, {told.period}", text, _sentences((said,)))
    if newest is None:
        return Fact("Scotland", "No figure", wording.area_absence(scotland.series))
    if latest is None or told is None or told.value is None:
        return _scotland_alone(scotland, newest, latest)
    mark = wording.comparison_mark(main.against(scotland, latest.period))
    text = value_text(scotland.measure, told.value, told.decimals)
    detail = _sentences((f"Scotland {wording.marked(text, told)}", mark.detail))
    return Fact(f"Beside Scotland, {latest.period}", None, detail, mark)


def _scotland_alone(scotland: Evidence, newest: Figure, latest: Figure | None) -> Fact:
    text = amount_of(scotland.measure, newest)
    if latest:
        detail = f"No figure is held for {latest.period}; this is the latest."
    else:
        change = change_since_year_before(scotland.series, newest)
        detail = upper_first(wording.change_words(scotland, change))
    said = (upper_first(wording.mark_of(newest)), detail)
    return Fact(f"Scotland, {newest.period}", text, _sentences(said))


def _trend(main: Evidence) -> Fact:
    found = main.trend
    mark = wording.trend_mark(found)
    years = f"{found.periods[0]} to {found.periods[-1]}" if len(found.periods) > 1 else ""
    move = least_visible_move(main.measure, main.counts, found)
    is_unclear = found.result == "no clear change"
    visible = wording.visible_words(main.measure, move) if is_unclear and move else ""
    return Fact("Five-year trend", None, mark.detail or _sentences((years, visible)), mark)


def _due(publication: Publication, today: date, newer: SeenEdition | None) -> Fact:
    month = f"{today:%Y-%m}"
    if publication.next_due:
        value = month_in_words(publication.next_due)
        label = "Next was due" if wording.is_overdue(publication, month) else "Next due"
    else:
        label, value = "Next due", "Not known"
    newest = publication.newest_known
    detail = f"Newest known: {newest}" if newest else "Not published"
    if publication.newest_published:
        detail += f", published {month_in_words(publication.newest_published)}"
    if newer:
        label, value = "Out now", newer.label or newer.title
        detail += f". {newer_is_out(newer)}"
    elif wording.is_overdue(publication, month):
        detail += ". Look for a newer edition"
    return Fact(label, value, f"{detail.removesuffix('.')}.")


def _sentences(texts: tuple[str, ...]) -> str:
    return ". ".join(text.removesuffix(".") for text in texts if text)
