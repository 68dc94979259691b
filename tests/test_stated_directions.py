"""Which way is desired is said with who states it, and what is open stands in the data notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from everything import told

from cjdata.library import FigureSet, Library
from cjdata.reference.areas import CLACKMANNANSHIRE, SCOTLAND
from cjdata.reference.catalogue import Catalogue
from cjdata.views.glance.data import glance_view
from cjdata.views.notes.data import notes_view
from cjdata.views.profile.data import profile_view
from cjdata.views.trend.data import ThemeView, theme_view
from cjdata.views.trend.selection import Selection
from cjdata.wording.over_time import desired_words

TODAY = date(2026, 7, 1)
REPORT = "the Clackmannanshire annual report"
SENTENCE = re.compile(r"This (rise|fall) is (in|against) the direction that (.+) calls desired\.")
OPEN = re.compile(r"to be (confirmed|checked)|not confirmed|unconfirmed", re.IGNORECASE)
AREAS = (CLACKMANNANSHIRE, SCOTLAND, "S12000014", "S12000049", "S12000023", "forth-valley")


def views(figures: FigureSet) -> Iterator[ThemeView]:
    for code in AREAS:
        beside = () if code == SCOTLAND else (SCOTLAND,)
        for theme in figures.catalogue.themes:
            for choice in theme.choice:
                for form, measure in choice.forms.items():
                    selection = Selection(code, beside, measure, form)
                    yield theme_view(figures, theme.page, selection, TODAY)


def test_every_record_with_a_direction_names_who_states_it(catalogue: Catalogue) -> None:
    for theme in catalogue.themes:
        ways = {theme.direction, *(m.direction for m in theme.measure)} - {"none", None}
        assert bool(ways) == bool(theme.direction_by), theme.id
        if ways:
            assert theme.direction_by.removeprefix("the ") in theme.direction_note


def test_no_sentence_says_of_the_framework_that_it_states_a_direction(library: Library) -> None:
    """The framework was read for outcomes and indicators, and prints no direction beside them."""
    claimed = re.compile(r"framework (says|states|wants|desires|asks)", re.IGNORECASE)
    for name in ("published", "illustrative"):
        notes = notes_view(library.figures(name), TODAY)
        assert not [text for text in told(notes) if claimed.search(text)]


@pytest.mark.parametrize("name", ["published", "illustrative"])
def test_a_rise_or_fall_is_told_beside_the_direction_and_who_states_it(
    library: Library, name: str
) -> None:
    sides = set()
    for view in views(library.figures(name)):
        figures = library.figures(name)
        text = " ".join((view.finding.lead, *view.finding.rest))
        measure = view.measure
        stated = figures.catalogue.desired_of(measure.id)
        found = SENTENCE.findall(text)
        assert len(found) <= 1
        shown = view.evidence[0]
        trend = {"increasing": "rise", "decreasing": "fall"}.get(shown.trend.result)
        if stated is None or measure.judged:
            assert not found
        elif trend and shown.series.latest:
            assert found, text
        if not found or stated is None:
            continue
        (went, side, by) = found[0]
        assert by == stated.by == REPORT
        assert (side == "in") == ((went == "rise") == (stated.direction == "up"))
        sides.add(side)
        if trend:
            assert went == trend
        else:
            held = shown.series.with_values
            assert (held[-1].value > held[-2].value) == (went == "rise")  # type: ignore[operator]
            assert "a clear change" in text or "clearly" in text, text
    assert sides if name == "illustrative" else True


def test_a_fall_of_custody_is_in_the_desired_direction_and_a_rise_against_it(
    library: Library,
) -> None:
    figures = library.figures("published")
    view = theme_view(
        figures,
        "custody-community",
        Selection(SCOTLAND, (), "custody_percent", "percent"),
        TODAY,
    )
    shown = view.evidence[0]
    assert desired_words(shown, "fall") == (
        f"This fall is in the direction that {REPORT} calls desired."
    )
    assert desired_words(shown, "rise") == (
        f"This rise is against the direction that {REPORT} calls desired."
    )
    assert desired_words(replace(shown, direction="down"), "rise") == "", "then it is worse"
    assert desired_words(replace(shown, desired=None), "rise") == ""


# What is open


def test_what_is_open_stands_in_the_data_notes_with_who_can_confirm_it(library: Library) -> None:
    for name in ("published", "illustrative"):
        figures = library.figures(name)
        said = list(told(notes_view(figures, TODAY)))
        points = [one for theme in figures.catalogue.themes for one in theme.to_confirm]
        assert points
        for one in points:
            assert f"{one.what} To be confirmed by {one.by}." in said


def test_the_catalogue_leaves_nothing_open_but_where_it_says_by_whom(catalogue: Catalogue) -> None:
    assert not [text for text in _texts(catalogue.model_dump()) if OPEN.search(text)]


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Give all texts of the catalogue but licences, which are those of the publisher to give."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _texts(held, name)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from _texts(held, key)
    elif isinstance(value, str) and key != "licence":
        yield value


@pytest.mark.parametrize("name", ["published", "illustrative"])
def test_no_title_headline_or_heading_says_that_anything_is_to_be_confirmed(
    library: Library, name: str
) -> None:
    figures = library.figures(name)
    every = [*views(figures), glance_view(figures, CLACKMANNANSHIRE, TODAY)]
    for view in (*every, profile_view(figures, CLACKMANNANSHIRE, TODAY)):
        said = (view.title, view.heading, view.finding.text, view.source_line, view.description)
        assert not [text for text in said if OPEN.search(text)]


def test_the_wording_of_every_indicator_but_the_high_level_one_is_that_of_the_framework(
    catalogue: Catalogue,
) -> None:
    assert [i.number for i in catalogue.indicators if not i.wording_confirmed] == [0]
    assert all(i.to_confirm for i in catalogue.indicators if not i.wording_confirmed)


def test_transfers_are_left_out_of_both_completion_shares(catalogue: Catalogue) -> None:
    for measure in ("cpo_completion_percent", "dtto_completion_percent"):
        assert catalogue.measures[measure].basis == (
            "Out of orders that ended in the year, without transfers to another area"
        )
