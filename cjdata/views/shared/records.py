"""The rows of a file: a figure each, with its status, source, interval and comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cjdata import wording
from cjdata.amounts import Amount
from cjdata.library import FigureSet, Source
from cjdata.reference.statuses import STATUSES, UNPUBLISHED
from cjdata.series import SPLITTING_KINDS, Figure
from cjdata.statistics import Comparison, Evidence, Interval
from cjdata.text import upper_first
from cjdata.views.shared.sources import sources_in_order
from cjdata.views.table import amount_of
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
    "designation",
    "note",
    "caveats",
    "counted_by",
    "licence",
)
_INTERVAL_COLUMNS = ("lower_95", "upper_95", "interval_method", "reason_if_no_interval")
_LIMIT_DECIMALS = 4
"""More than a figure has, for those who work on with the limits."""
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
    places = figures.areas.names_within([series.area])
    status = STATUSES[figure.status]
    sources = sources_in_order(figures, [figure])
    theme = figures.catalogue.theme_of(measure.id)
    kind = wording.ILLUSTRATIVE if figures.is_illustrative else REAL
    breaks = [b.text for b in series.breaks_before(figure)]
    remarks = [
        b.text
        for b in series.breaks
        if b.kind not in SPLITTING_KINDS and b.period in figure.years and b.text not in breaks
    ]
    return {
        "figures": upper_first(status.short) if figure.status in UNPUBLISHED else kind,
        "indicator": theme.name if theme else "",
        "measure": measure.name,
        "measure_id": measure.id,
        "area_code": series.area.code,
        "area": series.area.name,
        "period": figure.period,
        "value": amount_of(measure, figure),
        "unit": wording.UNIT_WORDS[measure.unit],
        "precision": "" if figure.value is None else figure.precision,
        "status": status,
        "marker": status.marker + ("[b]" if breaks else ""),
        "reason_if_missing": wording.why_absent(series.area, measure, figure)
        if figure.value is None
        else "",
        **_interval_cells(record),
        **_comparison_cells(record),
        "break_before": " ".join(breaks),
        "edition": figure.edition,
        **source_cells(sources),
        "note": figure.note,
        "caveats": " ".join((*figures.catalogue.caveats_of(measure.id, places), *remarks)),
        "counted_by": figures.catalogue.counted_by(measure.id),
        "licence": _listed(source.licence for source in sources),
    }


def source_cells(sources: Sequence[Source]) -> dict[str, Any]:
    """Name the sources of a figure, their addresses and what each is; one that is worked out
    from several figures has several. Of a source that was read in a copy there is no address.
    """
    return {
        "source": _listed(source.title for source in sources),
        "source_address": _listed(source.url for source in sources),
        "designation": _listed(source.designation for source in sources),
    }


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _interval_cells(record: Record) -> dict[str, Any]:
    found = record.evidence.interval_or_why(record.figure)
    cells: dict[str, Any] = dict.fromkeys(_INTERVAL_COLUMNS, "")
    if isinstance(found, Interval):
        unit = record.evidence.measure.unit
        limits = (Amount(limit, _LIMIT_DECIMALS, unit) for limit in (found.lower, found.upper))
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
