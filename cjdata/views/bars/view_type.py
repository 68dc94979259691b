"""Every council in order, as a kind of view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.views.comparison.address import HINTS, KEYS, PAGE, opens_on, selection_at
from cjdata.views.comparison.data import compare_view, council_measures
from cjdata.views.comparison.standings import councils_held, opening_year
from cjdata.views.reader import ViewReader
from cjdata.views.view import View
from cjdata.views.view_type import ALL, Place, ViewType


def bars_at(reader: ViewReader, today: date) -> View:
    """Make the bars of an address."""
    return compare_view(reader.figures, selection_at(reader), today).bars


def headline_places(figures: FigureSet, area: Area) -> Iterator[Place]:
    """Give the bars of each headline measure of which several councils have figures."""
    offered = council_measures(figures)
    for theme in figures.catalogue.themes:
        for measure in (one for one in theme.headline_of(area.kind) if one in offered):
            year = opening_year(figures, measure)
            if year and councils_held(figures, measure).get(year, 0) > 1:
                yield PAGE, {"area": area.name, "measure": measure, "year": year}


BARS = ViewType(
    kind="bars",
    pages=(PAGE,),
    things=ALL,
    keys=KEYS,
    opens_on=opens_on,
    make=bars_at,
    hints=replace(HINTS, narrow=(360, 900)),
    roles=frozenset({"files of an area"}),
    of_area=headline_places,
)
