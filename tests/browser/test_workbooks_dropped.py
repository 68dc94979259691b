"""A person adds workbooks in the browser: reads the report, confirms, and sees the figures."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from add_data_files import diversion, of_rows, of_the_young, unknown, wrong
from playwright.sync_api import BrowserContext, FilePayload, Locator, expect
from running import PHONE, WIDE, Server, Tab, new_tab, served
from small_files import councils_rows, payback_file
from test_every_page import faults, fits

from cjdata.reference.areas import load_areas
from taskrunner import programs

pytestmark = pytest.mark.browser

AREAS = load_areas(programs.PROJECT / "data" / "reference")
PAYBACK = payback_file(councils_rows(AREAS))
PUBLISH = "Publish these figures"

OpenTab = Callable[..., Tab]


@pytest.fixture
def own_server(data_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A dashboard with figures of its own, which the test may change."""
    folder = Path(shutil.copytree(data_folder, tmp_path / "data"))
    with served(folder, tmp_path / "log.txt") as server:
        server.wait()
        yield server


@pytest.fixture
def open_own(context: BrowserContext, own_server: Server) -> OpenTab:
    """Open an address of that dashboard in a new tab."""

    def opened(address: str, **options: int) -> Tab:
        return new_tab(context, own_server, **options).open(address)

    return opened


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def drop(tab: Tab, *files: FilePayload) -> None:
    """Drop files on the page and wait for the report."""
    tab.page.locator('input[type="file"]').set_input_files(list(files))
    expect(verdict(tab)).to_be_visible()
    tab.wait()


def verdict(tab: Tab) -> Locator:
    """The sentence that says what came of the check."""
    said = re.compile("can be published|are sound|nothing can be|Nothing has changed")
    return tab.page.get_by_role("status").filter(has_text=said)


def accept(tab: Tab) -> None:
    """Say yes to the warnings, where there are any."""
    box = tab.page.get_by_text("I have looked at", exact=False)
    if box.count():
        box.click()
    expect(tab.page.get_by_role("button", name=PUBLISH)).to_be_enabled()


def publish(tab: Tab) -> None:
    """Confirm, and wait until the figures are live."""
    accept(tab)
    tab.page.get_by_role("textbox", name="Your name").fill("Ann Example")
    tab.page.get_by_role("button", name=PUBLISH).click()
    expect(tab.page.get_by_role("status").first).to_contain_text("Published by Ann Example")
    tab.wait()


def own_figures(tab: Tab) -> dict[str, str]:
    """Give the figures of the area on a theme page, by year."""
    return {row[0]: row[1] for row in tab.figures[1:]}


def tab_to(tab: Tab, text: str) -> None:
    """Press Tab until a control has the focus whose name begins so."""
    says = """() => {
      const it = document.activeElement;
      return it.matches('button, input') ? it.innerText || it.ariaLabel || '' : '';
    }"""
    for _ in range(60):
        tab.page.keyboard.press("Tab")
        if str(tab.page.evaluate(says)).split("\n")[-1].startswith(text):
            return
    pytest.fail(f"Tab never comes to “{text}”.")


def look(tab: Tab) -> list[str]:
    """Give what axe finds on a screen and on a phone, and whether anything is too wide there."""
    found = faults(tab.page)
    tab.page.set_viewport_size({"width": PHONE, "height": 844})
    tab.wait()
    found += faults(tab.page)
    found += [] if fits(tab.page) else ["a phone scrolls sideways"]
    tab.page.set_viewport_size({"width": WIDE, "height": 800})
    tab.wait()
    return found


def test_two_workbooks_dropped_and_confirmed_are_seen_on_the_pages(
    open_own: OpenTab, another_context: BrowserContext, own_server: Server
) -> None:
    reader = new_tab(another_context, own_server).open("diversion?show=number")
    expect(reader.finding).to_contain_text("loaded yet")
    tab = open_own("add-data")
    drop(tab, file("diversion.xlsx", diversion(AREAS)), file(PAYBACK.name, PAYBACK.content))
    for text in (
        "diversion.xlsx",
        PAYBACK.name,
        "edition 2024-25 part 1",
        "edition 2024-25 part 2",
    ):
        expect(tab.page.get_by_text(text, exact=False).first).to_be_visible()
    expect(tab.page.get_by_role("heading", name="What will change")).to_be_visible()
    expect(tab.page.locator("h3").first).to_have_text("Clackmannanshire")
    assert look(tab) == []
    publish(tab)
    assert look(tab) == []
    tab.page.get_by_role("link", name=re.compile("^Diversion from prosecution .*figures")).click()
    expect(tab.heading).to_have_text("Diversion from prosecution")
    tab.expect_area("Clackmannanshire")
    assert {year: own_figures(tab)[year] for year in ("2023-24", "2024-25")} == {
        "2023-24": "8.3",
        "2024-25": "8.3",
    }
    tab.go("Meetings and data", "Data notes")
    expect(tab.heading).to_have_text("Data notes")
    expect(tab.page.get_by_text("Loaded diversion.xlsx", exact=False).first).to_be_visible()
    reader.page.reload()
    reader.wait()
    assert own_figures(reader)["2024-25"] == "30"
    sentences = new_tab(another_context, own_server).open("community-sentences?area=Falkirk")
    expect(sentences.finding).to_contain_text("Falkirk")
    expect(sentences.finding).not_to_contain_text("not loaded")
    assert tab.errors + reader.errors + sentences.errors == []


def test_errors_are_told_with_their_cells_and_nothing_can_be_published(open_tab: OpenTab) -> None:
    tab = open_tab("add-data")
    drop(tab, file("wrong.xlsx", wrong(AREAS)))
    table = tab.page.get_by_role("table", name=re.compile("^Errors"))
    expect(table).to_contain_text("cell B9")
    expect(table).to_contain_text("Clackmananshyre")
    expect(tab.page.get_by_role("button", name=PUBLISH)).to_have_count(0)
    assert look(tab) == []
    assert tab.errors == []


def test_the_keyboard_alone_adds_a_workbook(context: BrowserContext, own_server: Server) -> None:
    tab = new_tab(context, own_server)
    keyboard = tab.page.keyboard
    # Asked for before the page is opened: later, Chromium may open its own list all the same.
    tab.page.on("filechooser", lambda _: None)
    tab.open("add-data")
    tab_to(tab, "Upload")
    with tab.page.expect_file_chooser() as opened:
        keyboard.press("Enter")
    opened.value.set_files([file("diversion.xlsx", diversion(AREAS))])
    expect(verdict(tab)).to_be_visible()
    tab.wait()
    if tab.page.get_by_text("I have looked at", exact=False).count():
        tab_to(tab, "I have looked at")
        keyboard.press("Space")
        expect(tab.page.get_by_role("button", name=PUBLISH)).to_be_enabled()
    tab_to(tab, "Your name")
    keyboard.press("ControlOrMeta+a")
    keyboard.type("Ann Example")
    tab_to(tab, PUBLISH)
    keyboard.press("Enter")
    expect(tab.page.get_by_role("status").first).to_contain_text("Published by Ann Example")
    assert tab.errors == []


def test_a_workbook_that_no_recipe_knows_is_pointed_at(open_own: OpenTab) -> None:
    tab = open_own("add-data")
    drop(tab, file("gate.xlsx", unknown(AREAS)))
    expect(tab.page.get_by_role("heading", name="Show where its figures are")).to_be_visible()
    commenced = "Diversion from prosecution: cases commenced"
    tab.choose("“Joined” is", commenced)
    tab.wait()
    tab.choose("Publication", "Justice Social Work Statistics in Scotland, part 1")
    figures = tab.page.get_by_role("table", name="Some of the figures read")
    expect(figures).to_contain_text(commenced)
    expect(figures.locator("tbody tr").first).to_contain_text("Clackmannanshire")
    tab.wait()
    assert look(tab) == []
    tab.page.get_by_role("button", name="Keep this as a recipe").click()
    expect(tab.page.get_by_role("status").first).to_contain_text("Kept as own-")
    tab.wait()
    publish(tab)
    tab.open("diversion?show=number")
    assert own_figures(tab)["2024-25"] == "30"
    assert tab.errors == []


def test_rows_are_chosen_under_further_choices(open_tab: OpenTab) -> None:
    tab = open_tab("add-data")
    drop(tab, file("gate-arrivals.csv", of_rows(AREAS)))
    expect(tab.page.get_by_text("Rows to read: “Gender” says", exact=False).first).to_be_visible()
    assert look(tab) == []
    tab.choose("Rows of “Cases commenced” are", "Diversion from prosecution: cases commenced")
    tab.wait()
    tab.choose("Publication", "Justice Social Work Statistics in Scotland, part 1")
    expect(tab.page.get_by_text("32 figures read: 32 areas, 2023-24", exact=False)).to_be_visible()
    tab.wait()
    assert look(tab) == []
    assert tab.errors == []


def test_a_question_is_answered_with_the_keyboard_and_never_asked_again(open_own: OpenTab) -> None:
    tab = open_own("add-data")
    drop(tab, file("young.xlsx", of_the_young(AREAS)))
    asked = tab.page.get_by_role(
        "radiogroup", name=re.compile("This table also says “young people”")
    )
    yes, no = asked.get_by_role("radio").all()
    expect(verdict(tab)).to_contain_text("1 question")
    expect(tab.page.get_by_role("button", name=PUBLISH)).to_have_count(0)
    assert look(tab) == []
    no.focus()
    tab.page.keyboard.press("Space")
    expect(tab.page.get_by_text("is left out, as was answered", exact=False).first).to_be_visible()
    expect(tab.page.get_by_role("button", name="Keep these answers")).to_be_visible()
    tab.wait()
    assert look(tab) == []
    no.focus()
    tab.page.keyboard.press("ArrowUp")
    expect(yes).to_be_checked()
    expect(tab.page.get_by_text("I have looked at", exact=False)).to_be_visible()
    tab.wait()
    publish(tab)
    drop(tab, file("newer.xlsx", of_the_young(AREAS, 1, edition=2025)))
    expect(verdict(tab)).not_to_contain_text("question")
    expect(tab.page.get_by_text("Answers kept from before (1)")).to_be_visible()
    expect(tab.page.get_by_text("I have looked at", exact=False)).to_be_visible()
    tab.wait()
    publish(tab)
    assert look(tab) == []
    tab.open("diversion?show=number")
    assert own_figures(tab)["2024-25"] == "31"
    assert tab.errors == []


def test_going_back_is_asked_first_and_then_done(open_own: OpenTab) -> None:
    tab = open_own("add-data")
    drop(tab, file("diversion.xlsx", diversion(AREAS)))
    publish(tab)
    tab.page.get_by_role("button", name="Go back to this one").click()
    expect(tab.page.get_by_role("button", name="Yes, go back")).to_be_visible()
    tab.wait()
    assert look(tab) == []
    tab.page.get_by_role("button", name="Yes, go back").click()
    expect(tab.page.get_by_role("status").first).to_contain_text("again")
    tab.open("diversion?show=number")
    expect(tab.finding).to_contain_text("loaded yet")
    assert tab.errors == []


def test_where_loading_is_off_the_page_has_no_controls_for_it(
    data_folder: Path, tmp_path: Path, context: BrowserContext
) -> None:
    with served(data_folder, tmp_path / "log.txt", CJDATA_LOADING="off") as server:
        server.wait()
        tab = new_tab(context, server).open("add-data")
        expect(tab.finding).to_contain_text("switched off")
        assert tab.page.locator('input[type="file"]').count() == 0
        assert look(tab) == []
        assert tab.errors == []
