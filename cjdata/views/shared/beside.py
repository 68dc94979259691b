"""Every measure that pages offer, for one area beside Scotland, and how far it can be judged.

The first page is made of these: its lists and its table ask the same evidence, so that they
cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cjdata.library import FigureSet
from cjdata.reference.areas import SCOTLAND, Area
from cjdata.reference.catalogue import Catalogue, Measure, Theme
from cjdata.series import Figure
from cjdata.statistics import Comparison, Evidence, Trend
from cjdata.statistics.comparison import not_compared
from cjdata.views.shared.assemble import Assembler, years_for, years_of
from cjdata.views.shared.opening import in_opening_form


@dataclass(frozen=True)
class Beside:
    """A measure of an area, with Scotland’s figures of the same years.

    Attributes
    ----------
    scotland
        None where the area is Scotland, which is not compared with itself.
    single
        The area’s single years, where the figures are of three years together.
    """

    theme: Theme
    evidence: Evidence
    scotland: Evidence | None
    single: Evidence | None = None

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.evidence.measure

    @property
    def area(self) -> Area:
        """The area."""
        return self.evidence.series.area

    @property
    def trend(self) -> Trend:
        """The recent trend, which is always one of single years."""
        return (self.single or self.evidence).trend

    @cached_property
    def latest(self) -> Figure | None:
        """The area’s newest figure that has a value."""
        return self.evidence.series.latest

    @cached_property
    def before(self) -> Figure | None:
        """The figure of the year before the newest, with a value or without."""
        return self.evidence.series.before(self.latest) if self.latest else None

    @cached_property
    def shared(self) -> tuple[Figure, Figure] | None:
        """The area’s and Scotland’s figure of the newest year for which both have a value.

        None where Scotland’s of the area’s newest year is held under another measure: that is
        shown, and no older one.
        """
        if self.scotland is None or self.elsewhere:
            return None
        theirs = {f.period: f for f in self.scotland.series.with_values}
        mine = reversed(self.evidence.series.with_values)
        return next(((f, theirs[f.period]) for f in mine if f.period in theirs), None)

    @cached_property
    def elsewhere(self) -> Figure | None:
        """Scotland’s figure of the area’s newest year, where another measure holds it."""
        if self.scotland is None or self.latest is None:
            return None
        figure = self.scotland.series.by_period.get(self.latest.period)
        return figure if figure and figure.elsewhere else None

    @cached_property
    def comparison(self) -> Comparison:
        """How the area stands beside Scotland in the newest year that both have.

        Where Scotland’s figure of the area’s newest year is held under another measure, that year
        stands, and the two are not compared.
        """
        if self.scotland is None:
            return not_compared("same area")
        if self.latest and self.elsewhere:
            return self.evidence.against(self.scotland, self.latest.period)
        shown = self.shared[0] if self.shared else self.latest or self.evidence.series.newest
        return self.evidence.against(self.scotland, shown.period if shown else "")

    @cached_property
    def since(self) -> Comparison:
        """How the newest figure stands beside that of the year before."""
        if self.latest is None or self.before is None:
            return not_compared("no value" if self.latest is None else "no benchmark")
        return self.evidence.since(self.before, self.latest)


def listed_measures(catalogue: Catalogue) -> Mapping[str, Theme]:
    """List the measures that the first page lists or a theme page offers, by their theme."""
    return {
        measure: theme
        for theme in catalogue.themes
        for measure in (
            *theme.headline,
            *(m for choice in theme.choice for m in choice.forms.values()),
        )
    }


def told_once(every: Iterable[Beside]) -> list[Beside]:
    """Leave out what is told of the same events in another form, which can be compared.

    A number and its rate are one event, and a list that holds both would count it twice.
    """
    kept = []
    for one in every:
        choice = one.theme.choice_of(one.measure.id)
        opening = choice.opening_measure(one.area.kind) if choice else one.measure.id
        if opening == one.measure.id:
            kept.append(one)
    return kept


def beside_scotland(figures: FigureSet, area: Area) -> Mapping[str, Beside]:
    """Give every measure listed for an area, by its id, from memory if it was made before."""
    return figures.remember(("beside", area.code), lambda: _make(figures, area))


def opening_beside(figures: FigureSet, area: Area) -> Mapping[str, Beside]:
    """Give the same in the form in which pages open: three years together where one is small.

    Scotland’s are of the same years.
    """
    return figures.remember(("opening beside", area.code), lambda: _opening(figures, area))


def _opening(figures: FigureSet, area: Area) -> Mapping[str, Beside]:
    return {m: _opens(one) for m, one in beside_scotland(figures, area).items()}


def _opens(one: Beside) -> Beside:
    shown, scotland = in_opening_form(one.evidence, one.scotland)
    return one if shown is one.evidence else Beside(one.theme, shown, scotland, one.evidence)


def _make(figures: FigureSet, area: Area) -> Mapping[str, Beside]:
    own = _evidence(figures, area)
    scotland = {} if area.code == SCOTLAND else _evidence(figures, figures.areas.scotland)
    return {
        measure: Beside(theme, own[measure], scotland.get(measure))
        for measure, theme in listed_measures(figures.catalogue).items()
    }


def _evidence(figures: FigureSet, area: Area) -> Mapping[str, Evidence]:
    """Give the evidence of an area, once: Scotland’s stands beside every other area’s."""

    def make() -> Mapping[str, Evidence]:
        catalogue = figures.catalogue
        listed = [catalogue.measures[m] for m in listed_measures(catalogue)]
        assembler = Assembler(figures, [m.id for m in listed])
        return {m.id: assembler.evidence(m, area, _years(figures, m, area)) for m in listed}

    return figures.remember(("evidence listed", area.code), make)


def _years(figures: FigureSet, measure: Measure, area: Area) -> list[str]:
    """Give the years of a measure, as its page has them; Scotland’s stand beside every area’s."""
    return (
        years_of(figures, measure) if area.code == SCOTLAND else years_for(figures, measure, [area])
    )
