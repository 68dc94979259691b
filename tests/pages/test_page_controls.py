"""Each control of a page shows its own figures, and stays in the address."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from known_pages import PAGES
from pages_shown import (
    assert_shows_the_figures,
    either_set,
    printed,
)
from read_pages import Page, open_page

from cjdata.library import library
from cjdata.reference.areas import SCOTLAND


def typed(page: Page, text: str) -> Page:
    """Type a text into the area's box and press Enter."""
    box = page.at.selectbox(key="area")
    if text not in box.options:
        box.options.append(text)
    return Page(box.set_value(text).run())


def test_another_area_changes_the_finding_the_table_and_the_address() -> None:
    page = typed(open_page("diversion", {"set": "illustrative"}), "Fife")
    assert page.address == {"area": "Fife", "set": "illustrative"}
    assert page.finding.startswith("In Fife in ")
    figures = library().figures("illustrative")
    assert_shows_the_figures(page, figures, "diversion_rate_per_10000", "Fife")


def test_an_area_is_offered_under_the_other_names_it_goes_by() -> None:
    box = open_page("diversion").at.selectbox(key="area")
    offered = dict(
        zip([a.name for a in library().reference().areas.single], box.options, strict=True)
    )
    assert offered["Na h-Eileanan Siar"] == "Na h-Eileanan Siar (Western Isles, Outer Hebrides)"
    assert [label for name, label in offered.items() if label == name]
    assert len([label for name, label in offered.items() if label != name]) == 1


def test_a_message_about_the_address_is_gone_with_the_next_change() -> None:
    page = typed(open_page("diversion", {"area": "Atlantis"}), "Fife")
    assert not page.messages
    assert page.address == {"area": "Fife"}


def test_another_measure_form_and_years_change_the_view_and_the_address() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    at.segmented_control(key="diversion/show").set_value("number").run()
    at.selectbox(key="diversion/from").set_value("2018-19").run()
    at.selectbox(key="diversion/to").set_value("2022-23")
    page = Page(at.run())
    assert page.address == {
        "show": "number",
        "from": "2018-19",
        "to": "2022-23",
        "set": "illustrative",
    }
    assert len(page.figures.all("tbody")[0].all("tr")) == 5
    at.segmented_control(key="diversion/measure").set_value("diversion_assessments")
    page = Page(at.run())
    assert page.address == {
        "measure": "diversion_assessments",
        "from": "2018-19",
        "to": "2022-23",
        "set": "illustrative",
    }


def test_the_other_set_of_figures_is_one_click_away() -> None:
    at = open_page("diversion").at
    page = Page(at.radio(key="set").set_value("illustrative").run())
    assert page.root.all(css="cj-banner")
    assert page.address == {"set": "illustrative"}


def test_scotland_is_compared_with_nothing() -> None:
    page = open_page("diversion", {"area": "Scotland"})
    assert page.at.multiselect(key="compare").value == []
    assert page.address == {"area": "Scotland"}
    year, column = page.figures.all("thead")[0].all("th")
    assert year.text == "Year"
    assert column.text.startswith("Scotland")


def test_changing_to_scotland_and_back_compares_with_scotland_again() -> None:
    page = typed(open_page("diversion", {"area": "Fife"}), "Scotland")
    assert page.at.multiselect(key="compare").value == []
    page = typed(page, "Fife")
    assert page.at.multiselect(key="compare").value == [SCOTLAND]
    assert page.address == {"area": "Fife"}


def test_an_area_is_not_compared_with_itself() -> None:
    page = open_page("diversion", {"area": "Fife", "compare": "Fife,Scotland"})
    assert page.at.multiselect(key="compare").value == [SCOTLAND]
    assert page.address == {"area": "Fife"}


def test_forth_valley_says_which_councils_it_lacks_figures_of() -> None:
    page = open_page("diversion", {"compare": "Forth Valley"})
    cells = [row.all("td")[1] for row in page.figures.all("tbody")[0].all("tr")]
    assert cells
    assert {cell.text for cell in cells} == {"Not all councils"}
    assert "its councils’ figures are not all held" in page.finding


def test_forth_valley_is_the_sum_of_its_councils() -> None:
    members = ["Clackmannanshire", "Falkirk", "Stirling"]
    address = {"area": "Fife", "compare": "Forth Valley", "set": "illustrative"}
    page = open_page("diversion", address | {"show": "number"})
    figures = library().figures("illustrative")
    held = printed(figures, "diversion_cases_commenced", members)
    for row in page.figures.all("tbody")[0].all("tr"):
        year = row.all("th")[0].text
        total = sum(int(held[name, year].replace(",", "")) for name in members)
        assert row.all("td")[2].without("small") == f"{total:,}", "beside Fife and its interval"


@either_set
def test_links_to_other_pages_keep_area_comparison_and_set(figures_set: str) -> None:
    address = {"area": "Fife", "compare": "Falkirk", "set": figures_set, "show": "rate"}
    links = open_page("diversion", address).at.get("page_link")
    kept = {"area": "Fife", "compare": "Falkirk"}
    if figures_set == "illustrative":
        kept["set"] = figures_set
    to_pages = [link.proto for link in links if link.proto.label in {p.title for p in PAGES}]
    assert len(to_pages) == len(PAGES)
    assert [dict(parse_qsl(link.query_string.lstrip("?"))) for link in to_pages] == [kept] * len(
        PAGES
    )


def test_a_bare_address_shows_the_defaults_also_on_another_page() -> None:
    at = open_page("diversion", {"area": "Fife"}).at
    at.query_params.clear()
    page = Page(at.switch_page("pages/bail.py").run())
    assert page.title == "Bail supervision"
    assert "No such figure is loaded yet for Clackmannanshire." in page.finding
    assert page.address == {}


@pytest.mark.parametrize(
    "address",
    [
        {"since": "2016-17", "set": "illustrative"},
        {"show": "index", "set": "illustrative"},
        {"show": "index", "base": "2017-18", "set": "illustrative"},
        {"span": "breaks", "set": "illustrative"},
        {"since": "2016-17", "span": "breaks", "set": "illustrative"},
        {"measure": "diversion_assessments", "show": "index", "set": "illustrative"},
        {"compare": "forth-valley", "show": "index", "set": "illustrative"},
    ],
)
def test_how_figures_are_looked_at_stays_in_the_address(address: dict[str, str]) -> None:
    page = open_page("diversion", address)
    assert not {"since", "base", "span", "show"} & set(page.messages.split("="))
    assert page.address == address
    assert page.run().address == address


def test_another_year_is_told_of_in_the_finding_and_ringed_in_the_chart() -> None:
    page = open_page("community-sentences", {"since": "2018-19", "set": "illustrative"})
    assert "2018-19" in page.finding
    assert "In 2018-19 it was" in page.finding
    assert "Rings: 2018-19 and 2024-25, compared" in page.root.text
    plain = open_page("community-sentences", {"set": "illustrative"})
    assert "2018-19" not in plain.finding


def test_years_without_a_figure_and_the_latest_cannot_be_the_other_year() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    options = at.selectbox(key="diversion/since").options
    assert options[:2] == ["No other year", "2023-24"]
    page = open_page("diversion", {"since": "2024-25", "set": "illustrative"})
    assert "there are no earlier figures of 2024-25" in page.messages
    assert page.address == {"since": "2023-24", "set": "illustrative"}


def test_the_index_is_chosen_beside_number_and_rate_and_takes_another_base() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    at.segmented_control(key="diversion/show").set_value("index").run()
    at.selectbox(key="diversion/base").set_value("2017-18")
    page = Page(at.run())
    assert page.address == {"show": "index", "base": "2017-18", "set": "illustrative"}
    assert page.finding.startswith("With 2017-18 as 100, Clackmannanshire is at ")
    [table] = page.root.all("table", "cj-numbers")[:1]
    assert "2017-18 as 100" in table.all("caption")[0].text
    [row] = [row for row in table.all("tr") if row.children and "2017-18" in row.text[:8]]
    assert [cell.text for cell in row.all("td")] == ["100", "100"]
    page = Page(page.at.segmented_control(key="diversion/show").set_value("rate").run())
    assert page.address == {"set": "illustrative"}


def test_a_wrong_base_is_named_with_the_nearest_right_one() -> None:
    page = open_page("diversion", {"show": "index", "base": "2017-8", "set": "illustrative"})
    assert "base=2017-8" in page.messages
    assert "“2017-18”" in page.messages
    assert page.address == {"show": "index", "set": "illustrative"}


def test_an_area_whose_base_is_too_small_is_left_out_of_the_index_and_named() -> None:
    address = {"area": "Orkney Islands", "show": "index", "set": "illustrative"}
    page = open_page("diversion", address)
    notes = [node.text for node in page.root.all("p", "cj-note")]
    assert any("cannot be the base year" in n and "Orkney Islands" in n for n in notes)
    assert page.charts


def test_looking_across_breaks_is_said_and_is_off_unless_asked_for() -> None:
    at = open_page("diversion", {"set": "illustrative"}).at
    assert at.checkbox(key="diversion/span").value is False
    page = Page(at.checkbox(key="diversion/span").check().run())
    assert page.address == {"span": "breaks", "set": "illustrative"}
    assert "You are looking across breaks" in page.messages
    assert "because you asked for it" in page.finding


def test_without_a_break_there_is_nothing_to_look_across() -> None:
    address = {"from": "2022-23", "span": "breaks", "set": "illustrative"}
    page = open_page("diversion", address)
    assert not [box for box in page.at.checkbox if box.key == "diversion/span"]
    assert page.address == {"from": "2022-23", "set": "illustrative"}


def test_rates_and_percentages_show_all_councils_on_a_strip_and_numbers_do_not() -> None:
    rate = open_page("diversion", {"show": "rate", "set": "illustrative"})
    assert len(rate.root.all("h2", "cj-chart-heading")) == 2
    assert len(rate.charts) == 2
    number = open_page("diversion", {"show": "number", "set": "illustrative"})
    assert len(number.root.all("h2", "cj-chart-heading")) == 1
    one_council = open_page("employability")
    assert len(one_council.root.all("h2", "cj-chart-heading")) == 1


def test_a_judgement_is_a_mark_with_a_word_in_the_facts() -> None:
    page = open_page("community-sentences", {"set": "illustrative"})
    [facts] = page.root.all("dl", "cj-facts")
    marks = [mark.text for mark in facts.all("span", "cj-mark")]
    assert len(marks) == 2
    assert all(any(letter.isalpha() for letter in mark) for mark in marks)
    assert [term.text for term in facts.all("dt")][1:3] == [
        "Beside Scotland, 2024-25",
        "Five-year trend",
    ]
