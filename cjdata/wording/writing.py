"""Words of the part of the meeting pack where the coordinator writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cjdata.reference.catalogue import Outcome
from cjdata.reference.report_outlines import HIGH_LEVEL
from cjdata.standing_texts import StandingWords
from cjdata.text import lower_first
from cjdata.wording.report import HIGH_LEVEL_HEADING

TEXTS = StandingWords("writing")
"""The words that stand as they are, from ``cjdata/texts/writing.toml``."""

LINE = "———"
"""Stands between two texts that were put into one."""


def place_label(heading: str, outcome_key: str) -> str:
    """Name a text in a list.

    >>> place_label("Key local actions", "4")
    'Outcome 4 · Key local actions'
    """
    return f"{_of(outcome_key)} · {heading}" if outcome_key else heading


def _of(outcome_key: str) -> str:
    if outcome_key == HIGH_LEVEL:
        return HIGH_LEVEL_HEADING
    return f"{'Outcome' if outcome_key.isdecimal() else 'Indicator'} {outcome_key}"


def outcome_line(outcome_key: str, outcome: Outcome | None) -> str:
    """Say which outcome a text is on."""
    named = _of(outcome_key)
    return f"{named}: {lower_first(outcome.text)}" if outcome else named


def written_line(written: int, total: int, drafts: int) -> str:
    """Count what is written.

    >>> written_line(9, 36, 3)
    '9 of 36 texts written, 3 of them not yet shown to readers.'
    """
    said = f"{written} of {total} texts written"
    if not drafts:
        return f"{said}."
    return f"{said}, {drafts} of them not yet shown to readers."


def editor_label(heading: str) -> str:
    """Name the box in which a text is written."""
    return f"Words for “{heading}”"


def day(moment: datetime) -> str:
    """Write the day of a moment, where the server stands."""
    here = moment.astimezone()
    return f"{here.day} {here:%B %Y}"


def clock_and_day(moment: datetime) -> str:
    """Write a moment, where the server stands."""
    return f"{moment.astimezone():%H:%M} on {day(moment)}"


def saved_when(moment: datetime, today: date) -> str:
    """Say when a text was saved: the time if it was today, else the day too."""
    here = moment.astimezone()
    clock = f"{here:%H:%M}"
    return clock if here.date() == today else f"{clock} on {day(moment)}"


def standing_line(by: str, saved: datetime, *, is_seen: bool, seen_since: datetime | None) -> str:
    """Say who saved the newest text and when, and what readers see.

    ``seen_since`` is when what readers see was saved; None where they see nothing.
    """
    if is_seen:
        return f"Saved by {by} at {clock_and_day(saved)}. Readers see this text."
    drafted = f"Draft saved by {by} at {clock_and_day(saved)}."
    if seen_since is None:
        return f"{drafted} Readers see nothing here yet."
    when = day(seen_since)
    if when == day(saved):
        when = f"{seen_since.astimezone():%H:%M}"
    return f"{drafted} Readers see the version of {when}."


def version_label(number: int, saved: datetime, by: str, state: str, *, is_empty: bool) -> str:
    """Name a version in the list of earlier ones."""
    states = {"draft": "draft", "published": "shown to readers", "aside": "kept aside"}
    named = states.get(state, state)
    if state == "published" and is_empty:
        named = "taken back from readers"
    here = saved.astimezone()
    return f"{number}. {day(saved)}, {here:%H:%M}, {by}: {named}"


def conflict_lines(by: str, saved: datetime) -> tuple[str, ...]:
    """Say that somebody else saved the same text meanwhile, and what may be done."""
    return (
        f"{by} saved this text at {clock_and_day(saved)}, after you had opened it.",
        "Nothing is lost: their text stands, and yours is kept aside in the history. "
        "Choose below which text to go on with. Until then you can go on typing.",
    )


def conflict_choices(theirs: str, mine: str) -> str:
    """Say that the two assessments differ."""
    return f"Their assessment: {theirs or TEXTS.no_choice}. Yours: {mine or TEXTS.no_choice}."


def too_long(count: int, limit: int) -> str:
    """Say that a text is too long, and by how much."""
    return (
        f"The text has {count:,} characters, and {limit:,} is the most. "
        f"Shorten it by {count - limit:,}."
    )


def problem_lines(findings: Sequence[str]) -> tuple[str, ...]:
    """Say that a text is not saved, and why."""
    return ("This text is not saved.", *findings)
