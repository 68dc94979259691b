"""Assembles series from a snapshot: every year of the span, each with a value or a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjdata import queries, wording
from cjdata.areas import Area
from cjdata.catalogue import Measure
from cjdata.library import FigureSet
from cjdata.periods import financial_years, kind_of
from cjdata.series import Break, Figure, Series
from cjdata.statistics import group_ratio, group_sum


class Assembler:
    """Gives series of some measures, and reads each area's figures once per snapshot."""

    def __init__(
        self, figures: FigureSet, measures: Sequence[str], as_at: str | None = None
    ) -> None:
        self.figures = figures
        self.as_at = as_at
        self.measures = tuple(dict.fromkeys(m for n in measures for m in _with_parts(figures, n)))

    def latest(self, measure: Measure, area: Area) -> Figure | None:
        """Give the newest figure of a measure for a council or Scotland, over all years."""
        cells = self.cells(area).get(measure.id, {})
        held = [figure for figure in cells.values() if figure.value is not None]
        return max(held, key=lambda figure: figure.period, default=None)

    def series(self, measure: Measure, area: Area, periods: Sequence[str]) -> Series:
        """Give the series of a measure for an area or a group over the periods."""
        if area.kind == "group":
            found = self._group(measure, area, periods)
        else:
            cells = self.cells(area).get(measure.id, {})
            found = tuple(cells.get(p) or self._absent(measure, area, p) for p in periods)
        figures = tuple(
            f
            if f.value is not None
            else replace(f, reason=wording.absence_reason(area, measure, f))
            for f in found
        )
        return Series(area, measure, figures, self._breaks_for(measure, area))

    def cells(self, area: Area) -> dict[str, dict[str, Figure]]:
        """Give the figures held of an area, by measure and financial year."""
        key = ("cells", self.measures, area.code, self.as_at)
        return self.figures.remember(key, lambda: self._read_cells(area))

    def _read_cells(self, area: Area) -> dict[str, dict[str, Figure]]:
        cells: dict[str, dict[str, Figure]] = {}
        database = self.figures.database
        for row in queries.current_figures(database, self.measures, [area.code], self.as_at):
            if kind_of(row["period"]) == "financial_year":
                cells.setdefault(row["measure"], {})[row["period"]] = _figure(row)
        return cells

    def _newest(self) -> Assembler:
        return Assembler(self.figures, self.measures)

    def _breaks_for(self, measure: Measure, area: Area) -> tuple[Break, ...]:
        codes = {"", area.code, *area.members}
        return tuple(b for code, b in self._breaks().get(measure.id, []) if code in codes)

    def _breaks(self) -> dict[str, list[tuple[str, Break]]]:
        return self.figures.remember(("breaks", self.measures), self._read_breaks)

    def _read_breaks(self) -> dict[str, list[tuple[str, Break]]]:
        breaks: dict[str, list[tuple[str, Break]]] = {}
        for row in queries.breaks_of(self.figures.database, self.measures):
            b = Break(row["period"], row["kind"], row["text"], row["source_id"])
            breaks.setdefault(row["measure"], []).append((row["area_code"], b))
        return breaks

    def _absent(self, measure: Measure, area: Area, period: str) -> Figure:
        if self.as_at and period in self._newest().cells(area).get(measure.id, {}):
            return Figure(period, None, 0, "newer_edition")
        return Figure(period, None, 0, absent_status(self.figures, measure, area, period))

    def _group(self, measure: Measure, group: Area, periods: Sequence[str]) -> tuple[Figure, ...]:
        by_code = self.figures.areas.by_code
        if measure.is_count:
            members = [self.series(measure, by_code[code], periods) for code in group.members]
            return _marked(group_sum(members), [member.figures for member in members])
        if measure.numerator and measure.denominator:
            catalogue = self.figures.catalogue

            def sums(ids: Sequence[str], sign: int) -> list[tuple[int, tuple[Figure, ...]]]:
                return [(sign, self._group(catalogue.measures[m], group, periods)) for m in ids]

            wholes = [*sums(measure.denominator, 1), *sums(measure.minus, -1)]
            parts = sums(measure.numerator, 1)
            cells = [figures for _, figures in (*parts, *wholes)]
            return _marked(group_ratio(group, parts, wholes), cells)
        return tuple(Figure(p, None, 0, "not_computed") for p in periods)


def _marked(figures: Sequence[Figure], parts: Sequence[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Mark as supplied privately what was worked out from figures that were."""
    private = {f.period for part in parts for f in part if f.status == "supplied"}
    return tuple(
        replace(f, status="supplied") if f.value is not None and f.period in private else f
        for f in figures
    )


def years_of(figures: FigureSet, measure: Measure) -> list[str]:
    """List the financial years from the first to the last in which any area has a row.

    All areas share them, so that the time axis stays put when the area changes.
    """
    return figures.remember(("years", measure.id), lambda: _read_years(figures, measure))


def editions_held(figures: FigureSet) -> list[str]:
    """List the editions of a set, in text order."""
    return figures.remember(("editions",), lambda: queries.editions(figures.database))


def _read_years(figures: FigureSet, measure: Measure) -> list[str]:
    rows = queries.years_of(figures.database, measure.id)
    return financial_years(rows[0]["first_year"], rows[0]["last_year"]) if rows else []


def absent_status(figures: FigureSet, measure: Measure, area: Area, period: str) -> str:
    """Say which status a cell has for which no observation is held."""
    if measure.first_period and period < measure.first_period:
        return "not_collected"
    if measure.last_period and period > measure.last_period:
        return "not_collected"
    if area.kind != "scotland" and figures.catalogue.geography_of(measure.id) == "scotland":
        return "scotland_only"
    return "none_held" if area.kind == "scotland" else "not_loaded"


def _with_parts(figures: FigureSet, measure_id: str) -> tuple[str, ...]:
    measure = figures.catalogue.measures[measure_id]
    return (measure_id, *measure.numerator, *measure.denominator, *measure.minus)


def _figure(row: dict[str, object]) -> Figure:
    return Figure(
        period=str(row["period"]),
        value=row["value"],  # type: ignore[arg-type]
        decimals=row["decimals"],  # type: ignore[arg-type]
        status=str(row["status"]),
        precision=str(row["precision"]),
        edition=str(row["edition"]),
        source_id=str(row["source_id"]),
        note=str(row["note"]),
    )
