"""The meeting pack in Chromium: collected by keyboard and mouse, put in order, handed on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from running import PHONE, WIDE, Server, Tab, new_tab
from test_every_page import faults, fits

from cjdata.pack import from_json

pytestmark = pytest.mark.browser

OpenTab = Callable[..., Tab]

AREA = "set=illustrative&area=Fife"


def press(tab: Tab, button: Locator) -> None:
    """Press a button with the keyboard, as somebody does who came to it with Tab."""
    button.focus()
    tab.page.keyboard.press("Enter")


def add(tab: Tab, label: str, count: int, *, by_keyboard: bool) -> None:
    """Add a view, and wait until the page says how many are in the pack."""
    button = tab.page.get_by_role("button", name=label, exact=True)
    if by_keyboard:
        press(tab, button)
    else:
        button.click()
    views = "1 view" if count == 1 else f"{count} views"
    expect(tab.page.get_by_role("link", name=f"Meeting pack ({views})").first).to_be_visible()
    tab.wait()


def to_pack(tab: Tab) -> None:
    """Follow the quiet link beside the button."""
    tab.page.get_by_role("link", name=re.compile(r"^Meeting pack \(")).first.click()
    expect(tab.heading).to_contain_text("Meeting pack: ")
    expect(tab.page.locator(".cj-pack-item").first).to_be_visible()
    tab.wait()


def collect(tab: Tab) -> Tab:
    """Put four views of three pages into the pack, and go there."""
    tab.open(f"diversion?{AREA}")
    add(tab, "Add to pack", 1, by_keyboard=True)
    expect(tab.page.get_by_role("button", name="Remove from pack")).to_be_focused()
    tab.page.get_by_role("link", name="Meeting pack (1 view)").click()
    expect(tab.page.locator(".cj-pack-item")).to_have_count(1)
    tab.wait()
    follow_bar(tab, "Areas", "Compare areas")
    add(tab, "Bars: add to pack", 2, by_keyboard=False)
    add(tab, "Map: add to pack", 3, by_keyboard=True)
    follow_bar(tab, "Areas", "Area profile")
    add(tab, "Profile: add to pack", 4, by_keyboard=False)
    to_pack(tab)
    expect(tab.page.locator(".cj-pack-item")).to_have_count(4)
    return tab


def follow_bar(tab: Tab, section: str, title: str) -> None:
    """Go to another page of the same visit: by the bar, on a phone by the list that opens."""
    if (tab.page.viewport_size or {})["width"] >= 768:
        tab.go(section, title)
    else:
        tab.page.locator(".cj-pages summary").click()
        tab.page.locator(".cj-pages").get_by_role("link", name=title, exact=True).click()
    expect(tab.page.get_by_role("button", name=re.compile("add to pack$")).first).to_be_visible()
    tab.wait()


def headings(tab: Tab) -> list[str]:
    """The views of the pack, in order."""
    return tab.page.locator(".cj-pack-item h3").all_inner_texts()


def named(tab: Tab, what: str, at: int) -> Locator:
    """A button of one view of the list."""
    items = tab.page.locator('[class*="st-key-cj-pack-item-"]')
    return items.nth(at).get_by_role("button", name=re.compile(f"^{what} "))


@pytest.fixture(scope="module")
def link(browser: Browser, server: Server) -> str:
    """The link to a pack of four views, which somebody has collected."""
    context = browser.new_context()
    url = collect(new_tab(context, server)).page.url
    context.close()
    return url.removeprefix(f"{server.url}/")


@pytest.fixture(params=[WIDE, pytest.param(PHONE, marks=pytest.mark.long)])
def tab(request: pytest.FixtureRequest, context: BrowserContext, server: Server, link: str) -> Tab:
    """A tab in which a page was open before that pack, on a laptop and on a phone."""
    return new_tab(context, server, request.param).open(f"diversion?{AREA}").open(link)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_pack_is_collected_put_in_order_and_handed_on(
    width: int, context: BrowserContext, another_context: BrowserContext, server: Server
) -> None:
    tab = collect(new_tab(context, server, width))
    first, second, third, fourth = (one.split(". ", 1)[1] for one in headings(tab))
    press(tab, named(tab, "Move down", 0))
    expect(tab.page.locator(".cj-notice")).to_contain_text("is view 2 of 4 now")
    expect(named(tab, "Move down", 1)).to_be_focused()
    press(tab, named(tab, "Move down", 1))
    expect(tab.page.locator(".cj-notice")).to_contain_text("is view 3 of 4 now")
    expect(named(tab, "Move down", 2)).to_be_focused()
    named(tab, "Move up", 3).click()
    expect(tab.page.locator(".cj-notice")).to_contain_text(f"“{fourth}” is view 3 of 4 now")
    tab.wait()
    wanted = [second, third, fourth, first]
    assert headings(tab) == [f"{n}. {name}" for n, name in enumerate(wanted, start=1)]

    tab.page.get_by_text("Link to this pack").click()
    address = tab.page.get_by_test_id("stCode").inner_text().replace("\n", "")
    assert address == tab.page.url
    copied = new_tab(another_context, server).open(address.removeprefix(f"{server.url}/"))
    assert headings(copied) == headings(tab)
    assert copied.page.url == tab.page.url

    tab.page.reload()
    expect(tab.page.locator(".cj-pack-item")).to_have_count(4)
    tab.wait()
    assert headings(tab) == headings(copied)
    assert tab.errors == copied.errors == []
    assert tab.strangers == []


def test_back_keeps_the_newest_pack(tab: Tab) -> None:
    older = tab.page.url
    named(tab, "Remove", 0).click()
    expect(tab.page.locator(".cj-pack-item")).to_have_count(3)
    expect(tab.page.get_by_role("button", name="Bring it back")).to_be_focused()
    tab.wait()
    expect(tab.page).not_to_have_url(older)
    newest, left = tab.page.url, headings(tab)
    tab.page.go_back()
    expect(tab.page).to_have_url(newest)
    tab.wait()
    assert headings(tab) == left
    assert "another pack" not in tab.page.locator("main").inner_text()
    for _ in range(3):  # and it is no trap: a few steps lead out
        if tab.path == "meeting-pack":
            here = tab.page.url
            tab.page.go_back()
            expect(tab.page).not_to_have_url(here)
            tab.wait()
    assert tab.path != "meeting-pack"


def test_a_view_leads_back_to_its_page_where_it_is_known(tab: Tab) -> None:
    tab.page.get_by_role("link", name="See it on the page “Diversion from prosecution”").click()
    expect(tab.heading).to_have_text("Diversion from prosecution")
    tab.wait()
    assert "area=Fife" in tab.page.url
    expect(tab.page.get_by_role("button", name="Remove from pack")).to_be_visible()


def test_the_page_of_a_full_pack_is_accessible_and_never_scrolls_sideways(tab: Tab) -> None:
    assert faults(tab.page) == []
    for name in ("Link to this pack", "Open a pack from a file (.json)", "Saved packs"):
        tab.page.get_by_text(name, exact=True).first.click()
    expect(
        tab.page.get_by_text("No pack is saved yet.").or_(tab.page.locator(".cj-pack-saved")).first
    ).to_be_visible()
    press(tab, tab.page.get_by_role("button", name="Empty the pack"))
    expect(tab.page.get_by_role("button", name="Yes, empty it")).to_be_focused()
    tab.wait()
    assert faults(tab.page) == []
    assert fits(tab.page)


def test_the_link_is_copied_with_the_keyboard(tab: Tab, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.get_by_text("Link to this pack").click()
    tab.page.get_by_test_id("stCode").focus()
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("button", name="Copy to clipboard")).to_be_focused()
    tab.page.keyboard.press("Enter")
    copied = tab.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == tab.page.url


def test_the_pack_is_taken_along_as_a_file(tab: Tab) -> None:
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("button", name="Pack as a file").click()
    assert waiting.value.suggested_filename == "fife-meeting-pack.json"
    pack = from_json(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert [item.address.kind for item in pack.items] == ["trend", "bars", "map", "profile"]


def test_the_pack_is_renamed_with_the_keyboard(tab: Tab) -> None:
    press(tab, tab.page.get_by_test_id("stPopover").get_by_role("button", name="Rename"))
    box = tab.page.get_by_role("textbox", name="Name of the pack")
    box.fill("December meeting")
    box.press("Enter")
    expect(tab.page.get_by_role("heading", name="December meeting")).to_be_visible()
    tab.wait()
    assert faults(tab.page) == []
