"""The strip of all councils that a theme page shows below its figures."""

from __future__ import annotations

from datetime import date

from cjdata.library import FigureSet
from cjdata.reference.periods import last_year
from cjdata.series import Figure
from cjdata.views.comparison.compared import FEW
from cjdata.views.comparison.standings import councils_held, is_well_held, opening_year
from cjdata.views.peers.data import peers_view
from cjdata.views.trend.data import ThemeView
from cjdata.views.view import View


def theme_peers(figures: FigureSet, view: ThemeView, today: date) -> View | None:
    """Give the strip for a year that the page shows and that is well held, if there is one.

    The newest such year of which the area has a figure, be it one of a court area in which it is
    counted with others; else the newest in which it has one beside enough other councils; else
    the year in which all councils are compared, or the newest shown.
    Of three years together the strip has the last: it is of single years.
    None for numbers, which grow with the size of an area; for an index and for figures as of an
    older edition, which the strip does not show; and where few councils have a figure.
    """
    selection = view.selection
    if view.measure.grows_with_size or selection.is_index or selection.as_at:
        return None
    year = _year(figures, view)
    return peers_view(figures, view.measure.id, view.area.code, year, today) if year else None


def _year(figures: FigureSet, view: ThemeView) -> str:
    held = councils_held(figures, view.measure.id)
    best = max(held.values(), default=0)
    own = [figure.years[-1] for figure in view.series[0].figures if _has_figure(figure)]
    well_held = [year for year in own if is_well_held(held.get(year, 0), best)]
    if found := well_held or [year for year in own if held.get(year, 0) >= FEW]:
        return found[-1]
    opens_on = opening_year(figures, view.measure.id)
    newest = next((series.latest.years[-1] for series in view.series if series.latest), "")
    return opens_on if opens_on in map(last_year, view.years) else newest


def _has_figure(figure: Figure) -> bool:
    together = figure.together
    return figure.value is not None or bool(together and together.figure.value is not None)
