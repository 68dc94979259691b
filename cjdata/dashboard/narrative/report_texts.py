"""The texts of a report in order, and how far each is: what the lists and counts say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cjdata.addresses import address_reader
from cjdata.addresses.address_reader import Choices
from cjdata.narrative import ReportSlot, WordsVersion, outcome_keys
from cjdata.reference.catalogue import Catalogue
from cjdata.reference.periods import financial_year, start_year
from cjdata.reference.report_outlines import ANNUAL_REPORT, Outline, OutlineSection
from cjdata.views.table import Cell, Table
from cjdata.wording import writing as says

FIRST_YEAR = 2016
"""The year in which the Act that asks for the reports was passed."""

Held = Mapping[tuple[str, str], WordsVersion]


@dataclass(frozen=True, slots=True)
class OutlinePlace:
    """A place for words: a section of an outline, on an outcome or on none."""

    section: OutlineSection
    outcome: str = ""

    @property
    def key(self) -> str:
        """What the address says."""
        return f"{self.section.id}-{self.outcome}" if self.outcome else self.section.id

    @property
    def label(self) -> str:
        """What a list says."""
        return says.place_label(self.section.heading, self.outcome)

    def slot(self, area: str, year: str, outline: Outline) -> ReportSlot:
        """Give where its words are kept."""
        return ReportSlot(area, year, self.section.id, self.outcome, outline.id)


@dataclass(frozen=True)
class ReportProgress:
    """How far the texts of a report are.

    ``newest`` are the newest words with drafts, ``seen`` those that readers see.
    """

    places: tuple[OutlinePlace, ...]
    newest: Held
    seen: Held

    def state(self, place: OutlinePlace) -> str:
        """Say in words how far a text is."""
        key = place.section.id, place.outcome
        return state_of(self.newest.get(key), self.seen.get(key))

    @property
    def line(self) -> str:
        """How many texts are written."""
        states = [self.state(place) for place in self.places]
        written = len(states) - states.count(says.TEXTS.not_written)
        return says.written_line(written, len(states), states.count(says.TEXTS.draft))

    @property
    def table(self) -> Table:
        """All texts with their state, and when they were last saved and by whom."""
        rows = tuple(self._row(place) for place in self.places)
        return Table(says.TEXTS.all_texts, says.TEXTS.listed("all_texts_header"), rows)

    def _row(self, place: OutlinePlace) -> tuple[Cell, ...]:
        last = self.newest.get((place.section.id, place.outcome))
        saved = f"{says.day(last.saved)}, {last.by}" if last else ""
        return Cell(place.label), Cell(self.state(place)), Cell(saved)


def places_of(outline: Outline, catalogue: Catalogue) -> tuple[OutlinePlace, ...]:
    """Give the texts of a report in its order."""
    return tuple(OutlinePlace(*slot) for slot in outline.slots(outcome_keys(catalogue)))


def state_of(newest: WordsVersion | None, seen: WordsVersion | None) -> str:
    """Say in words how far a text is: the newest words with drafts, and those readers see."""
    has_words, is_seen = is_written(newest), is_written(seen)
    if has_words and newest is not None and newest.state == "published":
        return says.TEXTS.seen
    if is_seen:
        return says.TEXTS.seen_earlier
    return says.TEXTS.draft if has_words else says.TEXTS.not_written


def is_written(version: WordsVersion | None) -> bool:
    """Say whether a version holds words, or an answer to an assessment."""
    return version is not None and bool(version.body.strip() or version.choice)


def reporting_years(today: date) -> tuple[str, ...]:
    """Give the years that have begun, the newest first."""
    newest = today.year if today.month >= 4 else today.year - 1
    return tuple(financial_year(year) for year in range(newest, FIRST_YEAR - 1, -1))


def year_due(today: date) -> str:
    """Give the last year that has ended: the report on it is the next one due."""
    return financial_year(start_year(reporting_years(today)[0]) - 1)


def report_choices(outlines: Mapping[str, Outline]) -> Choices:
    """Give the choice of a report, the annual one unless another is named."""
    titles = {name: outline.title for name, outline in outlines.items()}
    default = ANNUAL_REPORT if ANNUAL_REPORT in titles else next(iter(titles))
    return Choices("report", titles, default, "report")


def year_choices(today: date) -> Choices:
    """Give the choice of the year that a report is on."""
    years = reporting_years(today)
    return address_reader.year_choices("year", years, year_due(today), "there is no report on")


def beside(keys: Sequence[str], key: str) -> tuple[str, str]:
    """Give the keys before and after one; empty at the ends."""
    n = list(keys).index(key)
    return (keys[n - 1] if n else ""), (keys[n + 1] if n + 1 < len(keys) else "")
