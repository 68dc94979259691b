"""A row of the area profile: a measure, its newest figure, Scotland's, the line, the trend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cjdata import wording
from cjdata.amounts import AmountRange, Share
from cjdata.reference.catalogue import Measure
from cjdata.series import Figure, Series
from cjdata.statistics import Comparison, Evidence, Interval, change_since_year_before, printed
from cjdata.views.profile import words as profile_words
from cjdata.views.profile.evidence import Headline
from cjdata.views.shared.opening import in_opening_form
from cjdata.views.shared.sparkline import sparkline_svg, stretches_of
from cjdata.views.table import Cell, figure_cell
from cjdata.wording import short_cells
from cjdata.wording.captions import sparkline_words
from cjdata.wording.comparisons import limits_of


@dataclass(frozen=True)
class ProfileRow:
    """A headline measure of an area.

    Attributes
    ----------
    measure, evidence
        The measure, and the area's figures over all its years in the form in which pages open:
        of three years together each where single years are small.
    scotland
        Scotland's of the same years; None where the area is Scotland, which is not compared with
        itself.
    single, scotland_single
        The figures of single years, of which trends are told and lines drawn.
    value, year
        The newest figure that has a value and its year; else why there is none.
    newer
        Of a newer year without a figure: the year, and why.
    beside
        Scotland's figure for the same year, or that there is none. Where the area has no figure
        at all, Scotland's newest, with its year; the two are not compared then.
    sparkline, sparkline_words
        The small line as SVG, empty where there is nothing to draw, and in words.
    """

    measure: Measure
    evidence: Evidence
    scotland: Evidence | None
    single: Evidence
    scotland_single: Evidence | None
    value: Cell
    year: str
    newer: str
    count: Share | None
    interval: AmountRange | None
    beside: Cell | None
    comparison: Comparison | None
    sparkline: str
    sparkline_words: str
    change: str

    @property
    def latest(self) -> Figure | None:
        """The newest figure of the area that has a value."""
        return self.evidence.series.latest

    @property
    def is_together(self) -> bool:
        """Whether its figures are of three years together."""
        return self.evidence is not self.single

    @cached_property
    def compared(self) -> wording.Mark | None:
        """The comparison with Scotland as a mark."""
        return short_cells.profile_comparison(self.comparison) if self.comparison else None

    @cached_property
    def trend(self) -> wording.Mark:
        """The recent trend as a mark."""
        return short_cells.profile_trend(self.single.trend)

    @property
    def printed(self) -> tuple[Figure, ...]:
        """The figures that the row prints."""
        return tuple(f for f in self.told if f.value is not None)

    @cached_property
    def told(self) -> tuple[Figure, ...]:
        """The figures of which the row says a value, or why there is none."""
        own = self.evidence.series
        found = [own.latest, own.newest]
        if self.scotland is not None:
            found.append(_beside(own, self.scotland.series))
        return tuple(f for f in found if f is not None)


def profile_row(headline: Headline, beside: Headline | None, years: Sequence[str]) -> ProfileRow:
    """Make the row of a measure."""
    single, measure = headline.evidence, headline.measure
    scotland_single = beside.evidence if beside else None
    evidence, scotland = in_opening_form(single, scotland_single)
    series, latest = evidence.series, evidence.series.latest
    drawn_beside = beside.shown.series if beside and measure.unit != "count" else None
    drawn = [f for stretch in stretches_of(headline.shown.series, years) for f in stretch]
    words = sparkline_words(headline.shown.series, drawn, drawn_beside)
    return ProfileRow(
        measure=measure,
        evidence=evidence,
        scotland=scotland,
        single=single,
        scotland_single=scotland_single,
        value=_value(series),
        year=_year(series),
        newer=_newer(series),
        count=profile_words.count_behind(evidence.counts.get(latest.period)) if latest else None,
        interval=_interval(evidence, latest),
        beside=_beside_cell(series, scotland.series) if scotland else None,
        comparison=_comparison(evidence, scotland) if scotland else None,
        sparkline=sparkline_svg(headline.shown.series, drawn_beside, years),
        sparkline_words=words,
        change=_change(evidence, latest),
    )


def _value(series: Series) -> Cell:
    """Give the newest figure, or of the newest year why there is none."""
    figure = series.latest or series.newest
    if figure is None:
        return Cell(None, is_missing=True, unit=series.measure.unit)
    return figure_cell(series, figure)


def _year(series: Series) -> str:
    figure = series.latest or series.newest
    return figure.period if figure and (figure.value is not None or figure.edition) else ""


def _newer(series: Series) -> str:
    latest, newest = series.latest, series.newest
    if latest is None or newest is None or newest is latest:
        return ""
    return profile_words.newer_missing(newest)


def _interval(evidence: Evidence, latest: Figure | None) -> AmountRange | None:
    found = evidence.intervals.get(latest.period) if latest else None
    if latest is None or not isinstance(found, Interval):
        return None
    decimals = latest.decimals
    if printed(found.lower, decimals) == printed(found.upper, decimals):
        decimals += 1
    limits = limits_of(evidence.measure, found, decimals)
    return replace(limits, confidence=found.confidence)


def _change(evidence: Evidence, latest: Figure | None) -> str:
    series = evidence.series
    before = series.before(latest) if latest else None
    return short_cells.change_cell(
        series.measure,
        change_since_year_before(series, latest),
        is_small_base=any(evidence.is_small(f) for f in (before, latest) if f),
    )


def _comparison(evidence: Evidence, scotland: Evidence) -> Comparison:
    figure = evidence.series.latest or evidence.series.newest
    return evidence.against(scotland, figure.period if figure else "")


def _beside(own: Series, scotland: Series) -> Figure | None:
    if own.latest is None:
        return scotland.latest or scotland.newest
    return scotland.by_period.get(own.latest.period)


def _beside_cell(own: Series, scotland: Series) -> Cell:
    figure = _beside(own, scotland)
    if figure is None:
        return Cell(None, is_missing=True, unit=scotland.measure.unit)
    cell = figure_cell(scotland, figure)
    if own.latest is not None and figure.value is not None:
        return cell
    year = figure.period if own.latest is not None or figure.value is not None else ""
    return replace(cell, qualifier=", ".join(t for t in (year, cell.qualifier) if t))
