"""The standing words of a report: its cover, captions, markers, annex. Figures have their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cjdata.reference.areas import Area
from cjdata.reference.catalogue import (
    Catalogue,
    Indicator,
    Outcome,
    PriorityAction,
    Publication,
    Theme,
)
from cjdata.reference.periods import start_year
from cjdata.standing_texts import StandingWords
from cjdata.text import lower_first, upper_first
from cjdata.wording.captions import direction_of_measure
from cjdata.wording.documents import MEASURE, day_words, span, with_mark
from cjdata.wording.named import place

TEXTS = StandingWords("report")
"""The words that stand as they are, from ``cjdata/texts/report.toml``."""
HIGH_LEVEL_HEADING = TEXTS.high_level_heading

MISSING_HEADER = (MEASURE, "Why there is no figure", "Where it is published")


def title(area: Area, outline_title: str) -> str:
    """Title a report."""
    return f"{area.name}: {lower_first(outline_title)}"


def year_words(year: str) -> str:
    """Write the months that a reporting year covers."""
    start = start_year(year)
    return f"April {start} to March {start + 1}"


def document_title(area: Area, outline_title: str, year: str, *, illustrative: bool) -> str:
    """Title the file, as its properties say; an illustrative one says so first."""
    return with_mark(footer(area, outline_title, year), illustrative=illustrative)


def author(area: Area) -> str:
    """Name whose report it is, in the properties of the file."""
    return f"Community justice partners in {place(area)}"


def footer(area: Area, outline_title: str, year: str) -> str:
    """Name the report at the foot of each page."""
    return f"{title(area, outline_title)}, {year}"


def deadline(year: str) -> date:
    """Give the day by which the report on a year is due."""
    return date(start_year(year) + 1, 12, 31)


def statutory_sentences(year: str) -> tuple[str, ...]:
    """Say which duty the report meets, on which months, by when."""
    start = start_year(year)
    return (
        "The community justice partners report on each year under section 23 of the Community "
        f"Justice (Scotland) Act 2016. This report covers 1 April {start} to 31 March {start + 1}. "
        f"It is to be published by 31 December {start + 1}, and a copy goes to Community Justice "
        "Scotland.",
        "For each nationally determined outcome it says what was done, and how far the outcome is "
        "achieved with reference to the national indicators.",
    )


def period_sentence(year: str) -> str:
    """Say which year a report is on that meets no duty of its own."""
    start = start_year(year)
    return f"This report covers 1 April {start} to 31 March {start + 1}."


def as_at_year(year: str, today: date, snapshot_id: str) -> str:
    """Say up to which year figures are shown, and when and from what the report was made."""
    made = day_words(today)
    return (
        f"Figures are those of the year {year} and of the years before it, as last published; no "
        f"later year is used. The report was made on {made} from snapshot {snapshot_id}."
    )


def late_sentence(publication: Publication, year: str) -> str:
    """Say that a publication comes out too late for a report made on time; empty if it does not."""
    due, name = deadline(year), upper_first(publication.title)
    if "no fixed month" in publication.frequency:
        return (
            f"{name} comes out in no fixed month, so figures for {year} may come after "
            f"31 December {due.year}."
        )
    if not _is_late(publication):
        return ""
    return (
        f"{name} comes out in {publication.usual_month}, after the 31 December by which this "
        f"report is due: figures for {year} from it are published in {publication.usual_month} "
        f"{due.year + 1}."
    )


def _is_late(publication: Publication) -> bool:
    """Whether the newest edition known came out after the report on its year was due."""
    try:
        published = date.fromisoformat(publication.newest_published)
        return bool(publication.usual_month) and published > deadline(publication.newest_known)
    except ValueError:
        return False


def marker(heading: str, topic: str = "") -> str:
    """Mark a place where words are missing, so that it is seen and can be searched for."""
    where = f"{heading}, {topic}" if topic else heading
    return f"{TEXTS.marker_start}: {where}]"


def still_to_write(count: int, total: int) -> str:
    """Count the places where words are missing."""
    if count == total:
        said = f"All {total} texts of this report are still to be written."
    elif count == 1:
        said = f"One of the {total} texts of this report is still to be written."
    else:
        said = f"{count} of the {total} texts of this report are still to be written."
    return f"{said} Search for “{TEXTS.marker_start[1:]}” to find each place."


def outcome_heading(outcome: Outcome | None, theme: Indicator | None) -> str:
    """Head the part of an outcome; that of an indicator that measures none by its name."""
    if outcome is not None:
        return f"Outcome {outcome.number}: {lower_first(outcome.text)}"
    if theme is None:
        return TEXTS.high_level_heading
    heading = TEXTS.high_level_heading if theme.is_over_all else TEXTS.further_heading
    return f"{heading}: {lower_first(theme.name)}"


def topic_of(outcome: Outcome | None, theme: Indicator | None) -> str:
    """Name an outcome, or an indicator that measures none, in a marker."""
    if outcome is None and theme is not None and not theme.is_over_all:
        return lower_first(theme.name)
    return f"outcome {outcome.number}" if outcome else lower_first(TEXTS.high_level_heading)


def action_name(action: PriorityAction) -> str:
    """Name a priority action in a table."""
    return f"{action.number}. {action.short}"


def indicator_parts(text: str) -> tuple[str, tuple[str, ...]]:
    """Part the wording of an indicator at its semicolons: what leads in, and the list.

    >>> indicator_parts("Number of: reports; cases")
    ('Number of:', ('reports', 'cases'))
    """
    lead, colon, rest = text.partition(": ")
    if not colon or ";" not in rest:
        return text, ()
    return f"{lead}:", tuple(part.strip() for part in rest.split(";"))


def context_heading(theme: Theme) -> str:
    """Head the figures of a subject that is read beside the outcomes."""
    return f"Context: {lower_first(theme.name)}"


def desired_direction(catalogue: Catalogue, theme: Indicator) -> str:
    """Say in words which way is desired of an indicator, measure by measure where they differ."""
    said = {
        catalogue.measures[m].label: direction_of_measure(
            catalogue.measures[m], catalogue.direction_of(m)
        )
        for m in theme.headline
        if m in catalogue.measures
    }
    if len(set(said.values())) == 1:
        return next(iter(said.values()))
    return "; ".join(f"{label}: {lower_first(way)}" for label, way in said.items())


def none_for_year(year: str, newest: str) -> str:
    """Say that the newest figure is older than the reporting year."""
    return f"No figure for {year} is held here; the newest is that of {newest}."


def newest_held(figure: str, period: str) -> str:
    """Name an older figure beside a year that has none.

    >>> newest_held("27.5%", "2017-18")
    'newest: 27.5%, 2017-18'
    """
    return f"newest: {figure}, {period}"


def figure_caption(heading: str, area: Area, years: Sequence[str], *, illustrative: bool) -> str:
    """Caption a chart: what it shows, of which area, over which years."""
    return with_mark(f"{heading}, {area.name}, {span(years)}", illustrative=illustrative)


def table_caption(name: str, years: Sequence[str], *, illustrative: bool) -> str:
    """Caption the table of a measure."""
    return with_mark(f"{name}, {span(years)}", illustrative=illustrative)


def glance_caption(area: Area, year: str, *, illustrative: bool) -> str:
    """Caption the table of all indicators."""
    return with_mark(f"{TEXTS.glance_caption}, {area.name}, {year}", illustrative=illustrative)


def scotland_header(year: str) -> str:
    """Head the column of Scotland’s figures."""
    return f"Scotland, {year}"


def missing_caption(year: str) -> str:
    """Caption the table of what is not available."""
    return f"{TEXTS.missing_caption}, {year}"


def actions_without_outcome(actions: Sequence[PriorityAction]) -> str:
    """Say which priority actions have no outcome and no indicator."""
    names = "; ".join(action_name(action) for action in actions)
    return f"These priority actions have no national outcome and no indicator: {names}."


def wording_note(indicators: Sequence[Indicator]) -> str:
    """Say of which indicators the wording has not been confirmed; empty if of none."""
    numbers = [str(i.number) if i.number else "high level" for i in indicators]
    if not numbers:
        return ""
    return (
        "The wording of these indicators is to be confirmed against the Technical Notes of the "
        f"framework: {', '.join(numbers)}."
    )
