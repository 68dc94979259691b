"""What can be chosen of the page that compares areas, read one choice after the other."""

from __future__ import annotations

from typing import cast

from cjdata import queries
from cjdata.addresses.address_reader import NO_FIGURES, AddressReader, Choices
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.views.comparison import words as areas_compared
from cjdata.views.comparison.councils import NO_GROUP, Sort, default_group
from cjdata.views.comparison.data import CompareSelection, council_measures
from cjdata.views.comparison.standings import councils_held, has_places, opening_year

_OPENS_ON = "cpo_completion_percent"


def opening_measure(figures: FigureSet) -> str:
    """Give the measure that the page that compares areas opens on; empty where it has none.

    It is one that all councils have a figure of: the usual one, or else the first that does not
    grow with the size of an area; where there is none, the usual one all the same.
    """
    return figures.remember(("opening measure",), lambda: _opening_measure(figures))


def _opening_measure(figures: FigureSet) -> str:
    measures, every = council_measures(figures), len(figures.areas.councils)
    coverage = queries.coverage(figures.database)
    likely = {row["measure"] for row in coverage if row["councils"] == every}
    catalogue = figures.catalogue
    usual = [measure for measure in measures if measure == _OPENS_ON]
    others = sorted(measures, key=lambda m: catalogue.measures[m].grows_with_size)
    order = [*usual, *others]
    for measure in order:
        if measure in likely:
            year = opening_year(figures, measure)
            if councils_held(figures, measure).get(year) == every:
                return measure
    return next(iter(order), "")


def compare_selection(figures: FigureSet, area: Area, reader: AddressReader) -> CompareSelection:
    """Read what is chosen of the page that compares areas; councils have figures of a measure."""
    measures = council_measures(figures)
    opening = opening_measure(figures)
    measure = reader.choose(Choices("measure", measures, opening, "measure of councils"))
    others = {one: label for one, label in measures.items() if one != measure}
    own = default_group(figures.areas, area)
    groups = {NO_GROUP: areas_compared.NO_GROUP}
    groups |= {group.code: group.name for group in figures.areas.all_groups}
    second = {"": areas_compared.NO_OTHER_MEASURE} | others
    group = Choices("group", groups, own.code if own else NO_GROUP, "group", follows=True)
    year = reader.choose(_year(figures, measure))
    return CompareSelection(
        area.code,
        measure,
        year,
        cast("Sort", reader.choose(_sort(figures, measure, year))),
        reader.choose(group),
        reader.choose(Choices("versus", second, "", "second measure")),
    )


def _sort(figures: FigureSet, measure: str, year: str) -> Choices:
    """Give the choice of an order; by name alone where no place of a council can be told."""
    sorts = areas_compared.SORTS
    if year and has_places(figures, measure, year):
        return Choices("sort", sorts, "figure", "order", follows=True)
    named = {"name": sorts["name"]}
    return Choices(
        "sort",
        named,
        "name",
        "order",
        dict.fromkeys(sorts, "name"),
        follows=True,
        is_by_figures=True,
    )


def order_by_figures(figures: FigureSet, measure: str, given_year: str) -> dict[str, str]:
    """Say in an address that councils stand by name, where figures leave them no other order.

    After a later load, which may tell their places, they still do.
    """
    year = given_year or opening_year(figures, measure)
    is_known = measure in council_measures(figures) and year in councils_held(figures, measure)
    return {"sort": "name"} if is_known and not has_places(figures, measure, year) else {}


def _year(figures: FigureSet, measure: str) -> Choices:
    opening, total = opening_year(figures, measure), len(figures.areas.councils)
    held = councils_held(figures, measure) or {opening: 0}
    years = sorted(held, reverse=True)
    labels = {year: areas_compared.year_label(year, held[year], total) for year in years}
    return Choices("year", labels, opening, no_such_year=NO_FIGURES, follows=True)
