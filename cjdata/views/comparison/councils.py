"""The councils in order, Scotland and a group, in one measure and one year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from cjdata.charts.area_rows import Part
from cjdata.errors import UnknownName
from cjdata.library import FigureSet
from cjdata.reference.areas import Area, Areas
from cjdata.reference.catalogue import Measure, Publication, Theme
from cjdata.series import Figure
from cjdata.statistics import ChangeBetweenYears
from cjdata.views.comparison.standings import (
    Standing,
    has_places,
    standing_of_group,
    standings,
    standings_by_court,
)

Sort = Literal["figure", "name", "change"]
NO_GROUP = "none"
"""The id that asks for no group to be picked out."""


def default_group(areas: Areas, area: Area) -> Area | None:
    """Give the group that is picked out for an area: its family group for services to people."""
    if area.kind == "group":
        return area
    groups = areas.groups_of(area)
    return next((group for group in groups if group.sort == "family_people"), None)


def chosen_group(areas: Areas, area: Area, group_id: str | None) -> Area | None:
    """Give the group that an id names; without an id, that of the area.

    Raises
    ------
    UnknownName
        When no group has the id.
    """
    if group_id is None:
        return default_group(areas, area)
    return None if group_id == NO_GROUP else areas.resolve(group_id)


@dataclass(frozen=True, eq=False)
class Councils:
    """A measure in a year: the councils in order, Scotland, and the group that is picked out.

    Attributes
    ----------
    area
        The council that stands out; none does for Scotland or a group.
    """

    figures: FigureSet
    measure: Measure
    period: str
    area: Area
    group: Area | None
    today: date
    sort: Sort = "figure"

    @cached_property
    def theme(self) -> Theme:
        """The indicator that the measure belongs to."""
        found = self.figures.catalogue.theme_of(self.measure.id)
        if found is None:
            known = [m.id for i in self.figures.catalogue.indicators for m in i.measure]
            raise UnknownName.among("measure of an indicator", self.measure.id, known, "measure")
        return found

    @property
    def publication(self) -> Publication:
        """The publication that carries the figures."""
        catalogue = self.figures.catalogue
        own = catalogue.publication_of(self.measure.id)
        return own or catalogue.publication_by_id[self.theme.publication]

    @cached_property
    def order(self) -> Sort:
        """The order of the councils: as asked for, by name where no place can be told of any."""
        has_order = has_places(self.figures, self.measure.id, self.period)
        return self.sort if has_order else "name"

    @cached_property
    def councils(self) -> tuple[Standing, ...]:
        """The standings of the 32 councils, in the order asked for."""
        every = standings(self.figures, self.measure.id, self.period)[:-1]
        return tuple(sorted(every, key=_ORDERS[self.order]))

    @cached_property
    def listed(self) -> tuple[Standing, ...]:
        """The councils and, once each, the court areas that some are counted in, in order."""
        courts = standings_by_court(self.figures, self.measure.id, self.period)
        if not courts:
            return self.councils
        return tuple(sorted((*self.councils, *courts), key=_ORDERS[self.order]))

    @cached_property
    def scotland(self) -> Standing:
        """The standing of Scotland."""
        return standings(self.figures, self.measure.id, self.period)[-1]

    @cached_property
    def group_standing(self) -> Standing | None:
        """The standing of the group taken as one, where it has more than one council."""
        if self.group is None or len(self.group.members) < 2:
            return None
        return standing_of_group(self.figures, self.measure.id, self.period, self.group)

    def standing_of(self, code: str) -> Standing:
        """Give the standing of any area or group by its code."""
        every = {one.area.code: one for one in (*self.councils, self.scotland)}
        if code in every:
            return every[code]
        group = self.figures.areas.resolve(code)
        return standing_of_group(self.figures, self.measure.id, self.period, group)

    @cached_property
    def own(self) -> Standing | None:
        """The standing of the area: that of a council, of Scotland or of the group."""
        if self.area.kind == "group":
            return self.group_standing
        every = (*self.councils, self.scotland)
        return next((one for one in every if one.area.code == self.area.code), None)

    @cached_property
    def held(self) -> tuple[Standing, ...]:
        """The councils that have a figure of their own, in order."""
        return tuple(one for one in self.councils if one.has_value)

    @cached_property
    def drawn(self) -> tuple[Standing, ...]:
        """Those of ``listed`` that have a figure: what there is to draw, nothing twice."""
        return tuple(one for one in self.listed if one.has_value)

    @cached_property
    def missing(self) -> dict[str, Figure]:
        """The figures of the councils that have none, by name, each with its reason."""
        without = sorted((o for o in self.councils if not o.has_value), key=lambda o: o.area.name)
        return {one.area.name: one.figure for one in without}

    @cached_property
    def rows(self) -> tuple[Standing, ...]:
        """The rows of the table: Scotland, the group taken as one, those listed, in order."""
        group = self.group_standing
        listed = {one.area.code for one in self.listed}
        apart = [group] if group and group.area.code not in listed else []
        return (self.scotland, *apart, *self.listed)

    @cached_property
    def court(self) -> Area | None:
        """The court area in which the area is counted with others in the year, if it is."""
        if not self.measure.is_by_court:
            return None
        return self.figures.areas.court_area_of(self.area, self.period)

    def part_of(self, code: str) -> Part:
        """Say which part an area plays: that of the one chosen, of the group, or neither.

        The court area in which the one chosen is counted stands out with it: its figure is there.
        """
        if code == self.area.code or (self.court and code == self.court.code):
            return "area"
        return "group" if self.group and code in self.group.members else "other"


_Key = tuple[bool, float, str]


def _by_figure(one: Standing) -> _Key:
    value = one.figure.value
    return value is None, -(value or 0.0), one.area.name


def _by_change(one: Standing) -> _Key:
    change = one.change
    if not isinstance(change, ChangeBetweenYears):
        return True, 0.0, one.area.name
    return False, -change.difference, one.area.name


def _by_name(one: Standing) -> _Key:
    return False, 0.0, one.area.name


_ORDERS: dict[Sort, Callable[[Standing], _Key]] = {
    "figure": _by_figure,
    "name": _by_name,
    "change": _by_change,
}
