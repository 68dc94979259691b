"""The workbooks inside charts: the figures shown and nothing else, no cell a formula."""

# mypy: allow-untyped-calls
# The writer of slides is typed in part only.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook  # type: ignore[import-untyped]

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same in every file, so that files can be compared
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def _worksheet(target: Any) -> Iterator[tuple[Any, Any]]:
    """Open a sheet in which text stays text."""
    book = Workbook(target, _OPTIONS)
    book.set_properties({"created": _MADE})
    yield book, book.add_worksheet()
    book.close()


class _Lines(CategoryWorkbookWriter):
    def _open_worksheet(self, xlsx_file: Any) -> Any:
        return _worksheet(xlsx_file)


class _Dots(XyWorkbookWriter):
    """Writes the name of each dot beside its two figures."""

    def _open_worksheet(self, xlsx_file: Any) -> Any:
        return _worksheet(xlsx_file)

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        super()._populate_worksheet(workbook, worksheet)
        for series in self._chart_data:
            first = self.series_table_row_offset(series) + 1
            worksheet.write_column(first, 2, series.names)


class LineData(CategoryChartData):
    """Figures of lines or bars, as a chart takes them."""

    @property
    def _workbook_writer(self) -> _Lines:
        return _Lines(self)


class DotData(XyChartData):
    """Figures of dots, as a chart takes them."""

    @property
    def _workbook_writer(self) -> _Dots:
        return _Dots(self)

    def add_dots(self, name: str, points: Sequence[tuple[str, float, float]]) -> None:
        """Add a series of dots, each with its name and its two figures."""
        series = self.add_series(name)
        series.names = [point[0] for point in points]
        for _, across, up in points:
            series.add_data_point(across, up)
