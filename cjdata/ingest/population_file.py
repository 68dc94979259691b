"""Reads how many people live in each area, from ``reference/population.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cjdata.errors import Mistake, SourceError
from cjdata.reference.areas import read_csv

COLUMNS = {
    "16 to 70": "population_16_70",
    "16 and over": "population_16plus",
    "all ages": "population_all_ages",
}
"""The column of each age, as ``Measure.population`` names it."""

MEASURES = {
    "16 to 70": "population_16_to_70",
    "16 and over": "population_16_and_over",
    "all ages": "population_all_ages",
}
"""The measure that holds loaded estimates of each age."""

Populations = Mapping[tuple[str, str], Mapping[int, int]]
"""People of an age in an area (its code), by year."""


OLDEST_STAND_IN = 3
"""How many years older than the figures an estimate may be that stands in for theirs."""


def people_near(years: Mapping[int, int], year: int) -> tuple[int, int] | None:
    """Give a year and its estimate, else the nearest earlier one up to three years old.

    >>> people_near({2018: 51_000, 2019: 51_540}, 2021)
    (2019, 51540)
    """
    near = (n for n in range(year, year - OLDEST_STAND_IN - 1, -1) if n in years)
    return next(((n, years[n]) for n in near), None)


def load_populations(reference: Path) -> Populations:
    """Read how many people live in each area; an empty cell is an estimate that is not held.

    Raises
    ------
    SourceError
        With every cell that is no whole number, by line.
    """
    rows = read_csv(reference / "population.csv", {"gss_code", "year", *COLUMNS.values()})
    findings = [
        Mistake(
            f"reference/population.csv, line {row.line}",
            f"“{row[column]}” is not a whole number ({column})",
            "Correct it; a population that is not known is left empty.",
        )
        for row in rows
        for column in ("year", *COLUMNS.values())
        if not _is_whole(row[column] or ("" if column == "year" else "0"))
    ]
    if findings:
        raise SourceError(findings)
    people: dict[tuple[str, str], dict[int, int]] = {}
    for row in rows:
        for ages, column in COLUMNS.items():
            if row[column]:
                years = people.setdefault((ages, row["gss_code"]), {})
                years[int(row["year"])] = int(row[column])
    return people


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit()
