"""What the address of a view asks for, read strictly: a wrong value is refused, not replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from cjdata import queries
from cjdata.addresses import (
    BREAKS,
    MOST_COMPARATORS,
    NEWEST,
    NO_BREAKS,
    NO_COMPARISON,
    NO_YEAR,
    comparator_named,
    comparator_names,
    default_comparators,
    is_same,
)
from cjdata.areas import CLACKMANNANSHIRE, Area
from cjdata.catalogue import Choice, Theme
from cjdata.errors import CjdataError, Finding, UnknownName, hint
from cjdata.library import FigureSet
from cjdata.periods import parse_financial_year
from cjdata.views.assemble import editions_held, years_of
from cjdata.views.compare_areas import CompareSelection, council_measures
from cjdata.views.compared_councils import NO_GROUP, Sort
from cjdata.views.local_plan import editions_of_plans
from cjdata.views.selection import INDEX, Selection, Show, choice_for, form_for
from cjdata.views.standings import councils_held, opening_year
from cjdata.views.theme import YearsOffered, leading_measure, years_offered
from cjdata.views.theme_figures import theme_options
from cjdata.views.view_address import ViewAddress, no_page, pages
from cjdata.wording.areas_compared import SORTS

_OPENS_ON = "cpo_completion_percent"


def opening_measure(figures: FigureSet) -> str:
    """Give the measure that the page that compares areas opens on; empty where it has none.

    It is one that all councils have a figure of: the usual one, or else the first that does not
    grow with the size of an area; where there is none, the usual one all the same.
    """
    return figures.remember(("opening measure",), lambda: _opening_measure(figures))


def _opening_measure(figures: FigureSet) -> str:
    measures, every = council_measures(figures), len(figures.areas.councils)
    coverage = queries.coverage(figures.database)
    likely = {row["measure"] for row in coverage if row["councils"] == every}
    catalogue = figures.catalogue
    usual = [measure for measure in measures if measure == _OPENS_ON]
    others = sorted(measures, key=lambda m: catalogue.measures[m].grows_with_size)
    order = [*usual, *others]
    for measure in order:
        if measure in likely:
            year = opening_year(figures, measure)
            if councils_held(figures, measure).get(year) == every:
                return measure
    return next(iter(order), "")


def single_area(figures: FigureSet, code: str) -> Area:
    """Give the council, or Scotland, of a code.

    Raises
    ------
    UnknownName
        When none has it; views are not of groups, which are compared with.
    """
    found = figures.areas.by_code.get(code)
    if found is None or found.kind == "group":
        known = [area.name for area in figures.areas.single]
        raise UnknownName.among("single area", found.name if found else code, known, "area")
    return found


@dataclass(frozen=True)
class Asked:
    """An address, with the figures in which what it says is looked up."""

    figures: FigureSet
    address: ViewAddress

    def where(self, key: str) -> str:
        """Say which part of which address is meant."""
        return f"view {self.address.page}/{self.address.kind}, {key}"

    def refused(self, key: str, what: str, fix: str) -> CjdataError:
        """Give the refusal of a part of the address."""
        return CjdataError(Finding(self.where(key), what, fix))

    def one_of(self, key: str, known: Sequence[str], default: str, kind: str = "") -> str:
        """Give what the address says under a key: one of what is known, else the default.

        Raises
        ------
        UnknownName
            When it says something else, with the nearest of what is known.
        """
        asked = self.address.chosen.get(key)
        if asked is None:
            return default
        for one in known:
            if one.casefold() == asked.strip().casefold():
                return one
        raise UnknownName.among(kind or f"value of {key}", asked, known, self.where(key))

    def area(self) -> Area:
        """Give the area: a council or Scotland, by any name."""
        areas = self.figures.areas
        asked = self.address.chosen.get("area")
        if asked is None:
            return areas.by_code[CLACKMANNANSHIRE]
        found = areas.get(asked)
        if found is not None and found.kind != "group":
            return found
        best = areas.nearest(asked)
        fix = hint(best.name if best else asked, [area.name for area in areas.single])
        raise self.refused("area", f"“{asked}” is not a known area", fix)

    def comparators(self, area: Area) -> tuple[Area, ...]:
        """Give what the area is compared with; the area itself is left out of it."""
        areas = self.figures.areas
        text = self.address.chosen.get("compare")
        if text is None:
            return tuple(default_comparators(areas, area))
        names = [n for n in comparator_names(text, areas) if n and n.casefold() != NO_COMPARISON]
        found = dict.fromkeys(self._comparator(name) for name in names)
        others = tuple(one for one in found if not is_same(one, area))
        if len(others) > MOST_COMPARATORS:
            what = f"{len(others)} areas are compared with, and {MOST_COMPARATORS} can be"
            raise self.refused("compare", what, f"Leave out {others[-1].name}.")
        return others

    def _comparator(self, name: str) -> Area:
        areas = self.figures.areas
        found = comparator_named(name, areas)
        if found is None:
            best = areas.nearest_comparator(name)
            fix = f"Did you mean “{best.name}”?" if best else "Name a council, group or Scotland."
            raise self.refused("compare", f"“{name}” is not a known area", fix)
        return found

    def year(self, key: str, years: Sequence[str]) -> str | None:
        """Give a financial year out of some, None where the address says nothing."""
        asked = self.address.chosen.get(key)
        if asked is None:
            return None
        year = parse_financial_year(asked, self.where(key))
        if year in years:
            return year
        if not years:
            raise self.refused(key, f"there are no figures of {year}", "Leave out the year.")
        best = min(years, key=lambda one: abs(int(one[:4]) - int(year[:4])))
        raise self.refused(key, f"there are no figures of {year}", f"The nearest year is {best}.")


def trend_selection(asked: Asked) -> Selection:
    """Give what is asked of the page of an indicator.

    Raises
    ------
    CjdataError
        Where the address says something that is not known here.
    """
    theme = theme_of(asked)
    choice, show = _measure(asked, theme)
    form = choice.default if show == INDEX else show
    measure = asked.figures.catalogue.measures[choice.forms[form]]
    area = asked.area()
    editions = [NEWEST, *editions_held(asked.figures, measure.id)]
    edition = asked.one_of("edition", editions, NEWEST, "edition of this measure")
    as_at = None if edition == NEWEST else edition
    leading = leading_measure(asked.figures, theme, area, as_at)
    more = years_of(asked.figures, leading) if leading else []
    first, last = _span(asked, years_offered(years_of(asked.figures, measure), more))
    selection = Selection(
        area=area.code,
        comparators=tuple(one.code for one in asked.comparators(area)),
        measure=measure.id,
        form=form,
        first=first,
        last=last,
        as_at=as_at,
        is_index=show == INDEX,
    )
    return _with_look(asked, selection)


def theme_of(asked: Asked) -> Theme:
    """Give the indicator of the page; its record may have been left out because of mistakes."""
    found = asked.figures.catalogue.theme_by_page.get(asked.address.page)
    if found is None:
        catalogue, page = asked.figures.catalogue, asked.address.page
        if page not in {record.page for record in catalogue.left_out}:
            raise no_page(f"view {page}/{asked.address.kind}", page, pages(catalogue))
        what = "the catalogue record of this page has mistakes, so it is left out"
        raise asked.refused("page", what, "Correct the record.")
    return found


def _measure(asked: Asked, theme: Theme) -> tuple[Choice, Show]:
    known = [m for choice in theme.choice for m in choice.forms.values()]
    named = asked.one_of("measure", known, "", "measure of this page") or None
    choice = choice_for(theme, named, asked.area())
    show = asked.one_of("show", [*choice.forms, INDEX], "", "way to show this measure") or None
    return choice, INDEX if show == INDEX else form_for(choice, named, show)


def _span(asked: Asked, offered: YearsOffered) -> tuple[str | None, str | None]:
    """Give the years from and to; None for as far as figures go."""
    first, last = asked.year("from", offered.first), asked.year("to", offered.last)
    if first and last and first > last:
        raise asked.refused("from", f"{first} is after {last}", "Exchange from and to.")
    oldest, newest = offered.whole
    return None if first == oldest else first, None if last == newest else last


def _with_look(asked: Asked, selection: Selection) -> Selection:
    """Add the other year, the base and the looking across breaks, as far as the figures offer."""
    offered = theme_options(asked.figures, asked.address.page, selection)
    base = None
    if selection.is_index:
        base = asked.year("base", offered.bases) or next(iter(offered.bases), None)
    elif "base" in asked.address.chosen:
        what = "only an index takes a year as 100"
        raise asked.refused("base", what, "Add show=index, or leave out base.")
    is_since = asked.address.chosen.get("since", NO_YEAR).casefold() != NO_YEAR
    span = asked.one_of("span", [BREAKS, NO_BREAKS], NO_BREAKS)
    return replace(
        selection,
        base=base,
        since=asked.year("since", offered.since) if is_since else None,
        across_breaks=span == BREAKS and bool(offered.breaks),
    )


def compare_selection(asked: Asked) -> CompareSelection:
    """Give what is asked of the page that compares areas.

    Raises
    ------
    CjdataError
        Where the address says something that is not known here.
    """
    figures, area = asked.figures, asked.area()
    measures = list(council_measures(figures))
    if not measures:
        raise asked.refused("measure", "no figures of councils are held", "Load some first.")
    measure = asked.one_of("measure", measures, opening_measure(figures), "measure of councils")
    groups = [NO_GROUP, *(group.code for group in figures.areas.all_groups)]
    return CompareSelection(
        area.code,
        measure,
        _year(asked, measure),
        cast("Sort", asked.one_of("sort", list(SORTS), "figure", "order")),
        asked.one_of("group", groups, "", "group") or None,
        asked.one_of("versus", [m for m in measures if m != measure], "", "second measure"),
    )


def _year(asked: Asked, measure: str) -> str:
    opening = opening_year(asked.figures, measure)
    years = sorted(councils_held(asked.figures, measure) or [opening])
    return asked.year("year", years) or opening


def plan_edition(asked: Asked, area: Area) -> str | None:
    """Give the edition of the plan that is asked for; None for the newest.

    Raises
    ------
    UnknownName
        Where the area has no plan of that edition.
    """
    held = editions_of_plans(asked.figures, area.code)
    if "edition" in asked.address.chosen and not held:
        raise asked.refused("edition", f"no plan of {area.name} is held", "Leave out edition.")
    return asked.one_of("edition", list(held), "", "plan") or next(iter(held), None)
