"""What the first page says first: how the area stands, where it goes, what moved or is new."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.statistics import change_between
from cjdata.views.glance import words
from cjdata.views.shared.beside import Beside, opening_beside
from cjdata.views.shared.known import as_known, known_of_few
from cjdata.views.shared.said import Said
from cjdata.views.short_lists.data import highlights, moved_measures
from cjdata.views.short_lists.short_list import page_parameters
from cjdata.views.short_lists.words import moved_entry, scotland_mark, since_mark
from cjdata.wording import Mark, comparison_mark
from cjdata.wording.comparisons import ROUND
from cjdata.wording.known import known_sentences
from cjdata.wording.over_time import trend_of_area

MOST_TOLD = 3
_NOTES = "data-notes"
_UNCLEAR = Mark(ROUND, words.NOT_CLEAR, "similar")


@dataclass(frozen=True, slots=True)
class ToldFirst:
    """A sentence of the first page.

    Attributes
    ----------
    mark
        Its judgement; None where it holds none.
    leads_to, page, parameters
        Where it leads to: the name of the page, its path, and what the address says there beside
        the area. Empty where all of it stands on the first page itself.
    """

    said: Said
    mark: Mark | None = None
    leads_to: str = ""
    page: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def told_first(figures: FigureSet, area: Area, today: date) -> tuple[ToldFirst, ...]:
    """Say what is held of an area, in three sentences, or fewer where there is less to say.

    The clearest difference from Scotland comes first, then the clearest direction over five years,
    then what moved or is new. Where most indicators have no figure, what is known of the others
    comes before news; elsewhere it is said that nothing of a kind is clear.
    """
    return figures.remember(
        ("told first", area.code, today),
        lambda: tuple(islice(_told(figures, area, today), MOST_TOLD)),
    )


def _told(figures: FigureSet, area: Area, today: date) -> Iterator[ToldFirst]:
    beside = opening_beside(figures, area)
    headlines = [
        beside[m] for theme in figures.catalogue.indicators for m in theme.headline_of(area.kind)
    ]
    compared = [one for one in headlines if one.shared and one.comparison.why is None]
    followed = [one for one in headlines if one.latest and one.trend.why is None]
    differs = max(filter(_differs, compared), key=_distance, default=None)
    moves = max(filter(_moves, followed), key=_strength, default=None)
    known = [one for one in known_of_few(figures, area) if one not in (differs, moves)]
    said = _said_of(figures, [differs, *known] if differs else known)
    if differs:
        yield said.pop(0)
    elif compared and not known:
        yield ToldFirst(Said(words.none_differs(len(compared))), _UNCLEAR)
    if moves:
        yield _of_trend(figures, moves)
    elif followed and not known:
        yield ToldFirst(Said(words.none_moves(len(followed))), _UNCLEAR)
    yield from said
    yield from _news(figures, area, today)


def _differs(one: Beside) -> bool:
    return one.comparison.standing in ("higher", "lower")


def _distance(one: Beside) -> float:
    """Give how many times Scotland’s figure an area’s is, or the reverse, at the limit of its
    interval that lies nearer to Scotland’s, as a logarithm.
    """
    mine, theirs = one.shared or (None, None)
    if mine is None or theirs is None or mine.value is None or not theirs.value:
        return 0.0
    interval = one.evidence.interval(mine.period)
    nearer = mine.value
    if interval:
        nearer = interval.lower if one.comparison.standing == "higher" else interval.upper
    return abs(math.log(nearer / theirs.value)) if nearer > 0 else 0.0


def _moves(one: Beside) -> bool:
    return one.trend.is_clear


def _strength(one: Beside) -> float:
    return one.trend.chi_square or 0.0


def _said_of(figures: FigureSet, every: Sequence[Beside]) -> list[ToldFirst]:
    """Say of measures how much it was, and how that stands beside Scotland."""
    shown = [(one, one.shared[0] if _differs(one) and one.shared else one.latest) for one in every]
    said = known_sentences([as_known(one, figure) for one, figure in shown])
    return [
        ToldFirst(
            Said(text, (figure,) if figure else ()),
            scotland_mark(one.comparison) if one.comparison.why is None else None,
            one.theme.name,
            one.theme.page,
            page_parameters(
                figures, one.theme, one.measure.id, one.area, is_together=one.single is not None
            ),
        )
        for text, (one, figure) in zip(said, shown, strict=True)
    ]


def _of_trend(figures: FigureSet, one: Beside) -> ToldFirst:
    return ToldFirst(
        Said(trend_of_area(one.single or one.evidence), (one.latest,) if one.latest else ()),
        since_mark(one.trend),
        one.theme.name,
        one.theme.page,
        page_parameters(figures, one.theme, one.measure.id, one.area),
    )


def _news(figures: FigureSet, area: Area, today: date) -> Iterator[ToldFirst]:
    """Say what clearly moved since the year before, what the newest editions brought, or neither.

    Of what moved the first headline measure is told, else the first of all.
    """
    lists = {view.kind: view for view in highlights(figures, area.code, today)}
    moved, new = lists["moved"], lists["new"]
    if moved.entries:
        yield _of_move(figures, area, len(moved.entries) - 1)
    if new.entries:
        yield ToldFirst(Said(new.finding.lead), leads_to="Data notes", page=_NOTES)
    if not moved.entries:
        yield ToldFirst(Said(moved.finding.lead))


def _of_move(figures: FigureSet, area: Area, others: int) -> ToldFirst:
    every = moved_measures(figures, area)
    one = next((b for b in every if b.measure.id in b.theme.headline), every[0])
    series, before, latest = one.evidence.series, one.before, one.latest
    text = moved_entry(series, change_between(series, before, latest)) if before and latest else ""
    return ToldFirst(
        Said(words.moved_most(one.measure, text, others), (latest,) if latest else ()),
        comparison_mark(one.since),
        one.theme.name,
        one.theme.page,
        page_parameters(figures, one.theme, one.measure.id, one.area),
    )
