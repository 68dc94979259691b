"""Compare areas on a wide screen and on a phone: the plot takes the room, no name is cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from running import PHONE, Tab

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Tab]
PAGE = "compare-areas?set=illustrative&measure=cpo_completion_percent"


def test_the_bars_use_a_wide_screen_and_a_phone_shows_the_whole_name(open_tab: OpenTab) -> None:
    tab = open_tab(PAGE)
    tab.page.set_viewport_size({"width": 1920, "height": 1080})
    tab.wait()
    plot = tab.page.get_by_test_id("stVegaLiteChart").first
    expect(tab.page.locator(".cj-whole-name")).to_be_hidden()
    box = plot.bounding_box()
    assert box
    assert box["width"] > 1300
    tab.page.set_viewport_size({"width": PHONE, "height": 844})
    whole = tab.page.locator(".cj-whole-name")
    expect(whole).to_have_text("Community payback orders: share successfully completed")
    expect(whole).to_be_in_viewport()
