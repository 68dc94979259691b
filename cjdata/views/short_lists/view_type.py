"""The lists of the first page, each as a kind of view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cjdata.library import FigureSet
from cjdata.views.short_lists.data import highlights
from cjdata.views.short_lists.short_list import ListView
from cjdata.views.view_type import LISTS, Hints, ViewType, of_area


def _list(kind: str) -> ViewType:
    return ViewType(
        kind=kind,
        pages=("at-a-glance",),
        things=LISTS,
        make=of_area(_one_of_them(kind)),
        hints=Hints(folds=True),
    )


def _one_of_them(kind: str) -> Callable[[FigureSet, str, date], ListView]:
    def made(figures: FigureSet, area_code: str, today: date) -> ListView:
        lists = highlights(figures, area_code, today)
        return next(one for one in lists if one.kind == kind)

    return made


WORSE, MOVED, NEW = map(_list, ("worse", "moved", "new"))
