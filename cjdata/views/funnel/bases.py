"""What the figures of councils rest on, and the funnel round Scotland’s figure that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cjdata.statistics import Counts, Funnel, FunnelPoint, NoFunnel, NoInterval, funnel_of
from cjdata.statistics.counts import PER
from cjdata.statistics.funnel import Kind
from cjdata.views.comparison.compared import Compared
from cjdata.views.comparison.standings import Standing
from cjdata.views.shared.assemble import Assembler


@dataclass(frozen=True, eq=False)
class FunnelOfCouncils:
    """The councils and court areas of a view, as points round Scotland’s figure."""

    shown: Compared

    @property
    def per(self) -> float:
        """What a figure from 0 to 1 is multiplied with to be one of the measure."""
        return PER[self.shown.measure.unit]

    @cached_property
    def points(self) -> Mapping[str, FunnelPoint]:
        """The points by code: of those with a figure whose base is known."""
        found = {one.area.code: self._point(one) for one in self.shown.drawn}
        return {code: point for code, point in found.items() if point}

    @cached_property
    def funnel(self) -> Funnel | NoFunnel:
        """The funnel, or why there is none."""
        kind: Kind = "share" if self.shown.measure.form == "percent" else "rate"
        return funnel_of(kind, self._line, self.points)

    @property
    def _line(self) -> float | None:
        """Scotland’s figure from its counts where they are held, else as printed."""
        scotland = self.shown.scotland
        if scotland.figure.value is None:
            return None
        return self._share(scotland)

    def _share(self, one: Standing) -> float:
        counts = one.evidence.counts.get(self.shown.period)
        value = counts.value_in(self.shown.measure) if counts else one.figure.value or 0.0
        return value / self.per

    def _point(self, one: Standing) -> FunnelPoint | None:
        base = self._base(one)
        return FunnelPoint(self._share(one), base) if base else None

    def _base(self, one: Standing) -> int | None:
        """Give the cases or people that a figure rests on, though its count may not be held."""
        measure, period = self.shown.measure, self.shown.period
        behind = one.evidence.behind.get(period)
        if isinstance(behind, Counts):
            return behind.out_of
        if isinstance(behind, NoInterval) and behind.why == "counts disagree":
            return None
        if measure.population:
            return self._assembler.population(measure.population, one.area, period)
        if behind and behind.base and measure.form == "percent":
            return behind.base
        if not measure.out_of:
            return None
        whole = self.shown.figures.catalogue.measures[measure.out_of]
        figure = self._assembler.series(whole, one.area, [period]).by_period[period]
        return int(figure.value) if figure.value and not figure.is_rounded else None

    @cached_property
    def _assembler(self) -> Assembler:
        measure = self.shown.measure
        return Assembler(self.shown.figures, [m for m in (measure.id, measure.out_of) if m])
