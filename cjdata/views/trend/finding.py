"""What a theme page says: the finding, with the other year, the index and the breaks crossed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cjdata import wording
from cjdata.series import Break, Figure
from cjdata.statistics import Evidence, Index, NoIndex
from cjdata.views.shared.opening import opening_of
from cjdata.views.trend import words as themes
from cjdata.views.trend.context import runs_on
from cjdata.views.trend.figures import ThemeFigures
from cjdata.views.trend.selection import Selection
from cjdata.wording import Finding
from cjdata.wording.standing import CONTEXT_SENTENCE


def finding_of(
    held: ThemeFigures,
    selection: Selection,
    indices: Sequence[Index | NoIndex],
    crossed: Sequence[Break],
    *,
    illustrative: bool,
) -> Finding:
    """Say what the page shows.

    Parameters
    ----------
    indices
        That of each area shown, in order; empty where figures are shown as they are.
    crossed
        The breaks that lines and changes cross because the reader asked for it.
    """
    found = wording.finding(
        held.main,
        held.evidence[1:],
        illustrative=illustrative,
        across_breaks=selection.across_breaks,
    )
    if indices:
        found = _of_index(held, indices, found)
    if earlier := earlier_figure(held, selection):
        later = held.main.series.latest
        sentence = wording.years_sentence(
            held.main,
            earlier,
            later or earlier,
            across_breaks=selection.across_breaks,
            after_level=not indices,
        )
        found = replace(found, rest=(*found.rest, sentence))
    if later_elsewhere := runs_on(held, selection):
        found = replace(found, rest=(*found.rest, themes.runs_on_sentence(later_elsewhere)))
    if crossed:
        told = {b.text for b in crossed}
        others = (caveat for caveat in found.caveats if caveat not in told)
        found = replace(found, caveats=(wording.spanning_sentence(crossed), *others))
    first = [] if held.theme.is_national else [CONTEXT_SENTENCE]
    if selection.is_together:
        figures, last = held.assembler.figures, selection.last
        is_small = opening_of(figures, held.measure, held.area, last).is_together
        first.append(themes.together_sentence(held.main, is_small=is_small))
    if selection.as_at:
        first.insert(0, wording.as_at_sentence(selection.as_at))
    return replace(found, caveats=(*first, *found.caveats))


def earlier_figure(held: ThemeFigures, selection: Selection) -> Figure | None:
    """Give the earlier figure that the latest is compared with, where a reader chose a year."""
    series = held.main.series
    figure = series.by_period.get(selection.since or "")
    if figure is None or figure.value is None or figure is series.latest:
        return None
    return figure


def _of_index(held: ThemeFigures, indices: Sequence[Index | NoIndex], found: Finding) -> Finding:
    """Say where the index of each area stands in the newest year of which it can be told."""
    pairs = [
        (series, index) for series, index in zip(held.series, indices, strict=True) if series.latest
    ]
    period = next((year for _, index in pairs if (year := _newest(index))), "")
    said = [wording.index_sentence(series.area, index, period) for series, index in pairs]
    if pairs and not period:
        said.append(themes.NO_BASE)
    main, latest = held.main.series, held.main.series.latest
    if latest is None:
        return replace(found, rest=tuple(said))
    if period and latest.period > period and isinstance(indices[0], Index):
        said.append(wording.index_sentence(main.area, indices[0], latest.period))
    return replace(found, lead=said[0], rest=tuple(said[1:]))


def leading_figures(
    evidence: Sequence[Evidence], indices: Sequence[Index | NoIndex]
) -> tuple[Figure, ...]:
    """Give the figures that the finding leads with: that of the area, else of the first with one.

    Scotland’s comes behind it where the area is laid beside it.

    An index leads with its newest year, and rests on its base.
    """
    shown = next((n for n, one in enumerate(evidence) if one.series.latest), None)
    if shown is None:
        return ()
    one, index = evidence[shown].series, indices[shown] if indices else None
    if isinstance(index, Index) and (newest := _newest(index)):
        return one.by_period[newest], index.base
    if one.latest is None:
        return ()
    scotland = wording.told_beside(evidence[0], evidence[1:]) if not indices else None
    return (one.latest, *([scotland.series.by_period[one.latest.period]] if scotland else []))


def _newest(index: Index | NoIndex) -> str:
    """Give the newest year of an index; empty where there is none."""
    points = index.points if isinstance(index, Index) else ()
    return max((point.period for point in points if point.value is not None), default="")
