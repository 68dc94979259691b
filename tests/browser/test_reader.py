"""What a reader does: choose with the keyboard, copy a link, move about and go back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect
from running import PHONE, WIDE, Server, Tab, new_tab

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Tab]


def tab_to(tab: Tab, label: str) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.getAttribute('aria-label')") == label:
            return
    pytest.fail(f"Tab never comes to “{label}”.")


def type_area(tab: Tab, text: str) -> None:
    """Choose an area with the keyboard alone."""
    tab_to(tab, "Local authority")
    tab.page.keyboard.press("ControlOrMeta+a")
    tab.page.keyboard.type(text, delay=20)
    tab.page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fife", "Fife"),
        ("Falk", "Falkirk"),
        ("stir", "Stirling"),
        ("clacks", "Clackmannanshire"),
        ("N Lanarkshire", "North Lanarkshire"),
        ("hebrides", "Na h-Eileanan Siar"),
        ("Western Isles", "Na h-Eileanan Siar"),
    ],
)
def test_the_keyboard_alone_changes_the_area(text: str, name: str, open_tab: OpenTab) -> None:
    tab = open_tab("diversion?area=Moray&set=illustrative")
    before = tab.view
    type_area(tab, text)
    tab.expect_area(name)
    expect(tab.box("Local authority")).to_have_value(re.compile(rf"^{name}( \(|$)"))
    said = {} if name == "Clackmannanshire" else {"area": name}
    if name == "Na h-Eileanan Siar":  # Its figures decide that three years are shown together.
        said["show"] = "pooled"
    tab.expect_address(**said, set="illustrative")
    assert tab.view != before
    assert tab.figures[0][1].startswith(name)
    assert tab.page.title() == f"Diversion from prosecution – Community justice in {name}"
    assert tab.errors == []


def test_a_name_that_is_not_known_is_never_offered_and_keeps_the_area(open_tab: OpenTab) -> None:
    tab = open_tab("diversion?area=Fife")
    before = tab.view
    tab_to(tab, "Local authority")
    tab.page.keyboard.press("ControlOrMeta+a")
    tab.page.keyboard.type("Atlantis", delay=20)
    expect(tab.page.get_by_text("No results")).to_be_visible()
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.press("Tab")
    expect(tab.box("Local authority")).to_have_value("Fife")
    assert tab.wait().view == before
    tab.expect_address(area="Fife")


def test_a_copied_link_shows_the_same_view_to_somebody_else(
    open_tab: OpenTab, another_context: BrowserContext, server: Server
) -> None:
    tab = open_tab("diversion?set=illustrative")
    tab.choose("Local authority", "Fife")
    tab.expect_area("Fife")
    tab.press("Show", "Number")
    expect(tab.page.locator(".cj-chart-heading").first).to_contain_text("number a year")
    tab.choose("From", "2018-19")
    oldest = tab.page.locator("table.cj-numbers").first.locator("tbody tr").last
    expect(oldest).to_contain_text("2018-19")
    tab.choose("Compare with", "Stirling")
    expect(tab.page.locator("table.cj-numbers thead").first).to_contain_text("Stirling")
    tab.wait()
    copied = new_tab(another_context, server).open(tab.page.url.removeprefix(f"{server.url}/"))
    tab.expect_address(
        **{
            "area": "Fife",
            "compare": "Scotland,Stirling",
            "show": "number",
            "from": "2018-19",
            "set": "illustrative",
        }
    )
    assert copied.view == tab.view
    assert copied.page.url == tab.page.url


def test_a_copied_link_to_another_measure_shows_it(
    open_tab: OpenTab, another_context: BrowserContext, server: Server
) -> None:
    tab = open_tab("custody-community?area=Stirling&set=illustrative")
    opening = tab.view
    measures = tab.page.get_by_role("radiogroup", name="Measure", exact=True)
    measures.get_by_role("radio").last.click()
    expect(tab.page).to_have_url(re.compile("measure="))
    tab.wait()
    assert tab.view != opening
    copied = new_tab(another_context, server).open(tab.page.url.removeprefix(f"{server.url}/"))
    assert copied.view == tab.view


def test_the_navigation_keeps_area_and_set_and_back_returns(open_tab: OpenTab) -> None:
    tab = open_tab("diversion?area=Fife&set=illustrative")
    before = tab.view
    tab.go("Before court", "Bail supervision")
    expect(tab.heading).to_have_text("Bail supervision")
    tab.expect_area("Fife")
    assert tab.path == "bail"
    tab.expect_address(area="Fife", set="illustrative")
    assert tab.page.locator(".cj-banner").count() == 1
    tab.page.go_back()
    expect(tab.heading).to_have_text("Diversion from prosecution")
    tab.expect_area("Fife")
    assert tab.path == "diversion"
    tab.expect_address(area="Fife", set="illustrative")
    assert tab.view == before


def test_an_area_chosen_on_a_later_page_stays_with_the_reader(open_tab: OpenTab) -> None:
    tab = open_tab("diversion?set=illustrative")
    tab.go("Before court", "Bail supervision")
    expect(tab.heading).to_have_text("Bail supervision")
    tab.wait().choose("Local authority", "Stirling")
    tab.expect_area("Stirling")
    tab.go("After prison", "Housing")
    expect(tab.heading).to_have_text("Housing after prison")
    tab.expect_area("Stirling")
    # Its figures decide that three years are shown together.
    tab.expect_address(area="Stirling", show="pooled", set="illustrative")


def test_back_after_two_changes_shows_what_the_address_says(
    open_tab: OpenTab, another_context: BrowserContext, server: Server
) -> None:
    tab = open_tab("diversion?set=illustrative")
    for name in ("Fife", "Stirling"):
        tab.choose("Local authority", name)
        tab.expect_area(name)
        tab.expect_address(area=name, set="illustrative")
    tab.page.go_back()
    expect(tab.page).not_to_have_url(re.compile("area=Stirling"))
    address = tab.page.url.removeprefix(f"{server.url}/")
    copied = new_tab(another_context, server).open(address)
    expect(tab.finding).to_have_text(copied.finding.inner_text())
    tab.wait()
    assert tab.view == copied.view
    assert tab.page.url == copied.page.url


def test_the_offer_of_illustrative_figures_leads_to_them_and_keeps_the_area(
    open_tab: OpenTab,
) -> None:
    tab = open_tab("diversion?area=Fife")
    tab.page.get_by_role("link", name="See this page with illustrative figures").click()
    expect(tab.page.locator(".cj-banner")).to_have_text("Illustrative figures: not real")
    tab.expect_area("Fife")
    tab.expect_address(area="Fife", set="illustrative")


def test_a_card_of_the_first_page_leads_to_its_page_and_keeps_the_area(open_tab: OpenTab) -> None:
    tab = open_tab("at-a-glance?area=Fife&set=illustrative")
    card = tab.page.locator(".cj-card").filter(has_text="Housing after prison")
    card.get_by_role("link").click()
    expect(tab.heading).to_have_text("Housing after prison")
    tab.expect_area("Fife")
    assert tab.path == "housing"
    tab.expect_address(area="Fife", set="illustrative")


def test_the_list_of_pages_on_a_phone_keeps_area_and_set(open_tab: OpenTab) -> None:
    tab = open_tab("diversion?area=Fife&set=illustrative", width=PHONE)
    tab.page.locator(".cj-pages summary").click()
    tab.page.get_by_role("link", name="Bail supervision", exact=True).click()
    expect(tab.heading).to_have_text("Bail supervision")
    tab.expect_area("Fife")
    tab.expect_address(area="Fife", set="illustrative")
    tab.page.go_back()
    expect(tab.heading).to_have_text("Diversion from prosecution")
    tab.expect_area("Fife")


def test_the_start_and_the_first_page_show_the_same(open_tab: OpenTab) -> None:
    start, first = open_tab(""), open_tab("at-a-glance")
    expect(start.heading).to_have_text("Clackmannanshire at a glance")
    assert start.page.locator(".cj-card").all_inner_texts() == (
        first.page.locator(".cj-card").all_inner_texts()
    )
    assert first.path == "at-a-glance"
    start.expect_address()
    first.expect_address()
    assert start.errors + first.errors == []


def test_back_from_the_start_leads_to_where_the_reader_came_from(
    open_tab: OpenTab, server: Server
) -> None:
    tab = open_tab("housing?area=Fife")
    came_from = tab.page.url
    tab.open("")
    expect(tab.heading).to_have_text("Clackmannanshire at a glance")
    tab.page.go_back()
    expect(tab.page).to_have_url(came_from)
    expect(tab.heading).to_have_text("Housing after prison")


def test_no_choice_that_compare_areas_opens_with_is_cut_on_a_phone(open_tab: OpenTab) -> None:
    tab = open_tab("compare-areas", width=PHONE)
    fields = tab.page.locator(".st-key-cj-compare input")
    expect(fields).to_have_count(4)
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.value)"
    assert fields.evaluate_all(cut) == []


@pytest.mark.parametrize(("figures", "orders"), [("published", 0), ("illustrative", 1)])
def test_compare_areas_offers_an_order_only_where_places_can_be_told(
    open_tab: OpenTab, figures: str, orders: int
) -> None:
    tab = open_tab(f"compare-areas?set={figures}", width=PHONE)
    choices = tab.page.locator(".st-key-cj-compare")
    expect(choices.locator("input")).to_have_count(4 + orders)
    expect(choices.get_by_label("Order")).to_have_count(orders)


def test_figures_for_context_fold_on_a_phone_and_tear_no_year_apart(open_tab: OpenTab) -> None:
    address = "reoffending?area=East+Lothian"
    for width in (WIDE, PHONE):
        tab = open_tab(address, width=width)
        tab.page.get_by_text("Other figures for context", exact=True).click()
        table = tab.page.locator("table.cj-beside")
        expect(table).to_be_visible()
        [room] = table.evaluate_all("all => all.map(one => one.parentElement.clientWidth)")
        assert table.evaluate("one => one.scrollWidth") <= room
        years = table.locator(".cj-year")
        lines = years.evaluate_all("all => all.map(one => one.getClientRects().length)")
        assert len(lines) > 10
        assert set(lines) == {1}
        tall = "all => Math.max(...all.map(one => one.clientHeight))"
        assert table.locator("td").evaluate_all(tall) < 70


def test_the_finding_is_seen_on_a_phone_without_scrolling(open_tab: OpenTab) -> None:
    tab = open_tab("diversion?set=illustrative", width=PHONE)
    box = tab.finding.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844


def test_the_finding_and_the_chart_are_seen_on_a_screen_without_scrolling(
    open_tab: OpenTab,
) -> None:
    tab = open_tab("diversion?set=illustrative")
    chart = tab.page.locator('[data-testid="stVegaLiteChart"]').first.bounding_box()
    assert chart is not None
    assert chart["y"] + chart["height"] <= 800
