"""The peer strip: all councils on one axis, the area large, its family group filled."""

from __future__ import annotations

from datetime import date

from cjdata import wording
from cjdata.library import FigureSet
from cjdata.statistics import Rank
from cjdata.views.comparison import words
from cjdata.views.comparison.chart_data import bars_data
from cjdata.views.comparison.compared import FEW, Compared, Form
from cjdata.views.comparison.councils import chosen_group
from cjdata.views.peers.chart import strip_drawing
from cjdata.views.shared.said import Said
from cjdata.views.view import View

FORM = Form("peers", "All councils", "All councils on one scale")


def peers_view(
    figures: FigureSet,
    measure_id: str,
    area_code: str,
    period: str,
    today: date,
    group: str | None = None,
) -> View | None:
    """Give the strip of all councils; None where fewer than three have a figure.

    Parameters
    ----------
    group
        The id of the group that is filled; ``none`` for no group. By default the area’s family
        group for services to people.
    """
    key = ("peers", measure_id, area_code, period, today, group)
    return figures.remember(
        key, lambda: _make(figures, measure_id, area_code, period, today, group)
    )


def _make(
    figures: FigureSet,
    measure_id: str,
    area_code: str,
    period: str,
    today: date,
    group: str | None,
) -> View | None:
    area = figures.areas.resolve(area_code)
    measure = figures.catalogue.measures[measure_id]
    filled = chosen_group(figures.areas, area, group)
    return peers_of(Compared(figures, measure, period, area, filled, today))


def peers_of(shown: Compared) -> View | None:
    """Make the strip of what is shown; None where fewer than three councils have a figure."""
    if len(shown.drawn) < FEW:
        return None
    heading = shown.heading(FORM)
    described = [shown.span.text, shown.standing_out, shown.gaps]
    description = words.areas_description(words.strip_words(shown.measure), heading, described)
    redrawn = words.areas_description(words.bars_words(shown.measure), heading, described)
    drawing = strip_drawing(
        shown.marks, suffix=shown.suffix, description=description, key=shown.key
    )
    read = wording.how_to_read_peers(
        shown.measure,
        shown.key,
        has_scotland=shown.has_benchmark,
        is_together=shown.court is not None,
    )
    return shown.view(
        FORM,
        _said(shown),
        drawing,
        description,
        read,
        redrawn=redrawn,
        caveats=shown.caveats_with_group,
        charts=lambda: bars_data(shown),
    )


def _said(shown: Compared) -> list[Said]:
    """Say where the area stands, with how uncertain that is; without a rank, from what to what."""
    own = shown.own
    has_rank = own and not shown.measure.grows_with_size and not own.figure.together
    rank = own.rank if own and has_rank else None
    names = {one.area.code: one.area.name for one in shown.councils}
    text = wording.rank_sentence(shown.area, rank, names) if rank else ""
    placed = Said(text, shown.own_figures)
    first = [placed, shown.span] if isinstance(rank, Rank) else [shown.span, placed]
    rest = (shown.scotland_elsewhere, shown.group_words, shown.gaps, shown.newer_years)
    return [*first, shown.level, *map(Said, rest)]
