"""What can be chosen of the page of an indicator, read one choice after the other.

Each choice decides what the next can be. ``AddressReader`` takes them from an address alone;
the controls of a page, which are such a reader, draw them too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from cjdata import wording
from cjdata.addresses import BREAKS, NEWEST, NO_BREAKS, NO_YEAR
from cjdata.addresses.address_reader import AddressReader, Choices, year_choices
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Form, Measure, MeasureChoice, Theme
from cjdata.views.shared.assemble import editions_held, years_for
from cjdata.views.shared.opening import POOLED, comparable, opening_of, unsaid_show
from cjdata.views.trend import words as themes
from cjdata.views.trend.data import YearsOffered, leading_measure, years_offered
from cjdata.views.trend.figures import theme_options
from cjdata.views.trend.selection import INDEX, Selection, Show


def trend_selection(
    figures: FigureSet,
    theme: Theme,
    area: Area,
    comparators: tuple[Area, ...],
    reader: AddressReader,
) -> Selection:
    """Read what is chosen of the page of an indicator."""
    choice = _measure(theme, area, reader)
    shown = Selection(area.code, tuple(one.code for one in comparators), choice.key, choice.default)
    show = _show(figures, theme, choice, area, shown, reader)
    form = _form_of(choice, show)
    measure = figures.catalogue.measures[choice.forms[form]]
    as_at = _edition(figures, measure, reader)
    offered = _years(figures, theme, measure, (area, *comparators), as_at)
    if show == POOLED:
        offered = offered.of_together
    first, last = reader.span(offered.first, offered.last)
    oldest, newest = offered.whole
    selection = replace(
        shown,
        measure=measure.id,
        form=form,
        first=None if first == oldest else first,
        last=None if last == newest else last,
        as_at=as_at,
        is_together=show == POOLED,
        is_index=show == INDEX,
    )
    return _with_look(figures, theme, selection, reader)


def _measure(theme: Theme, area: Area, reader: AddressReader) -> MeasureChoice:
    """Read the measure, which an address may name by any of its forms."""
    by_id = {measure: choice for choice in theme.choice for measure in choice.forms.values()}
    choices = Choices(
        "measure",
        {choice.key: choice.label for choice in theme.choice},
        theme.opening_choice_of(area.kind).key,
        "measure of this page",
        also={measure: choice.key for measure, choice in by_id.items()},
        follows=True,  # What leads for an area may not for another.
    )
    return by_id[reader.choose(choices)]


def _show(
    figures: FigureSet,
    theme: Theme,
    choice: MeasureChoice,
    area: Area,
    shown: Selection,
    reader: AddressReader,
) -> Show:
    """Read the form: that of the measure which an address names, unless it says another.

    Without either, three years together are meant where the newest of them is small.
    """
    shows: dict[str, str] = {form: wording.FORM_LABELS[form] for form in choice.forms}
    opening = opening_of(figures, comparable(figures, choice), area)
    if opening.can_be_together:
        shows[POOLED] = themes.TOGETHER_LABEL
    if theme_options(figures, theme.page, shown).bases:
        shows[INDEX] = themes.INDEX_LABEL
    named = reader.given.get("measure", "").strip().casefold()
    unsaid = next((form for form, measure in choice.forms.items() if measure == named), None)
    meant = unsaid_show(figures, theme, choice, area)
    choices = Choices(
        "show",
        shows,
        meant,
        "way to show this measure",
        follows=True,
        opens=POOLED if opening.is_together else choice.opening_form(area.kind),
        is_by_figures=meant == POOLED,
    )
    return cast("Show", reader.choose(choices, unsaid))


def _form_of(choice: MeasureChoice, show: Show) -> Form:
    """Give the form of the figures that are shown, as they are or in another way."""
    if show == INDEX:
        return choice.default
    return choice.comparable_form if show == POOLED else show


def _edition(figures: FigureSet, measure: Measure, reader: AddressReader) -> str | None:
    names = (NEWEST, *editions_held(figures, measure.id))
    choices = Choices("edition", {n: n for n in names}, NEWEST, "edition of this measure")
    edition = reader.choose(choices)
    return None if edition == NEWEST else edition


def _years(
    figures: FigureSet,
    theme: Theme,
    measure: Measure,
    shown: tuple[Area, ...],
    as_at: str | None,
) -> YearsOffered:
    """Give the years to choose: those of the measure, and of the context that leads before it."""
    leading = leading_measure(figures, theme, shown[0], as_at)
    more = years_for(figures, leading, shown) if leading else []
    return years_offered(years_for(figures, measure, shown), more)


def _with_look(
    figures: FigureSet, theme: Theme, selection: Selection, reader: AddressReader
) -> Selection:
    """Add the base, the other year and the looking across breaks, as far as the figures offer."""
    offered = theme_options(figures, theme.page, selection)
    base = ""
    if selection.is_index:
        first = next(iter(offered.bases), "")
        base = reader.choose(year_choices("base", offered.bases, first, "no index can start from"))
    elif reader.given.get("show", "").strip().casefold() != INDEX:  # Else that is told already.
        fix = "Add show=index, or leave out base."
        reader.rule_out("base", "only an index takes a year as 100", fix)
    years = {NO_YEAR: themes.NO_OTHER_YEAR} | {year: year for year in offered.since}
    no_such_year = "there are no earlier figures of"
    since = reader.choose(Choices("since", years, NO_YEAR, no_such_year=no_such_year))
    return replace(
        selection,
        base=base or None,
        since=None if since == NO_YEAR else since,
        across_breaks=_is_across(reader, has_breaks=bool(offered.breaks)),
    )


def _is_across(reader: AddressReader, *, has_breaks: bool) -> bool:
    """Read whether breaks are looked across; without one, saying so changes nothing."""
    breaks = {BREAKS: themes.SPAN_LABEL} if has_breaks else {}
    also = {} if has_breaks else {BREAKS: NO_BREAKS}
    return reader.choose(Choices("span", {NO_BREAKS: ""} | breaks, NO_BREAKS, also=also)) == BREAKS
