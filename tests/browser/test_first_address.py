"""Any address may be the first that a new server is asked for, as after every restart.

Streamlit runs a page's file without ``dashboard.py`` then, as long as a folder ``pages`` exists.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from known_pages import PAGES
from playwright.sync_api import BrowserContext, expect
from running import PHONE, WIDE, Server, Tab, new_tab, served

pytestmark = pytest.mark.browser

AHEAD = 2  # servers that start while a test runs


@pytest.fixture(scope="module")
def begin(
    data_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], tuple[ExitStack, Server]]]:
    """Give a server that nobody has asked for anything, and what ends it."""
    waiting: deque[tuple[ExitStack, Server]] = deque()
    logs = tmp_path_factory.mktemp("fresh")
    numbers = iter(range(1000))

    def start() -> None:
        ending = ExitStack()
        log = logs / f"{next(numbers)}.txt"
        waiting.append((ending, ending.enter_context(served(data_folder, log))))

    def take() -> tuple[ExitStack, Server]:
        while len(waiting) <= AHEAD:
            start()
        return waiting.popleft()

    yield take
    for ending, _ in waiting:
        ending.close()


@pytest.fixture
def fresh_server(begin: Callable[[], tuple[ExitStack, Server]]) -> Iterator[Server]:
    """A server that nobody has asked for anything."""
    ending, server = begin()
    with ending:
        server.wait()
        yield server


def expect_whole(tab: Tab, title: str) -> None:
    """Check that the page stands in its frame."""
    expect(tab.heading).to_have_count(1)
    expect(tab.box("Local authority")).to_have_value("Clackmannanshire")
    expect(tab.page).to_have_title(f"{title} – Community justice in Clackmannanshire")
    expect(tab.page.locator('[data-testid="stDialog"]')).to_have_count(0)
    assert tab.errors == []


OFTEN = {"at-a-glance", "diversion", "compare-areas", "meeting-pack"}
"""One of each kind: what goes wrong here goes wrong with every file of a page alike."""


@pytest.mark.parametrize(
    ("path", "title"),
    [
        pytest.param(one.path, one.title, marks=[] if one.path in OFTEN else pytest.mark.long)
        for one in PAGES
    ],
)
def test_a_page_is_whole_as_the_very_first_request(
    path: str, title: str, fresh_server: Server, context: BrowserContext
) -> None:
    wide = new_tab(context, fresh_server, WIDE).open(path)
    expect_whole(wide, title)
    navigation = wide.page.locator(".st-key-cj-bar")
    expect(navigation.get_by_text("Before court", exact=True)).to_be_visible()
    expect(wide.box("Local authority")).to_be_visible()
    phone = new_tab(context, fresh_server, PHONE).open(path)
    expect_whole(phone, title)
    phone.page.locator(".cj-pages summary").click()
    pages = phone.page.get_by_role("navigation", name="Pages")
    expect(pages.get_by_role("link", name="Bail supervision", exact=True)).to_be_visible()
    assert phone.heading.inner_text() == wide.heading.inner_text()


def test_the_start_shows_the_first_page_on_a_fresh_server(
    fresh_server: Server, context: BrowserContext
) -> None:
    tab = new_tab(context, fresh_server).open("?area=Fife")
    expect(tab.heading).to_have_text("Fife at a glance")
    tab.expect_address(area="Fife")
    assert tab.errors == []
