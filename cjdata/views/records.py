"""The rows of a file: a figure each, with its status, source, interval and comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cjdata import wording
from cjdata.library import FigureSet
from cjdata.series import Figure
from cjdata.statistics import Comparison, Evidence, Interval
from cjdata.statuses import STATUSES
from cjdata.text import upper_first
from cjdata.views.view import Download

COLUMNS = (
    "figures",
    "indicator",
    "measure",
    "measure_id",
    "area_code",
    "area",
    "period",
    "value",
    "unit",
    "precision",
    "status",
    "marker",
    "reason_if_missing",
    "lower_95",
    "upper_95",
    "interval_method",
    "reason_if_no_interval",
    "compared_with",
    "comparison",
    "reason_if_not_compared",
    "break_before",
    "edition",
    "source",
    "source_address",
    "note",
    "caveats",
    "counted_by",
    "licence",
)
_INTERVAL_COLUMNS = ("lower_95", "upper_95", "interval_method", "reason_if_no_interval")
REAL = "Published figures"


@dataclass(frozen=True, slots=True)
class Record:
    """A figure with what it rests on, and how it stands beside another area if that was asked."""

    evidence: Evidence
    figure: Figure
    comparison: Comparison | None = None
    compared_with: str = ""


def records_of(evidence: Evidence, scotland: Evidence | None = None) -> list[Record]:
    """Give a record for every year of a series, each compared with Scotland’s of that year."""
    if scotland is None or evidence.series.area.kind == "scotland":
        return [Record(evidence, figure) for figure in evidence.series.figures]
    return [
        Record(
            evidence,
            figure,
            evidence.against(scotland, figure.period),
            scotland.series.area.name,
        )
        for figure in evidence.series.figures
    ]


def figures_download(figures: FigureSet, records: Iterable[Record]) -> Download:
    """Lay records out as the rows of a file."""
    records = list(records)
    return Download(
        COLUMNS,
        tuple(tuple(_row(figures, r).values()) for r in records),
        frozenset(r.figure.edition_rank for r in records if r.figure.edition),
    )


def _row(figures: FigureSet, record: Record) -> dict[str, Any]:
    figure, series = record.figure, record.evidence.series
    measure = series.measure
    status = STATUSES[figure.status]
    source = figures.sources.get(figure.source_id)
    theme = figures.catalogue.theme_of(measure.id)
    kind = wording.ILLUSTRATIVE if figures.is_illustrative else REAL
    breaks = [b.text for b in series.breaks if b.period == figure.period]
    return {
        "figures": upper_first(wording.mark_of(figure)) or kind,
        "indicator": theme.name if theme else "",
        "measure": measure.name,
        "measure_id": measure.id,
        "area_code": series.area.code,
        "area": series.area.name,
        "period": figure.period,
        "value": None if figure.value is None else f"{figure.value:.{figure.decimals}f}",
        "unit": wording.UNIT_WORDS[measure.unit],
        "precision": "" if figure.value is None else figure.precision,
        "status": figure.status.replace("_", " "),
        "marker": status.marker + ("[b]" if breaks else ""),
        "reason_if_missing": figure.reason,
        **_interval_cells(record),
        **_comparison_cells(record),
        "break_before": " ".join(breaks),
        "edition": figure.edition,
        "source": source.title if source else "",
        "source_address": source.url if source else "",
        "note": figure.note,
        "caveats": " ".join(theme.caveats) if theme else "",
        "counted_by": theme.counted_by if theme else "",
        "licence": source.licence if source else "",
    }


def _interval_cells(record: Record) -> dict[str, Any]:
    found = record.evidence.interval_or_why(record.figure)
    cells: dict[str, Any] = dict.fromkeys(_INTERVAL_COLUMNS, "")
    if isinstance(found, Interval):
        limits = f"{found.lower:.4f}", f"{found.upper:.4f}"
        return cells | dict(zip(_INTERVAL_COLUMNS, (*limits, found.method), strict=False))
    if record.figure.value is not None:
        cells["reason_if_no_interval"] = wording.no_interval_reason(found.why)
    return cells


def _comparison_cells(record: Record) -> dict[str, Any]:
    found = record.comparison
    if found is None:
        return {"compared_with": "", "comparison": "", "reason_if_not_compared": ""}
    return {
        "compared_with": record.compared_with,
        "comparison": found.word,
        "reason_if_not_compared": wording.not_compared_reason(found.why) if found.why else "",
    }
