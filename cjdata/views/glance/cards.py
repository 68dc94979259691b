"""The cards of the first page: an indicator each, its newest figure, Scotland’s, and the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.catalogue import Theme
from cjdata.series import Figure, Series
from cjdata.text import lower_first
from cjdata.views.glance import words
from cjdata.views.shared.beside import Beside, opening_beside
from cjdata.views.shared.sparkline import sparkline_svg, stretches_of
from cjdata.views.short_lists.short_list import page_parameters
from cjdata.wording import Mark, absence_short, comparison_mark
from cjdata.wording.captions import sparkline_words
from cjdata.wording.figures import about_text, figure_text, mark_of, quoted_text
from cjdata.wording.short_cells import profile_comparison

SPARKLINE_WIDTH, SPARKLINE_HEIGHT = 200, 44
UNSAID = ("number depends on size", "same area", "no value", "counted together", "no benchmark")
"""Why there is no comparison, where what stands beside it says so."""


@dataclass(frozen=True, slots=True)
class GlanceCard:
    """An indicator of an area in a few words and a small drawing.

    Attributes
    ----------
    label
        Which of its measures is shown: the first that the area has a figure of.
    whose
        Whose figure leads: empty for the area’s own; “Scotland” where it has none.
    value, detail
        That figure as printed, and its year; why there is none where ``is_missing``.
    beside
        Beside it: Scotland’s figure; of Scotland itself that of the year before.
    mark
        How the two compare; None where they are not.
    note
        What must be known besides, in a few words; empty where there is nothing.
    sparkline, sparkline_words
        The years as SVG, empty where nothing can be drawn, and in words.
    parameters
        What the address of its page says beside the area.
    """

    theme: Theme
    label: str
    whose: str
    value: str
    detail: str
    is_missing: bool
    beside: str
    mark: Mark | None
    note: str
    sparkline: str
    sparkline_words: str
    parameters: Mapping[str, str]


def cards_of(figures: FigureSet, area: Area, years: Sequence[str]) -> tuple[GlanceCard, ...]:
    """Make the card of each indicator, then of each context, in the order of the framework.

    ``years`` are those of the small drawings, the same in all of them.
    """
    beside = opening_beside(figures, area)
    every = (
        [beside[m] for m in theme.headline_of(area.kind)] for theme in figures.catalogue.themes
    )
    return tuple(
        _card(figures, next((one for one in lines if one.latest), lines[0]), years)
        for lines in every
    )


def _card(figures: FigureSet, one: Beside, years: Sequence[str]) -> GlanceCard:
    own, scotland = one.evidence.series, one.scotland.series if one.scotland else None
    theirs = _of_scotland(one)
    leads = one.latest or theirs
    led_by = own if one.latest or scotland is None else scotland
    drawn_beside = scotland if one.measure.unit != "count" or not one.latest else None
    drawn = [figure for stretch in stretches_of(own, years) for figure in stretch]
    line = sparkline_svg(own, drawn_beside, years, width=SPARKLINE_WIDTH, height=SPARKLINE_HEIGHT)
    return GlanceCard(
        theme=one.theme,
        label=one.measure.label,
        whose=words.SCOTLAND if leads is not None and leads is not one.latest else "",
        value=about_text(led_by.measure, leads) if leads else _why_not(own),
        detail=_year_of(leads or own.newest),
        is_missing=leads is None,
        beside=_beside(one) if one.latest else "",
        mark=_mark(one),
        note=_note(one, leads),
        sparkline=line,
        sparkline_words=sparkline_words(own, drawn, drawn_beside) if line else "",
        parameters=page_parameters(
            figures, one.theme, one.measure.id, one.area, is_together=one.single is not None
        ),
    )


def _of_scotland(one: Beside) -> Figure | None:
    """Give Scotland’s figure: of the year that the area has too, else its newest."""
    if one.scotland is None or one.elsewhere:
        return None
    return one.shared[1] if one.shared else one.scotland.series.latest


def _why_not(series: Series) -> str:
    return absence_short(series.newest or Figure("", None, 0, "none_held"))


def _year_of(figure: Figure | None) -> str:
    if figure is None or not (figure.value is not None or figure.edition):
        return ""
    return ", ".join(text for text in (figure.period, mark_of(figure)) if text)


def _beside(one: Beside) -> str:
    """Say Scotland’s figure of the same year, or that there is none; of Scotland the year
    before’s.
    """
    if one.scotland is None:
        before = one.before
        text = quoted_text(one.measure, before) if before and before.value is not None else ""
        return words.year_before(text, is_together=bool(before and before.parts)) if text else ""
    if one.elsewhere:
        return words.scotland_is(figure_text(one.measure, one.elsewhere))
    if one.shared and one.shared[0] is one.latest:
        return words.scotland_is(quoted_text(one.measure, one.shared[1]))
    return words.scotland_without(one.latest.period if one.latest else "")


def _mark(one: Beside) -> Mark | None:
    """Give the judgement beside Scotland, or why there is none; of Scotland itself beside the year
    before, where it can be told.
    """
    if one.scotland is None:
        return comparison_mark(one.since) if one.since.why is None else None
    is_shared = one.shared is not None and one.shared[0] is one.latest
    if not is_shared or one.comparison.why in UNSAID:
        return None
    return profile_comparison(one.comparison)


def _note(one: Beside, leads: Figure | None) -> str:
    """Say what must be known besides: why there is no figure, or a newer one, or how it is made."""
    series, latest = one.evidence.series, one.latest
    newest = series.newest
    if latest is None:
        why = words.without(one.area.name, lower_first(_why_not(series)))
        return why if leads else ""
    if newest and newest is not latest and newest.value is None:
        return words.without(newest.period, lower_first(absence_short(newest)))
    if latest.parts:
        return words.TOGETHER
    return words.ONE_YEAR if len(series.with_values) == 1 else ""
