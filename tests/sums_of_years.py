"""What three years together are, worked out from the answers of the query alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from cjdata import queries
from cjdata.library import FigureSet
from cjdata.reference.catalogue import Measure
from cjdata.series import SPLITTING_KINDS
from cjdata.views.shared.assemble import Assembler

Row = dict[str, Any]
PER = {"percent": 100, "per_1000": 1_000, "per_10000": 10_000, "per_100000": 100_000}


@cache
def sums_of_three_years(figures: FigureSet) -> tuple[Row, ...]:
    """Rows as those of the query, of every council and Scotland: a value for three years each."""
    return tuple(_Sums(figures).rows())


def of_lines(figures: FigureSet, measure: str, codes: Iterable[str]) -> list[Row]:
    """Those of a measure and of some areas."""
    wanted = set(codes)
    every = sums_of_three_years(figures)
    return [row for row in every if row["measure"] == measure and row["area_code"] in wanted]


class _Sums:
    def __init__(self, figures: FigureSet) -> None:
        rows = queries.observations(figures.database, [], [], [], None)
        self.held: dict[tuple[str, str], dict[str, Row]] = {}
        for row in rows:
            if row["area_code"]:
                of_cell = self.held.setdefault((row["measure"], row["area_code"]), {})
                of_cell[row["period"]] = row
        self.measures = figures.catalogue.measures
        codes = sorted({code for _, code in self.held})
        printed = queries.current_figures(figures.database, list(self.measures), codes)
        self.decimals = {
            (r["measure"], r["area_code"], r["period"]): r["decimals"] for r in printed
        }
        self.areas = figures.areas
        self.breaks = queries.breaks_of(figures.database, list(self.measures))
        assembler = Assembler(figures, [])
        self.people = cache(assembler.population)

    def rows(self) -> Iterator[Row]:
        for (measure_id, code), cells in self.held.items():
            measure = self.measures.get(measure_id)
            is_counted = measure and (measure.unit == "count" or measure.numerator)
            if measure and is_counted and not measure.average:
                yield from self._of(measure, code, cells)

    def _of(self, measure: Measure, code: str, cells: dict[str, Row]) -> Iterator[Row]:
        counted = {measure.id, *(measure.numerator if measure.form == "rate" else ())}
        parts = [
            row["period"]
            for row in self.breaks
            if row["kind"] in SPLITTING_KINDS
            and row["measure"] in counted
            and row["area_code"] in ("", code)
        ]
        for first in cells:
            start = int(first[:4])
            run = [f"{y}-{(y + 1) % 100:02d}" for y in range(start, start + 3)]
            if any(run[0] < at <= run[-1] for at in parts):
                continue
            held = [cells[year] for year in run if cells.get(year, {}).get("value") is not None]
            value = self._value(measure, code, run) if len(held) == len(run) else None
            if value is not None:
                newest = max(held, key=lambda cell: str(cell["edition"]))
                places = min(self.decimals[measure.id, code, year] for year in run)
                shown = float(value.quantize(Decimal(10) ** -places, ROUND_HALF_UP))
                period = f"{run[0]} to {run[-1]}"
                yield {**newest, "period": period, "value": shown, "decimals": places}

    def _total(self, ids: Iterable[str], code: str, run: list[str]) -> float | None:
        cells = [self.held.get((one, code), {}).get(year) for one in ids for year in run]
        if any(c is None or c["value"] is None or c["precision"] == "rounded" for c in cells):
            return None
        return sum(float(cell["value"]) for cell in cells if cell)

    def _value(self, measure: Measure, code: str, run: list[str]) -> Decimal | None:
        if measure.unit == "count":
            number = self._total([measure.id], code, run)
            return None if number is None else Decimal(number)
        top, taken = (self._total(ids, code, run) for ids in (measure.numerator, measure.minus))
        bottom = self._total(measure.denominator, code, run)
        if measure.population:
            area = self.areas.by_code[code]
            people = [self.people(measure.population, area, year) for year in run]
            bottom = float(sum(filter(None, people))) if all(people) else None
        if top is None or taken is None or not bottom:
            return None
        return PER[measure.unit] * Decimal(top) / Decimal(bottom - taken)
