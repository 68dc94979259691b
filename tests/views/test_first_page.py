"""The first page: three sentences that say what is held, and a card for each indicator."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import pytest
from build_series import CLACKS, RATE, SCOTLAND, bare, break_at, series
from read_pages import open_page

from cjdata.library import FigureSet
from cjdata.reference.areas import Area
from cjdata.reference.periods import last_year
from cjdata.text import are_few_words, lower_first
from cjdata.views.glance import words
from cjdata.views.glance.data import GlanceView, glance_view
from cjdata.views.glance.told_first import MOST_TOLD, ToldFirst
from cjdata.views.shared.beside import Beside, opening_beside
from cjdata.views.shared.sparkline import sparkline_svg
from cjdata.wording.comparisons import DOWN, ROUND, UP

TODAY = date(2026, 11, 29)
YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2015, 2025)]
CLEAR = ("higher", "lower")
SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-Z0-9])")


@pytest.fixture(scope="module", params=["published", "illustrative"])
def figures(request: pytest.FixtureRequest) -> FigureSet:
    held: FigureSet = request.getfixturevalue(request.param)
    return held


def views(figures: FigureSet) -> list[GlanceView]:
    return [glance_view(figures, area.code, TODAY) for area in figures.areas.single]


def headlines(figures: FigureSet, area: Area) -> list[Beside]:
    beside = opening_beside(figures, area)
    return [
        beside[m] for theme in figures.catalogue.indicators for m in theme.headline_of(area.kind)
    ]


# What is said first


def test_at_most_three_short_sentences_stand_first_and_the_finding_begins_with_them(
    figures: FigureSet,
) -> None:
    for view in views(figures):
        texts = [one.said.text for one in view.told]
        assert 2 <= len(texts) <= MOST_TOLD
        assert len(set(texts)) == len(texts)
        for text in texts:
            for sentence in SENTENCE.split(text):
                assert are_few_words(sentence), sentence
        assert (view.finding.lead, *view.finding.rest)[:-1] == tuple(texts)
        assert view.finding.rest[-1] == view.summary


def test_where_a_measure_clearly_differs_from_scotland_that_leads(
    illustrative: FigureSet,
) -> None:
    for area in illustrative.areas.councils:
        clear = [one for one in headlines(illustrative, area) if one.comparison.standing in CLEAR]
        first = glance_view(illustrative, area.code, TODAY).told[0]
        if not clear:
            assert "clearly differ" in first.said.text
            continue
        [told] = [one for one in clear if one.theme.page == first.page and is_told(one, first)]
        assert first.mark is not None
        assert first.mark.symbol == (UP if told.comparison.standing == "higher" else DOWN)
        assert f"clearly {told.comparison.standing} than Scotland" in first.said.text


def is_told(one: Beside, told: ToldFirst) -> bool:
    return one.measure.subject in lower_first(told.said.text)


def nearer_limit(one: Beside) -> float:
    """By how much Scotland's figure and the nearer limit of the area's interval differ, as a
    share of the smaller."""
    assert one.shared is not None
    mine, theirs = one.shared
    interval = one.evidence.interval(mine.period)
    assert interval is not None
    assert theirs.value
    low, high = sorted(
        (theirs.value, interval.lower if mine.value > theirs.value else interval.upper)
    )
    return high / low


def test_it_is_the_clearest_difference_by_the_nearer_limit_of_the_interval(
    illustrative: FigureSet,
) -> None:
    tried = 0
    for area in illustrative.areas.councils:
        clear = [one for one in headlines(illustrative, area) if one.comparison.standing in CLEAR]
        if len(clear) < 2:
            continue
        first = glance_view(illustrative, area.code, TODAY).told[0]
        assert is_told(max(clear, key=nearer_limit), first), area.name
        tried += 1
    assert tried > 10


def test_a_clear_trend_comes_next_and_where_none_is_clear_it_says_of_how_many(
    illustrative: FigureSet,
) -> None:
    seen = set()
    for area in illustrative.areas.single:
        every = headlines(illustrative, area)
        moving = [one for one in every if one.trend.result in ("increasing", "decreasing")]
        followed = [one for one in every if one.latest and one.trend.why is None]
        told = glance_view(illustrative, area.code, TODAY).told
        second = told[0] if area.kind == "scotland" else told[1]
        seen.add(bool(moving))
        if moving:
            strongest = max(moving, key=lambda one: one.trend.chi_square or 0)
            assert is_told(strongest, second), area.name
            went = "risen" if strongest.trend.result == "increasing" else "fallen"
            assert f"{went} since {strongest.trend.periods[0]}" in second.said.text
        elif followed:
            assert second.said.text == words.none_moves(len(followed))
            assert second.mark is not None
            assert second.mark.symbol == ROUND
    assert seen == {True, False}


def test_what_is_said_first_is_what_the_page_says_that_it_leads_to(figures: FigureSet) -> None:
    """The figure named is among those of the page's table, under the address of its link."""
    for area in ("Clackmannanshire", "Falkirk", "Scotland"):
        page = open_page("at-a-glance", {"area": area, "set": figures.name})
        view = glance_view(figures, figures.areas.find(area).code, page_day())
        items = page.root.all("ul", "cj-told")[0].all("li")
        assert len(items) == len(view.told)
        for one, item in zip(view.told, items, strict=True):
            assert one.said.text in item.text
            if not one.page:
                continue
            link = item.all("a")[-1]
            assert link.text == one.leads_to
            address = urlsplit(link.attributes["href"])
            led = open_page(address.path, dict(parse_qsl(address.query)))
            assert not led.messages
            for figure in one.said.figures:
                assert last_year(figure.period) in led.root.text


def page_day() -> date:
    """The day on which a page is opened in tests."""
    return date.today()


def test_nothing_of_context_is_called_an_indicator(published: FigureSet) -> None:
    for view in views(published):
        contexts = {theme.page for theme in published.catalogue.themes if not theme.is_national}
        for one in view.told:
            assert (one.page in contexts) == ("ontext: " in one.said.text)


# The cards


def test_every_indicator_and_context_has_one_card_in_the_order_of_the_framework(
    figures: FigureSet,
) -> None:
    for view in views(figures):
        assert [card.theme for card in view.cards] == list(figures.catalogue.themes)


def test_a_card_shows_the_figure_that_the_table_shows_and_scotlands_of_the_same_year(
    figures: FigureSet,
) -> None:
    for view in views(figures):
        for card, entry in zip(view.cards, view.entries, strict=True):
            held = [line for line in entry.lines if not line.area.is_missing]
            line = held[0] if held else entry.lines[0]
            assert card.label == line.label
            if held:
                assert not card.whose
                assert not card.is_missing
                assert (card.value, card.detail) == (line.area.value, line.area.detail)
                if line.scotland and not line.year_note and not line.scotland.is_missing:
                    assert card.beside.startswith(f"Scotland {line.scotland.value}")
            elif card.whose:
                assert line.scotland is not None
                assert card.value == line.scotland.value
                assert view.area.name in card.note
            else:
                assert card.is_missing
                assert card.value == line.area.value


def test_no_card_compares_figures_of_different_years(figures: FigureSet) -> None:
    for view in views(figures):
        for card, entry in zip(view.cards, view.entries, strict=True):
            held = [line for line in entry.lines if not line.area.is_missing]
            if view.area.kind == "scotland" or not held:
                continue
            if held[0].year_note == "No year in common":
                assert card.beside == f"Scotland: none for {card.detail.partition(',')[0]}"
                assert card.mark is None


def test_every_card_says_something_in_each_place_or_why_not(figures: FigureSet) -> None:
    for view in views(figures):
        for card in view.cards:
            assert card.value
            assert card.is_missing or card.detail
            assert bool(card.sparkline) == bool(card.sparkline_words)


def test_figures_of_another_area_are_never_given_as_the_areas_own(figures: FigureSet) -> None:
    page = open_page("at-a-glance", {"area": "Orkney Islands", "set": figures.name})
    view = glance_view(figures, figures.areas.find("Orkney Islands").code, page_day())
    shown = page.root.all("section", "cj-card")
    assert len(shown) == len(view.cards)
    for card, section in zip(view.cards, shown, strict=True):
        [newest] = section.all("p", "cj-newest")
        assert newest.text.startswith(f"{card.whose} {card.value}".strip())
        assert card.theme.name in section.text


def test_a_break_between_two_years_drawn_is_marked_in_the_small_line() -> None:
    parted = series([5, 6, 7, 8], RATE, breaks=[break_at("2017-18")])
    assert dashes(sparkline_svg(parted, None, YEARS)) == 1
    assert dashes(sparkline_svg(series([5, 6, 7, 8], RATE), None, YEARS)) == 0
    beyond = series([5, 6, 7, 8], RATE, breaks=[break_at("2014-15")])
    assert dashes(sparkline_svg(beyond, None, YEARS)) == 0


def test_a_break_that_both_lines_have_is_marked_once() -> None:
    at = [break_at("2017-18")]
    mine = series([5, 6, 7, 8], RATE, breaks=at)
    theirs = series([4, 4, 4, 4], RATE, SCOTLAND, breaks=at)
    assert dashes(sparkline_svg(mine, theirs, YEARS)) == 1


def dashes(svg: str) -> int:
    return sum("stroke-dasharray" in element.attrib for element in ET.fromstring(svg))


def test_several_years_together_stand_at_the_last_of_them() -> None:
    [whole] = series([5], RATE, CLACKS, first=2024).figures
    together = replace(
        series([5], RATE, CLACKS), figures=(replace(whole, period="2022-23 to 2024-25"),)
    )
    single = replace(together, figures=(replace(whole, period="2024-25"),))
    assert sparkline_svg(together, None, YEARS) == sparkline_svg(single, None, YEARS)


def test_an_area_without_any_figure_has_scotlands_line_alone() -> None:
    nothing = bare(series([None, None], RATE)).series
    drawn = sparkline_svg(nothing, series([5, 6], RATE, SCOTLAND), YEARS)
    assert "<rect" in drawn
    assert "<circle" not in drawn


# What to load next


def test_what_to_load_next_names_each_publication_once_with_what_it_would_give(
    published: FigureSet, illustrative: FigureSet
) -> None:
    view = glance_view(published, CLACKS.code, TODAY)
    assert view.to_load
    titles = {p.title: p for p in published.catalogue.publications}
    without = {card.theme.short_name: card for card in view.cards if card.is_missing or card.whose}
    for title, names in view.to_load.items():
        assert titles[title].url
        assert names
    named = {name for names in view.to_load.values() for name in names}
    assert {"Custody and community", "Diversion", "Bail"} <= named & set(without)
    assert not glance_view(illustrative, CLACKS.code, TODAY).to_load


def test_whoever_may_not_load_is_not_told_what_to_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJDATA_LOADING", "off")
    assert words.TO_LOAD not in open_page("at-a-glance").root.text
    monkeypatch.setenv("CJDATA_LOADING", "on")
    assert words.TO_LOAD in open_page("at-a-glance").root.text
