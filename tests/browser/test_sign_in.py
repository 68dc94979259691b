"""Signing in, in Chromium, with an OpenID provider of the tests' own.

The dashboard is opened as dashboard.localhost, which Chromium takes to this machine and which the
dashboard takes for a name like any other: whoever comes by it is not at the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from openid_provider import Provider, running_provider
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from running import PHONE, Server, Tab, new_tab, served

from cjdata.wording import meeting

pytestmark = pytest.mark.browser

NAME = "dashboard.localhost"
ANN = {"name": "Ann Example", "email": "Ann.Example@clacks.gov.uk", "email_verified": True}
BOB = {"name": "Bob Other", "email": "bob@elsewhere.example", "email_verified": True}
WORDS = "meeting-pack?area=Falkirk&part=words"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture(scope="module")
def dashboard(
    provider: Provider, data_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A dashboard on which people of one council may write once they have signed in."""
    folder = tmp_path_factory.mktemp("sign-in")
    secrets = folder / "secrets.toml"
    secrets.write_text(provider.secrets(f"http://{NAME}:{{port}}"), encoding="utf-8")
    settings = {
        "STREAMLIT_SECRETS_FILES": str(secrets),
        "CJDATA_EDITORS": "@clacks.gov.uk",
        "CJDATA_USER": "Someone Here",
    }
    with served(data_folder, folder / "log.txt", **settings) as server:
        server.wait()
        yield replace(server, url=server.url.replace("127.0.0.1", NAME))


@pytest.fixture
def open_words(context: BrowserContext, dashboard: Server) -> Callable[..., Tab]:
    """Open the part of the page on which words are written."""

    def opened(**options: int) -> Tab:
        return new_tab(context, dashboard, **options).open(WORDS)

    return opened


def edit_controls(tab: Tab) -> Locator:
    """What somebody can type into on the page itself."""
    return tab.page.get_by_test_id("stMain").locator("textarea")


def button(tab: Tab, label: str) -> Locator:
    return tab.page.get_by_role("button", name=label, exact=True)


def sign_in(tab: Tab, provider: Provider, person: dict[str, object]) -> Tab:
    """Sign somebody in, and come back to the same page of the same area."""
    provider.person = person
    return leave(tab, meeting.TEXTS.sign_in_label)


def leave(tab: Tab, label: str) -> Tab:
    """Press a button that leaves the dashboard, and come back to the page that was left."""
    before = tab.page.url
    with tab.page.expect_navigation(url=f"{tab.server}/"):
        button(tab, label).click()
    expect(tab.page).to_have_url(before)
    return tab.wait()


def expect_viewer(tab: Tab) -> None:
    expect(edit_controls(tab)).to_have_count(0)
    expect(tab.page.get_by_text("Signed in as")).to_have_count(0)


def expect_sound(tab: Tab, provider: Provider) -> None:
    """Nothing went wrong, and nobody was asked but the dashboard and the provider."""
    assert tab.errors == []
    assert {urlsplit(url).netloc for url in tab.strangers} <= {urlsplit(provider.url).netloc}


def test_a_named_editor_writes_between_signing_in_and_signing_out(
    open_words: Callable[..., Tab], provider: Provider
) -> None:
    tab = open_words()
    expect_viewer(tab)
    sign_in(tab, provider, ANN)
    expect(tab.page.get_by_text("Signed in as Ann Example.", exact=True)).to_be_visible()
    expect(edit_controls(tab)).not_to_have_count(0)
    leave(tab, meeting.TEXTS.sign_out_label)
    expect_viewer(tab)
    expect(button(tab, meeting.TEXTS.sign_in_label)).to_be_visible()
    assert "/logout" in provider.visits
    expect_sound(tab, provider)


def test_the_bare_address_of_signing_out_ends_writing_also_with_cookies_that_were_kept(
    browser: Browser,
    dashboard: Server,
    context: BrowserContext,
    open_words: Callable[..., Tab],
    provider: Provider,
) -> None:
    tab = sign_in(open_words(), provider, ANN)
    expect(edit_controls(tab)).not_to_have_count(0)
    kept = context.storage_state()
    tab.open("auth/logout")
    with closing(browser.new_context(storage_state=kept)) as elsewhere:
        other = new_tab(elsewhere, dashboard).open(WORDS)
        expect(button(other, meeting.TEXTS.sign_in_label)).to_be_visible()
        expect_viewer(other)


def test_a_pack_is_kept_while_somebody_signs_in(
    context: BrowserContext, dashboard: Server, provider: Provider
) -> None:
    tab = new_tab(context, dashboard).open("meeting-pack?area=Falkirk")
    tab.page.locator(".st-key-pack-start button").click()
    heading = tab.page.get_by_role("heading", level=2).first
    expect(heading).to_have_text(re.compile("^Falkirk: "))
    tab.wait()
    name = heading.inner_text()
    sign_in(tab, provider, ANN)
    expect(tab.page.get_by_text("Signed in as Ann Example.", exact=True)).to_be_visible()
    expect(heading).to_have_text(name)
    expect_sound(tab, provider)


@pytest.mark.parametrize(
    "person",
    [
        BOB,
        {**BOB, "email": "bob@clacks.gov.uk.elsewhere.example"},
        {**BOB, "email": "bob@elsewhere.example@clacks.gov.uk"},
    ],
)
def test_somebody_not_named_is_told_whom_to_ask_and_cannot_write(
    open_words: Callable[..., Tab], provider: Provider, person: dict[str, object]
) -> None:
    tab = sign_in(open_words(), provider, person)
    told = meeting.not_named("Bob Other", str(person["email"]))
    expect(tab.page.get_by_text(told, exact=True)).to_be_visible()
    expect(edit_controls(tab)).to_have_count(0)
    expect(button(tab, meeting.TEXTS.sign_out_label)).to_be_visible()
    expect_sound(tab, provider)


def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(
    open_words: Callable[..., Tab], provider: Provider
) -> None:
    tab = sign_in(open_words(), provider, {**ANN, "email_verified": False})
    told = meeting.not_named("Ann Example", "")
    expect(tab.page.get_by_text(told, exact=True)).to_be_visible()
    expect(edit_controls(tab)).to_have_count(0)


def test_whoever_sits_at_the_machine_writes_without_signing_in(
    context: BrowserContext, dashboard: Server
) -> None:
    here = replace(dashboard, url=dashboard.url.replace(NAME, "127.0.0.1"))
    tab = new_tab(context, here).open(WORDS)
    expect(button(tab, meeting.TEXTS.sign_in_label)).to_have_count(0)
    expect(edit_controls(tab)).not_to_have_count(0)


def test_a_browser_that_looks_local_writes_only_once_it_has_shown_the_key(
    context: BrowserContext, server: Server
) -> None:
    """A proxy on the machine can send all that this browser sends, but never knows the key."""
    tab = Tab(context.new_page(), server.url).open(WORDS)
    expect(tab.page.get_by_text(meeting.TEXTS.needs_key, exact=True)).to_be_visible()
    expect_viewer(tab)
    tab.open(f"{WORDS}&key=guessed")
    expect_viewer(tab)
    tab.open(f"{WORDS}&key={server.key}")
    expect(edit_controls(tab)).not_to_have_count(0)
    assert "key" not in tab.page.url
    assert tab.errors == []


def test_where_no_sign_in_is_set_up_a_reader_is_told_where_words_are_written(
    context: BrowserContext, server: Server
) -> None:
    elsewhere = replace(server, url=server.url.replace("127.0.0.1", NAME))
    tab = new_tab(context, elsewhere).open(WORDS)
    expect(tab.page.get_by_text(meeting.TEXTS.sign_in_not_set_up, exact=True)).to_be_visible()
    expect_viewer(tab)
    expect(button(tab, meeting.TEXTS.sign_in_label)).to_have_count(0)
    assert tab.errors == []


def test_the_lines_about_signing_in_are_accessible_on_a_phone(
    open_words: Callable[..., Tab], provider: Provider
) -> None:
    tab = open_words(width=PHONE)
    for person in (None, BOB):
        if person:
            sign_in(tab, provider, person)
        found = Axe().run(tab.page, context=".st-key-cj-sign-in").response
        assert found["violations"] == []
        wide = tab.page.get_by_test_id("stMain")
        assert wide.evaluate("main => main.scrollWidth <= main.clientWidth")
