"""The view of the data notes: definitions, sources, editions, breaks, words and methods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjdata import queries, wording
from cjdata.library import FigureSet, Source
from cjdata.reference.catalogue import Indicator, Measure, Theme
from cjdata.reference.designations import in_words as designation_words
from cjdata.reference.periods import in_words, month_in_words
from cjdata.reference.statuses import STATUSES
from cjdata.supplied_setting import supplied_setting
from cjdata.text import upper_first
from cjdata.views.table import Cell, Table
from cjdata.wording import loading
from cjdata.wording.licences import notes_lines
from cjdata.wording.publications import newer_is_out
from cjdata.wording.sources import copy_note, fetched_in_full


@dataclass(frozen=True)
class ThemeNote:
    """What is said of one indicator, or of context."""

    theme: Theme
    outcome_line: str
    definitions: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    measures: Table
    breaks: Table | None


@dataclass(frozen=True)
class NotesView:
    """All that the data notes show."""

    snapshot: str
    built: str
    made_from: str
    themes: tuple[ThemeNote, ...]
    publications: Table
    sources: Table
    statuses: Table
    kept_out: Table | None
    licence: tuple[str, ...]
    mistakes: tuple[str, ...]
    not_shown: str
    """Why supplied figures are not shown that are asked for; else nothing."""


def notes_view(figures: FigureSet, today: date) -> NotesView:
    """Give the data notes of a set, from memory if they were made before."""
    return figures.remember(("notes", today), lambda: _make(figures, today))


def _make(figures: FigureSet, today: date) -> NotesView:
    manifest = figures.database.snapshot.manifest
    coverage = {row["measure"]: row for row in queries.coverage(figures.database)}
    return NotesView(
        snapshot=manifest.id,
        built=manifest.built.replace("T", " ").replace("+00:00", " UTC"),
        made_from=loading.made_from(
            [name for name in manifest.made_from if "/loads/" not in name], len(manifest.loads)
        ),
        themes=tuple(_theme(figures, i, coverage) for i in figures.catalogue.themes),
        publications=_publications(figures, today),
        sources=_sources(figures),
        statuses=_statuses(),
        kept_out=_kept_out(figures),
        licence=notes_lines(figures.sources.values(), illustrative=figures.is_illustrative),
        mistakes=tuple(map(str, figures.reference.mistakes)),
        not_shown=wording.not_shown(supplied_setting()),
    )


def _theme(figures: FigureSet, theme: Theme, coverage: dict[str, dict[str, object]]) -> ThemeNote:
    catalogue = figures.catalogue
    outcome = catalogue.outcome_of(theme)
    named = theme.priority_action if isinstance(theme, Indicator) else None
    action = next((a for a in catalogue.priority_actions if a.number == named), None)
    pairs = [
        wording.definition_of(theme),
        ("Priority action", f"{action.number}. {action.text}" if action else ""),
        ("What is counted", theme.unit_of_count),
        ("Counted by", theme.counted_by),
        ("Numerator", theme.numerator),
        ("Denominator", theme.denominator),
        ("Desired direction", theme.direction_note),
        ("Also called", ", ".join((*theme.synonyms, *theme.old_names))),
    ]
    lists = [
        ("What is counted", theme.includes),
        ("What is not counted", theme.excludes),
        ("Read with care", (*theme.caveats, *wording.of_areas(theme.caveats_of_areas))),
        (wording.TO_CONFIRM, tuple(wording.to_confirm_words(one) for one in theme.to_confirm)),
    ]
    return ThemeNote(
        theme,
        wording.standing_line(theme, outcome),
        tuple((name, text) for name, text in pairs if text),
        tuple((name, texts) for name, texts in lists if texts),
        Table(
            f"{theme.name}: measures and what is loaded",
            ("Measure", "Years", "Councils", "Scotland", "Editions"),
            tuple(
                _measure_row(m, _carried(figures, theme, m), coverage.get(m.id))
                for m in theme.measure
            ),
        ),
        _breaks(figures, theme),
    )


def _carried(figures: FigureSet, theme: Theme, measure: Measure) -> str:
    """Say where a measure is published and what it is counted by, if otherwise than its theme."""
    own = figures.catalogue.publication_of(measure.id)
    other = own.title if own and own.id != theme.publication else ""
    counted = measure.counted_by if measure.counted_by != theme.counted_by else ""
    parts = (other and f"from {other}", counted and f"counted by {counted}")
    return "; ".join(part for part in parts if part)


def _measure_row(measure: Measure, carried: str, row: dict[str, object] | None) -> tuple[Cell, ...]:
    name = Cell(measure.name, carried)
    if row is None:
        return (name, *(Cell("None held", is_missing=True) for _ in range(4)))
    first, last = in_words(str(row["first_period"])), in_words(str(row["last_period"]))
    editions = row["editions"]
    count = len(editions) if isinstance(editions, list) else 0
    return (
        name,
        Cell(first if first == last else f"{first} to {last}"),
        Cell(f"{row['councils']} of 32"),
        Cell(f"{row['scotland_periods']} years"),
        Cell(str(count)),
    )


def _breaks(figures: FigureSet, theme: Theme) -> Table | None:
    measures = [m.id for m in theme.measure]
    seen: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in queries.breaks_of(figures.database, measures):
        entry = seen.setdefault((row["period"], row["text"]), {"kinds": [], "labels": []})
        for name, value in (
            ("kinds", row["kind"]),
            ("labels", theme.measures[row["measure"]].label),
        ):
            if value not in entry[name]:
                entry[name].append(value)
    if not seen:
        return None
    rows = tuple(
        (
            Cell(period),
            Cell(", ".join(entry["kinds"])),
            Cell(text),
            Cell(", ".join(entry["labels"])),
        )
        for (period, text), entry in sorted(seen.items())
    )
    header = ("First year after", "Kind", "What changed", "Measures")
    return Table(f"{theme.name}: breaks and notes on years", header, rows)


def _publications(figures: FigureSet, today: date) -> Table:
    month = f"{today:%Y-%m}"
    rows = []
    for p in figures.catalogue.publications:
        due = month_in_words(p.next_due) if p.next_due else "Not known"
        overdue = "look for a newer edition" if wording.is_overdue(p, month) else ""
        newer = figures.newer_editions.get(p.id)
        rows.append(
            (
                Cell(p.title, p.designation),
                Cell(p.frequency),
                Cell(p.newest_known or "Not published", newer_is_out(newer) if newer else ""),
                Cell(due, "" if newer else overdue),
            )
        )
    header = ("Publication", "How often", "Newest known", "Next due")
    return Table("Publications and when the next are due", header, tuple(rows))


def _sources(figures: FigureSet) -> Table:
    rows = tuple(
        (
            Cell(source.title),
            Cell(source.publisher),
            Cell(month_in_words(source.published) if source.published else "Date not known"),
            Cell(upper_first(designation_words(source.designation))),
            Cell(source.licence),
            _address(source),
        )
        for source in sorted(figures.sources.values(), key=lambda s: (s.publisher, s.title))
    )
    header = ("Title", "Publisher", "Published", "What it is", "Licence", "Address")
    return Table("Every source of a figure or a break", header, rows)


def _address(source: Source) -> Cell:
    """Give the address of a source, which is linked, and where a copy is, which is not."""
    fetched = fetched_in_full(source.fetched, source.sha256) if source.fetched else ""
    note = " ".join(filter(None, (copy_note(source), fetched)))
    if not source.url:
        return Cell(note or "Not known", is_missing=not note)
    return Cell(source.url, note)


def _kept_out(figures: FigureSet) -> Table | None:
    rows = tuple(
        (Cell(row["figure"]), Cell(row["why"]), Cell(row["to_settle"]))
        for row in queries.kept_out(figures.database)
    )
    header = ("Figure", "Why it is not shown", "What would settle it")
    return (
        Table("Figures kept out, because publications contradict each other", header, rows)
        if rows
        else None
    )


def _statuses() -> Table:
    rows = tuple(
        (
            Cell(status.id.replace("_", " ")),
            Cell(status.short or "(the value alone)"),
            Cell(status.marker or "none"),
            Cell(status.meaning),
        )
        for status in STATUSES.values()
    )
    header = ("Status", "On screen", "In files", "Meaning")
    return Table("Statuses and symbols", header, rows)
