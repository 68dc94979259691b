"""The page that compares areas: its choices, its address, its absences."""

from __future__ import annotations

import re

import pytest
from read_pages import Page, open_page

from cjdata.library import FigureSet
from cjdata.views.addressed import read_view_address, settled
from cjdata.views.comparison import words

SHARE, RATE, NUMBER = "cpo_completion_percent", "cpo_rate_per_10000", "cpo_commenced"


def open_compare(**address: str) -> Page:
    return open_page("compare-areas", address)


def test_the_page_draws_three_views_and_one_table() -> None:
    page = open_compare(set="illustrative")
    assert page.title == "Compare areas"
    assert len(page.charts) == 3
    assert all(chart.proto.alt for chart in page.charts)
    [table] = page.root.all("table", "cj-numbers")
    assert len(table.all("tbody")[0].all("tr")) == 34
    levels = [node.tag for node in page.root.all() if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels[0] == "h1"
    assert set(levels[1:]) == {"h2"}
    assert "Illustrative figures: not real" in page.html


def test_the_page_without_figures_says_what_to_do() -> None:
    page = open_compare(measure=SHARE)
    assert page.charts == []
    [box] = page.root.all(css="cj-absence")
    assert "none of the 32 councils has a figure" in box.text
    labels = [link.proto.label for link in page.at.get("page_link")]
    assert "See this page with illustrative figures (not real)" in labels
    assert any("arrivals (32 councils, 2023-24)" in label for label in labels)


CHOICES = {
    "measure": RATE,
    "year": "2022-23",
    "sort": "name",
    "group": "forth-valley",
    "versus": SHARE,
    "set": "illustrative",
    "area": "Falkirk",
}


def test_every_choice_is_in_the_address() -> None:
    page = open_compare(**CHOICES)
    assert page.messages == ""
    assert page.address == CHOICES
    for key in ("measure", "year", "sort", "group", "versus"):
        assert page.at.selectbox(key=f"compare-areas/{key}").value == CHOICES[key]
    again = open_compare(**page.address)
    assert again.html == page.html


def test_a_bare_address_stands_for_the_defaults() -> None:
    page = open_compare(set="illustrative", measure=SHARE, sort="figure", group="family-people-3")
    assert page.address == {"set": "illustrative"}


@pytest.mark.parametrize("key", ["measure", "year", "sort", "group", "versus"])
def test_a_wrong_choice_is_named_and_the_page_still_draws(key: str) -> None:
    page = open_compare(**{"set": "illustrative", key: "narnia"})
    assert f"{key}=narnia" in page.messages
    assert len(page.charts) == 3


def test_the_group_follows_the_area_until_another_is_chosen() -> None:
    page = open_compare(set="illustrative")
    page.at.selectbox(key="area").set_value("Highland")
    page = page.run()
    assert page.at.selectbox(key="compare-areas/group").value == "family-people-2"
    page.at.selectbox(key="compare-areas/group").set_value("forth-valley")
    page = page.run()
    page.at.selectbox(key="area").set_value("Falkirk")
    page = page.run()
    assert page.at.selectbox(key="compare-areas/group").value == "forth-valley"


def test_the_year_follows_the_measure_until_another_is_chosen() -> None:
    page = open_compare()
    page.at.selectbox(key="compare-areas/measure").set_value(NUMBER)
    page = page.run()
    assert page.at.selectbox(key="compare-areas/year").value == "2019-20"
    assert "2019-20 (4 of 32)" in page.at.selectbox(key="compare-areas/year").options


def test_numbers_offer_the_rate() -> None:
    page = open_compare(set="illustrative", measure=NUMBER)
    assert words.SIZE_SENTENCE in page.messages
    assert words.FORM_OFFERS["rate"] in [link.proto.label for link in page.at.get("page_link")]


def test_where_no_place_can_be_told_a_copied_link_says_that_councils_stand_by_name(
    illustrative: FigureSet,
) -> None:
    """A later load may tell their places: the link still shows them by name."""
    number = "bail_supervision_cases_commenced"
    page = open_compare(set="illustrative", measure=number)
    assert page.address["sort"] == "name"
    assert "sort" not in open_compare(set="illustrative", measure=SHARE).address
    for measure, sort in ((number, "name"), (SHARE, None)):
        bare = read_view_address(f"compare-areas/bars?measure={measure}")
        assert settled(illustrative, bare).chosen.get("sort") == sort


def test_a_name_that_its_field_would_cut_on_a_phone_is_written_out_below() -> None:
    for measure, is_long in ((SHARE, True), ("prison_arrivals", False)):
        page = open_compare(set="illustrative", measure=measure)
        label = page.at.selectbox(key="compare-areas/measure").value
        whole = [node.text for node in page.root.all(css="cj-whole-name")]
        assert bool(whole) == is_long
        assert not whole or whole == ["Community payback orders: share successfully completed"]
        assert label == measure
