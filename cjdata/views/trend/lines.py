"""What a trend chart is drawn from: lines of points, with the texts that readers meet on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from cjdata.reference.areas import Area
from cjdata.reference.periods import first_year, last_year
from cjdata.series import Break


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One year of a line.

    Attributes
    ----------
    value
        Where the point stands.
    text
        The figure as printed, with what a reader must know of it in brackets.
    lower, upper
        The limits of its 95% interval; None where it has none.
    is_open
        Whether it rests on fewer cases than the floor: its mark is open.
    is_unsettled
        Whether it is provisional, estimated or not published: the line there is dashed.
    """

    period: str
    value: float
    text: str
    edition: str = ""
    lower: float | None = None
    upper: float | None = None
    is_open: bool = False
    is_unsettled: bool = False


Stretch = tuple[LinePoint, ...]


@dataclass(frozen=True)
class TrendLine:
    """The line of an area, in the stretches that may be joined.

    ``has_band`` says whether the intervals of its points are drawn behind it.
    """

    area: Area
    stretches: tuple[Stretch, ...]
    has_band: bool = False

    @property
    def points(self) -> tuple[LinePoint, ...]:
        """All its points, oldest first."""
        return tuple(point for stretch in self.stretches for point in stretch)

    @property
    def bands(self) -> tuple[Stretch, ...]:
        """The points with limits, split where the line splits and where limits are missing."""
        if not self.has_band:
            return ()
        return tuple(
            tuple(points)
            for stretch in self.stretches
            for known, points in groupby(stretch, lambda p: p.lower is not None)
            if known
        )

    @property
    def strokes(self) -> tuple[tuple[Stretch, bool], ...]:
        """The runs of the line that are drawn alike, each with whether it is dashed."""
        return tuple(run for stretch in self.stretches for run in _runs(stretch))


@dataclass(frozen=True)
class TrendChart:
    """A whole trend chart.

    Attributes
    ----------
    lines
        That of the area first.
    years
        The periods of the axis, oldest first.
    breaks
        Those to draw, oldest first.
    remarks
        What is noted of years and parts nothing, oldest first.
    pandemic
        The years to shade.
    is_count
        Whether Scotland's line needs a scale of its own, and ticks are whole numbers.
    suffix
        What follows the axis labels, such as ``%``.
    level
        A value to mark across the chart, such as the 100 of an index.
    ringed
        The years of the area's line that a ring picks out.
    """

    lines: tuple[TrendLine, ...]
    years: tuple[str, ...]
    breaks: tuple[Break, ...] = ()
    remarks: tuple[Break, ...] = ()
    pandemic: tuple[str, ...] = ()
    is_count: bool = False
    suffix: str = ""
    level: float | None = None
    ringed: tuple[str, ...] = ()

    @property
    def is_joined(self) -> bool:
        """Whether each place of the axis takes several years together."""
        return any(first_year(one) != one for one in self.years)

    def starting(self, year: str) -> str:
        """Give the first place of the axis whose years begin in a year or after it; else none."""
        return next((one for one in self.years if first_year(one) >= year), "")

    def holding(self, year: str) -> str:
        """Give the first place of the axis that a year is of; else none."""
        return next((one for one in self.years if first_year(one) <= year <= last_year(one)), "")

    @property
    def signs(self) -> tuple[str, ...]:
        """The signs that it uses, by their ids in the list of signs."""
        points = [point for line in self.lines for point in line.points]
        used = {
            "band": any(line.bands for line in self.lines),
            "open-mark": any(point.is_open for point in points),
            "dashed-line": any(is_dashed for line in self.lines for _, is_dashed in line.strokes),
            "ring": any(point.period in self.ringed for point in self.lines[0].points),
            "level": self.level is not None,
            "break": any(self.starting(b.period) for b in self.breaks),
            "grey-years": bool(self.pandemic),
        }
        return tuple(sign for sign, is_used in used.items() if is_used)


def numbered_breaks(breaks: Sequence[Break]) -> list[tuple[int, Break]]:
    """Number breaks by period, as they are drawn: two at one period share a number."""
    periods = sorted({b.period for b in breaks})
    return [(periods.index(b.period) + 1, b) for b in breaks]


def _runs(stretch: Stretch) -> list[tuple[Stretch, bool]]:
    """Split a stretch where it changes between drawn through and dashed; ends are shared."""
    runs: list[tuple[Stretch, bool]] = []
    for one, two in pairwise(stretch):
        dashed = one.is_unsettled or two.is_unsettled
        if runs and runs[-1][1] == dashed:
            runs[-1] = ((*runs[-1][0], two), dashed)
        else:
            runs.append(((one, two), dashed))
    return runs
