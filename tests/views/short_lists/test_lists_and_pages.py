"""What the lists of the first page say is what the pages say to which they lead, after any load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from cjdata import queries
from cjdata.library import FigureSet
from cjdata.reference.areas import SCOTLAND, Area
from cjdata.reference.catalogue import Theme
from cjdata.views.shared.opening import opening_of
from cjdata.views.short_lists.data import highlights
from cjdata.views.short_lists.short_list import ListView
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection

ALL_NUMBERS = re.compile(r"\d+")
LOADS = ["as it is", *range(3)]


@pytest.fixture(params=LOADS, ids=str)
def figures(
    request: pytest.FixtureRequest, illustrative: FigureSet, monkeypatch: pytest.MonkeyPatch
) -> FigureSet:
    """The illustrative set; and the same after loads that move and take away figures at random."""
    if request.param != "as it is":
        random, read = Random(request.param), queries.current_figures
        changes: dict[tuple[str, str, str], float | None] = {}

        def loaded(*asked: Any) -> list[dict[str, Any]]:
            rows = [dict(row) for row in read(*asked)]
            for row in rows:
                key = row["measure"], row["area_name"], row["period"]
                if key not in changes:
                    gone = [] if row["area_code"] == SCOTLAND else [None]
                    changes[key] = random.choice([1.0, 1.0, 0.5, 0.8, 1.3, *gone])
                factor = changes[key]
                if factor is None:
                    row |= {"value": None, "status": "not_available"}
                elif row["value"] is not None:
                    row["value"] = round(row["value"] * factor, row["decimals"])
            return rows

        monkeypatch.setattr(queries, "current_figures", loaded)
    return FigureSet("illustrative", illustrative.database, illustrative.reference)


def pages_of(figures: FigureSet, area: Area, today: date) -> Iterator[tuple[Theme, ThemeView]]:
    """Open every page on each measure that it lets a reader choose, in the form it opens on."""
    for theme in figures.catalogue.themes:
        for choice in theme.choice:
            measure = figures.catalogue.measures[choice.opening_measure(area.kind)]
            chosen = Selection(area.code, (SCOTLAND,), measure.id, measure.form)
            yield theme, theme_view(figures, theme.page, chosen, today)


def opened_on(figures: FigureSet, theme: Theme, single: ThemeView, today: date) -> ThemeView:
    """Open the same page where single years are small: on three years together."""
    if not opening_of(figures, single.measure, single.area).is_together:
        return single
    chosen = replace(single.selection, is_together=True)
    return theme_view(figures, theme.page, chosen, today)


def said_of(view: ThemeView, label: str) -> str:
    """Give the mark of a fact under the chart of a page."""
    return next((f.mark.word for f in view.facts if f.label.startswith(label) and f.mark), "")


@pytest.mark.parametrize("name", ["Clackmannanshire", "Falkirk", "Orkney Islands"])
def test_lists_count_what_their_pages_say(figures: FigureSet, name: str, today: date) -> None:
    area = figures.areas.find(name)
    pages = list(pages_of(figures, area, today))
    worse, moved, _ = highlights(figures, area.code, today)
    is_worse = [
        view.measure.name
        for theme, view in pages
        if said_of(opened_on(figures, theme, view, today), "Beside Scotland") == "Worse"
        and said_of(view, "Five-year trend") == "Getting worse"
    ]
    assert sorted(named_in(worse)) == sorted(is_worse)
    told = [
        view.measure.name
        for theme, view in pages
        if theme.is_national and view.facts[0].detail and "a clear change" in view.facts[0].detail
    ]
    assert sorted(named_in(moved)) == sorted(told)
    for listed, count in ((worse, len(is_worse)), (moved, len(told))):
        in_all = len(listed.table.rows)
        numbers = [int(n) for n in ALL_NUMBERS.findall(listed.finding.lead)]
        assert (numbers[0] == count) if count > 1 else (count in (0, 1))
        assert all(n <= in_all for n in numbers)


@pytest.mark.parametrize("name", ["Clackmannanshire", "Falkirk", "Orkney Islands"])
def test_every_list_says_of_how_many_and_why_not_of_the_rest(
    figures: FigureSet, name: str, today: date
) -> None:
    area = figures.areas.find(name)
    for listed in highlights(figures, area.code, today)[:2]:
        marks = [row[-1].text if listed.kind == "worse" else row[-1] for row in listed.table.rows]
        lacking = [m for m in marks if m == "Cannot be judged"]
        text = listed.finding.text
        if listed.kind == "worse":
            decided = len(marks) - len(lacking)
            assert not decided or f" {decided} measures" in text or "only measure" in text
            assert bool(lacking) == ("cannot be judged" in text or "can be judged:" in text)
            assert not lacking or str(len(lacking)) in text or "only measure" in text
        reasons = [int(n) for n in re.findall(r"For (\d+), ", text)]
        more = re.search(r"(\d+) more cannot be judged\.", text)
        assert not (more and reasons) or sum(reasons) == int(more[1])


def test_no_event_is_told_as_number_and_as_rate(figures: FigureSet, today: date) -> None:
    for name in ("Clackmannanshire", "Falkirk", "Orkney Islands"):
        area = figures.areas.find(name)
        for listed in highlights(figures, area.code, today)[:2]:
            choices = [
                (theme.page, choice.label)
                for row in named_in(listed)
                for theme in figures.catalogue.themes
                for choice in theme.choice
                if any(figures.catalogue.measures[m].name == row for m in choice.forms.values())
            ]
            assert len(choices) == len(set(choices))


def named_in(listed: ListView) -> list[str]:
    return [entry.label for entry in listed.entries]
