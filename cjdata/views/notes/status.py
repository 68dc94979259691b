"""The view of what is loaded: per measure what there is, what is missing and why, how old."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjdata import queries, wording
from cjdata.library import FigureSet
from cjdata.reference.catalogue import Measure, Publication
from cjdata.reference.statuses import STATUSES
from cjdata.supplied_setting import supplied_setting


@dataclass(frozen=True)
class MeasureStatus:
    """What is loaded of one measure.

    ``missing`` says what is not there, each with its reason; ``undated`` names official editions
    of which nobody knows when they were published, which rank as the oldest. ``age_days`` counts
    from the publication's newest known issue; None where its date is not known to the day.
    """

    measure: str
    name: str
    theme: str
    observations: int
    scotland_years: int
    councils: int
    first_period: str
    last_period: str
    editions: tuple[str, ...]
    undated: tuple[str, ...]
    sources: tuple[str, ...]
    missing: tuple[str, ...]
    publication: str
    published: str
    age_days: int | None
    next_due: str
    overdue: bool


@dataclass(frozen=True)
class StatusView:
    """What is loaded of a set."""

    figures_set: str
    snapshot: str
    built: str
    rows: dict[str, int]
    measures: tuple[MeasureStatus, ...]
    not_shown: str
    """Why supplied figures are not shown that are asked for; else nothing."""


def status_view(figures: FigureSet, today: date) -> StatusView:
    """Give what is loaded of a set, every measure of the catalogue listed."""
    manifest = figures.database.snapshot.manifest
    coverage = {row["measure"]: row for row in queries.coverage(figures.database)}
    measures = tuple(
        _measure(figures, measure, coverage.get(measure.id), today)
        for measure in figures.catalogue.measures.values()
    )
    rows = figures.database.row_counts()
    not_shown = wording.not_shown(supplied_setting())
    return StatusView(figures.name, manifest.id, manifest.built, rows, measures, not_shown)


def _measure(
    figures: FigureSet, measure: Measure, row: dict[str, object] | None, today: date
) -> MeasureStatus:
    theme = figures.catalogue.theme_of(measure.id)
    publication = figures.catalogue.publication_of(measure.id)
    held = row or {}
    source_ids = [str(i) for i in _list(held.get("source_ids"))]
    return MeasureStatus(
        measure=measure.id,
        name=measure.name,
        theme=theme.name if theme else "",
        observations=int(str(held.get("observations", 0))),
        scotland_years=int(str(held.get("scotland_periods", 0))),
        councils=int(str(held.get("councils", 0))),
        first_period=str(held.get("first_period", "")),
        last_period=str(held.get("last_period", "")),
        editions=tuple(map(str, _list(held.get("editions")))),
        undated=tuple(map(str, _list(held.get("undated_editions")))),
        sources=tuple(figures.sources[i].title for i in source_ids),
        missing=tuple(_missing(figures, measure, held)),
        publication=publication.title if publication else "",
        published=publication.newest_published if publication else "",
        age_days=_age(publication, today),
        next_due=(publication.next_due or "") if publication else "",
        overdue=bool(publication and wording.is_overdue(publication, f"{today:%Y-%m}")),
    )


def _missing(figures: FigureSet, measure: Measure, held: dict[str, object]) -> list[str]:
    reasons = []
    councils = int(str(held.get("councils", 0)))
    if figures.catalogue.geography_of(measure.id) == "scotland":
        reasons.append("councils: measured for Scotland only")
    elif measure.role != "local" and councils < 32:
        reasons += _without_figure(figures, measure, held, 32 - councils)
    if measure.role != "local" and not held.get("scotland_periods"):
        reasons.append("Scotland: none held")
    for status in _list(held.get("missing_statuses")):
        meaning = STATUSES[str(status)].meaning
        reasons.append(f"some figures {str(status).replace('_', ' ')}: {meaning}")
    return reasons


def _without_figure(
    figures: FigureSet, measure: Measure, held: dict[str, object], missing: int
) -> list[str]:
    """Say why councils have no figure: counted together with others, or not loaded yet."""
    ends = [str(held.get(end, "")) for end in ("first_period", "last_period")]
    together = [
        council
        for council in figures.areas.councils
        if measure.is_by_court
        and all(figures.areas.court_area_of(council, period) for period in ends)
    ]
    said = {
        "counted together with others": min(missing, len(together)),
        "not loaded yet": missing - min(missing, len(together)),
    }
    return [f"{count} of 32 councils: {why}" for why, count in said.items() if count]


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _age(publication: Publication | None, today: date) -> int | None:
    published = publication.newest_published if publication else ""
    if len(published) != len("2025-09-10"):
        return None
    return (today - date.fromisoformat(published)).days
