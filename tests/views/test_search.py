"""The search: people's own words lead to measures, pages, areas and explained words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_pages import open_page

from cjdata.library import FigureSet, Library
from cjdata.reference.areas import Area, fold
from cjdata.reference.page_list import PageEntry, page_entries
from cjdata.views.search.found import Found, asked_for, find
from cjdata.views.search.words import SYNONYMS


@pytest.fixture(scope="module")
def pages(published: FigureSet) -> tuple[PageEntry, ...]:
    return page_entries(published.catalogue)


def clacks(figures: FigureSet) -> Area:
    return figures.areas.find("Clackmannanshire")


def found(figures: FigureSet, text: str) -> tuple[Found, ...]:
    return find(figures, page_entries(figures.catalogue), clacks(figures), text)


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("unpaid work", "community-sentences"),
        ("probation", "community-sentences"),
        ("CPO", "community-sentences"),
        ("reconviction", "reoffending"),
        ("remand", "prison"),
        ("jail", "prison"),
        ("homeless", "housing"),
        ("jobs", "employability"),
        ("bail", "bail"),
        ("throughcare", "throughcare"),
        ("fines", "custody-community"),
    ],
)
def test_what_people_call_it_leads_to_the_measure_first(
    published: FigureSet, typed: str, page: str
) -> None:
    first = found(published, typed)[0]
    assert (first.kind, first.page) == ("measure", page)


def test_a_word_without_a_measure_leads_to_what_it_means(published: FigureSet) -> None:
    [only] = found(published, "tag")
    assert (only.kind, only.label, only.page) == ("term", "Electronic monitoring", "data-notes")
    assert only.place == "term-electronic-monitoring"


def test_an_area_and_a_year_are_what_is_asked_of_the_measure(illustrative: FigureSet) -> None:
    first = found(illustrative, "bail falkirk 2023")[0]
    assert first.page == "bail"
    assert first.parameters["area"] == "Falkirk"
    assert first.parameters["to"] == "2023-24"
    assert re.fullmatch(r"Falkirk: \d+\.\d per 10,000 people, 2023-24", first.detail)


@pytest.mark.parametrize(
    ("typed", "year"),
    [("bail 2023", "2023-24"), ("bail 2023-24", "2023-24"), ("2023/24 bail", "2023-24"), ("b", "")],
)
def test_a_year_may_be_written_in_every_usual_way(
    published: FigureSet, typed: str, year: str
) -> None:
    assert asked_for(typed, published.areas).year == year


def test_the_newest_figure_is_told_else_why_there_is_none_and_scotlands(
    published: FigureSet,
) -> None:
    details = {one.label: one.detail for one in found(published, "community payback")}
    completed = details["Community payback orders: share successfully completed"]
    assert completed == "Clackmannanshire: not loaded yet. Scotland: 71%, 2024-25"
    [throughcare, *_] = found(published, "voluntary throughcare")
    assert throughcare.detail == "Clackmannanshire: 7.2 per 10,000 people, 2023-24"


def test_the_beginning_of_a_name_finds_the_area(published: FigureSet) -> None:
    [falkirk] = found(published, "falk")
    assert (falkirk.kind, dict(falkirk.parameters)) == ("area", {"area": "Falkirk"})
    assert [one.label for one in found(published, "ayrshire") if one.kind == "area"] == [
        "East Ayrshire",
        "North Ayrshire",
        "South Ayrshire",
    ]
    [isles] = [one for one in found(published, "hebrides") if one.kind == "area"]
    assert isles.parameters["area"] == "Na h-Eileanan Siar"


@pytest.mark.parametrize("typed", ["", "   ", "a", "?!", "zzzz", "bail zzzz", "2023"])
def test_what_says_nothing_or_fits_nothing_finds_nothing(published: FigureSet, typed: str) -> None:
    assert found(published, typed) == ()


def test_every_page_is_found_by_its_title(
    published: FigureSet, pages: tuple[PageEntry, ...]
) -> None:
    for entry in pages:
        assert entry.path in {one.page for one in found(published, entry.title)}, entry.title


def test_every_measure_that_is_told_of_an_area_is_found_by_its_name(
    illustrative: FigureSet,
) -> None:
    for theme in illustrative.catalogue.themes:
        for measure in theme.headline_of("council"):
            name = illustrative.catalogue.measures[measure].name
            assert name in {one.label for one in found(illustrative, name)}, name


def test_every_synonym_leads_somewhere(published: FigureSet) -> None:
    for synonym in SYNONYMS:
        for said in synonym.says:
            assert said == fold(said), "it is compared with what was typed, folded"
            assert found(published, said), said


@given(st.text(max_size=60))
def test_no_text_breaks_the_search(library: Library, text: str) -> None:
    for one in found(library.figures("published"), text):
        assert one.label
        assert one.page


@pytest.mark.parametrize("figures_set", ["published", "illustrative"])
@pytest.mark.parametrize("typed", ["prison", "diversion fife 2022", "orders"])
def test_every_link_of_the_search_opens_without_a_message(
    library: Library, figures_set: str, typed: str
) -> None:
    for one in found(library.figures(figures_set), typed):
        if one.kind == "measure":
            page = open_page(one.page, {"set": figures_set, **one.parameters})
            assert not page.messages, one
            assert one.parameters.get("area", "Clackmannanshire") == page.area
            figure = re.search(r"\d[\d,.]*%?", one.detail.partition(": ")[2])
            if figure and "not loaded" not in one.detail and "Scotland" not in one.detail:
                assert figure[0].rstrip(",") in page.root.text, one


@pytest.mark.parametrize("path", ["at-a-glance", "diversion", "meeting-pack", "data-notes"])
def test_the_search_is_on_every_page(path: str) -> None:
    assert open_page(path).at.button(key="search/open").label == "Search"
