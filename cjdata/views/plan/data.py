"""The view of a local plan: its measures by outcome, as printed, and how far each has come.

A plan’s figures are real whatever set is chosen, so on the illustrative set nothing of that set
is put beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from cjdata import formats
from cjdata.amounts import Amount
from cjdata.library import FigureSet, Source
from cjdata.reference.areas import Area
from cjdata.reference.plans import (
    Distance,
    NoDistance,
    Plan,
    PlanFigure,
    PlanMeasure,
    PlanUnit,
    RuleCheck,
    distance_of,
    latest_of,
)
from cjdata.reference.statuses import STATUSES
from cjdata.series import Figure
from cjdata.views.plan import words
from cjdata.views.shared.assemble import Assembler, years_for
from cjdata.views.shared.sources import sources_of
from cjdata.views.table import Cell, Table, figures_table
from cjdata.views.view import Download, View


@dataclass(frozen=True)
class ContextSeries:
    """A published series that is read beside a measure of a plan, and is not that measure.

    ``said`` is what it is and why it is no more than context; ``table`` has the area and Scotland.
    """

    said: str
    table: Table
    source_line: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class OutcomePart:
    """The measures under one outcome of a plan: those with figures, and the bare names of others.

    ``table`` is None where no measure has a figure. ``new`` are new measures of which nothing is
    printed but the name, and nothing is loaded. ``contexts`` are series that are near a measure
    of the plan without counting the same.
    """

    outcome: str
    table: Table | None
    new: tuple[Cell, ...]
    contexts: tuple[ContextSeries, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanView(View):
    """All that is shown of a plan; ``plan`` is None where none is held of the area."""

    plan: Plan | None
    parts: tuple[OutcomePart, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A measure with what is loaded of it."""

    measure: PlanMeasure
    latest: PlanFigure | None
    found: Distance | RuleCheck | NoDistance
    source: Source | None = None
    """Where the latest figure was read, where it is one of the catalogue’s."""

    @property
    def is_bare(self) -> bool:
        """Whether no figure is printed or loaded."""
        return not (self.measure.baseline or self.measure.targets or self.latest)


def editions_of_plans(figures: FigureSet, area_code: str) -> dict[str, str]:
    """List the plans of an area, the newest first: the edition, and the title."""
    return {plan.edition: plan.title for plan in figures.reference.plans.of(area_code)}


def plan_view(
    figures: FigureSet, area_code: str, today: date, edition: str | None = None
) -> PlanView:
    """Give the view of an area’s plan, the newest unless an edition is named, or of its absence."""
    key = ("plan", area_code, edition, today)
    return figures.remember(key, lambda: _make(figures, area_code, today, edition))


def _make(figures: FigureSet, area_code: str, today: date, edition: str | None) -> PlanView:
    area = figures.areas.by_code[area_code]
    plans = figures.reference.plans.of(area_code)
    named = [plan for plan in plans if plan.edition == edition]
    plan = next(iter([*named, *plans]), None)
    return _no_plan(figures, area, today) if plan is None else _held(figures, area, plan, today)


def _held(figures: FigureSet, area: Area, plan: Plan, today: date) -> PlanView:
    lines = _lines(figures, area, plan)
    beside = _contexts(figures, area, plan)
    found = [line.found for line in lines]
    later = tuple(dict.fromkeys(line.source for line in lines if line.source))
    illustrative = figures.is_illustrative
    return PlanView(
        **_common(figures, area, today),
        plan=plan,
        file_stem=("local-plan", area.name, plan.edition),
        heading=words.plan_heading(plan),
        finding=words.plan_finding(plan, area, found, f"{today:%Y-%m}", illustrative=illustrative),
        description=words.plan_description(plan),
        how_to_read=words.plan_how_to_read(plan),
        table=_whole_table(plan, lines),
        parts=tuple(_part(plan, lines, beside, outcome) for outcome in plan.outcomes),
        notes=(*words.plan_notes(plan, found), *(one.said for one in beside.values())),
        source_line=words.plan_source_line(plan, later),
        sources=(_source(plan), *later, *(s for one in beside.values() for s in one.sources)),
        make_download=lambda: _download([_row(area, plan, line) for line in lines]),
    )


def _no_plan(figures: FigureSet, area: Area, today: date) -> PlanView:
    finding = words.no_plan_finding(area)
    return PlanView(
        **_common(figures, area, today),
        plan=None,
        file_stem=("local-plan", area.name),
        heading=words.PLAN_TITLE,
        finding=finding,
        absence=words.plan_absence(area),
        description=finding.text,
        how_to_read=words.NO_PLAN_HOW_TO_READ,
        table=Table(words.PLAN_TITLE, ("Measure",), ()),
        source_line=finding.text,
        make_download=lambda: Download(("area_code", "area", "plan", "measure"), ()),
    )


def _common(figures: FigureSet, area: Area, today: date) -> dict[str, Any]:
    """Give what every view of this page’s first part has: it is real on either set."""
    return {
        "kind": "plan",
        "name": words.PLAN_TITLE,
        "figures_set": figures.name,
        "snapshot_id": figures.snapshot_id,
        "is_illustrative": False,
        "drawn_on": today,
        "area": area,
        "drawing": None,
    }


def _source(plan: Plan) -> Source:
    return Source(
        source_id=plan.id,
        title=plan.title,
        publisher=plan.publisher,
        published="",
        url=plan.url,
        licence=plan.licence,
        designation=words.PLAN_DESIGNATION,
    )


def _lines(figures: FigureSet, area: Area, plan: Plan) -> list[_Line]:
    from_catalogue = {} if figures.is_illustrative else _catalogue_figures(figures, area, plan)
    lines = []
    for measure in plan.measures:
        own = [figure for figure in plan.figures if figure.measure == measure.id]
        years = {figure.period for figure in own}
        held = {f: s for f, s in from_catalogue.get(measure.id, ()) if f.period not in years}
        loaded = [*own, *held]
        latest = latest_of(loaded)
        source = held.get(latest) if latest else None
        lines.append(_Line(measure, latest, distance_of(measure, loaded), source))
    return lines


def _catalogue_figures(
    figures: FigureSet, area: Area, plan: Plan
) -> Mapping[str, Sequence[tuple[PlanFigure, Source | None]]]:
    """Give the loaded figures of the measures that the catalogue counts too, with their sources."""
    named = {m.id: m.catalogue_measure for m in plan.measures if m.catalogue_measure}
    if not named:
        return {}
    assembler = Assembler(figures, list(named.values()))
    return {
        own: [_plan_figure(figures, own, theirs, f) for f in assembler.held(theirs, area).values()]
        for own, theirs in named.items()
    }


def _plan_figure(
    figures: FigureSet, own: str, measure_id: str, figure: Figure
) -> tuple[PlanFigure, Source | None]:
    source = figures.sources.get(figure.source_id)
    value = None if figure.value is None else formats.plain(Amount(figure.value, figure.decimals))
    made = PlanFigure.model_construct(
        measure=own,
        period=figure.period,
        value=value,
        # The same unit as the plan's: checked when the plan was read.
        unit=cast("PlanUnit", figures.catalogue.measures[measure_id].unit),
        status=figure.status,
        source=source.title if source else "",
        source_url=source.url if source else "",
        note=figure.note,
    )
    return made, source


def _whole_table(plan: Plan, lines: Sequence[_Line]) -> Table:
    name, *others = _header(plan)
    rows = tuple(
        (first, Cell(line.measure.outcome), *rest)
        for line in lines
        for first, *rest in [_cells(plan, line)]
    )
    return Table(words.plan_heading(plan), (name, "Outcome of the plan", *others), rows)


def _part(
    plan: Plan, lines: Sequence[_Line], beside: Mapping[str, ContextSeries], outcome: str
) -> OutcomePart:
    own = [line for line in lines if line.measure.outcome == outcome]
    rows = tuple(_cells(plan, line) for line in own if not line.is_bare)
    table = Table(f"{outcome}: measures of the plan", _header(plan), rows) if rows else None
    new = tuple(_name(line.measure) for line in own if line.is_bare)
    contexts = tuple(beside[line.measure.id] for line in own if line.measure.id in beside)
    return OutcomePart(outcome, table, new, contexts)


def _contexts(figures: FigureSet, area: Area, plan: Plan) -> dict[str, ContextSeries]:
    """Give what is read beside each measure of a plan; nothing of the illustrative set."""
    named = {m: m.context_measure for m in plan.measures if m.context_measure}
    if figures.is_illustrative or not named:
        return {}
    assembler = Assembler(figures, list(named.values()))
    found = {}
    for own, theirs in named.items():
        measure = figures.catalogue.measures[theirs]
        years = years_for(figures, measure, [area])
        series = [assembler.series(measure, one, years) for one in (area, figures.areas.scotland)]
        if series[0].latest is None:
            continue
        shown = [figure for one in series for figure in one.figures]
        sources = sources_of(figures, [series[0].latest], shown)
        found[own.id] = ContextSeries(
            words.context_said(own, series),
            figures_table(series, words.context_caption(measure)),
            words.context_source(sources),
            sources,
        )
    return found


def _header(plan: Plan) -> tuple[str, ...]:
    targets = (f"Target {year}" for year in plan.target_years)
    return ("Measure", "Baseline", "Trend as printed", *targets, words.LATEST)


def _cells(plan: Plan, line: _Line) -> tuple[Cell, ...]:
    measure = line.measure
    return (
        _name(measure),
        _baseline(measure),
        Cell(words.printed_trend(measure) if words.has_trend(measure) else None),
        *(_target(measure, year) for year in plan.target_years),
        _latest(line),
    )


def _name(measure: PlanMeasure) -> Cell:
    return Cell(measure.name, f"{words.unit_of_plan(measure)}. Lead: {measure.lead}.")


def _baseline(measure: PlanMeasure) -> Cell:
    if measure.baseline is None:
        return Cell(words.NO_BASELINE, is_missing=True, reason=words.NO_BASELINE)
    return Cell(_as_printed(measure, measure.baseline))


def _target(measure: PlanMeasure, year: str) -> Cell:
    target = next((t for t in measure.targets if t.period == year), None)
    if target is None:
        return Cell(words.NO_TARGET, is_missing=True, reason=words.NO_TARGET)
    return Cell(target.text if target.value is None else _as_printed(measure, target.text))


def _as_printed(measure: PlanMeasure, text: str) -> Amount | None:
    """Give a number of a plan, with a sign of per cent only where the plan prints the unit."""
    has_sign = measure.unit == "percent" and measure.unit_printed == "yes"
    return _number(text, "percent" if has_sign else "count")


def _latest(line: _Line) -> Cell:
    text = words.plan_figure_text(line.latest)
    how_far = words.distance_words(line.measure, line.found)
    if line.latest is None:
        return Cell(text, is_missing=True, reason=how_far)
    return Cell(text, how_far, line.latest.value is None, how_far)


def _row(area: Area, plan: Plan, line: _Line) -> dict[str, Any]:
    measure, years = line.measure, plan.target_years
    printed = {
        target.period: target.text if target.value is None else _number(target.text, measure.unit)
        for target in measure.targets
    }
    return {
        "area_code": area.code,
        "area": area.name,
        "plan": plan.title,
        "outcome_of_the_plan": measure.outcome,
        "measure": measure.name,
        "measure_id": measure.id,
        "unit": words.unit_of_plan(measure),
        "baseline": _number(measure.baseline, measure.unit),
        "reason_if_no_baseline": "" if measure.baseline else words.NO_BASELINE,
        "trend_as_printed_in_the_plan": words.printed_trend(measure),
        "lead": measure.lead,
        "note": measure.note,
        **{
            f"target_{year.replace('-', '_')}": printed.get(year, words.NO_TARGET) for year in years
        },
        **_latest_cells(line.latest),
        **_distance_cells(line),
        "source": plan.title,
        "source_address": plan.url,
        "licence": plan.licence,
    }


def _download(rows: Sequence[Mapping[str, Any]]) -> Download:
    return Download(
        tuple(rows[0]),
        tuple(tuple(row.values()) for row in rows),
        columns_of={name: (f"latest_{name}",) for name in ("period", "value", "status")},
    )


def _distance_cells(line: _Line) -> dict[str, Any]:
    """Give a distance by its size and side: a file’s cell that begins with a minus is defused."""
    amount = line.found.amount if isinstance(line.found, Distance) else None
    side = "" if amount is None else "above" if amount > 0 else "below" if amount else "the same"
    return {
        "distance_from_target": None
        if amount is None
        else _number(str(abs(amount)), line.measure.unit),
        "side_of_target": side,
        "distance_in_words": words.distance_words(line.measure, line.found),
    }


def _number(text: str | None, unit: PlanUnit) -> Amount | None:
    """Give a number of a plan’s files, which are text, with the decimals printed there."""
    if text is None:
        return None
    found = Decimal(text)
    return Amount(float(found), max(0, -int(found.as_tuple().exponent)), unit)


def _latest_cells(latest: PlanFigure | None) -> dict[str, Any]:
    status = STATUSES[latest.status if latest else "not_loaded"]
    return {
        "latest_period": latest.period if latest else "",
        "latest_value": _number(latest.value, latest.unit) if latest else None,
        "latest_unit": latest.unit.replace("_", " ") if latest else "",
        "latest_status": status,
        "latest_note": latest.note if latest else status.meaning,
        "latest_source": latest.source if latest else "",
        "latest_source_address": latest.source_url if latest else "",
    }
