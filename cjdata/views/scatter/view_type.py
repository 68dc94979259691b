"""Two measures of every council, as a kind of view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cjdata.errors import CjdataError, Mistake
from cjdata.views.comparison.address import FEW_COUNCILS, HINTS, KEYS, PAGE, opens_on, selection_at
from cjdata.views.comparison.data import compare_view
from cjdata.views.reader import ViewReader
from cjdata.views.view import View
from cjdata.views.view_type import ALL, ViewType


def scatter_at(reader: ViewReader, today: date) -> View:
    """Lay the measures of an address against each other."""
    selection = selection_at(reader)
    if not selection.versus:
        what = "a second measure to lay the first against is not named"
        fix = "Add versus= and the id of a measure."
        raise CjdataError(Mistake(f"{reader.where}, versus", what, fix))
    scatter = compare_view(reader.figures, selection, today).scatter
    if scatter is None:
        raise reader.nothing(FEW_COUNCILS)
    return scatter


SCATTER = ViewType(
    kind="scatter",
    pages=(PAGE,),
    things=ALL,
    keys=(*KEYS, "versus"),
    opens_on=opens_on,
    make=scatter_at,
    hints=replace(HINTS, wide=(760, 480)),
)
