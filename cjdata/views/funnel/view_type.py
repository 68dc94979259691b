"""All councils beside Scotland by size, as a kind of view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cjdata.views.comparison.address import HINTS, KEYS, PAGE, opens_on, selection_at
from cjdata.views.comparison.data import compare_view
from cjdata.views.funnel.words import NUMBERS
from cjdata.views.reader import ViewReader
from cjdata.views.view import View
from cjdata.views.view_type import ALL, ViewType


def funnel_at(reader: ViewReader, today: date) -> View:
    """Make the funnel of an address."""
    view = compare_view(reader.figures, selection_at(reader), today)
    if view.funnel is None:
        raise reader.nothing(view.no_funnel or NUMBERS)
    return view.funnel


FUNNEL = ViewType(
    kind="funnel",
    pages=(PAGE,),
    things=ALL,
    keys=KEYS,
    opens_on=opens_on,
    make=funnel_at,
    hints=replace(HINTS, wide=(760, 520)),
)
