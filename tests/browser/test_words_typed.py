"""A person writes the words of a report: saved as they are typed, whatever goes wrong."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from running import PHONE, WIDE, Server, new_tab
from test_every_page import faults, fits

from taskrunner import programs

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

pytestmark = pytest.mark.browser

UNFOLDED = """() => Promise.allSettled(
  document.getAnimations()
    .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
    .map(one => one.finished)
)"""
"""Waits until whatever moves on a page has come to rest."""

SAVED = re.compile(r"^Saved \d\d:\d\d$")


def elsewhere(url: str) -> str:
    """Give an address under a name that is not this machine's own, as readers elsewhere have it.

    Browsers lead every name in “localhost” to the machine itself. A header would not do: Chromium
    sends those that a test adds with pages, and not with the connection that draws them.
    """
    return url.replace("127.0.0.1", "reader.localhost").replace("//localhost", "//reader.localhost")


class Dashboard:
    """A dashboard with a data folder of its own, which can be killed and started again."""

    def __init__(self, home: Path, log: Path) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self._port = str(trial.getsockname()[1])
        self.database = home / "words.sqlite"
        self.server = Server(f"http://127.0.0.1:{self._port}", log, home)
        self._settings = {"CJDATA_HOME": str(home), "CJDATA_USER": "Ada Example"}
        self._stack = ExitStack()

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port"]
        output = self._stack.enter_context(self.server.log.open("ab"))
        running = programs.child([*command, self._port], self._settings, output)
        self.process = self._stack.enter_context(running)
        self.server.wait()

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        self._stack.close()


@pytest.fixture(scope="module")
def dashboard(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    folder = tmp_path_factory.mktemp("words")
    started = Dashboard(Path(shutil.copytree(data_folder, folder / "data")), folder / "log.txt")
    started.start()
    yield started
    started.stop()


class Desk:
    """A tab with one text open in it."""

    def __init__(self, context: BrowserContext, dashboard: Dashboard, text: str, width: int = WIDE):
        self.tab = new_tab(context, dashboard.server, width)
        self.tab.open(f"meeting-pack?part=words&text={text}")
        self.page = self.tab.page
        expect(self.box).to_be_editable()

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name=re.compile("^Words for "))

    @property
    def status(self) -> Locator:
        return self.page.locator(".cj-writer").get_by_role("status")

    @property
    def problem(self) -> Locator:
        return self.page.locator(".cj-problem")

    @property
    def preview(self) -> Locator:
        return self.page.get_by_role("region", name="As it will be printed")

    def type(self, text: str) -> Desk:
        expect(self.box).to_be_editable()  # not for a moment, while nobody listens
        self.box.press("Control+End")
        self.box.press_sequentially(text)
        return self

    def write(self, text: str) -> Desk:
        self.box.fill(text)
        return self

    def saved(self) -> Desk:
        expect(self.status).to_have_text(SAVED)
        return self

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).click()

    def open(self, part: str) -> None:
        self.page.locator('[data-testid="stExpander"] summary').filter(has_text=part).click()

    def reload(self) -> Desk:
        self.page.reload()
        self.tab.wait()
        return self


def held(dashboard: Dashboard, section: str) -> list[tuple[str, str]]:
    """Give every version of a section: its text and state, the newest last."""
    asked = "select body, state from words_version where section = ? order by id"
    with closing(sqlite3.connect(dashboard.database)) as connection:
        return connection.execute(asked, (section,)).fetchall()


# --- One person ---


def test_typing_is_saved_without_any_click_and_is_there_after_a_reload(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "introduction")
    desk.type("Two partners:\n- health <b>&</b> care").saved()
    expect(desk.preview.get_by_role("listitem")).to_have_text("health <b>&</b> care")
    expect(desk.box).to_be_focused()
    expect(desk.page.get_by_text("Draft saved by Ada Example at")).to_be_visible()
    expect(desk.page.get_by_text("1 of 36 texts written")).to_be_visible()
    desk.reload()
    expect(desk.box).to_have_value("Two partners:\n- health <b>&</b> care")
    assert desk.tab.errors == []
    assert desk.tab.strangers == []


def test_the_cursor_stays_where_it_is_while_the_text_is_saved(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "positives").type("ace").saved()
    desk.box.press("Control+Home")
    desk.box.press_sequentially("Gr")
    desk.saved()
    desk.box.press_sequentially("eat p", delay=250)
    desk.saved()
    expect(desk.box).to_have_value("Great pace")
    assert held(dashboard, "positives")[-1] == ("Great pace", "draft")


def test_readers_see_what_is_shown_to_them_and_never_a_draft_nor_a_control(
    browser: Browser, context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "challenges").type("Seen by readers").saved()
    desk.press("Show to readers")
    expect(desk.page.get_by_text("Readers see this text.")).to_be_visible()
    desk.type(", not yet by them").saved()
    expect(desk.page.get_by_text("Readers see the version of")).to_be_visible()
    with browser.new_context() as readers:
        reader = new_tab(readers, replace(dashboard.server, url=elsewhere(dashboard.server.url)))
        reader.open("meeting-pack?part=words&text=challenges")
        expect(reader.page.get_by_role("heading", name="Key challenges")).to_be_visible()
        expect(reader.page.get_by_text("Seen by readers", exact=True)).to_be_visible()
        shown = reader.page.locator(".stMainBlockContainer").inner_text()
        assert "not yet by them" not in shown
        assert "Ada Example" not in shown
        assert reader.page.get_by_role("textbox").count() == 0
        for label in ("Show to readers", "Take back from readers", "Next text"):
            assert reader.page.get_by_role("button", name=label).count() == 0
        desk.press("Take back from readers")
        expect(desk.page.get_by_text("Readers see nothing here yet.")).to_be_visible()
        expect(desk.box).to_have_value("Seen by readers, not yet by them")
        reader.open("meeting-pack?part=words")
        expect(
            reader.page.get_by_text("No words of this report are published yet.")
        ).to_be_visible()


def test_an_earlier_version_can_be_compared_and_brought_back(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "next-steps").type("28 referrals").saved()
    desk.press("Show to readers")
    expect(desk.page.get_by_text("Readers see this text.")).to_be_visible()
    desk.write("31 referrals").saved()
    expect(desk.page.get_by_text("Readers see the version of")).to_be_visible()
    desk.open("Earlier versions")
    expect(desk.page.get_by_text("say the same")).to_be_visible()
    desk.tab.wait()
    desk.page.evaluate(UNFOLDED)  # before that, a list in it shuts again
    desk.tab.box("Version to look at").click()
    desk.page.get_by_role("option", name=re.compile("shown to readers$")).click()
    expect(desk.page.locator(".cj-compared del")).to_contain_text("28")
    expect(desk.page.locator(".cj-compared ins")).to_contain_text("31")
    desk.press("Bring this version back")
    expect(desk.box).to_have_value("28 referrals")
    assert held(dashboard, "next-steps")[-1] == ("28 referrals", "draft")


def test_the_keyboard_alone_writes_and_goes_to_the_next_text(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "indicator-context-1")
    keyboard = desk.page.keyboard
    desk.tab.box("Text").focus()
    for _ in range(6):
        keyboard.press("Tab")
        if desk.box.evaluate("box => box === document.activeElement"):
            break
    expect(desk.box).to_be_focused()
    keyboard.type("By keyboard")
    keyboard.press("Shift+Tab")
    expect(desk.page.get_by_role("button", name="Next text")).to_be_focused()
    keyboard.press("Enter")
    expect(desk.page.get_by_role("heading", level=2, name="Key local actions")).to_be_visible()
    expect(desk.box).to_have_value("")
    desk.tab.wait()
    expect(desk.page).to_have_url(re.compile("text=key-local-actions-1$"))
    assert held(dashboard, "indicator-context")[-1] == ("By keyboard", "draft")


def test_a_text_that_is_too_long_is_not_cut_and_it_is_said(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "indicator-context-2")
    desk.write("a" * 20_001)
    expect(desk.status).to_contain_text("20,001 characters, and 20,000 is the most")
    expect(desk.problem).to_contain_text("Shorten it by 1.")
    desk.box.press("Control+End")
    desk.box.press("Backspace")
    desk.saved()
    expect(desk.problem).to_have_count(0)


# --- Two people ---


WAYS = (
    ("Keep mine", "1 second"),
    ("Take theirs", "2 first"),
    ("Put both in the text", "3 first\n\n———\n\n3 second"),
)


def test_the_second_of_two_sees_the_change_of_the_first_and_chooses(
    context: BrowserContext, another_context: BrowserContext, dashboard: Dashboard
) -> None:
    first = Desk(context, dashboard, "indicator-context-3").type("Begun").saved()
    second = Desk(another_context, dashboard, "indicator-context-3")
    for n, (way, after) in enumerate(WAYS, start=1):
        first.write(f"{n} first").saved()
        second.write(f"{n} sec")
        expect(second.problem).to_contain_text("Ada Example saved this text at")
        second.type("ond").saved()
        expect(second.page.locator(".cj-compared ins")).to_contain_text("second")
        expect(second.page.locator(".cj-compared del")).to_contain_text("first")
        if n == 1:  # a reload does not hide that there is something to choose
            second.reload()
            expect(second.problem).to_contain_text("Ada Example saved this text at")
            expect(second.box).to_have_value("1 second")
        second.press(way)
        expect(second.problem).to_have_count(0)
        expect(second.box).to_have_value(after)
        first.reload()
        expect(first.box).to_have_value(after)
        bodies = [body for body, _ in held(dashboard, "indicator-context")]
        assert {f"{n} first", f"{n} second", after} <= set(bodies)
    second.type("!").saved()


# --- What can go wrong ---


def test_a_locked_database_is_told_the_text_stays_and_is_saved_afterwards(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "governance").type("Before").saved()
    with closing(sqlite3.connect(dashboard.database, isolation_level=None)) as other:
        other.execute("begin exclusive")
        desk.type(" and during")
        expect(desk.problem).to_contain_text("in use by another program")
        expect(desk.status).to_contain_text("Not saved")
        expect(desk.box).to_have_value("Before and during")
        desk.type(" it")
        other.execute("rollback")
    desk.saved()
    expect(desk.problem).to_have_count(0)
    assert held(dashboard, "governance")[-1] == ("Before and during it", "draft")


def test_a_broken_database_is_told_and_try_again_saves_once_it_is_whole(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "indicator-context-6").type("Before").saved()
    whole = dashboard.database.read_bytes()
    dashboard.database.write_bytes(b"no database" * 1000)
    desk.type(" and during")
    expect(desk.problem).to_contain_text("is no sound database")
    with new_tab(context, dashboard.server).page as other:
        other.goto(f"{dashboard.server.url}/meeting-pack?part=words")
        expect(other.get_by_text("The words cannot be read now")).to_be_visible()
        assert other.locator(".cj-writer").count() == 0
    dashboard.database.write_bytes(whole)
    desk.press("Try again")
    desk.saved()
    assert ("Before and during", "draft") in held(dashboard, "indicator-context")


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux, to make a disk small")
def test_a_full_disk_is_told_and_what_was_typed_is_saved_once_there_is_room(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "indicator-context-7").type("Before").saved()
    process, kind = dashboard.process.pid, resource.RLIMIT_FSIZE
    room = resource.prlimit(process, kind)
    resource.prlimit(process, kind, (dashboard.database.stat().st_size, room[1]))
    desk.write("More than there is room for. " * 400)
    expect(desk.problem).to_contain_text("Everything saved before is as it was")
    resource.prlimit(process, kind, room)
    desk.press("Try again")
    desk.saved()
    assert held(dashboard, "indicator-context")[-1][0].startswith("More than")


def test_a_server_that_is_killed_between_keys_loses_nothing(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "opportunities-and-barriers").type("Before").saved()
    desk.type(", at the very")
    dashboard.kill()
    desk.type(" moment")
    dashboard.start()
    desk.saved()
    desk.type(", and after").saved()
    expect(desk.box).to_have_value("Before, at the very moment, and after")
    desk.reload()
    expect(desk.box).to_have_value("Before, at the very moment, and after")
    expect(desk.problem).to_have_count(0)


def test_what_was_typed_while_no_server_answers_is_there_after_a_reload(
    context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "indicator-context-8").type("Before").saved()
    dashboard.kill()
    desk.type(" and without")
    dashboard.start()
    desk.reload()
    expect(desk.box).to_have_value("Before and without")
    desk.saved()
    assert ("Before and without", "draft") in held(dashboard, "indicator-context")


# --- For everybody ---


@pytest.mark.parametrize("width", [WIDE, pytest.param(PHONE, marks=pytest.mark.long)])
def test_axe_finds_nothing_where_words_are_written(
    width: int, context: BrowserContext, dashboard: Dashboard
) -> None:
    desk = Desk(context, dashboard, "assessment-4", width)
    desk.page.get_by_text("Nearly achieved", exact=True).first.click()
    expect(desk.preview).to_contain_text("Nearly achieved")
    desk.type("W" * 200).saved()
    desk.open("Earlier versions")
    expect(desk.tab.box("Version to look at")).to_be_visible()
    desk.open("All texts of this report")
    assert fits(desk.page)
    assert faults(desk.page) == []
