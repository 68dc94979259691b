"""Mid-year population estimates: single years of age in one year, or a series of years."""

from __future__ import annotations

import random
from functools import cache

from workbook_builders import front
from workbook_builders.front import Made
from workbook_builders.known import Numbers
from workbook_builders.layouts import Column, lines, long, years_across
from workbook_builders.places import ADULTS, COUNCILS, SCOTLAND
from workbook_builders.seeded import shared
from workbook_builders.style import Style

OLDEST = 90
ALL, ADULT, OF_AGE = "population_all_ages", "population_16plus", "population_16_70"
SEXES = ("Persons", "Females", "Males")
STYLE = Style(area="code and name", scotland_at="first")


def _age(sex: str, age: int) -> str:
    return f"~{sex.lower()}_{age}"


@cache
def people(year: int, seed: int = 1) -> Numbers:
    """Make a year's people by sex and single year of age, and the three totals of persons."""
    chance = random.Random(f"{seed}/people/{year}")
    numbers = Numbers()
    period = str(year)
    curve = [min(1.15, 1.3 - abs(age - 45) / 90) for age in range(OLDEST)] + [4.0 / 5]
    whole = sum(curve)
    for code in COUNCILS:
        total = round(ADULTS[code][1] * 1.42 * (1 + 0.003 * (year - 2022)))
        ages = shared(total, [c / whole * chance.lognormvariate(0, 0.04) for c in curve])
        for age, count in enumerate(ages):
            females = round(count * chance.uniform(0.49, 0.53))
            for sex, n in zip(SEXES, (count, females, count - females), strict=True):
                numbers[_age(sex, age), code, period] = n
    for sex in SEXES:
        for age in range(OLDEST + 1):
            name = _age(sex, age)
            numbers[name, SCOTLAND, period] = sum(numbers[name, c, period] for c in COUNCILS)
    for code in (*COUNCILS, SCOTLAND):
        _totals(numbers, code, period)
    return numbers


def _totals(numbers: Numbers, code: str, period: str) -> None:
    for sex in SEXES:
        ages = [numbers[_age(sex, age), code, period] for age in range(OLDEST + 1)]
        numbers[f"~all_{sex.lower()}", code, period] = sum(ages)
        if sex == "Persons":
            numbers[ALL, code, period] = sum(ages)
            numbers[ADULT, code, period] = sum(ages[16:])
            numbers[OF_AGE, code, period] = sum(ages[16:71])


def population(year: int = 2024, *, kind: str = "xlsx", style: Style = STYLE) -> Made:
    """One year by sex and single year of age, as the National Records of Scotland print it.

    People aged 16 to 70 are nowhere printed: they are the sum of single years.
    """
    numbers = people(year)
    tables = [
        long(
            numbers,
            [
                Column(ALL if sex == "Persons" else f"~all_{sex.lower()}", "All ages"),
                *(
                    Column(_age(sex, age), "90 and over" if age == OLDEST else str(age))
                    for age in range(OLDEST + 1)
                ),
            ],
            name=f"Table {n}",
            periods=(str(year),),
            preamble=lines(
                f"Table {n}: Estimated population by single year of age and council area, "
                f"{sex.lower()}, mid-{year}",
                "Estimates as at 30 June. Based on the 2022 census.",
            ),
            style=style,
            area_heading="Area",
            only_latest_shown=False,
        )
        for n, sex in enumerate(SEXES, start=1)
    ]
    title = f"Mid-{year} Population Estimates Scotland"
    contact = "statisticscustomerservices@nrscotland.gov.uk"
    sheets = [
        front.cover(title, published="August 2025", contact=contact),
        front.contents(tables),
        *tables,
    ]
    book = front.made(f"mid-year-population-estimates-{year}", kind, sheets, numbers)
    book.numbers.update(numbers.only([ALL, ADULT, OF_AGE]))
    return book


def population_series(first: int = 2015, last: int = 2024, *, kind: str = "xlsx") -> Made:
    """Totals, people of 16 and over, and people aged 16 to 70, a sheet each, years across."""
    numbers = Numbers()
    for year in range(first, last + 1):
        numbers.update(people(year).only([ALL, ADULT, OF_AGE]))
    sheets = [
        years_across(
            numbers,
            [Column(measure, "")],
            name=name,
            periods=[str(year) for year in range(first, last + 1)],
            preamble=lines(
                f"Mid-year population estimates: council areas, {words}, {first} to {last}", ""
            ),
            style=STYLE,
            area_heading="Area",
        )
        for measure, name, words in (
            (ALL, "All ages", "all ages"),
            (ADULT, "16 and over", "people aged 16 and over"),
            (OF_AGE, "16 to 70", "people aged 16 to 70"),
        )
    ]
    return front.made(f"mid-year-population-{first}-to-{last}", kind, sheets, numbers)
