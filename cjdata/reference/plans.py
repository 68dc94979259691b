"""Local plans: the measures a partnership set itself, as printed, and how far each has come.

The files of ``reference/plans/`` hold them; ``plan_files`` reads them. What a plan leaves unsaid
(a unit, the base of a rate, a baseline) is a fact of its own here, and nothing is worked out across
it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from cjdata.errors import Mistake
from cjdata.reference.catalogue import CatalogueRecord, Id, Month, PeriodText, Text
from cjdata.reference.periods import start_year

PlanUnit = Literal[
    "count",
    "percent",
    "per_1000",
    "per_10000",
    "per_100000",
    "score",
    "rate",
    "count_or_rate_not_printed",
]
"""``rate`` is a rate whose base is not held; the last, a figure that may be either."""

UnitPrinted = Literal["yes", "no", "without base"]
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
Number = Annotated[str, StringConstraints(pattern=rf"^{_NUMBER.pattern}$")]
"""A number as printed, with its decimals."""

Wanted = Literal["up", "down", ""]
_RULES: dict[str, Wanted] = {"reduce year on year": "down", "increase year on year": "up"}
_UNCERTAIN_UNITS = ("rate", "count_or_rate_not_printed")


class Target(CatalogueRecord):
    """What a plan wants a measure to be in a year: a number, or a rule in words."""

    period: PeriodText
    text: Text

    @property
    def value(self) -> Decimal | None:
        """The target as a number; None where it is a rule."""
        return Decimal(self.text) if _NUMBER.fullmatch(self.text) else None


class PlanFigure(CatalogueRecord):
    """A figure of a measure for a year, loaded after the plan was made, or why there is none."""

    measure: Id
    period: PeriodText
    value: Number | None
    unit: PlanUnit
    status: Id
    source: Text
    source_url: str = ""
    note: str = ""


class PlanMeasure(CatalogueRecord):
    """A measure of a plan, in the plan's own words.

    ``unit_printed`` says whether the plan prints the unit; ``trend`` is what it prints there.
    ``catalogue_measure`` names a measure of the catalogue that counts the same, if one does;
    ``context_measure`` one that is near it without counting the same, to be shown beside it.
    """

    id: Id
    outcome: Text
    name: Text
    unit: PlanUnit
    unit_printed: UnitPrinted
    baseline: Number | None
    trend: Text
    targets: tuple[Target, ...]
    lead: Text
    catalogue_measure: Id | None = None
    context_measure: Id | None = None
    note: str = ""

    @property
    def wanted(self) -> Wanted:
        """The way from the baseline to the last target in numbers; empty where none is told."""
        values = [t.value for t in self.targets if t.value is not None]
        if self.baseline is None or not values or values[-1] == Decimal(self.baseline):
            return ""
        return "up" if values[-1] > Decimal(self.baseline) else "down"


class Plan(CatalogueRecord):
    """A plan: whose, for which months, and its measures in the order printed."""

    id: Id
    area_code: Text
    edition: Id
    title: Text
    publisher: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://")]
    licence: Text
    starts: Month
    ends: Month
    target_years: Annotated[tuple[PeriodText, ...], Field(min_length=1)]
    successor: str = ""
    notes: tuple[Text, ...] = ()
    leads: dict[str, Text] = Field(default_factory=dict)
    """What the letters in the column ``lead`` stand for."""
    measures: Annotated[tuple[PlanMeasure, ...], Field(min_length=1)]
    figures: tuple[PlanFigure, ...] = ()

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that the measures stand under, in the order printed."""
        return tuple(dict.fromkeys(measure.outcome for measure in self.measures))

    def is_over(self, month: str) -> bool:
        """Whether its last month lies before a month such as ``2026-11``."""
        return self.ends < month


@dataclass(frozen=True)
class Plans:
    """Every plan held, and the mistakes of those that were left out."""

    all: tuple[Plan, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    def of(self, area_code: str) -> tuple[Plan, ...]:
        """List the plans of an area, the newest first."""
        own = [plan for plan in self.all if plan.area_code == area_code]
        return tuple(sorted(own, key=lambda plan: plan.ends, reverse=True))


Why = Literal[
    "not loaded",
    "no value",
    "no target",
    "rule",
    "unit not printed",
    "base not printed",
    "another unit",
]


@dataclass(frozen=True, slots=True)
class NoDistance:
    """Why no distance to a target can be given."""

    why: Why


@dataclass(frozen=True, slots=True)
class Distance:
    """The figure less the target: positive where the figure is above it.

    ``target`` is that of the figure's year, or the next after it, or else the last.
    """

    figure: PlanFigure
    target: Target
    amount: Decimal
    wanted: Wanted

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; None where the plan does not say which way is wanted."""
        if not self.wanted:
            return None
        return self.amount >= 0 if self.wanted == "up" else self.amount <= 0


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A rule such as “Reduce year on year”, held against two years that follow each other."""

    target: Target
    earlier: PlanFigure
    later: PlanFigure
    is_kept: bool


def latest_of(figures: Sequence[PlanFigure]) -> PlanFigure | None:
    """Give the figure of the newest year, with a value or without."""
    return max(figures, key=lambda figure: figure.period, default=None)


def distance_of(
    measure: PlanMeasure, figures: Sequence[PlanFigure]
) -> Distance | RuleCheck | NoDistance:
    """Give how far a measure is from its target, or why that cannot be said.

    Parameters
    ----------
    figures
        The figures loaded for the measure, of any year, one for each.
    """
    latest = latest_of(figures)
    if latest is None:
        return NoDistance("not loaded")
    if latest.value is None:
        return NoDistance("no value")
    if not measure.targets:
        return NoDistance("no target")
    target = _target_for(measure.targets, latest.period)
    why = _uncertain(measure, latest)
    if why:
        return NoDistance(why)
    if target.value is None:
        return _rule_check(target, latest, figures)
    return Distance(latest, target, Decimal(latest.value) - target.value, measure.wanted)


def _target_for(targets: Sequence[Target], period: str) -> Target:
    return next((t for t in targets if t.period >= period), targets[-1])


def _uncertain(measure: PlanMeasure, figure: PlanFigure) -> Why | None:
    """Say why a figure and a target may be of different kinds; None where they are of one."""
    if measure.unit_printed == "no" or measure.unit == "count_or_rate_not_printed":
        return "unit not printed"
    if measure.unit_printed == "without base" or measure.unit in _UNCERTAIN_UNITS:
        return "base not printed"
    return "another unit" if figure.unit != measure.unit else None


def _rule_check(
    target: Target, later: PlanFigure, figures: Sequence[PlanFigure]
) -> RuleCheck | NoDistance:
    wanted = _RULES.get(target.text.casefold())
    year_before = start_year(later.period) - 1
    earlier = next((f for f in figures if start_year(f.period) == year_before), None)
    if wanted is None or earlier is None or earlier.value is None or later.value is None:
        return NoDistance("rule")
    if earlier.unit != later.unit:
        return NoDistance("another unit")
    before, after = Decimal(earlier.value), Decimal(later.value)
    return RuleCheck(target, earlier, later, after < before if wanted == "down" else after > before)
