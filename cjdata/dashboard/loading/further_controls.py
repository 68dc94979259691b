"""The further choices for pointing at a table: rows left out, rows chosen, blocks, scale, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st

from cjdata.dashboard import html
from cjdata.ingest.rows.total_rows import wholes_of
from cjdata.ingest.unknown_tables.recipe_trial import RecipeTrial
from cjdata.ingest.unknown_tables.unknown_table import (
    MeasureLabel,
    UnknownColumn,
    UnknownTable,
    likely_value,
    telling_columns,
    values_of,
)
from cjdata.views.loading import pointing_words as pointing
from cjdata.views.loading.pointing import SCALES

T = TypeVar("T")

_ANSWERED_HERE = (
    "unknown area",
    "unknown year",
    "figures in thousands",
    "not explained",
    "parts without a whole",
    "block not found",
    "same cell twice",
)
"""Kinds of remarks that a further choice answers."""


@dataclass(frozen=True)
class FurtherChoices:
    """What a person chose besides: see ``PointedTable`` of ``recipe_from_pointing``."""

    leave_out: tuple[str, ...] = ()
    block: str = ""
    scale: int = 1
    harmless: tuple[str, ...] = ()
    value: str = ""
    kind: str = ""
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FurtherControls:
    """The further choices for a table, once it is known which columns hold area and year.

    What was chosen is known before the controls are drawn: they stand above what they change.
    """

    seen: UnknownTable
    area: int
    year: int
    key: str

    def so_far(self) -> FurtherChoices:
        """Give what was chosen, or else what is likely."""
        value = self._said("value", likely_value(self.seen, self.area, self.year))
        telling = self._telling(value) if value else ()
        kind = self._said("kind", _likely_kind(telling)) if value else ""
        others = [c for c in telling if c.heading != kind]
        where = {c.heading: self._said(f"where/{c.heading}", _likely_text(c)) for c in others}
        return FurtherChoices(
            tuple(self._said("leave", ())),
            self._said("block", ""),
            self._said("scale", 1),
            tuple(self._said("harmless", ())),
            value,
            kind,
            {heading: text for heading, text in where.items() if text},
        )

    def asked(self) -> tuple[MeasureLabel, ...] | None:
        """Say what needs a measure where each row has one value; None in other tables."""
        chosen = self.so_far()
        if not chosen.value:
            return None
        kinds = next((c.texts for c in self.seen.columns if c.heading == chosen.kind), ())
        if not kinds:
            return (MeasureLabel("title", self.seen.title),)
        return tuple(MeasureLabel("rows", text) for text in kinds)

    def draw(self, trial: RecipeTrial | None) -> None:
        """Draw the controls: open where one of them answers what a trial could not read."""
        chosen = self.so_far()
        found = {r.kind for r in trial.remarks if r.level != "note"} if trial else set()
        is_wanted = bool(found & set(_ANSWERED_HERE)) or (self.seen.repeats and not chosen.block)
        with st.expander(pointing.TEXTS.further, expanded=is_wanted or chosen != FurtherChoices()):
            self._draw_rows(chosen)
            self._draw_left_out()
            if self.seen.blocks:
                self._select(
                    pointing.TEXTS.block, ["", *self.seen.blocks], "", "block", pointing.block
                )
            self._select(pointing.TEXTS.scale, list(SCALES), 1, "scale", lambda n: SCALES[n])
            self._draw_harmless(chosen, trial)

    def _draw_rows(self, chosen: FurtherChoices) -> None:
        """Draw which rows are read where each has one value."""
        values = [c.heading for c in values_of(self.seen, self.area, self.year)]
        if not values:
            return
        likely = likely_value(self.seen, self.area, self.year)
        self._select(pointing.TEXTS.value, ["", *values], likely, "value", pointing.value_choice)
        if not chosen.value:
            return
        telling = self._telling(chosen.value)
        kinds = ["", *(c.heading for c in telling)]
        self._select(
            pointing.TEXTS.kind, kinds, _likely_kind(telling), "kind", pointing.kind_choice
        )
        places = st.columns(2)
        others = [c for c in telling if c.heading != chosen.kind]
        for number, column in enumerate(others):
            with places[number % 2]:
                self._select(
                    pointing.where_label(column.heading),
                    ["", *column.texts],
                    _likely_text(column),
                    f"where/{column.heading}",
                    pointing.where_choice,
                )

    def _draw_left_out(self) -> None:
        columns = [c for c in self.seen.columns if c.number in (self.area, self.year)]
        names = dict.fromkeys(t for c in columns for t in c.strange if t not in self.seen.blocks)
        if names:
            st.multiselect(
                pointing.TEXTS.leave_rows,
                list(names),
                key=f"{self.key}/leave",
                placeholder=pointing.TEXTS.none_left,
            )

    def _draw_harmless(self, chosen: FurtherChoices, trial: RecipeTrial | None) -> None:
        asked = dict.fromkeys((*chosen.harmless, *(trial.asks_about if trial else ())))
        if asked:
            st.multiselect(
                pointing.TEXTS.harmless,
                list(asked),
                key=f"{self.key}/harmless",
                placeholder=pointing.TEXTS.no_words,
                help=pointing.TEXTS.harmless_help,
            )

    def _telling(self, value: str) -> tuple[UnknownColumn, ...]:
        number = next((c.number for c in self.seen.columns if c.heading == value), None)
        return telling_columns(self.seen, self.area, self.year, number)

    def _said(self, name: str, likely: T) -> T:
        found: T | None = st.session_state.get(f"{self.key}/{name}")
        return likely if found is None else found

    def _select(
        self, label: str, options: Sequence[T], likely: T, name: str, named: Callable[[T], str]
    ) -> None:
        st.selectbox(
            html.plain(label),
            options,
            index=options.index(likely),
            key=f"{self.key}/{name}",
            format_func=named,
        )


def _likely_kind(telling: Sequence[UnknownColumn]) -> str:
    """Guess which column says what is counted: the last that has no text for the whole."""
    found = [c.heading for c in telling if len(c.texts) > 1 and not wholes_of(c.texts)]
    return found[-1] if found else ""


def _likely_text(column: UnknownColumn) -> str:
    """Guess which rows are read: those of the whole, where a column has a text for it."""
    whole = wholes_of(column.texts)
    return next((text for text in column.texts if text in whole), "")
