"""Every page as Streamlit runs it, without a browser: what it shows, of which set."""

from __future__ import annotations

import re
from itertools import product

import pytest
from known_pages import HOME, THEME_PATHS
from pages_shown import (
    AREAS,
    BOTH_SETS,
    MARK,
    PATHS,
    address_of,
    assert_shows_the_figures,
    either_set,
    every_page,
    every_theme_page,
    offers,
    printed,
    texts_outside_years,
    three_years_printed,
)
from read_pages import PROJECT, Page, open_page
from some import some
from streamlit.testing.v1 import AppTest

from cjdata import wording
from cjdata.library import library
from cjdata.views.shared.opening import opening_of


@pytest.mark.parametrize(
    ("area", "figures_set", "path"), some(product(AREAS, BOTH_SETS, THEME_PATHS), 3)
)
def test_a_theme_page_shows_the_figures_of_the_snapshot(
    path: str, figures_set: str, area: str
) -> None:
    figures = library().figures(figures_set)
    shown = figures.areas.find(area)
    opening = figures.catalogue.theme_by_page[path].opening_choice_of(shown.kind)
    form = opening.opening_form(shown.kind)  # of single years, however small they are
    page = open_page(path, {**address_of(area, figures_set), "show": form})
    assert page.area == area
    assert_shows_the_figures(page, figures, opening.opening_measure(shown.kind), area)


@pytest.mark.parametrize("area", AREAS)
@either_set
def test_the_first_page_shows_the_newest_figure_of_every_headline_and_scotlands_of_that_year(
    figures_set: str, area: str
) -> None:
    page = open_page("at-a-glance", address_of(area, figures_set))
    figures = library().figures(figures_set)
    shown_of = figures.areas.find(area)
    headlines = [m for theme in figures.catalogue.themes for m in theme.headline_of(shown_of.kind)]
    rows = [row for table in page.root.all("table", "cj-glance") for row in table.all("tr")[1:]]
    for measure_id, row in zip(headlines, rows, strict=True):
        for name, cell in zip(dict.fromkeys([area, "Scotland"]), row.all("td"), strict=False):
            together = opening_of(figures, figures.catalogue.measures[measure_id], shown_of)
            values = three_years_printed if together.is_together else printed
            years = values(figures, measure_id, [name])
            if years:
                own = {year for _, year in values(figures, measure_id, [area])}
                held = {year for _, year in years}
                newest = name, max(held & own or held)
                [shown] = cell.all("span", "cj-value")
                assert shown.text.removeprefix("about ") == years[newest]
                assert newest[1] in cell.text
            else:
                [shown] = cell.all("span", "cj-missing")
                assert any(letter.isalpha() for letter in shown.text)


@pytest.mark.parametrize("area", AREAS)
@either_set
def test_the_data_notes_are_drawn_for_every_area(figures_set: str, area: str) -> None:
    page = open_page("data-notes", address_of(area, figures_set))
    assert page.title == "Data notes"
    assert library().figures(figures_set).snapshot_id in page.root.text


@either_set
@every_theme_page
def test_every_choice_and_form_shows_its_own_figures(path: str, figures_set: str) -> None:
    figures = library().figures(figures_set)
    for choice in figures.catalogue.theme_by_page[path].choice:
        for form, measure in choice.forms.items():
            page = open_page(path, {"measure": measure, "show": form, "set": figures_set})
            assert_shows_the_figures(page, figures, measure, "Clackmannanshire")
            assert not page.messages


@every_page
def test_illustrative_figures_are_marked_on_the_page_and_on_its_charts(path: str) -> None:
    page = open_page(path, {"set": "illustrative"})
    assert [node.text for node in page.root.all(css="cj-banner")] == [MARK]
    marks = [node.text for node in page.root.all(css="cj-chart-mark")]
    assert set(marks) <= {MARK}
    if path in THEME_PATHS:
        assert len(marks) == len(page.root.all("h2", "cj-chart-heading")) >= 1


@every_page
def test_published_figures_are_never_marked_as_illustrative(path: str) -> None:
    page = open_page(path)
    assert MARK not in page.root.text
    assert not page.root.all(css="cj-banner")


@every_page
def test_no_year_is_torn_apart_at_the_end_of_a_line(path: str) -> None:
    page = open_page(path, {"area": "East Lothian"})
    torn = [t for t in texts_outside_years(page.root) if re.search(r"\b\d{4}-\d{2}\b", t)]
    assert torn == []


@either_set
@every_theme_page
def test_every_chart_is_described_in_words(path: str, figures_set: str) -> None:
    page = open_page(path, {"set": figures_set})
    headings = [heading.text for heading in page.root.all("h2", "cj-chart-heading")]
    descriptions = [chart.proto.alt for chart in page.charts]
    assert all(any(h in text for h in headings) for text in descriptions)
    assert descriptions == [] or all(any(h in t for t in descriptions) for h in headings)
    if page.figures.all("td") and not all("cj-missing" in c.css for c in page.figures.all("td")):
        assert descriptions
    else:
        assert wording.NOTHING_TO_DRAW in page.root.text


def test_without_illustrative_figures_there_is_no_choice_of_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [radio.label for radio in open_page("diversion").at.radio] == ["Figures"]
    monkeypatch.setenv("CJDATA_ILLUSTRATIVE", "off")
    page = open_page("diversion")
    assert not page.at.radio
    assert not offers(page)


@every_page
def test_without_illustrative_figures_their_address_gives_published_ones(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_ILLUSTRATIVE", "off")
    page = open_page(path, {"set": "illustrative"})
    assert "set=illustrative" in page.messages
    assert MARK not in page.root.text
    decided = {"sort": "name"} if path == "compare-areas" else {}  # by the figures
    assert page.address == decided


@every_page
def test_a_demonstration_opens_on_illustrative_figures(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJDATA_OPEN_ON", "illustrative")
    page = open_page(path, {"area": "Fife"})
    assert page.root.all(css="cj-banner")
    assert page.address == {"area": "Fife", "set": "illustrative"}


def test_in_a_demonstration_a_link_to_published_figures_stays_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CJDATA_OPEN_ON", "illustrative")
    page = open_page("housing", {"set": "published"})
    copied = open_page("housing", page.address)
    assert MARK not in page.root.text
    assert copied.html == page.html


@pytest.mark.parametrize("name", ["CJDATA_OPEN_ON", "CJDATA_ILLUSTRATIVE"])
def test_a_setting_that_makes_no_sense_is_named_on_the_page(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "perhaps")
    page = open_page("diversion")
    assert name in page.problems
    assert "“perhaps”" in page.problems
    assert "Set it to" in page.problems


def test_the_start_leads_to_the_first_page_and_keeps_what_the_address_says() -> None:
    at = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=60)
    at.query_params["area"] = "Fife"
    page = Page(at.run())
    assert page.title == "Fife at a glance"
    assert page.address == {"area": "Fife"}


def test_every_page_file_is_a_page_of_the_navigation_and_the_other_way_round() -> None:
    files = {file.stem for file in (PROJECT / "pages").glob("*.py")}
    assert files == set(PATHS)
    assert HOME.path == "at-a-glance"
