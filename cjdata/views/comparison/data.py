"""The views of one measure for all 32 councils: bars, funnel, map, two measures, one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cjdata import queries, wording
from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Form, Measure, Outcome, Theme
from cjdata.views.bars.data import bars_of
from cjdata.views.comparison import words
from cjdata.views.comparison.compared import FEW, Compared
from cjdata.views.comparison.councils import Sort, chosen_group
from cjdata.views.comparison.standings import councils_held, opening_year
from cjdata.views.funnel.data import funnel_of_councils
from cjdata.views.scatter.data import two_measures_view
from cjdata.views.shared.said import Said, finding_of
from cjdata.views.tiles.data import tiles_of
from cjdata.views.view import View
from cjdata.wording import AbsenceNote, Finding
from cjdata.wording.rates import why_no_rate


@dataclass(frozen=True)
class CompareSelection:
    """What a reader has chosen to compare.

    Attributes
    ----------
    area
        The code of the council that stands out; Scotland’s for none.
    group
        The id of the group picked out, ``none`` for none; None for the area’s family group.
    versus
        The id of a second measure to lay the first against; empty for none.
    beside
        The codes of areas and groups, besides Scotland, that the finding compares the area with.
    """

    area: str
    measure: str
    period: str
    sort: Sort = "figure"
    group: str | None = None
    versus: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompareView:
    """All that the page shows for a selection.

    Attributes
    ----------
    finding
        What the area has, beside Scotland, and what is missing.
    funnel, no_funnel
        The funnel of a share or a rate; where there is none, why, in a sentence.
    tiles
        None of a number, and where too few councils have a figure.
    scatter
        None where no second measure is chosen.
    absence
        Where most councils have no figure: which have one, and where the others are published.
    offers
        Where none has one: the measures that councils do have figures of, by id, with labels.
    other_forms
        The measures that say the same as a rate or a percentage, by form, of a number.
    no_rate
        Why a number has neither, in a sentence.
    """

    selection: CompareSelection
    measure: Measure
    theme: Theme
    outcome: Outcome | None
    group: Area | None
    finding: Finding
    bars: View
    funnel: View | None
    no_funnel: str
    tiles: View | None
    scatter: View | None
    absence: AbsenceNote | None
    offers: Mapping[str, str]
    other_forms: Mapping[Form, str]
    no_rate: str = ""

    @property
    def views(self) -> tuple[View, ...]:
        """The views that there are, in the order of the page."""
        every = (self.bars, self.funnel, self.tiles, self.scatter)
        return tuple(view for view in every if view is not None)


def council_measures(figures: FigureSet) -> dict[str, str]:
    """Give the measures that councils can be compared in, by id, each with its label.

    Local evidence is left out: each council counts it in its own way.
    """
    return figures.remember(("council measures",), lambda: _measures(figures))


def _measures(figures: FigureSet) -> dict[str, str]:
    catalogue = figures.catalogue
    return {
        measure.id: words.measure_label(theme, measure)
        for theme in catalogue.themes
        for measure in theme.measure
        if measure.plot
        and measure.role != "local"
        and catalogue.geography_of(measure.id) == "council"
    }


def most_held(figures: FigureSet, most: int = 5) -> dict[str, str]:
    """List the measures that most councils have figures of, by id, each with a label."""
    return figures.remember(("most held", most), lambda: _most_held(figures, most))


def _most_held(figures: FigureSet, most: int) -> dict[str, str]:
    offered = council_measures(figures)
    likely = {row["measure"]: row["councils"] for row in queries.coverage(figures.database)}
    first = sorted((m for m in offered if likely.get(m)), key=lambda m: -likely[m])[: 2 * most]
    years = {m: opening_year(figures, m) for m in first}
    held = {m: councils_held(figures, m).get(year, 0) for m, year in years.items()}
    enough = sorted((m for m in first if held[m] >= FEW), key=lambda m: -held[m])
    return {m: words.offer_label(offered[m], held[m], years[m]) for m in enough[:most]}


def compare_view(figures: FigureSet, selection: CompareSelection, today: date) -> CompareView:
    """Give the views of a selection, from memory if they were made before."""
    key = ("compare", selection, today)
    return figures.remember(key, lambda: _make(figures, selection, today))


def shown_of(figures: FigureSet, selection: CompareSelection, today: date) -> Compared:
    """Give the councils of a selection, with all that is said of them."""
    area = figures.areas.resolve(selection.area)
    group = chosen_group(figures.areas, area, selection.group)
    measure = figures.catalogue.measures[selection.measure]
    return Compared(figures, measure, selection.period, area, group, today, selection.sort)


def _make(figures: FigureSet, selection: CompareSelection, today: date) -> CompareView:
    catalogue = figures.catalogue
    shown = shown_of(figures, selection, today)
    measure, funnel = shown.measure, funnel_of_councils(shown)
    other = catalogue.measures.get(selection.versus)
    return CompareView(
        selection=selection,
        measure=measure,
        theme=shown.theme,
        outcome=catalogue.outcome_of(shown.theme),
        group=shown.group,
        finding=_finding(shown, selection.beside),
        bars=bars_of(shown),
        funnel=funnel if isinstance(funnel, View) else None,
        no_funnel="" if isinstance(funnel, View) else funnel,
        tiles=tiles_of(shown),
        scatter=two_measures_view(shown, other) if other else None,
        absence=_absence(shown),
        offers={} if shown.held else most_held(figures),
        other_forms=_other_forms(shown),
        no_rate=why_no_rate(catalogue, measure),
    )


def _finding(shown: Compared, beside_codes: Sequence[str]) -> Finding:
    """Say what the area has, how that stands beside Scotland and others, and what is missing."""
    beside = ""
    if shown.own and shown.own.has_value and shown.own.area.kind != "scotland":
        others = [shown.standing_of(code).evidence for code in beside_codes]
        beside = " ".join(
            wording.comparison_sentences(
                shown.own.evidence, [shown.scotland.evidence, *others], shown.period
            )
        )
    elif shown.scotland.has_value and shown.area.kind != "scotland":
        scotland = shown.scotland
        beside = wording.level_sentence(shown.measure, scotland.area, scotland.figure)
    return finding_of(
        [shown.level, Said(beside), Said(shown.gaps), Said(shown.newer_years)], shown.caveats
    )


def _absence(shown: Compared) -> AbsenceNote | None:
    """Say what is missing where less than half of the councils have a figure."""
    if 2 * len(shown.held) >= len(shown.councils):
        return None
    return words.councils_absence(
        shown.measure,
        shown.period,
        sorted(one.area.name for one in shown.held),
        shown.missing,
        shown.publication,
        illustrative=shown.figures.is_illustrative,
    )


def _other_forms(shown: Compared) -> dict[Form, str]:
    """List the measures that allow for the size of an area, where a number is shown."""
    if not shown.measure.grows_with_size:
        return {}
    choice = shown.theme.choice_of(shown.measure.id)
    comparable = shown.figures.catalogue.comparable_of(shown.measure.id)
    forms = {comparable.form: comparable.id} if comparable else {}
    forms |= choice.forms if choice else {}
    offered = council_measures(shown.figures)
    return {form: m for form, m in forms.items() if form != "number" and m in offered}
