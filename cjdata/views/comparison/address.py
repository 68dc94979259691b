"""What the address of a view of all councils can say, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping

from cjdata.errors import CjdataError, Mistake
from cjdata.views.comparison.choices import compare_selection, opening_measure, order_by_figures
from cjdata.views.comparison.data import CompareSelection, council_measures
from cjdata.views.reader import ViewReader
from cjdata.views.view_type import Hints

PAGE = "compare-areas"
KEYS = ("area", "measure", "year", "sort", "group")
HINTS = Hints(group="other", has_row_for_each_area=True)
FEW_COUNCILS = "fewer than three councils have a figure, so nothing is drawn"


def selection_at(reader: ViewReader) -> CompareSelection:
    """Read what an address chooses.

    Raises
    ------
    CjdataError
        Where something of it is wrong, or there is nothing to choose from.
    """
    if not council_measures(reader.figures):
        what = "no figures of councils are held"
        raise CjdataError(Mistake(f"{reader.where}, measure", what, "Load some first."))
    selection = compare_selection(reader.figures, reader.area, reader)
    reader.refuse()
    return selection


def opens_on(reader: ViewReader) -> Mapping[str, str]:
    """Give the measure that the page opens on, and the order where figures decide it."""
    figures, given, opening = reader.figures, reader.given, opening_measure(reader.figures)
    sort = order_by_figures(figures, given.get("measure", opening), given.get("year", ""))
    return {"measure": opening, **sort}
