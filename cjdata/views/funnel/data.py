"""All councils beside Scotland by size: what the funnel shows and says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from cjdata.amounts import Amount
from cjdata.statistics import ACTION, WARNING, Funnel, FunnelPoint, NoFunnel
from cjdata.statistics.funnel import Zone
from cjdata.views.comparison import words as compared_words
from cjdata.views.comparison.compared import Compared, Form
from cjdata.views.comparison.standings import Standing, is_well_held
from cjdata.views.funnel import words
from cjdata.views.funnel.bases import FunnelOfCouncils
from cjdata.views.funnel.chart import FunnelCurves, FunnelDot, funnel_drawing
from cjdata.views.shared.said import Said
from cjdata.views.view import Datum, Download, View
from cjdata.wording.chance import outside_sentence
from cjdata.wording.figures import bracketed_text

FORM = Form("funnel", words.FUNNEL_NAME, words.FUNNEL_HEADING)
COLUMNS = (
    "funnel_base",
    "funnel_lower_95",
    "funnel_upper_95",
    "funnel_lower_99_8",
    "funnel_upper_99_8",
    "funnel_phi",
)
_CURVE = 40
"""At so many sizes the limits are worked out for the lines."""
_DECIMALS = 3


def funnel_of_councils(shown: Compared) -> View | str:
    """Make the funnel of what is shown, or say why there is none; numbers have none at all."""
    if shown.measure.form not in ("percent", "rate"):
        return ""
    found = FunnelOfCouncils(shown)
    funnel = found.funnel
    if isinstance(funnel, NoFunnel):
        return words.none_sentence(funnel) if shown.drawn else ""
    return _FunnelView(found, funnel).view


class _FunnelView:
    """The parts of the view of a funnel."""

    def __init__(self, found: FunnelOfCouncils, funnel: Funnel) -> None:
        self.shown, self.found, self.funnel = found.shown, found, funnel
        self.drawn = [one for one in self.shown.drawn if one.area.code in funnel.points]
        measure = self.shown.measure
        whole = self.shown.figures.catalogue.measures[measure.out_of] if measure.out_of else None
        counted = self.shown.scotland.evidence.counted[1]
        self.noun = words.base_noun(measure, whole, counted)

    @cached_property
    def zones(self) -> Mapping[str, Zone]:
        """Where each area lies by code; of events that are not independent none is told."""
        if not self.shown.measure.independent:
            return {}
        return {code: self.funnel.zone(code) for code in self.funnel.points}

    @property
    def view(self) -> View:
        """The view."""
        shown, said = self.shown, self._said()
        described = [one.text for one in said]
        description = compared_words.areas_description(
            "A funnel with a dot for each council", shown.heading(FORM), described
        )
        drawing = funnel_drawing(
            [self._dot(one) for one in self.drawn],
            self._curves(),
            x_title=words.axis_title(self.noun),
            suffix=shown.suffix,
            description=description,
            key={
                **{str(part): text for part, text in shown.key.items()},
                "scotland": compared_words.benchmark_label(shown.measure, shown.scotland.figure),
                "inner": words.INNER,
                "outer": words.OUTER,
            },
        )
        made = shown.view(FORM, said, drawing, description, words.how_to_read(self.noun))
        notes = (*made.drawing_notes, *self._notes)
        return replace(made, drawing_notes=notes, make_download=self._download)

    def _said(self) -> Sequence[Said]:
        shown, zones = self.shown, self.zones
        said = [shown.span, shown.level, Said(words.not_judged())]
        if zones:
            named = {one.area.name: zones[one.area.code] for one in self.drawn}
            scotland = bracketed_text(shown.measure, shown.scotland.figure)
            every = sum(one.figure.status != "counted_together" for one in shown.listed)
            has_most = is_well_held(len(named), every)
            noun = self._areas if has_most else f"{self._areas} with a figure"
            lead = words.outside_words(named, scotland, noun)
            figures = (shown.scotland.figure, *(one.figure for one in self.drawn))
            said = [Said(lead, figures), Said(self._own)]
        if left_out := len(shown.drawn) - len(self.drawn):
            said.append(Said(words.without_base(left_out)))
        return [*said, Said(shown.gaps), Said(shown.newer_years)]

    @property
    def _own(self) -> str:
        """Say where the area lies, or the court area that it is counted in."""
        area = self.shown.court or self.shown.area
        zone = self.zones.get(area.code)
        return words.own_words(area, zone, is_widened=self.funnel.is_widened) if zone else ""

    @property
    def _notes(self) -> tuple[str, ...]:
        """Say what chance does, and why the lines stand where they stand."""
        chance = [outside_sentence(len(self.drawn), self._areas)] if self.zones else []
        widened = [words.widened_words(self.funnel.widening)] if self.funnel.is_widened else []
        return (*chance, *widened)

    @property
    def _areas(self) -> str:
        return "areas" if self.shown.measure.is_by_court else "councils"

    def _dot(self, one: Standing) -> FunnelDot:
        shown, code = self.shown, one.area.code
        point, zone = self.funnel.points[code], self.zones.get(code)
        text = compared_words.quoted(shown.measure, one.figure)
        return FunnelDot(
            code=code,
            name=one.area.name,
            short=one.area.short_name,
            base=point.base,
            value=point.figure * self.found.per,
            part=shown.part_of(code),
            is_outside=zone not in (None, "inside"),
            description=words.point_words(one.area.name, text, point.base, self.noun, zone),
        )

    def _curves(self) -> FunnelCurves:
        bases = [point.base for point in self.funnel.points.values()]
        low, high = min(bases) * 0.8, max(bases) * 1.25
        sizes = [low * (high / low) ** (n / _CURVE) for n in range(_CURVE + 1)]
        return FunnelCurves(
            self.funnel.line * self.found.per,
            tuple((size, *self._limits(size, WARNING)) for size in sizes),
            tuple((size, *self._limits(size, ACTION)) for size in sizes),
        )

    def _limits(self, base: float, confidence: float) -> tuple[float, float]:
        lower, upper = self.funnel.limits(base, confidence)
        return lower * self.found.per, upper * self.found.per

    def _download(self) -> Download:
        points = self.funnel.points
        cells = [self._cells(points.get(one.area.code)) for one in self.shown.rows]
        return self.shown.download.with_columns(COLUMNS, cells)

    def _cells(self, point: FunnelPoint | None) -> Sequence[Datum]:
        if point is None:
            return [None] * len(COLUMNS)
        limits = [x for at in (WARNING, ACTION) for x in self._limits(point.base, at)]
        numbers = [Amount(number, _DECIMALS) for number in (*limits, self.funnel.phi)]
        return [Amount(point.base), *numbers]
