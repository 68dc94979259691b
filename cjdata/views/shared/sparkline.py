"""Sparklines: small drawings of a series inside a table, all on one time axis.

Pure text: a sparkline costs microseconds, so a table may hold many. Heights start at zero and
end at the highest point drawn; the years say where a point stands, so a missing year is a gap.
"""

from __future__ import annotations

from collections.abc import Sequence

from cjdata.charts import style
from cjdata.reference.periods import last_year
from cjdata.series import Figure, Series, shared_breaks

WIDTH, HEIGHT = 120, 32
_MARGIN = 4
_AXIS = "#B1B4B6"
_BREAK = "#505A5F"

Stretch = tuple[Figure, ...]


def sparkline_svg(
    main: Series,
    beside: Series | None,
    years: Sequence[str],
    *,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """Draw a series, and another thinly behind it, over the years as SVG text.

    The line parts at every missing year and at every break, which a thin upright line marks.
    Years before the last change of definition measure something else and are left out. Several
    years together stand at the last of them. The newest point of each is marked. Empty where
    there is nothing to draw.
    """
    lines = [(beside, style.SCOTLAND.colour, 1.3)] if beside else []
    drawn = [
        (stretches_of(series, years), colour, thickness)
        for series, colour, thickness in (*lines, (main, style.AREA.colour, 2.2))
    ]
    top = max((f.value or 0.0 for found, *_ in drawn for one in found for f in one), default=None)
    if top is None:
        return ""
    scale = _Scale(years, top, width, height)
    parts = _breaks([main, *([beside] if beside else [])], [found for found, *_ in drawn], scale)
    parts += [part for found, colour, size in drawn for part in _line(found, scale, colour, size)]
    if drawn[-1][0]:
        parts.append(_dot(drawn[-1][0][-1][-1], scale, style.AREA.colour, 3.2))
    if beside and drawn[0][0]:
        parts.insert(0, _square(drawn[0][0][-1][-1], scale, style.SCOTLAND.colour))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{_axis(scale)}{"".join(parts)}</svg>'
    )


def stretches_of(series: Series, years: Sequence[str]) -> list[Stretch]:
    """List the stretches that a sparkline joins: in the years, since the last new definition."""
    span = set(years)
    newest = max((_year(f) for f in series.with_values if _year(f) in span), default="")
    changes = [b.period for b in series.breaks if b.kind == "definition" and b.period <= newest]
    since = max(changes, default="")
    kept = (
        tuple(f for f in stretch if _year(f) in span and f.period >= since)
        for stretch in series.segments
    )
    return [stretch for stretch in kept if stretch]


def _year(figure: Figure) -> str:
    return last_year(figure.period)


class _Scale:
    """Where a figure stands."""

    def __init__(self, years: Sequence[str], top: float, width: int, height: int) -> None:
        self._places = {year: n for n, year in enumerate(years)}
        self._top = top
        self.width, self.height = width, height

    def across(self, year: str, shift: float = 0.0) -> float:
        step = (self.width - 2 * _MARGIN) / max(len(self._places) - 1, 1)
        return _MARGIN + (self._places[year] + shift) * step

    def at(self, figure: Figure) -> tuple[float, float]:
        up = (figure.value or 0.0) / self._top if self._top else 0.0
        height = self.height - 2 * _MARGIN
        return self.across(_year(figure)), self.height - _MARGIN - max(0.0, up) * height


def _axis(scale: _Scale) -> str:
    y = scale.height - 0.5
    return f'<path d="M{_MARGIN} {y}H{scale.width - _MARGIN}" stroke="{_AXIS}" fill="none"/>'


def _breaks(
    series: Sequence[Series], drawn: Sequence[Sequence[Stretch]], scale: _Scale
) -> list[str]:
    """Mark each break between two years that are drawn of a series."""
    years: set[str] = set()
    for one, stretches in zip(series, reversed(drawn), strict=True):
        held = [_year(f) for stretch in stretches for f in stretch]
        years |= {
            b.period for b in shared_breaks([one]) if held and min(held) < b.period <= max(held)
        }
    return [
        f'<path d="M{scale.across(year, -0.5):.1f} 0V{scale.height}" stroke="{_BREAK}" '
        f'stroke-width="0.8" stroke-dasharray="2 2" fill="none"/>'
        for year in sorted(years)
    ]


def _line(found: Sequence[Stretch], scale: _Scale, colour: str, width: float) -> list[str]:
    return [
        _path(stretch, scale, colour, width)
        if len(stretch) > 1
        else _dot(stretch[0], scale, colour, width * 0.8)
        for stretch in found
    ]


def _path(stretch: Stretch, scale: _Scale, colour: str, width: float) -> str:
    points = "L".join("{:.1f} {:.1f}".format(*scale.at(figure)) for figure in stretch)
    return f'<path d="M{points}" stroke="{colour}" stroke-width="{width}" fill="none"/>'


def _dot(figure: Figure, scale: _Scale, colour: str, radius: float) -> str:
    x, y = scale.at(figure)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>'


def _square(figure: Figure, scale: _Scale, colour: str) -> str:
    x, y = scale.at(figure)
    return f'<rect x="{x - 2.3:.1f}" y="{y - 2.3:.1f}" width="4.6" height="4.6" fill="{colour}"/>'
