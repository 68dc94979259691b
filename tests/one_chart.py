"""All charts of a view as one."""

from __future__ import annotations

from dataclasses import replace

from cjdata.views.shared.chart_series import ChartData
from cjdata.views.view import View


def one_chart(view: View) -> ChartData | None:
    """Give the figures of all charts of a view together; None where it draws none."""
    if not view.charts:
        return None
    series = tuple(one for chart in view.charts for one in chart.series)
    return replace(view.charts[0], series=series)
