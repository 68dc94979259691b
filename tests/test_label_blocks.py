"""Tables with the same years below one label after another, and averages with decimals."""

from __future__ import annotations

import pytest
from reading_sheets import Rows, book, errors, read, sheet

from cjdata.ingest.spreadsheets.source_workbook import SourceWorkbook
from cjdata.reference.areas import Areas
from cjdata.reference.catalogue import Catalogue

TITLE = "Table 9: Reconviction rates per offender, by index disposal: 2015-16 to 2017-18 cohorts1,2"
RECIPE = """
title = "Reconviction Rates in Scotland"
publication = "reconviction"
workbook = ["reconviction rates"]

[[table]]
name = "Reconvictions after a community payback order"
titles = ["reconviction rates index disposal"]
areas = "scotland"
year_headings = ["index disposal"]
block = ["community payback order"]
column = [
  { id = "reconviction_rate_one_year_cpo", headings = ["reconviction rate"], required = true },
]

[[table]]
name = "Reconvictions after custody"
titles = ["reconviction rates index disposal"]
areas = "scotland"
year_headings = ["index disposal"]
block = ["discharged from custody"]
column = [
  { id = "reconviction_rate_one_year_released_from_custody", headings = ["reconviction rate"] },
]
"""
PRISON = """
title = "Scottish Prison Population Statistics"
publication = "prison"
workbook = ["scottish prison population statistics"]

[[table]]
name = "Average daily populations"
titles = ["average daily populations"]
areas = "scotland"
year_headings = ["financial year"]
column = [
  { id = "prison_average_daily_population", headings = ["average population cellwise"] },
  { id = "prison_average_daily_population_remand", headings = ["on remand"] },
  { id = "prison_departures", headings = ["departures"] },
]
"""
YEARS = ("2015-16", "2016-17", "2017-18")
PAYBACK, CUSTODY = (
    "reconviction_rate_one_year_cpo",
    ("reconviction_rate_one_year_released_from_custody"),
)


def reconvictions(*labels: str) -> SourceWorkbook:
    """Write the table: each label, and below it three years with rates of its own."""
    rows: list[list[str | float]] = [[TITLE], ["Index disposal", "Offenders", "Reconviction rate"]]
    for number, label in enumerate(labels):
        rows.append([label, "", ""])
        rows += [[year, 6_000, 10.5 * (number + 1) + n] for n, year in enumerate(YEARS)]
    rows.append(["1. A note below the table."])
    return book(sheet(rows, "Table 9"), cover="Reconviction Rates in Scotland: 2017-18 cohort")


def test_a_recipe_names_the_label_that_its_years_stand_below(
    areas: Areas, catalogue: Catalogue
) -> None:
    made = reconvictions("Discharged from Custody3", "Community Payback Order", "Monetary")
    found = read(made, areas, catalogue, RECIPE)
    assert not errors(found)
    assert {(d.measure, d.period): d.value for d in found.data} == {
        **{(CUSTODY, year): 10.5 + n for n, year in enumerate(YEARS)},
        **{(PAYBACK, year): 21 + n for n, year in enumerate(YEARS)},
    }


@pytest.mark.parametrize(
    "labels",
    [
        ("Discharged from Custody", "Payback", "Monetary"),
        ("Discharged from Custody", "Community Payback Order", "Community Payback Order"),
    ],
)
def test_a_label_that_is_not_there_or_stands_twice_is_told_with_those_that_are(
    labels: tuple[str, ...], areas: Areas, catalogue: Catalogue
) -> None:
    found = read(reconvictions(*labels), areas, catalogue, RECIPE)
    [error] = errors(found)
    assert (error.kind, error.sheet, error.cell) == ("block not found", "Table 9", "A2")
    assert "“Discharged from Custody”" in error.found
    assert {d.measure for d in found.data} == {CUSTODY}


PRISON_TITLE = "A1: Average Daily Populations by Source, Scottish Prison Population Statistics"


def prison(*cells: str | float) -> Rows:
    heads = ("Average Population (cellwise)", "On remand", "Departures")
    return [
        [PRISON_TITLE],
        ["Financial Year", "Source", *heads[: len(cells)]],
        ["2023-24", "Aggregation", *cells],
    ]


@pytest.mark.parametrize("figure", [7860.7, "7,860.7", "7860.7"])
def test_an_average_over_the_days_of_a_year_keeps_its_decimal(
    figure: str | float, areas: Areas, catalogue: Catalogue
) -> None:
    found = read(
        book(sheet(prison(figure, 1_857.25), "A1"), cover="2023-24"), areas, catalogue, PRISON
    )
    assert not errors(found)
    assert [(d.value, d.decimals) for d in found.data] == [(7860.7, 1), (1857.25, 1)]


def test_under_a_title_of_averages_no_count_is_read(areas: Areas, catalogue: Catalogue) -> None:
    found = read(
        book(sheet(prison(7860.7, 1857.2, 9.5), "A1"), cover="2023-24"), areas, catalogue, PRISON
    )
    assert not errors(found)
    assert len({d.measure for d in found.data}) == len(found.data) == 2
    assert any("“Departures”" in remark.found for remark in found.remarks)
