"""The sentences: computed from figures after rounding, so that words and numbers agree.

Every sentence a reader sees about a figure is made here. Pages, tables, pictures and exports
take it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.areas import Area
from cjdata.catalogue import Direction, Form, Indicator, Measure, Outcome, Publication
from cjdata.periods import PANDEMIC, month_in_words
from cjdata.series import Break, Figure, Series
from cjdata.statistics import FLOOR, Change, NoChange, change_since_year_before
from cjdata.statuses import STATUSES
from cjdata.text import join_and, number, possessive, upper_first, value_text

ILLUSTRATIVE = "Illustrative figures: not real"
ILLUSTRATIVE_SENTENCE = "These figures are illustrative, not real."

UNIT_WORDS = {
    "count": "number",
    "hours": "hours",
    "mean": "mean",
    "percent": "per cent",
    "percent_or_points": "per cent or percentage points",
    "per_10000": "per 10,000 people",
    "per_100000": "per 100,000 people",
}
FORM_LABELS: dict[Form, str] = {"number": "Number", "rate": "Rate", "percent": "Per cent"}


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


# Figures and their absence


def figure_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as a table cell does: the value as printed, or why there is none."""
    if figure.value is not None:
        return value_text(measure, figure.value, figure.decimals)
    return absence_short(figure)


def about_text(measure: Measure, figure: Figure) -> str:
    """Write a figure as a sentence does: with “about” where the publisher rounded a count."""
    about = "about " if figure.is_rounded and measure.is_count else ""
    return about + figure_text(measure, figure)


def absence_short(figure: Figure) -> str:
    """Say in two or three words why a figure is missing."""
    if figure.status == "too_short_for_trend":
        return "Not printed"
    return STATUSES[figure.status].short


def absence_reason(series_area: Area, measure: Measure, figure: Figure) -> str:
    """Say in a sentence why a figure is missing."""
    name, year = possessive(series_area.name), figure.period
    match figure.status:
        case "restricted":
            return f"{name} figure for {year} is restricted: it may not be published."
        case "suppressed":
            return f"{name} figure for {year} is not shown, to protect individuals."
        case "scotland_only":
            return "This is measured for Scotland as a whole only, so no council has a figure."
        case "not_collected" if measure.first_period and year < measure.first_period:
            return f"This was first collected for {measure.first_period}."
        case "not_collected" if measure.last_period and year > measure.last_period:
            return f"This was last collected for {measure.last_period}."
        case "not_collected":
            return f"This was not collected for {year}."
        case "not_applicable":
            return f"No value is possible for {series_area.name} in {year}."
        case "low":
            return f"{name} figure for {year} is above nil, but rounds to nil."
        case "too_short_for_trend":
            return f"No figure was printed for {year}: the series is too new."
        case "group_incomplete" if figure.missing_from:
            missing = join_and(figure.missing_from)
            return f"{series_area.name} has no figure for {year}: none is held for {missing}."
        case "group_incomplete":
            return f"{series_area.name} has no figure: it cannot be worked out from what is held."
        case "newer_edition":
            return f"{name} figure for {year} is printed only in a newer edition."
        case "none_held":
            return f"No figure for Scotland is held for {year}."
        case _:
            return f"{name} figure for {year} is not loaded yet."


# Level and change


def level_sentence(measure: Measure, area: Area, figure: Figure) -> str:
    """Say how much it was, where and when."""
    value = figure.value
    if value is None:
        return absence_reason(area, measure, figure)
    if measure.unit == "count":
        return f"In {area.name} in {figure.period}, there {_amount(measure, figure)}."
    text = value_text(measure, value, figure.decimals)
    per = f" {UNIT_WORDS[measure.unit]}" if measure.form == "rate" else ""
    hours = " hours" if measure.unit == "hours" else ""
    return (
        f"In {area.name} in {figure.period}, {measure.subject} {measure.verb} {text}{per}{hours}."
    )


def _amount(measure: Measure, figure: Figure) -> str:
    value = figure.value or 0.0
    if value == 0:
        return f"were no {measure.many}"
    if value == 1:
        return f"was 1 {measure.one}"
    about = "about " if figure.is_rounded else ""
    return f"were {about}{number(value, figure.decimals)} {measure.many}"


def change_words(measure: Measure, change: Change | NoChange) -> str:
    """Say the change since the year before, or why there is none, without a full stop.

    >>> # "10 fewer than the year before (35)", "up from about 2,600 the year before"
    """
    if isinstance(change, NoChange):
        return _no_change_words(change)
    before = value_text(measure, change.before.value or 0.0, change.before.decimals)
    if change.difference == 0:
        return "the same as the year before"
    is_up = change.difference > 0
    if measure.is_count and (change.before.is_rounded or change.after.is_rounded):
        about = "about " if change.before.is_rounded else ""
        return f"{'up' if is_up else 'down'} from {about}{before} the year before"
    size = number(abs(change.difference), change.decimals)
    if measure.is_count:
        percent = _percent_words(change.percent)
        return f"{size} {'more' if is_up else 'fewer'} than the year before ({before}){percent}"
    if measure.form == "percent":
        points = "percentage point" if size == "1" else "percentage points"
        size = f"{size} {points}"
    return f"{size} {'higher' if is_up else 'lower'} than the year before ({before})"


def _percent_words(percent: int | None) -> str:
    """Write a change in per cent; one that rounds to nil is left out."""
    if not percent:
        return ""
    return f", {'up' if percent > 0 else 'down'} {abs(percent)}%"


def _no_change_words(change: NoChange) -> str:
    match change.why:
        case "break":
            year = change.breaks[0].period
            return f"not compared with the year before, because of a break at {year}"
        case "year before missing":
            return "no figure is held for the year before"
        case "first year":
            return "the first year held, so no change can be given"
        case _:
            return ""


# The finding


def finding(main: Series, others: Sequence[Series], *, illustrative: bool) -> Finding:
    """Say what a view of one measure shows: the area first, then the comparison, then caveats."""
    latest = main.latest
    if latest is None:
        lead = area_absence(main)
        held = [_own_sentence(other) for other in others if other.latest][:1]
        rest = held or [area_absence(other) for other in others]
        shown = next((other for other in others if other.latest), None)
        caveats = _caveats(shown, shown.latest) if shown and shown.latest else []
    else:
        change = change_since_year_before(main, latest)
        lead = _level_and_change(main, latest, change)
        rest = [*_newer_missing(main, others), *_same_year(latest, others)]
        caveats = _caveats(main, latest)
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
            held.append(f"{other.area.name} {about_text(other.measure, same)}")
        elif other.latest is not None:
            text = about_text(other.measure, other.latest)
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


# Round the chart and the table


def chart_heading(measure: Measure, form: Form) -> str:
    """Name what a chart shows and its unit."""
    if form == "number":
        return f"{measure.name}, {UNIT_WORDS[measure.unit]} a year"
    basis = measure.basis or UNIT_WORDS[measure.unit]
    return f"{measure.name}, {basis[:1].lower()}{basis[1:]}"


def break_note(number_: int, b: Break) -> str:
    """Explain a break that is drawn on a chart."""
    return f"Break {number_}, at {b.period}: {b.text}"


def editions_note(series: Sequence[Series]) -> str:
    """Say from how many editions the figures of a line come."""
    editions = [sorted({f.edition for f in s.with_values if f.edition}) for s in series]
    most = max(editions, key=len, default=[])
    if len(most) < 2:
        return ""
    return (
        f"Each year is shown as last printed, so a line may join figures from "
        f"{len(most)} editions: {join_and(most)}."
    )


def direction_of_measure(measure: Measure, direction: Direction) -> str:
    """Say which way is desired of a measure, in words that fit its unit."""
    if direction == "none":
        return "None stated"
    if measure.form == "number":
        return "More" if direction == "up" else "Fewer"
    return "Higher" if direction == "up" else "Lower"


def chart_description(series: Sequence[Series], heading: str) -> str:
    """Describe a chart in words, from the same figures that it draws."""
    parts = [f"Line chart. {heading}."]
    for one in series:
        held = one.with_values
        if not held:
            parts.append(area_absence(one))
            continue
        first, last = held[0], held[-1]
        text = f"{one.area.name}: {figure_text(one.measure, first)} in {first.period}"
        if last is not first:
            text += f", {figure_text(one.measure, last)} in {last.period}"
            top = max(held, key=lambda f: f.value or 0.0)
            text += f"; highest {figure_text(one.measure, top)} in {top.period}"
        gaps = len(one.figures) - len(held)
        if gaps:
            text += f"; {gaps} year{'s' if gaps > 1 else ''} without a figure"
        parts.append(text + ".")
    parts.append("The table below holds every figure.")
    return " ".join(parts)


# Publications


def freshness(publication: Publication, today_month: str) -> str:
    """Say when the figures were published and when the next are due."""
    parts = []
    if publication.newest_published:
        edition = f" ({publication.newest_known} edition)" if publication.newest_known else ""
        parts.append(f"Published {month_in_words(publication.newest_published)}{edition}.")
    elif publication.newest_known:
        parts.append(f"Newest edition known: {publication.newest_known}.")
    if publication.next_due:
        due = month_in_words(publication.next_due)
        if publication.next_due < today_month:
            parts.append(f"The next was due in {due}: look for a newer edition.")
        else:
            parts.append(f"Next due {due}.")
    else:
        parts.append("When the next is due is not known.")
    return " ".join(parts)


def is_overdue(publication: Publication, today_month: str) -> bool:
    """Whether a newer edition should have come out before this month."""
    return bool(publication.next_due and publication.next_due < today_month)


@dataclass(frozen=True)
class AbsenceNote:
    """What a page says where an area has no figures: a heading, sentences, and a link."""

    heading: str
    sentences: tuple[str, ...]
    link_text: str = ""
    link: str = ""
    offers_illustration: bool = False


def absence_note(
    main: Series, indicator: Indicator, publication: Publication, *, illustrative: bool
) -> AbsenceNote | None:
    """Say what is missing of an area, where it is published and in which table.

    None where the area has figures, or where the set is illustrative.
    """
    if main.latest is not None or illustrative:
        return None
    statuses = {f.status for f in main.figures}
    heading = area_absence(main)
    printed = upper_first(publication.title)
    if "restricted" in statuses:
        why = next((f.note for f in reversed(main.figures) if f.status == "restricted"), "")
        sentences: tuple[str, ...] = (
            why and f"{why}.",
            f"It is counted by {indicator.counted_by}.",
            "What is held beside the indicator is listed under “Other figures for context”.",
        )
        return AbsenceNote(heading, tuple(s for s in sentences if s), "", "", True)
    if "scotland_only" in statuses:
        sentences = (f"It comes from {printed}, which measures Scotland as a whole.",)
        return AbsenceNote(heading, sentences, printed, publication.url or "", True)
    if publication.url is None:
        sentences = (
            f"No publication with these figures is known ({printed}).",
            "They can be shown once the data owner supplies them.",
        )
        return AbsenceNote(heading, sentences, "", "", True)
    if main.area.kind == "scotland":
        sentences = (
            f"Look for it in {printed} ({publication.publisher}).",
            "It can be shown once that publication is loaded.",
        )
        return AbsenceNote(heading, sentences, printed, publication.url, True)
    sentences = (
        f"They are published in {printed} ({publication.publisher}).",
        f"They are in {publication.council_table}.",
        "Until that workbook is loaded, this page shows what is held for Scotland.",
    )
    return AbsenceNote(heading, sentences, printed, publication.url, True)


def where_published(publication: Publication) -> str:
    """Say in a sentence which publication and table hold the figures that are not loaded."""
    if publication.url is None:
        return f"No publication with these figures is known ({publication.title})."
    return f"Council figures: {publication.title}, in {publication.council_table}."


# The first page and the notes


def outcome_line(outcome: Outcome | None) -> str:
    """Name the outcome that an indicator measures."""
    if outcome is None:
        return "High-level indicator, over all outcomes"
    return f"Outcome {outcome.number} · {outcome.text}"


def glance_summary(area: Area, held: int, total: int, *, illustrative: bool) -> str:
    """Say how many indicators have a figure for an area."""
    if illustrative:
        return f"{ILLUSTRATIVE_SENTENCE} They show what the page looks like with figures."
    if held == total:
        return f"{area.name} has a figure for all {total} national indicators."
    if not held:
        return (
            f"{area.name} has a figure for none of the {total} national indicators yet. "
            "Each line says why."
        )
    return (
        f"{area.name} has a figure for {held} of the {total} national indicators. "
        "Where there is none, the line says why."
    )


def page_title(page: str, area: Area) -> str:
    """Title a page in the browser's tab."""
    return f"{page} – Community justice in {area.name}"


ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Each figure’s source is named beside it; all are listed in the data notes."
)
HELP = (
    "Something unclear or wrong? The data notes explain every figure; tell your community "
    "justice coordinator."
)
NOTHING_TO_DRAW = "There is no figure to draw. The table says why, year by year."
OFFER_ILLUSTRATION = "See this page with illustrative figures (not real)"


def as_at_sentence(edition: str) -> str:
    """Say that newer editions are left out."""
    return (
        f"As published up to edition {edition}: newer figures are left out. "
        "Choose “newest” under “Earlier editions” to see them."
    )


def how_to_read(measure: Measure, series: Sequence[Series]) -> list[str]:
    """Explain the chart in a few sentences."""
    lines = [
        f"The bold dark blue line with round marks is {series[0].area.name}. "
        "Each other line is named at its end and has marks of its own shape.",
        "A line stops where a year has no figure, and at a break: figures on the two sides of "
        "a dotted line are not comparable.",
    ]
    if any(b.kind == "pandemic" for s in series for b in s.breaks):
        lines.append(
            "The grey band marks 2020-21 and 2021-22, when the pandemic restricted courts and "
            "services. Do not read those years as part of a trend."
        )
    if measure.is_count:
        lines.append(
            "Councils and Scotland are drawn on scales of their own, both from zero, because "
            "Scotland’s numbers are so much larger. Compare the shapes, not the heights."
        )
    lines.append(
        f"Changes in per cent are given only where both numbers are {FLOOR} or more and "
        "neither is rounded. Small numbers move a lot by chance."
    )
    return lines


GLANCE_TITLE = "At a glance"
GLANCE_KICKER = "The nine outcomes of the Community Justice Performance Framework, and one over all"
LEFT_OUT = "Some indicators are left out, because their catalogue records have mistakes:"
