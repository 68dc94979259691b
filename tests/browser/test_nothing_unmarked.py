"""Nothing leaves a page unmarked: no chart by Streamlit’s buttons, no sheet without a head."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from running import Tab

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Tab]

HEADS = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
  .filter(rule => rule instanceof CSSPageRule)
  .flatMap(rule => [...rule.cssRules])
  .map(rule => rule.style.content).filter(text => text)"""
UNMARKED = re.compile("Download as|Vega-Lite|Fullscreen|View source|Open in", re.IGNORECASE)


@pytest.mark.parametrize("address", ["diversion?set=illustrative", "compare-areas", "reoffending"])
def test_a_chart_offers_no_way_to_take_it_without_its_title_and_mark(
    address: str, open_tab: OpenTab
) -> None:
    tab = open_tab(address)
    chart = tab.page.get_by_test_id("stVegaLiteChart").first
    chart.hover()
    expect(tab.page.get_by_role("button", name=UNMARKED)).to_have_count(0)
    expect(tab.page.get_by_role("link", name=UNMARKED)).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "head"),
    [
        ("diversion?area=Fife", "Fife · Diversion from prosecution"),
        (
            "at-a-glance?set=illustrative",
            "Clackmannanshire · At a glance · Illustrative figures: not real",
        ),
    ],
)
def test_every_sheet_of_paper_says_of_what_it_is_with_the_mark(
    address: str, head: str, open_tab: OpenTab
) -> None:
    tab = open_tab(address)
    assert tab.page.evaluate(HEADS) == [f'"{head}"']


def test_the_head_of_paper_follows_what_is_chosen(open_tab: OpenTab) -> None:
    tab = open_tab("diversion?area=Fife")
    tab.choose("Local authority", "Moray")
    tab.expect_area("Moray")
    assert tab.page.evaluate(HEADS) == ['"Moray · Diversion from prosecution"']
    tab.go("Before court", "Bail supervision")
    tab.expect_area("Moray")
    assert tab.page.evaluate(HEADS) == ['"Moray · Bail supervision"']
