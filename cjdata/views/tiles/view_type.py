"""All councils on a map of tiles, as a kind of view."""

from __future__ import annotations

from datetime import date

from cjdata.views.comparison.address import FEW_COUNCILS, HINTS, KEYS, PAGE, opens_on, selection_at
from cjdata.views.comparison.data import compare_view
from cjdata.views.reader import ViewReader
from cjdata.views.view import View
from cjdata.views.view_type import ALL, ViewType


def tiles_at(reader: ViewReader, today: date) -> View:
    """Make the map of an address."""
    tiles = compare_view(reader.figures, selection_at(reader), today).tiles
    if tiles is None:
        raise reader.nothing(FEW_COUNCILS)
    return tiles


TILES = ViewType(
    kind="map", pages=(PAGE,), things=ALL, keys=KEYS, opens_on=opens_on, make=tiles_at, hints=HINTS
)
