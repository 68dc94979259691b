"""Every figure of a workbook once, a row each, whichever views show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cjdata.exports.workbook_cells import Grid
from cjdata.exports.workbook_tables import data_grid
from cjdata.views.shared.records import COLUMNS
from cjdata.views.view import Download, View

_ELSEWHERE = frozenset({"caveats", "counted_by", "licence", "source_address"})
"""Columns whose long texts the notes and the sources hold."""
_KEY = ("figures", "measure_id", "area_code", "period", "value", "status", "edition")


def all_figures(views: Sequence[View]) -> Grid:
    """Give the figures of views as the rows of one table, by measure, area and year."""
    columns = tuple(name for name in COLUMNS if name not in _ELSEWHERE)
    rows = [tuple(row[name] for name in columns) for row in figure_rows(views)]
    return data_grid(Download(columns, tuple(rows)))


def figure_rows(views: Sequence[View]) -> list[dict[str, Any]]:
    """List the figures behind views, each once: the one that is compared, where one is."""
    held: dict[tuple[Any, ...], dict[str, Any]] = {}
    for view in views:
        download = view.download
        if not set(COLUMNS) <= set(download.columns):
            continue
        for row in download.named_rows:
            key = tuple(row[name] for name in _KEY)
            if key not in held or (row["compared_with"] and not held[key]["compared_with"]):
                held[key] = row
    order: dict[tuple[Any, ...], int] = {}
    for row in held.values():
        order.setdefault((row["measure_id"], row["area_code"]), len(order))
    return sorted(
        held.values(), key=lambda r: (order[r["measure_id"], r["area_code"]], r["period"])
    )
