"""The search in a browser: from the keyboard alone, on a phone, and without a fault of axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from running import PHONE, WIDE, Tab
from test_every_page import faults

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Tab]
BOX = "What are you looking for?"


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_slash_opens_the_search_and_enter_gives_links_to_what_fits(
    width: int, open_tab: OpenTab
) -> None:
    tab = open_tab("data-notes?set=illustrative", width=width)
    tab.page.wait_for_function("() => document.body.dataset.cjSearch")
    tab.page.keyboard.press("/")
    box = tab.page.get_by_label(BOX)
    expect(box).to_be_focused()
    tab.page.keyboard.type("bail falkirk 2023")
    tab.page.keyboard.press("Enter")
    link = tab.page.get_by_role("link", name="Bail supervision: cases commenced (rate)")
    expect(link).to_be_visible()
    assert faults(tab.page) == []
    link.press("Enter")
    tab.expect_area("Falkirk")
    tab.expect_address(area="Falkirk", to="2023-24", set="illustrative")
    expect(tab.heading).to_have_text("Bail supervision")
    assert tab.errors == []


def test_the_button_opens_it_too_and_escape_leads_back(open_tab: OpenTab) -> None:
    tab = open_tab("diversion")
    tab.page.wait_for_function("() => document.body.dataset.cjSearch")
    button = tab.page.get_by_role("button", name="Search", exact=True)
    button.click()
    expect(tab.page.get_by_label(BOX)).to_be_focused()
    tab.page.keyboard.type("zzzz")
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_text("Nothing here fits “zzzz”")).to_be_visible()
    tab.page.keyboard.press("Escape")
    expect(tab.page.get_by_label(BOX)).to_have_count(0)


def test_a_slash_that_is_written_somewhere_opens_nothing(open_tab: OpenTab) -> None:
    tab = open_tab("diversion")
    tab.page.wait_for_function("() => document.body.dataset.cjSearch")
    tab.box("Local authority").focus()
    tab.page.keyboard.type("/")
    tab.page.keyboard.press("Escape")
    expect(tab.page.get_by_label(BOX)).to_have_count(0)
