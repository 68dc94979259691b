"""A browser, a served dashboard and tabs on it, each ended when it is no longer needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from running import Server, Tab, new_tab, served

from cjdata.publishing.build_snapshots import build
from taskrunner.browser_programs import find_browser
from taskrunner.programs import PROJECT

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = (
    "These tests need Chrome or Chromium, and none was found. Run “python tasks.py test”, which "
    "gets one; or install one, or set CHROMIUM to its path."
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's tests last: the quick ones tell sooner, and Playwright keeps a loop."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with both sets built."""
    folder = tmp_path_factory.mktemp("served") / "data"
    for part in ("published", "reference"):
        shutil.copytree(PROJECT / "data" / part, folder / part)
    build(folder)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    program = find_browser()
    if program is None:
        pytest.fail(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard, served for all tests."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with served(data_folder, log) as server:
        server.wait()
        yield server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who has never been here."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def another_context(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody to whom a link is sent."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def open_tab(context: BrowserContext, server: Server) -> Callable[..., Tab]:
    """Open an address in a new tab."""

    def opened(address: str, **options: int) -> Tab:
        return new_tab(context, server, **options).open(address)

    return opened
