"""Three years together in a browser: opened on, left, gone back to, and sent on as a link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from running import Tab

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Tab]
TOGETHER = ": three years together"


def test_a_small_council_opens_on_three_years_and_single_years_are_a_press_and_a_link_away(
    open_tab: OpenTab,
) -> None:
    tab = open_tab("bail?set=illustrative")
    captions = tab.page.locator("table.cj-numbers caption")
    expect(captions.filter(has_text=TOGETHER)).to_have_count(1)
    assert tab.figures[1][0] == "2022-23 to 2024-25"
    opened = tab.view
    tab.press("Show", "Rate")
    expect(captions.filter(has_text=TOGETHER)).to_have_count(0)
    tab.expect_address(show="rate", set="illustrative")
    tab.wait()
    single = tab.view
    assert single[2][1][0] == "2024-25"
    sent = tab.page.url.rpartition("/")[2]
    tab.page.go_back()
    expect(captions.filter(has_text=TOGETHER)).to_have_count(1)
    tab.wait()
    assert tab.view == opened
    assert open_tab(sent).view == single
