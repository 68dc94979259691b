"""Doubts about published rates: against the count of their row, and the population."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from cjdata.ingest.checking.doubts import Doubt, named, shown, times
from cjdata.ingest.checking.row_sums import Line, Lines
from cjdata.ingest.figures_read import ReadFigure, ReadTable
from cjdata.ingest.population_file import MEASURES, Populations
from cjdata.observations import Observation
from cjdata.reference.catalogue import PEOPLE_OF_RATE, Catalogue, Measure
from cjdata.reference.periods import start_year
from cjdata.text import number

_TOLERANCE = 0.1
"""Estimates are revised after a census, and publishers may take those of another year."""
_LEAP = 0.05
_FAR = 1.5
"""No estimate of a neighbouring year is so many times another."""


def rates_and_population(
    lines: Lines, catalogue: Catalogue, populations: Populations
) -> Iterator[Doubt]:
    """Find rates that their counts do not give.

    Judged by the population that is held, within a tenth; and by the population that rate and
    count together tell of, which moves by less than a twentieth from one year to the next.
    """
    for measure in _rates(lines, catalogue):
        own = [line for line in lines.values() if _has_rate(measure, line)]
        decimals = max((line[measure.id].decimals for line in own), default=0)
        wrong = _off(measure, own, populations, decimals) or _jumps(measure, own, decimals)
        if wrong:
            yield _differ(measure, *wrong[0], len(wrong))


def with_counts(
    lines: Lines, held: Iterable[Observation], catalogue: Catalogue
) -> dict[tuple[str, str], Line]:
    """Add the counts that rates follow from and that only the figures held have."""
    wanted = {m for rate in _rates(lines, catalogue) for m in rate.numerator}
    found = {key: dict(line) for key, line in lines.items()}
    for one in held if wanted else ():
        line = found.get((one.area_code, one.period)) if one.measure in wanted else None
        if line is not None and one.measure not in line and one.value is not None:
            beside = next(iter(line.values()))
            line[one.measure] = replace(beside, measure=one.measure, value=one.value)
    return found


def people_there(
    table: ReadTable, catalogue: Catalogue, populations: Populations
) -> Iterator[Doubt]:
    """Find figures that cannot be true of the people who live there.

    A population must be near the estimate that is held of the nearest year, and nothing that is
    counted can be more than the people of its area: thousands may have been taken for single ones.
    """
    ages_of = {measure: ages for ages, measure in MEASURES.items()}
    wrong: dict[str, list[tuple[ReadFigure, float]]] = {}
    for datum in table.data:
        measure = catalogue.measures[datum.measure]
        ages = ages_of.get(datum.measure, "all ages")
        years = populations.get((ages, datum.area.code))
        if not years or datum.value is None or not measure.is_count or measure.unit != "count":
            continue
        people = _of_nearest(years, start_year(datum.period))
        is_population = datum.measure in ages_of
        is_far = is_population and not people / _FAR < datum.value < people * _FAR
        if is_far or datum.value > people * (_FAR if is_population else 1):
            wrong.setdefault(datum.measure, []).append((datum, people))
    for measure_id, found in wrong.items():
        datum, living = found[0]
        yield Doubt(
            "error",
            "not of the people there",
            datum,
            f"{named(catalogue.measures[measure_id], datum)} is {shown(datum)}, where about "
            f"{number(living)} people live; so in {times(len(found), 'figure')}",
            "a figure that people of the area can have",
            "Check whether the table is in thousands, or its columns were shifted.",
        )


def _of_nearest(years: Mapping[int, int], wanted: int) -> int:
    """Give the estimate of the year, else of the nearest one. Asked of every figure of a file."""
    return years[wanted if wanted in years else min(years, key=lambda year: abs(year - wanted))]


def _differ(measure: Measure, first: ReadFigure, own: float, count: int) -> Doubt:
    return Doubt(
        "warning",
        "rate and population differ",
        first,
        f"{named(measure, first)} is {shown(first)}, its count and the population aged "
        f"{measure.population} give about {number(own, 1)}; so in {times(count)}",
        "a rate that follows from its count",
        "Check that no columns or rows were shifted. The rate is kept as published.",
    )


def _rates(lines: Lines, catalogue: Catalogue) -> list[Measure]:
    ids = dict.fromkeys(measure for line in lines.values() for measure in line)
    measures = [catalogue.measures[measure] for measure in ids]
    return [m for m in measures if m.unit in PEOPLE_OF_RATE and m.population and m.numerator]


def _has_rate(measure: Measure, line: Line) -> bool:
    return all(m in line and line[m].value is not None for m in (measure.id, *measure.numerator))


def _count(measure: Measure, line: Line) -> float:
    return sum(line[m].value or 0.0 for m in measure.numerator)


def _off(
    measure: Measure, lines: Sequence[Line], populations: Populations, decimals: int
) -> list[tuple[ReadFigure, float]]:
    """Give the rates that are off by more than a tenth, with what they would be about."""
    wrong = []
    for line in lines:
        rate = line[measure.id]
        years = populations.get((measure.population, rate.area.code))
        if years:
            nearest = min(years, key=lambda year: abs(year - start_year(rate.period)))
            own = PEOPLE_OF_RATE[measure.unit] * _count(measure, line) / years[nearest]
            tolerance = _TOLERANCE * own + _half(decimals)
            wrong += [(rate, own)] if abs((rate.value or 0.0) - own) > tolerance else []
    return wrong


def _jumps(
    measure: Measure, lines: Sequence[Line], decimals: int
) -> list[tuple[ReadFigure, float]]:
    """Give the rates whose population leaps from the year before, with what they would be."""
    wrong = []
    areas: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line[measure.id].period):
        if _count(measure, line) and line[measure.id].value:
            areas.setdefault(line[measure.id].area.code, []).append(line)
    for before, after in (pair for own in areas.values() for pair in pairwise(own)):
        rate, last = after[measure.id], before[measure.id]
        own = (last.value or 0.0) * _count(measure, after) / _count(measure, before)
        rounding = _half(decimals) * (1 + own / (last.value or 1.0))
        wrong += [(rate, own)] if abs((rate.value or 0.0) - own) > _LEAP * own + rounding else []
    return wrong


def _half(decimals: int) -> float:
    """Give by how much a printed number may be off."""
    return 0.5 * 10.0**-decimals + 1e-9
