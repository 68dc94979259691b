"""Versions of words: where they belong, what was written, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cjdata.reference.catalogue import Catalogue
from cjdata.reference.report_outlines import ANNUAL_REPORT, HIGH_LEVEL

State = Literal["draft", "published", "aside"]
"""``aside``: kept, but somebody else had saved before, so that it never became the words."""

SITTING = timedelta(minutes=10)
"""Drafts of one person no further apart than this are one entry of the history."""


@dataclass(frozen=True, slots=True, order=True)
class ReportSlot:
    """A place for words: of which area, year and report, in which section, on which outcome.

    ``outcome`` is an outcome's number, ``H`` for the high-level indicator, the id of one that
    measures no outcome, or ``""`` in a section that stands once in the report.
    """

    area: str
    year: str
    section: str
    outcome: str = ""
    outline: str = ANNUAL_REPORT

    def __str__(self) -> str:
        outcome = f", outcome {self.outcome}" if self.outcome else ""
        return f"{self.outline} {self.year} of {self.area}, {self.section}{outcome}"


@dataclass(frozen=True, slots=True)
class WordsVersion:
    """What was saved once. ``number`` counts within a slot; ``based_on`` is what was changed."""

    slot: ReportSlot
    number: int
    body: str
    choice: str
    state: State
    by: str
    saved: datetime
    based_on: int = 0

    @property
    def said(self) -> tuple[str, ...]:
        """The words and the choice."""
        return self.body, self.choice

    def says_the_same(self, body: str, choice: str) -> bool:
        """Whether these are the words, and the choice, of this version."""
        return self.said == (body, choice)


@dataclass(frozen=True, slots=True)
class WordsConflict:
    """Somebody saved in between. Nothing is lost: ``mine`` is kept aside, ``theirs`` stays.

    To go on from here: save ``mine`` with ``base_version=theirs.number`` to put it on top, save
    a text merged by hand in the same way, or go on with ``theirs``.

    Attributes
    ----------
    before
        What both began with; None where there was nothing, or it is not held.
    """

    mine: WordsVersion
    theirs: WordsVersion | None
    before: WordsVersion | None

    @property
    def base_version(self) -> int:
        """What to save on top of next."""
        return self.theirs.number if self.theirs else 0


def outcome_keys(catalogue: Catalogue) -> tuple[str, ...]:
    """Give what a report has a part on, in order.

    The high-level indicator, each outcome by its number, then each indicator that measures none,
    by its id.
    """
    numbers = (str(outcome.number) for outcome in catalogue.outcomes)
    return (HIGH_LEVEL, *numbers, *(further.id for further in catalogue.further_indicators))


def sittings(versions: Sequence[WordsVersion]) -> tuple[WordsVersion, ...]:
    """Let the last draft of each sitting stand for those that led to it.

    ``versions`` are of one slot, the newest first, as is the answer. Words that save themselves
    make many versions. All are kept; this only makes them readable: a draft is passed over where
    the next version is one by the same person, in the same state, within ``SITTING``.
    """
    shown: list[WordsVersion] = []
    later: WordsVersion | None = None
    for version in versions:
        if later is None or not _leads_to(version, later):
            shown.append(version)
        later = version
    return tuple(shown)


def _leads_to(version: WordsVersion, later: WordsVersion) -> bool:
    alike = (version.by, version.state) == (later.by, later.state)
    return alike and version.state != "published" and later.saved - version.saved <= SITTING
