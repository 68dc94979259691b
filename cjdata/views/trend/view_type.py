"""An indicator over the years, as a kind of view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from cjdata.library import FigureSet
from cjdata.reference.areas import SCOTLAND, Area
from cjdata.reference.catalogue import Measure, Theme
from cjdata.views.reader import ViewReader
from cjdata.views.shared.opening import opening_address, opening_of
from cjdata.views.trend.choices import trend_selection
from cjdata.views.trend.data import ThemeView, leading_measure, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.views.view_type import ALL, Hints, Place, ViewType

KEYS = ("area", "compare", "measure", "show", "from", "to", "edition")
"""What the address of any view on the page of a record can say."""


def trend_at(reader: ViewReader, today: date) -> ThemeView:
    """Make the view of an address on the page of a record."""
    figures, theme = reader.figures, reader.theme
    selection = trend_selection(figures, theme, reader.area, reader.comparators, reader)
    reader.refuse()
    return theme_view(figures, theme.page, selection, today)


def trend_up_to(
    figures: FigureSet, theme: Theme, measure: Measure, area: Area, year: str, today: date
) -> ThemeView:
    """Make the view of a measure as it stood at a year, with Scotland beside the area.

    In the form in which its page would have opened then: three years together where one is small.
    """
    selection = Selection(
        area.code,
        () if area.code == SCOTLAND else (SCOTLAND,),
        measure.id,
        measure.form,
        last=year,
        is_together=opening_of(figures, measure, area, year).is_together,
    )
    return theme_view(figures, theme.page, selection, today)


def opens_on(reader: ViewReader) -> Mapping[str, str]:
    """Give the measure that the page of a record opens on, and its form where that depends on the
    figures and the address names no measure.
    """
    opening = opening_address(reader.figures, reader.theme, reader.area)
    return {"measure": opening["measure"]} if "measure" in reader.given else opening


def opening_places(figures: FigureSet, area: Area) -> Iterator[Place]:
    """Give what the page of each national indicator opens on, then that of context.

    Where the area has no figure of an indicator, the context that its page leads with comes first.
    """
    given: set[tuple[str, str]] = set()
    for theme in figures.catalogue.themes:
        opening = opening_address(figures, theme, area)
        known = ((page, {"measure": m}) for page, m in _known_first(figures, area, theme))
        for page, chosen in (*known, (theme.page, opening)):
            if (page, chosen["measure"]) not in given:
                given.add((page, chosen["measure"]))
                yield page, {"area": area.name, **chosen}


def _known_first(figures: FigureSet, area: Area, theme: Theme) -> Iterator[tuple[str, str]]:
    """Give the page and the measure that lead a theme of which the area has no figure."""
    measure = leading_measure(figures, theme, area)
    home = figures.catalogue.theme_of(measure.id) if measure else None
    if measure and home:
        yield home.page, measure.id


TREND = ViewType(
    kind="trend",
    of_records=True,
    things=ALL,
    keys=(*KEYS, "since", "base", "span"),
    opens_on=opens_on,
    make=trend_at,
    hints=Hints(group="trend", wide=(760, 330), narrow=(360, 300), missing="all"),
    roles=frozenset({"ready-made pack", "files of an area"}),
    of_area=opening_places,
    of_measure=trend_up_to,
)
