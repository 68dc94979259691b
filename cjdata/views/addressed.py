"""Any view by its address: what pages draw, made again for packs, commands and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from cjdata.addresses.reading import AddressReader, read_area, read_comparators, refuse
from cjdata.areas import CLACKMANNANSHIRE, Area
from cjdata.catalogue import Theme
from cjdata.errors import CjdataError, Finding
from cjdata.library import FigureSet
from cjdata.views.asked import (
    compare_selection,
    opening_measure,
    plan_edition,
    single_area,
    trend_selection,
)
from cjdata.views.comparison.data import compare_view, council_measures
from cjdata.views.glance.data import glance_view
from cjdata.views.local_evidence.data import evidence_view
from cjdata.views.peers.of_trend import theme_peers
from cjdata.views.plan.data import plan_view
from cjdata.views.profile.data import profile_view
from cjdata.views.short_lists.data import highlights
from cjdata.views.trend.data import ThemeView, leading_measure, theme_view
from cjdata.views.view import View
from cjdata.views.view_address import (
    ViewAddress,
    address_from_page,
    is_of_record,
    keys_of,
    no_page,
    pages,
    read_view_address,
    view_address,
)
from cjdata.views.years.data import years_view

__all__ = [
    "NothingToShow",
    "ViewAddress",
    "address_from_page",
    "read_view_address",
    "ready_made",
    "settled",
    "view_address",
    "view_at",
]

_FEW = "fewer than three councils have a figure, so nothing is drawn"


class NothingToShow(CjdataError):
    """The address is right, and yet the page draws no such view: the finding says why."""


class _ViewReader(AddressReader):
    """Reads the address of a view, of which nothing may be wrong."""

    def __init__(self, figures: FigureSet, address: ViewAddress) -> None:
        super().__init__(address.chosen)
        self.figures, self.address, areas = figures, address, figures.areas
        opening = areas.by_code[CLACKMANNANSHIRE]
        self.area = self.take(read_area(self.given.get("area"), areas, opening))
        compared = read_comparators(self.given.get("compare"), areas, self.area)
        self.comparators = self.take(compared)

    @property
    def theme(self) -> Theme:
        """The indicator of the page; its record may have been left out because of mistakes."""
        catalogue, page = self.figures.catalogue, self.address.page
        found = catalogue.theme_by_page.get(page)
        if found is None:
            if page not in {record.page for record in catalogue.left_out}:
                raise no_page(self.where, page, pages(catalogue))
            what = "the catalogue record of this page has mistakes, so it is left out"
            raise CjdataError(Finding(f"{self.where}, page", what, "Correct the record."))
        return found

    @property
    def where(self) -> str:
        """Which address is read."""
        return f"view {self.address.page}/{self.address.kind}"

    def refuse(self) -> None:
        """Refuse the address where anything that was read of it is wrong."""
        refuse(self.problems, self.where)


def view_at(figures: FigureSet, address: ViewAddress, today: date) -> View:
    """Give the view that stands at an address: the very one that the page draws.

    Raises
    ------
    NothingToShow
        Where the page would draw no such view, because too few councils have a figure.
    CjdataError
        Where the address names no page, view, area, measure, year or choice that there is; the
        finding names the nearest that there is.
    """
    checked = view_address(address.page, address.kind, address.chosen)
    return _MAKERS[checked.kind](_ViewReader(figures, checked), today)


def settled(figures: FigureSet, address: ViewAddress) -> ViewAddress:
    """Name the area and the measure, where an address leaves them to be what its page opens on.

    So it keeps its meaning wherever it is kept, and one view has one address.

    Raises
    ------
    CjdataError
        Where the area is not known, or the page has no measure.
    """
    reader = _ViewReader(figures, address)
    reader.refuse()
    chosen = {"area": reader.area.name}
    if "measure" in keys_of(address.page, address.kind):
        chosen["measure"] = (
            reader.theme.opening_choice_of(reader.area.kind).key
            if is_of_record(address.page)
            else opening_measure(figures)
        )
    kept = {key: value for key, value in address.parameters if key != "area"}
    return view_address(address.page, address.kind, chosen | kept)


def ready_made(figures: FigureSet, area_code: str) -> tuple[ViewAddress, ...]:
    """Give the pack of an area: what the page of each national indicator opens on, then context.

    Where the area has no figure of an indicator, the context that its page leads with comes first.

    Raises
    ------
    UnknownName
        When no council has the code, and it is not Scotland’s.
    """
    area = single_area(figures, area_code)
    opening = [
        one
        for theme in figures.catalogue.themes
        for one in (
            *_known_first(figures, area, theme),
            (theme.page, theme.opening_choice_of(area.kind).key),
        )
    ]
    return tuple(
        view_address(page, "trend", {"area": area.name, "measure": measure})
        for page, measure in dict.fromkeys(opening)
    )


def _known_first(figures: FigureSet, area: Area, theme: Theme) -> Iterator[tuple[str, str]]:
    """Give the page and the measure that lead a theme of which the area has no figure."""
    measure = leading_measure(figures, theme, area)
    home = figures.catalogue.theme_of(measure.id) if measure else None
    if measure and home:
        yield home.page, measure.id


def _trend(reader: _ViewReader, today: date) -> ThemeView:
    figures, theme = reader.figures, reader.theme
    selection = trend_selection(figures, theme, reader.area, reader.comparators, reader)
    reader.refuse()
    return theme_view(figures, theme.page, selection, today)


def _peers(reader: _ViewReader, today: date) -> View:
    if not is_of_record(reader.address.page):
        return _compared(reader, today)
    shown = _trend(reader, today)
    strip = theme_peers(reader.figures, shown, today)
    if strip is None:
        raise _nothing(reader, _why_no_strip(shown))
    return strip


def _why_no_strip(shown: ThemeView) -> str:
    if shown.measure.grows_with_size:
        return "numbers grow with the size of an area, so councils are not laid side by side"
    if shown.selection.is_index:
        return "councils are not laid side by side in an index"
    if shown.selection.as_at:
        return "councils are not laid side by side as of an older edition"
    return _FEW


def _compared(reader: _ViewReader, today: date) -> View:
    figures, kind = reader.figures, reader.address.kind
    if not council_measures(figures):
        what = "no figures of councils are held"
        raise CjdataError(Finding(f"{reader.where}, measure", what, "Load some first."))
    selection = compare_selection(figures, reader.area, reader)
    reader.refuse()
    if kind == "scatter" and not selection.versus:
        what = "a second measure to lay the first against is not named"
        fix = "Add versus= and the id of a measure."
        raise CjdataError(Finding(f"{reader.where}, versus", what, fix))
    view = compare_view(figures, selection, today)
    found = next((one for one in view.views if one.kind == kind), None)
    if found is None:
        raise _nothing(reader, _FEW)
    return found


def _nothing(reader: _ViewReader, why: str) -> NothingToShow:
    fix = "Choose another measure or year."
    return NothingToShow(Finding(f"{reader.where}, measure", why, fix))


def _listed(reader: _ViewReader, today: date) -> View:
    reader.refuse()
    lists = highlights(reader.figures, reader.area.code, today)
    return next(one for one in lists if one.kind == reader.address.kind)


def _plan(reader: _ViewReader, today: date) -> View:
    edition = plan_edition(reader.figures, reader.area, reader)
    reader.refuse()
    return plan_view(reader.figures, reader.area.code, today, edition)


def _of_area(make: Callable[[FigureSet, str, date], View]) -> Callable[[_ViewReader, date], View]:
    def made(reader: _ViewReader, today: date) -> View:
        reader.refuse()
        return make(reader.figures, reader.area.code, today)

    return made


_MAKERS: dict[str, Callable[[_ViewReader, date], View]] = {
    "trend": _trend,
    "peers": _peers,
    "bars": _compared,
    "map": _compared,
    "scatter": _compared,
    "profile": _of_area(profile_view),
    "years": _of_area(years_view),
    "plan": _plan,
    "local-evidence": _of_area(evidence_view),
    "glance": _of_area(glance_view),
    "worse": _listed,
    "moved": _listed,
    "new": _listed,
}
