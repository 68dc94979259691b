"""The strip of all councils that a theme page shows below its figures."""

from __future__ import annotations

from datetime import date

from cjdata.library import FigureSet
from cjdata.views.peers import peers_view
from cjdata.views.theme import ThemeView
from cjdata.views.view import View


def theme_peers(figures: FigureSet, view: ThemeView, today: date) -> View | None:
    """Give the strip for the year of the area's latest figure, or else of the newest shown.

    None for numbers, which grow with the size of an area; for an index and for figures as of an
    older edition, which the strip does not show; and where few councils have a figure.
    """
    selection = view.selection
    if view.measure.form == "number" or selection.is_index or selection.as_at:
        return None
    latest = next((series.latest for series in view.series if series.latest), None)
    if latest is None:
        return None
    return peers_view(figures, view.measure.id, view.area.code, latest.period, today)
