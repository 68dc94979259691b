"""An address opens the page that it names, and tells what is wrong with it."""

from __future__ import annotations

import pytest
from pages_shown import (
    every_page,
    is_interval,
)
from read_pages import open_page

from cjdata import queries, wording
from cjdata.library import library
from cjdata.reference.areas import SCOTLAND
from cjdata.views.trend import words as themes


@pytest.mark.parametrize(
    ("key", "value", "nearest", "shown"),
    [
        ("area", "Stirlng", "“Stirling”", "Clackmannanshire"),
        ("compare", "Falkrik", "“Falkirk”", "Scotland"),
        ("measure", "diversion_asessments", "“diversion_assessments”", "diversion_cases_commenced"),
        ("show", "numbr", "“number”", "rate"),
        ("from", "1990-91", "2010-11", "2010-11"),
        ("from", "last year", "2010-11", "2010-11"),
        ("to", "2050-51", "2024-25", "2024-25"),
        ("to", "2019-21", "2024-25", "2024-25"),
        ("edition", "2023-4", "“2023-24", "newest"),
        ("set", "ilustrative", "“illustrative”", "published"),
        ("since", "2022-2", "", "none"),
        ("span", "break", "“breaks”", "none"),
    ],
)
def test_a_wrong_value_in_the_address_is_named_with_the_nearest_right_one(
    key: str, value: str, nearest: str, shown: str
) -> None:
    page = open_page("diversion", {key: value})
    assert f"{key}={value}" in page.messages
    assert nearest in page.messages
    assert shown in page.messages
    assert page.title == "Diversion from prosecution"
    assert key not in page.address


def test_every_wrong_value_is_named_at_once() -> None:
    wrong = {"area": "Atlantis", "compare": "Lyonesse", "measure": "luck", "show": "odds"}
    wrong |= {"from": "never", "to": "always", "set": "dreams"}
    page = open_page("diversion", wrong)
    assert [f"{key}={value}" for key, value in wrong.items() if value not in page.messages] == []
    assert page.address == {}


def test_years_the_wrong_way_round_give_all_years_and_a_message() -> None:
    page = open_page("diversion", {"from": "2020-21", "to": "2015-16"})
    assert "“from” (2020-21) is after “to” (2015-16)" in page.messages
    assert page.address == {}


def test_a_group_is_no_area_of_its_own_and_the_message_does_not_suggest_it() -> None:
    page = open_page("diversion", {"area": "Forth Valley"})
    assert page.area == "Clackmannanshire"
    assert "area=Forth Valley" in page.messages
    assert "Did you mean “Forth Valley”" not in page.messages


def test_what_an_address_says_is_shown_as_text_and_never_as_html() -> None:
    page = open_page("diversion", {"area": "<h1>Fife</h1>"})
    assert page.title == "Diversion from prosecution"
    assert "<h1>Fife</h1>" in page.messages


def test_a_parameter_of_somebody_else_is_left_alone() -> None:
    page = open_page("diversion", {"utm_source": "newsletter", "fbclid": "x1", "area": "Fife"})
    assert page.area == "Fife"
    assert not page.messages


def decided_by_figures(path: str) -> dict[str, str]:
    """What an address says though nobody chose it: after a later load it might be another."""
    return {"sort": "name"} if path == "compare-areas" else {}


@every_page
def test_defaults_are_not_in_the_address(path: str) -> None:
    defaults = {"area": "Clackmannanshire", "compare": "Scotland", "set": "published"}
    if path == "diversion":
        defaults |= {"measure": "diversion_cases_commenced", "show": "rate"}
        defaults |= {"from": "2010-11", "to": "2024-25"}
    page = open_page(path, defaults)
    assert page.address == decided_by_figures(path)
    assert not page.messages


@pytest.mark.parametrize(
    "address",
    [
        {
            "area": "Fife",
            "compare": "Scotland,Stirling",
            "show": "number",
            "from": "2018-19",
            "to": "2022-23",
            "set": "illustrative",
        },
        {"measure": "diversion_assessments", "compare": "none"},
        {"measure": "diversion_assessments", "compare": "none", "show": "rate"},
    ],
)
def test_what_differs_from_the_defaults_stays_in_the_address(address: dict[str, str]) -> None:
    page = open_page("diversion", address)
    assert not page.messages
    assert page.address == address
    assert page.run().address == address


def test_a_link_to_a_measure_of_another_form_opens_that_form() -> None:
    page = open_page("diversion", {"measure": "diversion_assessments_per_10000"})
    assert page.address == {"measure": "diversion_assessments", "show": "rate"}
    page = open_page("diversion", {"measure": "diversion_rate_per_10000"})
    assert page.address == {}


def test_a_page_opens_on_what_can_be_compared_and_an_old_link_keeps_its_number() -> None:
    assert "the rate of bail supervision" in open_page("bail", {"set": "illustrative"}).finding
    named = {"measure": "bail_supervision_cases_commenced", "set": "illustrative"}
    old = open_page("bail", named)
    assert "there were" in old.finding
    assert old.address == {"show": "number", "set": "illustrative"}
    assert "there were" in open_page("bail", {"area": "Scotland"}).finding


@pytest.mark.parametrize(
    ("page", "key", "value", "address"),
    [
        ("diversion", "show", "NUMBER", {"show": "number"}),
        ("diversion", "show", "Rate", {}),
        ("community-sentences", "measure", "CPO_COMPLETION_PERCENT", {}),
    ],
)
def test_an_address_in_capitals_is_read_and_nothing_is_said(
    page: str, key: str, value: str, address: dict[str, str]
) -> None:
    """A notice without a word stood here once."""
    seen = open_page(page, {key: value})
    assert not seen.root.all(css="cj-notice")
    assert seen.address == address


def test_the_address_takes_any_name_of_an_area_and_gives_the_official_one() -> None:
    page = open_page("diversion", {"area": "Western Isles", "compare": "edinburgh,scotland"})
    assert page.area == "Na h-Eileanan Siar"
    assert page.address == {"area": "Na h-Eileanan Siar", "compare": "City of Edinburgh,Scotland"}
    assert not page.messages


def test_years_in_the_address_bound_the_table() -> None:
    page = open_page("diversion", {"from": "2018-19", "to": "2020-21", "set": "illustrative"})
    rows = page.figures.all("tbody")[0].all("tr")
    assert [row.all("th")[0].text for row in rows] == ["2020-21", "2019-20", "2018-19"]


def test_an_area_can_be_compared_with_many_others_and_the_page_still_draws() -> None:
    names = ["Scotland", "Falkirk", "Stirling", "Fife", "Moray", "Angus", "Highland"]
    page = open_page("diversion", {"compare": ",".join(names), "set": "illustrative"})
    heads = [cell.text for cell in page.figures.all("thead")[0].all("th")]
    shown = [head for head in heads if not is_interval(head)][2:]
    assert shown == names[: len(shown)]
    assert len(shown) == 5
    assert "Leave out Angus and Highland. Showing Scotland, Falkirk, " in page.messages


def test_an_index_is_offered_only_where_a_year_can_be_its_base() -> None:
    bare = open_page("attitudes", {"area": "Scotland", "show": "index"})
    assert "index" not in bare.at.segmented_control(key="attitudes/show").options
    assert "show=index, but “index” is not a known way to show this measure" in bare.messages
    full = open_page("custody-community", {"area": "Scotland", "show": "index"})
    assert full.at.segmented_control(key="custody-community/show").value == "index"
    assert "show=index" not in full.messages


def test_an_edition_that_the_measure_does_not_have_is_told_and_not_shown() -> None:
    """The label says when other measures were published, and nothing of this one."""
    figures = library().figures("published")
    measure, edition = "reconviction_rate_one_year_home_area", "2024-25 part 1"
    assert edition in queries.editions(figures.database)
    page = open_page("reoffending", {"measure": measure, "edition": edition})
    assert f"edition={edition}, but “{edition}” is not a known edition" in page.messages
    assert "As published up to" not in page.finding
    assert "edition" not in page.address


def test_another_measure_drops_an_edition_that_it_does_not_have() -> None:
    figures = library().figures("published")
    chosen = {"measure": "reconviction_rate_one_year_court_area", "edition": "2012-13"}
    page = open_page("reoffending", chosen)
    assert page.address["edition"] == "2012-13"
    theme = figures.catalogue.theme_by_page["reoffending"]
    other = theme.choice_of("reconviction_rate_one_year_home_area")
    assert other is not None
    page.at.selectbox(key="reoffending/measure").set_value(other.key)
    page = page.run()
    assert "edition" not in page.address
    assert "As published up to" not in page.finding


def test_an_edition_in_the_address_leaves_newer_figures_out() -> None:
    figures = library().figures("published")
    rows = queries.editions_of(figures.database, ["diversion_cases_commenced"], [SCOTLAND])
    edition = min(row["edition"] for row in rows)
    page = open_page("diversion", {"area": "Scotland", "edition": edition})
    said = wording.as_at_sentence(edition)
    assert page.finding.count(said) == 1
    assert said not in page.messages, "the page says it once"
    assert themes.BACK_TO_NEWEST in page.messages
    assert page.address == {"area": "Scotland", "edition": edition}
    held = {row["period"] for row in rows if row["edition"] <= edition and row["value"] is not None}
    assert {
        row.all("th")[0].text
        for row in page.figures.all("tr")[1:]
        if "cj-missing" not in row.all("td")[0].css
    } == held
