"""All councils on a map of tiles, as a kind of view."""

from __future__ import annotations

from datetime import date

from cjdata.views.comparison.address import FEW_COUNCILS, HINTS, KEYS, PAGE, opens_on, selection_at
from cjdata.views.comparison.data import compare_view
from cjdata.views.reader import ViewReader
from cjdata.views.view import View
from cjdata.views.view_type import ALL, ViewType

NUMBERS = "numbers grow with the size of an area, so no map is shaded by them"


def tiles_at(reader: ViewReader, today: date) -> View:
    """Make the map of an address."""
    view = compare_view(reader.figures, selection_at(reader), today)
    if view.tiles is None:
        raise reader.nothing(NUMBERS if view.measure.grows_with_size else FEW_COUNCILS)
    return view.tiles


TILES = ViewType(
    kind="map", pages=(PAGE,), things=ALL, keys=KEYS, opens_on=opens_on, make=tiles_at, hints=HINTS
)
