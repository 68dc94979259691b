"""The figures of a view as a CSV file: one row a cell, missing ones with their reason."""

from __future__ import annotations

import csv
import io
from typing import Any

from cjdata import wording
from cjdata.library import Source
from cjdata.series import Figure, Series
from cjdata.statuses import STATUSES
from cjdata.text import upper_first
from cjdata.views.theme import ThemeView

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
    "break_before",
    "edition",
    "source",
    "source_address",
    "note",
    "counted_by",
    "licence",
)
REAL = "Published figures"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def figures_csv(view: ThemeView) -> bytes:
    """Write the figures shown: UTF-8 with a byte order mark, so that spreadsheets read it right.

    Values are as published; a cell that a spreadsheet would run as a formula is defused with
    an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    sources = {source.source_id: source for source in view.sources}
    for series in view.series:
        for figure in series.figures:
            row = _row(view, series, figure, sources.get(figure.source_id))
            writer.writerow([safe(row[name]) for name in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def safe(cell: Any) -> str:
    """Give a cell's text so that no spreadsheet takes it for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _row(view: ThemeView, series: Series, figure: Figure, source: Source | None) -> dict[str, Any]:
    status = STATUSES[figure.status]
    kind = wording.ILLUSTRATIVE if view.is_illustrative else REAL
    breaks = [b.text for b in series.breaks if b.period == figure.period]
    marker = status.marker + ("[b]" if breaks else "")
    value = None if figure.value is None else f"{figure.value:.{figure.decimals}f}"
    return {
        "figures": upper_first(wording.mark_of(figure)) or kind,
        "indicator": view.indicator.name,
        "measure": series.measure.name,
        "measure_id": series.measure.id,
        "area_code": series.area.code,
        "area": series.area.name,
        "period": figure.period,
        "value": value,
        "unit": wording.UNIT_WORDS[series.measure.unit],
        "precision": "" if figure.value is None else figure.precision,
        "status": figure.status.replace("_", " "),
        "marker": marker,
        "reason_if_missing": figure.reason,
        "break_before": " ".join(breaks),
        "edition": figure.edition,
        "source": source.title if source else "",
        "source_address": source.url if source else "",
        "note": figure.note,
        "counted_by": view.indicator.counted_by,
        "licence": source.licence if source else "",
    }
