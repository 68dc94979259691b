"""The figures of a theme page, and what a reader can choose to see of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Catalogue, Measure, MeasureChoice, Theme
from cjdata.series import Break, Series, shared_breaks
from cjdata.statistics import YEARS_TOGETHER, Evidence, joined_periods, possible_bases
from cjdata.views.shared.assemble import Assembler, together_of, years_for, years_of
from cjdata.views.trend.selection import Selection


@dataclass(frozen=True)
class ThemeFigures:
    """The figures that a selection names, with what they rest on.

    Attributes
    ----------
    years
        The periods shown, oldest first: single years, or three together each.
    evidence
        That of the area, then of the court areas in which it is counted with others, the newest
        first, then that of each comparator.
    scotland
        Scotland's, over the same years, whether it is shown or not.
    """

    theme: Theme
    choice: MeasureChoice
    measure: Measure
    assembler: Assembler
    years: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    scotland: Evidence

    @property
    def main(self) -> Evidence:
        """The evidence of the area."""
        return self.evidence[0]

    @property
    def area(self) -> Area:
        """The area."""
        return self.main.series.area

    @property
    def as_at(self) -> str | None:
        """The edition after which newer ones are left out; None for now."""
        return self.assembler.as_at

    @property
    def series(self) -> tuple[Series, ...]:
        """The series of all of these, in the same order."""
        return tuple(one.series for one in self.evidence)


@dataclass(frozen=True)
class ThemeOptions:
    """What a reader can choose besides area, measure and years.

    Attributes
    ----------
    since
        The years that the newest figure can be compared with, newest first.
    bases
        The years that an index can take as 100, oldest first.
    breaks
        The breaks in the span shown, oldest first.
    """

    since: tuple[str, ...]
    bases: tuple[str, ...]
    breaks: tuple[Break, ...]


def theme_figures(figures: FigureSet, page: str, selection: Selection) -> ThemeFigures:
    """Give the figures that a selection names, from memory if they were put together before."""
    shown = selection.of_figures
    return figures.remember(("theme figures", page, shown), lambda: _assemble(figures, page, shown))


def theme_options(figures: FigureSet, page: str, selection: Selection) -> ThemeOptions:
    """Give what can be chosen of the figures that a selection names."""
    held = theme_figures(figures, page, selection)
    return figures.remember(("theme options", page, selection.of_figures), lambda: _options(held))


def read_beside(catalogue: Catalogue, theme: Theme) -> list[Measure]:
    """List the measures of others that a theme’s page shows, each number with what compares it."""
    known = [catalogue.measures[m] for m in theme.beside if m in catalogue.measures]
    each = ((one, catalogue.comparable_of(one.id) if one.is_count else None) for one in known)
    return list({m.id: m for pair in each for m in pair if m}.values())


def _assemble(figures: FigureSet, page: str, selection: Selection) -> ThemeFigures:
    areas, theme = figures.areas, figures.catalogue.theme_by_page[page]
    measure = figures.catalogue.measures[selection.measure]
    others = [areas.resolve(code) for code in selection.comparators if code != selection.area]
    beside = [m.id for m in read_beside(figures.catalogue, theme)]
    own = [m.id for m in theme.measure]
    assembler = Assembler(figures, [*own, *beside], as_at=selection.as_at)
    shown = [areas.by_code[selection.area], *others]
    years = _span(years_for(figures, measure, shown), selection) or _span(
        years_of(figures, measure), selection
    )
    main = assembler.evidence(measure, areas.by_code[selection.area], years)
    courts = _court_areas(main.series)
    beside_it = (*courts, *(one for one in others if one not in courts))
    every = [main, *(assembler.evidence(measure, a, years) for a in (*beside_it, areas.scotland))]
    if selection.is_together:
        every = [together_of(single) for single in every]
    return ThemeFigures(
        theme,
        theme.choice_of(measure.id) or theme.choice[0],
        measure,
        assembler,
        joined_periods(years) if selection.is_together else tuple(years),
        tuple(every[:-1]),
        every[-1],
    )


def _court_areas(series: Series) -> tuple[Area, ...]:
    """List the court areas whose figures stand for an area that is counted with others."""
    together = [f.together for f in reversed(series.figures) if f.together]
    return tuple(dict.fromkeys(one.area for one in together if one.figure.value is not None))


def _span(years: Sequence[str], selection: Selection) -> list[str]:
    """Give the years from and to; at least as many as are taken together."""
    first, last = selection.first or "", selection.last or "9999"
    until = [year for year in years if year <= last]
    chosen = [year for year in until if first <= year]
    if selection.is_together and chosen:
        return max(chosen, until[-YEARS_TOGETHER:], key=len)
    return chosen


def _options(held: ThemeFigures) -> ThemeOptions:
    latest = held.main.series.latest
    with_values = held.main.series.with_values[:-1]
    earlier = [f.period for f in with_values if latest and not f.shares_a_year(latest)]
    bases = (possible_bases(one.series, one.counts) for one in held.evidence)
    return ThemeOptions(
        tuple(reversed(earlier)),
        next((years for years in bases if years), ()),
        shared_breaks(held.series),
    )
