"""A served dashboard, and a reader's tab on it."""

from __future__ import annotations

import re
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from cjdata.guard import machine_key
from taskrunner import programs, said, server

WIDE, TABLET, PHONE, NARROWEST = 1280, 768, 390, 320
HEIGHTS = {WIDE: 800, TABLET: 1024, PHONE: 844, NARROWEST: 844}
PATIENCE = 120.0
"""Seconds until something that should have come is missed, on a machine that is busy as well."""

expect.set_options(timeout=PATIENCE * 1000)

DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('.cj-foot')
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && charts.every(chart => chart.querySelector('svg.marks, canvas.marks'));
}"""
CELLS = """tables => tables
  .filter(table => table.caption
    && table.caption.innerText.trim().match(/: (figures by year|three years together)$/))
  .map(table => [...table.rows].map(row => [...row.cells].map(cell => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('small').forEach(small => small.remove());
    return copy.textContent.trim();
  })))"""


@dataclass
class Server:
    """A dashboard in a process of its own."""

    url: str
    log: Path
    home: Path

    @property
    def key(self) -> str:
        """What the link for whoever sits at the machine holds."""
        return machine_key.key_of(self.home)

    def wait(self) -> None:
        """Wait until it listens."""
        end = time.monotonic() + PATIENCE
        while not server.is_healthy(self.url):
            assert time.monotonic() < end, f"No answer. {said.log_tail(self.log)}"
            time.sleep(0.05)


@contextmanager
def served(data_folder: Path, log: Path, **settings: str) -> Iterator[Server]:
    """Serve a data folder for as long as the block lasts."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    usual = {"CJDATA_ILLUSTRATIVE": "on", "CJDATA_OPEN_ON": "published"}
    environment = {"CJDATA_HOME": str(data_folder), **usual, **settings}
    with log.open("wb") as output, programs.child(command, environment, output):
        yield Server(f"http://127.0.0.1:{port}", log, data_folder)


@dataclass
class Tab:
    """A browser tab: what a reader sees and does."""

    page: Page
    server: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._meet(request.url))
        self.page.on("websocket", lambda websocket: self._meet(websocket.url))
        self.page.set_default_timeout(PATIENCE * 1000)

    def open(self, address: str) -> Tab:
        """Open an address of the dashboard, such as ``diversion?area=Fife``."""
        self.page.goto(f"{self.server}/{address}")
        return self.wait()

    def wait(self) -> Tab:
        """Wait until the page and its charts are drawn."""
        self.page.wait_for_function(DRAWN)
        return self

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path.strip("/")

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1")

    @property
    def finding(self) -> Locator:
        return self.page.locator("p.cj-finding, .cj-finding > p, ul.cj-finding").first

    @property
    def figures(self) -> list[list[str]]:
        """The table of figures by year, row by row, without the words beside values."""
        [table] = self.page.locator("table.cj-numbers").evaluate_all(CELLS)
        return table

    @property
    def view(self) -> tuple[str, str, list[list[str]]]:
        """What a copied link must show again."""
        return self.heading.inner_text(), self.finding.inner_text(), self.figures

    def box(self, label: str) -> Locator:
        return self.page.get_by_role("combobox", name=label, exact=True)

    def choose(self, label: str, text: str) -> None:
        """Pick from a box with the mouse."""
        self.box(label).click()
        self.box(label).fill(text)
        self.page.get_by_role("option", name=text, exact=True).click()

    def press(self, group: str, text: str) -> None:
        """Press one of the buttons side by side."""
        buttons = self.page.get_by_role("radiogroup", name=group, exact=True)
        buttons.get_by_role("radio", name=text, exact=True).click()

    def go(self, section: str, title: str) -> None:
        """Follow the navigation along the top."""
        self.page.locator(".st-key-cj-bar").get_by_text(section, exact=True).click()
        opened = self.page.get_by_test_id("stPopoverBody")
        opened.get_by_role("link", name=title, exact=True).click()

    def open_sidebar(self) -> None:
        """Show what a phone keeps out of sight."""
        self.page.get_by_test_id("stExpandSidebarButton").click()
        expect(self.box("Local authority")).to_be_in_viewport()

    def expect_address(self, **parameters: str) -> None:
        """Wait until the address says this, and nothing else."""
        query = re.escape(urlencode(parameters)).replace("%2C", "(%2C|,)")
        end = rf"\?{query}$" if parameters else r"[^?]*$"
        expect(self.page).to_have_url(re.compile(rf"^{re.escape(self.server)}/[a-z-]*{end}"))

    def expect_area(self, name: str) -> None:
        """Wait until finding, table and address are of an area."""
        expect(self.finding).to_contain_text(name)
        expect(self.page.locator("table.cj-numbers thead").first).to_contain_text(name)
        self.wait()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] not in self._asked_in_vain():
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _asked_in_vain(self) -> set[str]:
        """List what Streamlit's page asks for below its own path before it tries the root."""
        return {
            f"{self.server}{urlsplit(self.page.url).path.rstrip('/')}/_stcore/{name}"
            for name in ("health", "host-config")
        }

    def _meet(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.server).netloc:
            self.strangers.append(url)


def new_tab(context: BrowserContext, server: Server, width: int = WIDE) -> Tab:
    """Open a tab of a certain width; of someone at the machine, where its address is local."""
    until = time.time() + machine_key.COUNTS_FOR - 60
    shown = machine_key.pass_until(until, server.key)
    context.add_cookies([{"name": machine_key.COOKIE, "value": shown, "url": server.url}])
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    return Tab(page, server.url)
