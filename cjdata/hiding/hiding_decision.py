"""The decision: which cells of supplied figures are hidden, from the counts as they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from cjdata.hiding.measure_relations import MeasureRelations
from cjdata.hiding.period_figures import (
    Cell,
    PeriodFigures,
    Place,
    held_by_period,
    rows_under_the_rule,
)
from cjdata.hiding.supplied_ratios import base_of, inferred
from cjdata.hiding.tied_counts import TiedCounts
from cjdata.hiding.told_before import NOTHING_TOLD, ToldBefore
from cjdata.ingest.population_file import Populations, people_near
from cjdata.reference.areas import Areas
from cjdata.reference.periods import start_year
from cjdata.settings import DisclosureRule
from cjdata.statistics import protect
from cjdata.statistics.disclosure.solvable_totals import Contradiction

Counts = dict[Place, int | None]


class HidingDecision:
    """Decides by a rule what is hidden of the figures of a database.

    Small counts are hidden, and with them as many others as it takes so that none can be worked
    out: from Scotland, the other councils, a total and its parts, a percentage and what it is
    out of, or an earlier edition. A percentage or rate is hidden with any count behind it. One
    whose counts are not known cannot be judged, and is hidden; so is any other figure that is no
    whole number. What was hidden before stays hidden, and what was shown before hides nothing
    else. A group of councils needs no cell: its figure is the sum of figures shown.
    """

    def __init__(
        self,
        rule: DisclosureRule,
        relations: MeasureRelations,
        areas: Areas,
        populations: Populations,
        *,
        hides_local: bool = False,
        before: ToldBefore = NOTHING_TOLD,
    ) -> None:
        self.rule, self.relations = rule, relations
        self.hides_local, self.before = hides_local, before
        self.exposed: set[Cell] = set()
        """The cells hidden so far that could be worked out all the same."""
        self.measures = relations.catalogue.measures
        self.scotland, self.populations = areas.scotland.code, populations
        self.councils = [area.code for area in areas.councils]

    def cells(self, rows: Iterable[Mapping[str, Any]]) -> frozenset[Cell]:
        """Give the cells under the rule whose figures are hidden, in every edition.

        ``rows`` are all figures of the periods of which anything is under the rule.
        """
        rows = list(rows)
        repeats = self.relations.repeats
        private = rows_under_the_rule(rows, repeats, hides_local=self.hides_local)
        return frozenset(
            (measure, area, period)
            for period, held in held_by_period(rows, private).items()
            for measure, area in self._hidden(period, held) & held.private.keys()
        )

    def _hidden(self, period: str, held: PeriodFigures) -> set[Place]:
        """Decide on a period: in every family of measures, as it stood at every edition."""
        families = [f for f in self.relations.families if any(m in f for m, _ in held.private)]
        hidden = {place for place in held.private if place[0] not in self.measures}
        for family in families:
            hidden |= self._in_family(period, held, family)
        return hidden

    def _in_family(self, period: str, held: PeriodFigures, family: frozenset[str]) -> set[Place]:
        """Decide, and once more with what follows from it, until nothing more does."""
        forced = {(m, a) for m, a, p in self.before.hidden if p == period and m in family}
        while True:
            found = forced | self._in_editions(period, held, family, forced)
            tied = {*self._tied_by_published_ratios(held, family, found), *self._twins(held, found)}
            if tied <= found:
                return found
            forced |= tied

    def _in_editions(
        self, period: str, held: PeriodFigures, family: frozenset[str], forced: set[Place]
    ) -> set[Place]:
        """Give what is hidden as the figures stood at any edition: hidden in one, hidden in all."""
        found: set[Place] = set()
        for edition in held.editions:
            supplied = {p: v for p, v in held.supplied_as_at(edition).items() if p[0] in family}
            counts = self._counts(period, held, supplied, family)
            given = set(self._given_away(held, counts, family))
            found |= given
            found |= self._hidden_counts(period, held, counts, family, forced | given)
            found |= {p for p, v in supplied.items() if self._is_hidden(p, v, counts, found)}
        return found

    def _counts(
        self,
        period: str,
        held: PeriodFigures,
        supplied: Mapping[Place, float],
        family: frozenset[str],
    ) -> Counts:
        """Give every count that is held, and those that supplied percentages would tell."""
        counts: Counts = {p: None for p in held.withheld if self._is_count(p, family)}
        for place, value in {**supplied, **held.public}.items():
            if self._is_count(place, family):
                counts[place] = max(0, round(value))
        people = partial(self._people, period=period)
        for (measure, area), value in supplied.items():
            one = self.measures[measure]
            if one.numerator and (told := inferred(one, area, value, counts, people)):
                counts[told[0]] = told[1]
        return counts

    def _is_count(self, place: Place, family: frozenset[str]) -> bool:
        return place[0] in family and self.measures[place[0]].unit == "count"

    def _people(self, ages: str, area: str, period: str) -> int | None:
        found = people_near(self.populations.get((ages, area), {}), start_year(period))
        return found[1] if found else None

    def _hidden_counts(
        self,
        period: str,
        held: PeriodFigures,
        counts: Counts,
        family: frozenset[str],
        forced: set[Place],
    ) -> set[Place]:
        known = {p for p, n in counts.items() if self._was_shown(p, n, period)} - forced
        public = frozenset(p for p in counts if p in held.public or p in known)
        ties = TiedCounts(counts, public, frozenset(forced & counts.keys()) - public)
        self._tie_areas(ties, family)
        self._tie_measures(ties, counts, family)
        try:
            mask = protect(ties.table(), self.rule)
            found = mask.hidden
            self.exposed |= {(*p, period) for p in mask.exposed & mask.primary if p in held.private}
        except (ValueError, Contradiction):  # It must never be shown because it is in disorder.
            found = frozenset(counts)
        small = {p for p, n in counts.items() if n is not None and self.rule.is_small(n)}
        return (small | {p for p in counts if p in found}) - held.withheld

    def _tie_areas(self, ties: TiedCounts, family: frozenset[str]) -> None:
        for measure in sorted(family):
            ties.all_of((measure, self.scotland), [(measure, code) for code in self.councils])

    def _tie_measures(self, ties: TiedCounts, counts: Counts, family: frozenset[str]) -> None:
        areas = sorted({area for _, area in counts})
        for whole, parts in self.relations.sums:
            if whole in family:
                for area in areas:
                    ties.all_of((whole, area), [(part, area) for part in parts])
        for whole, parts in self.relations.shares.items():
            if whole in family:
                for area in areas:
                    _tie_shares(ties, counts, whole, parts, area)
        for measure in sorted(family):
            for area in areas:
                self._tie_ratio(ties, counts, measure, area)

    def _tie_ratio(self, ties: TiedCounts, counts: Counts, measure: str, area: str) -> None:
        """Tie what a percentage is out of to its numerator; the remainder is protected too."""
        one = self.measures[measure]
        if one.unit != "percent" or len(one.denominator) != 1:
            return
        parts = [(m, area) for m in (*one.numerator, *one.minus)]
        whole = (one.denominator[0], area)
        if whole in counts and all(part in counts for part in parts):
            ties.some_of(whole, parts, protected=True)

    def _is_hidden(self, place: Place, value: float, counts: Counts, hidden: set[Place]) -> bool:
        """Whether a supplied figure is hidden for what it is, or for what it is made from."""
        one = self.measures[place[0]]
        if one.unit == "count":
            return value != round(value) or self.rule.is_small(round(value))
        inputs = [(m, place[1]) for m in self.relations.inputs(one)]
        return (
            not inputs
            or any(counts.get(p) is None for p in inputs)
            or any(p in hidden for p in inputs)
        )

    def _was_shown(self, place: Place, count: int | None, period: str) -> bool:
        return count in self.before.shown.get((*place, period), ())

    def _given_away(
        self, held: PeriodFigures, counts: Counts, family: frozenset[str]
    ) -> Iterator[Place]:
        """Give the counts of which a published percentage makes a small one: 33% of 9 are 3."""
        for (measure, area), values in held.printed.items():
            one = self.measures.get(measure)
            if one is None or one.unit != "percent" or measure not in family:
                continue
            own = [(m, area) for m in self.relations.behind(one)]
            base = base_of(one, area, counts)
            if own and base is not None and self._makes_small(base, values):
                yield from (p for p in own if p in held.private and p not in held.public)
            beside = [(m, area) for m in self.relations.counts_beside.get(measure, ())]
            for p in beside:
                count = counts.get(p)
                is_own = p in held.private and p not in held.public
                if is_own and count is not None and self._makes_small(count, values):
                    yield p

    def _makes_small(self, base: int, percentages: Iterable[float]) -> bool:
        parts = [round(base * value / 100) for value in percentages]
        return any(self.rule.is_small(n) or self.rule.is_small(base - n) for n in parts)

    def _twins(self, held: PeriodFigures, hidden: set[Place]) -> Iterator[Place]:
        """Give the local evidence that says the same as a figure that is hidden."""
        for measure, area in held.private:
            if (self.relations.repeats.get(measure, ""), area) in hidden:
                yield measure, area

    def _tied_by_published_ratios(
        self, held: PeriodFigures, family: frozenset[str], hidden: set[Place]
    ) -> Iterator[Place]:
        """Give the supplied counts behind a published percentage of which one is hidden."""
        for measure, area in held.public:
            if measure in family:
                behind = [(m, area) for m in self.relations.behind(self.measures[measure])]
                if any(p in hidden for p in behind):
                    yield from (p for p in behind if p in held.private and p not in held.public)


def _tie_shares(
    ties: TiedCounts, counts: Counts, whole: str, parts: Iterable[str], area: str
) -> None:
    """Tie measures to one that they are a part of: together where they fit, else each alone."""
    held = [(part, area) for part in parts if (part, area) in counts]
    if (whole, area) not in counts or not held:
        return
    total, together = counts[whole, area], sum(counts[part] or 0 for part in held)
    if total is None or together <= total:
        ties.some_of((whole, area), held, protected=False)
        return
    for part in held:
        ties.some_of((whole, area), [part], protected=False)
