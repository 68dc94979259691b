"""Refreshing a pack: what of each view has changed since it was noted, and the new note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from cjdata.errors import CjdataError
from cjdata.library import FigureSet
from cjdata.pack.model import Item, Noted, Pack, Shown
from cjdata.pack.noting import note_of
from cjdata.views.addressed import NothingToShow, view_at
from cjdata.views.view import View
from cjdata.wording import pack as words

News = Literal["same", "newer", "revised", "withdrawn", "filled", "gone", "reworded", "unknown"]
Key = tuple[str, str, str]

_AWAITED = ("", "not_loaded", "none_held", "newer_edition")
"""Statuses of a year that is simply not there yet."""


@dataclass(frozen=True, slots=True)
class ItemNews:
    """What has changed of a view.

    Attributes
    ----------
    kinds
        What sort of changes there are; ``("same",)`` where there is none.
    sentences
        One at least.
    why
        Why there is no such view now; empty where there is.
    view
        The view as it is now, where there is one.
    """

    item: Item
    kinds: tuple[News, ...]
    sentences: tuple[str, ...]
    why: str = ""
    view: View | None = field(default=None, compare=False, repr=False)

    @property
    def is_shown(self) -> bool:
        """Whether there still is such a view."""
        return not self.why


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A pack as of the newest figures, and the news of each of its views, in order."""

    pack: Pack
    news: tuple[ItemNews, ...]

    @property
    def has_changed(self) -> bool:
        """Whether anything of any view has changed, or may have."""
        return any(one.kinds != ("same",) for one in self.news)


def refresh(pack: Pack, figures: FigureSet, today: date) -> Refreshed:
    """Hold a pack against the figures of now; it points to these afterwards.

    A view that there is no longer stays in the pack, for a person to decide on.
    """
    news = tuple(_news(item, figures, today) for item in pack.items)
    return Refreshed(replace(pack, items=tuple(one.item for one in news)), news)


def _news(item: Item, figures: FigureSet, today: date) -> ItemNews:
    try:
        view = view_at(figures, item.address, today)
    except NothingToShow as error:
        now, why = Shown(figures.name, figures.snapshot_id, "", ()), _gone(error)
        if item.shown is not None and item.shown.figures == ():
            return ItemNews(replace(item, shown=now), ("same",), (words.SAME,), why)
        return ItemNews(replace(item, shown=now), ("gone",), (why,), why)
    except CjdataError as error:
        return ItemNews(item, ("gone",), (_gone(error),), _gone(error))
    now = note_of(view)
    renewed = replace(item, shown=now)
    unknown = _why_unknown(item.shown, now)
    if unknown:
        return ItemNews(renewed, ("unknown",), (unknown,), view=view)
    if item.shown is None or item.shown.snapshot_id == now.snapshot_id:
        return ItemNews(renewed, ("same",), (words.SAME,), view=view)
    told = _told(figures, item.shown, now)
    sentences = tuple(told.values()) or (words.SAME,)
    return ItemNews(renewed, tuple(told) or ("same",), sentences, view=view)


def _gone(error: CjdataError) -> str:
    return words.gone(error.findings[0].what)


def _why_unknown(before: Shown | None, now: Shown) -> str:
    """Say why no change can be told, empty where it can."""
    if before is None:
        return words.NOT_NOTED
    if before.figures_set != now.figures_set:
        return words.other_set(before.figures_set)
    is_noted = before.figures is not None or before.snapshot_id == now.snapshot_id
    return "" if is_noted else words.NOT_NOTED


def _told(figures: FigureSet, before: Shown, now: Shown) -> dict[News, str]:
    """Give a sentence for each kind of change that there is."""
    old, new = _by_key(before.figures or ()), _by_key(now.figures or ())
    name = _Names(figures)
    newer = _newer(old, new)
    pairs = [(old[key], new[key]) for key in old if key in new and key not in newer]
    told: dict[News, str] = {
        "newer": words.newer([name.series(key) for key in newer]),
        "revised": words.revised([name.change(a, b) for a, b in pairs if _is_revised(a, b)]),
        "withdrawn": words.withdrawn(
            [(name.full(b), b.status) for a, b in pairs if a.has_value and not b.has_value]
        ),
        "filled": words.filled(
            [name.with_value(b) for a, b in pairs if not a.has_value and b.has_value and a.status]
        ),
        "gone": words.no_longer([name.full(old[key]) for key in _lost(old, new)]),
    }
    told = {kind: sentence for kind, sentence in told.items() if sentence}
    if not told and before.said and before.said != now.said:
        told["reworded"] = words.REWORDED
    return told


def _by_key(figures: Sequence[Noted]) -> dict[Key, Noted]:
    return {(one.measure, one.area, one.period): one for one in figures}


def _newest(figures: Mapping[Key, Noted]) -> dict[tuple[str, str], str]:
    """Give the newest year with a figure, by measure and area."""
    newest: dict[tuple[str, str], str] = {}
    for measure, area, period in sorted(figures, key=lambda key: key[2]):
        if figures[measure, area, period].has_value:
            newest[measure, area] = period
    return newest


def _newer(old: Mapping[Key, Noted], new: Mapping[Key, Noted]) -> list[Key]:
    """List the figures of a later year than any before, which were not there yet."""
    newest = _newest(old)
    return [
        key
        for key, one in new.items()
        if one.has_value and key[2] > newest.get(key[:2], "") and _is_awaited(old.get(key))
    ]


def _is_awaited(before: Noted | None) -> bool:
    return before is None or before.status in _AWAITED


def _lost(old: Mapping[Key, Noted], new: Mapping[Key, Noted]) -> list[Key]:
    """List the figures that are no longer shown, and have no later one in their place."""
    latest = _newest(new)
    return [
        key
        for key, one in old.items()
        if one.has_value and key not in new and latest.get(key[:2], "") <= key[2]
    ]


def _is_revised(before: Noted, now: Noted) -> bool:
    was, is_now = ((one.value, one.decimals) for one in (before, now))
    return before.has_value and now.has_value and was != is_now


@dataclass(frozen=True, slots=True)
class _Names:
    """Puts figures in words."""

    figures: FigureSet

    def series(self, key: Key) -> tuple[str, str, str]:
        measure, area, period = key
        return self._measure(measure), self._area(area), period

    def full(self, one: Noted) -> str:
        return ", ".join((self._measure(one.measure), self._area(one.area), one.period))

    def with_value(self, one: Noted) -> str:
        return f"{self.full(one)} ({self._value(one)})"

    def change(self, before: Noted, now: Noted) -> str:
        return words.change(self.full(now), self._value(before), self._value(now))

    def _measure(self, measure: str) -> str:
        known = self.figures.catalogue.measures.get(measure)
        return known.name if known else measure

    def _area(self, code: str) -> str:
        areas = self.figures.areas
        found = areas.by_code.get(code) or areas.get_group(code)
        return found.name if found else code

    def _value(self, one: Noted) -> str:
        measure = self.figures.catalogue.measures.get(one.measure)
        return words.value(measure, one.value or 0.0, one.decimals)
