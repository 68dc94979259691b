"""The rates and shares that no publication prints, worked out from published figures.

They are worked out where a snapshot is written and kept in no text. One that is printed always
stands before them: the publisher may have used other people, or another base.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cjdata.amounts import half_up
from cjdata.ingest.population_file import MEASURES, Populations, people_near
from cjdata.ingest.published import CheckedFigures
from cjdata.observations import COMPUTED, Observation
from cjdata.reference.catalogue import PEOPLE_OF_RATE, Catalogue, Measure
from cjdata.reference.periods import kind_of, start_year
from cjdata.text import number

ByMeasure = Mapping[str, Sequence[Observation]]

DECIMALS = 1
_PLAIN = ("published", "revised")
"""Statuses that say nothing of a figure which what is worked out from it must say again."""


def with_computed(
    figures: CheckedFigures, catalogue: Catalogue, populations: Populations
) -> CheckedFigures:
    """Add every rate, and every share whose record asks for it, that is printed for no cell."""
    held: dict[str, list[Observation]] = defaultdict(list)
    for one in figures.observations:
        held[one.measure].append(one)
    people = _with_loaded(held, populations)
    measures = catalogue.measures.values()
    rates = [m for m in measures if m.form == "rate" and m.population and len(m.numerator) == 1]
    new = [
        *(row for m in rates for row in _rates(m, held, people, catalogue)),
        *(row for m in measures if m.computed for row in _shares(m, held, catalogue)),
    ]
    return replace(figures, observations=(*figures.observations, *new))


def _with_loaded(held: ByMeasure, populations: Populations) -> Populations:
    """Put loaded estimates of the population before those of the reference file."""
    merged = {key: dict(years) for key, years in populations.items()}
    for ages, measure in MEASURES.items():
        for one in held.get(measure, ()):
            if one.value is not None and one.area_code and not one.is_supplied:
                years = merged.setdefault((ages, one.area_code), {})
                years[int(one.period[:4])] = round(one.value)
    return merged


def _rates(
    measure: Measure, held: ByMeasure, people: Populations, catalogue: Catalogue
) -> Iterator[Observation]:
    count = catalogue.measures[measure.numerator[0]]
    for one in _unprinted(measure, held):
        if one.value is None:
            yield _row(measure, one, None, "")
            continue
        found = people_near(
            people.get((measure.population, one.area_code), {}), start_year(one.period)
        )
        if found is None:
            continue
        year, among = found
        noun = count.one if one.value == 1 else count.many
        note = (
            f"Worked out here from {number(one.value)} {noun} and the mid-{year} estimate of "
            f"{number(among)} people."
        )
        yield _row(measure, one, one.value / among * PEOPLE_OF_RATE[measure.unit], note)


def _shares(measure: Measure, held: ByMeasure, catalogue: Catalogue) -> Iterator[Observation]:
    top, bottom = (catalogue.measures[ids[0]] for ids in (measure.numerator, measure.denominator))
    wholes: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in held.get(bottom.id, ()):
        wholes[one.area_code or one.area, one.period].append(one)
    for one in _unprinted(measure, held):
        if one.value is None:
            yield _row(measure, one, None, "")
            continue
        whole = _of_its_edition(one, wholes[one.area_code or one.area, one.period])
        if whole is None or not whole.value or whole.value < one.value:
            continue
        note = (
            f"Worked out here from {number(one.value)} {top.many} and {number(whole.value)} "
            f"{bottom.many}."
        )
        row = _row(measure, one, 100 * one.value / whole.value, note)
        is_rough = "rounded" in (one.precision, whole.precision)
        yield replace(row, precision="rounded" if is_rough else row.precision)


def _of_its_edition(one: Observation, held: Sequence[Observation]) -> Observation | None:
    """Give the whole that a part belongs to: of its own edition, else the only one there is."""
    own = [other for other in held if other.edition == one.edition]
    # What is worked out from a supplied whole would tell it in the guise of a published share.
    found = own or [other for other in held if one.is_supplied or not other.is_supplied]
    return found[0] if len(found) == 1 and found[0].value is not None else None


def _unprinted(measure: Measure, held: ByMeasure) -> Iterator[Observation]:
    """Give the counts of councils and of Scotland for which the measure itself is not printed."""
    printed = {(one.area_code, one.period) for one in held.get(measure.id, ())}
    for one in held.get(measure.numerator[0], ()):
        is_year = kind_of(one.period) == "financial_year"
        if is_year and one.area_code and (one.area_code, one.period) not in printed:
            yield one


def _row(measure: Measure, one: Observation, value: float | None, note: str) -> Observation:
    is_plain = value is not None and one.status in _PLAIN
    return replace(
        one,
        measure=measure.id,
        value=None if value is None else half_up(value, DECIMALS),
        decimals=0 if value is None else DECIMALS,
        unit=measure.unit,
        status="computed" if is_plain else one.status,
        note=note or one.note,
        origin=COMPUTED,
    )
