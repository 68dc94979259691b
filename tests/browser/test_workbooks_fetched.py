"""A person gets the official workbooks in the browser: looks, chooses, fetches, publishes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import network_guard
import pytest
from playwright.sync_api import BrowserContext, expect
from publishers.pages import SiteFile, collection, publish, put_page
from publishers.small_offer import JSW_LIST, part_1
from publishers.stand_in import StandIn, standing_in
from running import Server, new_tab, served
from test_workbooks_dropped import look, own_figures
from test_workbooks_dropped import publish as confirm

pytestmark = pytest.mark.browser


@pytest.fixture
def publishers(tmp_path: Path) -> Iterator[StandIn]:
    """The publishers' sites, with the newest edition of part 1 and a file that no recipe reads."""
    strange = SiteFile("Attendance of meetings", "attendance.csv", b"Room,People\nA,4\nB,5\n")
    with standing_in(tmp_path) as stand_in:
        put_page(stand_in, JSW_LIST, collection("Justice social work", [part_1()]))
        publish(stand_in, part_1(0, strange))
        yield stand_in


@pytest.fixture
def own_server(data_folder: Path, tmp_path: Path, publishers: StandIn) -> Iterator[Server]:
    """A dashboard on a council's network, with figures of its own."""
    folder = Path(shutil.copytree(data_folder, tmp_path / "data"))
    with served(folder, tmp_path / "log.txt", **publishers.environment) as server:
        server.wait()
        yield server


def test_the_newest_workbooks_are_fetched_checked_and_seen_on_the_pages(
    context: BrowserContext, own_server: Server, publishers: StandIn
) -> None:
    tab = new_tab(context, own_server).open("add-data")
    tab.page.get_by_text("Get the official workbooks").click()
    expect(tab.page.get_by_role("button", name="Look at the publishers’ sites")).to_be_visible()
    assert publishers.asked == []
    tab.page.get_by_role("button", name="Clear all").last.click()
    tab.choose("Publications", "Justice Social Work Statistics in Scotland, part 1")
    tab.wait()
    tab.page.keyboard.press("Escape")
    expect(tab.page.get_by_role("listbox")).to_have_count(0)
    assert look(tab) == []
    tab.page.get_by_role("button", name="Look at the publishers’ sites").click()
    expect(tab.page.get_by_role("button", name="Fetch and check them")).to_be_visible()
    expect(tab.page.get_by_text("Part 1 tables.xlsx; attendance.csv").first).to_be_visible()
    tab.wait()
    assert look(tab) == []
    tab.page.get_by_role("button", name="Fetch and check them").click()
    expect(tab.page.get_by_role("table", name="Fetched, but not read")).to_be_visible()
    edition = tab.page.get_by_text("edition 2024-25 part 1, published 10 September 2025")
    expect(edition.first).to_be_attached()
    tab.wait()
    assert look(tab) == []
    confirm(tab)
    tab.open("diversion?show=number")
    assert own_figures(tab)["2024-25"] == "30"
    expect(tab.page.get_by_text("fetched from www.gov.scot on").first).to_be_visible()
    assert publishers.most_at_once == 1
    assert tab.errors + tab.strangers == []
    assert network_guard.take_tried() == []
