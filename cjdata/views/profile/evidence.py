"""What the area profile and its grid of years rest on: every headline measure of the framework."""

from __future__ import annotations

from dataclasses import dataclass

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure, Theme
from cjdata.reference.periods import financial_year, financial_years, start_year
from cjdata.statistics import Evidence
from cjdata.views.shared.assemble import Assembler, years_for, years_of

YEARS_SHOWN = 10
"""How many years the small lines and the grid cover."""


@dataclass(frozen=True)
class Headline:
    """A headline measure of an indicator, with an area's figures.

    Attributes
    ----------
    evidence
        Over the years that the measure has, as on its own page.
    shown
        Over the years that all measures of the profile share.
    """

    theme: Theme
    measure: Measure
    evidence: Evidence
    shown: Evidence


def profile_years(figures: FigureSet) -> list[str]:
    """List the years that a profile covers: ten, up to the newest of any headline measure.

    They are the same for every area and every measure.
    """
    measures = [theme.measures[m] for theme in figures.catalogue.themes for m in theme.headline]
    last = max((years[-1] for m in measures if (years := years_of(figures, m))), default="")
    if not last:
        return []
    return financial_years(financial_year(start_year(last) - YEARS_SHOWN + 1), last)


def headlines_of(
    figures: FigureSet, area: Area, told_of: Area | None = None
) -> tuple[Headline, ...]:
    """Give every headline measure for an area, in the order of the framework.

    Where it stands beside another, the measures are those that are ``told_of`` that one.
    """
    told = told_of or area
    key = ("headlines", area.code, told.kind == "scotland")
    return figures.remember(key, lambda: _read(figures, area, told))


def _read(figures: FigureSet, area: Area, told_of: Area) -> tuple[Headline, ...]:
    found, span = _headlines(figures, told_of), profile_years(figures)
    assembler = Assembler(figures, [measure.id for _, measure in found])
    return tuple(_headline(assembler, theme, measure, area, span) for theme, measure in found)


def _headline(
    assembler: Assembler, theme: Theme, measure: Measure, area: Area, span: list[str]
) -> Headline:
    own = _own_years(assembler.figures, measure, area, span)
    evidence = assembler.evidence(measure, area, own)
    shown = evidence if own == span else assembler.evidence(measure, area, span)
    return Headline(theme, measure, evidence, shown)


def _own_years(figures: FigureSet, measure: Measure, area: Area, span: list[str]) -> list[str]:
    """Give the years of a measure; one that nobody has figures of takes those of the profile.

    Those of Scotland reach as far as any area’s, for it stands beside them all.
    """
    if area.kind == "scotland":
        return years_of(figures, measure) or span
    return years_for(figures, measure, [area]) or span


def _headlines(figures: FigureSet, area: Area) -> list[tuple[Theme, Measure]]:
    catalogue = figures.catalogue
    return [
        (theme, catalogue.measures[measure])
        for theme in catalogue.themes
        for measure in theme.headline_of(area.kind)
    ]
