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
    """Reads once what a view needs, and gives series out of it."""

    def __init__(
        self,
        figures: FigureSet,
        measures: Sequence[str],
        areas: Sequence[Area],
        as_at: str | None = None,
    ) -> None:
        self.figures = figures
        wanted = list(dict.fromkeys(m for name in measures for m in _with_parts(figures, name)))
        codes = dict.fromkeys(code for area in areas for code in (*area.members, area.code))
        rows = queries.current_figures(figures.database, wanted, list(codes), as_at)
        self._cells: dict[tuple[str, str], dict[str, Figure]] = {}
        for row in rows:
            if kind_of(row["period"]) == "financial_year":
                key = (row["measure"], row["area_code"])
                self._cells.setdefault(key, {})[row["period"]] = _figure(row)
        self._breaks: dict[str, list[tuple[str, Break]]] = {}
        for row in queries.breaks_of(figures.database, wanted):
            b = Break(row["period"], row["kind"], row["text"], row["source_id"])
            self._breaks.setdefault(row["measure"], []).append((row["area_code"], b))

    def series(self, measure: Measure, area: Area, periods: Sequence[str]) -> Series:
        """Give the series of a measure for an area or a group over the periods."""
        if area.kind == "group":
            found = self._group(measure, area, periods)
        else:
            cells = self._cells.get((measure.id, area.code), {})
            found = tuple(cells.get(p) or self._absent(measure, area, p) for p in periods)
        figures = tuple(
            f
            if f.value is not None
            else replace(f, reason=wording.absence_reason(area, measure, f))
            for f in found
        )
        return Series(area, measure, figures, self._breaks_for(measure, area))

    def full_series(self, measure: Measure, area: Area) -> Series:
        """Give the series of a measure for an area over all the years it has."""
        years = self._cells.get((measure.id, area.code), {})
        span = financial_years(min(years), max(years)) if years else []
        return self.series(measure, area, span)

    def _breaks_for(self, measure: Measure, area: Area) -> tuple[Break, ...]:
        codes = {"", area.code, *area.members}
        return tuple(b for code, b in self._breaks.get(measure.id, []) if code in codes)

    def _absent(self, measure: Measure, area: Area, period: str) -> Figure:
        return Figure(period, None, 0, absent_status(self.figures, measure, area, period))

    def _group(self, measure: Measure, group: Area, periods: Sequence[str]) -> tuple[Figure, ...]:
        by_code = self.figures.areas.by_code
        if measure.is_count:
            members = [self.series(measure, by_code[code], periods) for code in group.members]
            return group_sum(members)
        if measure.numerator and measure.denominator:
            catalogue = self.figures.catalogue

            def sums(ids: Sequence[str], sign: int) -> list[tuple[int, tuple[Figure, ...]]]:
                return [(sign, self._group(catalogue.measures[m], group, periods)) for m in ids]

            wholes = [*sums(measure.denominator, 1), *sums(measure.minus, -1)]
            return group_ratio(group, sums(measure.numerator, 1), wholes)
        return tuple(Figure(p, None, 0, "group_incomplete") for p in periods)


def years_of(figures: FigureSet, measure: Measure) -> list[str]:
    """List the financial years from the first to the last in which any area has a row.

    All areas share them, so that the time axis stays put when the area changes.
    """
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
