"""Sentences of the local plan.

A plan is quoted as printed. A distance is said in words and number, and never judged: a plan’s
figure has no interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cjdata.library import Source
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Measure
from cjdata.reference.designations import in_words
from cjdata.reference.periods import month_in_words
from cjdata.reference.plans import (
    Distance,
    NoDistance,
    Plan,
    PlanFigure,
    PlanMeasure,
    PlanUnit,
    RuleCheck,
    Target,
)
from cjdata.reference.statuses import STATUSES
from cjdata.series import Series
from cjdata.text import join_and, lower_first, number, possessive, upper_first
from cjdata.wording.figures import figure_text
from cjdata.wording.findings import Finding
from cjdata.wording.publications import AbsenceNote

PLAN_TITLE = "Local plan"
PLAN_KICKER = "What the partnership set itself, and what is counted locally"
PLAN_DESIGNATION = "local plan, not an official statistic"
PLAN_IS_REAL = "The plan’s figures are real, unlike the local evidence below them."
REAL_MARK = "Real figures, as printed in the plan"
PLANS_LEFT_OUT = "Some plans are left out, because their files have mistakes:"
SEE_A_PLAN = "See a plan that is held: "
NOT_LOADED = STATUSES["not_loaded"].short
LATEST = "Latest"
BARE = "New measures: no baseline or target printed, and no later figure loaded yet"
NO_BASELINE = "New measure: no baseline printed"
NO_TARGET = "None printed"
_DASH = "–"

_UNITS: dict[PlanUnit, str] = {
    "count": "number",
    "percent": "per cent",
    "per_1000": "per 1,000 people",
    "per_10000": "per 10,000 people",
    "per_100000": "per 100,000 people",
    "score": "score",
    "rate": "rate",
    "count_or_rate_not_printed": "a number or a rate",
}


def plan_heading(plan: Plan) -> str:
    """Name what the table of a plan lists."""
    return f"Measures of the plan, {plan_span(plan)}"


def plan_span(plan: Plan) -> str:
    """Give the months a plan is for."""
    return f"{month_in_words(plan.starts)} to {month_in_words(plan.ends)}"


def unit_of_plan(measure: PlanMeasure) -> str:
    """Name the unit of a measure; where the plan does not print it, say how it is read."""
    words = _UNITS[measure.unit]
    if measure.unit_printed == "no":
        read = "it may be" if measure.unit == "count_or_rate_not_printed" else "read here as"
        return f"Unit not printed ({read} {words})"
    if measure.unit_printed == "without base":
        return f"{upper_first(words)}, its base not printed"
    return upper_first(words)


def plan_value(measure: PlanMeasure, text: str) -> str:
    """Write a number of the plan as printed; with its sign where the plan prints the unit."""
    return f"{text}%" if measure.unit == "percent" and measure.unit_printed == "yes" else text


def target_text(measure: PlanMeasure, target: Target) -> str:
    """Write a target: its number, or its rule as printed."""
    return target.text if target.value is None else plan_value(measure, target.text)


def printed_trend(measure: PlanMeasure) -> str:
    """Give the trend as the plan prints it."""
    return upper_first(measure.trend) if has_trend(measure) else _DASH


def has_trend(measure: PlanMeasure) -> bool:
    """Whether the plan prints a trend, and no dash."""
    return measure.trend not in ("-", _DASH)


def plan_figure_text(figure: PlanFigure | None) -> str:
    """Write a later figure with its year, or why there is none."""
    if figure is None:
        return NOT_LOADED
    status = STATUSES[figure.status]
    if figure.value is None:
        return f"{status.short} ({figure.period})"
    shown = f"{figure.value}%" if figure.unit == "percent" else figure.value
    unit = "" if figure.unit in ("count", "percent") else f" {_UNITS[figure.unit]}"
    mark = f", {status.short}" if status.short else ""
    return f"{shown}{unit} ({figure.period}{mark})"


def distance_words(measure: PlanMeasure, found: Distance | RuleCheck | NoDistance) -> str:
    """Say how far a measure is from its target, or why that cannot be said."""
    if isinstance(found, NoDistance):
        return _NO_DISTANCE[found.why]
    if isinstance(found, RuleCheck):
        return _rule_words(found)
    target = f"the target for {found.target.period} ({target_text(measure, found.target)})"
    if found.amount == 0:
        end = ": reached" if found.is_reached else ""
        return f"The same as {target}{end}."
    side = "above" if found.amount > 0 else "below"
    reached = {True: ": reached", False: ": not reached", None: ""}[found.is_reached]
    return f"{_amount(measure, abs(found.amount))} {side} {target}{reached}."


def _amount(measure: PlanMeasure, size: Decimal) -> str:
    text = number(float(size), max(0, -int(size.as_tuple().exponent)))
    noun = {"percent": "percentage point", "score": "point"}.get(measure.unit)
    if noun:
        return f"{text} {noun}{'' if size == 1 else 's'}"
    return text if measure.unit == "count" else f"{text} {_UNITS[measure.unit]}"


def _rule_words(found: RuleCheck) -> str:
    before, after = found.earlier, found.later
    kept = "kept" if found.is_kept else "not kept"
    return (
        f"The rule “{found.target.text}” was {kept} in {after.period}: "
        f"{before.value} in {before.period}, then {after.value}."
    )


_NO_DISTANCE = {
    "not loaded": "No later figure is loaded, so there is no distance.",
    "no value": "The newest year has no figure, so there is no distance.",
    "no target": "The plan prints no target, so there is no distance.",
    "rule": "The target is a rule, which takes two years that follow each other.",
    "unit not printed": "The plan does not print the unit, so no distance is worked out.",
    "base not printed": "The base of the rate is not held, so no distance is worked out.",
    "another unit": "The figures are not in one unit, so no distance is worked out.",
}


def plan_finding(
    plan: Plan,
    area: Area,
    found: Sequence[Distance | RuleCheck | NoDistance],
    month: str,
    *,
    illustrative: bool,
) -> Finding:
    """Say what a plan holds, how much of it can be set against its targets, and if it is over.

    Parameters
    ----------
    found
        The distance of each measure of the plan, in its order.
    month
        Today’s, such as ``2026-11``.
    """
    total, new = len(plan.measures), sum(m.baseline is None for m in plan.measures)
    lead = f"{possessive(area.name)} plan for {plan_span(plan)} has {_measures(total)}."
    start = f"{total - new} of them {'has' if total - new == 1 else 'have'} a baseline"
    also = f", and {new} {'was' if new == 1 else 'were'} new" if new else ""
    caveats = [f"The plan’s period ended in {month_in_words(plan.ends)}."]
    caveats += [plan.successor] if plan.successor else []
    return Finding(
        lead,
        (f"{start}{also}.", *_targets_sentence(plan), _loaded_sentence(found)),
        (*(caveats if plan.is_over(month) else ()), *((PLAN_IS_REAL,) if illustrative else ())),
    )


def _measures(count: int) -> str:
    return f"{count} measure{'' if count == 1 else 's'}"


def _targets_sentence(plan: Plan) -> tuple[str, ...]:
    in_numbers = sum(any(t.value is not None for t in m.targets) for m in plan.measures)
    rules = dict.fromkeys(t.text for m in plan.measures for t in m.targets if t.value is None)
    with_rule = sum(any(t.value is None for t in m.targets) for m in plan.measures)
    parts = [f"{in_numbers} {'has' if in_numbers == 1 else 'have'} targets in numbers"]
    if rules:
        said = join_and([f"“{rule}”" for rule in rules])
        parts.append(f"{with_rule} {'has' if with_rule == 1 else 'have'} a rule instead ({said})")
    return (f"{join_and(parts)}.",) if in_numbers or rules else ()


def _loaded_sentence(found: Sequence[Distance | RuleCheck | NoDistance]) -> str:
    waiting = sum(isinstance(f, NoDistance) and f.why == "not loaded" for f in found)
    if waiting == len(found):
        return "No later figure is loaded yet, so no distance to a target can be given."
    distances = [f for f in found if isinstance(f, Distance)]
    reached = sum(f.is_reached is True for f in distances)
    loaded = f"A later figure is loaded for {len(found) - waiting} of the {len(found)}"
    if not distances:
        return f"{loaded}; none of them can be set against a target in numbers."
    met = {0: "none of them has", 1: "1 of them has"}.get(reached, f"{reached} of them have")
    return f"{loaded}. {len(distances)} can be set against a target in numbers: {met} reached it."


def no_plan_finding(area: Area) -> Finding:
    """Say that no plan is held for an area."""
    if area.kind == "scotland":
        return Finding("Plans are made for each local authority: Scotland as a whole has none.")
    return Finding(f"No plan is held for {area.name}.")


def plan_absence(area: Area) -> AbsenceNote:
    """Say what is missing and how a plan is added."""
    if area.kind == "scotland":
        choose = ("Choose a local authority to see its plan, if one is held.",)
        return AbsenceNote("A plan belongs to a local authority", (), on_page=choose)
    return AbsenceNote(
        f"How to add the plan of {area.name}",
        (
            "A plan is two text files in the folder data/reference/plans. One says whose plan it "
            "is and for which years; the other lists its measures as printed.",
            "Copy those of another plan and change them; docs/plans.md explains each "
            "column. The plan is shown as soon as the files are sound.",
        ),
    )


def plan_description(plan: Plan) -> str:
    """Describe the table of a plan in words."""
    return (
        f"Table. {plan_heading(plan)}: {_measures(len(plan.measures))} under "
        f"{len(plan.outcomes)} outcomes, each with its baseline, the trend as printed, its targets "
        f"for {join_and(plan.target_years)}, and the newest figure loaded."
    )


def plan_how_to_read(plan: Plan) -> tuple[str, str]:
    """Explain the table of a plan."""
    return (
        "The baseline is where a measure stood when the plan was made; a target is what it wanted "
        f"for {' or '.join(plan.target_years)}.",
        "The trend is the plan’s own word; a distance is the newest figure less a target in the "
        "same unit.",
    )


NO_PLAN_HOW_TO_READ = (
    "A local plan sets measures, each with a baseline and targets for some years.",
    "None is held for this area, so there is nothing to read off.",
)


def plan_notes(plan: Plan, found: Sequence[Distance | RuleCheck | NoDistance]) -> tuple[str, ...]:
    """List what must be known of a plan’s figures."""
    leads = [f"{short} is {full}" for short, full in plan.leads.items()]
    notes = [
        *plan.notes,
        "Trend as printed: the plan’s own word or dash. It is not worked out or judged here.",
    ]
    if any(m.unit_printed != "yes" for m in plan.measures):
        notes.append(
            "Where the plan does not print a unit, or the base of a rate, none is filled in. No "
            "distance to the target is worked out then."
        )
    if any(isinstance(f, Distance) for f in found):
        notes.append(
            "A distance to a target is a plain difference: a small one may be no more than chance."
        )
    if leads:
        notes.append(f"Who leads, as printed: {join_and(leads)}.")
    return tuple(notes)


def context_said(own: PlanMeasure, series: Sequence[Series]) -> str:
    """Say what is shown beside a measure of the plan, and that it is not that measure."""
    main = series[0]
    first, last = main.with_values[0], main.with_values[-1]
    then, now = (figure_text(main.measure, figure) for figure in (first, last))
    return (
        f"Context for “{own.name}”, and not the measure of the plan. "
        f"{main.measure.name}: {then} in {first.period} and {now} in {last.period}. "
        f"{main.measure.note}"
    )


def context_caption(measure: Measure) -> str:
    """Head the series that is shown beside a measure of the plan."""
    return f"Context, not the measure of the plan: {lower_first(measure.name)}"


def context_source(sources: Sequence[Source]) -> str:
    """Name the sources of a series that is shown beside a measure of the plan."""
    return f"Source: {_named(sources)}."


def plan_source_line(plan: Plan, later: Sequence[Source]) -> str:
    """Name the plan as the source, then those of the later figures beside it."""
    line = f"Source: {plan.title}, {plan.publisher} ({PLAN_DESIGNATION}). Figures as printed."
    if not later:
        return line
    return f"{line} Latest figures: {_named(later)}."


def _named(sources: Sequence[Source]) -> str:
    return "; ".join(f"{one.title} ({in_words(one.designation)})" for one in sources)
