"""Makes the illustrative figures: all councils, ten years, every measure, none of them real.

They let people rehearse with full pages before the councils' workbooks are loaded. They are
plausible, not predicted: sizes follow populations, councils differ and vary from year to year
as small counts do, and where Scotland's real total is exact, the councils add up to it. The
seed is fixed, so that the same input gives the same figures.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from cjdata.amounts import half_up
from cjdata.errors import Mistake, SourceError
from cjdata.ingest.chance import Chance
from cjdata.ingest.population_file import Populations, load_populations
from cjdata.ingest.published import CheckedFigures
from cjdata.observations import Observation
from cjdata.reference.areas import SCOTLAND, Area, Areas
from cjdata.reference.catalogue import PEOPLE_OF_RATE, Catalogue, Measure
from cjdata.reference.editions import EditionRanks
from cjdata.reference.periods import PANDEMIC, financial_years, start_year

SEED = "community justice, illustrative figures, 31"
"""A draw in which every list of the first page has something to rehearse with, for some area."""
FIRST, LAST = "2015-16", "2024-25"
SOURCE_ID = "illustrative-generator"
EDITION = "illustrative"
NOTE = "Illustrative figure made by a generator. Not real."
POPULATIONS = {"16 to 70": "population_16_to_70", "all ages": "population_all_ages"}
"""The people over whom rates are worked out, by age, and the measure that holds them."""
WEIGHED_BY = "16 to 70"
"""The people by whom counts are shared out among councils."""
BASE_UNDER_WHICH_PERCENTS_ARE_WHOLE = 100

SOURCE = {
    "source_id": SOURCE_ID,
    "title": "Illustrative figures made by this dashboard’s generator; not real",
    "publisher": "Community Justice Dashboard",
    "published": "",
    "url": "https://www.gov.scot/publications/community-justice-performance-framework/",
    "licence": "None needed: not real figures",
    "designation": "illustrative, not statistics",
    "rank_date": "",
    "rank_reason": "",
    "read_at": "",
}

Counts = dict[tuple[str, str], int]
"""A count by area code and period."""


def make_illustrative(
    published: CheckedFigures, catalogue: Catalogue, areas: Areas, reference: Path
) -> CheckedFigures:
    """Make the illustrative set.

    Scotland's real totals steer the sums; no published row is passed on. Breaks of definition
    are facts about the measures and are kept; revisions between editions are left out, since
    these figures have one edition.
    """
    generator = _Generator(published, catalogue, areas, load_populations(reference))
    measures = [m for m in catalogue.measures.values() if m.plot]
    observations = [row for measure in measures for row in generator.observations(measure)]
    observations += generator.population_rows()
    breaks = tuple(row for row in published.breaks if row["kind"] != "reissue")
    cited = {row["source_id"] for row in breaks}
    sources = tuple(row for row in published.sources if row["source_id"] in cited)
    return CheckedFigures(tuple(observations), (SOURCE, *sources), breaks)


@dataclass(frozen=True)
class _Made:
    """A measure's figures before they become rows."""

    values: dict[tuple[str, str], float]
    decimals: Callable[[str, str], int]


class _Generator:
    def __init__(
        self,
        published: CheckedFigures,
        catalogue: Catalogue,
        areas: Areas,
        populations: Populations,
    ) -> None:
        self.catalogue, self.areas, self.populations = catalogue, areas, populations
        self.codes = [council.code for council in areas.councils]
        self.years = financial_years(FIRST, LAST)
        self.held, self.exact = _scotland_totals(published)
        self.counts: dict[str, Counts] = {}
        self.left: dict[str, Counts] = {}
        self.parts: dict[str, list[str]] = {}
        self.people: dict[tuple[str, str, str], int] = {}
        for measure in catalogue.measures.values():
            if measure.illustrative.part_of:
                self.parts.setdefault(measure.illustrative.part_of, []).append(measure.id)

    # Rows

    def observations(self, measure: Measure) -> Iterable[Observation]:
        made = self._made(measure)
        hidden = self._hidden(measure)
        if measure.is_by_court:
            yield from self._by_court(measure, made)
            return
        for area in (*self.areas.councils, self.areas.scotland):
            for period in self.years:
                yield self._row(measure, area, period, made, hidden=(area.code, period) in hidden)

    def _by_court(self, measure: Measure, made: _Made) -> Iterable[Observation]:
        """Give the councils that are counted by themselves, Scotland, and the court areas.

        The number of a court area is that of its councils; any other figure of it is made up as
        that of its largest council.
        """
        for period in self.years:
            for area in (*self.areas.councils, self.areas.scotland):
                if self.areas.court_area_of(area, period) is None:
                    yield self._row(measure, area, period, made, hidden=False)
            for court in self.areas.court_areas:
                if court.is_in_force(period):
                    largest = max(court.members, key=lambda c: self._population(c, period))
                    value = made.values[largest, period]
                    if measure.is_count:
                        value = sum(made.values[code, period] for code in court.members)
                    decimals = made.decimals(largest, period)
                    of_all = _Made({("", period): value}, lambda *_, n=decimals: n)
                    unnamed = replace(court, code="")
                    yield self._row(measure, unnamed, period, of_all, hidden=False)

    def _hidden(self, measure: Measure) -> set[tuple[str, str]]:
        """Name the cells to restrict: small ones, a second where one would be alone, and
        whatever is worked out from them.
        """
        hidden = {
            cell
            for part in (*measure.numerator, *measure.denominator, *measure.minus)
            for cell in self._hidden(self.catalogue.measures[part])
        }
        below = measure.illustrative.restricted_below
        if not measure.is_count or below is None:
            return hidden
        counts = self._counts(measure)
        for period in self.years:
            by_size = sorted(self.codes, key=lambda code: counts[code, period])
            small = [code for code in by_size if counts[code, period] < below]
            if len(small) == 1:
                small = by_size[:2]
            hidden |= {(code, period) for code in small}
        return hidden

    def population_rows(self) -> list[Observation]:
        """Give the populations behind the rates, which also stand for years not estimated yet."""
        rows = []
        for ages, name in POPULATIONS.items():
            people = {
                (code, str(start_year(period))): float(self._population(code, period, ages))
                for code in (*self.codes, SCOTLAND)
                for period in self.years
            }
            made, measure = _Made(people, lambda *_: 0), self.catalogue.measures[name]
            rows += [
                self._row(measure, self.areas.by_code[code], year, made, hidden=False)
                for code, year in people
            ]
        return rows

    def _row(
        self, measure: Measure, area: Area, period: str, made: _Made, *, hidden: bool
    ) -> Observation:
        value = made.values.get((area.code, period))
        status = self._status(measure, area, period, value, hidden=hidden)
        shown = value if status == "illustrative" else None
        return Observation(
            measure=measure.id,
            area_code=area.code,
            area=area.name,
            period=period,
            value=shown,
            decimals=0 if shown is None else made.decimals(area.code, period),
            unit=measure.unit,
            precision="not_printed" if shown is None else "exact",
            status=status,
            edition=EDITION,
            source_id=SOURCE_ID,
            note=NOTE,
        )

    def _status(
        self, measure: Measure, area: Area, period: str, value: float | None, *, hidden: bool
    ) -> str:
        if measure.first_period and period < measure.first_period:
            return "not_collected"
        if measure.last_period and period > measure.last_period:
            return "not_collected"
        if area.kind == "council":
            if self.catalogue.geography_of(measure.id) == "scotland":
                return "scotland_only"
            if hidden or measure.illustrative.restricted:
                return "restricted"
        return "not_applicable" if value is None else "illustrative"

    # Values

    def _made(self, measure: Measure) -> _Made:
        if measure.is_count:
            counts = self._counts(measure)
            return _Made({key: float(n) for key, n in counts.items()}, lambda *_: 0)
        if measure.numerator and measure.denominator:
            return self._ratio(measure)
        if measure.numerator and measure.population:
            return self._rate(measure)
        return self._level(measure)

    def _counts(self, measure: Measure) -> Counts:
        if measure.id not in self.counts:
            # The record of the measure that it is part of may be gone.
            parent = self.catalogue.measures.get(measure.illustrative.part_of or "")
            self.counts[measure.id] = (
                self._part(measure, parent) if parent else self._whole(measure)
            )
            self.left[measure.id] = dict(self.counts[measure.id])
        return self.counts[measure.id]

    def _whole(self, measure: Measure) -> Counts:
        """Share Scotland's total out by population, each council with its own lasting lean."""
        chance = Chance(SEED, measure.id)
        lean = {code: chance.lognormal(0.3) for code in self.codes}
        counts: Counts = {}
        for period in self.years:
            total = self._total(measure, period, chance)
            weights = [
                self._population(c, period) * lean[c] * chance.lognormal(0.06) for c in self.codes
            ]
            for code, n in zip(self.codes, chance.multinomial(total, weights), strict=True):
                counts[code, period] = n
            counts[SCOTLAND, period] = total
        return counts

    def _part(self, measure: Measure, parent: Measure) -> Counts:
        """Take a part of another count, council by council, never more than is left of it."""
        self._counts(parent)
        left = self.left[parent.id]
        share = measure.illustrative.share
        chance = Chance(SEED, measure.id)
        lean = {code: 0.25 * chance.normal() for code in self.codes}
        counts: Counts = {}
        for period in self.years:
            room = [left[code, period] for code in self.codes]
            if share is None:
                taken = room
            else:
                whole = self.counts[parent.id][SCOTLAND, period]
                total = self.exact.get((measure.id, period))
                free = sum(room) - self._reserved(measure, parent, period)
                if total is None or total > sum(room):
                    likely = round(whole * share * chance.lognormal(0.03))
                    total = max(0, min(free, max(likely, self._needed(measure, period))))
                taken = self._take(chance, total, share, lean, parent.id, period, room)
            for code, n in zip(self.codes, taken, strict=True):
                counts[code, period] = n
                left[code, period] -= n
            counts[SCOTLAND, period] = sum(taken)
        return counts

    def _needed(self, measure: Measure, period: str) -> int:
        """The real totals of the measure's own parts, which it must be able to hold."""
        return sum(self.exact.get((part, period), 0) for part in self.parts.get(measure.id, ()))

    def _reserved(self, measure: Measure, parent: Measure, period: str) -> int:
        """The real totals of the parts still to be taken from the same whole."""
        waiting = [p for p in self.parts[parent.id] if p not in self.counts and p != measure.id]
        return sum(self.exact.get((part, period), 0) for part in waiting)

    def _take(
        self,
        chance: Chance,
        total: int,
        share: float,
        lean: dict[str, float],
        parent: str,
        period: str,
        room: list[int],
    ) -> list[int]:
        """Let each council's cases fall by chance, then mend the sum to the total."""
        logit = math.log(share / (1 - share))
        taken = [
            min(
                chance.binomial(self.counts[parent][code, period], _logistic(logit + lean[code])),
                space,
            )
            for code, space in zip(self.codes, room, strict=True)
        ]
        short = total - sum(taken)
        free = [space - n for space, n in zip(room, taken, strict=True)]
        bounds = free if short > 0 else taken
        mended = chance.bounded_shares(abs(short), [n + 0.5 for n in taken], bounds)
        sign = 1 if short > 0 else -1
        return [n + sign * more for n, more in zip(taken, mended, strict=True)]

    def _total(self, measure: Measure, period: str, chance: Chance) -> int:
        """Scotland's real total where it is exact; else one of about the right size."""
        exact = self.exact.get((measure.id, period))
        if exact is not None:
            return exact
        recipe = measure.illustrative
        held = self.held.get(measure.id, {})
        calm = {p: v for p, v in held.items() if p not in PANDEMIC} or held
        if calm:
            near = min(calm, key=lambda p: (abs(start_year(p) - start_year(period)), p))
            level = calm[near] * (1 + recipe.growth) ** (start_year(period) - start_year(near))
        else:
            years = start_year(period) - start_year(LAST)
            level = (recipe.level or 0.0) * (1 + recipe.growth) ** years
        likely = round(level * _pandemic(recipe.pandemic, period) * chance.lognormal(0.03))
        return max(0, likely, self._needed(measure, period))

    def _ratio(self, measure: Measure) -> _Made:
        tops = [self._counts(self.catalogue.measures[m]) for m in measure.numerator]
        bottoms = [self._counts(self.catalogue.measures[m]) for m in measure.denominator]
        away = [self._counts(self.catalogue.measures[m]) for m in measure.minus]

        def base(code: str, period: str) -> int:
            key = (code, period)
            return sum(c[key] for c in bottoms) - sum(c[key] for c in away)

        def decimals(code: str, period: str) -> int:
            return 0 if base(code, period) < BASE_UNDER_WHICH_PERCENTS_ARE_WHOLE else 1

        values = {}
        for code in (*self.codes, SCOTLAND):
            for period in self.years:
                if whole := base(code, period):
                    part = sum(c[code, period] for c in tops)
                    values[code, period] = half_up(100 * part / whole, decimals(code, period))
        return _Made(values, decimals)

    def _rate(self, measure: Measure) -> _Made:
        counts = [self._counts(self.catalogue.measures[m]) for m in measure.numerator]
        per, ages = PEOPLE_OF_RATE[measure.unit], measure.population
        values = {
            (code, period): half_up(
                sum(c[code, period] for c in counts) * per / self._population(code, period, ages),
                1,
            )
            for code in (*self.codes, SCOTLAND)
            for period in self.years
        }
        return _Made(values, lambda *_: 1)

    def _level(self, measure: Measure) -> _Made:
        """Vary round a typical value, the smaller the council the more."""
        chance = Chance(SEED, measure.id)
        level = measure.illustrative.level or 0.0
        decimals = 2 if measure.unit == "mean" else 1
        bound = 100.0 if measure.unit == "percent" else float("inf")
        values = {}
        for code in (*self.codes, SCOTLAND):
            lean = 1.0 if code == SCOTLAND else chance.lognormal(0.12)
            for n, period in enumerate(self.years):
                spread = 1.6 / self._population(code, period) ** 0.25
                drift = (1 + measure.illustrative.growth) ** (n + 1 - len(self.years))
                drift *= _pandemic(measure.illustrative.pandemic, period)
                value = min(level * lean * drift * chance.lognormal(spread), bound)
                values[code, period] = round(value, decimals)
        return _Made(values, lambda *_: decimals)

    def _population(self, code: str, period: str, ages: str = WEIGHED_BY) -> int:
        """People of an age in the nearest year for which that age group is held."""
        asked = code, period, ages
        if asked not in self.people:
            self.people[asked] = self._people_near(code, start_year(period), ages)
        return self.people[asked]

    def _people_near(self, code: str, year: int, ages: str) -> int:
        held = self.populations.get((ages, code))
        if not held:
            raise SourceError(
                Mistake(
                    "reference/population.csv",
                    f"no population of {ages} is given for {code}",
                    "Restore its rows.",
                )
            )
        return held[min(held, key=lambda y: (abs(y - year), y))]


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _pandemic(factor: float, period: str) -> float:
    """The whole dip in the first pandemic year, half of it in the second."""
    if period == PANDEMIC[0]:
        return factor
    return (1 + factor) / 2 if period == PANDEMIC[1] else 1.0


def _scotland_totals(
    published: CheckedFigures,
) -> tuple[dict[str, dict[str, float]], dict[tuple[str, str], int]]:
    """Scotland's newest real figures by measure and period, and those of them that are exact."""
    ranks = EditionRanks(published.sources)
    scotland = (o for o in published.observations if o.area_code == SCOTLAND)
    ordered = sorted(
        (o for o in scotland if o.value is not None),
        key=lambda o: ranks.of(o.source_id, o.status, o.edition),
    )
    newest = {row.cell: row for row in ordered}
    held: dict[str, dict[str, float]] = {}
    exact: dict[tuple[str, str], int] = {}
    for (measure, _, period), row in newest.items():
        if row.value is None or len(period) != len("2015-16"):
            continue
        held.setdefault(measure, {})[period] = row.value
        if row.precision == "exact" and row.unit == "count":
            exact[measure, period] = round(row.value)
    return held, exact
