"""The views that a workbook holds when nobody has chosen any."""

from __future__ import annotations

from datetime import date

from cjdata.catalogue import Measure
from cjdata.library import FigureSet
from cjdata.views.addressed import ready_made, view_at
from cjdata.views.comparison.data import CompareSelection, compare_view, council_measures
from cjdata.views.comparison.standings import councils_held, opening_year
from cjdata.views.profile.data import profile_view
from cjdata.views.view import View
from cjdata.views.years.data import years_view


def default_views(figures: FigureSet, area_code: str, today: date) -> tuple[View, ...]:
    """Give the profile of an area, its years, the ready-made pack, and all councils side by side.

    All councils are laid side by side in the headline measures of which councils have figures.

    Raises
    ------
    CjdataError
        When the area is a group of councils: its figures stand beside those of a council.
    """
    pack = tuple(view_at(figures, address, today) for address in ready_made(figures, area_code))
    lists = profile_view(figures, area_code, today), years_view(figures, area_code, today)
    return (*lists, *pack, *_councils(figures, area_code, today))


def _councils(figures: FigureSet, area_code: str, today: date) -> list[View]:
    return [
        compare_view(figures, CompareSelection(area_code, measure.id, year), today).bars
        for measure in _headlines(figures)
        if (year := opening_year(figures, measure.id))
        and councils_held(figures, measure.id).get(year, 0) > 1
    ]


def _headlines(figures: FigureSet) -> list[Measure]:
    offered = council_measures(figures)
    return [
        theme.measures[one]
        for theme in figures.catalogue.themes
        for one in theme.headline
        if one in offered
    ]
