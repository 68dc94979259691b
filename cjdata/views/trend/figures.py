"""The figures of a theme page, and what a reader can choose to see of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure, MeasureChoice, Theme
from cjdata.series import Break, Series, shared_breaks
from cjdata.statistics import Evidence, possible_bases
from cjdata.views.shared.assemble import Assembler, years_for, years_of
from cjdata.views.trend.selection import Selection


@dataclass(frozen=True)
class ThemeFigures:
    """The figures that a selection names, with what they rest on.

    Attributes
    ----------
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


def _assemble(figures: FigureSet, page: str, selection: Selection) -> ThemeFigures:
    areas, theme = figures.areas, figures.catalogue.theme_by_page[page]
    measure = figures.catalogue.measures[selection.measure]
    others = [areas.resolve(code) for code in selection.comparators if code != selection.area]
    beside = [m for m in theme.beside if m in figures.catalogue.measures]
    own = [m.id for m in theme.measure]
    assembler = Assembler(figures, [*own, *beside], as_at=selection.as_at)
    shown = [areas.by_code[selection.area], *others]
    years = _span(years_for(figures, measure, shown), selection) or _span(
        years_of(figures, measure), selection
    )
    main = assembler.evidence(measure, areas.by_code[selection.area], years)
    courts = _court_areas(main.series)
    beside_it = (*courts, *(one for one in others if one not in courts))
    return ThemeFigures(
        theme,
        theme.choice_of(measure.id) or theme.choice[0],
        measure,
        assembler,
        tuple(years),
        (main, *(assembler.evidence(measure, area, years) for area in beside_it)),
        assembler.evidence(measure, areas.scotland, years),
    )


def _court_areas(series: Series) -> tuple[Area, ...]:
    """List the court areas whose figures stand for an area that is counted with others."""
    together = [f.together for f in reversed(series.figures) if f.together]
    return tuple(dict.fromkeys(one.area for one in together if one.figure.value is not None))


def _span(years: Sequence[str], selection: Selection) -> list[str]:
    first, last = selection.first or "", selection.last or "9999"
    return [year for year in years if first <= year <= last]


def _options(held: ThemeFigures) -> ThemeOptions:
    earlier = [figure.period for figure in held.main.series.with_values[:-1]]
    bases = (possible_bases(one.series, one.counts) for one in held.evidence)
    return ThemeOptions(
        tuple(reversed(earlier)),
        next((years for years in bases if years), ()),
        shared_breaks(held.series),
    )
